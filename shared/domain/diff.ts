import { compareText, groupBy } from './collections.ts';
import type { Contact, ContactRow } from './contact.ts';
import { contactIdOf, fullName, rowKey } from './contact.ts';
import type { ContactId, IsoTime } from './ids.ts';
import { foldName } from './names-of-people.ts';

export type RowField = keyof ContactRow;

/**
 * What happened to one contact between two exports, as a value. `renamed` is an edit of who they are (name or profile
 * slug), `edited` one of what they do.
 */
export type Change =
  | { readonly kind: 'added'; readonly contactId: ContactId }
  | { readonly kind: 'edited'; readonly contactId: ContactId; readonly fields: readonly RowField[] }
  | { readonly kind: 'renamed'; readonly contactId: ContactId; readonly fields: readonly RowField[] }
  | { readonly kind: 'missing'; readonly contactId: ContactId }
  | { readonly kind: 'returned'; readonly contactId: ContactId };

/** The known contacts beside the export's rows: who is which, who is new and who is not there. */
export type Matched = {
  readonly pairs: readonly { readonly contact: Contact; readonly row: ContactRow }[];
  readonly fresh: readonly ContactRow[];
  readonly absent: readonly Contact[];
};

const rowFields: readonly RowField[] = [
  'firstName',
  'lastName',
  'slug',
  'email',
  'company',
  'position',
  'connectedOn',
];
const identityFields: ReadonlySet<RowField> = new Set(['firstName', 'lastName', 'slug']);

/**
 * Finds the known contact of each row: by any of its keys, then the *same person renamed*: one contact that vanished
 * while exactly one row of the same folded name and connection day appeared. Ambiguity is left unmatched.
 */
export function matchRows(known: readonly Contact[], rows: readonly ContactRow[]): Matched {
  const byKey = new Map(known.flatMap((contact) => contact.keys.map((key) => [key, contact] as const)));
  const pairs: { contact: Contact; row: ContactRow }[] = [];
  const unmatched: ContactRow[] = [];
  const taken = new Set<ContactId>();
  for (const row of sortedRows(rows)) {
    const contact = byKey.get(rowKey(row));
    if (contact === undefined || taken.has(contact.contactId)) unmatched.push(row);
    else {
      taken.add(contact.contactId);
      pairs.push({ contact, row });
    }
  }
  const vanished = known.filter(
    (contact) => !taken.has(contact.contactId) && contact.missingSince === undefined,
  );
  const renamed = pairUnique(vanished, unmatched);
  const renamedRows = new Set(renamed.map((pair) => pair.row));
  const renamedIds = new Set(renamed.map((pair) => pair.contact.contactId));
  return {
    pairs: [...pairs, ...renamed],
    fresh: unmatched.filter((row) => !renamedRows.has(row)),
    absent: known.filter((c) => !taken.has(c.contactId) && !renamedIds.has(c.contactId)),
  };
}

// Row order must not matter, not even for two rows of one key.
function sortedRows(rows: readonly ContactRow[]): ContactRow[] {
  return [...rows].sort(
    (a, b) => compareText(rowKey(a), rowKey(b)) || compareText(JSON.stringify(a), JSON.stringify(b)),
  );
}

function pairUnique(
  contacts: readonly Contact[],
  rows: readonly ContactRow[],
): { contact: Contact; row: ContactRow }[] {
  const nameAndDay = (row: ContactRow) => `${foldName(fullName(row))}@${row.connectedOn}`;
  const contactsByName = groupBy(contacts, (contact) => nameAndDay(contact.row));
  return [...groupBy(rows, nameAndDay)].flatMap(([key, sameRows]) => {
    const [contact, ...otherContacts] = contactsByName.get(key) ?? [];
    const [row, ...otherRows] = sameRows;
    const unique =
      contact !== undefined && row !== undefined && otherContacts.length + otherRows.length === 0;
    return unique && contact && row ? [{ contact, row }] : [];
  });
}

/** The fields in which two rows differ. */
export function editedFields(before: ContactRow, after: ContactRow): RowField[] {
  return rowFields.filter((field) => (before[field] ?? '') !== (after[field] ?? ''));
}

/**
 * The changes that lead from the known contacts to an export's rows, ordered by contact id. Nobody already missing is
 * reported missing again.
 */
export function diffContacts(matched: Matched): Change[] {
  const seen = matched.pairs.flatMap(({ contact, row }): Change[] => {
    const fields = editedFields(contact.row, row);
    const { contactId } = contact;
    const edit: Change[] =
      fields.length === 0
        ? []
        : [{ kind: fields.some((f) => identityFields.has(f)) ? 'renamed' : 'edited', contactId, fields }];
    return contact.missingSince === undefined ? edit : [{ kind: 'returned', contactId }, ...edit];
  });
  const added = matched.fresh.map((row): Change => ({ kind: 'added', contactId: contactIdOf(row) }));
  const missing = matched.absent
    .filter((contact) => contact.missingSince === undefined)
    .map((contact): Change => ({ kind: 'missing', contactId: contact.contactId }));
  return [...seen, ...added, ...missing].sort(
    (a, b) => compareText(a.contactId, b.contactId) || compareText(a.kind, b.kind),
  );
}

/** The contacts after an export: rows replaced, newcomers added, absences and returns dated by the export. */
export function applyExport(matched: Matched, exportedAt: IsoTime): Contact[] {
  const present = matched.pairs.map(({ contact, row }): Contact => {
    const { missingSince, ...rest } = contact;
    const keys = contact.keys.includes(rowKey(row)) ? contact.keys : [...contact.keys, rowKey(row)];
    return { ...rest, row, keys, ...(missingSince === undefined ? {} : { returnedAt: exportedAt }) };
  });
  const added = matched.fresh.map((row): Contact => newContact(row, exportedAt));
  const absent = matched.absent.map(
    (contact): Contact => ({ ...contact, missingSince: contact.missingSince ?? exportedAt }),
  );
  return [...present, ...added, ...absent];
}

function newContact(row: ContactRow, exportedAt: IsoTime): Contact {
  return { contactId: contactIdOf(row), keys: [rowKey(row)], row, facts: {}, firstSeenAt: exportedAt };
}
