/**
 * What of a function can matter to its ranges and locks. The machine runs only that slice: steps with effects, what they
 * depend on, and the branches that decide between them. A branch whose sides meet again before anything that matters is
 * not a decision, so that the number of paths follows what the function does with ranges and not its size.
 *
 * Control dependence is found through the *next observable* block: a branch matters if its edges lead to different ones.
 */
import type { Block, BlockId, FlowGraph, Step, Terminator, Variable } from '../flow/graph.ts';
import { edgesOf } from '../flow/graph.ts';
import { RANGE_TYPE, rangeVerb } from '../kernel/api.ts';
import { GIVEN_SEQUENCE } from '../kernel/callbacks.ts';
import { isFalseAssertion, isNoReturn, isObserver } from '../kernel/functions.ts';
import type { LockFunction } from '../kernel/locks.ts';
import { isFilledIn, subscriberFunction } from '../kernel/subscribers.ts';
import type { Expr } from '../syntax/ast.ts';
import { walkExpr } from '../syntax/walk.ts';
import { liveNames, postorder } from './liveness.ts';
import type { LockRelevance } from './locksets.ts';
import { assigned, calleeName, endExprs, INDIRECT, isCopy, type Mentions, mentionsOf, rootOf, stepExprs, targetsOf } from './mentions.ts';
import { type PlainKind, type Slice, type SliceKind, withoutWrites } from './slice.ts';

/** What relevance has to know of functions that are called. */
export interface CallKnowledge {
  /** A function or macro of this file that may touch ranges. */
  isEventful(name: string): boolean;
  /** A function of this file that may sleep. */
  maySleep(name: string): boolean;
  /** It returns with other locks than it was entered with. */
  changesLocks(name: string): boolean;
  /** What a function of the kernel does to locks that are followed. */
  lockFunction(name: string): LockFunction | undefined;
  /** The file does not define it. */
  isUnseen(name: string): boolean;
  /** Taking a guard of this class is of interest. */
  isEventfulGuard(lockClass: string): boolean;
  /** A function or name of the API of which the rules may have something to say. */
  isRemarkable(name: string): boolean;
  readonly locks: LockRelevance;
}

/** The subscription that a callback is called for, and the sequence that goes with it: who is given one may set the sequence. */
export function isHandle({ parameter, pointers, typeBase }: Variable): boolean {
  return parameter !== undefined && ((pointers === 1 && typeBase === 'struct mmu_interval_notifier') || (parameter === GIVEN_SEQUENCE && pointers === 0 && typeBase === 'unsigned long'));
}

class Slicer {
  readonly #graph: FlowGraph;
  readonly #knowledge: CallKnowledge;
  readonly #names = new Set<string>();
  readonly #fields = new Set<string>();
  readonly #rangeRoots = new Set<string>();
  /** Variables that subscriptions are reached through. */
  readonly #subjects = new Set<string>();
  /** Members that hold a range: `range` in `&walk->range` given to the API. */
  readonly #rangeMembers = new Set<string>();
  /** Variables that hold what a start that may fail, or a function of this file that matters, returned. */
  readonly #outcomes = new Set<string>();
  /** Variables that are given to functions of this file that matter, or point to what is. */
  readonly #given = new Set<string>();
  /** Variables that hold what a look-up found. */
  readonly #found = new Set<string>();
  /** Members of variables that are requests, which tell what is looked up. */
  readonly #requests = new Set<string>();
  /** Variables, and members by their names, that hold a sequence: who puts it elsewhere may check it there. */
  readonly #sequences = new Set<string>();
  readonly #sequenceMembers = new Set<string>();
  /** Variables, and members by their names, that are filled in by look-ups. */
  readonly #filled = new Set<string>();
  readonly #filledMembers = new Set<string>();
  #givesAway = false;
  /** Variables that are a lock, or point to one. */
  readonly #locks = new Set<string>();
  /** Members of variables that are one, or point to one. */
  readonly #lockMembers = new Set<string>();
  readonly #steps: boolean[][];
  readonly #ends: boolean[];
  readonly #first: BlockId[];
  readonly #stepMentions: Mentions[][];
  readonly #endMentions: Mentions[];
  readonly #order: readonly Block[];
  readonly #kind: PlainKind;
  /** Pointers that it is given, where what it writes through them is asked for. */
  readonly #written = new Set<string>();

  constructor(graph: FlowGraph, knowledge: CallKnowledge, kind: SliceKind) {
    this.#kind = withoutWrites(kind);
    this.#graph = graph;
    if (this.#kind !== kind) for (const variable of graph.variables) if (variable.parameter !== undefined && variable.pointers > 0 && variable.typeBase !== RANGE_TYPE && !isHandle(variable)) this.#written.add(variable.id);
    this.#knowledge = knowledge;
    this.#steps = graph.blocks.map((b) => b.steps.map(() => false));
    this.#ends = graph.blocks.map(() => false);
    this.#first = graph.blocks.map(() => -1);
    this.#stepMentions = graph.blocks.map((b) => b.steps.map((s) => mentionsOf(stepExprs(s), graph)));
    this.#endMentions = graph.blocks.map((b) => mentionsOf(endExprs(b.end), graph));
    this.#order = postorder(graph);
    const isInCallback = this.#kind === 'callback' || this.#kind === 'callee';
    for (const variable of graph.variables) if (variable.typeBase === RANGE_TYPE || (isInCallback && isHandle(variable))) this.#addRangeRoot(variable.id);
    for (const b of graph.blocks) {
      b.steps.forEach((step, i) => {
        const mentions = this.#stepMentions[b.id]?.[i];
        if (mentions) this.#findOutcome(step, mentions, this.#locksMatter(b, i));
        for (const e of stepExprs(step)) if (e) this.#findRanges(e, this.#locksMatter(b, i));
      });
      for (const e of endExprs(b.end)) if (e) this.#findRanges(e, this.#locksMatter(b, b.steps.length));
    }
  }

  #locksMatter(block: Block, step: number): boolean {
    return this.#knowledge.locks[block.id]?.[step] === true;
  }

  #addRangeRoot(id: string): void {
    this.#rangeRoots.add(id);
    this.#names.add(id);
  }

  #findOutcome(step: Step, mentions: Mentions, locksMatter: boolean): void {
    const target = step.kind === 'declare' || step.kind === 'set' ? step.variable
      : step.kind === 'evaluate' && step.expr.kind === 'assign' && step.expr.left.kind === 'name' ? this.#graph.bindings.get(step.expr.left) : undefined;
    if (this.#isSubscriber && [...mentions.calls].some((name) => subscriberFunction(name)?.verb === 'translate')) {
      for (const name of targetsOf(step, mentions)) this.#found.add(name);
    }
    // A function that matters is put somewhere, to be called from there.
    if ([...mentions.reads].some((name) => name.startsWith('::') && this.#knowledge.isEventful(name.slice(2)))) {
      for (const name of targetsOf(step, mentions)) this.#names.add(name);
    }
    const put = this.#isSubscriber && step.kind === 'evaluate' && step.expr.kind === 'assign' ? step.expr : undefined;
    if (put?.left.kind === 'member' && isFilledIn(put.left.field)) this.#findFilled(put.right);
    if (!target) return;
    if (this.#isSubscriber && [...mentions.calls].some((name) => subscriberFunction(name)?.verb === 'read-begin')) this.#sequences.add(target.id);
    for (const callee of mentions.calls) {
      const isOutcome = rangeVerb(callee) === 'start-nonblock' || this.#knowledge.isEventful(callee) || (locksMatter && this.#knowledge.changesLocks(callee));
      if (isOutcome) this.#outcomes.add(target.id);
    }
  }

  /** A request is told to put what it finds there. */
  #findFilled(array: Expr): void {
    if (array.kind === 'member') this.#filledMembers.add(array.field);
    else this.#filled.add(rootOf(array, this.#graph) ?? '');
  }

  /** A function of this file may read anything of what it is given, and any global. */
  #give(arg: Expr): void {
    this.#givesAway = true;
    const root = rootOf(arg, this.#graph);
    if (root !== undefined) this.#given.add(root);
  }

  #want({ reads, fields }: Mentions): void {
    for (const name of reads) this.#names.add(name);
    for (const field of fields) this.#fields.add(field);
  }

  /** Whatever an API call or a function of this file that matters is given may be a range, or hold one. */
  #findRanges(e: Expr, locksMatter: boolean): void {
    walkExpr(e, (x) => {
      if (x.kind === 'initializer' && this.#isSubscriber) for (const { field, value } of x.entries) if (isFilledIn(field ?? '')) this.#findFilled(value);
      if (x.kind !== 'call') return;
      const callee = calleeName(x, this.#graph) ?? INDIRECT;
      const verb = rangeVerb(callee);
      const lock = locksMatter ? this.#knowledge.lockFunction(callee) : undefined;
      const asked = this.#isSubscriber ? subscriberFunction(callee) : undefined;
      if (asked?.sequence?.by === 'member') {
        this.#fields.add(asked.sequence.member);
        this.#sequenceMembers.add(asked.sequence.member);
        const request = x.args[asked.sequence.index];
        const root = request && rootOf(request, this.#graph);
        if (root !== undefined) this.#sequences.add(root);
      }
      for (const field of Object.values(asked?.request ?? {})) {
        this.#requests.add(`${(x.args[0] && rootOf(x.args[0], this.#graph)) ?? ''} ${field}`);
        if (isFilledIn(field)) this.#filledMembers.add(field);
      }
      const isOwn = this.#knowledge.isEventful(callee) || (locksMatter && (this.#knowledge.changesLocks(callee) || this.#knowledge.maySleep(callee)));
      if (isOwn && callee === INDIRECT) this.#want(mentionsOf([x.callee], this.#graph));
      if (isOwn) for (const arg of x.args) this.#give(arg);
      // Three values in the place of a range: none of them is one.
      const isTuple = verb !== undefined && x.args.length === 3;
      if (isTuple) for (const arg of x.args) this.#want(mentionsOf([arg], this.#graph));
      const args = isTuple ? [] : verb ? x.args.slice(0, 1) : lock || isOwn || asked ? x.args : [];
      for (const arg of args) {
        this.#want(mentionsOf([arg], this.#graph));
        const root = verb || (asked && arg === x.args[0]) ? rootOf(arg, this.#graph) : undefined;
        if (root !== undefined && verb) this.#addRangeRoot(root);
        else if (root !== undefined) this.#subjects.add(root);
        const member = verb && arg.kind === 'unary' && arg.operand.kind === 'member' ? arg.operand.field : undefined;
        if (member !== undefined) this.#rangeMembers.add(member);
      }
      for (const effect of lock?.effects ?? []) {
        const lock = effect.lock.by === 'argument' || effect.lock.by === 'out-argument' ? x.args[effect.lock.index] : undefined;
        const name = lock?.kind === 'unary' && lock.op === '&' ? lock.operand : lock;
        const variable = name?.kind === 'name' ? this.#graph.bindings.get(name) : undefined;
        if (variable) this.#locks.add(variable.id);
        if (name?.kind === 'member') this.#lockMembers.add(this.#memberName(name));
      }
    });
  }

  #isEvent(step: Step, m: Mentions, locksMatter: boolean): boolean {
    if (step.kind === 'unknown' || locksMatter) return true;
    if (step.kind === 'guard') return this.#knowledge.isEventfulGuard(step.lockClass);
    if (step.kind === 'leave') return step.variable.declarator?.cleanup !== undefined || this.#names.has(step.variable.id);
    if (m.observed || this.#readsRangeMember(m)) return true;
    // A macro without parentheses
    for (const name of m.reads) if (name.startsWith('::') && this.#knowledge.isEventful(name.slice(2))) return true;
    for (const callee of m.calls) {
      if (this.#knowledge.isRemarkable(callee) || this.#knowledge.isEventful(callee) || isNoReturn(callee) || isFalseAssertion(callee)) return true;
    }
    if (this.#subjects.size > 0 && this.#handsOnSubject(step)) return true;
    if ((m.writes.length > 0 || m.calls.size > 0) && this.#readsSequence(m)) return true;
    if (this.#found.size > 0 && (m.calls.size > 0 || m.fields.size > 0) && [...m.reads].some((name) => this.#found.has(name))) return true;
    // A call that is given a range, or what a range may be reached through, may do anything to it.
    if (m.calls.size > 0 && [...m.calls].some((c) => !isObserver(c))) {
      for (const name of m.addressed) if (this.#names.has(name)) return true;
      for (const name of m.reads) if (this.#rangeRoots.has(name) || this.#locks.has(name) || this.#filled.has(name)) return true;
      for (const field of m.fields) if (this.#filledMembers.has(field)) return true;
    }
    return false;
  }

  /** Itself, or in the request that it is part of. */
  #readsSequence({ reads, fields }: Mentions): boolean {
    return [...fields].some((field) => this.#sequenceMembers.has(field)) || (this.#sequences.size > 0 && [...reads].some((name) => this.#sequences.has(name)));
  }

  /** Code that can't be seen is given what holds a subscription, or a lock. */
  #handsOnSubject(step: Step): boolean {
    if (step.kind !== 'evaluate' || step.expr.kind !== 'call') return false;
    const name = calleeName(step.expr, this.#graph);
    if (name === undefined || isObserver(name) || !this.#knowledge.isUnseen(name)) return false;
    return step.expr.args.some((arg) => (arg.kind === 'name' && this.#subjects.has(this.#graph.bindings.get(arg)?.id ?? '')) || (arg.kind === 'member' && this.#lockMembers.has(this.#memberName(arg))));
  }

  #memberName(e: Extract<Expr, { kind: 'member' }>): string {
    return `${rootOf(e, this.#graph) ?? ''} ${e.field}`;
  }

  /** `walk->range.mm`, where `&walk->range` is given to the API. */
  #readsRangeMember(m: Mentions): boolean {
    return [...m.fields].some((field) => this.#rangeMembers.has(field)) && m.fields.size > 1;
  }

  #isWanted(step: Step, m: Mentions, locksMatter: boolean): boolean {
    if (this.#isEvent(step, m, locksMatter)) return true;
    // A range's address put anywhere: from there it may be reached.
    const givesAway = [...m.addressed].some((name) => this.#rangeRoots.has(name));
    if (step.kind === 'declare' || step.kind === 'set') return this.#names.has(step.variable.id) || this.#writesWanted(m) || givesAway;
    if (step.kind === 'forget') return [...m.reads].some((name) => this.#names.has(name));
    const copiesPointer = m.writes.length > 0 && [...m.reads].some((name) => this.#rangeRoots.has(name));
    return this.#writesWanted(m) || givesAway || copiesPointer;
  }

  #writesWanted(m: Mentions): boolean {
    if (m.writes.some(({ root, field }) => this.#requests.has(`${root} ${field}`) || (field !== '' && this.#written.has(root)))) return true;
    if (m.writes.some(({ root }) => this.#given.has(root) || (this.#givesAway && root.startsWith('::')))) return true;
    return m.writes.some(({ root, field }) => (this.#names.has(root) && (field === '' || field === '*' || field === '[]' || this.#fields.has(field) || this.#rangeRoots.has(root))));
  }

  /** Mark what is wanted; everything that a wanted thing reads is wanted, too. */
  #mark(): boolean {
    let changed = false;
    const want = (m: Mentions): void => {
      for (const name of m.reads) if (!this.#names.has(name)) { this.#names.add(name); changed = true; }
      for (const field of m.fields) if (!this.#fields.has(field)) { this.#fields.add(field); changed = true; }
    };
    for (const block of this.#graph.blocks) {
      const steps = this.#steps[block.id];
      const mentions = this.#stepMentions[block.id];
      if (!steps || !mentions) continue;
      block.steps.forEach((step, i) => {
        const m = mentions[i];
        // Under another name it is one all the same.
        if (m && this.#readsSequence(m)) {
          const [variable, value] = assigned(step, this.#graph);
          if (variable && value && isCopy(value) && !this.#sequences.has(variable.id)) { this.#sequences.add(variable.id); changed = true; }
        }
        // What is wanted may be written through who holds its address.
        if (m && [...m.addressed].some((name) => this.#names.has(name))) {
          for (const name of targetsOf(step, m)) if (!this.#names.has(name)) { this.#names.add(name); changed = true; }
        }
        if (!m || steps[i] || !this.#isWanted(step, m, this.#locksMatter(block, i))) return;
        steps[i] = true;
        changed = true;
        // The arguments of calls matter only if they are ranges or go into this file; what is assigned matters whole.
        if (m.calls.size === 0 || step.kind !== 'evaluate' || m.writes.length > 0) want(m);
      });
      const end = this.#endMentions[block.id];
      if (end && block.end.kind === 'return') {
        if (this.#isCalled) want(end);
      } else if (end && (this.#ends[block.id] || this.#endIsEvent(block.end, end, this.#locksMatter(block, block.steps.length)))) {
        if (!this.#ends[block.id]) { this.#ends[block.id] = true; changed = true; }
        want(end);
      }
    }
    return changed;
  }

  #endIsEvent(end: Terminator, m: Mentions, locksMatter: boolean): boolean {
    if (end.kind !== 'branch' && end.kind !== 'switch') return false;
    // What is done about a start that failed is of interest even where nothing else hangs on it.
    if (locksMatter || m.observed || this.#readsRangeMember(m) || [...m.reads].some((name) => this.#outcomes.has(name))) return true;
    for (const callee of m.calls) {
      if (this.#knowledge.isRemarkable(callee) || this.#knowledge.isEventful(callee)) return true;
    }
    return this.#writesWanted(m) || (m.calls.size > 0 && ([...m.addressed].some((n) => this.#names.has(n)) || [...m.reads].some((n) => this.#rangeRoots.has(n))));
  }

  #isObservable(block: Block): boolean {
    return block.end.kind === 'return' || this.#ends[block.id] === true || (this.#steps[block.id]?.includes(true) ?? false);
  }

  /** Whose lives end in a block that only returns; `undefined` for any other block. */
  #exitKey(block: Block): string | undefined {
    if (block.end.kind !== 'return') return undefined;
    const left: string[] = [];
    for (const [i, step] of block.steps.entries()) {
      if (!this.#steps[block.id]?.[i]) continue;
      if (step.kind !== 'leave' || step.variable.declarator?.cleanup !== undefined) return undefined;
      left.push(step.variable.id);
    }
    return left.sort().join();
  }

  /** Compute the next observable blocks; a block whose edges differ becomes one. */
  #connect(): boolean {
    let grew = false;
    const exits = new Map<string, BlockId>();
    const itself = (block: Block): BlockId => {
      const key = this.#kind === 'glance' ? this.#exitKey(block) : undefined;
      if (key === undefined) return block.id;
      const exit = exits.get(key) ?? block.id;
      exits.set(key, exit);
      return exit;
    };
    for (let changed = true; changed; ) {
      changed = false;
      for (const block of this.#order) {
        const old = this.#first[block.id] ?? -1;
        let next = old;
        const targets = new Set(edgesOf(block.end).map((e) => this.#first[e.to] ?? -1));
        targets.delete(-1);
        if (targets.size > 1 && !this.#ends[block.id]) {
          this.#ends[block.id] = true;
          grew = true;
        }
        if (this.#isObservable(block)) next = itself(block);
        else if (targets.size === 1) next = [...targets][0] ?? -1;
        if (next !== old) {
          this.#first[block.id] = next;
          changed = true;
        }
      }
    }
    return grew;
  }

  run(): Slice {
    for (;;) {
      const marked = this.#mark();
      const grew = this.#connect();
      if (!marked && !grew) break;
    }
    return { steps: this.#steps, ends: this.#ends, first: this.#first, order: this.#places(), live: this.#live(), followsLocks: this.#knowledge.locks.length > 0, rangeMembers: this.#rangeMembers };
  }

  /** Someone goes on with its result; what a callback returns is the core's. */
  get #isCalled(): boolean {
    return this.#kind !== 'alone' && this.#kind !== 'glance';
  }

  get #isSubscriber(): boolean {
    return this.#kind === 'subscriber' || this.#kind === 'subscribed';
  }

  #live(): readonly ReadonlySet<string>[] {
    const live = liveNames(this.#graph, this.#order, {
      step: (block, i) => (this.#steps[block.id]?.[i] ? this.#stepMentions[block.id]?.[i] : undefined),
      end: (block) => (this.#ends[block.id] || (block.end.kind === 'return' && this.#isCalled) ? this.#endMentions[block.id] : undefined),
    });
    // What the core says of the range that it gives to a callback is true to the end.
    const given = this.#kind === 'callback' || this.#kind === 'hazards' ? this.#graph.variables.filter((v) => v.parameter !== undefined && v.typeBase === RANGE_TYPE) : [];
    return given.length === 0 ? live : live.map((names) => new Set([...names, ...given.map((v) => v.id)]));
  }

  #places(): readonly number[] {
    const places = this.#graph.blocks.map(() => 0);
    for (const [i, block] of this.#order.entries()) places[block.id] = this.#order.length - i;
    return places;
  }
}

export function sliceOf(graph: FlowGraph, knowledge: CallKnowledge, kind: SliceKind): Slice {
  return new Slicer(graph, knowledge, kind).run();
}
