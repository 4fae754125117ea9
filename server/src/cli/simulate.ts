/** `mnlens simulate`: one path of a function, run to its end. */
import path from 'node:path';
import { Definitions } from '../host/definitions/definitions.ts';
import { LineStarts } from '../host/line-starts.ts';
import { namedSubscribers } from '../host/named-subscribers.ts';
import { comparisonText, raceText, simulationMermaid, simulationText } from '../host/simulation-text.ts';
import { SUBSCRIBER_MODELS } from '../kernel/subscriber-models.ts';
import type { CodePlace, FileAnalysis, Lens, SimulationRequest, TreeSubscriber } from '../lens.ts';
import type { KernelTree } from '../workspace/tree.ts';
import { EXIT_CLEAN, EXIT_FINDINGS, Failure } from './failure.ts';
import { complain } from './messages.ts';
import { opened } from './opened.ts';
import { oneOf } from './options.ts';
import { placedRace, placedSimulation } from './simulation-document.ts';

/** As commander hands them over. */
export interface RawSimulateOptions {
  readonly tree?: string;
  readonly event?: string;
  readonly nonblock?: boolean;
  readonly assume?: readonly string[];
  readonly subscriber?: readonly string[];
  readonly finding?: string;
  readonly kinds?: boolean;
  readonly race?: string;
  readonly format: string;
}

const FORMATS = ['text', 'json', 'mermaid'] as const;
const PREFIX = 'MMU_NOTIFY_';

/** @param target `FILE:FUNCTION`, or `FILE:LINE` (1-based) @returns the exit status. Throws `Failure` for what can't be simulated. */
export async function simulate(target: string, raw: RawSimulateOptions): Promise<number> {
  const format = oneOf(FORMATS, raw.format, '--format');
  const { lens, analysis, file, at, tree } = await opened(target, raw.tree);
  const request = { ...requestOf(at, raw, analysis), ...findingNear(raw.finding, at, analysis), others: await othersOf(raw.subscriber ?? [], lens, tree) };
  if (raw.kinds) {
    const compared = lens.compareKinds(analysis, request);
    if ('problem' in compared) throw new Failure(compared.problem);
    process.stdout.write(format === 'json' ? `${JSON.stringify(compared.comparison, null, 2)}\n` : comparisonText(compared.comparison));
    return EXIT_CLEAN;
  }
  if (raw.race !== undefined) return raceWith(raw.race, { lens, analysis, file, request, format });
  const result = lens.simulate(analysis, request);
  if ('problem' in result) throw new Failure(result.problem);
  const { simulation } = result;
  for (const { id, takes } of simulation.unmet) complain(`--assume ${id}=${takes}: the path does not come there, or something else forces it`);
  const lines = new LineStarts(analysis.input.text);
  const where = whereIn(lines);
  switch (format) {
    case 'json':
      process.stdout.write(`${JSON.stringify(placedSimulation(simulation, file, lines), null, 2)}\n`);
      break;
    case 'mermaid':
      process.stdout.write(simulationMermaid(simulation));
      break;
    case 'text':
      process.stdout.write(simulationText(simulation, where));
  }
  return simulation.verdict.tone === 'wrong' ? EXIT_FINDINGS : EXIT_CLEAN;
}

/** The finding of a rule that is nearest behind a place in its function. Throws `Failure` where there is none. */
function findingNear(rule: string | undefined, at: number, { findings }: FileAnalysis): Pick<SimulationRequest, 'finding'> {
  if (rule === undefined) return {};
  const found = findings.find((one) => one.rule === rule && one.span.end > at);
  if (!found) throw new Failure(`--finding: there is no ${rule} there`);
  return { finding: { rule, start: found.span.start } };
}

/** A line, and the file if it is another one. */
function whereIn(lines: LineStarts): (place: CodePlace) => string {
  return ({ span, file }) => {
    const { line } = (file ? new LineStarts(file.text) : lines).position(span.start);
    return file ? `${path.basename(file.path)}:${line}` : String(line);
  };
}

interface RaceSetting {
  readonly lens: Lens;
  readonly analysis: FileAnalysis;
  readonly file: string;
  readonly request: SimulationRequest;
  readonly format: (typeof FORMATS)[number];
}

function raceWith(other: string, { lens, analysis, file, request, format }: RaceSetting): number {
  if (format === 'mermaid') throw new Failure('--race is told as text or json');
  const result = lens.race(analysis, { ...request, with: other });
  if ('problem' in result) throw new Failure(result.problem);
  const lines = new LineStarts(analysis.input.text);
  process.stdout.write(format === 'json' ? `${JSON.stringify(placedRace(result.race, file, lines), null, 2)}\n` : raceText(result.race, whereIn(lines)));
  return result.race.outcome === 'none' ? EXIT_CLEAN : EXIT_FINDINGS;
}

/** Subscribers that are no models. Throws `Failure` for one that the tree does not have. */
async function othersOf(ids: readonly string[], lens: Lens, tree: KernelTree | null): Promise<readonly TreeSubscriber[]> {
  const names = ids.filter((id) => !SUBSCRIBER_MODELS.some((model) => model.id === id));
  const found = tree ? await namedSubscribers({ lens, definitions: new Definitions() }, tree, names) : [];
  const missing = names.find((name) => !found.some(({ id }) => id === name));
  if (missing !== undefined) throw new Failure(`--subscriber: ${missing} is neither a model (${SUBSCRIBER_MODELS.map(({ id }) => id).join(', ')}) nor the ops table of a subscriber of this tree that can be run`);
  return found;
}

function requestOf(at: number, { event, nonblock, assume = [], subscriber }: RawSimulateOptions, { input: { generation } }: FileAnalysis): SimulationRequest {
  const kind = event === undefined ? undefined : generation.events.find((one) => one === event.toUpperCase() || one === PREFIX + event.toUpperCase());
  if (event !== undefined && kind === undefined) throw new Failure(`--event: the API of this tree has no kind ${event}: ${generation.events.map((one) => one.slice(PREFIX.length)).join(', ') || 'it has none'}`);
  return {
    at, ...(kind === undefined ? {} : { event: kind }), ...(nonblock ? { blockable: false } : {}), ...(subscriber ? { subscribers: subscriber } : {}),
    assume: assume.map((one) => {
      // The way stands behind the last sign: a condition may have some of its own.
      const sign = one.lastIndexOf('=');
      if (sign < 1 || sign === one.length - 1) throw new Failure(`--assume: '${one}' is not of the form 'EXPR=true'`);
      return { id: one.slice(0, sign).trim(), takes: one.slice(sign + 1).trim() };
    }),
  };
}
