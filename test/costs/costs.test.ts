import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cleanUp, makeStack } from '../infra/synth.ts';
import { resourcesOf } from '../infra/template.ts';
import { costSection, money, type RecordedCounts } from './cost-table.ts';
import { deploymentOf } from './deployment.ts';
import { countMonths, type OwnerMonths } from './months.ts';
import { prices } from './prices.ts';
import { bill, pollsOfMonth, sumOf, usageOfMonth } from './pricing.ts';

afterAll(cleanUp);

const read = async (path: string) => readFile(new URL(path, import.meta.url), 'utf8');

describe('the README', () => {
  test('reckons with the alarms and queues that the stack has', async () => {
    const { deployment } = JSON.parse(await read('./counts.json')) as RecordedCounts;
    expect(deployment).toEqual(deploymentOf(resourcesOf(makeStack().stack)));
  });

  test('has the tables that the recorded counts and the prices give', async () => {
    const recorded = JSON.parse(await read('./counts.json')) as RecordedCounts;
    const readme = await read('../../README.md');
    const told = /<!-- costs -->\n([\s\S]*?)\n<!-- \/costs -->/.exec(readme)?.[1];
    expect(told).toBe(costSection(recorded));
  });
});

describe('what an owner of 300 contacts costs', () => {
  const contacts = 300;
  let months: OwnerMonths;
  beforeAll(async () => {
    months = await countMonths({ contacts, messages: 1_000 }, { ticks: 2 * 24 });
  });

  test('a tick where nobody is due is one query', () => {
    expect(months.idleTick.table).toEqual({
      requests: { Query: 1 },
      written: {},
      readUnits: 0.5,
      writeUnits: 0,
    });
  });

  test('the first upload writes each contact once, in full batches', () => {
    const { table, s3 } = months.first.upload;
    expect(table.written.contacts).toBe(contacts);
    const { memory = 0 } = table.written;
    const fullBatches = Math.ceil(contacts / 25) + Math.ceil(memory / 25);
    expect(table.requests.BatchWriteItem).toBe(fullBatches);
    expect(table.writeUnits).toBeLessThanOrEqual(contacts + memory + bookkeepingWrites + 20);
    // The owner's uploads are listed, then this one is fetched.
    expect(s3).toMatchObject({ uploads: 1, gets: 2 });
  });

  test('a month later the upload writes the contacts that changed and at most 8 items beside them', () => {
    const { contacts: changed = 0, memory = 0, ...others } = months.later.upload.table.written;
    // Three came, a hundredth was edited, and ten messages were written.
    expect(months.changedLater).toBeGreaterThan(3);
    expect(changed).toBe(months.changedLater);
    expect(months.later.upload.table.requests.BatchWriteItem).toBe(
      Math.ceil(changed / 25) + Math.ceil(memory / 25),
    );
    expect(memory).toBeLessThanOrEqual(10);
    expect(sumOfValues(others)).toBeLessThanOrEqual(bookkeepingWrites);
  });

  test('the same content in another file reads the contacts and writes none', () => {
    const { written, readUnits } = months.sameAgain.table;
    const { contacts: changed = 0, memory = 0, ...others } = written;
    expect(readUnits).toBeGreaterThan(20);
    expect([changed, memory]).toEqual([0, 0]);
    expect(sumOfValues(others)).toBeLessThanOrEqual(bookkeepingWrites);
  });

  test.each(['first', 'later'] as const)('a digest is one mail, in the %s month', (which) => {
    const { auditAndMail, ticks } = months[which];
    expect(auditAndMail.mails).toBe(1);
    expect(auditAndMail.functions.feedback).toMatchObject({ invocations: 2 });
    expect(ticks.mails).toBe(0);
    expect(auditAndMail.table.written).toMatchObject({ digests: 1, 'mails-audit': 1, sends: 2 });
  });

  test.each(['first', 'later'] as const)('twelve answers are twelve writes, in the %s month', (which) => {
    const { table, web } = months[which].review;
    expect(table.written).toEqual({ decisions: 12 });
    expect(web.requests).toBe(4);
  });

  test('the schedule looks at an owner once a day', () => {
    expect(months.later.ticks.table.written).toEqual({ schedule: 2 });
  });

  test('an ordinary month costs less than a cent', () => {
    const dollars = sumOf(bill(usageOfMonth(months.later, months.storedBytes), 'list'));
    expect(dollars).toBeGreaterThan(prices.mails.dollars);
    expect(dollars).toBeLessThan(0.01);
  });
});

/** The lock, the import's own two items, the head, its giving back: DESIGN section 3 allows 8. */
const bookkeepingWrites = 8;

const sumOfValues = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((sum, count) => sum + count, 0);

test('four empty queues are asked 2,628,000 times a month by five pollers each', () => {
  expect(pollsOfMonth({ polledQueues: 4, limitedPolling: true, alarmMetrics: 0 })).toBe(2_628_000);
});

test('what is free is taken off the list price, and no more than there is', () => {
  const usage = { queueRequests: 3e6, mails: 1_000, alarms: 4 };
  expect(sumOf(bill(usage, 'list'))).toBeCloseTo(1.2 + 0.1 + 0.4);
  expect(sumOf(bill(usage, 'afterFree'))).toBeCloseTo(0.8 + 0.1);
});

test.each([
  [0, '0'],
  [0.000004, '< 0.00001'],
  [0.0000123, '0.000012'],
  [0.01874, '0.019'],
  [1.0512, '1.05'],
])('%f dollars read %s', (dollars, text) => {
  expect(money(dollars)).toBe(text);
});
