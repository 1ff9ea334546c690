import { fullName } from '../../shared/domain/contact.ts';
import { type Rejection, type Snapshot, skipReasons } from '../../shared/domain/snapshot.ts';

const fewContacts = 3;

/** What came of reading an upload, in one line: whom it names, what was counted, and which lines and files are named. */
export function told(read: Snapshot | Rejection): string {
  if ('rejected' in read) {
    const { rejected, breach, file, line } = read;
    return ['rejected', rejected, breach, file, line === undefined ? undefined : `line ${line}`]
      .filter((part) => part !== undefined)
      .join(' ');
  }
  const { contacts, skipped, files } = read;
  const people = contacts?.map((row) => `${fullName(row).trim()} ${row.connectedOn}`) ?? [];
  const whom = people.length > fewContacts ? `${people.length} contacts` : people.join(', ') || 'no contacts';
  const counted = skipReasons.flatMap((reason) => (skipped[reason] ? [`${reason} ${skipped[reason]}`] : []));
  const named = files.flatMap(({ name, kind, unreadable, mojibake, strayBytes, nulBytes, otherColumns }) => [
    ...(unreadable === undefined ? [] : [`${name} lines ${unreadable.join(' ')}`]),
    ...(mojibake ? [`${name} mojibake`] : []),
    ...(strayBytes ? [`${name} strayBytes`] : []),
    ...(nulBytes ? [`${name} nulBytes`] : []),
    ...(otherColumns === undefined ? [] : [`${name} columns ${otherColumns.join(', ')}`]),
    ...(kind === 'unknown' ? [`unknown ${name}`] : []),
  ]);
  return ['accepted', whom, ...counted, ...named].join('; ');
}
