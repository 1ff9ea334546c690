import type { Answering } from '../../shared/domain/answering.ts';
import type { Decision } from '../../shared/domain/decision.ts';
import type { Person, Question } from '../../shared/domain/digest.ts';
import {
  type ContactId,
  contactSubject,
  type Subject,
  subjectInvited,
  subjectKind,
  subjectPair,
} from '../../shared/domain/ids.ts';
import { personOf, questionsOfDigest } from '../../shared/domain/questions.ts';
import { answeredIn } from '../../shared/domain/recent-answers.ts';
import { answerWord, titleOf } from '../../shared/render/pages/answer-words.ts';
import { wordingFor } from '../../shared/render/pages/layout.tsx';
import { renderReceiptPage } from '../../shared/render/pages/receipt-page.tsx';
import type { HeldRow, RecordedAnswer, Told } from '../../shared/render/pages/views.ts';
import { contactOf, type PageInput, type ReviewState } from './reading.ts';
import { removalViews } from './showing.ts';
import { leftOpen, pageLinks, questionsAbout, standingOf } from './views.ts';

/** The page that names what stands now that a form was recorded. */
export function receiptPage(
  { link, importing, now }: PageInput,
  state: ReviewState,
  said: { readonly answered: readonly Answering[] } | { readonly stands: readonly Answering[] },
): string {
  const [answered, isSaved] = 'answered' in said ? [said.answered, true] : [said.stands, false];
  const asked = answered.map(({ subject }, index) => ({ no: index + 1, subject }));
  const questions = new Map(questionsAbout(state, asked).map((question) => [question.subject, question]));
  return renderReceiptPage(
    {
      isSaved,
      recorded: answered
        .flatMap((one) => recordedBy(one, { state, now, question: questions.get(one.subject) }))
        .filter(({ subject }) => state.decisions.get(subject)?.unconfirmed === undefined),
      held: answered.flatMap((one) => heldBy(one, { state, now, question: questions.get(one.subject) })),
      removals: removalViews(state).filter(({ status }) => status !== 'done'),
      ...leftOpen(state, link.record, now),
      links: pageLinks(link, 'one'),
    },
    wordingFor(state.owner, link.record, importing),
  );
}

/** What an undo brought back, to say so above its question. */
export function undoneOf(
  state: ReviewState,
  subject: Subject,
  standing: Decision | undefined,
): Extract<Told, { undone: unknown }>['undone'] {
  const [question] = questionsAbout(state, [{ no: 1, subject }]);
  const wording = wordingFor(state.owner);
  const answer = standing?.given?.answer;
  return {
    title: titleOf(question ?? personIn(state, subject), wording),
    over: question === undefined && isOver(state, subject),
    ...(answer === undefined ? {} : { answer: answerWord(subjectKind(subject), answer, wording) }),
  };
}

// Of a contact who is still there, the next audit may ask again.
const isOver = (state: ReviewState, subject: Subject): boolean =>
  subjectKind(subject) === 'group' || contactOf(state, subject)?.missingSince !== undefined;

type Source = { readonly state: ReviewState; readonly now: Date; readonly question?: Question | undefined };

/** The rows of one answer: the subject's own, or those of the members where only they were answered. */
function recordedBy({ subject, given, members = new Map() }: Answering, source: Source): RecordedAnswer[] {
  const { state, now } = source;
  if (given !== undefined) {
    const row = rowOf(subject, source);
    if (row === undefined || row.kind !== 'group') return row === undefined ? [] : [row];
    const choices = [...members.values()];
    const count = (choice: string): number => choices.filter((one) => one === choice).length;
    return [{ ...row, members: { asGroup: count('group'), kept: count('keep'), removed: count('remove') } }];
  }
  return [...members].flatMap(([contactId, choice]) => {
    const about = contactSubject(contactId);
    const row = choice === 'keep' || choice === 'remove' ? rowOf(about, { state, now }) : undefined;
    return row === undefined ? [] : [row];
  });
}

/** What of one answer is not in force: about the subject itself, or about members where only they were answered. */
function heldBy({ subject, given, members = new Map() }: Answering, { state, question }: Source): HeldRow[] {
  const alone = [...members].filter(([, choice]) => choice === 'keep' || choice === 'remove');
  const about = given === undefined ? alone.map(([contactId]) => contactSubject(contactId)) : [subject];
  return about.flatMap((one): HeldRow[] => {
    const held = state.decisions.get(one)?.unconfirmed;
    if (held === undefined) return [];
    const person = (one === subject ? question : undefined) ?? personIn(state, one);
    return [{ title: titleOf(person, wordingFor(state.owner)), kind: subjectKind(one), held }];
  });
}

/** One answer as a row; undefined where none stands. */
export function rowOf(subject: Subject, { state, now, question }: Source): RecordedAnswer | undefined {
  const decision = state.decisions.get(subject);
  const standing = standingOf(decision, now, state);
  if (decision === undefined || standing === undefined) return undefined;
  const person = question ?? personIn(state, subject);
  return {
    subject,
    kind: subjectKind(subject),
    title: titleOf(person, wordingFor(state.owner)),
    person,
    standing,
  };
}

/** A group all of whom have left, as it was: with them. Undefined for what is no group. */
function leftGroup(state: ReviewState, subject: Subject): Question | undefined {
  if (subjectKind(subject) !== 'group') return undefined;
  const contacts = state.contacts.map(({ missingSince: _, ...contact }) => contact);
  const [question] = questionsOfDigest({ ...state, contacts, asked: [{ no: 1, subject }] });
  return question && answeredIn(question, state.decisions.values());
}

/** Who a subject is about whose question is over: of a pair who appeared, or else who vanished. */
function personIn(state: ReviewState, subject: Subject): Person | Question {
  const group = leftGroup(state, subject);
  if (group !== undefined) return group;
  const pair = subjectPair(subject);
  const apart = (id: ContactId | undefined) => state.apart.find(({ contactId }) => contactId === id);
  const contact = contactOf(state, subject) ?? (pair && (apart(pair.appeared) ?? apart(pair.vanished)));
  if (contact !== undefined) return personOf(contact);
  const invited = subjectInvited(subject);
  const invitation = invited && state.memory.invitations.findLast(({ personId }) => personId === invited);
  return { name: invitation?.name ?? '', connectedOn: '' as never };
}
