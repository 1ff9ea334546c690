/** One list price. */
export type Price = {
  /** US dollars for one unit. */
  readonly dollars: number;
  /** Units a month that no account pays for, without an end; absent where there is no such allowance. */
  readonly freeUnits?: number;
  /** Where the price was read and when that page was written. */
  readonly source: string;
};

const million = 1e6;
const gigabyte = 1e9;

/**
 * List prices of the region us-east-1 in US dollars, without tax. AWS's own price pages say most of this by script, so
 * that the sources are others who wrote them down; what was found nowhere says "from memory". Frankfurt (eu-central-1)
 * asks more for some: look at the AWS Pricing Calculator before you decide by a cent.
 */
export const prices = {
  tableWrites: {
    dollars: 0.625 / million,
    source: 'airbyte.com/data-engineering-resources/dynamodb-pricing, 2025-07-21',
  },
  tableReads: {
    dollars: 0.125 / million,
    source: 'airbyte.com/data-engineering-resources/dynamodb-pricing, 2025-07-21',
  },
  /** A byte for a month. */
  tableStorage: {
    dollars: 0.25 / gigabyte,
    freeUnits: 25 * gigabyte,
    source: 'aws.amazon.com/dynamodb/pricing, undated copy',
  },
  /** A byte for a month that can be brought back to any second of 35 days. */
  tableRecovery: { dollars: 0.2 / gigabyte, source: 'from memory' },
  uploads: { dollars: 5 / million, source: 'from memory (S3 PUT)' },
  downloads: { dollars: 0.4 / million, source: 'from memory (S3 GET)' },
  /** A byte for a month. */
  uploadStorage: { dollars: 0.023 / gigabyte, source: 'from memory (S3 Standard)' },
  queueRequests: {
    dollars: 0.4 / million,
    freeUnits: million,
    source: 'cloudburn.io/blog/amazon-sqs-pricing, 2026-03-14',
  },
  topicRequests: {
    dollars: 0.5 / million,
    freeUnits: million,
    source: 'factualminds.com/blog/amazon-sns-pricing-publishes-fanout-protocols, 2026-06-13',
  },
  /** S3 is one of the services whose events are not free; some pages say that it is. */
  events: { dollars: 1 / million, source: 'from memory (EventBridge, opt-in events)' },
  ticks: {
    dollars: 1 / million,
    freeUnits: 14 * million,
    source: 'cloudburn.io/blog/amazon-eventbridge-pricing, 2026-03-13',
  },
  mails: { dollars: 0.1 / 1_000, source: 'from memory (SES)' },
  invocations: {
    dollars: 0.2 / million,
    freeUnits: million,
    source: 'git.mcrn.ar lambda_local_runner, lambda-13-cost.md, 2026-05-11',
  },
  /** A GB of memory for a second, on arm64. */
  gigabyteSeconds: {
    dollars: 0.0000133334,
    freeUnits: 400_000,
    source: 'git.mcrn.ar lambda_local_runner, lambda-13-cost.md, 2026-05-11',
  },
  webRequests: {
    dollars: 1 / million,
    source: 'awsforengineers.com/blog/aws-api-gateway-pricing-explained, 2025-05-19 (HTTP API)',
  },
  /** A byte sent to the internet. */
  bytesOut: {
    dollars: 0.09 / gigabyte,
    freeUnits: 100 * gigabyte,
    source: 'apigatewaycost.com/aws, undated; the free 100 GB from memory',
  },
  /** A byte taken in. */
  logBytes: {
    dollars: 0.5 / gigabyte,
    freeUnits: 5 * gigabyte,
    source: 'factualminds.com/blog/amazon-cloudwatch-pricing-metrics-logs-alarms-dashboards, 2026-06',
  },
  /** A byte for a month; its free 5 GB are shared with those taken in. */
  logStorage: { dollars: 0.03 / gigabyte, source: 'from memory' },
  /** A metric for a month of 730 hours, billed by the hour. */
  metrics: {
    dollars: 0.3,
    freeUnits: 10,
    source: 'signoz.io/guides/cloudwatch-pricing, 2026-02-15; the free 10: aws.amazon.com/cloudwatch/pricing',
  },
  alarms: {
    dollars: 0.1,
    freeUnits: 10,
    source: 'from memory; the free 10: aws.amazon.com/cloudwatch/pricing',
  },
} as const satisfies Readonly<Record<string, Price>>;

export type PriceName = keyof typeof prices;
