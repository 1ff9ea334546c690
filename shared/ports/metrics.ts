import type { MetricName } from '../names.ts';

/** What one piece of work counted; each number is added to what others counted in the same minute. */
export type Counts = Readonly<Partial<Record<MetricName, number>>>;

/** Where functions count what they did, for the operator's graphs and alarms. */
export type Metrics = { count(counts: Counts): void };

/** For a home that nobody watches. */
export const noMetrics: Metrics = { count: () => {} };
