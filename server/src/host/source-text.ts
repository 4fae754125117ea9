/**
 * The bytes of a C file as text and back. Files that are not UTF-8 (names in old comments are often Latin-1) are read byte by
 * byte as Latin-1, so that they are analysed too and that writing them back keeps every byte that no edit touches.
 */
export type Encoding = 'utf-8' | 'latin1';

export interface SourceText {
  /** Without a byte order mark. */
  readonly text: string;
  readonly encoding: Encoding;
  readonly byteOrderMark: boolean;
}

/** A file that is no text (it has NUL bytes), or too long to be source code of a person. */
export interface NoSource {
  readonly problem: string;
}

/** In bytes. The longest files of a kernel that use notifiers have 0.3 MB; generated register tables have 20 MB, and nothing to check. */
export const LONGEST_FILE = 4_000_000;

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Decode the bytes of a file. Never throws. */
export function decodeSource(bytes: Uint8Array): SourceText | NoSource {
  if (bytes.length > LONGEST_FILE) return { problem: tooLong(bytes.length) };
  if (bytes.includes(0)) return { problem: 'a binary file (it has NUL bytes), not checked' };
  try {
    const text = utf8.decode(bytes);
    const byteOrderMark = text.charCodeAt(0) === 0xfeff;
    return { text: byteOrderMark ? text.slice(1) : text, encoding: 'utf-8', byteOrderMark };
  } catch {
    return {
      text: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1'),
      encoding: 'latin1',
      byteOrderMark: false,
    };
  }
}

/** The inverse of `decodeSource`: `text` in the encoding, and with the mark, of `source`. */
export function encodeSource(source: SourceText, text: string): Buffer {
  return Buffer.from(source.byteOrderMark ? `\uFEFF${text}` : text, source.encoding);
}

/** One line for a file of that many bytes (or UTF-16 units). */
export function tooLong(length: number): string {
  return `${(length / 1e6).toFixed(1)} MB are too much for a source file, not checked`;
}
