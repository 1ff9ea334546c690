import { compareText } from './collections.ts';
import type { Contact, SeenFact } from './contact.ts';
import { dayIn, daysBetween, later } from './days.ts';
import { employerEvidence } from './employer-evidence.ts';
import type { EvidenceContext } from './evidence-context.ts';
import type { Evidence, Strength } from './evidence-kinds.ts';
import { dayOfFact, provesAcquaintance, searchedBefore } from './facts.ts';
import type { IsoDay } from './ids.ts';
import { invitationEvidence } from './invitation-evidence.ts';
import { ownFactId, type RememberedOwnFact } from './memory.ts';
import type { Thresholds } from './policy.ts';

/**
 * All evidence about one contact as the rules look at it (`asSeen`), strongest first. Strengths and exclusions are those of
 * PRODUCT section 2; the order inside a strength is fixed, so that the same facts give the same list.
 */
export function collectEvidence(contact: Contact, context: EvidenceContext): Evidence[] {
  const found: Evidence[] = [];
  for (const source of sources) for (const fact of source(contact, context)) found.push(fact);
  return found.length < 2 ? found : found.sort((a, b) => rank[a.strength] - rank[b.strength]);
}

const rank: Readonly<Record<Strength, number>> = { final: 0, strong: 1, weak: 2 };

const sources: readonly ((contact: Contact, context: EvidenceContext) => readonly Evidence[])[] = [
  answerEvidence,
  noteEvidence,
  conversationEvidence,
  recommendationEvidence,
  invitationEvidence,
  employerEvidence,
  (contact, { nearColleagues }) => nearColleagues.evidenceFor(contact),
  endorsementEvidence,
  addressBookEvidence,
  searchEvidence,
  eventEvidence,
];

function answerEvidence({ contactId }: Contact, { decisionOf, zone }: EvidenceContext): Evidence[] {
  const decision = decisionOf(contactId);
  if (decision?.given?.answer !== 'keep' || decision.given.origin === undefined) return [];
  const at = dayIn(decision.decidedAt, zone);
  return [
    { kind: 'answer', strength: 'final', ownAct: true, at, file: 'review', detail: decision.given.origin },
  ];
}

function noteEvidence({ facts }: Contact): Evidence[] {
  const at = dayOfFact(facts, 'notedOn');
  return facts.notedOn === undefined
    ? []
    : [{ kind: 'linkedInNote', strength: 'strong', ownAct: true, at, file: 'notes' }];
}

function conversationEvidence(contact: Contact, context: EvidenceContext): Evidence[] {
  const { messages, groups } = contact.facts;
  const { policy } = context;
  const found: Evidence[] = [];
  if (messages?.turnBack) {
    const at = [messages.lastSentIn, messages.lastReceivedIn].sort().at(-1);
    found.push({ kind: 'conversation', strength: 'strong', ownAct: true, at, file: 'messages' });
  } else if (messages !== undefined && isAnsweredOnce(contact, context)) {
    const at = later(messages.firstSentOn, messages.firstReceivedOn);
    found.push({ kind: 'answeredOnce', strength: 'weak', ownAct: true, at, file: 'messages' });
  }
  if (groups !== undefined) {
    const proves = provesAcquaintance(groups.best, policy);
    found.push({
      kind: proves ? 'groupChat' : 'silentGroupChat',
      strength: proves ? 'strong' : 'weak',
      ownAct: groups.best.ownerWrote,
      at: groups.best.lastIn,
      file: 'messages',
      detail: String(groups.best.size),
    });
  }
  return found;
}

// Where the invitation's note is evidence of its own, an answer to it alone is not counted a second time.
function isAnsweredOnce(contact: Contact, context: EvidenceContext): boolean {
  const { sent = 0, received = 0, note } = contact.facts.messages ?? {};
  if (sent > 0 && received > 0) return true;
  if (note === undefined || (note.by === 'owner' ? received : sent) === 0) return false;
  return !invitationEvidence(contact, context).some(({ ownAct }) => ownAct === (note.by === 'owner'));
}

function recommendationEvidence({ facts }: Contact): Evidence[] {
  const { recommendationGivenOn: given, recommendationReceivedOn: received } = facts;
  return [
    ...(given === undefined
      ? []
      : [
          {
            kind: 'recommendationGiven',
            strength: 'strong',
            ownAct: true,
            at: dayOfFact(facts, 'recommendationGivenOn'),
            file: 'recommendationsGiven',
          } as const,
        ]),
    ...(received === undefined
      ? []
      : [
          {
            kind: 'recommendationReceived',
            strength: 'strong',
            ownAct: false,
            at: dayOfFact(facts, 'recommendationReceivedOn'),
            file: 'recommendationsReceived',
          } as const,
        ]),
  ];
}

function endorsementEvidence({ facts }: Contact): Evidence[] {
  const { endorsementGivenOn: given, endorsementReceivedOn: received } = facts;
  return [
    ...(given === undefined
      ? []
      : [
          {
            kind: 'endorsementGiven',
            strength: 'weak',
            ownAct: true,
            at: dayOfFact(facts, 'endorsementGivenOn'),
            file: 'endorsementsGiven',
          } as const,
        ]),
    ...(received === undefined
      ? []
      : [
          {
            kind: 'endorsementReceived',
            strength: 'weak',
            ownAct: false,
            at: dayOfFact(facts, 'endorsementReceivedOn'),
            file: 'endorsementsReceived',
          } as const,
        ]),
  ];
}

/**
 * One fact at most, whatever files and entries it stands in: a namesake in two books is still one hint. Imported books are
 * filled by programs as well, and so no act of the owner's.
 */
function addressBookEvidence({ facts }: Contact): Evidence[] {
  const { addressByEmailOn: byEmail, addressByNameOn: byName, addressImportedOn: imported } = facts;
  const day = (fact: SeenFact) => dayOfFact(facts, fact);
  if (byEmail !== undefined)
    return [
      {
        kind: 'addressBook',
        strength: 'strong',
        ownAct: true,
        at: day('addressByEmailOn'),
        file: 'addressBook',
      },
    ];
  if (byName !== undefined)
    return [
      {
        kind: 'addressBook',
        strength: 'weak',
        ownAct: true,
        at: day('addressByNameOn'),
        file: 'addressBook',
      },
    ];
  if (imported === undefined) return [];
  return [
    {
      kind: 'addressBook',
      strength: 'weak',
      ownAct: false,
      at: day('addressImportedOn'),
      file: 'importedContacts',
    },
  ];
}

function searchEvidence(contact: Contact, { policy }: EvidenceContext): Evidence[] {
  const searchedOn = searchedBefore(contact, policy);
  return searchedOn === undefined
    ? []
    : [{ kind: 'nameSearch', strength: 'weak', ownAct: true, at: searchedOn, file: 'searchQueries' }];
}

/** PRODUCT section 2: "own event within 3 days of the connection"; the one nearest to it. */
function eventEvidence({ row }: Contact, { ownEvents, policy }: EvidenceContext): Evidence[] {
  const nearest = nearestEvent(row.connectedOn, ownEvents, policy);
  if (nearest === undefined) return [];
  const { from, name } = nearest;
  return [{ kind: 'ownEvent', strength: 'weak', ownAct: true, at: from, file: 'events', detail: name }];
}

/** The event of the owner's that is nearest to a day, before or after it. */
export function nearestEvent(
  day: IsoDay,
  events: readonly RememberedOwnFact[],
  { ownEventWithinDays }: Pick<Thresholds, 'ownEventWithinDays'>,
): RememberedOwnFact | undefined {
  if (events.length === 0) return undefined;
  const [nearest] = events
    .flatMap((event) => {
      const days = daysToEvent(day, event);
      return days === undefined || days > ownEventWithinDays ? [] : [{ event, days }];
    })
    .sort((a, b) => a.days - b.days || compareText(ownFactId(a.event), ownFactId(b.event)));
  return nearest?.event;
}

/** Days between a day and an event, 0 while it lasts; undefined for one without a day. */
function daysToEvent(day: IsoDay, { from, until = from }: RememberedOwnFact): number | undefined {
  if (from.length !== 10 || until.length !== 10) return undefined;
  return Math.max(0, daysBetween(day, from as IsoDay), daysBetween(until as IsoDay, day));
}
