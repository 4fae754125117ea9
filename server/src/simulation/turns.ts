/** Work that takes long is done in turns, so that whoever waits for it can be told how far it is, and can give it up. */

/** How far it is; there is no telling how much is left. */
export interface Progress {
  readonly of: 'paths' | 'states';
  readonly done: number;
}

export type Turns<T> = Generator<Progress, T, void>;

/** All turns at once. */
export function finished<T>(turns: Turns<T>): T {
  for (;;) {
    const { done, value } = turns.next();
    if (done) return value;
  }
}
