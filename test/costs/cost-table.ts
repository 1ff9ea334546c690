import type { Deployment } from './deployment.ts';
import type { NetworkSize, OwnerMonths } from './months.ts';
import type { PriceName } from './prices.ts';
import {
  assumptions,
  bill,
  pollsOfMonth,
  sumOf,
  type Usage,
  usageOfIdleMonth,
  usageOfMonth,
} from './pricing.ts';

/** The part of an owner's months that is priced. */
export type PricedMonths = Pick<OwnerMonths, 'idleTick' | 'first' | 'later' | 'storedBytes'>;

/** What was counted, and of what; `counts.json` keeps it. */
export type RecordedCounts = {
  /** `YYYY-MM-DD` */
  readonly countedOn: string;
  readonly deployment: Deployment;
  readonly owners: readonly (NetworkSize & { readonly months: PricedMonths })[];
};

const groups: readonly (readonly [string, readonly PriceName[]])[] = [
  ['DynamoDB, writing', ['tableWrites']],
  ['DynamoDB, reading', ['tableReads']],
  ['DynamoDB, keeping, with recovery', ['tableStorage', 'tableRecovery']],
  ['Lambda (estimate)', ['invocations', 'gigabyteSeconds']],
  ['S3', ['uploads', 'downloads', 'uploadStorage']],
  ['SQS', ['queueRequests']],
  ['SNS, EventBridge', ['topicRequests', 'events', 'ticks']],
  ['SES', ['mails']],
  ['HTTP API, bytes sent', ['webRequests', 'bytesOut']],
  ['CloudWatch logs', ['logBytes', 'logStorage']],
  ['CloudWatch metrics', ['metrics']],
  ['CloudWatch alarms', ['alarms']],
];

/** The README's section on costs, in Markdown: two tables and what they rest on. */
export function costSection({ countedOn, deployment, owners }: RecordedCounts): string {
  const columns = owners.flatMap(({ contacts, months }) => [
    { head: `${grouped(contacts)} contacts, first month`, usage: monthOf(months, 'first') },
    { head: 'every later month', usage: monthOf(months, 'later') },
  ]);
  const idleTick = owners[0]?.months.idleTick;
  if (idleTick === undefined) throw new Error('nobody was counted');
  const idle = usageOfIdleMonth(idleTick, deployment);
  return [
    `What one owner costs a month, in US dollars, beyond the idle deployment: one upload, one audit, one digest of 12 questions by mail, three pages, one form with 12 answers, the hourly schedule. Requests counted on ${countedOn} by \`npm run costs\`, at list prices of us-east-1 (\`test/costs/prices.ts\`, each with its source and date), before anything that is free.`,
    table(['', ...columns.map(({ head }) => head)], rowsOf(columns.map(({ usage }) => bill(usage, 'list')))),
    'What a deployment costs a month in which nobody does anything:',
    table(
      ['', 'at list prices', 'after what is free for every account'],
      rowsOf([bill(idle, 'list'), bill(idle, 'afterFree')]),
    ),
    pollingNote(deployment),
    `Lambda's time is an estimate: processor time of the machine that counted x ${assumptions.slowerThanHere} and ${assumptions.requestSeconds * 1_000} ms a request, or the pace of the writes if that is slower, with ${assumptions.coldStartSeconds} s of cold start for each invocation, at 1,769 MB.`,
  ].join('\n\n');
}

const monthOf = (months: PricedMonths, which: 'first' | 'later'): Usage =>
  usageOfMonth(months[which], months.storedBytes);

function pollingNote(deployment: Deployment): string {
  const { polledQueues, alarmMetrics, limitedPolling } = deployment;
  const { pollers, pollSeconds } = assumptions;
  const alarms = `Alarms look at ${alarmMetrics} metrics; ten are free.`;
  const polls = `SQS is all polling: Lambda asks each of the ${polledQueues} queues with ${pollers[limitedPolling ? 'limited' : 'unlimited']} pollers every ${pollSeconds} seconds, ${grouped(pollsOfMonth(deployment))} requests a month, of which a million are free.`;
  if (!limitedPolling) return `${alarms} ${polls}`;
  const freer = grouped(pollsOfMonth({ ...deployment, limitedPolling: false }));
  return `${alarms} ${polls} Without \`maxConcurrency\` Lambda may go down to ${pollers.unlimited} pollers a queue (${freer} requests).`;
}

type Bill = ReturnType<typeof bill>;

function rowsOf(bills: readonly Bill[]): string[][] {
  const rows = groups
    .map(([name, prices]) => [name, bills.map((one) => sumOf(one, prices))] as const)
    .filter(([, sums]) => sums.some((sum) => sum > 0))
    .map(([name, sums]) => [name, ...sums.map(money)]);
  return [...rows, ['**Sum**', ...bills.map((one) => `**${money(sumOf(one))}**`)]];
}

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, [':--', ...head.slice(1).map(() => '--:')], ...rows]
    .map((row) => `| ${row.join(' | ')} |`)
    .join('\n');

/** Two digits that count, and never a false zero. */
export function money(dollars: number): string {
  if (dollars === 0) return '0';
  if (dollars < 0.00001) return '< 0.00001';
  if (dollars >= 0.1) return dollars.toFixed(2);
  return dollars.toFixed(1 - Math.floor(Math.log10(dollars)));
}

const grouped = (count: number): string => count.toLocaleString('en-US');
