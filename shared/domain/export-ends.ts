import { once } from './collections.ts';
import { type Contact, type Covers, isGoneAfter, type Sight } from './contact.ts';
import { later } from './days.ts';
import type { IsoDay, IsoTime } from './ids.ts';
import { cameAt } from './same-person.ts';

/**
 * Where the exports of before ended, told by who stood in them: nothing else is kept of them. A file that was cut short lacks
 * whoever stood behind its last row, so that only a row behind somebody shows that they were left out.
 */
export type ExportEnds = {
  /** Whether the export of that date had somebody behind the contact, so that it surely lacked them. */
  hadBehind(contact: Contact, at: IsoTime): boolean;
  /** The same of the exports right before that date; true where rows are in no order, and nobody can tell. */
  hadBehindBefore(contact: Contact, at: IsoTime): boolean;
  /**
   * Whether two accepted exports at least 7 days apart lack the contact and end at one and the same row: a cut would hardly
   * take both off at one place. Where rows are in no order, it takes the two exports alone.
   */
  endAlike(contact: Contact, missingSince: IsoTime): boolean;
};

/** `isExpected`: whoever is to be removed may go from the end of a file, and it is still the same end. */
export function exportEnds(input: {
  readonly contacts: readonly Contact[];
  readonly newest: Sight;
  readonly isExpected: (contact: Contact) => boolean;
}): ExportEnds {
  const { contacts, newest, isExpected } = input;
  const { exportedAt, covers } = newest;
  // Where the newest file does not tell, those before it were most likely in the network's own order.
  const isBehind = orders[covers?.order ?? 'newestFirst'];
  const endAt = perDate((at) => lastDay(contacts, isBehind, (one) => stoodIn(one, at)));
  const endBefore = perDate((at) => lastDay(contacts, isBehind, (one) => stoodBefore(one, at)));
  const expected = once(() => contacts.filter(isExpected));
  const expectedEndAt = perDate((at) => lastDay(expected(), isBehind, (one) => stoodIn(one, at)));
  // Nobody left the end of the files after this.
  const endsHereSince = once(() => {
    const end = expectedEndAt(exportedAt);
    return expected().reduce<IsoTime | undefined>(
      (since, { row, missingSince }) =>
        end === undefined || isBehind?.(end, row.connectedOn) ? since : later(since, missingSince),
      undefined,
    );
  });
  const had = (end: IsoDay | undefined, { row }: Contact): boolean =>
    end !== undefined && isBehind?.(end, row.connectedOn) === true;
  return {
    hadBehind: (contact, at) => isBehind !== undefined && had(endAt(at), contact),
    hadBehindBefore: (contact, at) => isBehind === undefined || had(endBefore(at), contact),
    endAlike: ({ contactId }, missingSince) => {
      if (covers === undefined || newest.unread?.includes(contactId)) return false;
      if (isBehind === undefined) return isGoneAfter(missingSince, exportedAt);
      const since = later(missingSince, endsHereSince()) ?? missingSince;
      return isGoneAfter(since, exportedAt) && expectedEndAt(since) === expectedEndAt(exportedAt);
    },
  };
}

/** Whether a row of the first day stands behind one of the second. */
type IsBehind = (a: IsoDay, b: IsoDay) => boolean;

const orders: Readonly<Record<Covers['order'], IsBehind | undefined>> = {
  newestFirst: (a, b) => a < b,
  oldestFirst: (a, b) => a > b,
  unordered: undefined,
};

const stoodIn = (contact: Contact, at: IsoTime): boolean =>
  cameAt(contact) <= at && (contact.missingSince === undefined || contact.missingSince > at);
const stoodBefore = (contact: Contact, at: IsoTime): boolean =>
  cameAt(contact) < at && (contact.missingSince === undefined || contact.missingSince >= at);

function lastDay(
  contacts: readonly Contact[],
  isBehind: IsBehind | undefined,
  stood: (contact: Contact) => boolean,
): IsoDay | undefined {
  let end: IsoDay | undefined;
  for (const contact of contacts) {
    const { connectedOn } = contact.row;
    if ((end === undefined || isBehind?.(connectedOn, end)) && stood(contact)) end = connectedOn;
  }
  return end;
}

/** Asked for few dates, and for each of them often. */
function perDate(find: (at: IsoTime) => IsoDay | undefined): (at: IsoTime) => IsoDay | undefined {
  const found = new Map<IsoTime, IsoDay | undefined>();
  return (at) => {
    if (!found.has(at)) found.set(at, find(at));
    return found.get(at);
  };
}
