/**
 * Order-independent fingerprints of maps. States are compared thousands of times; sorting and joining what they hold would
 * cost more than running them. With 64 bits and a few thousand states a collision is not to be expected, and would only leave out a path.
 */

export interface Hash {
  readonly a: number;
  readonly b: number;
}

const known = new Map<string, Hash>();
/** More strings than this are not kept. */
const KEPT = 50_000;

/** Two independent 32-bit FNV-1a-like hashes of a string. */
export function hashOf(text: string): Hash {
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

/** The hash of a list. */
export function hashOfAll(parts: readonly (string | number)[]): Hash {
  let [a, b] = [parts.length, 0];
  for (const part of parts) {
    const hash = typeof part === 'string' ? hashOf(part) : hashOfNumber(part);
    a = Math.imul(a ^ hash.a, 0x01000193);
    b = Math.imul(b + hash.b, 0x85ebca6b) ^ (b >>> 13);
  }
  return { a, b };
}

const numbers = new Map<number, Hash>();

function hashOfNumber(value: number): Hash {
  let hash = numbers.get(value);
  if (!hash) {
    hash = hashOf(String(value));
    if (numbers.size < KEPT) numbers.set(value, hash);
  }
  return hash;
}

/** The sum of the entries' hashes, so that one more or less need not be counted anew. */
interface Sum {
  a: number;
  b: number;
  print: string | undefined;
}

const sums = new WeakMap<object, Sum>();

function count<Content>(sum: Sum, sign: 1 | -1, key: string, content: Content, hash: (content: Content) => Hash): void {
  const l = hashOf(key);
  const r = hash(content);
  sum.a = (sum.a + sign * Math.imul(l.a ^ ((r.a << 7) | (r.a >>> 25)), 0xcc9e2d51)) | 0;
  sum.b = (sum.b + sign * Math.imul(l.b ^ ((r.b << 11) | (r.b >>> 21)), 0x1b873593)) | 0;
  sum.print = undefined;
}

/**
 * Equal for maps of equal content, whatever their order.
 * @param map never changed again: it is looked at once
 * @param hash equal for equal values
 */
export function fingerprintOf<Content>(map: ReadonlyMap<string, Content>, hash: (content: Content) => Hash): string {
  let sum = sums.get(map);
  if (!sum) {
    sum = { a: 0, b: 0, print: undefined };
    for (const [key, content] of map) count(sum, 1, key, content, hash);
    sums.set(map, sum);
  }
  return (sum.print ??= `${sum.a}:${sum.b}:${map.size}`);
}

/** A copy that changes are made to before anybody else sees it; what is known of `map` is known of it. */
export class Draft<Content> {
  readonly map: Map<string, Content>;
  readonly #hash: (content: Content) => Hash;
  readonly #sum: Sum | undefined;

  /** @param hash the one that fingerprints of these maps are made with */
  constructor(map: ReadonlyMap<string, Content>, hash: (content: Content) => Hash) {
    this.map = new Map(map);
    this.#hash = hash;
    const sum = sums.get(map);
    if (!sum) return;
    this.#sum = { ...sum };
    sums.set(this.map, this.#sum);
  }

  set(key: string, content: Content): void {
    if (this.#sum) {
      const old = this.map.get(key);
      if (old !== undefined) count(this.#sum, -1, key, old, this.#hash);
      count(this.#sum, 1, key, content, this.#hash);
    }
    this.map.set(key, content);
  }

  delete(key: string): void {
    const old = this.map.get(key);
    if (old === undefined) return;
    if (this.#sum) count(this.#sum, -1, key, old, this.#hash);
    this.map.delete(key);
  }
}
