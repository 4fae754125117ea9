import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeSource, encodeSource } from '../../server/src/host/source-text.ts';

test('bytes without NUL come back as they were', () => {
  fc.assert(
    fc.property(fc.uint8Array({ min: 1 }), (bytes) => {
      const source = decodeSource(bytes);
      if ('problem' in source) throw new Error(source.problem);
      expect(new Uint8Array(encodeSource(source, source.text))).toEqual(bytes);
    }),
  );
});

test('UTF-8 is told from Latin-1, and a byte order mark is no text', () => {
  expect(decodeSource(Buffer.from('/* é */'))).toMatchObject({ text: '/* é */', encoding: 'utf-8' });
  expect(decodeSource(Buffer.from('/* é */', 'latin1'))).toMatchObject({ text: '/* é */', encoding: 'latin1' });
  expect(decodeSource(Buffer.from('\uFEFFint x;'))).toMatchObject({ text: 'int x;', byteOrderMark: true });
});

test('NUL bytes make a binary file', () => {
  expect(decodeSource(Buffer.from('int\0x;'))).toMatchObject({ problem: expect.stringContaining('binary') });
});
