import { afterAll, describe, expect, test } from 'vitest';
import { secondsUntilNext } from '../../functions/sqs.ts';
import { environment, maxReceives } from '../../shared/names.ts';
import { importLockMinutes } from '../../shared/workflows/import-export.ts';
import { cleanUp, makeStack, stages } from './synth.ts';
import { at, functionsIn, idOf, resourcesOf } from './template.ts';

afterAll(cleanUp);

/** From the first receive of a message that always fails at once to its last. */
const retriesSeconds = Array.from({ length: maxReceives - 1 }, (_, failures) =>
  secondsUntilNext({ attributes: { ApproximateReceiveCount: String(failures + 1) } as never }),
).reduce((sum, seconds) => sum + seconds, 0);
const lockSeconds = importLockMinutes * 60;

describe.each(stages)('messages that fail in stage $stage', (given) => {
  const functions = functionsIn(resourcesOf(makeStack(given).stack));
  const readers = functions.filter(({ sources }) => sources.length > 0);

  test('are put off by the function that reads them, in its own queue and no other', () => {
    expect(readers.length).toBeGreaterThanOrEqual(4);
    for (const { name, properties, statements, sources } of functions) {
      const own = sources.map(({ queue }) => queue?.id);
      const mayPutOff = statements
        .filter(({ actions }) => actions.includes('sqs:ChangeMessageVisibility'))
        .flatMap(({ resources }) => resources);
      expect([name, mayPutOff]).toEqual([name, own.map((id) => `<${id}>`)]);
      const told = at(properties, 'Environment', 'Variables', environment.ownQueue);
      expect([name, idOf(told)]).toEqual([name, own[0]]);
    }
  });

  test('come for the last time when every lock that they may wait for is over', () => {
    const ingest = functions.find(({ name }) => name === 'ingest');
    const timeout = Number(at(ingest?.properties, 'Timeout'));
    expect(timeout).toBeGreaterThan(60);
    // With a minute to spare on either side: no two clocks are the same.
    expect(lockSeconds).toBeGreaterThanOrEqual(timeout + 60);
    expect(retriesSeconds).toBeGreaterThanOrEqual(lockSeconds + 60);
  });

  test('come again after a function died when its lock is over', () => {
    const [uploads] = readers.find(({ name }) => name === 'ingest')?.sources ?? [];
    expect(Number(at(uploads?.queue?.properties, 'VisibilityTimeout'))).toBeGreaterThan(lockSeconds);
  });
});
