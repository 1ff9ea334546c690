import { addCounts, type Counts } from './counts.ts';
import type { Deployment } from './deployment.ts';
import type { MonthSteps } from './months.ts';
import { type Price, type PriceName, prices } from './prices.ts';

/** Units by price. */
export type Usage = Readonly<Partial<Record<PriceName, number>>>;

const hoursOfMonth = 730;
/** What was not counted and is no price: estimates, and facts of AWS. */
export const assumptions = {
  /** PERFORMANCE section 5: a Lambda function of one vCPU takes 1.4 times the processor time of the machine here. */
  slowerThanHere: 1.4,
  /** PERFORMANCE section 4: what one request to another service takes. */
  requestSeconds: 0.0075,
  /** Contacts and memory are written at the pace that one partition serves (`contact-store.ts`). */
  pacedWritesPerSecond: 1_000,
  /** One vCPU. A function that computes costs the same with less memory, and takes longer (PERFORMANCE section 5). */
  memoryGigabytes: 1_769 / 1_024,
  /** With one owner nearly every invocation starts cold; AWS bills the start too. Estimate. */
  coldStartSeconds: 0.5,
  /** An upload stays 30 days. */
  monthsOfUpload: 1,
  /**
   * "Lambda scales back the processing to five concurrent batches, and can optimize to as few as 2 [...]. However, this
   * optimization is not available when you enable the maximum concurrency setting" (Lambda developer guide, "Configuring
   * scaling behavior for SQS event source mappings").
   */
  pollers: { limited: 5, unlimited: 2 },
  /** A poll of an empty queue waits as long as SQS lets it. */
  pollSeconds: 20,
} as const;

/** What one owner uses in a month beyond the idle deployment. */
export function usageOfMonth(month: MonthSteps, storedBytes: number): Usage {
  const steps = [month.upload, month.auditAndMail, month.review, month.ticks];
  const seconds = steps.reduce((sum, step) => sum + secondsOf(step), 0);
  return usageOf(
    steps.reduce((sum, step) => addCounts(sum, step)),
    { seconds, storedBytes },
  );
}

const sumOfValues = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((sum, count) => sum + count, 0);

/** What Lambda would bill for one step, cold starts apart: computing and waiting for answers, or the pace if slower. */
function secondsOf({ table, functions, s3, sqsRequests, mails }: Counts): number {
  const cpuSeconds = Object.values(functions).reduce((sum, one) => sum + one.cpuSeconds, 0);
  const requests = sumOfValues(table.requests) + s3.gets + sqsRequests + mails;
  const busy = assumptions.slowerThanHere * cpuSeconds + assumptions.requestSeconds * requests;
  const paced = (table.written.contacts ?? 0) + (table.written.memory ?? 0);
  return Math.max(busy, paced / assumptions.pacedWritesPerSecond);
}

function usageOf(counts: Counts, more: { readonly seconds: number; readonly storedBytes: number }): Usage {
  const { table, s3, mails, web, logs } = counts;
  const invocations = Object.values(counts.functions).reduce((sum, one) => sum + one.invocations, 0);
  return {
    tableWrites: table.writeUnits,
    tableReads: table.readUnits,
    tableStorage: more.storedBytes,
    tableRecovery: more.storedBytes,
    uploads: s3.uploads,
    downloads: s3.gets,
    uploadStorage: s3.uploadedBytes * assumptions.monthsOfUpload,
    queueRequests: counts.sqsRequests,
    topicRequests: counts.snsPublishes,
    events: s3.uploads,
    mails,
    invocations,
    gigabyteSeconds:
      (more.seconds + invocations * assumptions.coldStartSeconds) * assumptions.memoryGigabytes,
    webRequests: web.requests,
    bytesOut: web.bytesOut,
    logBytes: logs.bytes,
    logStorage: logs.bytes,
    metrics: counts.metricHours / hoursOfMonth,
  };
}

/** What a deployment uses in a month in which nobody does anything. */
export function usageOfIdleMonth(idleTick: Counts, deployment: Deployment): Usage {
  const month = addCounts(idleTick, idleTick, hoursOfMonth - 1);
  return {
    ...usageOf(month, { seconds: hoursOfMonth * secondsOf(idleTick), storedBytes: 0 }),
    ticks: hoursOfMonth,
    queueRequests: pollsOfMonth(deployment),
    alarms: deployment.alarmMetrics,
  };
}

/** Requests of empty queues in a month: each poller asks again as soon as it was told that there is nothing. */
export function pollsOfMonth({ polledQueues, limitedPolling }: Deployment): number {
  const pollers = assumptions.pollers[limitedPolling ? 'limited' : 'unlimited'];
  return (polledQueues * pollers * hoursOfMonth * 3_600) / assumptions.pollSeconds;
}

/** Dollars by price, at list prices or after what is free for every account. */
export function bill(usage: Usage, allowances: 'list' | 'afterFree'): Partial<Record<PriceName, number>> {
  const names = Object.keys(usage) as PriceName[];
  return Object.fromEntries(
    names.map((name) => {
      const { dollars, freeUnits = 0 }: Price = prices[name];
      const units = Math.max(0, (usage[name] ?? 0) - (allowances === 'list' ? 0 : freeUnits));
      return [name, units * dollars];
    }),
  );
}

/** Dollars of some prices, or of all. */
export const sumOf = (
  dollars: Partial<Record<PriceName, number>>,
  names: readonly PriceName[] = Object.keys(prices) as PriceName[],
): number => names.reduce((sum, name) => sum + (dollars[name] ?? 0), 0);
