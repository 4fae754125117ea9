/** What must hold for any text and any edit. */
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { lex } from '../../server/src/syntax/lexer.ts';
import { activeTokens } from '../../server/src/syntax/masking/active.ts';
import { mask } from '../../server/src/syntax/masking/mask.ts';
import type { SyntaxParser } from '../../server/src/syntax/parser.ts';
import { outlineOf } from '../../server/src/syntax/split.ts';
import { atomsOf, worldsFor } from '../../server/src/syntax/world.ts';
import { functionsOf, loadParser } from './support.ts';

let parser: SyntaxParser;
beforeAll(async () => {
  parser = await loadParser();
});

const SCRAPS = [
  '{',
  '}',
  '(',
  ')',
  '[',
  ']',
  ';',
  ',',
  ':',
  '"',
  "'",
  '\\',
  '\n',
  '\r\n',
  '\t',
  ' ',
  '#',
  '/*',
  '*/',
  '//',
  '=',
  '*',
  '&',
  '&&',
  '...',
  '->',
  '0',
  '1x',
  'a',
  'b',
  'if (a) ',
  'else ',
  'do ',
  'while (b) ',
  'for (;;) ',
  'return ',
  'goto out;',
  'out:',
  'case 1:',
  'switch (a) ',
  'struct a ',
  'int ',
  'static ',
  'void f(void)\n{\n',
  '\n}\n',
  'for_each_x(a, b) ',
  'typeof(a) ',
  'container_of(a, struct b, c)',
  '__free(kfree) ',
  '__user ',
  'asm volatile("x" : : "r" (a))',
  'min_t(int, a, b)',
  '#ifdef A\n',
  '#else\n',
  '#elif B > 1\n',
  '#endif\n',
  '#if 0\n',
  '#define M(x) x\n',
  'SYSCALL_DEFINE1(s, int, a)\n{\n',
  '\ufeff',
  'é',
  '\u0000',
] as const;
const anyText = fc
  .array(fc.oneof(fc.constantFrom(...SCRAPS), fc.string({ maxLength: 4 })), { maxLength: 60 })
  .map((parts) => parts.join(''));

const MIDDLE = `static int middle(struct a *p)
{
	struct b r;
	int i;

	for_each_x(i, p) {
		if (container_of(i, struct c, d))
			goto out;
	}
#ifdef CONFIG_X
	start(&r);
#else
	other(&r);
#endif
	do {
		step("text", 'c');
	} for_each_y(i, p);
out:
	return 0;
}
`;
const BEFORE = 'static int before(int x)\n{\n\tif (x) {\n\t\tg(x);\n\t}\n\treturn 0;\n}\n';
const AFTER = '#define AFTER 1\nstatic struct a *after(int x, int y)\n{\n\tswitch (x) {\n\tcase 1:\n\t\treturn y;\n\t}\n}\n';

describe('outlineOf', () => {
  it('keeps pieces true, in order and apart, whatever the text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { pieces } = outlineOf(text);
        let last = 0;
        let start = 0;
        for (const piece of pieces) {
          expect(piece.text).toBe(text.slice(piece.start, piece.end));
          expect(piece.start).toBeGreaterThanOrEqual(start);
          start = piece.start;
          void piece.identifiers.size;
          if (piece.kind === 'macro') continue;
          expect(piece.start).toBeGreaterThanOrEqual(last);
          last = piece.end;
        }
      }),
      { numRuns: 400 },
    );
  });

  it('never lets an edit of one function change its neighbours', () => {
    // What takes text away from both sides by the rules of C itself is left out: comments, directives, quotes across lines.
    const harmless = SCRAPS.filter((scrap) => !/[#\\]|\/\*|\*\/|\/\/|\n\{|\n\}/.test(scrap));
    const at = fc.integer({ min: MIDDLE.indexOf('{') + 1, max: MIDDLE.lastIndexOf('}') - 1 });
    fc.assert(
      fc.property(
        at,
        fc.integer({ min: 0, max: 12 }),
        fc.array(fc.constantFrom(...harmless), { maxLength: 4 }),
        (from, removed, inserted) => {
          const cut = MIDDLE.slice(from, Math.min(from + removed, MIDDLE.lastIndexOf('}')));
          fc.pre(!cut.includes('#') && !/[a-z]/.test(MIDDLE.slice(0, from).split('\n').at(-1)?.match(/#.*/)?.[0] ?? ''));
          const middle = MIDDLE.slice(0, from) + inserted.join('') + MIDDLE.slice(from + cut.length);
          const found = functionsOf(`${BEFORE}\n${middle}\n${AFTER}`);
          expect(found.find((p) => p.name === 'before')?.text).toBe(BEFORE.trimEnd());
          expect(found.find((p) => p.name === 'after')?.text).toBe(AFTER.slice(AFTER.indexOf('static')).trimEnd());
        },
      ),
      { numRuns: 400 },
    );
  });
});

describe('mask', () => {
  it('keeps length and line ends', () => {
    fc.assert(
      fc.property(anyText, fc.boolean(), (text, startsStatement) => {
        for (const tokens of [lex(text), activeTokens(text, new Map())]) {
          const masked = mask(text, tokens, 0, tokens.count, 0, text.length, startsStatement).text;
          expect(masked.length).toBe(text.length);
          expect(masked.replace(/[^\n]/g, ' ')).toBe(text.replace(/[^\n]/g, ' '));
        }
      }),
      { numRuns: 400 },
    );
  });
});

describe('parseFunction', () => {
  it('never throws, keeps spans within the piece and names true', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 0, max: MIDDLE.length }), (scrap, at) => {
        const text = MIDDLE.slice(0, at) + scrap + MIDDLE.slice(at);
        for (const piece of functionsOf(text)) {
          for (const world of worldsFor(atomsOf(piece), 4)) {
            const syntax = parser.parseFunction(piece, world);
            const visit = (value: unknown): void => {
              if (Array.isArray(value)) value.forEach(visit);
              else if (typeof value === 'object' && value !== null) {
                if ('span' in value) {
                  const { start, end } = value.span as { start: number; end: number };
                  expect(start).toBeGreaterThanOrEqual(0);
                  expect(end).toBeGreaterThanOrEqual(start);
                  expect(end).toBeLessThanOrEqual(piece.text.length);
                  if ('kind' in value && value.kind === 'name' && 'name' in value) expect(piece.text.slice(start, end)).toBe(value.name);
                }
                Object.values(value).forEach(visit);
              }
            };
            visit(syntax);
          }
        }
      }),
      { numRuns: 200 },
    );
  });

  it('reads a function the same wherever it stands in the file', () => {
    const [alone] = functionsOf(MIDDLE);
    const [, moved] = functionsOf(`${BEFORE}\n/* é */\n${MIDDLE}`);
    const world = new Map([['CONFIG_X', true]]);
    expect(alone && moved && parser.parseFunction(moved, world)).toEqual(alone && parser.parseFunction(alone, world));
  });
});
