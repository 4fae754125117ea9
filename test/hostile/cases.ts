/**
 * The format of the hostile cases. A file holds a comment line and then cases:
 *
 *     === name [release] [crlf] [rules@functions]     7.0 unless said; with `rules@functions` the code itself is wrong
 *     C of our own, with the short names below
 *     --- rules@functions :: old text ==> new text    a broken variant: the first `old text` replaced; `\n` and `\t` are escapes
 *
 * `rules` and `functions` are alternatives separated by `|`: at least one finding has to be of such a rule in such a function.
 */

/** What an analysis must find: one of the rules in one of the functions. */
export interface Expected {
  readonly rules: readonly string[];
  readonly functions: readonly string[];
}

/** One text to analyse. */
export interface HostileText {
  /** `case` for the code as written, `case#1` for its first variant. Unique within a file. */
  readonly name: string;
  readonly release: string;
  readonly text: string;
  /** `undefined`: nothing above a hint may be found. */
  readonly expected: Expected | undefined;
}

/** The names that would fill the screen if they were written out in every case. */
const SHORT_NAMES: Readonly<Record<string, string>> = {
  INIT: 'mmu_notifier_range_init',
  INITO: 'mmu_notifier_range_init_owner',
  START: 'mmu_notifier_invalidate_range_start',
  NB: 'mmu_notifier_invalidate_range_start_nonblock',
  END: 'mmu_notifier_invalidate_range_end',
  ONLYEND: 'mmu_notifier_invalidate_range_only_end',
  RNG: 'struct mmu_notifier_range',
};

/** All texts of one file. Throws on a case that makes no sense, so that a slip of the pen does not pass as a test. */
export function readCases(file: string): HostileText[] {
  return file.split(/^=== /m).slice(1).flatMap(readCase);
}

function readCase(block: string): HostileText[] {
  const [head = '', ...lines] = block.trimEnd().split('\n');
  const firstVariant = lines.findIndex((line) => line.startsWith('--- '));
  const codeLines = firstVariant < 0 ? lines : lines.slice(0, firstVariant);
  const code = `${codeLines.join('\n')}\n`;
  const [name = '', ...words] = head.trim().split(/\s+/);
  const crlf = words.includes('crlf');
  const release = words.find((word) => /^\d/.test(word)) ?? '7.0';
  const wrong = words.find((word) => word.includes('@'));
  const texts: HostileText[] = [{ name, release, text: spellOut(code, crlf), expected: wrong ? expectedOf(wrong) : undefined }];
  const variants = firstVariant < 0 ? [] : lines.slice(firstVariant);
  for (const [index, line] of variants.entries()) {
    const match = /^--- (\S+@\S+) :: *(.+?) ==>(.*)$/.exec(line);
    if (!match) throw new Error(`${name}: no variant: ${line}`);
    const [, wanted = '', from = '', to = ''] = match;
    const old = unescapeWhite(from);
    if (!code.includes(old)) throw new Error(`${name}: not in the code: ${from}`);
    const changed = code.replace(old, () => unescapeWhite(to.replace(/^ /, '')));
    texts.push({ name: `${name}#${index + 1}`, release, text: spellOut(changed, crlf), expected: expectedOf(wanted) });
  }
  return texts;
}

function expectedOf(text: string): Expected {
  const [rules = '', functions = ''] = text.split('@');
  return { rules: rules.split('|'), functions: functions.split('|') };
}

function unescapeWhite(text: string): string {
  return text.replaceAll('\\n', '\n').replaceAll('\\t', '\t');
}

function spellOut(code: string, crlf: boolean): string {
  const text = code.replace(/\b(?:INITO|INIT|START|NB|END|ONLYEND|RNG)\b/g, (short) => SHORT_NAMES[short] ?? short);
  return crlf ? text.replaceAll('\n', '\r\n') : text;
}
