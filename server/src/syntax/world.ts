/** Preprocessor alternatives: one *world* says for every atom of the conditions whether it holds. */
import { type Condition, parseCondition } from './condition.ts';
import { readDirective } from './directives.ts';
import { Kind, lex } from './lexer.ts';
import type { Guard, Piece } from './outline.ts';
import { asksVersion, versionWorlds } from './versions.ts';

/**
 * Truth of the atoms. An atom is a configuration symbol (`CONFIG_FOO`: built in or module), `defined(NAME)` for another
 * macro's existence, or any other condition as text with normalised white space (`LINUX_VERSION_CODE >= KERNEL_VERSION(5, 0, 0)`).
 */
export type World = ReadonlyMap<string, boolean>;

/** Truth of a condition in a world; `undefined` where an atom it depends on is not in the world. */
export function holds(conditionText: string, world: World): boolean | undefined {
  return evaluate(parseCondition(conditionText), world);
}

function evaluate(condition: Condition, world: World): boolean | undefined {
  switch (condition.kind) {
    case 'constant':
      return condition.value;
    case 'atom':
      return world.get(condition.name);
    case 'not': {
      const operand = evaluate(condition.operand, world);
      return operand === undefined ? undefined : !operand;
    }
    case 'and':
    case 'or': {
      const decisive = condition.kind === 'or';
      const left = evaluate(condition.left, world);
      if (left === decisive) return decisive;
      const right = evaluate(condition.right, world);
      if (right === decisive) return decisive;
      return left === undefined || right === undefined ? undefined : !decisive;
    }
  }
}

function addAtoms(condition: Condition, into: Set<string>): void {
  switch (condition.kind) {
    case 'constant':
      return;
    case 'atom':
      into.add(condition.name);
      return;
    case 'not':
      addAtoms(condition.operand, into);
      return;
    default:
      addAtoms(condition.left, into);
      addAtoms(condition.right, into);
  }
}

/** The atoms of the `#if`s inside a piece's text, in order of appearance. */
export function atomsOf(piece: Piece): readonly string[] {
  const atoms = new Set<string>();
  // Few functions have any; `#` outside a directive is rarer still.
  if (!piece.text.includes('#')) return [];
  const tokens = lex(piece.text);
  for (let i = 0; i < tokens.count; i++) {
    if (tokens.kinds[i] !== Kind.directive) continue;
    const directive = readDirective(piece.text, tokens.starts[i] ?? 0, tokens.ends[i] ?? 0);
    if (directive.kind === 'if' || directive.kind === 'elif') addAtoms(parseCondition(directive.condition), atoms);
  }
  return [...atoms];
}

/** The atoms of the branches around a piece, in order of appearance. */
export function atomsOfGuards(guards: readonly Guard[]): readonly string[] {
  const atoms = new Set<string>();
  for (const guard of guards) {
    for (const text of guard.not) addAtoms(parseCondition(text), atoms);
    if (guard.holds !== undefined) addAtoms(parseCondition(guard.holds), atoms);
  }
  return [...atoms];
}

/** Whether a piece with these guards exists in the world; `undefined` where that depends on an atom not in it. */
export function guardsHold(guards: readonly Guard[], world: World): boolean | undefined {
  let unknown = false;
  for (const guard of guards) {
    for (const text of guard.not) {
      const value = holds(text, world);
      if (value === true) return false;
      if (value === undefined) unknown = true;
    }
    if (guard.holds === undefined) continue;
    const value = holds(guard.holds, world);
    if (value === false) return false;
    if (value === undefined) unknown = true;
  }
  return unknown ? undefined : true;
}

/**
 * Worlds to look at: every combination while there are at most `limit`; else all true, all false, and each atom alone
 * different from all others, as far as `limit` goes. At least one world; without atoms the empty one. Questions about the
 * kernel's version are answered as one kernel does.
 * @param oldest kernels before this release need not be looked at
 */
export function worldsFor(atoms: readonly string[], limit: number, oldest?: string): readonly World[] {
  const asked = atoms.filter(asksVersion);
  if (asked.length === 0) return combinations(atoms, limit);
  const versions = versionWorlds(asked, oldest);
  const others = combinations(atoms.filter((atom) => !asked.includes(atom)), Math.floor(limit / versions.length));
  return versions.flatMap((version) => others.map((world) => new Map([...version, ...world]))).slice(0, Math.max(1, limit));
}

function combinations(atoms: readonly string[], limit: number): readonly World[] {
  const count = atoms.length;
  if (count < 30 && 2 ** count <= Math.max(1, limit)) {
    const worlds: World[] = [];
    // The all-true world first: it is the one with the most code.
    for (let bits = 2 ** count - 1; bits >= 0; bits--) worlds.push(new Map(atoms.map((atom, i) => [atom, (bits & (1 << i)) !== 0])));
    return worlds;
  }
  const worlds: World[] = [new Map(atoms.map((atom) => [atom, true])), new Map(atoms.map((atom) => [atom, false]))];
  for (const base of [true, false]) {
    for (const flipped of atoms) {
      if (worlds.length >= limit) return worlds.slice(0, Math.max(1, limit));
      worlds.push(new Map(atoms.map((atom) => [atom, atom === flipped ? !base : base])));
    }
  }
  return worlds.slice(0, Math.max(1, limit));
}
