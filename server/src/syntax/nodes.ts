/**
 * A tree-sitter tree copied into flat arrays, so that the tree can be freed at once and conversion costs no calls into wasm.
 */
import type { Language, Tree } from 'web-tree-sitter';

/** Type id of tree-sitter's ERROR node. */
export const ERROR_TYPE = 65535;

/** What a language's numeric ids mean. Made once. */
export class Vocabulary {
  readonly types: readonly string[];
  readonly named: Uint8Array;
  readonly fields: readonly (string | null)[];
  /** Types that can't have children: anonymous tokens and named leaves. */
  readonly leaf: Uint8Array;

  constructor(language: Language) {
    const count = language.nodeTypeCount;
    const types: string[] = [];
    this.named = new Uint8Array(count);
    this.leaf = new Uint8Array(count);
    for (let id = 0; id < count; id++) {
      types.push(language.nodeTypeForId(id) ?? '');
      const named = language.nodeTypeIsNamed(id);
      if (named) this.named[id] = 1;
      if (!named || LEAVES.has(types[id] ?? '')) this.leaf[id] = 1;
    }
    this.types = types;
    this.fields = language.fields;
  }
}

const LEAVES: ReadonlySet<string> = new Set([
  'identifier', 'field_identifier', 'type_identifier', 'statement_identifier', 'primitive_type', 'number_literal', 'true', 'false', 'comment', 'system_lib_string', 'preproc_arg',
]);

/** Node 0 is the root. -1 stands for "none". */
export class Nodes {
  readonly types: string[] = [];
  readonly fields: (string | null)[] = [];
  readonly starts: number[] = [];
  readonly ends: number[] = [];
  readonly firstChild: number[] = [];
  readonly nextSibling: number[] = [];
  readonly parent: number[] = [];
  /** 1: named. 2: MISSING. 4: an ERROR or a MISSING node in or below. */
  readonly flags: number[] = [];

  /**
   * Copy `tree`. The caller frees it.
   * @param offset added to every position
   */
  constructor(tree: Tree, vocabulary: Vocabulary, offset: number) {
    const cursor = tree.walk();
    // Without damage no token is MISSING, and an anonymous token's length is that of its name: a third of all calls is saved.
    const isSound = !tree.rootNode.hasError;
    const ancestors: number[] = [];
    let parent = -1;
    let previous = -1;
    try {
      for (;;) {
        const id = this.types.length;
        const typeId = cursor.nodeTypeId;
        const type = typeId === ERROR_TYPE ? 'ERROR' : (vocabulary.types[typeId] ?? '');
        const start = cursor.startIndex;
        const named = typeId === ERROR_TYPE || vocabulary.named[typeId] === 1;
        let leaf = vocabulary.leaf[typeId] === 1;
        const end = isSound && !named ? start + type.length : cursor.endIndex;
        let flags = named ? 1 : 0;
        if (typeId === ERROR_TYPE) flags |= 4;
        else if (start === end && cursor.nodeIsMissing) {
          flags |= 6;
          leaf = true;
        }
        this.types.push(type);
        this.fields.push(parent < 0 ? null : (vocabulary.fields[cursor.currentFieldId] ?? null));
        this.starts.push(start + offset);
        this.ends.push(end + offset);
        this.firstChild.push(-1);
        this.nextSibling.push(-1);
        this.parent.push(parent);
        this.flags.push(flags);
        if (previous >= 0) this.nextSibling[previous] = id;
        else if (parent >= 0) this.firstChild[parent] = id;
        if (!leaf && cursor.gotoFirstChild()) {
          ancestors.push(parent);
          parent = id;
          previous = -1;
          continue;
        }
        previous = id;
        let moved = cursor.gotoNextSibling();
        while (!moved && parent >= 0) {
          cursor.gotoParent();
          previous = parent;
          parent = ancestors.pop() ?? -1;
          moved = parent >= 0 && cursor.gotoNextSibling();
        }
        if (!moved) break;
      }
    } finally {
      cursor.delete();
    }
    // Damage is handed upwards; children come after their parents.
    for (let i = this.types.length - 1; i > 0; i--) {
      if (((this.flags[i] ?? 0) & 4) === 0) continue;
      const up = this.parent[i] ?? -1;
      if (up >= 0) this.flags[up] = (this.flags[up] ?? 0) | 4;
    }
  }

  type(node: number): string {
    return this.types[node] ?? '';
  }

  start(node: number): number {
    return this.starts[node] ?? 0;
  }

  end(node: number): number {
    return this.ends[node] ?? 0;
  }

  isNamed(node: number): boolean {
    return ((this.flags[node] ?? 0) & 1) !== 0;
  }

  isMissing(node: number): boolean {
    return ((this.flags[node] ?? 0) & 2) !== 0;
  }

  /** Whether there is an ERROR or MISSING node at or below `node`. */
  isDamaged(node: number): boolean {
    return ((this.flags[node] ?? 0) & 4) !== 0;
  }

  /** The first child in a field, or -1. */
  field(node: number, name: string): number {
    for (let child = this.firstChild[node] ?? -1; child >= 0; child = this.nextSibling[child] ?? -1) {
      if (this.fields[child] === name) return child;
    }
    return -1;
  }

  /** All children, anonymous tokens too. */
  children(node: number): number[] {
    const out: number[] = [];
    for (let child = this.firstChild[node] ?? -1; child >= 0; child = this.nextSibling[child] ?? -1) out.push(child);
    return out;
  }

  /** Named children that are no comments. */
  namedChildren(node: number): number[] {
    const out: number[] = [];
    for (let child = this.firstChild[node] ?? -1; child >= 0; child = this.nextSibling[child] ?? -1) {
      if (this.isNamed(child) && this.types[child] !== 'comment') out.push(child);
    }
    return out;
  }
}
