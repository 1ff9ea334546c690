import { defined } from '../../../shared/domain/collections.ts';
import { type Contact, fullName } from '../../../shared/domain/contact.ts';
import type { Decision, GivenAnswer } from '../../../shared/domain/decision.ts';
import { employersOf } from '../../../shared/domain/employers.ts';
import { type Subject, subjectContact, subjectKind } from '../../../shared/domain/ids.ts';
import { emptyMemory } from '../../../shared/domain/memory.ts';
import type { Owner } from '../../../shared/domain/owner.ts';
import { policyOf } from '../../../shared/domain/policy.ts';
import { questionsOfDigest } from '../../../shared/domain/questions.ts';
import { answeredIn } from '../../../shared/domain/recent-answers.ts';
import { type RemovalStatus, removalList } from '../../../shared/domain/removal.ts';
import { withReplies } from '../../../shared/domain/replies.ts';
import { uniteSame } from '../../../shared/domain/same-person.ts';
import { withUnconfirmed } from '../../../shared/domain/unconfirmed.ts';
import { shownText } from '../../../shared/render/locales/words.ts';
import { answerWord, titleOf } from '../../../shared/render/pages/answer-words.ts';
import { wordingFor } from '../../../shared/render/pages/layout.tsx';
import { readSettled } from '../../../shared/workflows/evaluate-network.ts';
import { exitCodes } from '../errors.ts';
import type { Place } from '../place.ts';
import { type Command, type CommonArgs, commonArgs, ownerOf, plain, printList, shownDay } from './command.ts';
import { byContactId } from './contacts.ts';
import { type DecisionShape, decisionsShape } from './shapes.ts';

/** `woher decisions`: every answer with its history, and what the exports prove about removals. */
export const command: Command<CommonArgs, Place> = {
  args: commonArgs,
  run: async (place, args, io) => {
    const { owner, catalogue, words } = await ownerOf(place, args);
    const { value } = await readSettled(place.store, owner.ownerId, () =>
      Promise.all([
        place.store.readDecisions(owner.ownerId),
        place.store.readContacts(owner.ownerId),
        place.store.readHead(owner.ownerId),
      ]),
    );
    const [stored, contacts, head] = value;
    const decisions = withUnconfirmed(stored);
    const people = withReplies(uniteSame({ contacts, memory: emptyMemory, decisions }));
    const byId = byContactId(people.contacts);
    const removals = removalsOf({ ...people, head });
    const titles = await titlesOf(
      place,
      owner,
      args.json ? [] : decisions.map(({ subject }) => subject),
      people.decisions,
    );
    const wording = wordingFor(owner);
    const wordOf = (text: string, said: DecisionShape['given']) =>
      said === undefined ? '' : answerWord(subjectKind(text as Subject), said.answer, wording);
    const rowOf = ({ subject: text, name, given, decidedAt, unconfirmed, removal }: DecisionShape) => [
      shownDay(decidedAt, owner),
      plain(name === undefined ? (titles.get(text as Subject) ?? text) : catalogue.name(name)),
      [wordOf(text, given), ...(unconfirmed ? [words.unconfirmed(wordOf(text, unconfirmed.given))] : [])]
        .filter((word) => word !== '')
        .join(' '),
      removal === undefined ? '' : words.removal[removal],
      plain(givenText(given, (origin) => catalogue.origin[origin])),
    ];
    printList(io, {
      json: args.json,
      schema: decisionsShape,
      items: people.decisions.map((decision) => {
        const contactId = subjectContact(decision.subject);
        return decisionOf(decision, { contact: contactId && byId.get(contactId), removals });
      }),
      none: words.noDecisions,
      table: (shapes) => shapes.map(rowOf),
    });
    return exitCodes.done;
  },
};

const givenText = (
  given: DecisionShape['given'],
  originWord: (origin: NonNullable<GivenAnswer['origin']>) => string,
): string =>
  [
    ...(given?.origin === undefined ? [] : [originWord(given.origin)]),
    ...(given?.labels ?? []).map((label) => `#${shownText(label)}`),
    ...(given?.note === undefined ? [] : [shownText(given.note)]),
  ].join(' ');

/** What the exports prove about each promised removal. */
export const removalsOf = (network: Parameters<typeof removalList>[0]): ReadonlyMap<Subject, RemovalStatus> =>
  new Map(removalList(network).map(({ subject, status }) => [subject, status]));

/** One decision in the shape that is printed, with the contact that it is about. */
export function decisionOf(
  decision: Decision,
  { contact, removals }: { contact: Contact | undefined; removals: ReadonlyMap<Subject, RemovalStatus> },
): DecisionShape {
  return defined({
    subject: decision.subject,
    contactId: subjectContact(decision.subject),
    name: contact ? fullName(contact.row) : undefined,
    given: decision.given && givenOf(decision.given),
    decidedAt: decision.decidedAt,
    unconfirmed:
      decision.unconfirmed &&
      defined({
        given: decision.unconfirmed.given && givenOf(decision.unconfirmed.given),
        at: decision.unconfirmed.at,
      }),
    removal: removals.get(decision.subject),
    history: decision.history.map(({ at, via, given }) =>
      defined({ at, via, given: given && givenOf(given) }),
    ),
  });
}

const givenOf = ({
  answer,
  origin,
  labels,
  note,
  despite,
  group,
}: GivenAnswer): NonNullable<DecisionShape['given']> =>
  defined({ answer, origin, labels: labels && [...labels], note, despite: despite && [...despite], group });

/** What groups, pairs and invitations are called, as far as they were ever asked about, ready to show. */
export async function titlesOf(
  { store }: Pick<Place, 'store'>,
  owner: Owner,
  subjects: readonly Subject[],
  decisions: readonly Decision[],
): Promise<ReadonlyMap<Subject, string>> {
  const asked = subjects
    .filter((subject) => subjectContact(subject) === undefined)
    .map((subject, index) => ({ no: index + 1, subject }));
  if (asked.length === 0) return new Map();
  const [flags, contacts] = await Promise.all([
    store.readFlags(owner.ownerId),
    store.readContacts(owner.ownerId),
  ]);
  const questions = questionsOfDigest({
    asked,
    flags,
    contacts,
    jobs: [],
    ownFacts: [],
    employers: employersOf(owner.employerAliases, owner.largeEmployers),
    policy: policyOf(owner),
  });
  const wording = wordingFor(owner);
  return new Map(
    questions.map((question) => [question.subject, titleOf(answeredIn(question, decisions), wording)]),
  );
}
