/** Expressions: what they are worth in a state, and what evaluating them does to it. */
import type { AssignExpr, Expr, Span, TypeRef, UpdateExpr } from '../syntax/ast.ts';
import { afterWrite } from './survey.ts';
import { isErrno } from './value.ts';
import { isEventKind, RANGE_TYPE } from '../kernel/api.ts';
import { call } from './calls.ts';
import { beforeMove, readEntry } from './entries.ts';
import { loseSight, putOutOfSight } from './escape.ts';
import { COUNTED, counted } from './counting.ts';
import { freshAt, type Frame, type Outcome, type Run, siteOf } from './frame.ts';
import { isArrayName, isGlobal, load, memberPlace, namePlace, pointedTo, symbolsOf } from './places.ts';
import { apartFromSentinels } from './sentinels.ts';
import { giveToCleanup, isIntoItself, storeOwn } from './making.ts';
import { tellFollowed } from './uses.ts';
import { fieldWritten, isRangeVariable, rangeAround } from './ranges.ts';
import { beyondOf } from './requests.ts';
import { type State, withValue } from './state.ts';
import { literalAddress, literalValue } from './initializers.ts';
import { publishFound, storeSequence, useFound } from './subscribing.ts';
import { address, constant, int, everySymbol, MEASURE, ONE, operation, symbolValue, type Value, ZERO } from './value.ts';

/** A place that an expression names, in a state. */
interface Placed {
  readonly state: State;
  readonly place: string;
  /** The pointers on the way. */
  readonly through: readonly Value[];
}

const isMacroName = (name: string): boolean => /^_*[A-Z][A-Z0-9_]*$/.test(name);

const LITERALS: ReadonlyMap<string, Value> = new Map([['NULL', ZERO], ['false', ZERO], ['true', ONE]]);

export function evaluate(run: Run, f: Frame, s: State, e: Expr): readonly Outcome[] {
  switch (e.kind) {
    case 'number': return [e.value === undefined ? freshAt(s, f, e.span, 'number') : { state: s, value: int(e.value) }];
    case 'string': return [{ state: s, value: constant(`"${f.routine.textOf(e.span)}`) }];
    case 'name': {
      if (f.program.isRangeMacro(e.name)) return [freshAt(loseSight(f, s), f, e.span, e.name, run.watchesSleep ? { unseen: 'told' } : {})];
      const literal = LITERALS.get(e.name);
      if (literal && !f.routine.graph.bindings.has(e)) return [{ state: s, value: literal }];
      if (isEventKind(e.name)) run.observe({ kind: 'event-kind', name: e.name, site: siteOf(f, e.span), trace: s.trace, program: f.program });
      const worth = f.routine.graph.bindings.has(e) || isEventKind(e.name) ? undefined : f.routine.enumerator(e.name);
      if (worth !== undefined) return [{ state: s, value: int(worth) }];
      if (!f.routine.graph.bindings.has(e) && (isMacroName(e.name) || isErrno(e.name) || f.program.defines(e.name))) return [{ state: s, value: constant(e.name) }];
      const place = namePlace(f, e);
      return [{ state: s, value: isArrayName(f, e) ? address(`${place}[0]`) : isStructure(f, e) ? structureValue(run, s, place) : load(s, place, []) }];
    }
    case 'member':
    case 'index': return placesOf(run, f, s, e).map((p) => read(run, f, p, e));
    case 'unary': return unary(run, f, s, e);
    case 'binary': return binary(run, f, s, e);
    case 'assign': return assign(run, f, s, e);
    case 'update': return update(run, f, s, e);
    case 'comma': return evaluate(run, f, s, e.left).flatMap((o) => evaluate(run, f, o.state, e.right));
    case 'cast': return evaluate(run, f, s, e.operand);
    case 'call': return call(run, f, s, e);
    case 'conditional': {
      const all = evaluateAll(run, f, s, [e.condition, e.consequence ?? e.condition, e.alternative]);
      return all.map(({ state, values }) => unknownOf(run, f, state, e.span, 'select', values));
    }
    case 'initializer': {
      const all = evaluateAll(run, f, s, e.entries.map((entry) => entry.value));
      return all.map(({ state, values }) => literalValue(run, f, state, e, values));
    }
    case 'opaque': {
      const all = evaluateAll(run, f, s, e.mentions);
      return all.map(({ state, values }) => freshAt(e.damaged ? values.reduce((next, v) => putOutOfSight(f, next, v), state) : state, f, e.span, MEASURE));
    }
    // The flow layer has taken it apart.
    case 'block': return [freshAt(s, f, e.span, 'block')];
  }
}

/** What is computed in a way that is not followed: whether the range is blockable may be read from it if it may be from what it is made of. */
function unknownOf(run: Run, f: Frame, s: State, span: Span, name: string, of: readonly (Value | undefined)[]): Outcome {
  const tells = run.watchesSleep && of.some((value) => value && (run.tellsBlockable(s, [value]) || !everySymbol(value, ({ unseen }) => unseen !== 'told')));
  return freshAt(s, f, span, name, tells ? { unseen: 'told' } : {});
}

function isStructure(f: Frame, e: Extract<Expr, { kind: 'name' }>): boolean {
  const variable = f.routine.graph.bindings.get(e);
  return variable !== undefined && variable.pointers === 0 && variable.typeBase.startsWith('struct ') && variable.typeBase !== RANGE_TYPE;
}

/** A structure as a whole, of which no member is known then: an answer may be among them. */
function structureValue(run: Run, s: State, place: string): Value {
  const whole = load(s, place, []);
  return run.watchesSleep && whole.kind === 'symbol' && run.tellsBlockable(s, [address(place)]) ? symbolValue({ ...whole.symbol, unseen: 'told' }) : whole;
}

/** Longer ways through memory are not followed: in a walk along a list they would grow with every turn. */
const LONGEST_PLACE = 240;

function read(run: Run, f: Frame, p: Placed, e: Expr): Outcome {
  const state = follow(run, f, p, e);
  if (p.place.length > LONGEST_PLACE) return freshAt(state, f, e.span, 'deep');
  const value = load(state, p.place, symbolsOf(...p.through));
  return { state, value: isGlobal(p.place) && value.kind === 'symbol' ? constMember(f, p.place) ?? value : value };
}

/** A function that a constant structure of the file has as a member. (Where a pointer came from another file, its name may mean another one here.) */
function constMember(f: Frame, place: string): Value | undefined {
  for (let at: Frame | undefined = f; at; at = at.outer) if (at.program !== f.program) return undefined;
  const [, table, field] = /^::(\w+)\.(\w+)$/.exec(place) ?? [];
  const name = table === undefined || field === undefined ? undefined : f.program.constMember(table, field);
  return name === undefined ? undefined : constant(name);
}

/** What is read or written lies behind a pointer. (What is indexed may be an array.) */
function follow(run: Run, f: Frame, { state, through }: Placed, e: Expr): State {
  if (e.kind === 'index') return state;
  tellFollowed(run, f, state, e.span, through[0]);
  return useFound(run, f, state, e.span, [through[0]?.kind === 'symbol' ? through[0] : undefined]);
}

/** Evaluate several expressions one after the other. */
export function evaluateAll(run: Run, f: Frame, s: State, exprs: readonly Expr[]): readonly { readonly state: State; readonly values: readonly Value[] }[] {
  let all: { state: State; values: readonly Value[] }[] = [{ state: s, values: [] }];
  for (const e of exprs) {
    all = all.flatMap(({ state, values }) => evaluate(run, f, state, e).map((o) => ({ state: o.state, values: [...values, o.value] })));
  }
  return all;
}

/** The places that an expression can name. Something that is no lvalue gives none. */
function placesOf(run: Run, f: Frame, s: State, e: Expr): readonly Placed[] {
  switch (e.kind) {
    case 'name': return [{ state: s, place: namePlace(f, e), through: [] }];
    case 'member': {
      tellField(run, f, s, e);
      if (e.arrow) return evaluate(run, f, s, e.object).map((o) => ({ state: o.state, place: memberPlace(pointedTo(o.value), e.field), through: [o.value] }));
      return placesOf(run, f, s, e.object).map((p) => {
        if (f.callers.length === 0 && e.object.kind === 'member' && f.slice.rangeMembers.has(e.object.field)) {
          run.observe({ kind: 'field', field: e.field, site: siteOf(f, e.span), trace: s.trace, program: f.program });
        }
        return { ...p, place: memberPlace(p.place, e.field) };
      });
    }
    case 'index':
      return evaluate(run, f, s, e.object).flatMap((o) => evaluate(run, f, o.state, e.index).map((i) => ({
        state: i.state, place: `${pointedTo(o.value)}[${i.value.key}]`, through: [o.value, i.value],
      })));
    case 'unary':
      if (e.op === '*') return evaluate(run, f, s, e.operand).map((o) => ({ state: o.state, place: pointedTo(o.value), through: [o.value] }));
      break;
    case 'cast': return placesOf(run, f, s, e.operand);
    default:
  }
  return evaluate(run, f, s, e).map((o) => ({ state: o.state, place: `*{${o.value.key}}`, through: [o.value] }));
}

/** A field of something declared as a notifier range is named. */
function tellField(run: Run, f: Frame, s: State, e: Extract<Expr, { kind: 'member' }>): void {
  if (e.object.kind !== 'name') return;
  const variable = f.routine.graph.bindings.get(e.object);
  if (variable?.typeBase !== RANGE_TYPE || f.callers.length > 0) return;
  run.observe({ kind: 'field', field: e.field, site: siteOf(f, e.span), trace: s.trace, program: f.program });
}

function isRangeType({ base }: TypeRef): boolean {
  return base === RANGE_TYPE;
}

function unary(run: Run, f: Frame, s: State, e: Extract<Expr, { kind: 'unary' }>): readonly Outcome[] {
  if (e.op === '&') {
    if (e.operand.kind === 'name' && !f.routine.graph.bindings.has(e.operand) && f.program.defines(e.operand.name)) return [{ state: s, value: constant(e.operand.name) }];
    if (e.operand.kind === 'initializer' && e.operand.type && !isRangeType(e.operand.type)) return literalAddress(run, f, s, e.operand);
    return placesOf(run, f, s, e.operand).map((p) => {
      // &*p is p
      const [pointer] = p.through;
      const value = pointer && p.place === pointedTo(pointer) ? pointer : address(p.place);
      return { state: p.state, value };
    });
  }
  if (e.op === '*' && isTableEntry(f, e.operand)) return evaluate(run, f, s, e.operand).map((o) => (run.watchesEntries ? readEntry(o.state, f, e.span, e.operand) : freshAt(o.state, f, e.span, 'entry')));
  if (e.op === '*') return placesOf(run, f, s, e).map((p) => read(run, f, p, e));
  return evaluate(run, f, s, e.operand).map((o) => {
    if (e.op === '+') return o;
    const value = operation(e.op, [o.value]);
    return value ? { state: o.state, value } : unknownOf(run, f, o.state, e.span, 'unary', [o.value]);
  });
}

/** Page-table entries change under our feet: read twice, they may differ. */
function isTableEntry(f: Frame, pointer: Expr): boolean {
  const variable = pointer.kind === 'name' ? f.routine.graph.bindings.get(pointer) : undefined;
  return variable !== undefined && variable.pointers === 1 && /^p(te|md|ud|4d|gd)_t$/.test(variable.typeBase);
}

/** `a != b` is kept as `!(a == b)`, `a > b` as `b < a`, `a - b` as `a + -b`, so that each relation has one form. */
function combine(op: Extract<Expr, { kind: 'binary' }>['op'], a: Value, b: Value): Value | undefined {
  switch (op) {
    case '!=': {
      const equal = operation('==', [a, b]);
      return equal && operation('!', [equal]);
    }
    case '>': return operation('<', [b, a]);
    case '>=': return operation('<=', [b, a]);
    case '-': {
      const negative = operation('-', [b]);
      return negative && operation('+', [a, negative]);
    }
    default: return operation(op, [a, b]);
  }
}

/** `flag == true` asks no more than `flag` does: what is compared so is true or false. */
function truthOf(e: Extract<Expr, { kind: 'binary' }>, a: Value): Value | undefined {
  if (e.right.kind !== 'number' || e.right.text !== 'true' || (e.op !== '==' && e.op !== '!=')) return undefined;
  const opposite = operation('!', [a]);
  return e.op === '!=' ? opposite : opposite && operation('!', [opposite]);
}

function binary(run: Run, f: Frame, s: State, e: Extract<Expr, { kind: 'binary' }>): readonly Outcome[] {
  return evaluateAll(run, f, s, [e.left, e.right]).map(({ state, values: [a, b] }) => {
    const value = a && b ? (truthOf(e, a) ?? combine(e.op, a, b)) : undefined;
    return value ? { state, value } : unknownOf(run, f, state, e.span, 'binary', [a, b]);
  });
}

/** Store a value, with all that this means for ranges. @param adds it was got by adding to what a look-up was asked for */
export function store(run: Run, f: Frame, s: State, place: string, value: Value, target: Expr, adds?: 'from' | 'into'): State {
  let next = run.watchesEntries && target.kind === 'name' ? beforeMove(run, f, s, target.name) : s;
  const around = rangeAround(next, f, place);
  if (around) next = fieldWritten(run, f, next, around.range, around.field, target.span, true);
  // A range's address in a plain variable is an alias that we follow; anywhere else it is out of sight.
  const variable = target.kind === 'name' ? f.routine.graph.bindings.get(target) : undefined;
  const isFollowed = target.kind === 'name' && variable?.declarator?.cleanup === undefined;
  if (value.kind === 'address' && !isFollowed && !isIntoItself(next, place, value)) next = putOutOfSight(f, next, value);
  next = publishFound(run, f, storeOwn(run, f, giveToCleanup(run, next, variable, value), place, value, target.span), place, value, target.span);
  if (next.ranges.has(place) || isRangeVariable(f, place)) {
    // Assigned as a whole
    next = { ...next, ranges: new Map(next.ranges).set(place, { at: 'escaped' }) };
  }
  if (variable) next = apartFromSentinels(next, f.routine.graph, variable.id, value);
  return withValue(storeSequence(run.surveys ? afterWrite(next, place) : next, place, value, adds), place, value);
}

function assign(run: Run, f: Frame, s: State, e: AssignExpr): readonly Outcome[] {
  return evaluate(run, f, s, e.right).flatMap((right) => placesOf(run, f, right.state, e.left).map((p) => {
    let state = follow(run, f, p, e.left);
    let value: Value | undefined = right.value;
    let adds: 'from' | 'into' | undefined;
    if (e.op !== '=') {
      const old = load(state, p.place, symbolsOf(...p.through));
      // BinaryOperator holds every assignment operator without its `=`.
      const op = e.op.slice(0, -1) as Extract<Expr, { kind: 'binary' }>['op'];
      const step = right.value.kind === 'int' ? right.value.value : 0;
      if (op === '+') adds = beyondOf(state, old, right.value);
      if (op === '+' && step > 0) ({ state, value } = counted(f, state, e.span, old, step));
      else value = old.kind === 'int' || op === '|' || op === '&' ? combine(op, old, right.value) : undefined;
      if (value?.kind === 'int' && Math.abs(value.value) > COUNTED && op !== '+' && op !== '|' && op !== '&') value = undefined;
      if (!value) ({ state, value } = unknownOf(run, f, state, e.span, 'assign', [old, right.value]));
    }
    return { state: store(run, f, state, p.place, value, e.left, adds), value };
  }));
}

function update(run: Run, f: Frame, s: State, e: UpdateExpr): readonly Outcome[] {
  return placesOf(run, f, s, e.operand).map((p) => {
    const before = follow(run, f, p, e.operand);
    const old = load(before, p.place, symbolsOf(...p.through));
    const { state, value } = counted(f, before, e.span, old, e.op === '++' ? 1 : -1);
    const adds = e.op === '++' ? beyondOf(before, old, ONE) : undefined;
    return { state: store(run, f, state, p.place, value, e.operand, adds), value: e.prefix ? value : old };
  });
}

