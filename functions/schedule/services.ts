import type { Log } from '../../shared/ports/log.ts';
import type { Metrics } from '../../shared/ports/metrics.ts';
import type { OpenPeriodsServices } from '../../shared/workflows/open-periods.ts';

/** What `schedule` needs: it writes due times, audit messages and settle messages. */
export type ScheduleServices = OpenPeriodsServices & { readonly log: Log; readonly metrics: Metrics };
