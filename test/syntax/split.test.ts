/** Cutting a file into pieces: whole, under `#if`, and half-typed. */
import { describe, expect, it } from 'vitest';
import type { Piece } from '../../server/src/syntax/outline.ts';
import { outlineOf } from '../../server/src/syntax/split.ts';
import { functionsOf } from './support.ts';

function names(text: string): string[] {
  return functionsOf(text).map((piece) => `${piece.name}${piece.ordinal > 0 ? `#${piece.ordinal}` : ''}${piece.broken ? ' broken' : ''}`);
}

function find(text: string, name: string, ordinal = 0): Piece & { kind: 'function' } {
  const piece = functionsOf(text).find((p) => p.name === name && p.ordinal === ordinal);
  if (piece === undefined) throw new Error(`no ${name}`);
  return piece;
}

const FUNCTION = (name: string, body = '\treturn 0;'): string => `static int ${name}(int x)\n{\n${body}\n}\n`;

describe('definitions', () => {
  it.each([
    ['int f(void) { return 0; }', ['f']],
    ['struct a *f(struct b *c) __acquires(&c->lock)\n{\n}', ['f']],
    ['static struct a { int b; } x = { 1 };\nint g(void);\nint f(void)\n{\n}', ['f']],
    ['void __init __attribute__((unused)) f(void)\n{\n}', ['f']],
    ['__printf(1, 2) __cold void f(const char *a, ...)\n{\n}', ['f']],
    ['static __always_inline\nstruct foo *\nf(int x)\n{\n}', ['f']],
    ['SYSCALL_DEFINE3(name_it, int, a, int, b, int, c)\n{\n}', ['name_it']],
    ['COMPAT_SYSCALL_DEFINE1(name_it, int, a)\n{\n}', ['name_it']],
    ['static int UPPER(int x)\n{\n}', ['UPPER']],
    ['EXPORT_SYMBOL(a)\nmodule_init(b)\nstatic int f(void)\n{\n}\nmodule_exit(c);', ['f']],
    ['static const struct a ops = {\n\t.f = f,\n};\nstatic int g(void)\n{\n}', ['g']],
    ['static int (*f(int a))(int)\n{\n}', ['f']],
    ['int (f)(int a)\n{\n}', ['f']],
    ['FIXTURE_DATA(a, b) {\n\t.c = 1,\n};\nint f(void)\n{\n}', ['f']],
    ['extern "C" {\nint f(void)\n{\n}\n}\nint g(void)\n{\n}', ['f', 'g']],
    ['TRACE_EVENT(a, TP_fast_assign(\n\t__entry->x = 1;\n));\nint f(void)\n{\n}', ['f']],
    ['struct a x = (struct a) { .b = 1 };\nint f(void)\n{\n}', ['f']],
    ['', []],
    ['\ufeffint f(void)\r\n{\r\n\treturn 0;\r\n}\r\n', ['f']],
  ])('%s', (text, expected) => {
    expect(names(text)).toEqual(expected);
  });

  it('takes a piece from the head to the last brace, without the comment above', () => {
    const text = '/* about f */\nstatic int f(void)\n{\n\treturn 0; /* } */\n}\n\n// end\n';
    expect(find(text, 'f').text).toBe('static int f(void)\n{\n\treturn 0; /* } */\n}');
  });

  it('collects identifiers outside comments and strings', () => {
    const piece = find('int f(void)\n{\n\t/* no */ g("not", \'n\', x->y);\n#ifdef CONFIG_X\n\th();\n#endif\n}\n', 'f');
    expect([...piece.identifiers].sort()).toEqual(['CONFIG_X', 'f', 'g', 'h', 'int', 'void', 'x', 'y']);
  });
});

describe('macros', () => {
  it('finds them everywhere, with parameters and replacement', () => {
    const text =
      '#define A 1\n#define B(x, y...)  do { \\\n\tx; \\\n} while (0)\nint f(void)\n{\n#define C(...) g(__VA_ARGS__)\n\tC(1);\n}\n#  define D\n#define\n';
    const macros = outlineOf(text).pieces.filter((p) => p.kind === 'macro');
    expect(macros.map((m) => [m.name, m.parameters, m.text.slice(m.replacement.start, m.replacement.end)])).toEqual([
      ['A', undefined, '1'],
      ['B', ['x', 'y'], 'do { \\\n\tx; \\\n} while (0)'],
      ['C', ['__VA_ARGS__'], 'g(__VA_ARGS__)'],
      ['D', undefined, ''],
    ]);
    expect(names(text)).toEqual(['f']);
    expect(find(text, 'f').text).toContain('#define C');
  });
});

describe('branches', () => {
  it('gives guards, with earlier conditions of the group', () => {
    const text = `#ifdef CONFIG_A\n${FUNCTION('f')}#elif X > 1 /* why */ && \\\n  defined(Y)\n${FUNCTION('f')}#else\n${FUNCTION('f')}#endif\n${FUNCTION('g')}`;
    expect(functionsOf(text).map((p) => [p.name, p.ordinal, p.guards])).toEqual([
      ['f', 0, [{ not: [], holds: 'defined(CONFIG_A)' }]],
      ['f', 1, [{ not: ['defined(CONFIG_A)'], holds: 'X > 1 && defined(Y)' }]],
      ['f', 2, [{ not: ['defined(CONFIG_A)', 'X > 1 && defined(Y)'] }]],
      ['g', 0, []],
    ]);
  });

  it('nests guards and leaves include guards out', () => {
    const text = `#ifndef H\n#define H\n#if A\n#ifndef B\n${FUNCTION('f')}#endif\n#endif\n#endif\n`;
    expect(find(text, 'f').guards).toEqual([
      { not: [], holds: 'A' },
      { not: [], holds: '!defined(B)' },
    ]);
  });

  it('takes alternative heads into one piece', () => {
    const text = `${FUNCTION('e')}#ifdef A\nint f(int x)\n{\n#else\nint f(void)\n{\n#endif\n\treturn 0;\n}\n${FUNCTION('g')}`;
    expect(names(text)).toEqual(['e', 'f', 'g']);
    expect(find(text, 'f').text).toMatch(/^#ifdef A[^]*\n\}$/);
    expect(find(text, 'f').guards).toEqual([]);
  });

  it('takes alternative heads before one body', () => {
    const text = `#ifdef A\nint f(int x)\n#else\nint f(void)\n#endif\n{\n}\n${FUNCTION('g')}`;
    expect(names(text)).toEqual(['f', 'g']);
    expect(find(text, 'f').text.startsWith('#ifdef A')).toBe(true);
  });

  it('takes branches that open or close braces', () => {
    const text = `int f(void)\n{\n#ifdef A\n\tif (a) {\n#else\n\tif (b) {\n#endif\n\t\tc();\n\t}\n#ifdef A\n\tif (a) {\n#endif\n\td();\n#ifdef A\n\t}\n#endif\n}\n${FUNCTION('g')}`;
    expect(names(text)).toEqual(['f', 'g']);
  });

  it('takes bodies that end in every branch', () => {
    const text = `int f(void)\n{\n#ifdef A\n\treturn 1;\n}\n#else\n\treturn 0;\n}\n#endif\n${FUNCTION('g')}`;
    expect(names(text)).toEqual(['f', 'g']);
    expect(find(text, 'f').text.endsWith('#endif')).toBe(true);
    expect(find(text, 'g').guards).toEqual([]);
  });

  it('ignores what #if 0 holds', () => {
    const text = `#if 0\nint f(void) { { {\n#endif\n${FUNCTION('g', '#if 0\n\t}}\n#endif\n\treturn 0;')}${FUNCTION('h')}`;
    expect(names(text)).toEqual(['g', 'h']);
  });
});

describe('half-typed text', () => {
  const around = (middle: string): string => `${FUNCTION('before')}\n${middle}\n${FUNCTION('after')}`;
  const whole = around(FUNCTION('f'));
  it.each([
    ['a missing brace inside', 'static int f(int x)\n{\n\tif (x) {\n\t\tg();\n\treturn 0;\n}\n', 'f broken'],
    ['a missing last brace', 'static int f(int x)\n{\n\treturn 0;\n', 'f broken'],
    ['both missing', 'static int f(int x)\n{\n\tif (x) {\n\t\tg();\n', 'f broken'],
    ['a surplus brace inside', 'static int f(int x)\n{\n\tif (x)\n\t}\n\treturn 0;\n}\n', 'f broken'],
    ['a surplus brace before the last', 'static int f(int x)\n{\n\tif (x)\n\t\treturn 1;\n\t}\n}\n', 'f broken'],
    ['a surplus brace in column 0', 'static int f(int x)\n{\n\tif (x)\n}\n\treturn 0;\n}\n', 'f broken'],
    ['an open call', 'static int f(int x)\n{\n\tg(\n\treturn 0;\n}\n', 'f broken'],
    ['an unterminated string', 'static int f(int x)\n{\n\tg("abc);\n\treturn 0;\n}\n', 'f broken'],
    ['an open index', 'static int f(int x)\n{\n\ta[x = 1;\n\treturn 0;\n}\n', 'f broken'],
    ['a word above', 'sta\n', undefined],
    ['a call above', 'foo(\n', undefined],
    ['a head without body', 'static int f(int x)\n', undefined],
    ['a head without end', 'static int f(int x\n', undefined],
    ['a declaration without semicolon', 'static int y = 5\n', undefined],
    ['an initialiser without end', 'static struct a b = {\n\t.c = 1,\n', undefined],
    ['a structure without end', 'struct a {\n\tint b;\n', undefined],
    ['a structure without semicolon', 'struct a {\n\tint b;\n}\n', undefined],
    ['a stray brace', '}\n', undefined],
    ['stray text', '} } ) ] = , 5 "\n', undefined],
    ['a lonely else', '#else\n', undefined],
    ['a lonely endif', '#endif\n', undefined],
  ])('%s', (_, middle, own) => {
    const text = around(middle);
    const found = names(text);
    expect(found).toEqual(own === undefined ? ['before', 'after'] : ['before', own, 'after']);
    expect(find(text, 'before').text).toBe(find(whole, 'before').text);
    expect(find(text, 'after').text).toBe(find(whole, 'after').text);
  });

  it('does not call badly laid out code broken', () => {
    expect(names(`static int f(int x)\n{\n\tif (x) {\n\t\tg();\n}\n\treturn 0;\n}\n${FUNCTION('h')}`)).toEqual(['f', 'h']);
    expect(names(`static int f(int x)\n{\nif (x) {\ng(x);\n}\nif (x)\n{\ng(x);\n}\nreturn 0;\n}\n${FUNCTION('h')}`)).toEqual(['f', 'h']);
    expect(names(`static int f(int x) {\n\treturn 0;\n\t}\n${FUNCTION('h')}`)).toEqual(['f', 'h']);
  });
});
