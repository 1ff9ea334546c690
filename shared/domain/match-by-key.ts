import { compareText, groupBy } from './collections.ts';
import type { Contact, ContactRow } from './contact.ts';
import { fullName, rowKey } from './contact.ts';
import type { ContactId, IsoTime } from './ids.ts';
import { foldName, haveNamePart } from './names-of-people.ts';

/** A known contact and the row of an export that shows the same person. */
export type RowPair = { readonly contact: Contact; readonly row: ContactRow };

export type KeyMatched = {
  readonly pairs: readonly RowPair[];
  readonly unmatched: readonly ContactRow[];
  /** Those of the unmatched under a key of somebody else: the key was theirs at another time. */
  readonly strangers: readonly ContactRow[];
};

/**
 * Finds the known contact of each row by a key: first by the contact's key of today, then by a former one, since what
 * somebody gave up may belong to somebody else by now. A name and day that are
 * one contact's and one row's go before both. `exportedAt` is given where a part of this very export may have been
 * written before.
 */
export function matchByKey(
  known: readonly Contact[],
  rows: readonly ContactRow[],
  exportedAt?: IsoTime,
): KeyMatched {
  const now = groupBy(known, ({ row }) => rowKey(row));
  const ever = groupBy(
    known.flatMap((contact) => contact.keys.map((key) => ({ key, contact }))),
    ({ key }) => key,
  );
  const formerly = (key: string) => (ever.get(key) ?? []).map(({ contact }) => contact);
  const all = sortedRows(rows);
  const pairs = pairsDespiteKeys(known, ever, all);
  const taken = new Set<ContactId>(pairs.map(({ contact }) => contact.contactId));
  let open = without(all, pairs);
  for (const holders of [(key: string) => now.get(key) ?? [], formerly]) {
    const left: Keyed[] = [];
    for (const [key, ofKey] of groupBy(open, (keyed) => keyed.key)) {
      const free = holders(key).filter(({ contactId }) => !taken.has(contactId));
      const found = pairsOf(
        free,
        ofKey.map(({ row }) => row),
        exportedAt,
      );
      for (const pair of found) {
        taken.add(pair.contact.contactId);
        pairs.push(pair);
      }
      for (const keyed of without(ofKey, found)) left.push(keyed);
    }
    open = left;
  }
  const isHeld = ({ key }: Keyed) => now.has(key) || ever.has(key);
  return {
    pairs,
    unmatched: open.map(({ row }) => row),
    strangers: open.filter(isHeld).map(({ row }) => row),
  };
}

type Keyed = { readonly row: ContactRow; readonly key: string };

// Row order must not matter, not even for two rows of one key.
function sortedRows(rows: readonly ContactRow[]): Keyed[] {
  return rows
    .map((row) => ({ row, key: rowKey(row) }))
    .sort((a, b) => compareText(a.key, b.key) || compareText(JSON.stringify(a.row), JSON.stringify(b.row)));
}

function without(rows: readonly Keyed[], pairs: readonly RowPair[]): Keyed[] {
  const paired = new Set(pairs.map(({ row }) => row));
  return rows.filter(({ row }) => !paired.has(row));
}

/**
 * One contact and one row of the same folded name and day, where a key of the contact stands on another row, or the
 * row's key is or was another contact's: addresses change hands, and whoever has one now is not to get the answers
 * about who had it before.
 */
function pairsDespiteKeys(
  known: readonly Contact[],
  ever: ReadonlyMap<string, readonly { readonly contact: Contact }[]>,
  rows: readonly Keyed[],
): RowPair[] {
  const keys = new Set(rows.map(({ key }) => key));
  const contactsByName = groupBy(known, ({ row }) => nameAndDay(row));
  return [...groupBy(rows, ({ row }) => nameAndDay(row))].flatMap(([name, [keyed, ...otherRows]]) => {
    const [contact, ...others] = contactsByName.get(name) ?? [];
    if (contact === undefined || keyed === undefined || name.startsWith('@')) return [];
    if (others.length + otherRows.length > 0) return [];
    const isContested =
      contact.keys.some((key) => key !== keyed.key && keys.has(key)) ||
      (ever.get(keyed.key) ?? []).some((holder) => holder.contact !== contact);
    return isContested ? [{ contact, row: keyed.row }] : [];
  });
}

/** What two rows of one person share under whatever profile address: the folded name and the day of the connection. */
export const nameAndDay = (row: ContactRow): string => `${foldName(fullName(row))}@${row.connectedOn}`;

function pairsOf(
  holders: readonly Contact[],
  rows: readonly ContactRow[],
  exportedAt: IsoTime | undefined,
): RowPair[] {
  const [row] = rows;
  if (row === undefined || holders.length === 0) return [];
  // Two rows of one profile do not occur; without a profile they may be two people.
  if (row.slug === undefined) return pairNamesakes(holders, rows, exportedAt);
  const contact = holders
    .filter((holder) => maySame(holder.row, row))
    .sort((a, b) => Number(isAway(a)) - Number(isAway(b)) || compareText(a.contactId, b.contactId))[0];
  return contact === undefined ? [] : [{ contact, row }];
}

const isAway = ({ missingSince }: Contact): boolean => missingSince !== undefined;

/**
 * Whether two rows of one profile may show the same person. A connection keeps its day for ever and a new one has a later
 * day: with another day *and* a wholly different name it is somebody who took the address over. A part of the name is
 * enough, for who was removed, married and connected again.
 */
function maySame(before: ContactRow, now: ContactRow): boolean {
  return before.connectedOn === now.connectedOn || haveNamePart(fullName(before), fullName(now));
}

/** People of one name and day without profiles: told apart by e-mail address and company, else only where one is left over. */
function pairNamesakes(
  holders: readonly Contact[],
  rows: readonly ContactRow[],
  exportedAt: IsoTime | undefined,
): RowPair[] {
  const isNew = ({ firstSeenAt }: Contact) => firstSeenAt === exportedAt;
  const old = pairAlike(
    holders.filter((holder) => !isNew(holder)),
    rows,
  );
  const newcomers = pairAlike(holders.filter(isNew), old.rows);
  const [row, ...others] = old.rows;
  // As many as there were before any part of this export was written.
  const there = old.contacts.filter(
    (contact) => !isAway(contact) || (exportedAt !== undefined && contact.missingSince === exportedAt),
  );
  const [contact, ...more] = there.length > 0 ? there : old.contacts;
  const isLeftOver = contact !== undefined && row !== undefined && others.length + more.length === 0;
  return isLeftOver && newcomers.pairs.length === 0
    ? [...old.pairs, { contact, row }]
    : [...old.pairs, ...newcomers.pairs];
}

type Alike = {
  readonly pairs: readonly RowPair[];
  readonly contacts: readonly Contact[];
  readonly rows: readonly ContactRow[];
};

function pairAlike(contacts: readonly Contact[], rows: readonly ContactRow[]): Alike {
  const inOrder = contacts.toSorted(
    (a, b) => Number(isAway(a)) - Number(isAway(b)) || compareText(a.contactId, b.contactId),
  );
  const alike: readonly ((row: ContactRow) => string | undefined)[] = [
    ({ email, company }) => JSON.stringify([email, company]),
    ({ email }) => email,
  ];
  return alike.reduce<Alike>(pairByText, { pairs: [], contacts: inOrder, rows });
}

// The first row of a text with the first contact of that text, and so on: there may be thousands of one name and day.
function pairByText(left: Alike, textOf: (row: ContactRow) => string | undefined): Alike {
  const waiting = new Map(
    [...groupBy(left.contacts, ({ row }) => textOf(row))].map(([text, contacts]) => [
      text,
      contacts.values(),
    ]),
  );
  const found = left.rows.flatMap((row): RowPair[] => {
    const text = textOf(row);
    const contact: Contact | undefined = text === undefined ? undefined : waiting.get(text)?.next().value;
    return contact === undefined ? [] : [{ contact, row }];
  });
  const contacts = new Set(found.map(({ contact }) => contact));
  const rows = new Set(found.map(({ row }) => row));
  return {
    pairs: [...left.pairs, ...found],
    contacts: left.contacts.filter((one) => !contacts.has(one)),
    rows: left.rows.filter((one) => !rows.has(one)),
  };
}
