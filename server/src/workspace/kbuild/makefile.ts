/** Reads the assignments and includes of a Makefile, each with the conditions around it. Recipes and rules are skipped. */
import { ALWAYS, both, branchCondition, type BranchCondition, UNKNOWN, type When } from './condition.ts';

export interface Assignment {
  readonly kind: 'assignment';
  /** As written: `obj-$(CONFIG_X)`. */
  readonly name: string;
  readonly value: string;
  readonly when: When;
}

export interface Include {
  readonly kind: 'include';
  readonly paths: string;
  readonly when: When;
}

export type Statement = Assignment | Include;

interface Conditional {
  /** No earlier branch was taken. */
  earlier: When;
  current: BranchCondition;
}

function logicalLines(text: string): string[] {
  return text
    .replace(/\r\n/g, '\n')
    .replace(/\\\n[ \t]*/g, ' ')
    .split('\n');
}

/** Split at the assignment operator outside references; `undefined` for a line that assigns nothing. */
function assignmentOf(line: string): { name: string; value: string } | undefined {
  let level = 0;
  for (let index = 0; index < line.length; index++) {
    const char = line[index];
    if (char === '(' || char === '{') level++;
    else if (char === ')' || char === '}') level--;
    else if (level > 0) continue;
    else if (char === '=' || /^(:{1,3}|\+|\?|!)=/.test(line.slice(index, index + 4))) {
      const name = line
        .slice(0, index)
        .replace(/^\s*(?:(?:export|override|private)\s+)*/, '')
        .trim();
      const value = line.slice(line.indexOf('=', index) + 1).trim();
      return name === '' || /\s/.test(name.replace(/\$\(.*\)/gs, '')) ? undefined : { name, value };
    } else if (char === ':') return undefined; // A rule, or a target's own variable.
  }
  return undefined;
}

/** Parse a Makefile. Never throws. */
export function parseMakefile(text: string): Statement[] {
  const statements: Statement[] = [];
  const conditionals: Conditional[] = [];
  let inDefine = false;
  let inRule = false;
  const when = (): When => conditionals.reduce((all, { earlier, current }) => both(all, both(earlier, current.holds)), ALWAYS);
  for (const raw of logicalLines(text)) {
    const line = raw.replace(/(^|[^\\])#.*$/, '$1');
    const directive = /^\s*(ifdef|ifndef|ifeq|ifneq|else|endif|define|endef|-?include|sinclude)\b\s*(.*)$/.exec(line);
    const word = directive?.[1];
    const rest = directive?.[2] ?? '';
    if (inDefine) {
      if (word === 'endef') inDefine = false;
      continue;
    }
    switch (word) {
      case 'ifdef':
      case 'ifndef':
      case 'ifeq':
      case 'ifneq':
        conditionals.push({ earlier: ALWAYS, current: branchCondition(word, rest) });
        continue;
      case 'else': {
        const open = conditionals.at(-1);
        if (!open) continue;
        open.earlier = both(open.earlier, open.current.fails);
        const next = /^(ifdef|ifndef|ifeq|ifneq)\b\s*(.*)$/.exec(rest.trim());
        open.current = next ? branchCondition(next[1] ?? '', next[2] ?? '') : { holds: ALWAYS, fails: UNKNOWN };
        continue;
      }
      case 'endif':
        conditionals.pop();
        continue;
      case 'define':
        inDefine = !assignmentOf(line);
        continue;
      case 'include':
      case '-include':
      case 'sinclude':
        statements.push({ kind: 'include', paths: rest.trim(), when: when() });
        continue;
      default:
        break;
    }
    // A line that begins with a tab is a recipe's only after a rule.
    if (line.trim() === '' || (inRule && line.startsWith('\t'))) continue;
    const assignment = assignmentOf(line);
    inRule = !assignment && line.includes(':');
    if (assignment) statements.push({ kind: 'assignment', ...assignment, when: when() });
  }
  return statements;
}
