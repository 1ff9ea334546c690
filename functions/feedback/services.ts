import type { OutcomeStore } from '../../shared/ports/contact-store.ts';
import type { Metrics } from '../../shared/ports/metrics.ts';
import type { BatchServices } from '../sqs.ts';

/** What `feedback` needs: it writes outcomes and reads nothing. */
export type FeedbackServices = BatchServices & {
  readonly store: Pick<OutcomeStore, 'recordOutcome' | 'stopMailing'>;
  readonly metrics: Metrics;
};
