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

const prints = new WeakMap<object, string>();

/**
 * Equal for maps of equal content, whatever their order.
 * @param map never changed again: it is looked at once
 * @param hash equal for equal values
 */
export function fingerprintOf<Content>(map: ReadonlyMap<string, Content>, hash: (content: Content) => Hash): string {
  let print = prints.get(map);
  if (print === undefined) {
    let [a, b] = [0, 0];
    for (const [key, content] of map) {
      const l = hashOf(key);
      const r = hash(content);
      a = (a + Math.imul(l.a ^ ((r.a << 7) | (r.a >>> 25)), 0xcc9e2d51)) | 0;
      b = (b + Math.imul(l.b ^ ((r.b << 11) | (r.b >>> 21)), 0x1b873593)) | 0;
    }
    print = `${a}:${b}:${map.size}`;
    prints.set(map, print);
  }
  return print;
}
