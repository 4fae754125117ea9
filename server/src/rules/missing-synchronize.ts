import type { Observation, SubscriberEvent } from '../simulator/observation.ts';
import type { Trace } from '../simulator/trace.ts';
import type { Checker, Report, Rule, RuleContext } from './rule.ts';
import { callText } from './wording.ts';

class Exit implements Checker {
  readonly #context: RuleContext;
  #synchronizes = false;
  #returns: { readonly trace: Trace | undefined } | undefined;

  constructor(context: RuleContext) {
    this.#context = context;
  }

  observe(o: Observation): Report | undefined {
    if (o.kind === 'subscriber-call' && o.made.does.verb === 'synchronize') this.#synchronizes = true;
    // Of several ways the first to be found is a shortest.
    if (o.kind === 'return') this.#returns ??= { trace: o.trace };
    return o.kind === 'subscriber-call' && o.made.does.verb === 'put' && o.site.callers.length === 0 ? this.#inOtherFile(o) : undefined;
  }

  /** The exit is in another file, or calls what is. */
  #inOtherFile({ made, site, trace }: SubscriberEvent): Report | undefined {
    const exit = this.#context.unwaitedExit();
    return exit && {
      at: site, trace, lastAt: site, cause: 'module', lastStep: 'the notifier is put here',
      elsewhere: { source: exit, length: exit.name.length, text: 'the module is left here' },
      message: `${callText(made.name)} leaves it to an SRCU callback to call \`free_notifier\`, and no file of this module calls mmu_notifier_synchronize(): it is left by way of \`${exit.name}\`, and where the callback comes after that, it calls code that is no longer there.`,
    };
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
    what: 'A module calls `mmu_notifier_put()`, and not `mmu_notifier_synchronize()` in what it does when it is left: no path through its `module_exit()` function does, or, where that is in another file or only unregisters a driver, no file of the module.',
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
    ignore: 'Where the tree does not tell which files make the module, the exit has to be in the file that puts, and in sight: one that calls anything but functions of the file, and functions of the kernel that are known to undo what an init did, is not judged, nor is a file that calls `mmu_notifier_synchronize()` in a function that its exit does not reach. A module that calls functions of another one that waits is not judged. Code that is only ever built in has no exit.',
    sources: ['mm/mmu_notifier.c, mmu_notifier_put() and mmu_notifier_synchronize()', 'include/linux/mmu_notifier.h'],
  },
  check: (c) => new Exit(c),
};
