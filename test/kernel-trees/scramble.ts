/**
 * Gives the functions that a file defines, and the locals and parameters of each, names that say nothing. What the lens finds
 * must not depend on them; names that the file only uses (the API, the kernel's helpers) stay.
 */
import { functionsIn, masked, type Span } from './c-text.ts';

export interface Scrambled {
  readonly text: string;
  /** New function names, by the old. */
  readonly functions: ReadonlyMap<string, string>;
}

const TYPE = String.raw`(?:(?:const|volatile|unsigned|signed|static|register|long|short)\s+)*(?:(?:struct|union|enum)\s+\w+|\w+_t|int|long|short|char|bool|void|unsigned|signed|size_t|u8|u16|u32|u64|s8|s16|s32|s64|gfp_t|zap_flags_t)`;
const DECLARATION = new RegExp(String.raw`(?<=[;{(,]\s*|\n[ \t]*)${TYPE}(?:\s+|\s*\*+\s*)(?:const\s+)?([A-Za-z_]\w*)\s*(?=[,;=)\[])`, 'g');
/** Words that a careless pattern takes for names. */
const WORDS = new Set([
  'const',
  'int',
  'long',
  'char',
  'unsigned',
  'signed',
  'short',
  'struct',
  'void',
  'bool',
  'if',
  'return',
  'sizeof',
  'current',
]);

export function scrambled(text: string): Scrambled {
  const code = masked(text);
  const functions = functionsIn(code);
  const renamed = new Map<string, string>();
  for (const { name } of functions) {
    // (SYSCALL_DEFINE2() defines a function, and is none.)
    if (!renamed.has(name) && !/^[A-Z_\d]+$/.test(name) && mayRename(code, name)) renamed.set(name, `fn_${renamed.size + 1}_x`);
  }
  const edits: (Span & { text: string })[] = [];
  const scopes = new Map<number, ReadonlyMap<string, string>>();
  let next = 0;
  for (const match of code.matchAll(/[A-Za-z_]\w*/g)) {
    const name = match[0];
    const around = scopeAt(match.index);
    const replacement = isMember(code, match.index) ? undefined : (around?.get(name) ?? renamed.get(name));
    if (replacement !== undefined) edits.push({ start: match.index, end: match.index + name.length, text: replacement });
  }
  let result = '';
  let at = 0;
  for (const edit of edits) {
    result += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return { text: result + text.slice(at), functions: renamed };

  /** The locals of the function around an offset. */
  function scopeAt(offset: number): ReadonlyMap<string, string> | undefined {
    while (next < functions.length && (functions[next]?.span.end ?? 0) <= offset) next++;
    const here = functions[next];
    if (!here || offset < here.span.start) return undefined;
    const locals = scopes.get(here.span.start) ?? localsIn(code.slice(here.span.start, here.span.end));
    scopes.set(here.span.start, locals);
    return locals;
  }
}

function localsIn(code: string): ReadonlyMap<string, string> {
  const locals = new Map<string, string>();
  for (const match of code.matchAll(DECLARATION)) {
    const name = match[1] ?? '';
    // A name that is also a type's tag, a label, called, or bound by a macro keeps its name: text tells too little of it.
    if (
      WORDS.has(name) ||
      locals.has(name) ||
      new RegExp(String.raw`\b(?:struct|enum|union)\s+${name}\b|\b${name}\s*\(|^\s*${name}\s*:|#.*\b${name}\b`, 'm').test(code)
    )
      continue;
    locals.set(name, `v${locals.size + 1}_x`);
  }
  return locals;
}

/** The file's own function, not part of the API, not a member's name, not pasted together by a macro. */
function mayRename(code: string, name: string): boolean {
  if (/^mmu_(notifier|interval)|^_*main$/.test(name)) return false;
  return !new RegExp(
    String.raw`(?:\.|->)\s*${name}\b|##\s*${name}\b|\b${name}\s*##|^\s*#.*\b${name}\b|\b(?:SYSCALL|COMPAT|EXPORT|DEFINE|__setup|module_param|late_initcall)\w*\([^)]*\b${name}\b`,
    'm',
  ).test(code);
}

function isMember(code: string, at: number): boolean {
  const before = code.slice(Math.max(0, at - 40), at).trimEnd();
  return before.endsWith('->') || /(?:^|[^.])\.$/.test(before) || /\b(?:struct|union|enum|goto)$/.test(before);
}
