import { StoreThrottled } from '../../domain/errors.ts';

/** Waits for some milliseconds. */
export type Sleep = (milliseconds: number) => Promise<void>;

/** How often a chunk of which nothing is taken is sent in all. */
const maxRounds = 8;
const firstBackoffMs = 100;
const longestBackoffMs = 5_000;

type Rounds<Entry> = {
  /** Entries of one request, at most. */
  readonly chunkSize: number;
  /** Sends one chunk and gives back what was not taken; may throw a throttle or a passing fault. */
  readonly send: (chunk: readonly Entry[]) => Promise<readonly Entry[]>;
  readonly sleep: Sleep;
  /** Numbers in [0, 1), for the jitter. */
  readonly random: () => number;
};

/**
 * Sends all entries, chunk by chunk, one at a time. What was not taken goes first into the next chunk, after a wait that
 * doubles with every round in which nothing was taken, with full jitter. All sends must be repeatable.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html
 * @throws StoreThrottled after 8 rounds in which nothing was taken; the last fault when it was no throttle.
 */
export async function sendInRounds<Entry>(entries: readonly Entry[], rounds: Rounds<Entry>): Promise<void> {
  const pending = [...entries];
  let round = 0;
  while (pending.length > 0) {
    const chunk = pending.splice(0, rounds.chunkSize);
    const { leftovers, fault } = await sendChunk(chunk, rounds.send);
    pending.unshift(...leftovers);
    if (leftovers.length === 0) {
      round = 0;
      continue;
    }
    round = leftovers.length < chunk.length ? 1 : round + 1;
    if (round === maxRounds) throw fault ?? new StoreThrottled(pending.length);
    await rounds.sleep(rounds.random() * Math.min(longestBackoffMs, firstBackoffMs * 2 ** (round - 1)));
  }
}

async function sendChunk<Entry>(
  chunk: readonly Entry[],
  send: Rounds<Entry>['send'],
): Promise<{ leftovers: readonly Entry[]; fault?: Error }> {
  try {
    return { leftovers: await send(chunk) };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    if (throttles.has(error.name)) return { leftovers: chunk };
    if (isPassing(error)) return { leftovers: chunk, fault: error };
    throw error;
  }
}

const throttles: ReadonlySet<string> = new Set([
  'ProvisionedThroughputExceededException',
  'ThrottlingException',
  'RequestLimitExceeded',
]);

const passing: ReadonlySet<string> = new Set([
  'InternalServerError',
  'ServiceUnavailable',
  'TimeoutError',
  'ECONNRESET',
  'ECONNREFUSED',
  'EPIPE',
  'ETIMEDOUT',
]);

// A request whose reply was lost may have been carried out: putting the same items again changes nothing.
function isPassing(error: Error): boolean {
  return passing.has(error.name) || ('code' in error && passing.has(String(error.code)));
}

/** Waits until a partition may take some more writes. */
export type Pacer = (partition: string, writes: number) => Promise<void>;

/**
 * Spreads writes so that no partition key gets more than `writesPerSecond`: what one partition serves, no matter how
 * little else the table does.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html
 */
export function createPacer(options: {
  readonly writesPerSecond: number;
  readonly sleep: Sleep;
  /** Milliseconds of a clock that only goes forward. */
  readonly clock: () => number;
}): Pacer {
  const { writesPerSecond, sleep, clock } = options;
  const freeAt = new Map<string, number>();
  return async (partition, writes) => {
    const now = clock();
    for (const [other, time] of freeAt) if (time <= now) freeAt.delete(other);
    const start = freeAt.get(partition) ?? now;
    freeAt.set(partition, start + (writes * 1_000) / writesPerSecond);
    if (start > now) await sleep(start - now);
  };
}
