import { at, listOf, ofType, type Resources } from '../infra/template.ts';

/** What of a stack costs though nobody uses it. */
export type Deployment = {
  /** Metrics that alarms look at: one that reckons with two counts as two. */
  readonly alarmMetrics: number;
  /** Queues that Lambda polls. */
  readonly polledQueues: number;
  /** Whether their sources have a `MaximumConcurrency`, which also fixes the number of pollers. */
  readonly limitedPolling: boolean;
};

export function deploymentOf(resources: Resources): Deployment {
  const sources = ofType(resources, 'AWS::Lambda::EventSourceMapping');
  return {
    alarmMetrics: ofType(resources, 'AWS::CloudWatch::Alarm')
      .map(({ properties }) => metricsOf(properties))
      .reduce((sum, metrics) => sum + metrics, 0),
    polledQueues: sources.length,
    limitedPolling: sources.some(
      ({ properties }) => at(properties, 'ScalingConfig', 'MaximumConcurrency') !== undefined,
    ),
  };
}

function metricsOf(alarm: unknown): number {
  const metrics = listOf(at(alarm, 'Metrics'));
  return metrics.length === 0 ? 1 : metrics.filter((metric) => at(metric, 'MetricStat') !== undefined).length;
}
