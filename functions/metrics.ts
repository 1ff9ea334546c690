import { MetricUnit, Metrics as Powertools } from '@aws-lambda-powertools/metrics';
import type { Metrics } from '../shared/ports/metrics.ts';

/**
 * Counts in CloudWatch's embedded metric format on standard output. Namespace and service come from the environment
 * (`POWERTOOLS_METRICS_NAMESPACE`, `POWERTOOLS_SERVICE_NAME`).
 */
export function createMetrics(): Metrics {
  const metrics = new Powertools();
  return {
    count: (counts) => {
      for (const [name, value] of Object.entries(counts)) metrics.addMetric(name, MetricUnit.Count, value);
      metrics.publishStoredMetrics();
    },
  };
}
