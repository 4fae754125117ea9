import type { Observation } from '../simulator/observation.ts';
import type { Trace } from '../simulator/trace.ts';
import type { Checker, Report, Rule, RuleContext } from './rule.ts';

class Exit implements Checker {
  readonly #context: RuleContext;
  #synchronizes = false;
  #returns: { readonly trace: Trace | undefined } | undefined;

  constructor(context: RuleContext) {
    this.#context = context;
  }

  observe(o: Observation): undefined {
    if (o.kind === 'subscriber-call' && o.made.does.verb === 'synchronize') this.#synchronizes = true;
    // Of several ways the first to be found is a shortest.
    if (o.kind === 'return') this.#returns ??= { trace: o.trace };
  }

  finish(): readonly Report[] {
    const { routine, isModuleExit } = this.#context;
    if (!isModuleExit || this.#synchronizes || !this.#returns) return [];
    const at = { routine, span: routine.syntax.nameSpan, callers: [] };
    return [{
      at, trace: this.#returns.trace, lastAt: at, cause: 'exit', lastStep: 'the module is left without waiting for what was put',
      message: `${routine.name}() is the module's exit, and nothing in it calls mmu_notifier_synchronize(), although the module puts notifiers: mmu_notifier_put() leaves it to an SRCU callback to call \`free_notifier\`. Where that comes after the module is gone, it calls code that is no longer there.`,
    }];
  }
}

export const missingSynchronize: Rule = {
  id: 'missing-synchronize',
  severity: 'warning',
  about: 'subscribers',
  summary: 'A module that puts notifiers does not wait for them in its exit',
  documentation: {
    what: 'A file calls `mmu_notifier_put()` and names its `module_exit()` function, and no path through that function calls `mmu_notifier_synchronize()`.',
    why: '`mmu_notifier_put()` returns at once, and the subscription\'s `free_notifier` is called after a grace period. A module whose code is unloaded before is called where there is nothing any more. `mmu_notifier_synchronize()` waits for all such calls.',
    wrong: `static void __exit foo_exit(void)
{
	misc_deregister(&foo_misc);
}
module_exit(foo_exit);`,
    right: `static void __exit foo_exit(void)
{
	misc_deregister(&foo_misc);
	mmu_notifier_synchronize();
}
module_exit(foo_exit);`,
    ignore: 'The exit has to be in the file that puts, and in sight: one that calls anything but functions of the file, and functions of the kernel that are known to undo what an init did, is not judged, nor is a file that calls `mmu_notifier_synchronize()` in a function that its exit does not reach. Code that is only ever built in has no exit.',
    sources: ['mm/mmu_notifier.c, mmu_notifier_put() and mmu_notifier_synchronize()', 'include/linux/mmu_notifier.h'],
  },
  check: (c) => new Exit(c),
};
