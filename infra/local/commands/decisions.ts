import { defined } from '../../../shared/domain/collections.ts';
import { type Contact, fullName } from '../../../shared/domain/contact.ts';
import type { Decision, GivenAnswer } from '../../../shared/domain/decision.ts';
import { subjectContact } from '../../../shared/domain/ids.ts';
import type { Head } from '../../../shared/domain/import.ts';
import { removalList } from '../../../shared/domain/removal.ts';
import { shownText } from '../../../shared/render/locales/words.ts';
import { exitCodes } from '../errors.ts';
import type { Place } from '../place.ts';
import { type Command, type CommonArgs, commonArgs, ownerOf, plain, printList } from './command.ts';
import { byContactId } from './contacts.ts';
import { type DecisionShape, decisionsShape } from './shapes.ts';

/** `woher decisions`: every answer with its history, and what the exports prove about removals. */
export const command: Command<CommonArgs, Place> = {
  args: commonArgs,
  run: async (place, args, io) => {
    const { owner, catalogue, words } = await ownerOf(place, args);
    const [decisions, contacts, head] = await Promise.all([
      place.store.readDecisions(owner.ownerId),
      place.store.readContacts(owner.ownerId),
      place.store.readHead(owner.ownerId),
    ]);
    const byId = byContactId(contacts);
    const rowOf = ({ name, given, decidedAt, removal }: DecisionShape) => [
      decidedAt.slice(0, 10),
      plain(catalogue.name(name ?? '')),
      given === undefined ? '' : catalogue.answer[given.answer],
      removal === undefined ? '' : words.removal[removal],
      plain(givenText(given, (origin) => catalogue.origin[origin])),
    ];
    printList(io, {
      json: args.json,
      schema: decisionsShape,
      items: decisions.map((decision) => {
        const contactId = subjectContact(decision.subject);
        return decisionOf(decision, { contact: contactId && byId.get(contactId), head });
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

/** One decision in the shape that is printed, with the contact that it is about. */
export function decisionOf(
  decision: Decision,
  { contact, head }: { contact: Contact | undefined; head: Head | undefined },
): DecisionShape {
  const removals = contact ? removalList({ contacts: [contact], decisions: [decision], head }) : [];
  return defined({
    subject: decision.subject,
    contactId: subjectContact(decision.subject),
    name: contact ? fullName(contact.row) : undefined,
    given: decision.given && givenOf(decision.given),
    decidedAt: decision.decidedAt,
    removal: removals[0]?.status,
    history: decision.history.map(({ at, via, given }) =>
      defined({ at, via, given: given && givenOf(given) }),
    ),
  });
}

const givenOf = ({ answer, origin, labels, note }: GivenAnswer): NonNullable<DecisionShape['given']> =>
  defined({ answer, origin, labels: labels && [...labels], note });
