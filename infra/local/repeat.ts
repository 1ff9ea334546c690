import { setTimeout as sleep } from 'node:timers/promises';

/** Does something again and again, never twice at once, until stopped. Stopping waits for the round that is running. */
export function repeat(
  everyMs: number,
  task: () => Promise<void>,
  onFault: (fault: unknown) => void,
): () => Promise<void> {
  const stopped = new AbortController();
  const running = (async () => {
    while (!stopped.signal.aborted) {
      await task().catch(onFault);
      await sleep(everyMs, undefined, { signal: stopped.signal }).catch(() => {});
    }
  })();
  return async () => {
    stopped.abort();
    await running;
  };
}
