/** What the body of a callback calls its arguments, when these change. */
import type { Expr, NameExpr } from '../syntax/ast.ts';
import { Kind, lex, Punct, tokenText } from '../syntax/lexer.ts';
import { storesTo, walkFunction } from '../syntax/scope.ts';
import { indentAt, newlineOf, unitOf } from '../rules/fixes/text.ts';
import { type Job, target } from './job.ts';
import { expressionsIn, inFile, type Place, textIn } from './places.ts';

export type Renaming =
  /** A parameter that is a value of its own; written in its place, or stored under its old name. */
  | { readonly kind: 'value'; readonly name: string; readonly type: string; readonly value: string }
  /** The range, whose fields become parameters of these names. */
  | { readonly kind: 'range'; readonly name: string; readonly mm: string; readonly start: string; readonly end: string; readonly blockable: string };

/** @param places one function in its alternatives */
export function rewriteBody(renamings: readonly Renaming[], places: readonly Place[], job: Job): void {
  for (const renaming of renamings) {
    if (renaming.kind === 'value') rewriteValue(renaming, places, job);
    else for (const place of places) rewriteRange(renaming, place, job);
  }
}

function namesOf(name: string, place: Place): readonly NameExpr[] {
  return expressionsIn(place).flatMap(({ e }) => (e.kind === 'name' && e.name === name ? [e] : []));
}

/** Offsets in the piece's text where `name` stands for a variable, as far as tokens tell. */
function tokensOf(name: string, place: Place): readonly number[] {
  const { text, syntax } = place;
  const tokens = lex(text, syntax.body.span.start, syntax.body.span.end);
  const found: number[] = [];
  for (let i = 0; i < tokens.count; i++) {
    const before = i === 0 ? 0 : tokens.kinds[i - 1];
    if (tokens.kinds[i] === Kind.identifier && before !== Punct.dot && before !== Kind.arrow && tokenText(text, tokens, i) === name) found.push(tokens.starts[i] ?? 0);
  }
  return found;
}

function rewriteValue({ name, type, value }: Extract<Renaming, { kind: 'value' }>, places: readonly Place[], job: Job): void {
  const seen = new Set(places.flatMap((place) => namesOf(name, place).map(({ span }) => span.start)));
  const all = places[0] ? tokensOf(name, places[0]) : [];
  if (all.length === 0) return;
  const isStored = places.some(({ syntax }) => {
    const { values, unseen } = storesTo(name, syntax);
    let isDeclared = false;
    walkFunction(syntax.body, (stmt) => {
      if (stmt.kind === 'declaration' && stmt.declarators.some((d) => d.name === name)) isDeclared = true;
    }, () => {});
    return values.length + unseen.length > 0 || isDeclared;
  });
  if (!isStored && value !== 'true' && all.every((offset) => seen.has(offset))) {
    for (const place of places) for (const e of namesOf(name, place)) job.script.replace('callbacks', inFile(place, e.span), value);
    return;
  }
  if (places[0]) declareLocal(type, name, value, places[0], job);
}

/** At the top of the body. */
function declareLocal(type: string, name: string, value: string, place: Place, job: Job): void {
  const { text, syntax } = place;
  const open = syntax.body.span.start + 1;
  const indent = `${indentAt(text, syntax.body.span.start)}${unitOf(text)}`;
  job.script.replace('declarations', inFile(place, { start: open, end: open }), `${newlineOf(text)}${indent}${type}${name} = ${value};`);
}

/** `range->start` → `start`; whatever else the range is used for has no counterpart. */
function rewriteRange(r: Extract<Renaming, { kind: 'range' }>, place: Place, job: Job): void {
  const isRange = (e: Expr | undefined): boolean => e?.kind === 'name' && e.name === r.name;
  const done = new Set<number>();
  const put = (e: Expr, object: Expr, newText: string): void => {
    // Where nothing tells, everything may sleep.
    if (newText === 'true') declareLocal('bool ', 'blockable', newText, place, job);
    job.script.replace('callbacks', inFile(place, e.span), newText === 'true' ? 'blockable' : newText);
    done.add(object.span.start);
  };
  for (const { e } of expressionsIn(place)) {
    if (e.kind === 'binary' && e.op === '&' && e.left.kind === 'member' && e.left.field === 'flags' && isRange(e.left.object) && textIn(place, e.right) === 'MMU_NOTIFIER_RANGE_BLOCKABLE') {
      put(e, e.left.object, r.blockable);
    } else if (e.kind === 'call' && e.callee.kind === 'name' && e.callee.name === 'mmu_notifier_range_blockable' && e.args[0] && isRange(e.args[0])) {
      put(e, e.args[0], r.blockable);
    } else if (e.kind === 'member' && isRange(e.object) && !done.has(e.object.span.start)) {
      const field = e.field === 'mm' || e.field === 'start' || e.field === 'end' || e.field === 'blockable' ? r[e.field] : undefined;
      if (field !== undefined) put(e, e.object, field);
      else {
        done.add(e.object.span.start);
        job.script.lose(inFile(place, e.span).start, `${textIn(place, e)} is left as it is: ${target(job)} gives callbacks no range, and nothing in its place`);
      }
    } else if (e.kind === 'name' && isRange(e) && !done.has(e.span.start)) {
      job.script.lose(inFile(place, e.span).start, `the use of \`${r.name}\` is left as it is: ${target(job)} gives callbacks no range`);
    }
  }
}
