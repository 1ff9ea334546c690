import { type Contact, type ContactFacts, contactIdOf } from '../../shared/domain/contact.ts';
import type { Evidence } from '../../shared/domain/evidence-kinds.ts';
import type { Reason, RuleId } from '../../shared/domain/finding.ts';
import type { Flag } from '../../shared/domain/flag.ts';
import {
  contactSubject,
  type IsoDay,
  type IsoMonth,
  type IsoTime,
  type Subject,
} from '../../shared/domain/ids.ts';
import type { Excerpt } from '../../shared/domain/memory.ts';
import { people } from './people-names.ts';

const day = (text: string): IsoDay => text as IsoDay;

/** The contact of that place; beyond the twelve people they are numbered. */
export function person(place: number): Contact {
  const [firstName, lastName, position, company] = people[place - 1] ?? [
    'Runa',
    `Nummerin ${place}`,
    'Analystin',
    'Zahlwerk',
  ];
  const slug = `person-${place}`;
  const connectedOn = day(`20${10 + (place % 15)}-0${1 + (place % 9)}-1${place % 10}`);
  const row = { firstName, lastName, slug, position, company, connectedOn };
  return {
    contactId: contactIdOf(row),
    keys: [`in/${slug}`],
    row,
    facts: factsOf(place),
    firstSeenAt: '2024-01-05T10:00:00.000Z' as IsoTime,
  };
}

function factsOf(place: number): ContactFacts {
  if (place === 4)
    return { recommendationGivenOn: day('2021-05-03'), endorsementReceivedOn: day('2019-08-20') };
  const wrote = place % 4 === 2 ? 'sent' : 'received';
  return place % 4 === 1 ? {} : { messages: { sent: 0, received: 0, turnBack: false, [wrote]: 4 } };
}

export const subjectOf = (place: number): Subject => contactSubject(person(place).contactId);

const searchedUntil = day('2026-10-28');

function reasonFor(place: number): readonly [RuleId, Reason] {
  const { connectedOn } = person(place).row;
  const since = day(`20${20 + (place % 6)}-04-0${1 + (place % 9)}`);
  switch (place % 4) {
    case 1:
      return ['unknownOrigin', { kind: 'noTrace', connectedOn, searchedUntil }];
    case 2:
      return [
        'unreciprocated',
        { kind: 'theyNeverAnswered', messages: place, since, searchedUntil, noTrace: place < 6 },
      ];
    case 3:
      return [
        'unreciprocated',
        { kind: 'youNeverAnswered', messages: 4, since, searchedUntil, noTrace: true },
      ];
    default:
      return [
        'lostFromSight',
        { kind: 'lostFromSight', lastIn: '2021-06' as IsoMonth, messages: 14 + place },
      ];
  }
}

const conversation: Evidence = {
  kind: 'conversation',
  strength: 'strong',
  ownAct: true,
  at: '2021-06' as IsoMonth,
  file: 'messages',
};

export function flagOf(place: number, state: Flag['state'] = 'open'): Flag {
  const [ruleId, reason] = reasonFor(place);
  const subject = subjectOf(place);
  return {
    subject,
    ruleId,
    state,
    openedAt: '2026-11-01T07:00:00.000Z' as IsoTime,
    finding: {
      subject,
      contactId: person(place).contactId,
      ruleId,
      reason,
      evidence: ruleId === 'lostFromSight' ? [conversation] : [],
      looked: ['connections', 'profile', 'messages', 'invitations', 'positions', 'endorsementsReceived'],
      cannotKnow: ['notes', 'recommendationsGiven'],
    },
  };
}

export const excerpts: readonly Excerpt[] = [
  {
    personId: person(3).contactId,
    kind: 'invitationNote',
    by: 'contact',
    on: day('2013-04-12'),
    text: 'Hallo! Dein Vortrag über Druckregler in Hannover war <b>groß</b>. Vernetzen wir uns?',
  },
  {
    personId: person(4).contactId,
    kind: 'firstMessage',
    by: 'owner',
    on: day('2014-06-02'),
    text: 'Liebe Frau Ährenfelderin, wie versprochen die Unterlagen vom Kolloquium.',
  },
];
