import { compareText, groupBy, sameValue } from './collections.ts';
import type { Contact, ContactRow } from './contact.ts';
import { fullName, rowKey } from './contact.ts';
import { withFirstConnection } from './facts.ts';
import type { ContactId, IsoTime } from './ids.ts';
import { personId } from './ids.ts';
import { type KeyMatched, matchByKey, nameAndDay } from './match-by-key.ts';
import type { UnreadContact } from './snapshot.ts';
import { type Unread, unreadAmong } from './unread.ts';

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
  /** Who is not among the rows that could be read, and may be one of the others. */
  readonly unread: readonly Unread[];
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
 * somebody gave up may belong to somebody else by now. Nobody is absent who may be one of the `unread`.
 */
export function matchRows(
  known: readonly Contact[],
  rows: readonly ContactRow[],
  exportedAt: IsoTime,
  unread: readonly UnreadContact[] = [],
): Matched {
  const { pairs, unmatched } = matchByKey(known, rows, exportedAt);
  const taken = new Set(pairs.map(({ contact }) => contact.contactId));
  const isSeen = unreadAmong(
    known.filter(({ contactId }) => !taken.has(contactId)),
    unread,
  );
  const vanished = known.filter(
    ({ contactId, missingSince }) =>
      !taken.has(contactId) &&
      isSeen.get(contactId)?.isSure !== true &&
      (missingSince === undefined || missingSince === exportedAt),
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
      rows,
    ),
    absent: known.filter(
      ({ contactId }) => !taken.has(contactId) && !renamedIds.has(contactId) && !isSeen.has(contactId),
    ),
    unread: [...isSeen.values()].filter(({ contact }) => !renamedIds.has(contact.contactId)),
  };
}

/**
 * An older export beside the known contacts: who of them stands in it, by a key, or by name and day like those who were
 * renamed since; and the rows under somebody's key of today or of another time that show somebody else.
 */
export function matchEarlier(
  known: readonly Contact[],
  rows: readonly ContactRow[],
): Pick<KeyMatched, 'pairs' | 'strangers'> {
  const { pairs, unmatched, strangers } = matchByKey(known, rows);
  const taken = new Set(pairs.map(({ contact }) => contact.contactId));
  const renamed = pairUnique(
    known.filter(({ contactId }) => !taken.has(contactId)),
    unmatched,
    [],
  );
  const theirs = new Set(renamed.map(({ row }) => row));
  return { pairs: [...pairs, ...renamed], strangers: strangers.filter((row) => !theirs.has(row)) };
}

// The id of a key that is somebody's former one is theirs for ever; whoever has the key now gets another.
function withNewIds(
  known: readonly Contact[],
  rows: readonly ContactRow[],
  all: readonly ContactRow[],
): Matched['fresh'] {
  const used = new Set(known.map(({ contactId }) => contactId));
  const twins = groupBy(
    all.filter(({ slug }) => slug === undefined),
    rowKey,
  );
  return rows.map((row) => {
    const alone = (twins.get(rowKey(row)) ?? []).length <= 1;
    for (const text of idTexts(row, alone)) {
      const contactId = personId(text);
      if (used.has(contactId)) continue;
      used.add(contactId);
      return { contactId, row };
    }
    throw new RangeError('ids never run out');
  });
}

// What a part of the same export wrote before must not change anybody's: the texts depend on the row alone.
function* idTexts(row: ContactRow, alone: boolean): Generator<string> {
  const key = rowKey(row);
  if (alone) yield key;
  if (alone) yield `${key}@${row.connectedOn}`;
  const whole = JSON.stringify([key, row.connectedOn, fullName(row), row.email ?? '', row.company ?? '']);
  for (let no = 1; ; no++) yield `${whole}@${no}`;
}

function pairUnique(
  contacts: readonly Contact[],
  rows: readonly ContactRow[],
  written: readonly ContactRow[],
): { contact: Contact; row: ContactRow }[] {
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
  const back = matched.unread.flatMap(({ contact, isSure }): Change[] =>
    isSure && contact.missingSince !== undefined ? [{ kind: 'returned', contactId: contact.contactId }] : [],
  );
  const added = matched.fresh.map(({ contactId }): Change => ({ kind: 'added', contactId }));
  const missing = matched.absent
    .filter((contact) => contact.missingSince === undefined)
    .map((contact): Change => ({ kind: 'missing', contactId: contact.contactId }));
  return [...seen, ...back, ...added, ...missing].sort(
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
    const facts = withFirstConnection(contact.facts, row, contact.row);
    return { ...rest, row, keys, facts, ...(missingSince === undefined ? {} : { returnedAt: exportedAt }) };
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
  const unread = matched.unread.map(({ contact, isSure }): Contact => {
    const { missingSince, ...rest } = contact;
    return isSure && missingSince !== undefined ? { ...rest, returnedAt: exportedAt } : contact;
  });
  return [...present, ...added, ...absent, ...unread];
}
