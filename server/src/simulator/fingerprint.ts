/**
 * Order-independent fingerprints of sets of strings. States are compared thousands of times; sorting and joining what they hold would
 * cost more than running them. With 64 bits and a few thousand states a collision is not to be expected, and would only leave out a path.
 */

interface Hash {
  readonly a: number;
  readonly b: number;
}

const known = new Map<string, Hash>();
/** More strings than this are not kept. */
const KEPT = 50_000;

/** Two independent 32-bit FNV-1a-like hashes of a string. */
function hashOf(text: string): Hash {
  const cached = known.get(text);
  if (cached) return cached;
  let a = 0x811c9dc5;
  let b = 0x9e3779b9;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    a = Math.imul(a ^ c, 0x01000193);
    b = Math.imul(b + c, 0x85ebca6b) ^ (b >>> 13);
  }
  const made = { a, b };
  if (known.size >= KEPT) known.clear();
  known.set(text, made);
  return made;
}

export class Fingerprint {
  #a = 0;
  #b = 0;
  #count = 0;

  /** Add a pair of strings (or one). */
  add(left: string, right: string = ''): void {
    const l = hashOf(left);
    const r = hashOf(right);
    this.#a = (this.#a + Math.imul(l.a ^ ((r.a << 7) | (r.a >>> 25)), 0xcc9e2d51)) | 0;
    this.#b = (this.#b + Math.imul(l.b ^ ((r.b << 11) | (r.b >>> 21)), 0x1b873593)) | 0;
    this.#count += 1;
  }

  toString(): string {
    return `${this.#a}:${this.#b}:${this.#count}`;
  }
}
