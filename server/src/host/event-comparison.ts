/** The kinds that a call could send, side by side: what the code around it says of each, and what each subscriber of the tree would do with it. */
import type { EventChoice } from '../findings.ts';
import type { FileAnalysis, Lens } from '../lens.ts';
import type { SubscriberEntries } from './subscriber-entries.ts';
import { outcomeText, shortEvent } from './subscriber-text.ts';

/** A callback, with one kind. */
export interface KindForSubscriber {
  /** Of the ops table. */
  readonly subscriber: string;
  readonly member: string;
  readonly file: string;
  /** 1-based, of the callback. */
  readonly line: number;
  /** `ignores its own, acts`, in words. */
  readonly does: string;
  readonly ignores: boolean;
}

/** A kind that the call could send, likeliest first. */
export interface KindAtCall {
  readonly event: string;
  /** What the code does that speaks for it, or against it; null where nothing does. */
  readonly for: string | null;
  readonly against: string | null;
  readonly subscribers: readonly KindForSubscriber[];
}

const INIT = /\bmmu_notifier_range_init\w*\s*\(/;

/**
 * What the kinds are for the call at a place, or else for the one that begins in its line; empty where there is none.
 * @param offset UTF-16 units from the start of the file
 */
export function choicesNear(lens: Lens, analysis: FileAnalysis, offset: number): readonly EventChoice[] {
  const { text } = analysis.input;
  const begin = text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', offset);
  const line = text.slice(begin, end < 0 ? text.length : end);
  const [call, word] = [INIT.exec(line)?.index, /\S/.exec(line)?.index];
  for (const at of [offset, ...[call, word].flatMap((place) => (place === undefined ? [] : [begin + place]))]) {
    const choices = lens.eventChoices(analysis, at);
    if (choices.length > 0) return choices;
  }
  return [];
}

export function comparedKinds(choices: readonly EventChoice[], { subscribers }: SubscriberEntries): readonly KindAtCall[] {
  return choices.map(({ event, for: reason, against }) => ({
    event, for: reason?.text ?? null, against: against?.text ?? null,
    subscribers: subscribers.flatMap(({ name, callbacks }) => callbacks.flatMap(({ member, does, file, line }) => {
      const outcome = does?.events.find((one) => one.event === event);
      return outcome ? [{ subscriber: name, member, file, line, does: outcomeText(outcome), ignores: outcome.does === 'ignores' }] : [];
    })),
  }));
}

/** What the code says of a kind. */
export function evidenceText({ for: reason, against }: KindAtCall): string {
  const words = [...(reason === null ? [] : [reason]), ...(against === null ? [] : [`against it: ${against}`])];
  return words.join('; ') || 'nothing speaks for it or against it';
}

/** How many would have nothing to do. */
export function skippedText({ subscribers }: KindAtCall): string {
  if (subscribers.length === 0) return 'no subscriber of this tree is told';
  return `${subscribers.filter(({ ignores }) => ignores).length} of ${subscribers.length} callbacks ignore it`;
}

/** For each callback, what it does with which kinds: `acts` where it is the same for all, else `acts (CLEAR, UNMAP); ignores it (MIGRATE)`. */
export function callbackLines(kinds: readonly KindAtCall[]): readonly string[] {
  return (kinds[0]?.subscribers ?? []).map(({ subscriber, member }, i) => {
    const ways = new Map<string, string[]>();
    for (const { event, subscribers } of kinds) {
      const does = subscribers[i]?.does ?? '';
      ways.set(does, [...(ways.get(does) ?? []), shortEvent(event)]);
    }
    const words = ways.size === 1 ? [...ways.keys()] : Array.from(ways, ([does, events]) => `${does} (${events.join(', ')})`);
    return `${subscriber}, ${member}: ${words.join('; ')}`;
  });
}

/** @param link the address of a callback */
export function comparisonMarkdown(kinds: readonly KindAtCall[], link: (file: string, line: number) => string): string {
  const evidence = kinds.map((kind) => `| ${kind.event} | ${evidenceText(kind)} | ${skippedText(kind)} |`);
  const callbacks = kinds[0]?.subscribers ?? [];
  const rows = callbacks.map(({ subscriber, member, file, line }, i) => `| [${subscriber}](${link(file, line)}) | ${member} | ${kinds.map(({ subscribers }) => subscribers[i]?.does ?? '').join(' | ')} |`);
  const table = rows.length === 0 ? [] : ['', `| subscriber in this tree | callback | ${kinds.map(({ event }) => shortEvent(event)).join(' | ')} |`, `| --- | --- |${' --- |'.repeat(kinds.length)}`, ...rows];
  return ['| event kind, likeliest first | what the code says | subscribers |', '| --- | --- | --- |', ...evidence, ...table, ''].join('\n');
}
