/** What a callback uses of the object that its notifier is part of: members that it goes through, told in surveys. */
import { goneThrough } from '../kernel/made-members.ts';
import { lockUse } from '../kernel/lock-uses.ts';
import type { Span } from '../syntax/ast.ts';
import { type Frame, type Run, siteOf } from './frame.ts';
import { containedMember } from './contained.ts';
import type { UseEvent } from './observation.ts';
import { pointedTo } from './places.ts';
import type { State } from './state.ts';
import type { Value } from './value.ts';

/** The member that a pointer was read from, where nothing was written to it before. */
function sourceOf(pointer: Value | undefined): string | undefined {
  return pointer?.kind === 'symbol' && pointer.symbol.origin === 'place' ? pointer.symbol.id.slice(1) : undefined;
}

/** The same for the innermost pointer of a place: `foo->dev` of `foo->dev->lock`. */
function pointerOf(place: string): string | undefined {
  return /^\*\{\$@(\*\{[^{}]*\}\.[\w.]+)\}/.exec(place)?.[1];
}

function tell(run: Run, f: Frame, s: State, span: Span, place: string | undefined, how: UseEvent['how']): void {
  const used = place === undefined ? undefined : containedMember(place);
  if (used) run.observe({ kind: 'use', used, how, site: siteOf(f, span), trace: s.trace, program: f.program });
}

/** The path goes through `pointer`: reads or writes what it points to, or calls it. */
export function tellFollowed(run: Run, f: Frame, s: State, span: Span, pointer: Value | undefined): void {
  if (run.surveys) tell(run, f, s, span, sourceOf(pointer), 'pointer');
}

/** A function of the kernel, or an iterator, is given these. */
export function tellUses(run: Run, f: Frame, s: State, span: Span, name: string, args: readonly (Value | undefined)[]): void {
  const lock = lockUse(name)?.index;
  for (const { index, kind } of [...goneThrough(name), ...(lock === undefined ? [] : [{ index: lock, kind: undefined }])]) {
    const arg = args[index];
    if (!arg) continue;
    tell(run, f, s, span, sourceOf(arg), 'pointer');
    if (arg.kind !== 'address') continue;
    if (kind) tell(run, f, s, span, pointedTo(arg), kind);
    tell(run, f, s, span, pointerOf(arg.place), 'pointer');
  }
}
