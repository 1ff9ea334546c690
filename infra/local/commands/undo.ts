import * as z from 'zod';
import type { Network } from '../../../shared/domain/assess.ts';
import { type Contact, fullName } from '../../../shared/domain/contact.ts';
import type { Decision } from '../../../shared/domain/decision.ts';
import {
  contactSubject,
  type Subject,
  subjectContact,
  subjectKind,
  subjectPattern,
} from '../../../shared/domain/ids.ts';
import { cleanText } from '../../../shared/domain/names-of-people.ts';
import { answerWord } from '../../../shared/render/pages/answer-words.ts';
import { wordingFor } from '../../../shared/render/pages/layout.tsx';
import { readNetworkAsItStands } from '../../../shared/workflows/evaluate-network.ts';
import { undoAnswers } from '../../../shared/workflows/record-answers.ts';
import { exitCodes, UsageError } from '../errors.ts';
import type { Place } from '../place.ts';
import { type Command, commonArgs, type Io, instantArg, ownerOf, plain, printJson } from './command.ts';
import { findContact } from './decide.ts';
import { decisionOf, removalsOf, titlesOf } from './decisions.ts';
import { decideShape } from './shapes.ts';

const undoArgs = commonArgs.extend({
  /** Who or what was answered about: a contact, or the subject of an answer. */
  contact: z.string(),
  at: instantArg.optional(),
});

/**
 * `woher decide SUBJECT --undo`: takes the latest answer back, a group's with those of its members. Once: where it was taken
 * back already, what stands was said before that, and the same command again must not take that, too.
 */
export const command: Command<z.infer<typeof undoArgs>> = {
  args: undoArgs,
  run: async (home, args, io) => {
    const { owner } = await ownerOf(home, args);
    const network = await readNetworkAsItStands(home.store, owner.ownerId);
    const before = new Map(network.decisions.map((decision) => [decision.subject, decision]));
    const target = targetOf(network, args.contact);
    const standing = before.get(target.subject);
    if (standing === undefined)
      throw new UsageError(`There is no answer about "${cleanText(args.contact)}" to take back.`);
    const last = standing.history.at(-1);
    const isTakenBack = last?.given === undefined && !last?.held;
    const after = isTakenBack
      ? before
      : await undoAnswers({
          store: home.store,
          ownerId: owner.ownerId,
          subject: target.subject,
          entries: standing.history.length,
          decisions: before,
          at: args.at === undefined ? home.now() : new Date(args.at),
          via: 'command',
        });
    // What the store gives back knows nothing of answers that are held.
    const now = isTakenBack ? network : await readNetworkAsItStands(home.store, owner.ownerId);
    const decision = now.decisions.find(({ subject }) => subject === target.subject) ?? standing;
    await tell(home, { target, decision, before, after, network: now }, { json: args.json, io });
    return exitCodes.done;
  },
};

type Target = { readonly subject: Subject; readonly contact?: Contact };

/** Who or what was answered about, whether or not anything asks about it still. @throws UsageError when there is none */
function targetOf({ contacts, decisions }: Network, text: string): Target {
  const subject = text as Subject;
  const contactId = subjectPattern.test(text) ? subjectContact(subject) : undefined;
  if (contactId === undefined && decisions.some((decision) => decision.subject === subject))
    return { subject };
  const contact = findContact(contacts, contactId ?? text);
  return { subject: contactSubject(contact.contactId), contact };
}

type Undone = {
  readonly target: Target;
  readonly decision: Decision;
  readonly before: ReadonlyMap<Subject, Decision>;
  readonly after: ReadonlyMap<Subject, Decision>;
  /** As it stands now. */
  readonly network: Network;
};

async function tell(
  home: Pick<Place, 'store'>,
  { target: { subject, contact }, decision, before, after, network }: Undone,
  { json, io }: { json: boolean | undefined; io: Io },
): Promise<void> {
  const { owner, contacts, head, decisions } = network;
  const kind = subjectKind(subject);
  if (json) {
    const members = [...after.values()].filter(
      (one) => one.subject !== subject && one !== before.get(one.subject),
    );
    printJson(io, decideShape, {
      ...decisionOf(decision, { contact, removals: removalsOf({ contacts, decisions, head }) }),
      ...(kind === 'group' ? { members: members.map((one) => one.subject) } : {}),
    });
    return;
  }
  const wording = wordingFor(owner);
  const titles = await titlesOf(home, owner, [subject], [...before.values()]);
  const title = contact ? wording.catalogue.name(fullName(contact.row)) : (titles.get(subject) ?? subject);
  const answer = decision.given?.answer;
  const { undone } = wording.texts;
  const told =
    answer === undefined ? undone.open(title) : undone.again(title, answerWord(kind, answer, wording));
  io.out(`${plain(told)}\n`);
}
