import { compareText, groupBy } from './collections.ts';
import { type Contact, fullName } from './contact.ts';
import { daysBetween, monthNumber, monthOf } from './days.ts';
import type { Hook } from './digest.ts';
import { type Employers, jobsOn } from './employers.ts';
import { nearestEvent } from './evidence.ts';
import type { ContactId, IsoDay } from './ids.ts';
import type { Memory, RememberedOwnFact } from './memory.ts';
import type { Thresholds } from './policy.ts';
import { wavesOf } from './rules/burst.ts';

const namesShown = 3;
/** As many hooks of the owner's own life as one question shows: a mail has to stay short. */
const ownHooksShown = 2;
/** How long after a post of the owner's somebody may have connected because of it. */
export const ownHookDays = 3;

/** The thresholds that say what is near a connection. */
export type HookThresholds = Pick<
  Thresholds,
  'burstWithinDays' | 'burstFromConnections' | 'ownEventWithinDays'
>;

/** What the hooks are made of, beside the contacts. */
type HookSources = Pick<Memory, 'jobs' | 'ownFacts'> & {
  readonly employers: Pick<Employers, 'keyOf'>;
  readonly policy: HookThresholds;
};

/**
 * Makes the memory hooks of any contact of one network: who else was added that day or in the same burst, other
 * contacts at that company, where the owner worked then, and what else the owner did in those days. They help to
 * remember and are no evidence.
 */
export function memoryHooks(
  contacts: readonly Contact[],
  { jobs, ownFacts, employers, policy }: HookSources,
): (contact: Contact) => Hook[] {
  const connected = contacts.filter((contact) => contact.missingSince === undefined);
  const { keyOf } = employers;
  const employerOf = ({ row: { company = '' } }: Contact): string => keyOf(company);
  const crowdOn = crowdsBy(connected, (contact) => contact.row.connectedOn);
  const crowdAt = crowdsBy(
    connected.filter((contact) => employerOf(contact) !== ''),
    employerOf,
  );
  const facts = groupBy(ownFacts, ({ kind }) => kind);
  const sameBurst = burstHooks(contacts, policy);
  return (contact) => {
    const { company, connectedOn } = contact.row;
    const [job] = jobsOn(connectedOn, jobs);
    const sameDay = others(crowdOn(connectedOn), contact);
    const sameCompany = company === undefined ? undefined : others(crowdAt(keyOf(company)), contact);
    return [
      ...(sameDay === undefined ? [] : [{ kind: 'sameDay', ...sameDay } as const]),
      ...sameBurst(connectedOn),
      ...(sameCompany === undefined || company === undefined
        ? []
        : [{ kind: 'sameCompany', company, ...sameCompany } as const]),
      ...(job === undefined ? [] : [{ kind: 'ownJob', company: job.company, title: job.title } as const]),
      ...ownHooks(contact, (kind) => facts.get(kind) ?? [], { keyOf, policy }).slice(0, ownHooksShown),
    ];
  };
}

/** Who connected on the other days of a burst, by a day of it; what was answered about the burst does not matter here. */
function burstHooks(contacts: readonly Contact[], policy: HookThresholds): (day: IsoDay) => readonly Hook[] {
  const made = new Map<IsoDay, readonly Hook[]>();
  let bursts: ReturnType<typeof wavesOf> | undefined;
  const hooksOn = (day: IsoDay): readonly Hook[] => {
    bursts ??= wavesOf({ everybody: contacts, policy, decisions: [] });
    const burst = bursts.find(({ from, to }) => from <= day && day <= to)?.contacts ?? [];
    const there = burst.filter(
      ({ row, missingSince }) => row.connectedOn !== day && missingSince === undefined,
    );
    if (there.length === 0) return [];
    const days = burst.map(({ row }) => row.connectedOn).sort();
    const shown = there.toSorted((a, b) => compareText(a.contactId, b.contactId)).slice(0, namesShown);
    const names = shown.map(({ row }) => fullName(row));
    const [from = day, to = day] = [days[0], days.at(-1)];
    return [{ kind: 'sameBurst', from, to, names, others: there.length - names.length }];
  };
  return (day) => {
    const hooks = made.get(day) ?? hooksOn(day);
    made.set(day, hooks);
    return hooks;
  };
}

/** What the owner did around the day of the connection; what tells most about this very contact comes first. */
function ownHooks(
  { row, facts }: Contact,
  factsOf: (kind: RememberedOwnFact['kind']) => readonly RememberedOwnFact[],
  { keyOf, policy }: Pick<Employers, 'keyOf'> & Pick<HookSources, 'policy'>,
): Hook[] {
  const { connectedOn, company = '' } = row;
  const employer = keyOf(company);
  const event = nearestEvent(connectedOn, factsOf('event'), policy);
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

/** Those who share a day or an employer. */
type Crowd = {
  readonly ids: ReadonlySet<ContactId>;
  /** The first by contact id: as many as are shown, and one more, who may be the very contact that is asked about. */
  readonly first: readonly Contact[];
};

// An employer of thousands is looked at for each of its people, and most employers for nobody: each is sorted when it is
// first looked at, and never again.
function crowdsBy(
  contacts: readonly Contact[],
  keyOf: (contact: Contact) => string,
): (key: string) => Crowd | undefined {
  const groups = groupBy(contacts, keyOf);
  const made = new Map<string, Crowd>();
  return (key) => {
    const group = groups.get(key);
    const standing = made.get(key);
    if (group === undefined || standing !== undefined) return standing;
    const sorted = group.toSorted((a, b) => compareText(a.contactId, b.contactId));
    const crowd: Crowd = {
      ids: new Set(group.map(({ contactId }) => contactId)),
      first: sorted.slice(0, namesShown + 1),
    };
    made.set(key, crowd);
    return crowd;
  };
}

function others(
  crowd: Crowd | undefined,
  { contactId }: Contact,
): { names: string[]; others: number } | undefined {
  if (crowd === undefined) return undefined;
  const count = crowd.ids.size - (crowd.ids.has(contactId) ? 1 : 0);
  if (count === 0) return undefined;
  const shown = crowd.first.filter((other) => other.contactId !== contactId).slice(0, namesShown);
  return { names: shown.map(({ row }) => fullName(row)), others: count - shown.length };
}
