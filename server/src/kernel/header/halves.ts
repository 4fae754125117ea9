/**
 * Splits the text of a header into what the compiler sees with CONFIG_MMU_NOTIFIER on and what it sees with it off.
 * Conditions on anything else are unknown: both of their branches count, so that a feature behind another symbol is still seen.
 */
import { holds, type World } from '../../syntax/world.ts';

/** `undefined`: depends on something other than CONFIG_MMU_NOTIFIER. */
type Truth = boolean | undefined;

export interface MacroDefinition {
  readonly name: string;
  /** Parameter names; absent for an object-like macro. */
  readonly parameters?: readonly string[];
  /** The replacement text, without comments, on one line. */
  readonly replacement: string;
}

/** One reading of the header. */
export interface Half {
  /** The text outside directives and comments. */
  readonly code: string;
  readonly macros: readonly MacroDefinition[];
}

export type Halves =
  | { readonly enabled: Half; readonly disabled: Half /** A condition on CONFIG_MMU_NOTIFIER occurred. */; readonly split: boolean }
  | { readonly problem: string /** 1-based. */; readonly line: number };

interface Branch {
  readonly line: number;
  /** An earlier branch of this group is certain to have been taken. */
  taken: boolean;
  /** This branch's text counts, its surroundings included. */
  active: boolean;
  readonly outerActive: boolean;
  /** The group began inside braces: of alternatives that cannot be decided only the first counts, or braces would not balance. */
  readonly insideBraces: boolean;
  /** Some branch of the group has counted. */
  counted: boolean;
}

class Reader {
  private readonly lines: string[] = [];
  private readonly macros: MacroDefinition[] = [];
  private readonly open: Branch[] = [];
  private depth = 0;
  sawSymbol = false;

  private readonly world: World;

  constructor(enabled: boolean) {
    this.world = new Map([['CONFIG_MMU_NOTIFIER', enabled]]);
  }

  /** Handle one logical line; returns a problem, or `undefined`. */
  line(text: string, lineNumber: number): string | undefined {
    const directive = /^\s*#\s*([a-z]+)\b(.*)$/s.exec(text);
    if (!directive) {
      if (this.active()) {
        this.lines.push(text);
        for (const char of text) {
          if (char === '{') this.depth++;
          else if (char === '}') this.depth--;
        }
      }
      return undefined;
    }
    const rest = (directive[2] ?? '').trim();
    switch (directive[1]) {
      case 'if':
        this.begin(this.evaluate(rest), lineNumber);
        return undefined;
      case 'ifdef':
        this.begin(this.evaluate(`defined(${rest})`), lineNumber);
        return undefined;
      case 'ifndef':
        this.begin(this.evaluate(`!defined(${rest})`), lineNumber);
        return undefined;
      case 'elif':
        return this.alternative(this.evaluate(rest), 'elif');
      case 'else':
        return this.alternative(true, 'else');
      case 'endif':
        return this.open.pop() ? undefined : '#endif without #if';
      case 'define':
        if (this.active()) this.define(rest);
        return undefined;
      default:
        return undefined;
    }
  }

  finish(): { half: Half } | { problem: string; line: number } {
    const branch = this.open.at(-1);
    if (branch) return { problem: 'the file ends inside an #if that has no #endif: it is cut off', line: branch.line };
    return { half: { code: this.lines.join('\n'), macros: this.macros } };
  }

  private active(): boolean {
    return this.open.at(-1)?.active ?? true;
  }

  private evaluate(condition: string): Truth {
    if (/\bCONFIG_MMU_NOTIFIER\b/.test(condition)) this.sawSymbol = true;
    return holds(condition, this.world);
  }

  private begin(truth: Truth, line: number): void {
    const outerActive = this.active();
    const active = outerActive && truth !== false;
    this.open.push({ line, taken: truth === true, active, outerActive, insideBraces: this.depth > 0, counted: active });
  }

  private alternative(truth: Truth, word: string): string | undefined {
    const branch = this.open.at(-1);
    if (!branch) return `#${word} without #if`;
    branch.active = branch.outerActive && !branch.taken && truth !== false && !(branch.insideBraces && branch.counted);
    if (truth === true) branch.taken = true;
    if (branch.active) branch.counted = true;
    return undefined;
  }

  private define(rest: string): void {
    const match = /^([A-Za-z_]\w*)(\(([^)]*)\))?(.*)$/s.exec(rest);
    if (!match?.[1]) return;
    const replacement = (match[4] ?? '').trim();
    if (match[3] === undefined) {
      this.macros.push({ name: match[1], replacement });
    } else {
      const parameters = match[3]
        .split(',')
        .map((part) => part.trim())
        .filter((part) => part !== '');
      this.macros.push({ name: match[1], parameters, replacement });
    }
  }
}

/** Replace comments by blanks, keeping line ends; `undefined` for a comment that never ends. */
function withoutComments(text: string): string | { readonly offset: number } {
  let open: number | undefined;
  const stripped = text.replace(
    /\/\*[\s\S]*?(?:\*\/|$(?![\s\S]))|\/\/[^\n]*|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'/g,
    (match: string, offset: number) => {
      if (match.startsWith('/*')) {
        if (match.length < 4 || !match.endsWith('*/')) open ??= offset;
        return ` ${'\n'.repeat(match.split('\n').length - 1)}`;
      }
      return match.startsWith('//') ? ' ' : match;
    },
  );
  return open === undefined ? stripped : { offset: open };
}

/** Read both halves of a header. Line ends must be `\n`. Never throws. */
export function halvesOf(text: string): Halves {
  const stripped = withoutComments(text);
  if (typeof stripped !== 'string') {
    return { problem: 'a comment has no end: the file is cut off', line: text.slice(0, stripped.offset).split('\n').length };
  }
  const enabled = new Reader(true);
  const disabled = new Reader(false);
  const lines = stripped.split('\n');
  for (let index = 0; index < lines.length; index++) {
    const first = index;
    let logical = lines[index] ?? '';
    const parts: string[] = [];
    while (/\\\s*$/.test(logical) && index + 1 < lines.length) {
      parts.push(logical.replace(/\\\s*$/, ' '));
      logical = lines[++index] ?? '';
    }
    parts.push(logical);
    const whole = parts.join('');
    const problem = enabled.line(whole, first + 1);
    disabled.line(whole, first + 1);
    if (problem !== undefined) return { problem, line: first + 1 };
  }
  const on = enabled.finish();
  const off = disabled.finish();
  if ('problem' in on) return on;
  if ('problem' in off) return off;
  return { enabled: on.half, disabled: off.half, split: enabled.sawSymbol };
}
