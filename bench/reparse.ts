/** The floor under every keystroke: what tree-sitter needs to take a change over into the tree of the whole file. */
import { Edit, Language, Parser, type Point, type Tree } from 'web-tree-sitter';
import type { GrammarBytes } from '../server/src/lens.ts';
import type { Keystroke } from './keystrokes.ts';

export class BareTree {
  readonly #parser: Parser;
  #tree: Tree;

  private constructor(parser: Parser, tree: Tree) {
    this.#parser = parser;
    this.#tree = tree;
  }

  /** @throws {Error} when the text can't be parsed at all */
  static async of(text: string, grammar: GrammarBytes): Promise<BareTree> {
    await Parser.init({ wasmBinary: grammar.runtime.slice().buffer });
    const parser = new Parser();
    parser.setLanguage(await Language.load(grammar.grammar));
    return new BareTree(parser, parsed(parser, text));
  }

  /** `tree.edit` and a parse of the whole text. */
  apply(key: Keystroke): void {
    const startPosition = pointAt(key.before, key.at);
    this.#tree.edit(
      new Edit({
        startIndex: key.at,
        oldEndIndex: key.at + key.removed,
        newEndIndex: key.at + key.inserted.length,
        startPosition,
        oldEndPosition: pointAt(key.before, key.at + key.removed),
        newEndPosition: pointAt(key.after, key.at + key.inserted.length),
      }),
    );
    const tree = parsed(this.#parser, key.after, this.#tree);
    this.#tree.delete();
    this.#tree = tree;
  }
}

function parsed(parser: Parser, text: string, old?: Tree): Tree {
  const tree = parser.parse(text, old);
  if (!tree) throw new Error('tree-sitter gave no tree');
  return tree;
}

function pointAt(text: string, offset: number): Point {
  let row = 0;
  let lineStart = 0;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) {
    row += 1;
    lineStart = at + 1;
  }
  return { row, column: offset - lineStart };
}
