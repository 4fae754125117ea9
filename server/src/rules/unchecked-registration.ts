import { truth } from '../simulator/facts.ts';
import { factsOnPath } from '../simulator/feasible.ts';
import type { DroppedEvent, Observation, ReturnEvent } from '../simulator/observation.ts';
import type { PastCall } from '../simulator/past.ts';
import { type Site, siteKey, type Trace } from '../simulator/trace.ts';
import { mentionsOne, operation, type Value } from '../simulator/value.ts';
import { checkRegistration, leaveAfterPrint, testForError } from './fixes/registration.ts';
import type { Checker, Report, Rule } from './rule.ts';
import { callText } from './wording.ts';

/** One more reference to what this path has got already: it is found, and nothing is allocated (mm/mmu_notifier.c, find_get_mmu_notifier()). */
function isGotAgain({ made, past, trace }: Pick<DroppedEvent, 'made' | 'past' | 'trace'>): boolean {
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
    ...(o.isPrinted ? { isPrinted: true } : {}),
  };
}

/** What a path has asked of a pointer that may be an error. */
interface Asked {
  /** Where it found that it is not NULL. */
  readonly notNull: Site | undefined;
  /** It asked for more than that. */
  readonly more: boolean;
}

function askedOf({ result }: PastCall, trace: Trace | undefined): Asked {
  let [notNull, more]: [Site | undefined, boolean] = [undefined, false];
  for (let t = trace; t; t = t.before) {
    if (t.learning?.kind !== 'assumed' || result?.kind !== 'symbol' || !mentionsOne(t.learning.value, new Set([result.key]))) continue;
    const isNotNull = notNullWhere(t.learning.value, result);
    if (isNotNull === undefined) more = true;
    else if (isNotNull === t.learning.holds) notNull = t.step?.site;
  }
  return { notNull, more };
}

/** As what the condition has to turn out for the pointer not to be NULL; `undefined` for one that asks something else. */
function notNullWhere(value: Value, pointer: Value): boolean | undefined {
  if (value.key === pointer.key) return true;
  if (value.kind !== 'operation') return undefined;
  const [a, b] = value.operands;
  if (value.op === '==') return [a, b].some((side) => side?.key === pointer.key) && [a, b].some((side) => side?.key === '0') ? false : undefined;
  const inner = value.op === '!' && a ? notNullWhere(a, pointer) : undefined;
  return inner === undefined ? undefined : !inner;
}

class Unchecked implements Checker {
  readonly #found = new Map<string, Report>();
  /** By the call: somewhere more is asked. */
  readonly #asked = new Set<string>();

  observe(o: Observation): Report | undefined {
    if (o.kind === 'return') this.#returned(o);
    return judge(o);
  }

  /** A path ends on which an error pointer would have been taken for what is there. */
  #returned({ past, value, trace, site }: ReturnEvent): void {
    if (site.callers.length > 0) return;
    for (const made of past) {
      const { does, result, isHandedOn } = made;
      if (does.verb !== 'get' || result?.kind !== 'symbol') continue;
      const key = siteKey(made.site);
      const { notNull, more } = askedOf(made, trace);
      // Whoever gets it may ask.
      if (more || isHandedOn || (value && mentionsOne(value, new Set([result.key])))) this.#asked.add(key);
      if (!notNull || this.#found.has(key) || isGotAgain({ made, past, trace }) || !factsOnPath(trace)) continue;
      this.#found.set(key, {
        at: notNull, trace, lastAt: notNull, cause: key,
        message: `${callText(made.name)} gives an error pointer when it fails, and never NULL: this test lets errors through, and what was not got is used as if it was there.`,
        lastStep: 'an error pointer is not NULL either',
      });
    }
  }

  finish(): readonly Report[] {
    return [...this.#found].flatMap(([key, report]) => (this.#asked.has(key) ? [] : [report]));
  }
}

export const uncheckedRegistration: Rule = {
  id: 'unchecked-registration',
  severity: 'warning',
  about: 'subscribers',
  summary: 'Whether registering a notifier has failed is not looked at',
  documentation: {
    what: 'The result of `mmu_notifier_register()`, `mmu_notifier_get()`, `mmu_interval_notifier_insert()` or one of their variants is looked at on no path: the call is a statement of its own, or a variable takes the result and is not read again, or only to print it, and the function goes on and tells its caller that all is well; or the result of `mmu_notifier_get()` is tested for NULL, and for nothing else: it gives error pointers.',
    why: 'Registering allocates memory and takes all locks of the address space, which a fatal signal interrupts: -ENOMEM and -EINTR are ordinary results. A driver that goes on has a device that mirrors page tables and is not told when they change. That is a use after free by the device.',
    wrong: `ctx->mn.ops = &foo_ops;
mmu_notifier_register(&ctx->mn, mm);
return 0;`,
    right: `ctx->mn.ops = &foo_ops;
return mmu_notifier_register(&ctx->mn, mm);`,
    ignore: 'A result that is returned, stored in memory or handed to other code is somebody else\'s to look at. `(void)` in front of the call says that it is meant, and so does setting the result to zero, or anything else that is done on failure but printing: a driver may go without a notifier, as long as it remembers. One more reference to a subscription that the path has got, and whose result it has checked, is always there to be had.',
    sources: ['mm/mmu_notifier.c, __mmu_notifier_register(), __mmu_interval_notifier_insert()', 'mm/vma.c (mm/mmap.c), mm_take_all_locks()'],
  },
  check: () => new Unchecked(),
  fixes: (found, c) => (found.isPrinted ? leaveAfterPrint(found, c) : [...testForError(found, c), ...checkRegistration(found, c)]),
};
