import * as z from 'zod';
import { type Contact, fullName, slugKey } from '../../../shared/domain/contact.ts';
import { answers, origins } from '../../../shared/domain/decision.ts';
import { contactSubject, isoTime } from '../../../shared/domain/ids.ts';
import { canonicalSlug, cleanText, foldName } from '../../../shared/domain/names-of-people.ts';
import { recordDecision } from '../../../shared/workflows/record-decision.ts';
import { exitCodes, UsageError } from '../errors.ts';
import { type Command, commonArgs, instantArg, ownerOf, plain, printJson } from './command.ts';
import { decisionOf } from './decisions.ts';
import { decisionShape } from './shapes.ts';

const decideArgs = commonArgs.extend({
  contact: z.string(),
  answer: z.enum(answers),
  origin: z.enum(origins).optional(),
  labels: z.array(z.string().min(1).max(40)).max(10).optional(),
  note: z.string().min(1).max(1000).optional(),
  at: instantArg.optional(),
});

/** `woher decide`: the same decision that a click makes. */
export const command: Command<z.infer<typeof decideArgs>> = {
  args: decideArgs,
  run: async (home, args, io) => {
    const { owner, catalogue, words } = await ownerOf(home, args);
    const { ownerId } = owner;
    const { answer, origin, labels, note } = args;
    if (answer !== 'keep' && (origin !== undefined || labels !== undefined))
      throw new UsageError('--origin and --label belong to keep.');
    const contacts = await home.store.readContacts(ownerId);
    const contact = findContact(contacts, args.contact);
    const decision = await recordDecision({
      store: home.store,
      ownerId,
      subject: contactSubject(contact.contactId),
      given: { answer, origin, labels, note },
      at: isoTime(args.at === undefined ? home.now() : new Date(args.at)),
      via: 'command',
    });
    if (decision === undefined) throw new UsageError('There is no such contact.');
    const head = await home.store.readHead(ownerId);
    if (args.json) printJson(io, decisionShape, decisionOf(decision, { contact, head }));
    else
      io.out(
        `${words.recorded(plain(catalogue.name(fullName(contact.row))), catalogue.answer[decision.given?.answer ?? answer])}\n`,
      );
    return exitCodes.done;
  },
};

/**
 * The one contact that a text names: by id, profile address or slug, or a name that only one contact has.
 *
 * @throws UsageError when there is none, or several
 */
export function findContact(contacts: readonly Contact[], text: string): Contact {
  const slug = canonicalSlug(text) ?? canonicalSlug(`linkedin.com/in/${text}`);
  const byKey = contacts.find(
    ({ contactId, keys }) => contactId === text || (slug !== undefined && keys.includes(slugKey(slug))),
  );
  if (byKey !== undefined) return byKey;
  const folded = foldName(text);
  const named = folded === '' ? [] : contacts.filter(({ row }) => foldName(fullName(row)) === folded);
  const [only, ...others] = named;
  if (only === undefined) throw new UsageError(`There is no contact "${cleanText(text)}".`);
  if (others.length === 0) return only;
  const list = named.map(({ contactId, row }) =>
    [`  ${contactId}`, fullName(row), row.connectedOn, row.company].filter(Boolean).join('  '),
  );
  throw new UsageError(`${named.length} contacts are called "${cleanText(text)}":\n${list.join('\n')}`);
}
