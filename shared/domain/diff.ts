import { compareText, groupBy, sameValue } from './collections.ts';
import type { Contact, ContactRow } from './contact.ts';
import { contactIdOf, fullName, rowKey } from './contact.ts';
import type { ContactId, IsoTime } from './ids.ts';
import { personId } from './ids.ts';
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
  readonly fresh: readonly { readonly contactId: ContactId; readonly row: ContactRow }[];
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
 * while exactly one row of the same folded name and connection day appeared. Ambiguity is left unmatched, also where a
 * part of this very export (`exportedAt`) was written before. Today's key goes before a former one: a slug that
 * somebody gave up may belong to somebody else by now.
 */
export function matchRows(
  known: readonly Contact[],
  rows: readonly ContactRow[],
  exportedAt: IsoTime,
): Matched {
  const byCurrentKey = new Map(known.map((contact) => [rowKey(contact.row), contact] as const));
  const byKey = new Map(known.flatMap((contact) => contact.keys.map((key) => [key, contact] as const)));
  const pairs: { contact: Contact; row: ContactRow }[] = [];
  const unmatched: ContactRow[] = [];
  const taken = new Set<ContactId>();
  const sorted = sortedRows(rows);
  const isCurrent = ({ key }: Keyed) => byCurrentKey.has(key);
  for (const { row, key } of [...sorted.filter(isCurrent), ...sorted.filter((one) => !isCurrent(one))]) {
    const contact = byCurrentKey.get(key) ?? byKey.get(key);
    if (contact === undefined || taken.has(contact.contactId)) unmatched.push(row);
    else {
      taken.add(contact.contactId);
      pairs.push({ contact, row });
    }
  }
  const vanished = known.filter(
    ({ contactId, missingSince }) =>
      !taken.has(contactId) && (missingSince === undefined || missingSince === exportedAt),
  );
  const newcomers = pairs.filter(({ contact }) => contact.firstSeenAt === exportedAt);
  const renamed = pairUnique(
    vanished,
    unmatched,
    newcomers.map(({ row }) => row),
  );
  const renamedRows = new Set(renamed.map((pair) => pair.row));
  const renamedIds = new Set(renamed.map((pair) => pair.contact.contactId));
  return {
    pairs: [...pairs, ...renamed],
    fresh: withNewIds(
      known,
      unmatched.filter((row) => !renamedRows.has(row)),
    ),
    absent: known.filter((c) => !taken.has(c.contactId) && !renamedIds.has(c.contactId)),
  };
}

// The id of a key that is somebody's former one is theirs for ever; whoever has the key now gets another.
function withNewIds(known: readonly Contact[], rows: readonly ContactRow[]): Matched['fresh'] {
  const used = new Set(known.map(({ contactId }) => contactId));
  return rows.map((row) => {
    const own = contactIdOf(row);
    const contactId = used.has(own) ? personId(`${rowKey(row)}@${row.connectedOn}`) : own;
    return { contactId, row };
  });
}

// Row order must not matter, not even for two rows of one key.
function sortedRows(rows: readonly ContactRow[]): Keyed[] {
  return rows
    .map((row) => ({ row, key: rowKey(row) }))
    .sort((a, b) => compareText(a.key, b.key) || compareText(JSON.stringify(a.row), JSON.stringify(b.row)));
}

type Keyed = { readonly row: ContactRow; readonly key: string };

function pairUnique(
  contacts: readonly Contact[],
  rows: readonly ContactRow[],
  written: readonly ContactRow[],
): { contact: Contact; row: ContactRow }[] {
  const nameAndDay = (row: ContactRow) => `${foldName(fullName(row))}@${row.connectedOn}`;
  const open = new Set(rows);
  const contactsByName = groupBy(contacts, (contact) => nameAndDay(contact.row));
  return [...groupBy([...rows, ...written], nameAndDay)].flatMap(([key, sameRows]) => {
    const [contact, ...otherContacts] = contactsByName.get(key) ?? [];
    const [row, ...otherRows] = sameRows;
    const unique =
      contact !== undefined && row !== undefined && otherContacts.length + otherRows.length === 0;
    return unique && open.has(row) && !key.startsWith('@') ? [{ contact, row }] : [];
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
  const added = matched.fresh.map(({ contactId }): Change => ({ kind: 'added', contactId }));
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
    const key = rowKey(row);
    const hasKey = contact.keys.includes(key);
    // Most contacts, in most months: kept as they are, nothing has to be compared or held twice.
    if (missingSince === undefined && hasKey && sameValue(row, contact.row)) return contact;
    const keys = hasKey ? contact.keys : [...contact.keys, key];
    return { ...rest, row, keys, ...(missingSince === undefined ? {} : { returnedAt: exportedAt }) };
  });
  const added = matched.fresh.map(
    ({ contactId, row }): Contact => ({
      contactId,
      keys: [rowKey(row)],
      row,
      facts: {},
      firstSeenAt: exportedAt,
    }),
  );
  const absent = matched.absent.map(
    (contact): Contact =>
      contact.missingSince === undefined ? { ...contact, missingSince: exportedAt } : contact,
  );
  return [...present, ...added, ...absent];
}
