/** A progress bar on stderr, only on a terminal. */
export interface Progress {
  step(): void;
  stop(): void;
}

/** @param total number of files */
export async function startProgress(total: number): Promise<Progress> {
  if (!process.stderr.isTTY || total < 2) return { step: () => undefined, stop: () => undefined };
  const { SingleBar } = await import('cli-progress');
  const bar = new SingleBar({
    format: 'checking {bar} {value}/{total} files',
    stream: process.stderr,
    clearOnComplete: true,
    hideCursor: true,
  });
  bar.start(total, 0);
  return { step: () => bar.increment(), stop: () => bar.stop() };
}
