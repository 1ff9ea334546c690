import type { Clock } from '../../shared/ports/clock.ts';
import type { ContactStore, DecisionStore } from '../../shared/ports/contact-store.ts';
import type { Log } from '../../shared/ports/log.ts';
import type { Metrics } from '../../shared/ports/metrics.ts';

/** What `review` needs: it writes decisions and reads what its pages show. */
export type ReviewServices = {
  readonly store: DecisionStore &
    Pick<
      ContactStore,
      | 'readOwner'
      | 'readDigest'
      | 'readDigests'
      | 'readFlags'
      | 'readContact'
      | 'readContacts'
      | 'readMemory'
      | 'readExcerpts'
      | 'readHead'
    >;
  readonly now: Clock;
  readonly log: Log;
  readonly metrics: Metrics;
};
