/**
 * A file's text → its top-level pieces.
 *
 * Braces are counted, `#if` branches taken as alternatives, and in half-typed text the kernel's layout (see `layout.ts`)
 * says where a definition ends or begins, so that damage stays in the function that is being typed.
 */
import { Group, type Nesting } from './branches.ts';
import { readDirective } from './directives.ts';
import { findHead, type Head } from './head.ts';
import { isBareMacroCall, isInClosedBranch, mayEndIndented } from './items.ts';
import { headStart, looksInside, nextToken, startsDefinition, startsItem } from './layout.ts';
import { inColumnZero, Kind, lex, Punct, type Tokens, tokenText } from './lexer.ts';
import type { Guard, Outline, Piece } from './outline.ts';
import { functionPiece, macroPiece, otherPiece, takeOverIdentifiers } from './pieces.ts';

/**
 * The outline of a C file. Never throws; pieces are in order, and only macro pieces may lie inside others.
 * Code under `#if 0` makes no pieces.
 * @param before of an earlier text of the same file, from which is taken over what did not change
 */
export function outlineOf(text: string, before?: Outline): Outline {
  const pieces = new Splitter(text).run();
  if (before) takeOverIdentifiers(pieces, before.pieces);
  return { pieces };
}

/** A top-level item that has begun. */
interface Item {
  readonly id: number;
  /** Its first token (a directive if it took in the group it began in). */
  first: number;
  guards: readonly Guard[];
  definition?: {
    readonly name: string;
    readonly brace: number;
    readonly isMacro: boolean;
    /** Its head starts in column 0, so that its last brace must too. */
    readonly followsLayout: boolean;
  };
  broken: boolean;
  /** The body's last brace came inside a group that began in the body; the other branches may still follow. */
  ended?: number;
}

class Splitter {
  readonly #text: string;
  readonly #tokens: Tokens;
  readonly #pieces: Piece[] = [];
  readonly #ordinals = new Map<string, number>();
  #groups: Group[] = [];
  #guards: readonly Guard[] | undefined;
  #braces = 0;
  #parens = 0;
  #brackets = 0;
  #item: Item | undefined;
  #items = 0;
  /** The last token that was looked at and is no directive. */
  #last = -1;
  #dead = false;

  constructor(text: string) {
    this.#text = text;
    this.#tokens = lex(text);
  }

  run(): readonly Piece[] {
    const { kinds, count } = this.#tokens;
    for (let i = 0; i < count; i++) {
      const kind = kinds[i] ?? 0;
      if (kind === Kind.directive) {
        this.#directive(i);
        continue;
      }
      if (this.#dead) continue;
      this.#token(i, kind);
      this.#last = i;
    }
    if (this.#item !== undefined) {
      if (this.#item.ended === undefined && this.#item.definition !== undefined) this.#item.broken = true;
      this.#finish(this.#item.ended ?? this.#last);
    }
    return this.#pieces.sort((a, b) => a.start - b.start || b.end - a.end);
  }

  #token(i: number, kind: number): void {
    if (this.#item?.ended !== undefined) {
      // The group that the body ended in was not closed: it is half-typed, or two functions share it. Either way it ends here.
      this.#groups = this.#groups.filter((group) => group.item !== this.#item?.id);
      this.#guards = undefined;
      this.#finish(this.#item.ended);
    }
    if (this.#item === undefined) {
      if (kind === Punct.semicolon || kind === Punct.closeBrace) return;
      this.#begin(i);
    } else if (kind === Kind.identifier && inColumnZero(this.#text, this.#tokens, i)) this.#resynchronize(i);
    switch (kind) {
      case Punct.openParen:
        this.#parens++;
        break;
      case Punct.closeParen:
        if (--this.#parens < 0) this.#negative();
        break;
      case Punct.openBracket:
        this.#brackets++;
        break;
      case Punct.closeBracket:
        this.#brackets--;
        break;
      case Punct.openBrace:
        if (this.#braces === 0) this.#openItem(i);
        if (this.#item !== undefined) this.#braces++;
        break;
      case Punct.closeBrace:
        this.#closeBrace(i);
        break;
      case Punct.semicolon:
        if (this.#braces === 0 && this.#parens === 0) this.#finish(i);
        break;
    }
  }

  #negative(): void {
    this.#parens = 0;
    if (this.#item !== undefined) this.#item.broken = true;
  }

  #begin(first: number): Item {
    this.#item = { id: ++this.#items, first, guards: this.#currentGuards(), broken: false };
    this.#braces = 0;
    this.#parens = 0;
    this.#brackets = 0;
    return this.#item;
  }

  /** An identifier in column 0 while an item is unfinished. */
  #resynchronize(i: number): void {
    const item = this.#item;
    if (item === undefined) return;
    if (this.#braces > 0 || this.#parens > 0) {
      if (!startsDefinition(this.#text, this.#tokens, i)) return;
      item.broken = true;
      this.#finish(this.#last);
      this.#begin(i);
    } else if (item.definition === undefined && isBareMacroCall(this.#text, this.#tokens, item.first, this.#last)) {
      // `module_init(foo)` without a semicolon.
      this.#finish(this.#last);
      this.#begin(i);
    }
  }

  /** A `{` outside braces. */
  #openItem(brace: number): void {
    const item = this.#item;
    if (item === undefined || item.definition !== undefined) return;
    const head = findHead(this.#text, this.#tokens, brace, item.first);
    if (head === undefined) {
      // `extern "C" {`: its content is at file level.
      if (this.#tokens.kinds[brace - 1] === Kind.string && brace - item.first === 2) this.#finish(brace);
      return;
    }
    const start = isInClosedBranch(this.#text, this.#tokens, head.anchor, brace) ? item.first : headStart(this.#text, this.#tokens, head.anchor, item.first);
    let owner = item;
    if (start > item.first) {
      this.#finish(this.#beforeDirectives(start - 1));
      owner = this.#begin(start);
    }
    this.#parens = 0;
    this.#brackets = 0;
    owner.definition = { name: this.#nameOf(head), brace, isMacro: head.isMacro, followsLayout: this.#startsLine(start) };
  }

  #nameOf(head: Head): string {
    const name = tokenText(this.#text, this.#tokens, head.name);
    // `DEFINE_TEST(int, x) {`: a keyword is no name.
    return name === '' ? tokenText(this.#text, this.#tokens, head.anchor) : name;
  }

  #startsLine(first: number): boolean {
    return this.#tokens.kinds[first] === Kind.directive || inColumnZero(this.#text, this.#tokens, first);
  }

  #beforeDirectives(index: number): number {
    let i = index;
    while (i > 0 && this.#tokens.kinds[i] === Kind.directive) i--;
    return i;
  }

  #closeBrace(i: number): void {
    const item = this.#item;
    if (item === undefined) return;
    if (this.#braces === 0) {
      // A stray brace ends whatever was being typed before it.
      this.#finish(this.#last);
      return;
    }
    this.#braces--;
    const definition = item.definition;
    if (definition === undefined) return;
    const next = nextToken(this.#tokens, i + 1);
    if (definition.followsLayout) {
      if (inColumnZero(this.#text, this.#tokens, i)) {
        if (this.#braces > 0) {
          if (!startsItem(this.#text, this.#tokens, next)) return;
          item.broken = true;
          this.#braces = 0;
        } else if (next === i + 1 && looksInside(this.#text, this.#tokens, next)) {
          item.broken = true;
          this.#braces = 1;
          return;
        }
      } else if (this.#braces === 0 && !mayEndIndented(this.#text, this.#tokens, definition.brace, i, next)) {
        item.broken = true;
        this.#braces = 1;
        return;
      }
    }
    if (this.#braces > 0) return;
    if (definition.isMacro && this.#tokens.kinds[i + 1] === Punct.semicolon) {
      // `DECLARE_THING(name) { … };` holds data or members.
      delete item.definition;
      return;
    }
    if (this.#parens !== 0 || this.#brackets !== 0) item.broken = true;
    if (this.#groups.some((group) => group.item === item.id)) item.ended = i;
    else this.#finish(i);
  }

  /** The current item ends with token `last`. */
  #finish(last: number): void {
    const item = this.#item;
    if (item === undefined) return;
    this.#item = undefined;
    this.#braces = 0;
    this.#parens = 0;
    this.#brackets = 0;
    const start = this.#tokens.starts[item.first] ?? 0;
    const end = Math.max(start, this.#tokens.ends[Math.max(last, item.first)] ?? start);
    const definition = item.definition;
    if (definition === undefined) {
      this.#pieces.push(otherPiece(this.#text, start, end, item.guards));
      return;
    }
    const ordinal = this.#ordinals.get(definition.name) ?? 0;
    this.#ordinals.set(definition.name, ordinal + 1);
    this.#pieces.push(functionPiece(this.#text, start, end, item.guards, definition.name, ordinal, item.broken));
  }

  #currentGuards(): readonly Guard[] {
    if (this.#guards === undefined) this.#guards = this.#groups.filter((group) => !group.isIncludeGuard).map((group) => group.guard());
    return this.#guards;
  }

  #directive(i: number): void {
    const start = this.#tokens.starts[i] ?? 0;
    const end = this.#tokens.ends[i] ?? 0;
    const directive = readDirective(this.#text, start, end);
    if (directive.kind === 'define') {
      if (this.#dead) return;
      this.#endPending();
      const piece = macroPiece(this.#text, start, end, this.#currentGuards());
      if (piece !== undefined) this.#pieces.push(piece);
      return;
    }
    if (directive.kind === 'other') return;
    if (this.#item !== undefined && this.#braces === 0 && this.#parens === 0 && this.#item.definition === undefined && isBareMacroCall(this.#text, this.#tokens, this.#item.first, this.#last)) this.#finish(this.#last);
    if (directive.kind === 'if') {
      this.#endPending();
      const isIncludeGuard = i === 0 && directive.name !== '' && this.#definesNext(directive.name);
      this.#groups.push(new Group(i, directive.condition, this.#nesting(), this.#item?.id ?? 0, this.#pieces.length, isIncludeGuard, this.#dead));
    } else {
      const group = this.#groups.at(-1);
      if (group === undefined) return;
      this.#endBranch(group, i);
      if (directive.kind === 'endif') this.#endGroup(group, i);
      else {
        group.next(i, directive.kind === 'elif' ? directive.condition : undefined);
        if (this.#item !== undefined && !group.isDead) this.#restore(group.before);
        if (this.#item?.id === group.item && this.#item !== undefined) delete this.#item.ended;
      }
    }
    this.#guards = undefined;
    this.#dead = this.#groups.at(-1)?.isDead ?? false;
  }

  #definesNext(name: string): boolean {
    if (this.#tokens.kinds[1] !== Kind.directive) return false;
    const next = readDirective(this.#text, this.#tokens.starts[1] ?? 0, this.#tokens.ends[1] ?? 0);
    return next.kind === 'define' && next.name === name;
  }

  #nesting(): Nesting {
    return { braces: this.#braces, parens: this.#parens };
  }

  #restore(nesting: Nesting): void {
    this.#braces = nesting.braces;
    this.#parens = nesting.parens;
  }

  #endPending(): void {
    if (this.#item?.ended === undefined) return;
    this.#groups = this.#groups.filter((group) => group.item !== this.#item?.id);
    this.#guards = undefined;
    this.#finish(this.#item.ended);
  }

  /** A branch of `group` ends at directive `at`: an item that began in it and is unfinished takes in the whole group. */
  #endBranch(group: Group, at: number): void {
    const item = this.#item;
    if (item !== undefined && item.first > group.directive && item.id !== group.item) {
      if (this.#pieces.length === group.pieces) {
        item.first = group.directive;
        // The guards outside this group.
        item.guards = this.#groups.filter((g) => !g.isIncludeGuard && g.directive < group.directive).map((g) => g.guard());
      } else if (this.#braces > 0 && item.definition === undefined) {
        // Half-typed data: let it not swallow what the next branch defines.
        this.#finish(this.#beforeDirectives(at - 1));
      }
    }
    if (group.result === undefined && !group.isDead) group.result = this.#nesting();
  }

  #endGroup(group: Group, at: number): void {
    this.#groups.pop();
    const item = this.#item;
    if (item === undefined) return;
    this.#restore(group.result ?? group.before);
    if (item.id === group.item && item.definition !== undefined && this.#braces === 0 && item.first < group.directive && this.#bodyBegan(item, group)) {
      // Every branch closed the body.
      if (this.#groups.some((g) => g.item === item.id)) item.ended = at;
      else this.#finish(at);
    }
  }

  #bodyBegan(item: Item, group: Group): boolean {
    return item.definition !== undefined && item.definition.brace < group.directive && group.before.braces > 0;
  }
}

