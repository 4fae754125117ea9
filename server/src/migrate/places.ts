/** The pieces of a file that have code to convert, each in its alternatives of the preprocessor's. */
import type { Expr, FunctionSyntax, Span, Stmt } from '../syntax/ast.ts';
import type { FileSpan } from '../findings.ts';
import type { TextContext } from '../rules/fixes/text.ts';
import type { FunctionPiece, MacroPiece, Outline, Piece } from '../syntax/outline.ts';
import type { SyntaxParser } from '../syntax/parser.ts';
import { walkFunction } from '../syntax/scope.ts';
import { atomsOf, atomsOfGuards, type World, worldsFor } from '../syntax/world.ts';

/** Alternatives of one function that are looked at. */
const WORLDS = 8;

/** A function as it reads in one world, or a macro's replacement as if it were one. */
export interface Place {
  /** Offset in the file that the syntax's spans are relative to. */
  readonly base: number;
  /** What the spans are spans of. */
  readonly text: string;
  readonly syntax: FunctionSyntax;
  readonly world: World;
  /** Absent for a macro. */
  readonly piece: FunctionPiece | undefined;
  /** What ends a line in it. */
  readonly nl: string;
}

export function inFile(place: Place, span: Span): FileSpan {
  return { start: place.base + span.start, end: place.base + span.end };
}

/** As the fixes' helpers want it. */
export function contextOf(place: Place): TextContext {
  return { text: place.text, routine: place };
}

export function textIn(place: Place, { span }: { readonly span: Span }): string {
  return place.text.slice(span.start, span.end);
}

/** What conditions ask that tell trees apart: releases of kernels and distributions, and what a configure script found out. */
const TELLS_TREES = /VERSION|RHEL|NOTIFIER_|^defined\((?:HAVE|NV|AMDKCL|COMPAT|BPM)_/;

/** The code serves several trees, and has what it needs for each. */
export function servesSeveralTrees(piece: Piece): boolean {
  const own = piece.kind === 'macro' ? [] : atomsOf(piece);
  return [...own, ...atomsOfGuards(piece.guards)].some((atom) => !atom.startsWith('CONFIG_') && TELLS_TREES.test(atom));
}

const API = /^_*mmu_(notifier|interval)|^MMU_NOTIF|_notify$/;

export function namesApi(piece: Piece): boolean {
  return [...piece.identifiers].some((name) => API.test(name));
}

/** @param concerns functions that are of interest although they do not name the API */
export function placesOf(outline: Outline, parser: SyntaxParser, nl: string, concerns: (piece: FunctionPiece) => boolean): readonly Place[] {
  return outline.pieces.flatMap((piece): readonly Place[] => {
    if (piece.kind === 'other' || servesSeveralTrees(piece)) return [];
    if (piece.kind === 'macro') return namesApi(piece) ? macroPlace(piece, parser, nl) : [];
    if (piece.broken || !(namesApi(piece) || concerns(piece))) return [];
    return worldsFor(atomsOf(piece), WORLDS).flatMap((world): readonly Place[] => {
      const syntax = parser.parseFunction(piece, world);
      return syntax ? [{ base: piece.start, text: piece.text, syntax, world, piece, nl }] : [];
    });
  });
}

function macroPlace(piece: MacroPiece, parser: SyntaxParser, nl: string): readonly Place[] {
  const { start, end } = piece.replacement;
  const text = piece.text.slice(start, end);
  // Without its semicolon a call with one argument reads like a declaration.
  const body = parser.parseStatements(`${text};`);
  if (!body) return [];
  const syntax: FunctionSyntax = { name: piece.name, nameSpan: { start: 0, end: 0 }, isStatic: false, parameters: [], body };
  return [{ base: piece.start + start, text, syntax, world: new Map(), piece: undefined, nl: ` \\${nl}` }];
}

/** Every expression of a place, outermost first, with the statement that it stands in. */
export function expressionsIn(place: Place): readonly { readonly e: Expr; readonly stmt: Stmt }[] {
  const found: { e: Expr; stmt: Stmt }[] = [];
  walkFunction(place.syntax.body, () => {}, (e, stmt) => found.push({ e, stmt }));
  return found;
}
