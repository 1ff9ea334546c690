import { compareText } from './collections.ts';
import type { Contact } from './contact.ts';
import type { ImportRecord } from './import.ts';
import type { Snapshot } from './snapshot.ts';

/** Imports that were begun and are not at their end: contacts and memory may be those of two exports at once. */
export const begunImports = (imports: readonly ImportRecord[]): readonly ImportRecord[] =>
  imports.filter(({ status }) => status === 'applying');

/** Whether what was read around a whole network, first and last, is the same state with nothing half applied in it. */
export function isSettled(before: readonly ImportRecord[], after: readonly ImportRecord[]): boolean {
  const accepted = (imports: readonly ImportRecord[]): string =>
    imports
      .filter(({ status }) => status === 'accepted')
      .map(({ importId }) => importId)
      .sort()
      .join(' ');
  return begunImports([...before, ...after]).length === 0 && accepted(before) === accepted(after);
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
