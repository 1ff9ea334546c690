import { compareText } from './collections.ts';
import type { Contact } from './contact.ts';
import type { IsoTime } from './ids.ts';
import type { ImportRecord } from './import.ts';
import type { Snapshot } from './snapshot.ts';

/**
 * Imports that were begun and are not at their end: contacts and memory may be those of two exports at once. Not those that
 * an earlier version left so and applied a later export over, without a word in the record: those contacts are whole again.
 */
export function begunImports(imports: readonly ImportRecord[]): readonly ImportRecord[] {
  const later = newestWhole(imports);
  return imports.filter((one) => one.status === 'applying' && !(later !== undefined && isUnder(one, later)));
}

const newestWhole = (imports: readonly ImportRecord[]): IsoTime | undefined =>
  imports
    .filter(({ status, older, contacts }) => status === 'accepted' && !older && contacts.total > 0)
    .map(({ exportedAt }) => exportedAt)
    .sort()
    .at(-1);

// Days of exports tell the order, times of uploads do not: a message sent again begins an earlier upload after a later one.
// But what is begun after a newer export was accepted is `older`. Of the same day, either may have been the first.
const isUnder = ({ older, exportedAt }: ImportRecord, later: IsoTime): boolean =>
  !older && exportedAt < later;

/** Whether what was read around a whole network, first and last, is one state with nothing half applied in it. */
export function isOneState(before: readonly ImportRecord[], after: readonly ImportRecord[]): boolean {
  const accepted = (imports: readonly ImportRecord[]): string =>
    imports
      .filter(({ status }) => status === 'accepted')
      .map(({ importId }) => importId)
      .sort()
      .join(' ');
  const isWhole = (imports: readonly ImportRecord[]): boolean => begunImports(imports).length === 0;
  return isWhole(before) && isWhole(after) && accepted(before) === accepted(after);
}

// An older export, and one without contacts, adds true facts and moves nobody.
const movesContacts = ({ older, contacts }: ImportRecord): boolean =>
  !older && Object.values(contacts).some((count) => count > 0);

/** Of several begun imports the one to carry on first: once it is done, it has replaced the others. */
export const firstToCarryOn = (imports: readonly ImportRecord[]): ImportRecord | undefined =>
  begunImports(imports).toSorted(
    (a, b) => Number(movesContacts(b)) - Number(movesContacts(a)) || compareText(b.exportedAt, a.exportedAt),
  )[0];

/**
 * Whether a snapshot may be applied over an import that was left in the middle: it says anew who is a contact and what they
 * do, and is no older. Over one that only adds anything may be applied.
 */
export const mayReplace = (
  begun: ImportRecord,
  snapshot: Pick<Snapshot, 'contacts' | 'exportedAt'>,
): boolean =>
  !movesContacts(begun) || (snapshot.contacts !== undefined && snapshot.exportedAt >= begun.exportedAt);

/**
 * The known contacts without the absences that imports left in the middle gave them: no accepted export lacked those
 * people (REQUIREMENTS D-5). Contacts with nothing to take back are the very same values.
 */
export function withoutAbsencesOf(
  begun: readonly ImportRecord[],
  known: readonly Contact[],
): readonly Contact[] {
  const days = new Set(begun.filter(movesContacts).map(({ exportedAt }) => exportedAt));
  if (days.size === 0) return known;
  return known.map((contact) => {
    const { missingSince, ...connected } = contact;
    return missingSince !== undefined && days.has(missingSince) ? connected : contact;
  });
}
