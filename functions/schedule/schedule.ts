import * as z from 'zod/mini';
import { PartlyFailed } from '../../shared/domain/errors.ts';
import { isoTime } from '../../shared/domain/ids.ts';
import { faultCode } from '../../shared/ports/log.ts';
import { openPeriods } from '../../shared/workflows/open-periods.ts';
import type { ScheduleServices } from './services.ts';

/** What EventBridge Scheduler sends: `{"at": "<aws.scheduler.scheduled-time>"}`. */
const tick = z.object({ at: z.iso.datetime() });

/**
 * The hourly tick: asks for the audits and settlements that are due at the scheduled time. Fails at its end when some
 * owners could not be looked at: they are still due.
 *
 * @throws PartlyFailed
 */
export function createScheduleHandler(services: ScheduleServices): (event: unknown) => Promise<void> {
  const { log, metrics } = services;
  return async (event) => {
    const { at } = tick.parse(event);
    const { audits, settles, overdue, faults } = await openPeriods(services, isoTime(new Date(at)));
    for (const { item: ownerId, fault } of faults)
      log.error('schedule failed', { ownerId, fault: faultCode(fault) });
    log.info('schedule', { audits, settles, overdue, failed: faults.length });
    metrics.count({ digestsOverdue: overdue });
    if (faults.length > 0) throw new PartlyFailed(faults.length);
  };
}
