import { compareText, groupBy } from './collections.ts';
import { type Contact, fullName } from './contact.ts';
import { daysBetween, monthNumber, monthOf } from './days.ts';
import type { Hook } from './digest.ts';
import { type Employers, employersOf, jobsOn } from './employers.ts';
import type { IsoDay } from './ids.ts';
import type { Memory, RememberedOwnFact } from './memory.ts';

const namesShown = 3;
/** As many hooks of the owner's own life as one question shows: a mail has to stay short. */
const ownHooksShown = 2;
/** How long after a post or event of the owner's somebody may have connected because of it. */
export const ownHookDays = 3;

/** What the hooks are made of, beside the contacts. */
type HookMemory = Pick<Memory, 'jobs' | 'ownFacts'>;

/**
 * Makes the memory hooks of any contact of one network: who else was added that day, other contacts at that company,
 * where the owner worked then, and what else the owner did in those days. They help to remember and are no evidence.
 */
export function memoryHooks(
  contacts: readonly Contact[],
  { jobs, ownFacts }: HookMemory,
): (contact: Contact) => Hook[] {
  const connected = contacts.filter((contact) => contact.missingSince === undefined);
  const { keyOf } = employersOf([], []);
  const employerOf = ({ row: { company = '' } }: Contact): string => keyOf(company);
  const byDay = groupBy(connected, (contact) => contact.row.connectedOn);
  const byCompany = groupBy(
    connected.filter((contact) => employerOf(contact) !== ''),
    employerOf,
  );
  const facts = groupBy(ownFacts, ({ kind }) => kind);
  return (contact) => {
    const { company, connectedOn } = contact.row;
    const [job] = jobsOn(connectedOn, jobs);
    const sameDay = others(byDay.get(connectedOn), contact);
    const sameCompany = company === undefined ? undefined : others(byCompany.get(keyOf(company)), contact);
    return [
      ...(sameDay === undefined ? [] : [{ kind: 'sameDay', ...sameDay } as const]),
      ...(sameCompany === undefined || company === undefined
        ? []
        : [{ kind: 'sameCompany', company, ...sameCompany } as const]),
      ...(job === undefined ? [] : [{ kind: 'ownJob', company: job.company, title: job.title } as const]),
      ...ownHooks(contact, (kind) => facts.get(kind) ?? [], keyOf).slice(0, ownHooksShown),
    ];
  };
}

/** What the owner did around the day of the connection; what tells most about this very contact comes first. */
function ownHooks(
  { row, facts }: Contact,
  factsOf: (kind: RememberedOwnFact['kind']) => readonly RememberedOwnFact[],
  keyOf: Employers['keyOf'],
): Hook[] {
  const { connectedOn, company = '' } = row;
  const employer = keyOf(company);
  const event = latest(factsOf('event').filter((fact) => isShortlyBefore(connectedOn, fact)));
  const follow = latest(
    employer === '' ? [] : factsOf('companyFollow').filter(({ name }) => keyOf(name) === employer),
  );
  const school = latest(factsOf('school').filter((fact) => lasted(connectedOn, fact)));
  const volunteering = latest(factsOf('volunteering').filter((fact) => lasted(connectedOn, fact)));
  const post = latest(factsOf('post').filter((fact) => isShortlyBefore(connectedOn, fact)));
  const { followedOn } = facts;
  return [
    ...(event === undefined ? [] : [{ kind: 'ownEvent', name: event.name, on: dayIn(event) } as const]),
    ...(followedOn === undefined ? [] : [{ kind: 'followedPerson', on: followedOn } as const]),
    ...(follow === undefined
      ? []
      : [{ kind: 'followedCompany', company: follow.name, on: dayIn(follow) } as const]),
    ...(school === undefined ? [] : [{ kind: 'ownSchool', name: school.name } as const]),
    ...(volunteering === undefined
      ? []
      : [{ kind: 'ownVolunteering', name: volunteering.name, title: volunteering.title } as const]),
    ...(post === undefined ? [] : [{ kind: 'ownPost', on: dayIn(post) } as const]),
  ];
}

/** Whether a fact of one day, or the last day of a longer one, lies at most 3 days before the day, or on it. */
function isShortlyBefore(
  day: IsoDay,
  { from, until = from }: Pick<RememberedOwnFact, 'from' | 'until'>,
): boolean {
  if (from.length !== 10 || until.length !== 10 || from > day) return false;
  return daysBetween(until as IsoDay, day) <= ownHookDays;
}

// A part of somebody's life that has no end is not over.
function lasted(day: IsoDay, { from, until }: RememberedOwnFact): boolean {
  const month = monthNumber(monthOf(day));
  return (
    monthNumber(from as never) <= month && (until === undefined || month <= monthNumber(until as never, true))
  );
}

const dayIn = ({ from }: RememberedOwnFact): IsoDay => from as IsoDay;

const latest = (facts: readonly RememberedOwnFact[]): RememberedOwnFact | undefined =>
  [...facts].sort((a, b) => compareText(b.from, a.from) || compareText(a.name, b.name))[0];

function others(
  group: readonly Contact[] = [],
  contact: Contact,
): { names: string[]; others: number } | undefined {
  const rest = group
    .filter((other) => other.contactId !== contact.contactId)
    .sort((a, b) => compareText(a.contactId, b.contactId));
  if (rest.length === 0) return undefined;
  return {
    names: rest.slice(0, namesShown).map((other) => fullName(other.row)),
    others: Math.max(0, rest.length - namesShown),
  };
}
