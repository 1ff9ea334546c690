import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { TableCounts } from './counts.ts';

/** A table on this machine that counts what DynamoDB would bill. */
export type CountedTable = {
  readonly endpoint: string;
  /** Counts since this was asked last. */
  takeCounts(): Promise<TableCounts>;
  /** What the items take on disk, overhead included. */
  storedBytes(): Promise<number>;
  close(): void;
};

export async function startCountedTable(): Promise<CountedTable> {
  const child = fork(new URL('./table-process.ts', import.meta.url), { execArgv: ['--import', 'tsx'] });
  const [port] = await once(child, 'message');
  const endpoint = `http://127.0.0.1:${port}`;
  const ask = async (path: string) => (await fetch(endpoint + path)).json();
  return {
    endpoint,
    takeCounts: async () => (await ask('/counts')) as TableCounts,
    storedBytes: async () => (await ask('/bytes')) as number,
    close: () => child.disconnect(),
  };
}
