import { type Contact, contactIdOf } from '../../shared/domain/contact.ts';
import type { Finding } from '../../shared/domain/finding.ts';
import type { Flag } from '../../shared/domain/flag.ts';
import {
  contactSubject,
  groupSubject,
  type IsoDay,
  type IsoTime,
  invitationSubject,
  type OwnerId,
  personId,
  type Subject,
  sameSubject,
} from '../../shared/domain/ids.ts';
import { type ComplianceEntry, complianceId, type Owner } from '../../shared/domain/owner.ts';
import { removalsSubject } from '../../shared/domain/rules/removals.ts';
import type { ContactStore } from '../../shared/ports/contact-store.ts';
import { flagOf, person, subjectOf } from './people.ts';
import { createWorld, type World } from './world.ts';

const day = (text: string): IsoDay => text as IsoDay;
const time = (text: string): IsoTime => text as IsoTime;

/** A question of every kind, each with its subject. */
export const group = groupSubject('burst-2025-03-04');
export const removals = removalsSubject;
export const compliance = subjectOf(1);
export const contact = subjectOf(4);
const inviter = personId('in/wants-in');
export const invitation = invitationSubject(inviter);

const exportedAt = time('2026-10-28T09:00:00.000Z');
const before = time('2026-03-02T09:00:00.000Z');
const promisedAt = time('2026-09-12T08:00:00.000Z');

const firstNames = ['Jorrit', 'Wiebke', 'Alma', 'Taavi', 'Ysolde', 'Benno', 'Smilla', 'Ode'];

/** A member of the group: connected in the first days of March 2025, and no trace. */
export function member(place: number): Contact {
  const row = {
    firstName: firstNames[place % firstNames.length] ?? 'Alma',
    lastName: `Wellenhofer-${place}`,
    slug: `wave-${place}`,
    position: 'Projektleitung Anlagenbau',
    company: `Werk ${place % 40} Apparatebau GmbH`,
    connectedOn: day(`2025-03-0${4 + (place % 3)}`),
  };
  return {
    contactId: contactIdOf(row),
    keys: [`in/${row.slug}`],
    row,
    facts: {},
    firstSeenAt: before,
  };
}
export const memberSubject = (place: number): Subject => contactSubject(member(place).contactId);

/** Connected on one day: the first vanished in the very export in which the second appeared. */
const row = { firstName: 'Merle', lastName: 'Sandkrughaus', connectedOn: day('2019-05-20') };
export const vanished: Contact = {
  contactId: contactIdOf({ ...row, slug: 'merle-sandkrughaus' }),
  keys: ['in/merle-sandkrughaus'],
  row: { ...row, slug: 'merle-sandkrughaus', position: 'Einkäuferin', company: 'Deichwerke GmbH' },
  facts: { notedOn: day('2020-01-07') },
  firstSeenAt: before,
  missingSince: exportedAt,
};
export const appeared: Contact = {
  contactId: contactIdOf({ ...row, slug: 'merle-s-2' }),
  keys: ['in/merle-s-2'],
  row: { ...row, slug: 'merle-s-2', position: 'Leiterin Einkauf', company: 'Hafenkontor Sühl' },
  facts: {},
  firstSeenAt: exportedAt,
};
export const pair = sameSubject(vanished.contactId, appeared.contactId);

/** Somebody whom the list of the compliance entry names. */
export const entry: ComplianceEntry = {
  by: 'company',
  value: 'Nordlicht Apparatebau',
  reason: 'Wettbewerbsverbot aus dem Vertrag vom Mai',
  until: day('2027-05-31'),
};

/** Two who left by themselves, one surely and one only in the newest export. */
export const gone: Contact = { ...person(20), missingSince: time('2026-06-01T09:00:00.000Z') };
const missing: Contact = { ...person(21), missingSince: exportedAt };

/** Two of whom the removal was promised, still there. */
const promised = [person(30), person(31)];

const findings = (members: number): readonly Omit<Finding, 'evidence' | 'looked' | 'cannotKnow'>[] => [
  {
    subject: compliance,
    contactId: person(1).contactId,
    ruleId: 'compliance',
    reason: {
      kind: 'compliance',
      by: entry.by,
      value: entry.value,
      entry: complianceId(entry),
      until: day('2027-05-31'),
      connectedOn: person(1).row.connectedOn,
    },
  },
  {
    subject: removals,
    ruleId: 'removals',
    members: promised.map(({ contactId }) => contactId),
    reason: { kind: 'removals', count: 2, cameBack: 0, promisedOn: day('2026-09-12'), on: day('2026-10-28') },
  },
  {
    subject: pair,
    contactId: appeared.contactId,
    ruleId: 'samePerson',
    members: [appeared.contactId, vanished.contactId],
    reason: {
      kind: 'samePerson',
      other: 'Merle Sandkrughaus',
      missingSince: day('2026-10-28'),
      connectedOn: row.connectedOn,
      by: 'name',
    },
  },
  {
    subject: group,
    ruleId: 'burst',
    members: places(members).map((place) => member(place).contactId),
    reason: {
      kind: 'burst',
      from: day('2025-03-04'),
      to: day('2025-03-06'),
      connections: members + 2,
      unexplained: members,
    },
  },
  {
    subject: invitation,
    ruleId: 'invitationPending',
    invited: { name: 'Thorben Reetmoor', slug: 'wants-in' },
    reason: { kind: 'invitationPending', on: day('2026-09-30'), withNote: true },
  },
];

const places = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

/** The digest of all kinds: compliance, removals, pair, group, a contact, an invitation, in this order. */
export async function createKinds(
  parts: { members?: number; owner?: Partial<Owner>; now?: Date } = {},
): Promise<World> {
  const { members = 14, owner, now } = parts;
  const subjects = [compliance, removals, pair, group, contact, invitation];
  const world = await createWorld({
    asked: 4,
    owner: { compliance: [entry], ...owner },
    record: { questions: subjects.map((subject, index) => ({ no: index + 1, subject })) },
    // The newest export lacks nobody whom a cut file would lack too.
    head: { covers: { order: 'newestFirst', from: day('2005-01-01'), to: day('2026-10-01') } },
    ...(now === undefined ? {} : { now }),
  });
  await writeKinds(world.store, world.owner.ownerId, members);
  await world.store.writeFlags(world.owner.ownerId, [
    ...[1, 2, 3].map((place) => flagOf(place, 'lapsed')),
    flagOf(4),
  ]);
  world.writes.length = 0;
  return world;
}

/** The people, flags and promises of all kinds, for any store. */
export async function writeKinds(store: ContactStore, ownerId: OwnerId, members: number): Promise<void> {
  await store.writeContacts(ownerId, [
    person(1),
    person(4),
    vanished,
    appeared,
    gone,
    missing,
    ...promised,
    ...places(members).map(member),
  ]);
  await store.writeFlags(
    ownerId,
    findings(members).map((finding) => flag({ ...finding, ...nothingLooked })),
  );
  for (const { contactId } of promised)
    await store.recordAnswer(ownerId, {
      subject: contactSubject(contactId),
      given: { answer: 'remove' },
      at: promisedAt,
      via: 'review',
    });
  await store.writeMemory(ownerId, {
    invitations: [],
    jobs: [],
    formerEmployers: [],
    ownFacts: [],
    excerpts: [
      {
        personId: inviter,
        kind: 'invitationNote',
        by: 'contact',
        on: day('2026-09-30'),
        text: 'Moin, <i>wir</i> suchen Ventile für die Schleuse. Haben Sie welche?',
      },
    ],
  });
}

const nothingLooked: Pick<Finding, 'evidence' | 'looked' | 'cannotKnow'> = {
  evidence: [],
  looked: ['connections', 'messages'],
  cannotKnow: [],
};

const flag = (finding: Finding): Flag => ({
  subject: finding.subject,
  ruleId: finding.ruleId,
  state: 'open',
  openedAt: time('2026-11-01T07:00:00.000Z'),
  finding,
});

/** The fields that give some members an answer of their own, all others the group's. */
export const membersAs = (
  count: number,
  own: Readonly<Record<number, string>> = {},
): Record<string, string> =>
  Object.fromEntries(
    places(count).map((place) => [`member.${group}.${member(place).contactId}`, own[place] ?? 'group']),
  );
export const promisedField = (place: 30 | 31): string => `member.${removals}.${person(place).contactId}`;
