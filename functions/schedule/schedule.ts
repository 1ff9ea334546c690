import * as z from 'zod';
import { isoTime } from '../../shared/domain/ids.ts';
import { openPeriods } from '../../shared/workflows/open-periods.ts';
import type { ScheduleServices } from './services.ts';

/** What EventBridge Scheduler sends: `{"at": "<aws.scheduler.scheduled-time>"}`. */
const tick = z.object({ at: z.iso.datetime() });

/** The hourly tick: asks for the audits that are due at the scheduled time. */
export function createScheduleHandler(services: ScheduleServices): (event: unknown) => Promise<void> {
  return async (event) => {
    const { at } = tick.parse(event);
    const audits = await openPeriods(services, isoTime(new Date(at)));
    services.log.info('schedule', { audits });
  };
}
