/** The tokens of a piece that exist in one world. */
import { readDirective } from '../directives.ts';
import { Kind, lex, type Tokens } from '../lexer.ts';
import { holds, type World } from '../world.ts';

interface Branch {
  /** An earlier branch of the group was taken, or nothing may be. */
  done: boolean;
  active: boolean;
}

/**
 * The tokens of `text` without directives and without the branches that `world` leaves out. A condition that the world
 * leaves open counts as true. An `#else` whose `#if` lies before the piece is left out: the piece began in the other branch.
 */
export function activeTokens(text: string, world: World): Tokens {
  const tokens = lex(text);
  const kinds = new Uint8Array(tokens.count);
  const starts = new Int32Array(tokens.count);
  const ends = new Int32Array(tokens.count);
  const branches: Branch[] = [];
  let count = 0;
  let active = true;
  for (let i = 0; i < tokens.count; i++) {
    const kind = tokens.kinds[i] ?? 0;
    const start = tokens.starts[i] ?? 0;
    const end = tokens.ends[i] ?? 0;
    if (kind !== Kind.directive) {
      if (!active) continue;
      kinds[count] = kind;
      starts[count] = start;
      ends[count] = end;
      count++;
      continue;
    }
    const directive = readDirective(text, start, end);
    if (directive.kind === 'if') {
      const taken = active && holds(directive.condition, world) !== false;
      branches.push({ done: taken || !active, active: taken });
    } else if (directive.kind === 'elif' || directive.kind === 'else') {
      const branch = branches.at(-1);
      if (branch === undefined) branches.push({ done: true, active: false });
      else {
        branch.active = !branch.done && (directive.kind === 'else' || holds(directive.condition, world) !== false);
        if (branch.active) branch.done = true;
      }
    } else if (directive.kind === 'endif') branches.pop();
    else continue;
    active = branches.at(-1)?.active ?? true;
  }
  return { count, kinds, starts, ends };
}
