/** The settings of the language server (`mnlens.*`), as the editor sends them: validated, with a plain line for each mistake. */
import * as v from 'valibot';
import type { Severity } from '../findings.ts';
import { SEVERITIES } from './severities.ts';

export interface Settings {
  /** By rule; rules that are not named keep their own severity. */
  readonly severity: ReadonlyMap<string, Severity | 'off'>;
  /** The API that files outside any kernel tree are checked against: a release, or `newest`. */
  readonly generation: string;
}

export const DEFAULT_SETTINGS: Settings = { severity: new Map(), generation: 'newest' };

export interface ReadSettings {
  readonly settings: Settings;
  /** One line each, naming the setting: "mnlens.severity.unpaired-start: …". The default stands in for what is wrong. */
  readonly problems: readonly string[];
}

const severity = v.picklist([...SEVERITIES, 'off'] as const);

/**
 * @param value what the editor has under `mnlens`; absent or null means no settings
 * @param known the rules there are and the releases one may choose
 */
export function readSettings(
  value: unknown,
  known: { readonly rules: readonly string[]; readonly generations: readonly string[] },
): ReadSettings {
  const problems: string[] = [];
  const section = record(value, 'mnlens', problems);
  const severities = new Map<string, Severity | 'off'>();
  for (const [rule, chosen] of Object.entries(record(section['severity'], 'mnlens.severity', problems))) {
    const parsed = v.safeParse(severity, chosen);
    if (!known.rules.includes(rule))
      problems.push(`mnlens.severity: there is no rule ${JSON.stringify(rule)}; there are ${known.rules.join(', ')}`);
    else if (parsed.success) severities.set(rule, parsed.output);
    else problems.push(`mnlens.severity.${rule}: ${JSON.stringify(chosen)} is not one of ${[...SEVERITIES, 'off'].join(', ')}`);
  }
  const releases = ['newest', ...known.generations];
  const generation = v.safeParse(v.optional(v.nullable(v.picklist(releases), 'newest'), 'newest'), section['generation']);
  if (!generation.success)
    problems.push(`mnlens.generation: ${JSON.stringify(section['generation'])} is not one of ${releases.join(', ')}`);
  return { settings: { severity: severities, generation: generation.success ? (generation.output ?? 'newest') : 'newest' }, problems };
}

function record(value: unknown, name: string, problems: string[]): Record<string, unknown> {
  if (value === undefined || value === null) return {};
  const parsed = v.safeParse(v.record(v.string(), v.unknown()), value);
  if (parsed.success && !Array.isArray(value)) return parsed.output;
  problems.push(`${name}: ${JSON.stringify(value)} is not an object`);
  return {};
}
