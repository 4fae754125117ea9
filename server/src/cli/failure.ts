/** What was asked cannot be done: one line on stderr, exit status 2. */
export class Failure extends Error {
  override readonly name = 'Failure';
}

export const EXIT_CLEAN = 0;
export const EXIT_FINDINGS = 1;
export const EXIT_FAILURE = 2;
