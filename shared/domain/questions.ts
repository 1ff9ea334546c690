import { firstOf, groupBy, stableText } from './collections.ts';
import { type Contact, contactsById, fullName, profileUrl } from './contact.ts';
import { later } from './days.ts';
import {
  compareQuestions,
  type DigestClass,
  type DigestRecord,
  type Hook,
  type Person,
  type Question,
} from './digest.ts';
import type { Employers } from './employers.ts';
import type { Finding, Reason, RuleId } from './finding.ts';
import { type AnswerStateOf, currentFlags, type Flag } from './flag.ts';
import { type HookThresholds, memoryHooks } from './hooks.ts';
import { type ContactId, type IsoDay, type Subject, subjectContact, subjectKind } from './ids.ts';
import type { RememberedJob, RememberedOwnFact } from './memory.ts';
import type { UnkeptNow } from './rules/removals.ts';

/** What questions are made of, beside the flags. */
export type QuestionSources = {
  readonly contacts: readonly Contact[];
  readonly jobs: readonly RememberedJob[];
  readonly ownFacts: readonly RememberedOwnFact[];
  /** As the owner tells them apart. */
  readonly employers: Pick<Employers, 'keyOf'>;
  /** The owner's: by its days the hooks go. */
  readonly policy: HookThresholds;
  /** Promised removals as they stand by now; without them a reminder says what it said when it was found. */
  readonly unkept?: UnkeptNow;
};

/** Somebody to ask about: what decides about their place, and what the question is made of. */
export type OpenSubject = Pick<Question, 'subject' | 'class' | 'connectedOn'> & {
  readonly raised: readonly Flag[];
  readonly main: Finding;
  readonly whom: Whom;
};

type OpenFlags = {
  readonly contacts: readonly Contact[];
  readonly flags: readonly Flag[];
  readonly answerStateOf: AnswerStateOf;
} & Pick<QuestionSources, 'unkept'>;

/** The open, unsettled flags as questions, one a subject, in the order of PRODUCT section 3 and numbered from 1. */
export const rankQuestions = (input: QuestionSources & OpenFlags): Question[] =>
  asQuestions(numbered(openSubjects(input).sort(compareQuestions)), input);

/** The first of these questions, as a digest keeps them: a mail asks 12 of thousands. */
export const firstQuestions = (open: readonly OpenSubject[], count: number): DigestRecord['questions'] =>
  numbered(firstOf(open, count, compareQuestions)).map(({ no, subject }) => ({ no, subject }));

const numbered = <One>(ranked: readonly One[]): (One & Pick<Question, 'no'>)[] =>
  ranked.map((one, index) => ({ ...one, no: index + 1 }));

/** Whom the open, unsettled flags ask about, one a subject, in no order. */
export function openSubjects({ flags, contacts, answerStateOf, unkept }: OpenFlags): OpenSubject[] {
  const open: Flag[] = [];
  const before = new Map<Subject, DigestClass>();
  for (const flag of flags) {
    const state = flag.state === 'open' ? answerStateOf(flag.finding) : 'settled';
    if (state === 'settled') continue;
    open.push(flag);
    if (state === 'dueAgain' || state === 'unconfirmed') before.set(flag.subject, state);
  }
  return askAbout(open, contactsById(contacts), unkept).map((question) => {
    const itsClass = before.get(question.subject);
    const isKept = itsClass === undefined || (itsClass === 'dueAgain' && question.class === 'compliance');
    return isKept ? question : { ...question, class: itsClass };
  });
}

/**
 * The questions of a digest that was opened before, whatever became of their flags since: the same people in the same
 * order under the same numbers, with the reasons of today. Contacts that are no longer connected are left out.
 */
export function questionsOfDigest(
  input: QuestionSources & {
    readonly asked: readonly { readonly no: number; readonly subject: Subject }[];
    readonly flags: readonly Flag[];
  },
): Question[] {
  const numbers = new Map(input.asked.map(({ no, subject }) => [subject, no]));
  const asked = input.flags.filter(({ subject }) => numbers.has(subject));
  const flags = [...groupBy(asked, ({ subject }) => subject).values()].flatMap(currentFlags);
  const ranked = askAbout(flags, contactsById(input.contacts), input.unkept)
    .map((one) => ({ ...one, no: numbers.get(one.subject) ?? 0 }))
    .sort((a, b) => a.no - b.no);
  return withOrdinals(asQuestions(ranked, input));
}

type ById = ReadonlyMap<ContactId, Contact>;

function asQuestions(
  ranked: readonly (OpenSubject & Pick<Question, 'no'>)[],
  { contacts, jobs, ownFacts, employers, policy, unkept }: QuestionSources,
): Question[] {
  const hooksOf = memoryHooks(contacts, { jobs, ownFacts, employers, policy });
  return ranked.map(({ no, subject, class: itsClass, raised, main, whom, connectedOn }) => ({
    ...(whom.person ?? (whom.contact ? personOf(whom.contact) : { name: '', connectedOn })),
    no,
    subject,
    kind: subjectKind(subject),
    class: itsClass,
    ruleIds: raised.map(({ ruleId }) => ruleId).sort(),
    reason: withCount(main.reason, whom.members, unkept),
    ...putOffBefore(raised, main),
    hooks: hooksAbout(main.reason, whom, hooksOf),
    members: whom.members.map(personOf),
  }));
}

/** That a question was put off, where it is asked for what is still the matter. */
function putOffBefore(raised: readonly Flag[], main: Finding): Pick<Question, 'putOff'> {
  const again = raised.map(({ finding }) => finding).find(({ reason }) => reason.kind === 'dueAgain');
  if (again === undefined || again === main || again.reason.kind !== 'dueAgain') return {};
  const { answer, on } = again.reason;
  return { putOff: { answer, on } };
}

/** Of a group what the first of its members has in common with the others. */
function hooksAbout(
  { kind: asked }: Reason,
  { contact, members: [first] }: Whom,
  hooksOf: (contact: Contact) => Hook[],
): readonly Hook[] {
  if (contact !== undefined) return hooksOf(contact);
  // Promised removals have nothing in common but the promise.
  if (first === undefined || asked === 'removals') return [];
  return hooksOf(first).filter((hook) => !('names' in hook));
}

function askAbout(flags: readonly Flag[], byId: ById, unkept: UnkeptNow | undefined): OpenSubject[] {
  return [...groupBy(flags, (flag) => flag.subject)].flatMap(([subject, raised]) => {
    const [main] = raised.length === 1 ? raised : raised.toSorted(byReason);
    const whom = main && whomOf(main.finding, byId, unkept);
    if (main === undefined || whom === undefined) return [];
    const { connectedOn } = whom;
    return [{ subject, class: classOf(main.ruleId, raised), connectedOn, raised, main: main.finding, whom }];
  });
}

/** Whom a question is about, as far as they are still there. */
type Whom = {
  /** The one contact, of a pair the one who appeared; a group has none. */
  readonly contact?: Contact;
  /** Somebody who is no contact. */
  readonly person?: Person;
  readonly members: readonly Contact[];
  readonly connectedOn: IsoDay;
};

/** Undefined when nobody of a finding is there any more. */
function whomOf(finding: Finding, byId: ById, unkept: UnkeptNow | undefined): Whom | undefined {
  const { subject, members: ids = [], invited, reason } = finding;
  const contact = finding.contactId && byId.get(finding.contactId);
  if (reason.kind === 'samePerson') return pairOf(finding, byId);
  if (reason.kind === 'invitationPending') {
    if (invited === undefined) return undefined;
    const url = profileUrl(invited);
    const person = { name: invited.name, ...(url && { profileUrl: url }), connectedOn: reason.on };
    return { person, members: [], connectedOn: reason.on };
  }
  if (contact !== undefined) {
    if (contact.missingSince !== undefined) return undefined;
    return { contact, members: [], connectedOn: contact.row.connectedOn };
  }
  if (subjectContact(subject) !== undefined) return undefined;
  const isMeant = (id: ContactId) => reason.kind !== 'removals' || (unkept?.has(id) ?? true);
  const members = ids
    .filter(isMeant)
    .map((id) => byId.get(id))
    .filter(isThere);
  const newest = members.reduce<IsoDay | undefined>((day, { row }) => later(day, row.connectedOn), undefined);
  return newest === undefined ? undefined : { members, connectedOn: newest };
}

const isThere = (contact: Contact | undefined): contact is Contact =>
  contact !== undefined && contact.missingSince === undefined;

/** Who appeared, with who vanished; once they are called the same, the one contact that they are. */
function pairOf({ contactId, members = [] }: Finding, byId: ById): Whom | undefined {
  const known = members.flatMap((id) => byId.get(id) ?? []);
  const appeared = (contactId && byId.get(contactId)) ?? known[0];
  if (appeared === undefined || appeared.missingSince !== undefined) return undefined;
  const others = known.filter((one) => one.contactId !== appeared.contactId);
  return { contact: appeared, members: others, connectedOn: appeared.row.connectedOn };
}

/** A contact as a question shows them. */
export function personOf({ contactId, row }: Contact): Person {
  const { position, company, connectedOn } = row;
  const url = profileUrl(row);
  return {
    contactId,
    name: fullName(row),
    ...(position === undefined ? {} : { position }),
    ...(company === undefined ? {} : { company }),
    ...(url === undefined ? {} : { profileUrl: url }),
    connectedOn,
  };
}

// Which rule's reason a contact is asked with when several ask. What was put off is told by what is still the matter.
const reasonOrder: readonly RuleId[] = [
  'compliance',
  'removals',
  'samePerson',
  'onlyWroteAtYou',
  'unreciprocated',
  'unknownOrigin',
  'burst',
  'bulkInvitation',
  'colleagues',
  'oneOccasion',
  'invitationPending',
  'lostFromSight',
  'dueAgain',
];
const rankOf = (ruleId: RuleId): number => reasonOrder.indexOf(ruleId);
const byReason = (a: Flag, b: Flag): number => rankOf(a.ruleId) - rankOf(b.ruleId);

const classes: Readonly<Record<RuleId, DigestClass>> = {
  compliance: 'compliance',
  removals: 'removals',
  dueAgain: 'dueAgain',
  samePerson: 'samePerson',
  onlyWroteAtYou: 'onlyWroteAtYou',
  unreciprocated: 'oneSided',
  unknownOrigin: 'unknown',
  burst: 'unknown',
  bulkInvitation: 'unknown',
  colleagues: 'unknown',
  oneOccasion: 'oneOccasion',
  invitationPending: 'invitationPending',
  lostFromSight: 'lostFromSight',
};

function classOf(ruleId: RuleId, raised: readonly Flag[]): DigestClass {
  const isUnknownToo = raised.some((flag) => flag.ruleId === 'unknownOrigin');
  return ruleId === 'unreciprocated' && isUnknownToo ? 'unknownAndOneSided' : classes[ruleId];
}

// Some of a group may have left since the audit: a number says how many are listed.
function withCount(reason: Reason, listed: readonly Contact[], unkept: UnkeptNow | undefined): Reason {
  const members = listed.length;
  switch (reason.kind) {
    case 'burst':
    case 'bulkInvitation':
      return { ...reason, unexplained: members };
    case 'colleagues':
      return { ...reason, members };
    case 'removals':
      return (
        unkept?.reasonFor(listed.map(({ contactId }) => contactId)) ?? {
          ...reason,
          count: members,
          cameBack: Math.min(reason.cameBack, members),
        }
      );
    default:
      return reason;
  }
}

const withoutNames = (reason: Reason): object =>
  reason.kind === 'samePerson' ? { ...reason, other: '' } : reason;

/**
 * Questions that are shown together, told apart: no two may say the same about two people, so those that would get an
 * `ordinal`.
 */
export function withOrdinals(questions: readonly Question[]): Question[] {
  const alike = groupBy(questions, ({ reason }) => stableText(withoutNames(reason)));
  return questions.map((question) => {
    const group = alike.get(stableText(withoutNames(question.reason))) ?? [];
    return group.length < 2
      ? question
      : { ...question, ordinal: { of: group.length, place: group.indexOf(question) + 1 } };
  });
}
