/** What stands in the alternatives of conditions that ask for one thing only. */
import { parseCondition } from './condition.ts';
import { readDirective } from './directives.ts';
import { Kind, lex } from './lexer.ts';

/** The names in the branch that is taken where an atom holds, and in the one that is taken where it does not. */
export interface Alternatives {
  readonly where: Set<string>;
  readonly otherwise: Set<string>;
}

interface Branch {
  /** `undefined`: the condition asks for more, or what it asks is no longer certain. */
  readonly atom: string | undefined;
  readonly holds: boolean;
}

const OPEN: Branch = { atom: undefined, holds: true };

function branchOf(condition: string): Branch {
  const parsed = parseCondition(condition);
  if (parsed.kind === 'atom') return { atom: parsed.name, holds: true };
  return parsed.kind === 'not' && parsed.operand.kind === 'atom' ? { atom: parsed.operand.name, holds: false } : OPEN;
}

/** By the atoms of the `#if`s inside `text`. */
export function alternativesIn(text: string): ReadonlyMap<string, Alternatives> {
  const found = new Map<string, Alternatives>();
  if (!text.includes('#')) return found;
  const tokens = lex(text);
  const branches: Branch[] = [];
  for (let i = 0; i < tokens.count; i++) {
    const [start, end] = [tokens.starts[i] ?? 0, tokens.ends[i] ?? 0];
    if (tokens.kinds[i] === Kind.identifier) {
      for (const { atom, holds } of branches) {
        if (atom === undefined) continue;
        const names = found.get(atom) ?? { where: new Set(), otherwise: new Set() };
        found.set(atom, names);
        (holds ? names.where : names.otherwise).add(text.slice(start, end));
      }
    }
    if (tokens.kinds[i] !== Kind.directive) continue;
    const directive = readDirective(text, start, end);
    if (directive.kind === 'if') branches.push(branchOf(directive.condition));
    else if (directive.kind === 'endif') branches.pop();
    else if (directive.kind === 'elif' || directive.kind === 'else') {
      const branch = branches.pop() ?? OPEN;
      branches.push(directive.kind === 'else' ? { ...branch, holds: !branch.holds } : OPEN);
    }
  }
  return found;
}
