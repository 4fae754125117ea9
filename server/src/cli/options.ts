/** The options of `mnlens check`, validated. */
import type { Severity } from '../findings.ts';
import { RULES } from '../lens.ts';
import { SEVERITIES } from '../host/severities.ts';
import { Failure } from './failure.ts';

export const FORMATS = ['text', 'json', 'github'] as const;
export type Format = (typeof FORMATS)[number];

export interface CheckOptions {
  readonly paths: readonly string[];
  readonly tree: string | undefined;
  readonly format: Format;
  /** Undefined: all rules. */
  readonly rules: ReadonlySet<string> | undefined;
  readonly minSeverity: Severity;
  readonly fix: boolean;
}

/** As commander hands them over. */
export interface RawOptions {
  readonly tree?: string;
  readonly format: string;
  readonly rule?: readonly string[];
  readonly minSeverity: string;
  readonly fix?: boolean;
}

/** Throws `Failure` for a value that does not exist. */
export function checkOptions(paths: readonly string[], raw: RawOptions): CheckOptions {
  return {
    paths,
    tree: raw.tree,
    format: oneOf(FORMATS, raw.format, '--format'),
    rules:
      raw.rule &&
      new Set(
        raw.rule.map((rule) =>
          oneOf(
            RULES.map(({ id }) => id),
            rule,
            '--rule',
          ),
        ),
      ),
    minSeverity: oneOf(SEVERITIES, raw.minSeverity, '--min-severity'),
    fix: raw.fix ?? false,
  };
}

export function oneOf<T extends string>(allowed: readonly T[], value: string, option: string): T {
  const found = allowed.find((candidate) => candidate === value);
  if (found === undefined) throw new Failure(`${option} ${value}: not one of ${allowed.join(', ')}`);
  return found;
}
