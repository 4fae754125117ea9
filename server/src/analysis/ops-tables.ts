/** Tables of callbacks that a file gives to the notifier: `static const struct mmu_interval_notifier_ops foo_ops = { .invalidate = foo_invalidate };` */
import { type CallbackContext, callbackContext, type OpsKind } from '../kernel/callbacks.ts';
import type { Routine } from '../simulator/routine.ts';
import type { Declarator, Expr, Span, TypeRef } from '../syntax/ast.ts';
import type { FunctionPiece, OtherPiece, Piece } from '../syntax/outline.ts';
import type { SyntaxParser } from '../syntax/parser.ts';
import { atomsOf, atomsOfGuards, guardsHold, type World, worldsFor } from '../syntax/world.ts';
import { tablesInFunction } from './ops-assignments.ts';
import { type Declared, tablesInVariable, type TableTypes } from './ops-texts.ts';

/** What is said of a table besides which members are set. */
export interface OpsTable {
  /** Of the variable. */
  readonly name: string;
  /** What the members are set to, as spans of the table's piece. */
  readonly entries: ReadonlyMap<string, Span>;
  /** The preprocessor, or code that runs, decides on members: what stands beside what is not certain, nor what is missing. */
  readonly isConditional: boolean;
  readonly isConst: boolean;
}

/** What a function is for the core. */
export interface CallbackRole {
  readonly kind: OpsKind;
  /** The member of the table: `invalidate`. */
  readonly member: string;
  readonly context: CallbackContext;
  /** All members of the table that are set. */
  readonly beside: ReadonlySet<string>;
  readonly table: OpsTable;
}

/** A role, and the table that gives it. */
export interface FileRole extends CallbackRole {
  /** `tableKey` of the table's piece. */
  readonly piece: string;
}

/** The function that an entry of a table names, casts and `&` apart. */
export function functionName(value: Expr): string | undefined {
  if (value.kind === 'name') return value.name;
  if (value.kind === 'cast' || (value.kind === 'unary' && value.op === '&')) return functionName(value.operand);
  return undefined;
}

/** Nothing is set. */
export function isNull(value: Expr): boolean {
  return (value.kind === 'name' && value.name === 'NULL') || (value.kind === 'number' && value.value === 0);
}

/** At most this many alternatives of a table's preprocessor conditions are looked at. */
const WORLDS = 8;

/** What may declare tables, or set their members. */
export type TablePiece = OtherPiece | FunctionPiece;

/** What is known of the file around a table. */
export interface TableSources {
  readonly pieces: readonly TablePiece[];
  readonly parser: SyntaxParser;
  readonly types: TableTypes;
  /** Kernels before this release need not be looked at. */
  readonly oldest: string;
  routine(piece: FunctionPiece, world: World): Routine | undefined;
}

/** Whether a piece can be there in a kernel from `oldest` on. */
export function canBeThere({ guards }: Piece, oldest: string): boolean {
  return guards.length === 0 || worldsFor(atomsOfGuards(guards), WORLDS, oldest).some((world) => guardsHold(guards, world) !== false);
}

/** What a piece says of tables, in each alternative of the preprocessor's conditions in it. */
type Alternatives = readonly (readonly Declared[])[];

/** The same by the texts of pieces, and what they hang on. */
export type TableTexts = ReadonlyMap<string, Alternatives>;

/** A table with its piece. */
export interface FoundTable {
  /** Its number among the pieces. */
  readonly ordinal: number;
  readonly declared: Declared;
  readonly table: OpsTable;
}

/** The ops tables of a file: read when they are first asked for, and taken over from the text before where they read the same. */
export class OpsTables {
  readonly #sources: TableSources;
  readonly #texts = new Map<string, Alternatives>();
  readonly #before: TableTexts;
  #all: readonly FoundTable[] | undefined;
  #roles: ReadonlyMap<string, readonly FileRole[]> | undefined;

  /** @param before what was read of an earlier text of the file */
  constructor(sources: TableSources, before: TableTexts) {
    this.#sources = sources;
    this.#before = before;
  }

  /** What was read so far. */
  get texts(): TableTexts {
    return this.#texts;
  }

  /** Each alternative by itself, in the order of the file. */
  get all(): readonly FoundTable[] {
    this.#all ??= this.#read();
    return this.#all;
  }

  /** What a function is for the core. */
  rolesOf(name: string): readonly FileRole[] {
    this.#roles ??= this.#rolesOfAll();
    return this.#roles.get(name) ?? [];
  }

  /** The names of those that give functions to the core. */
  get names(): ReadonlySet<string> {
    return new Set(this.all.flatMap((found) => (callbacksIn(found).length > 0 ? [found.table.name] : [])));
  }

  /** The table of this name; `undefined` if there is none, or more than one. */
  named(name: string): (OpsTable & { readonly ordinal: number; readonly nameSpan: Span }) | undefined {
    const there = this.all.filter(({ table }) => table.name === name);
    const [first, ...others] = there;
    if (!first || others.some((other) => other.ordinal !== first.ordinal || other.declared.nameSpan.start !== first.declared.nameSpan.start)) return undefined;
    const entries = new Map([...there].reverse().flatMap(({ table }) => [...table.entries]));
    return { ...first.table, entries, isConditional: there.some(({ table }) => table.isConditional), ordinal: first.ordinal, nameSpan: first.declared.nameSpan };
  }

  /** The functions that the core calls for a subscription with the table of this name; none if there is more than one, or the preprocessor decides on its members. */
  callbacksIn(name: string): ReadonlySet<string> {
    const table = this.named(name);
    return new Set(table && !table.isConditional ? this.all.filter((found) => found.table.name === name).flatMap((found) => callbacksIn(found).map(([callback]) => callback)) : []);
  }

  #rolesOfAll(): ReadonlyMap<string, readonly FileRole[]> {
    const roles = new Map<string, FileRole[]>();
    const isSame = (a: CallbackRole, b: CallbackRole): boolean => a.kind === b.kind && a.member === b.member && [...a.beside].sort().join() === [...b.beside].sort().join();
    const seen = new Set<string>();
    for (const found of this.all) {
      for (const [callback, role] of callbacksIn(found)) {
        // Of the alternatives of a table the first will do: which functions go with which, conditions tell that the next ones share.
        const key = `${found.ordinal} ${found.declared.nameSpan.start} ${role.member} ${callback}`;
        if (seen.has(key)) continue;
        seen.add(key);
        const known = roles.get(callback) ?? [];
        if (!known.some((other) => isSame(role, other))) roles.set(callback, [...known, { ...role, piece: tableKey(found.ordinal) }]);
      }
    }
    return roles;
  }

  #read(): readonly FoundTable[] {
    const { pieces, types, parser, oldest } = this.#sources;
    const variables = new Map<string, TypeRef>();
    const shapes = JSON.stringify([...types.shapes.keys(), types.order]);
    const read = (piece: TablePiece, key: string, make: (world: World) => readonly Declared[]): Alternatives => {
      const whole = `${key} ${piece.text}`;
      const known = this.#texts.get(whole) ?? this.#before.get(whole) ?? worldsFor(atomsOf(piece), WORLDS, oldest).map(make);
      this.#texts.set(whole, known);
      return known;
    };
    const byPiece = pieces.map((piece): Alternatives => {
      if (piece.kind !== 'other') return [];
      return read(piece, shapes, (world) => declaratorsOf(piece, world, parser).flatMap(({ name, nameSpan, type, init }) => (init ? tablesInVariable({ name, nameSpan, type, init }, types) : [])));
    });
    const functions = pieces.some(({ kind }) => kind === 'function');
    if (functions) for (const piece of pieces) if (piece.kind === 'other') for (const { name, type } of declaratorsOf(piece, new Map(), parser)) if (types.shapes.has(type.base)) variables.set(name, type);
    const context = `${shapes} ${JSON.stringify([...variables])}`;
    return pieces.flatMap((piece, ordinal) => {
      if (!canBeThere(piece, oldest)) return [];
      const alternatives = piece.kind === 'other' ? byPiece[ordinal] ?? [] : read(piece, context, (world) => {
        const routine = piece.broken ? undefined : this.#sources.routine(piece, world);
        return routine ? tablesInFunction(routine, types, variables) : [];
      });
      return alternatives.flatMap((tables) => tables.map((declared) => ({ ordinal, declared, table: tableOf(declared, alternatives.length > 1) })));
    });
  }
}

/** What a piece declares. */
export function declaratorsOf(piece: OtherPiece, world: World, parser: SyntaxParser): readonly Declarator[] {
  return (parser.parseStatements(piece.text, world)?.body ?? []).flatMap((stmt) => (stmt.kind === 'declaration' ? stmt.declarators : []));
}

function tableOf({ name, entries, isConst, isOpen }: Declared, hasAlternatives: boolean): OpsTable {
  const members = new Map(entries.flatMap(({ member, value }) => (isNull(value) ? [] : [[member, value.span] as const])));
  return { name, entries: members, isConditional: hasAlternatives || isOpen, isConst };
}

/** The roles that a table gives, by the functions' names. */
function callbacksIn({ declared: { kind, entries }, table }: FoundTable): readonly (readonly [string, CallbackRole])[] {
  return entries.flatMap(({ member, value }) => {
    const name = functionName(value);
    const context = callbackContext(kind, member);
    return name === undefined || !context ? [] : [[name, { kind, member, context, beside: new Set(table.entries.keys()), table }] as const];
  });
}

/** Names a piece that may hold ops tables: no identifier, so that it is no function's. */
export function tableKey(ordinal: number): string {
  return `table ${ordinal}`;
}
