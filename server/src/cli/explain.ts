/** `mnlens explain`: what a rule looks for, or what an event kind says, as in the documentation. */
import { EVENT_KINDS, eventKind } from '../kernel/events.ts';
import { eventMarkdown } from '../host/event-markdown.ts';
import { RULES } from '../lens.ts';
import { Failure } from './failure.ts';

const PREFIX = 'MMU_NOTIFY_';

/** @param name a rule's id, or an event kind with or without its prefix, in any case */
export function explain(name: string): void {
  const rule = RULES.find(({ id }) => id === name.toLowerCase());
  const upper = name.toUpperCase();
  const event = eventKind(upper) ?? eventKind(PREFIX + upper);
  if (!rule && !event) {
    const events = EVENT_KINDS.map((kind) => kind.name.slice(PREFIX.length)).join(', ');
    throw new Failure(`there is no rule and no event kind ${name}: the kinds are ${events}, and mnlens rules lists the rules`);
  }
  process.stdout.write(`${(rule?.documentation ?? (event && `${eventMarkdown(event)}\n\nSource: ${event.source}`) ?? '').trim()}\n`);
}
