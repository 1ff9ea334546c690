import type { Writable } from 'node:stream';

/** Shows how far an import is; does nothing where nobody looks. */
export type Progress = {
  bytes(done: number): void;
  stage(words: string): void;
  end(): void;
};

const silent: Progress = { bytes: () => {}, stage: () => {}, end: () => {} };

/** Progress on a terminal: bytes copied of `totalBytes` (0: not known), and what is being done. */
export async function showProgress(
  terminal: Writable | undefined,
  totalBytes: number,
  number: (value: number) => string,
): Promise<Progress> {
  if (terminal === undefined) return silent;
  const { default: cliProgress } = await import('cli-progress');
  const megabytes = (bytes: number): number => Math.round(bytes / 100_000) / 10;
  const bar = new cliProgress.SingleBar({
    format: '{bar} {value}/{total} MB  {stage}',
    barCompleteChar: '█',
    barIncompleteChar: '░',
    barsize: 24,
    formatValue: number,
    stream: terminal as NodeJS.WriteStream,
    hideCursor: true,
    clearOnComplete: true,
  });
  bar.start(megabytes(totalBytes), 0, { stage: '' });
  return {
    bytes: (done) => {
      if (done > totalBytes) bar.setTotal(megabytes(done));
      bar.update(megabytes(done));
    },
    stage: (stage) => bar.update({ stage }),
    end: () => bar.stop(),
  };
}
