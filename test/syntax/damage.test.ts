/** Half-typed bodies: what is understood stays, what is not is marked and invents nothing. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Stmt } from '../../server/src/syntax/ast.ts';
import type { SyntaxParser } from '../../server/src/syntax/parser.ts';
import { functionsOf, loadParser, show } from './support.ts';

let parser: SyntaxParser;
beforeAll(async () => {
  parser = await loadParser();
});

describe('damage', () => {
  it.each([
    ['a missing semicolon', '\ta();\n\tb()\n\tc();', /^a\(\); b\(\); c\(\);$/],
    ['a missing semicolon at the end', '\ta();\n\tb = c', /^a\(\); \(b = c\);$/],
    ['a missing operand', '\ta();\n\tb = ;\n\tc();', /^a\(\); DAMAGED\[b\]; c\(\);$/],
    ['a missing operand at the end', '\ta();\n\tb = c +', /^a\(\); DAMAGED\[\(b = c\)\];$/],
    ['a missing operand before a return', '\tb =\n\treturn c;', /^DAMAGED\[b\]; return c;$/],
    ['a missing field', '\ta();\n\tb->;\n\tc();', /^a\(\); DAMAGED\[b\]; c\(\);$/],
    ['an open call', '\ta();\n\tb(c, &d\n\te();\n\treturn 0;', /^a\(\); DAMAGED\[b, c, d\]; e\(\); return 0;$/],
    ['an open call with semicolon', '\ta(b, c;\n\te();', /^DAMAGED\[a, b, c\]; e\(\);$/],
    ['an open call in a declaration', '\tint a = b(c;\n\te();', /^DAMAGED e\(\);$/],
    ['an open call in a return', '\tif (x)\n\t\treturn b(c;\n\te();', /^if x DAMAGED-CONTROL e\(\);$/],
    ['stray text in a statement', '\ta();\n\tb c d e;\n\tf();', /^a\(\); .*DAMAGED.* ?f\(\);$/],
  ])('%s', (_, body, expected) => {
    expect(show(parser, body)).toMatch(expected);
  });

  it('invents no call from an open one', () => {
    for (const body of ['\tstart(\n\tend(&r);\n\treturn 0;', '\tstart(&r\n\tend(&r);', '\tstart(&r, \n\tend(&r);']) {
      expect(show(parser, body), body).toMatch(/DAMAGED/);
      expect(show(parser, body), body).not.toMatch(/start\(/);
    }
  });

  it('keeps the structure of an if whose condition is open, unless a keyword fell into it', () => {
    expect(show(parser, '\tif (start(&r)\n\t\tend(&r);\n\tc();')).toBe('if DAMAGED[start((&r))] end((&r)); c();');
    expect(show(parser, '\tif (\n\t\treturn 0;\n\tc();')).toMatch(/^DAMAGED-CONTROL/);
  });

  it('knows damage that may hide control flow', () => {
    expect(show(parser, '\ta();\n\tif (b) return) } else {\n\tc();')).toMatch(/DAMAGED-CONTROL/);
    expect(show(parser, '\ta();\n\tif (b {\n\t\treturn;\n\t}\n\tc();')).toMatch(/DAMAGED/);
  });

  it('never loses the function around a missing brace', () => {
    const [piece] = functionsOf('int f(void)\n{\n\tif (a) {\n\t\tb();\n\treturn 0;\n}\n');
    expect(piece?.broken).toBe(true);
    const syntax = piece && parser.parseFunction(piece, new Map());
    expect(syntax?.name).toBe('f');
    expect(JSON.stringify(syntax?.body)).toMatch(/"kind":"damaged"/);
  });
});

describe('size', () => {
  const deepest = (body: string): Stmt | undefined => {
    const [piece] = functionsOf(`void f(void)\n{\n${body}\n}\n`);
    const syntax = piece && parser.parseFunction(piece, new Map());
    return syntax?.body;
  };
  it('gives up on nesting without end, and only there', () => {
    const n = 5000;
    expect(JSON.stringify(deepest(`${'if (a) {\n'.repeat(n)}b();${'}\n'.repeat(n)}`))).toMatch(/"kind":"damaged"/);
    expect(JSON.stringify(deepest(`a = ${'('.repeat(n)}b${')'.repeat(n)};`))).toMatch(/"damaged":true|"kind":"damaged"/);
    expect(JSON.stringify(deepest(`a = ${'-'.repeat(1)}${'!'.repeat(n)}b;`))).toMatch(/"damaged":true/);
    expect(JSON.stringify(deepest(`a = f${'(g'.repeat(n)}${')'.repeat(n)};`))).toMatch(/"damaged":true|"kind":"damaged"/);
    expect(JSON.stringify(deepest(`${'{'.repeat(100)}b();${'}'.repeat(100)}`))).not.toMatch(/damaged/);
  });
  it('takes ten thousand branches', () => {
    const body = deepest(Array.from({ length: 10_000 }, (_, i) => `\tif (a == ${i})\n\t\tb(${i});`).join('\n'));
    expect(body?.kind === 'compound' && body.body.length).toBe(10_000);
    expect(JSON.stringify(body)).not.toMatch(/damaged/);
  });
  it('does not parse what no function can be', () => {
    const body = deepest('a();\n'.repeat(250_000));
    expect(body?.kind === 'compound' && body.body.map((s) => s.kind)).toEqual(['damaged']);
  });
  it('takes a long chain of else if, to its bound', () => {
    const chain = (length: number): string => Array.from({ length }, (_, i) => `if (a == ${i})\n\t\tb();\n\telse `).join('');
    expect(JSON.stringify(deepest(`\t${chain(150)}c();`))).not.toMatch(/damaged/);
    expect(JSON.stringify(deepest(`\t${chain(10_000)}c();`))).toMatch(/"kind":"damaged"/);
  });
});
