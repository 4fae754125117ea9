import { truth } from '../simulator/facts.ts';
import { factsOnPath } from '../simulator/feasible.ts';
import type { DroppedEvent, Observation } from '../simulator/observation.ts';
import { siteKey } from '../simulator/trace.ts';
import { operation } from '../simulator/value.ts';
import { checkRegistration, leaveAfterPrint } from './fixes/registration.ts';
import type { Report, Rule } from './rule.ts';
import { each } from './rule.ts';
import { callText } from './wording.ts';

/** One more reference to what this path has got already: it is found, and nothing is allocated (mm/mmu_notifier.c, find_get_mmu_notifier()). */
function isGotAgain({ made, past, trace }: DroppedEvent): boolean {
  if (made.does.verb !== 'get' || made.table === undefined) return false;
  const facts = factsOnPath(trace);
  return past.some(({ does, site, table, mm, result }) => {
    const failed = does.verb === 'get' && siteKey(site) !== siteKey(made.site) && table === made.table && mm?.key === made.mm?.key && result && operation('call', [result], 'IS_ERR');
    return failed && facts && truth(failed, facts) === false;
  });
}

/** The function tells its caller whether it could do what it was to do, and so may not keep this to itself. */
function isAsked({ site: { routine: { syntax: { returnType } } } }: DroppedEvent): boolean {
  return returnType !== undefined && (returnType.base !== 'void' || returnType.pointers > 0);
}

function judge(o: Observation): Report | undefined {
  if (o.kind !== 'dropped') return undefined;
  const { name, does, site } = o.made;
  if (does.result !== 'errno' && does.result !== 'pointer') return undefined;
  if (does.verb !== 'insert' && does.verb !== 'register' && does.verb !== 'get') return undefined;
  if (isGotAgain(o)) return undefined;
  if (o.isPrinted && !isAsked(o)) return undefined;
  const handedOn = siteKey(o.site) === siteKey(site) ? '' : ', which is handed on to here,';
  return {
    at: o.site,
    message: `The result of ${callText(name)}${handedOn} is ${o.isPrinted ? 'looked at only to print something, and all goes on as if it had not failed' : 'dropped'}: it may fail, for want of memory or because the task is being killed. Then nobody tells the driver of changes, and its device goes on using pages that are given to somebody else; `
      + `${does.verb === 'get' ? 'and there is nothing to put' : 'to end later what never began corrupts the lists of the core'}.`,
    trace: o.trace,
    lastStep: o.isPrinted ? 'the result decides on nothing but what is printed' : 'nobody looks at the result',
    lastAt: o.site,
    cause: siteKey(o.site),
  };
}

export const uncheckedRegistration: Rule = {
  id: 'unchecked-registration',
  severity: 'warning',
  about: 'subscribers',
  summary: 'The result of registering a notifier is dropped',
  documentation: {
    what: 'The result of `mmu_notifier_register()`, `mmu_notifier_get()`, `mmu_interval_notifier_insert()` or one of their variants is looked at on no path: the call is a statement of its own, or a variable takes the result and is not read again.',
    why: 'Registering allocates memory and takes all locks of the address space, which a fatal signal interrupts: -ENOMEM and -EINTR are ordinary results. A driver that goes on has a device that mirrors page tables and is not told when they change. That is a use after free by the device.',
    wrong: `ctx->mn.ops = &foo_ops;
mmu_notifier_register(&ctx->mn, mm);
return 0;`,
    right: `ctx->mn.ops = &foo_ops;
return mmu_notifier_register(&ctx->mn, mm);`,
    ignore: 'A result that is returned, stored in memory or handed to other code is somebody else\'s to look at. `(void)` in front of the call says that it is meant. One more reference to a subscription that the path has got, and whose result it has checked, is always there to be had.',
    sources: ['mm/mmu_notifier.c, __mmu_notifier_register(), __mmu_interval_notifier_insert()', 'mm/vma.c (mm/mmap.c), mm_take_all_locks()'],
  },
  check: () => each(judge),
  fixes: (found, c) => [...checkRegistration(found, c), ...leaveAfterPrint(found, c)],
};
