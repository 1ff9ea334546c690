import { groupBy } from './collections.ts';
import type { Contact } from './contact.ts';
import { dayNumber } from './days.ts';
import { type Employers, jobsOn } from './employers.ts';
import type { Evidence } from './evidence-kinds.ts';
import type { IsoDay } from './ids.ts';
import type { RememberedJob } from './memory.ts';
import type { Thresholds } from './policy.ts';

const nearColleagues = {
  kind: 'nearColleagues',
  strength: 'weak',
  ownAct: false,
  file: 'positions',
} as const;

/** Who connected in the days in which colleagues did. */
export type NearColleagues = {
  /** At most one weak fact: during this job, enough proven colleagues connected in the days around (PRODUCT section 2). */
  evidenceFor(contact: Contact): readonly Evidence[];
  /** Contacts who are proven colleagues at a company. */
  proven(company: string): number;
};

/** `provenAt` is the company of the owner's at which a contact surely was a colleague. Made once an audit. */
export function nearColleaguesOf(input: {
  readonly contacts: readonly Contact[];
  readonly jobs: readonly RememberedJob[];
  readonly employers: Pick<Employers, 'keyOf'>;
  readonly provenAt: (contact: Contact) => string | undefined;
  readonly policy: Pick<Thresholds, 'colleaguesWithinDays' | 'colleaguesFromProven'>;
}): NearColleagues {
  const { jobs, employers, policy } = input;
  const { colleaguesWithinDays: within, colleaguesFromProven: from } = policy;
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
      found.map(({ on }) => dayNumber(on)).sort((a, b) => a - b),
    ]),
  );
  const daysAt = (company: string): readonly number[] => days.get(employers.keyOf(company)) ?? [];
  const evidenceOn = (day: IsoDay): readonly Evidence[] => {
    const on = dayNumber(day);
    const near = (company: string): number =>
      countUpTo(daysAt(company), on + within) - countUpTo(daysAt(company), on - within - 1);
    const job = jobsOn(day, jobs).find(({ company }) => near(company) >= from);
    return job === undefined ? [] : [{ ...nearColleagues, at: day, detail: job.company }];
  };
  // A network has fewer days than contacts: each is looked at once.
  const known = new Map<IsoDay, readonly Evidence[]>();
  return {
    evidenceFor({ contactId, row: { connectedOn } }) {
      if (isProven.has(contactId)) return [];
      const found = known.get(connectedOn) ?? evidenceOn(connectedOn);
      known.set(connectedOn, found);
      return found;
    },
    proven: (company) => daysAt(company).length,
  };
}

/** How many of the sorted days, by their numbers, lie up to a day. */
function countUpTo(sorted: readonly number[], day: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) <= day) low = middle + 1;
    else high = middle;
  }
  return low;
}
