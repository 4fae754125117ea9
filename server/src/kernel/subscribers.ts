/** What each function of the subscriber's side of the API does (include/linux/mmu_notifier.h, include/linux/hmm.h), as data. */

export type SubscriberVerb =
  /** Begins to look at page tables: gives a sequence. May sleep. */
  | 'read-begin'
  /** Whether anything was invalidated since the sequence was taken. */
  | 'read-retry'
  /** The same, as advice. */
  | 'check-retry'
  /** A callback makes readers see that it ran. */
  | 'set-seq'
  | 'insert' | 'remove'
  | 'register' | 'get' | 'put' | 'unregister'
  /** Waits for the subscriptions that were put to be freed. */
  | 'synchronize'
  /** Looks up, or faults in, the pages behind addresses. */
  | 'fault'
  /** Makes a page of what that found. */
  | 'translate'
  /** Tells how much that found: nothing is reached by it, and it may be out of date. */
  | 'measure';

/** Where the sequence is that a call gives, checks or works by. */
export type SequencePlace = { readonly by: 'result' } | { readonly by: 'argument'; readonly index: number } | { readonly by: 'member'; readonly index: number; readonly member: string };

/** Members of a request: its addresses, and where what is found is put. */
export interface RequestMembers {
  readonly from: string;
  readonly to: string;
  readonly into: string;
}

export interface SubscriberFunction {
  readonly verb: SubscriberVerb;
  /** The subscription, or for `fault` the request: an argument (0-based) or the result. */
  readonly subject: number | 'result';
  /** The argument that is the mm. */
  readonly mm?: number;
  /** The mmap_lock: the function takes it itself, or wants it held, for writing or at all. */
  readonly mmapLock?: 'takes' | 'wants' | 'wants-write';
  /** `errno`: zero or a negative error number. `pointer`: or an error pointer. */
  readonly result: 'errno' | 'pointer' | 'truth' | 'sequence' | 'none' | 'page';
  /** Errors that others give for what may be tried again, and this one does not. */
  readonly neverGives?: readonly string[];
  readonly sequence?: SequencePlace;
  /** Of one that looks up: what its request tells. */
  readonly request?: RequestMembers;
  /** It begins a read side itself before it looks: of the subscription in one member of the request, with the sequence in another. */
  readonly begins?: { readonly subject: string; readonly sequence: string };
  /** The argument that is the ops table, and members of it that the core calls without asking whether they are set. */
  readonly ops?: { readonly index: number; readonly calls: readonly string[] };
  /** The member of the subscription that the ops table is found in. */
  readonly opsMember?: string;
  /** Does what it does without certainty that a callback has run: for messages, what happens here. */
  readonly step: string;
  readonly source: string;
}

const NOTIFIER = 'include/linux/mmu_notifier.h; mm/mmu_notifier.c';
const HMM = 'include/linux/hmm.h; Documentation/mm/hmm.rst';

/** mm/mmu_notifier.c, mmu_notifier_get_locked() and mmu_notifier_free_rcu(). */
const CALLED = { index: 0, calls: ['alloc_notifier', 'free_notifier'] };

/** struct hmm_range. */
const REQUEST: RequestMembers = { from: 'start', to: 'end', into: 'hmm_pfns' };

const INTERVAL_OPS = { index: 4, calls: [] };

const FUNCTIONS: ReadonlyMap<string, SubscriberFunction> = new Map<string, SubscriberFunction>([
  ['mmu_interval_read_begin', { verb: 'read-begin', subject: 0, result: 'sequence', sequence: { by: 'result' }, step: 'a read side begins here', source: NOTIFIER }],
  ['mmu_interval_read_retry', { verb: 'read-retry', subject: 0, result: 'truth', sequence: { by: 'argument', index: 1 }, step: 'the read side is checked here', source: NOTIFIER }],
  ['mmu_interval_check_retry', { verb: 'check-retry', subject: 0, result: 'truth', sequence: { by: 'argument', index: 1 }, step: 'the read side is looked at here', source: NOTIFIER }],
  ['mmu_interval_set_seq', { verb: 'set-seq', subject: 0, result: 'none', sequence: { by: 'argument', index: 1 }, step: 'readers are made to see the invalidation here', source: NOTIFIER }],
  ['mmu_interval_notifier_insert', { verb: 'insert', subject: 0, mm: 1, ops: INTERVAL_OPS, mmapLock: 'takes', result: 'errno', step: 'the notifier is inserted here', source: NOTIFIER }],
  ['mmu_interval_notifier_insert_locked', { verb: 'insert', subject: 0, mm: 1, ops: INTERVAL_OPS, mmapLock: 'wants-write', result: 'errno', step: 'the notifier is inserted here', source: NOTIFIER }],
  ['mmu_interval_notifier_remove', { verb: 'remove', subject: 0, result: 'none', step: 'the notifier is removed here', source: NOTIFIER }],
  ['mmu_notifier_register', { verb: 'register', subject: 0, mm: 1, opsMember: 'ops', mmapLock: 'takes', result: 'errno', step: 'the notifier is registered here', source: NOTIFIER }],
  ['__mmu_notifier_register', { verb: 'register', subject: 0, mm: 1, opsMember: 'ops', mmapLock: 'wants-write', result: 'errno', step: 'the notifier is registered here', source: NOTIFIER }],
  ['mmu_notifier_unregister', { verb: 'unregister', subject: 0, mm: 1, result: 'none', step: 'the notifier is unregistered here', source: NOTIFIER }],
  ['mmu_notifier_get', { verb: 'get', subject: 'result', mm: 1, ops: CALLED, mmapLock: 'takes', result: 'pointer', step: 'the notifier is got here', source: NOTIFIER }],
  ['mmu_notifier_get_locked', { verb: 'get', subject: 'result', mm: 1, ops: CALLED, mmapLock: 'wants-write', result: 'pointer', step: 'the notifier is got here', source: NOTIFIER }],
  ['mmu_notifier_put', { verb: 'put', subject: 0, result: 'none', step: 'the notifier is put here', source: NOTIFIER }],
  ['mmu_notifier_synchronize', { verb: 'synchronize', subject: 'result', result: 'none', step: 'what was put is waited for here', source: NOTIFIER }],
  ['hmm_range_fault', { verb: 'fault', subject: 0, mmapLock: 'wants', result: 'errno', neverGives: ['EAGAIN'], sequence: { by: 'member', index: 0, member: 'notifier_seq' }, request: REQUEST, step: 'the pages are looked up here', source: HMM }],
  ['hmm_range_fault_unlocked_timeout', { verb: 'fault', subject: 0, mmapLock: 'takes', result: 'errno', sequence: { by: 'member', index: 0, member: 'notifier_seq' }, request: REQUEST, begins: { subject: 'notifier', sequence: 'notifier_seq' }, step: 'the pages are looked up here', source: `${HMM} from 7.0; mm/hmm.c` }],
  ['hmm_pfn_to_page', { verb: 'translate', subject: 0, result: 'page', step: 'what was found is turned into a page here', source: HMM }],
  ['hmm_pfn_to_map_order', { verb: 'measure', subject: 0, result: 'page', step: 'what was found is made use of here', source: HMM }],
  ['hmm_pfn_to_phys', { verb: 'translate', subject: 0, result: 'page', step: 'what was found is turned into an address here', source: HMM }],
]);

/** Look-ups fill in what this member of a request points to. */
export function isFilledIn(member: string): boolean {
  return member === REQUEST.into;
}

/** The function `name` makes something of what was looked up. */
export function usesFound(name: string): boolean {
  const verb = FUNCTIONS.get(name)?.verb;
  return verb === 'translate' || verb === 'measure';
}

/** The function `name` ends a subscription, and returns when no callback runs any more. */
export function waitsForCallbacks(name: string): boolean {
  const verb = FUNCTIONS.get(name)?.verb;
  return verb === 'remove' || verb === 'unregister';
}

/** The functions that do this. */
export function subscriberFunctionsThat(verb: SubscriberVerb): readonly string[] {
  return [...FUNCTIONS].flatMap(([name, does]) => (does.verb === verb ? [name] : []));
}

/** It tells readers of an invalidation. */
export function setsSequence(name: string): boolean {
  return FUNCTIONS.get(name)?.verb === 'set-seq';
}

/** What the function `name` does for a subscriber; `undefined` for one that is not its. */
export function subscriberFunction(name: string): SubscriberFunction | undefined {
  return FUNCTIONS.get(name);
}
