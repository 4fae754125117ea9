/** The order of severities, for filters and exit codes. */
import type { Severity } from '../findings.ts';

/** From the gravest to the mildest. */
export const SEVERITIES = ['error', 'warning', 'info', 'hint'] as const satisfies readonly Severity[];

/** Whether `severity` is as grave as `floor`, or graver. */
export function atLeast(severity: Severity, floor: Severity): boolean {
  return SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(floor);
}
