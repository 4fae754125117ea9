/** Reading headers: our own fixtures against the data, back-ported mixtures, and text that is no header. */
import fs from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Generation } from '../../server/src/kernel/generation.ts';
import { GENERATIONS } from '../../server/src/kernel/generations/index.ts';
import { type HeaderReading, readGeneration } from '../../server/src/kernel/header.ts';

function fixture(release: string): string {
  return fs.readFileSync(new URL(`headers/${release}.h`, import.meta.url), 'utf8');
}

function generationIn(text: string): Generation {
  const reading = readGeneration(text);
  if ('problem' in reading) throw new Error(reading.problem);
  return reading.generation;
}

function problemIn(text: string): string {
  const reading: HeaderReading = readGeneration(text);
  if (!('problem' in reading)) throw new Error(`read as ${reading.generation.release}`);
  return reading.problem;
}

/** `text` with one replacement that must take place. */
function replaced(text: string, what: string | RegExp, by: string): string {
  const result = text.replace(what, by);
  expect(result, `${what} not found`).not.toBe(text);
  return result;
}

describe('each generation', () => {
  for (const known of GENERATIONS) {
    it(`${known.release} is read from a header of that shape`, () => {
      const { tables, ...read } = generationIn(fixture(known.release));
      expect(read).toEqual(known);
      const members = [...(tables?.list ?? []), ...(tables?.interval ?? [])];
      expect(members.filter((name) => known.callbacks.has(name))).toEqual(expect.arrayContaining([...known.callbacks.keys()]));
    });
  }

  it('has a fixture and a place of its own', () => {
    const files = fs.readdirSync(new URL('headers/', import.meta.url)).sort();
    expect(files).toEqual(GENERATIONS.map((known) => `${known.release}.h`).sort());
  });
});

describe('halves', () => {
  it('keeps what a feature behind another symbol declares', () => {
    const text = replaced(
      fixture('6.10'),
      'void mmu_notifier_put(',
      '#ifdef CONFIG_OTHER\nvoid vendor_extra(struct mm_struct *mm);\n#else\nvoid vendor_else(void);\n#endif\nvoid mmu_notifier_put(',
    );
    const names = [...generationIn(text).functions.keys()];
    expect(names).toContain('vendor_extra');
    expect(names).toContain('vendor_else');
    expect(names).toContain('mmu_notifier_put');
  });

  it('takes one of two openings of a block, so that braces balance', () => {
    const text = replaced(
      fixture('6.10'),
      '{\n\treturn mm->subscribers != NULL;',
      '{\n#ifdef CONFIG_OTHER\n\tif (mm->a) {\n#else\n\tif (mm->b) {\n#endif\n\t}\n\treturn mm->subscribers != NULL;',
    );
    expect(generationIn(text)).toEqual(generationIn(fixture('6.10')));
  });

  it('a pointer to a pointer is none of the known parameters', () => {
    const text = replaced(
      fixture('6.10'),
      'void mmu_notifier_put(',
      'int vendor_find(struct mmu_notifier **found, struct mm_struct *mm, unsigned long, unsigned long);\nvoid mmu_notifier_put(',
    );
    expect(generationIn(text).functions.get('vendor_find')?.parameters).toEqual(['other', 'mm', 'start', 'end']);
  });

  it.each([
    ['#if defined(CONFIG_MMU_NOTIFIER)', '#ifdef CONFIG_MMU_NOTIFIER'],
    ['#if IS_ENABLED(CONFIG_MMU_NOTIFIER) && 1', '#ifdef CONFIG_MMU_NOTIFIER'],
    ['#  ifdef /* on */ CONFIG_MMU_NOTIFIER // y', '#ifdef CONFIG_MMU_NOTIFIER'],
  ])('%s', (by, what) => {
    expect(generationIn(replaced(fixture('6.10'), what, by))).toEqual(generationIn(fixture('6.10')));
  });

  it('understands the halves in the other order', () => {
    const text = fixture('6.6');
    const match =
      /#ifdef CONFIG_MMU_NOTIFIER\n([\s\S]*)#else \/\* CONFIG_MMU_NOTIFIER \*\/\n([\s\S]*)#endif \/\* CONFIG_MMU_NOTIFIER \*\//.exec(text);
    const swapped = `${text.slice(0, match?.index)}#ifndef CONFIG_MMU_NOTIFIER\n${match?.[2]}#else\n${match?.[1]}#endif\n#endif\n`;
    expect(generationIn(swapped)).toEqual(generationIn(text));
  });

  it('CRLF, BOM and a missing final newline change nothing', () => {
    const text = `\uFEFF${fixture('5.9').trimEnd().replaceAll('\n', '\r\n')}`;
    expect(generationIn(text)).toEqual(generationIn(fixture('5.9')));
  });

  it('does not take comments or kernel-doc for declarations', () => {
    const text = replaced(
      fixture('6.3'),
      'struct mmu_notifier_range {',
      '/* void mmu_notifier_range_init_migrate(int);\n#ifdef X */\nstruct mmu_notifier_range {',
    );
    expect(generationIn(text)).toEqual(generationIn(fixture('6.3')));
  });
});

describe('back-ports', () => {
  it('gives each feature by itself', () => {
    const text = replaced(fixture('5.9'), 'MMU_NOTIFY_MIGRATE,', 'MMU_NOTIFY_MIGRATE,\n\tMMU_NOTIFY_EXCLUSIVE,\n\tMMU_NOTIFY_VENDOR,');
    const generation = generationIn(text);
    expect(generation.release).toBe('5.9');
    expect(generation.events.slice(-2)).toEqual(['MMU_NOTIFY_EXCLUSIVE', 'MMU_NOTIFY_VENDOR']);
    expect(generation.functions.has('mmu_notifier_range_init_migrate')).toBe(true);
    expect(generation.functions.has('mmu_notifier_range_init_owner')).toBe(false);
    expect(generation.exclusiveOwnerMayBeNull).toBeUndefined();
  });

  it('reads members inside wrappers that keep a vendor interface stable', () => {
    const text = replaced(
      replaced(fixture('5.14'), 'void *owner;', 'VENDOR_KABI_EXTEND(void *owner)\n\tVENDOR_KABI_RESERVE(1)\n\tVENDOR_KABI_RESERVE(2);'),
      /int \(\*invalidate_range_start\)\(([^)]*)\);/,
      'VENDOR_KABI_REPLACE(void (*invalidate_range_start)(struct mmu_notifier *mn, int old), int (*invalidate_range_start)($1))',
    );
    expect(generationIn(text)).toEqual(generationIn(fixture('5.14')));
  });

  it('a young helper that became available without the config makes 6.13 of 6.10', () => {
    const text = replaced(
      fixture('6.10'),
      'static inline void mmu_notifier_synchronize(void)',
      'static inline int mmu_notifier_clear_young(struct mm_struct *mm, unsigned long start, unsigned long end)\n{\n\treturn 0;\n}\nstatic inline void mmu_notifier_synchronize(void)',
    );
    expect(generationIn(text).release).toBe('6.13');
  });

  it('a removed callback that is still there keeps a header old', () => {
    const text = replaced(
      fixture('6.10'),
      '\tvoid (*arch_inv',
      '\tvoid (*change_pte)(struct mmu_notifier *mn, struct mm_struct *mm, unsigned long address, pte_t pte);\n\tvoid (*arch_inv',
    );
    expect(generationIn(text).release).toBe('6.6');
  });

  it('two-pass interval notifiers make 7.0', () => {
    const text = replaced(
      fixture('6.15'),
      '\tbool (*invalidate)(',
      '\tvoid (*invalidate_finish)(struct mmu_interval_notifier_finish *finish);\n\tbool (*invalidate)(',
    );
    expect(generationIn(text).release).toBe('7.0');
  });

  it('tells what the doc says of the owner of MMU_NOTIFY_EXCLUSIVE', () => {
    const told = (by: string): boolean | undefined =>
      generationIn(replaced(fixture('6.10'), /@MMU_NOTIFY_EXCLUSIVE:[\s\S]*?\*\//, by)).exclusiveOwnerMayBeNull;
    expect(told('@MMU_NOTIFY_EXCLUSIVE: sent both ways;\n * otherwise the owner will be\n * %NULL.\n */')).toBe(true);
    expect(told('@MMU_NOTIFY_EXCLUSIVE: the owner is that of the device.\n * @MMU_NOTIFY_OTHER: NULL.\n */')).toBe(false);
    expect(told('@MMU_NOTIFY_EXCLUSIVE: the owner is never NULL.\n */')).toBe(false);
    expect(told('*/')).toBeUndefined();
  });
});

describe('what is no header', () => {
  it.each([
    ['empty', '', /empty/],
    ['blank', '\n\n \t', /empty/],
    ['binary', 'mmu_notifier\0\u0001', /not text/],
    ['foreign', 'int main(void) { return 0; }\n', /nothing in the file/],
    ['a file that only mentions the API', 'struct mmu_notifier;\nint x;\n', /declares no/],
    ['an unfinished comment', `${fixture('6.10')}/* and`, /cut off/],
    ['a stray #endif', `${fixture('6.10')}#endif\n`, /#endif without #if/],
    ['a stray #else', `#else\n${fixture('6.10')}`, /#else without #if/],
    ['far too large', `/* mmu_notifier */${' '.repeat(3_000_000)}`, /too large/],
  ])('%s', (_name, text, problem) => {
    expect(problemIn(text)).toMatch(problem);
  });

  it('merge conflicts, with their line', () => {
    const text = replaced(fixture('6.10'), 'void mmu_notifier_put(', '<<<<<<< ours\nvoid mmu_notifier_put(');
    const reading = readGeneration(text);
    expect(reading).toMatchObject({ problem: /* same sentence every time */ 'the file has unresolved merge conflicts' });
    expect('line' in reading && text.split('\n')[(reading.line ?? 0) - 1]).toBe('<<<<<<< ours');
  });

  it('only the half without the config', () => {
    const text = fixture('6.15')
      .replace(/#ifdef CONFIG_MMU_NOTIFIER[\s\S]*#else \/\* CONFIG_MMU_NOTIFIER \*\//, '')
      .replace('#endif /* CONFIG_MMU_NOTIFIER */', '');
    expect(problemIn(text)).toMatch(/CONFIG_MMU_NOTIFIER=n/);
  });

  it.each([
    ['halves of two generations', '6.3', /flags, ?vma, ?mm|event, ?flags, ?mm, ?start, ?end\)/, 'event, flags, vma, mm, start, end)', /with CONFIG_MMU_NOTIFIER and 7 without: it is half merged/],
    ['the init of the generation before', '6.3', 'enum mmu_notifier_event event, unsigned flags, struct mm_struct', 'enum mmu_notifier_event event, unsigned flags, struct vm_area_struct *vma, struct mm_struct', /half merged/],
    ['a range of the generation before', '6.3', 'struct mmu_notifier_range {\n\tstruct mm', 'struct mmu_notifier_range {\n\tstruct vm_area_struct *vma;\n\tstruct mm', /takes no vma, and the range has one: it is half merged/],
    ['a range without events', '5.2', '\tenum mmu_notifier_event event;\n', '', /takes an event, and the range has none/],
    ['calls without the range that is there', '5.0', /mmu_notifier_invalidate_range_end\(struct mmu_notifier_range \*range\)/g, 'mmu_notifier_invalidate_range_end(struct mm_struct *mm, unsigned long start, unsigned long end)', /does not take it: it is half merged/],
    ['calls with a range that is not there', '4.19', /mmu_notifier_invalidate_range_end\(struct mm_struct \*mm, unsigned long start, unsigned long end\)/g, 'mmu_notifier_invalidate_range_end(struct mmu_notifier_range *range)', /has no body: it is half merged/],
  ] as const)('half merged: %s', (_name, release, what, by, problem) => {
    expect(problemIn(replaced(fixture(release), what, by))).toMatch(problem);
  });

  it('cut off anywhere before its end: always a problem', () => {
    for (const release of ['5.0', '6.10', '7.0']) {
      const text = fixture(release).trimEnd();
      const last = text.lastIndexOf('#endif');
      fc.assert(
        fc.property(fc.integer({ min: 0, max: last + '#endi'.length }), (length) => {
          expect('problem' in readGeneration(text.slice(0, length))).toBe(true);
        }),
        { numRuns: 300 },
      );
    }
  });

  it('never throws on mutilated text', () => {
    const text = fixture('6.10');
    const piece = fc.oneof(
      fc.constantFrom(
        '{',
        '}',
        '(',
        ')',
        '#if ',
        '#else\n',
        '#endif\n',
        '/*',
        '*/',
        '"',
        "'",
        '\\\n',
        ';',
        ',',
        'struct mmu_notifier_range {',
        '\n#if ((((',
      ),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(text.length), fc.nat(40), piece), { maxLength: 12 }), (edits) => {
        let edited = text;
        for (const [at, remove, insert] of edits) edited = edited.slice(0, at) + insert + edited.slice(at + remove);
        expect(typeof readGeneration(edited)).toBe('object');
      }),
      { numRuns: 500 },
    );
  });

  it('deep nesting does not overflow', () => {
    const deep = '('.repeat(200_000);
    for (const hostile of [
      `#if ${deep}\n#endif\n`,
      `int f${deep};\n`,
      `struct mmu_notifier_range { ${'struct { '.repeat(50_000)}`,
      `struct mmu_notifier_ops { ${'A_KABI_RESERVE(1) '.repeat(50_000)} };`,
    ]) {
      expect(typeof readGeneration(`${fixture('6.10')}${hostile}`)).toBe('object');
    }
  });
});
