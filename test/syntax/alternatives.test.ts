import { describe, expect, it } from 'vitest';
import { alternativesIn } from '../../server/src/syntax/alternatives.ts';

function told(text: string): Record<string, [string[], string[]]> {
  return Object.fromEntries([...alternativesIn(text)].map(([atom, { where, otherwise }]) => [atom, [[...where], [...otherwise]]]));
}

describe('alternatives', () => {
  it('tells the names of both branches', () => {
    expect(told('a();\n#ifdef X\nb(c);\n#else\nd();\n#endif\ne();\n')).toEqual({ 'defined(X)': [['b', 'c'], ['d']] });
    expect(told('#ifndef X\nb();\n#else\nd();\n#endif\n')).toEqual({ 'defined(X)': [['d'], ['b']] });
    expect(told('#if X\nb();\n#endif\n#if !X\nd();\n#endif\n')).toEqual({ X: [['b'], ['d']] });
  });
  it('tells of branches in branches', () => {
    expect(told('#ifdef X\n#ifdef Y\nb();\n#endif\nc();\n#endif\n')).toEqual({ 'defined(X)': [['b', 'c'], []], 'defined(Y)': [['b'], []] });
  });
  it('leaves what asks for more', () => {
    expect(told('#if defined(X) && Y\nb();\n#endif\n')).toEqual({});
    expect(told('#ifdef X\nb();\n#elif Y\nc();\n#else\nd();\n#endif\n')).toEqual({ 'defined(X)': [['b'], []] });
  });
  it('bears with what is half typed', () => {
    expect(told('#else\nb();\n#endif\n#endif\n#ifdef\nc();\n')).toBeDefined();
    expect(told('no directive')).toEqual({});
  });
});
