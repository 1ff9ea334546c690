import { groupBy } from './collections.ts';
import type { Contact, DoubtfulFact, FirstMessage, MessageFacts } from './contact.ts';
import { dayOf, monthNumber, monthOf, plusMonths } from './days.ts';
import type { Evidence } from './evidence-kinds.ts';
import { searchedBefore } from './facts.ts';
import type { ContactId, IsoDay } from './ids.ts';
import type { RememberedInvitation } from './memory.ts';
import type { People } from './people.ts';
import type { Thresholds } from './policy.ts';

/** What the evidence of an invitation depends on; made once an audit. */
export type InvitationContext = {
  readonly invitationsOf: ReadonlyMap<ContactId, readonly RememberedInvitation[]>;
  /** People to whom the owner sent the text of this fingerprint when connecting. */
  readonly recipientsOfText: (fingerprint: string) => number;
  /** Own invitations on one day. */
  readonly invitationsOn: (day: string) => number;
  /** Invitations to or from somebody who may be this contact or a namesake. */
  readonly invitationDoubtsOf: ReadonlyMap<ContactId, DoubtfulFact>;
};

/** The thresholds by which invitations are judged. */
type InvitationThresholds = Pick<
  Thresholds,
  'bulkInvitationsAbovePerDay' | 'sameTextFromPeople' | 'searchWithinDays'
>;

type OwnApproach = { readonly person: ContactId; readonly text?: string; readonly on: IsoDay };

/** Invitations.csv of all uploads, and the first messages that are an own invitation's note. */
export function invitationContext(
  contacts: readonly Contact[],
  remembered: readonly RememberedInvitation[],
  people: People,
): InvitationContext {
  const invitations = remembered.map((invitation) => ({ invitation, person: invitee(invitation, people) }));
  const byPerson = groupBy(invitations, ({ person }) => person);
  const invitationsOf: InvitationContext['invitationsOf'] = new Map(
    [...byPerson].map(([id, found]) => [id, found.map(({ invitation }) => invitation)]),
  );
  const filed: OwnApproach[] = invitations
    .filter(({ invitation }) => invitation.direction === 'outgoing')
    .map(({ invitation: { note, sentOn }, person }) => ({ person, text: note, on: sentOn }));
  const written = contacts.flatMap((contact): OwnApproach[] => {
    const note = noteOf(contact, { invitationsOf });
    return note?.by === 'owner' ? [{ ...note, person: contact.contactId }] : [];
  });
  const texts = peopleBy(
    [...filed, ...written].filter(({ text }) => text),
    ({ text }) => text,
  );
  // One invitation a person: the file knows its day better than the first message does.
  const invited = new Set(filed.map(({ person }) => person));
  const days = peopleBy(
    [...filed, ...written.filter(({ person }) => !invited.has(person))],
    ({ on }) => on as string,
  );
  return {
    invitationsOf,
    recipientsOfText: (fingerprint) => texts.get(fingerprint) ?? 0,
    invitationsOn: (day) => days.get(day) ?? 0,
    invitationDoubtsOf: invitationDoubts(remembered, people),
  };
}

// Counted once: everybody to whom the same words went asks for the same number.
const peopleBy = <Key>(own: readonly OwnApproach[], key: (one: OwnApproach) => Key): Map<Key, number> =>
  new Map(
    [...groupBy(own, key)].map(([value, entries]) => [
      value,
      new Set(entries.map(({ person }) => person)).size,
    ]),
  );

// The contact whom an invitation names, else the person's own id: somebody who is no contact (yet).
function invitee(invitation: RememberedInvitation, people: People): ContactId {
  const known = people.byPersonId(invitation.personId, invitation.sentOn);
  if (known !== undefined) return known.contactId;
  if (invitation.bySlug) return invitation.personId;
  const joined = people.join({ name: invitation.foldedName });
  return joined.kind === 'contact' ? joined.contact.contactId : invitation.personId;
}

/**
 * Invitations by a name that several contacts have, as far as one of them would be evidence: each of them who connected
 * since may be meant. An upload that names the same invitation by profile settles it.
 */
function invitationDoubts(
  invitations: readonly RememberedInvitation[],
  people: People,
): ReadonlyMap<ContactId, DoubtfulFact> {
  const what = ({ direction, sentOn, foldedName }: RememberedInvitation) =>
    `${direction} ${sentOn} ${foldedName}`;
  const settled = new Set(invitations.filter(({ bySlug }) => bySlug).map(what));
  const doubts = new Map<ContactId, DoubtfulFact>();
  for (const invitation of invitations) {
    const says = invitation.direction === 'outgoing' || invitation.note !== undefined;
    if (invitation.bySlug || !says || settled.has(what(invitation))) continue;
    const joined = people.join({ name: invitation.foldedName });
    if (joined.kind !== 'namesakes') continue;
    for (const { contactId, row } of joined.contacts) {
      if (row.connectedOn < invitation.sentOn) continue;
      doubts.set(contactId, { kind: 'invitation', namesakes: joined.contacts.length });
    }
  }
  return doubts;
}

/** LinkedIn takes an invitation back that nobody has accepted for so long: what was written before is no note of it. */
const invitationLastsMonths = 6;

/**
 * The first message as the note of an invitation (PRODUCT section 2: "first message dated up to the day of the
 * connection"). It is a message like any other where it is older than any invitation that can have led to that connection,
 * and where Invitations.csv shows that it was the other one alone who invited.
 */
export function noteOf(
  contact: Contact,
  { invitationsOf }: Pick<InvitationContext, 'invitationsOf'>,
): FirstMessage | undefined {
  const { first, note } = contact.facts.messages ?? {};
  if (note !== undefined || first === undefined || first.on > contact.row.connectedOn) return note;
  const connectedOn = connectionAfter(first, contact);
  if (connectedOn === undefined || !mayLeadTo(connectedOn, first.on)) return undefined;
  const invitations = invitationsOf.get(contact.contactId) ?? [];
  const invited = (by: RememberedInvitation['direction']): boolean =>
    invitations.some(({ direction, sentOn }) => direction === by && mayLeadTo(connectedOn, sentOn));
  const [own, others] =
    first.by === 'owner' ? (['outgoing', 'incoming'] as const) : (['incoming', 'outgoing'] as const);
  return invited(others) && !invited(own) ? undefined : first;
}

// Looked at for everybody who ever wrote: a date is made for the few at the very border alone.
function mayLeadTo(connectedOn: IsoDay, invitedOn: IsoDay): boolean {
  const months = monthNumber(monthOf(connectedOn)) - monthNumber(monthOf(invitedOn));
  if (invitedOn > connectedOn || months > invitationLastsMonths) return false;
  return months < invitationLastsMonths || invitedOn >= plusMonths(connectedOn, -invitationLastsMonths);
}

// Whoever was a contact before, and went and came back, may have begun to write in the days of the earlier connection.
function connectionAfter(
  { on }: FirstMessage,
  { row: { connectedOn }, facts: { messages, firstConnectedOn }, firstSeenAt }: Contact,
): IsoDay | undefined {
  const { firstSentOn, firstReceivedOn } = messages ?? {};
  // An upload of an earlier version told of a message before that one.
  if ((firstSentOn ?? on) < on || (firstReceivedOn ?? on) < on) return undefined;
  if (firstConnectedOn === undefined) return connectedOn;
  if (on <= firstConnectedOn) return firstConnectedOn;
  return on > dayOf(firstSeenAt) ? connectedOn : undefined;
}

/**
 * The contact as evidence, balance and rules look at it: with the note of an invitation in none of the counts and first
 * days, and any other first message among them as the message that it is.
 */
export function withNoteApart(contact: Contact, context: Pick<InvitationContext, 'invitationsOf'>): Contact {
  const { messages } = contact.facts;
  const note = noteOf(contact, context);
  if (messages === undefined || note === undefined || messages.note !== undefined) return contact;
  const less = (count: number): number => (count <= 20 ? count - 1 : count);
  const apart: MessageFacts =
    note.by === 'owner'
      ? { ...messages, note, sent: less(messages.sent), firstSentOn: messages.secondSentOn }
      : { ...messages, note, received: less(messages.received), firstReceivedOn: messages.secondReceivedOn };
  return { ...contact, facts: { ...contact.facts, messages: apart } };
}

type Approach = {
  by: 'owner' | 'contact';
  on: Evidence['at'] & string;
  text?: string;
  file: 'invitations' | 'messages';
};

// An invitation is known from Invitations.csv or from the first message, which is its note (PRODUCT section 2).
function approaches(contact: Contact, context: InvitationContext): Approach[] {
  const invitations = context.invitationsOf.get(contact.contactId);
  const { note } = contact.facts.messages ?? {};
  if (invitations === undefined && note === undefined) return [];
  const remembered = (invitations ?? [])
    .filter((invitation) => invitation.sentOn <= contact.row.connectedOn)
    .map(({ direction, sentOn, note }): Approach => {
      return {
        by: direction === 'outgoing' ? 'owner' : 'contact',
        on: sentOn,
        text: note,
        file: 'invitations',
      };
    });
  const all: Approach[] =
    note === undefined
      ? remembered
      : [...remembered, { ...note, text: note.text || undefined, file: 'messages' }];
  return all.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : a.file < b.file ? -1 : 1));
}

/**
 * The owner's own invitation, with a personal note or without, and the note of one to the owner (PRODUCT section 2), of a
 * contact `withNoteApart`.
 */
export function invitationEvidence(
  contact: Contact,
  context: InvitationContext & { readonly policy: InvitationThresholds },
): Evidence[] {
  const all = approaches(contact, context);
  if (all.length === 0) return [];
  const found: Evidence[] = [];
  const own = all.filter(({ by }) => by === 'owner');
  const { bulkInvitationsAbovePerDay, sameTextFromPeople } = context.policy;
  const personal = own.find(
    ({ text }) => text !== undefined && context.recipientsOfText(text) < sameTextFromPeople,
  );
  // Whoever was searched for by name was not invited in passing.
  const meant = searchedBefore(contact, context.policy) !== undefined;
  const filed = own.filter(({ file }) => file === 'invitations');
  const wordless = (filed.length > 0 ? filed : own).find(
    ({ on }) => meant || context.invitationsOn(on) <= bulkInvitationsAbovePerDay,
  );
  const incoming = all.find(({ by, text }) => by === 'contact' && text !== undefined);
  if (personal !== undefined) {
    found.push({
      kind: 'invitationSentWithNote',
      strength: 'strong',
      ownAct: true,
      at: personal.on,
      file: personal.file,
    });
  } else if (wordless !== undefined) {
    found.push({
      kind: 'invitationSent',
      strength: 'weak',
      ownAct: true,
      at: wordless.on,
      file: wordless.file,
    });
  }
  if (incoming !== undefined) {
    found.push({
      kind: 'invitationReceivedWithNote',
      strength: 'weak',
      ownAct: false,
      at: incoming.on,
      file: incoming.file,
    });
  }
  return found;
}
