/** Errors of the operating system in plain words. */
import { getSystemErrorMap } from 'node:util';

/** The `code` of a Node system error (`ENOENT`), if it is one. */
export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** What happened, without paths or codes: "no such file or directory". Other errors give their own message, on one line. */
export function errorText(error: unknown): string {
  if (error instanceof Error && 'errno' in error && typeof error.errno === 'number') {
    const known = getSystemErrorMap().get(error.errno);
    if (known) return known[1];
  }
  return (error instanceof Error ? error.message : String(error)).replaceAll(/\s*\n\s*/g, ' ');
}
