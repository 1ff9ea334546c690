import type { Metrics } from '../../shared/ports/metrics.ts';
import type { DeliverMailServices } from '../../shared/workflows/deliver-mail.ts';
import type { BatchServices } from '../sqs.ts';

/** What `deliver` needs: it writes claims and attempts, and alone may call the mailer. */
export type DeliverServices = DeliverMailServices & BatchServices & { readonly metrics: Metrics };
