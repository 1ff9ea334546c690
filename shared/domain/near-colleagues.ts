import { groupBy } from './collections.ts';
import type { Contact } from './contact.ts';
import { plusDays } from './days.ts';
import { type Employers, jobsOn } from './employers.ts';
import type { Evidence } from './evidence-kinds.ts';
import type { IsoDay } from './ids.ts';
import type { RememberedJob } from './memory.ts';

const withinDays = 14;
const fewestProven = 3;

/** Who connected in the days in which colleagues did. */
export type NearColleagues = {
  /** At most one weak fact: during this job, at least three proven colleagues connected within 14 days (PRODUCT section 2). */
  evidenceFor(contact: Contact): Evidence[];
  /** Contacts who are proven colleagues at a company. */
  proven(company: string): number;
};

/** `provenAt` is the company of the owner's at which a contact surely was a colleague. Made once an audit. */
export function nearColleaguesOf(input: {
  readonly contacts: readonly Contact[];
  readonly jobs: readonly RememberedJob[];
  readonly employers: Pick<Employers, 'keyOf'>;
  readonly provenAt: (contact: Contact) => string | undefined;
}): NearColleagues {
  const { jobs, employers } = input;
  const proven = input.contacts.flatMap((contact) => {
    const { contactId, row } = contact;
    const company = input.provenAt(contact);
    return company === undefined
      ? []
      : [{ contactId, employer: employers.keyOf(company), on: row.connectedOn }];
  });
  const isProven = new Set(proven.map(({ contactId }) => contactId));
  const days = new Map(
    [...groupBy(proven, ({ employer }) => employer)].map(([employer, found]) => [
      employer,
      found.map(({ on }) => on).sort(),
    ]),
  );
  const daysAt = (company: string): readonly IsoDay[] => days.get(employers.keyOf(company)) ?? [];
  return {
    evidenceFor({ contactId, row: { connectedOn } }) {
      if (isProven.has(contactId)) return [];
      const job = jobsOn(connectedOn, jobs).find(
        ({ company }) => countNear(daysAt(company), connectedOn) >= fewestProven,
      );
      if (job === undefined) return [];
      const { company } = job;
      return [
        {
          kind: 'nearColleagues',
          strength: 'weak',
          ownAct: false,
          at: connectedOn,
          file: 'positions',
          detail: company,
        },
      ];
    },
    proven: (company) => daysAt(company).length,
  };
}

/** How many of the sorted days lie within 14 days of a day, before or after. */
const countNear = (sorted: readonly IsoDay[], day: IsoDay): number =>
  sorted.length < fewestProven
    ? 0
    : countUpTo(sorted, plusDays(day, withinDays)) - countUpTo(sorted, plusDays(day, -withinDays - 1));

/** How many of the sorted days lie up to a day. */
function countUpTo(sorted: readonly IsoDay[], day: IsoDay): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? '') <= day) low = middle + 1;
    else high = middle;
  }
  return low;
}
