import type { Log } from '../../shared/ports/log.ts';
import type { Metrics } from '../../shared/ports/metrics.ts';
import type { DeliverMailServices } from '../../shared/workflows/deliver-mail.ts';

/** What `deliver` needs: it writes claims and attempts, and alone may call the mailer. */
export type DeliverServices = DeliverMailServices & { readonly log: Log; readonly metrics: Metrics };
