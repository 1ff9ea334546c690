import type { Contact } from '../../shared/domain/contact.ts';
import { dayInMs } from '../../shared/domain/days.ts';
import type { Decision } from '../../shared/domain/decision.ts';
import type { IsoTime } from '../../shared/domain/ids.ts';
import type { RemovalStatus } from '../../shared/domain/removal.ts';
import type { UploadSeen } from './play-year.ts';

/** Who was there by the exports that count: the accepted ones that brought the newest contacts, oldest first. */
export type Presence = readonly { readonly exportedAt: IsoTime; readonly keys: ReadonlySet<string> }[];

/** The exports that count, of those handed in up to a time. */
export const presenceUpTo = (uploads: readonly UploadSeen[], at: IsoTime): Presence =>
  uploads
    .filter(({ record, at: uploadedAt }) => uploadedAt <= at && record.status === 'accepted' && !record.older)
    .map(({ record, connected }) => ({ exportedAt: record.exportedAt, keys: connected }));

/** The latest run of exports that say the same of a contact, and whether there was another run before it. */
function latestRun(presence: Presence, { keys }: Contact) {
  const seen = presence.map(({ exportedAt, keys: there }) => ({
    exportedAt,
    isThere: keys.some((key) => there.has(key)),
  }));
  const isThere = seen.at(-1)?.isThere === true;
  const before = seen.findLastIndex((one) => one.isThere !== isThere);
  const run = seen.slice(before + 1).map(({ exportedAt }) => exportedAt);
  return { isThere, isFirst: before < 0, since: run[0], newest: run.at(-1) };
}

/** Whether the newest export holds a contact. */
export const isThere = (presence: Presence, contact: Contact): boolean =>
  latestRun(presence, contact).isThere;

/** Whether two exports at least 7 days apart lack a contact, and none has them since. */
export function lackTwo(presence: Presence, contact: Contact): boolean {
  const { isThere: there, since, newest } = latestRun(presence, contact);
  if (there || since === undefined || newest === undefined) return false;
  return Date.parse(newest) - Date.parse(since) >= 7 * dayInMs;
}

/** What PRODUCT section 3 says that exports prove: absent is done, present still there, present again later came back. */
export function proofBy(presence: Presence, contact: Contact, { decidedAt }: Decision): RemovalStatus {
  const { isThere: there, isFirst, since, newest } = latestRun(presence, contact);
  if (newest === undefined || newest <= decidedAt) return 'promised';
  if (!there) return 'done';
  return !isFirst && since !== undefined && since > decidedAt ? 'cameBack' : 'stillThere';
}
