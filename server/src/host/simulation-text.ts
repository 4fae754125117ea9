/** A simulated run as plain text: a line a step, and beneath it what changes. */
import type { Comparison, MachineView, PageView, Race, Simulation, SimulationStep, Tone } from '../lens.ts';

/** Where a step is, in a few characters: `3102`, `huge_memory.c:88`. */
export type Where<At> = (at: At) => string;

const MARK: { readonly [K in Tone]: string } = { plain: ' ', good: ' ', doubtful: '?', wrong: '!' };
const INDENT = '  ';

export function simulationText<At>({ function: name, verdict, lanes, steps, assumed, unmet, choices, findings, others }: Simulation<At>, where: Where<At>): string {
  const places = steps.map(({ at }) => (at === undefined ? '' : where(at)));
  const width = Math.max(...places.map(({ length }) => length), 1);
  const titles = new Map(lanes.map(({ id, title, of }) => [id, of === undefined ? title : `${lanes.find((lane) => lane.id === of)?.title ?? ''}: device`]));
  const lines = [`${name}(): ${verdict.title}`, `${INDENT}${verdict.text}`, ''];
  let before: SimulationStep<At> | undefined;
  for (const [i, step] of steps.entries()) {
    const who = step.lane === 'code' ? '' : `[${titles.get(step.lane) ?? step.lane}] `;
    lines.push(`${MARK[step.tone]}${String(i + 1).padStart(3)}  ${(places[i] ?? '').padStart(width)}  ${INDENT.repeat(step.depth)}${who}${step.text}`);
    for (const change of [...pageChanges(before?.pages, step.pages, titles), ...stateChanges(before?.state, step.state)]) lines.push(`${' '.repeat(width + 6)}${INDENT.repeat(step.depth)}  ${change}`);
    before = step;
  }
  const open = choices.conditions.filter(({ isForced }) => !isForced);
  if (open.length > 0) lines.push('', 'Conditions (--assume \'EXPR=WAY\'):', ...open.map(({ id, takes, ways }) => `${INDENT}${id} = ${takes}${ways.length > 1 ? ` (or ${ways.filter((way) => way !== takes).join(', ')})` : ''}`));
  if (unmet.length > 0) lines.push('', 'Not on this path:', ...unmet.map(({ id, takes }) => `${INDENT}${id} = ${takes}`));
  if (findings.length > 1) lines.push('', 'On this path:', ...findings.map(({ rule, severity, message, step }) => `${INDENT}step ${step + 1}: ${severity}: ${message} [${rule}]`));
  if (others.length > 0) lines.push('', 'Also found in this function (--finding RULE):', ...others.map(({ rule, severity, message, at }) => `${INDENT}${where(at)}: ${severity}: ${message} [${rule}]`));
  if (assumed.length > 0) lines.push('', 'Taken for granted:', ...assumed.map((one) => `${INDENT}${one}`));
  return `${lines.join('\n')}\n`;
}

function pageChanges(before: readonly PageView[] | undefined, now: readonly PageView[], titles: ReadonlyMap<string, string>): readonly string[] {
  if (!before) return [];
  const changed = now.flatMap((page, i) => {
    const old = before[i];
    if (!old) return [];
    const changes: string[] = [];
    if (old.cpu.text !== page.cpu.text || old.cpu.page !== page.cpu.page) changes.push(`CPU ${entry(page.cpu)}`);
    for (const [lane, { isStale, ...view }] of Object.entries(page.secondary)) {
      const was = old.secondary[lane];
      if (was?.text !== view.text || was.page !== view.page || was.isStale !== isStale) changes.push(`${titles.get(lane) ?? lane} ${entry(view)}${isStale ? ', STALE' : ''}`);
    }
    for (const { page: name, state } of page.memory) if (old.memory.find((one) => one.page === name)?.state !== state) changes.push(`page ${name} ${state}`);
    return changes.length > 0 ? [[page.address, changes.join('; ')] as const] : [];
  });
  const [first] = changed;
  // Letters apart, the same happens to all of them.
  const isSame = first !== undefined && changed.length > 1 && changed.every(([, text]) => withoutPages(text) === withoutPages(first[1]));
  return isSame ? [`${first[0]} to ${changed.at(-1)?.[0] ?? ''}: ${withoutPages(first[1])}`] : changed.map(([address, text]) => `${address}: ${text}`);
}

function withoutPages(text: string): string {
  return text.replaceAll(/ \([A-Z]\)/g, '').replaceAll(/\bpage [A-Z] /g, 'the page ');
}

function entry({ text, page }: PageView['cpu']): string {
  return page === undefined ? text : `${text} (${page})`;
}

function stateChanges(before: MachineView | undefined, { sequences }: MachineView): readonly string[] {
  const changed = sequences.filter(({ lane, value }) => before && before.sequences.find((one) => one.lane === lane)?.value !== value);
  return changed.map(({ name, value }) => `${name}: ${value}`);
}

/** A sequence diagram for Mermaid. */
export function simulationMermaid<At>({ lanes, steps, verdict }: Simulation<At>): string {
  const names = new Map(lanes.map(({ id }, i) => [id, `L${i}`]));
  const clean = (text: string): string => text.replaceAll(/[;#"<>`]/g, (c) => (c === '`' ? '' : `#${c.charCodeAt(0)};`));
  const lines = steps.map(({ lane, to, text, tone }) => {
    const said = `${clean(text)}${tone === 'wrong' ? ' (!)' : ''}`;
    return to === undefined ? `  Note over ${names.get(lane) ?? lane}: ${said}` : `  ${names.get(lane) ?? lane}->>${names.get(to) ?? to}: ${said}`;
  });
  return ['sequenceDiagram', ...lanes.map(({ id, title, of }) => `  participant ${names.get(id) ?? id} as ${clean(of === undefined ? title : 'its device')}`), ...lines, `  Note over L0: ${clean(verdict.title)}`, ''].join('\n');
}

/** Kinds side by side. */
export function comparisonText({ kinds }: Comparison): string {
  return kinds.map(({ event, verdict, subscribers, kept, entries }) => [
    `${event}: ${verdict.title}; ${kept} of ${entries} entries of devices outlive it`,
    ...subscribers.map(({ title, text }) => `${INDENT}${title}: ${text}`),
    `${INDENT}${verdict.text}`,
  ].join('\n')).join('\n\n').concat('\n');
}

/** The schedule of a race, a line a step, each CPU in its column. */
export function raceText<At>({ threads, verdict, schedule, explored, assumed }: Race<At>, where: Where<At>): string {
  const said = schedule.map(({ at, text }) => `${text}${at === undefined ? '' : ` (${where(at)})`}`);
  const left = Math.max(threads[0] ? `CPU 0: ${threads[0].title}`.length : 0, ...said.filter((_, i) => schedule[i]?.thread === 0).map(({ length }) => length));
  const lines = [verdict.title, `${INDENT}${verdict.text}`, ''];
  if (schedule.length > 0) lines.push(`     ${`CPU 0: ${threads[0]?.title ?? ''}`.padEnd(left)}   CPU 1: ${threads[1]?.title ?? ''}`);
  for (const [i, { thread, tone }] of schedule.entries()) lines.push(`${MARK[tone]}${String(i + 1).padStart(3)} ${(thread === 0 ? said[i] ?? '' : `${' '.repeat(left)}   ${said[i] ?? ''}`)}`);
  lines.push('', `${explored.states} states, ${explored.steps} steps between them${explored.isComplete ? '' : ', and more that were not looked at'}.`);
  if (assumed.length > 0) lines.push('', 'Taken for granted:', ...assumed.map((one) => `${INDENT}${one}`));
  return `${lines.join('\n')}\n`;
}
