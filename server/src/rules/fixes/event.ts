/** Asking which event it is before the owner is believed. */
import { OWNED_EVENTS } from '../../kernel/events.ts';
import type { Report } from '../rule.ts';
import type { Candidate, FixContext } from './candidate.ts';

/** One candidate for each kind that has an owner; which one the driver makes itself, its author knows. */
export function eventFirst({ at, range }: Report, c: FixContext): readonly Candidate[] {
  const text = c.text.slice(at.span.start, at.span.end);
  const [, , relation] = /^([^=!]*)(==|!=)[^=]*$/.exec(text) ?? [];
  if (relation === undefined || range === undefined || at.callers.length > 0) return [];
  const isWhole = /\bif\s*\($/.test(c.text.slice(0, at.span.start)) && c.text[at.span.end] === ')';
  return OWNED_EVENTS.filter((event) => c.generation.events.includes(event)).map((event) => {
    const asked = `${range}->event ${relation} ${event} ${relation === '==' ? '&&' : '||'} ${text}`;
    return { title: `Believe the owner of ${event} only`, edits: [{ span: at.span, newText: isWhole ? asked : `(${asked})` }] };
  });
}
