import { dayInMs } from '../domain/days.ts';
import type { IsoDay, IsoTime } from '../domain/ids.ts';
import { isoTime } from '../domain/ids.ts';

// LinkedIn opened in 2003; 1980-01-01 is what a ZIP says when its writer knew no time.
const earliestMs = Date.UTC(2003, 0, 1);

/**
 * The export's own date (EXPORT-FORMATS A1): entry time of Connections.csv, else the `MM-DD-YYYY` in the file name,
 * else the newest date inside. Never later than the upload, by which an entry time without zone may be off.
 */
export function exportDate(known: {
  readonly entryTime?: Date;
  readonly fileName: string;
  readonly newestInside?: IsoDay;
  readonly uploadedAt: IsoTime;
}): IsoTime {
  const uploadedMs = Date.parse(known.uploadedAt);
  const plausible = (ms: number | undefined): ms is number =>
    ms !== undefined && ms >= earliestMs && ms <= uploadedMs + dayInMs;
  const newest =
    known.newestInside === undefined ? undefined : Date.parse(`${known.newestInside}T00:00:00.000Z`);
  const found =
    [known.entryTime?.getTime(), dateInName(known.fileName)].find(plausible) ?? newest ?? uploadedMs;
  return isoTime(new Date(Math.min(found, uploadedMs)));
}

function dateInName(fileName: string): number | undefined {
  const parts = /(?<!\d)(\d{2})-(\d{2})-(\d{4})(?!\d)/.exec(fileName);
  if (parts === null) return undefined;
  const [month, day, year] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  const ms = Date.UTC(year, month - 1, day);
  // A day that does not exist rolls over into another month.
  return new Date(ms).getUTCMonth() === month - 1 ? ms : undefined;
}
