import { dayInMs, dayOf } from '../domain/days.ts';
import type { IsoDay, IsoTime } from '../domain/ids.ts';
import { isoTime } from '../domain/ids.ts';

// LinkedIn opened in 2003; 1980-01-01 is what a ZIP says when its writer knew no time.
const earliestMs = Date.UTC(2003, 0, 1);

/**
 * The export's own date (EXPORT-FORMATS A1): entry time of Connections.csv, else the `MM-DD-YYYY` in the file name,
 * else the newest date inside. Never later than the upload, by which an entry time without zone may be off.
 */
export function exportDate(known: KnownDates & { readonly newestInside?: IsoDay }): IsoTime {
  const uploadedMs = Date.parse(known.uploadedAt);
  const newest =
    known.newestInside === undefined ? undefined : Date.parse(`${known.newestInside}T00:00:00.000Z`);
  return isoTime(new Date(Math.min(claimedMs(known) ?? newest ?? uploadedMs, uploadedMs)));
}

/** What is known of an export's date before anybody looks into its files. */
export type KnownDates = {
  readonly entryTime?: Date | undefined;
  readonly fileName: string;
  readonly uploadedAt: IsoTime;
};

/**
 * The last day that an export can tell of: that of the upload, and one more, as neither has a zone. The date that it
 * claims may be wrong (`05-11-2026` by a German hand) and says nothing of its rows.
 */
export function latestDay({ uploadedAt }: Pick<KnownDates, 'uploadedAt'>): IsoDay {
  return dayOf(isoTime(new Date(Date.parse(uploadedAt) + dayInMs)));
}

function claimedMs({ entryTime, fileName, uploadedAt }: KnownDates): number | undefined {
  const latestMs = Date.parse(uploadedAt) + dayInMs;
  return [entryTime?.getTime(), dateInName(fileName)].find(
    (ms) => ms !== undefined && ms >= earliestMs && ms <= latestMs,
  );
}

function dateInName(fileName: string): number | undefined {
  const parts = /(?<!\d)(\d{2})-(\d{2})-(\d{4})(?!\d)/.exec(fileName);
  if (parts === null) return undefined;
  const [month, day, year] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  const ms = Date.UTC(year, month - 1, day);
  // A day that does not exist rolls over into another month.
  return new Date(ms).getUTCMonth() === month - 1 ? ms : undefined;
}
