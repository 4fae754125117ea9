/** Types as written → `TypeRef`. */
import type { TypeRef } from '../ast.ts';
import { Kind, lex, Punct, tokenText } from '../lexer.ts';
import { ANNOTATIONS, MODIFIER_WORDS } from '../vocabulary.ts';
import type { Conversion } from './context.ts';

/** The words of a type without qualifiers, storage classes and annotations: `struct foo`, `unsigned long`, `typeof(*p)`. */
export function baseOf(text: string): string {
  const tokens = lex(text);
  let out = '';
  let wasWord = false;
  for (let i = 0; i < tokens.count; i++) {
    const word = tokenText(text, tokens, i);
    const kind = tokens.kinds[i];
    if (kind === Punct.openBrace) break;
    if (kind === Kind.directive) continue;
    if (kind === Kind.identifier) {
      if (MODIFIER_WORDS.has(word) && word !== 'auto') continue;
      if (ANNOTATIONS.has(word)) continue;
      out += wasWord ? ` ${word}` : word;
      wasWord = true;
    } else {
      out += word;
      wasWord = false;
    }
  }
  return out;
}

/** What stands before the declarators of a declaration, or in a type name. */
export interface Specifiers {
  readonly base: string;
  readonly isConst: boolean;
  readonly isStatic: boolean;
}

/** The specifiers of a `declaration` or `type_descriptor` node. */
export function specifiersOf(c: Conversion, node: number): Specifiers {
  const { nodes } = c;
  let base = '';
  let isConst = false;
  let isStatic = false;
  for (const child of nodes.children(node)) {
    const type = nodes.type(child);
    if (type === 'type_qualifier') isConst ||= c.source(child) === 'const';
    else if (type === 'storage_class_specifier') isStatic ||= c.source(child) === 'static';
    else if (nodes.fields[child] === 'type') base = typeNodeBase(c, child);
  }
  return { base, isConst, isStatic };
}

function typeNodeBase(c: Conversion, node: number): string {
  const note = c.note(node, 'type-name');
  if (note !== undefined) return baseOf(c.text.slice(c.nodes.start(node), note.end));
  const body = c.nodes.field(node, 'body');
  const end = body >= 0 ? c.nodes.start(body) : c.nodes.end(node);
  return baseOf(c.text.slice(c.nodes.start(node), end));
}

/** A declarator's shape around the declared name. */
export interface Shape {
  /** The name's node, or -1 in an abstract declarator. */
  readonly name: number;
  readonly pointers: number;
  readonly isArray: boolean;
  /** 0: no function; 1: a function (a prototype); 2: a pointer to a function. */
  readonly isFunction: 0 | 1 | 2;
}

/** Walk from the outside of a declarator to its name. */
export function shapeOf(c: Conversion, declarator: number): Shape {
  const { nodes } = c;
  let pointers = 0;
  let isArray = false;
  let isFunction: 0 | 1 | 2 = 0;
  let at = declarator;
  for (let rounds = 0; at >= 0 && rounds < 100; rounds++) {
    switch (nodes.type(at)) {
      case 'pointer_declarator':
      case 'abstract_pointer_declarator':
        pointers++;
        if (isFunction === 1) isFunction = 2;
        break;
      case 'array_declarator':
      case 'abstract_array_declarator':
        isArray = true;
        break;
      case 'function_declarator':
      case 'abstract_function_declarator':
        isFunction = 1;
        pointers = 0;
        break;
      case 'identifier':
      case 'field_identifier':
      case 'type_identifier':
        return { name: at, pointers, isArray, isFunction };
    }
    let inner = nodes.field(at, 'declarator');
    if (inner < 0) inner = nodes.namedChildren(at).find((child) => isDeclarator(nodes.type(child))) ?? -1;
    at = inner;
  }
  return { name: -1, pointers, isArray, isFunction };
}

function isDeclarator(type: string): boolean {
  return type === 'identifier' || type.endsWith('declarator');
}

/** A pointer to a function has its return type with `()` behind as base. */
export function typeRef(specifiers: Specifiers, shape: Shape): TypeRef {
  const base = shape.isFunction === 0 ? specifiers.base : `${specifiers.base}()`;
  return { base, pointers: shape.pointers, isArray: shape.isArray, isConst: specifiers.isConst };
}

/** The type in a `type_descriptor` node. */
export function typeOfDescriptor(c: Conversion, node: number): TypeRef {
  const declarator = c.nodes.field(node, 'declarator');
  const shape: Shape = declarator < 0 ? { name: -1, pointers: 0, isArray: false, isFunction: 0 } : shapeOf(c, declarator);
  return typeRef(specifiersOf(c, node), shape);
}
