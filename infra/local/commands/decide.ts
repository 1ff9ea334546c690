import * as z from 'zod';
import {
  type Answering,
  type AnswerRefusal,
  type AskedAbout,
  answersOffered,
  askedAbout,
  completed,
  entriesOf,
  keptMembers,
  refusalOf,
  withStanding,
} from '../../../shared/domain/answering.ts';
import { assessNetwork, decisionsBySubject, type Network } from '../../../shared/domain/assess.ts';
import { defined } from '../../../shared/domain/collections.ts';
import { type Contact, contactsById, fullName, slugKey } from '../../../shared/domain/contact.ts';
import {
  answers,
  type Decision,
  type GivenAnswer,
  isSettled,
  origins,
  pairAnswers,
} from '../../../shared/domain/decision.ts';
import type { Finding } from '../../../shared/domain/finding.ts';
import { answerStatesAt, currentFlags } from '../../../shared/domain/flag.ts';
import {
  type ContactId,
  contactSubject,
  isoTime,
  type Subject,
  subjectContact,
  subjectKind,
  subjectPattern,
} from '../../../shared/domain/ids.ts';
import { canonicalSlug, cleanText, foldName } from '../../../shared/domain/names-of-people.ts';
import { policyOf } from '../../../shared/domain/policy.ts';
import { isFree, type RemovalPrice, removalPrices } from '../../../shared/domain/removal-price.ts';
import { removalsSubject } from '../../../shared/domain/rules/removals.ts';
import { answerWord } from '../../../shared/render/pages/answer-words.ts';
import { type Wording, wordingFor } from '../../../shared/render/pages/layout.tsx';
import { readNetworkAsItStands } from '../../../shared/workflows/evaluate-network.ts';
import { recordAnswers } from '../../../shared/workflows/record-answers.ts';
import { exitCodes, UsageError } from '../errors.ts';
import type { Place } from '../place.ts';
import { localWords } from '../words.ts';
import { type Command, commonArgs, type Io, instantArg, ownerOf, plain, printJson } from './command.ts';
import { decisionOf, removalsOf, titlesOf } from './decisions.ts';
import { decideShape } from './shapes.ts';

const decideArgs = commonArgs.extend({
  /** Who or what is answered about: a contact, or the subject of a finding. */
  contact: z.string(),
  answer: z.enum([...answers, ...pairAnswers]),
  /** `none` and empty texts take away what was said before. */
  origin: z.enum([...origins, 'none']).optional(),
  labels: z.array(z.string().max(40)).max(10).optional(),
  note: z.string().max(1000).optional(),
  /** Members of a group who stay open. */
  except: z.array(z.string()).optional(),
  at: instantArg.optional(),
});
type DecideArgs = z.infer<typeof decideArgs>;

/** `woher decide`: the same decision that a click makes. */
export const command: Command<DecideArgs> = {
  args: decideArgs,
  run: async (home, args, io) => {
    const { owner } = await ownerOf(home, args);
    const { ownerId } = owner;
    const at = args.at === undefined ? home.now() : new Date(args.at);
    // An answer is taken also in the middle of an import: it is about somebody, not about how many there are.
    const network = await readNetworkAsItStands(home.store, ownerId);
    const target = await targetOf(home, network, { text: args.contact, at });
    const entries = entriesOf(answeringOf(args, target, { network, at }));
    const { decisions } = await recordAnswers({
      store: home.store,
      ownerId,
      entries,
      decisions: new Map(network.decisions.map((decision) => [decision.subject, decision])),
      at,
      zone: owner.zone,
      policy: policyOf(owner),
      via: 'command',
    });
    const decision = decisions.get(target.subject);
    if (decision === undefined) throw new UsageError(noQuestion(args.contact));
    const members = entries.map(({ subject }) => subject).filter((subject) => subject !== target.subject);
    const recorded = { target, decision, members, network, decisions: [...decisions.values()] };
    await tell(home, recorded, { json: args.json, io });
    return exitCodes.done;
  },
};

type Recorded = {
  readonly target: Target;
  readonly decision: Decision;
  /** Members of a group who were answered with it. */
  readonly members: readonly Subject[];
  readonly network: Network;
  readonly decisions: readonly Decision[];
};

async function tell(
  home: Pick<Place, 'store'>,
  { target, decision, members, network, decisions }: Recorded,
  { json, io }: { json: boolean | undefined; io: Io },
): Promise<void> {
  const { owner, contacts, head } = network;
  const { subject, contact } = target;
  const answer = decision.given?.answer;
  const price = contact && answer === 'remove' ? removalPrices(contacts, owner)(contact) : undefined;
  const isGroup = subjectKind(subject) === 'group';
  if (json) {
    printJson(io, decideShape, {
      ...decisionOf(decision, { contact, removals: removalsOf({ contacts, decisions, head }) }),
      ...(isGroup ? { members: [...members] } : {}),
      ...(price === undefined ? {} : { price: { ...price, withdraws: [...price.withdraws] } }),
    });
    return;
  }
  const { catalogue, texts } = wordingFor(owner);
  const titles = await titlesOf(home, owner, [subject], decisions);
  const title = contact ? catalogue.name(fullName(contact.row)) : (titles.get(subject) ?? subject);
  const word = answer === undefined ? '' : answerWord(subjectKind(subject), answer, { catalogue, texts });
  io.out(`${localWords(owner.locale).recorded(plain(title), word)}\n`);
  if (members.length > 0 && target.members !== undefined)
    io.out(`${localWords(owner.locale).answeredOf(members.length, target.members.length)}\n`);
  const prices = [
    ...(price === undefined ? [] : [{ name: undefined, price }]),
    ...(answer === 'remove' ? memberPrices(members, network) : []),
  ];
  tellPrices(prices, { io, wording: { catalogue, texts } });
}

type Priced = { readonly name: string | undefined; readonly price: RemovalPrice };

/** What it costs to remove each of them. */
function memberPrices(members: readonly Subject[], { contacts, owner }: Network): Priced[] {
  const priceOf = removalPrices(contacts, owner);
  const removed = new Set(members.map(subjectContact));
  return contacts
    .filter(({ contactId }) => removed.has(contactId))
    .map((contact) => ({ name: fullName(contact.row), price: priceOf(contact) }));
}

function tellPrices(
  prices: readonly Priced[],
  { io, wording: { catalogue, texts } }: { io: Io; wording: Pick<Wording, 'catalogue' | 'texts'> },
): void {
  const told = prices.filter(({ price }) => !isFree(price));
  if (told.length > 0) io.out(`${texts.price.heading}:\n`);
  for (const { name, price } of told)
    for (const line of texts.price.lines(price))
      io.out(`  ${name === undefined ? '' : `${plain(catalogue.name(name))}: `}${plain(line)}\n`);
}

/** What is answered about. */
type Target = AskedAbout & {
  readonly contact?: Contact;
  /** The members of a group. */
  readonly members?: readonly ContactId[];
  /** Those of them whom the compliance list names and who are not kept in spite of it, for a reason. */
  readonly listed?: readonly ContactId[];
};

/**
 * The contact that a text names, or the question whose subject it is: one that is asked now, or was asked and is answered.
 * @throws UsageError when there is none
 */
async function targetOf(
  home: Pick<Place, 'store'>,
  network: Network,
  { text, at }: { text: string; at: Date },
): Promise<Target> {
  const isSubject = subjectPattern.test(text);
  const contactId = isSubject ? subjectContact(text as Subject) : undefined;
  const isContact = !isSubject || contactId !== undefined;
  const contact = isContact ? findContact(network.contacts, contactId ?? text) : undefined;
  const subject = contact ? contactSubject(contact.contactId) : (text as Subject);
  // To go through the whole network takes its time, and a contact is answered about whether or not a rule asks.
  const isListed = (network.owner.compliance ?? []).length > 0;
  const found = isContact && !isListed ? [] : assessNetwork(network, isoTime(at)).findings;
  const findings = found.filter((one) => one.subject === subject);
  // Who came to a group since it was asked about was never shown: with the group go those who were.
  const [finding] = contact ? findings : [...(await findingsBefore(home, network, subject)), ...findings];
  if (contact === undefined && finding === undefined) throw new UsageError(noQuestion(text));
  const asked = findings.map(askedAbout).find(({ compliance }) => compliance !== undefined);
  const members = finding?.members?.filter((id) => isThere(id, network));
  return {
    subject,
    ...asked,
    ...(contact && { contact }),
    ...(members && { members, listed: listedIn(found, members, network, at) }),
  };
}

function isThere(contactId: ContactId, { contacts }: Network): boolean {
  const contact = contactsById(contacts).get(contactId);
  return contact !== undefined && contact.missingSince === undefined;
}

/** The members of a group about whom the compliance list still asks. */
function listedIn(
  found: readonly Finding[],
  members: readonly ContactId[],
  { decisions, owner }: Network,
  at: Date,
): ContactId[] {
  const stateOf = answerStatesAt(decisionsBySubject(decisions), at, owner.zone, policyOf(owner));
  const isOpen = (one: Finding): boolean =>
    stateOf(one) !== 'settled' || decisionsBySubject(decisions)(one.subject)?.given?.answer !== 'keep';
  const open = new Set(
    found.filter((one) => one.reason.kind === 'compliance' && isOpen(one)).map(({ contactId }) => contactId),
  );
  return members.filter((id) => open.has(id));
}

/** What the audits so far asked about a subject. */
async function findingsBefore(
  { store }: Pick<Place, 'store'>,
  { owner }: Network,
  subject: Subject,
): Promise<Finding[]> {
  const flags = (await store.readFlags(owner.ownerId)).filter((flag) => flag.subject === subject);
  return currentFlags(flags).map(({ finding }) => finding);
}

const noQuestion = (text: string): string =>
  `There is no question about "${cleanText(text)}"; "woher findings --json" prints the subjects of all.`;

/**
 * The answer that the arguments give, as it may be recorded.
 * @throws UsageError that says what this kind of question takes instead
 */
function answeringOf(
  { answer, origin, labels, note, except = [] }: DecideArgs,
  target: Target,
  { network, at }: { network: Network; at: Date },
): Answering {
  const { subject, members = [] } = target;
  if (answer !== 'keep' && (origin !== undefined || labels !== undefined))
    throw new UsageError('--origin and --label belong to keep.');
  const isGroup = subjectKind(subject) === 'group';
  if (except.length > 0 && (!isGroup || answer === 'later'))
    throw new UsageError('--except belongs to a group that is kept or removed.');
  const decision = decisionsBySubject(network.decisions)(subject);
  const said = defined<GivenAnswer>({
    answer,
    origin: origin === 'none' ? undefined : origin,
    labels: labels?.filter((label) => label !== ''),
    note,
  } as GivenAnswer);
  const typed = withStanding(origin === 'none' ? { ...said, noOrigin: true } : said, target, decision);
  const given = completed(typed, target, decision);
  const { owner } = network;
  const standing = { decision, now: at, zone: owner.zone, policy: policyOf(owner) };
  const refusal = refusalOf(target, given, standing);
  if (refusal !== undefined)
    throw new UsageError(refusalText(refusal, subject, answersOffered(target, standing)));
  if (!isGroup) return { subject, given };
  const left = new Set(except.map((text) => memberOf(target, network.contacts, text)));
  const choices = members.map((id) => [id, left.has(id) ? 'single' : choiceOf(id, network, at)] as const);
  const answering = { subject, given, members: new Map(choices) };
  const listed = keptMembers(answering).filter((id) => target.listed?.includes(id));
  if (listed.length > 0) throw new UsageError(listedText(listed, network));
  return answering;
}

function listedText(listed: readonly ContactId[], { contacts }: Network): string {
  const names = contacts
    .filter(({ contactId }) => listed.includes(contactId))
    .map(({ row }) => fullName(row));
  return `Your compliance list names ${cleanText(names.join(', '))}: leave them out with --except, and answer about each alone, to keep them with --note.`;
}

// Who was answered about by themselves is not swept away with the group, just as on the page.
function choiceOf(contactId: ContactId, { decisions, owner }: Network, at: Date): 'group' | 'single' {
  const decision = decisionsBySubject(decisions)(contactSubject(contactId));
  const isStanding = isSettled(decision, at, owner.zone, policyOf(owner));
  return isStanding && decision?.given?.group === undefined ? 'single' : 'group';
}

function memberOf({ members = [] }: Target, contacts: readonly Contact[], text: string): ContactId {
  const { contactId } = findContact(contacts, text);
  if (members.includes(contactId)) return contactId;
  throw new UsageError(`"${cleanText(text)}" is not in this group.`);
}

function refusalText(
  refusal: AnswerRefusal,
  subject: Subject,
  offered: readonly GivenAnswer['answer'][],
): string {
  if (subject === removalsSubject)
    return 'Promised removals are reminded of until an export lacks the contact; "woher decide CONTACT keep" keeps one after all.';
  const takes = `it takes ${offered.join(', ')}`;
  if (refusal === 'laterTooOften') return `It cannot be put off again; now it must be decided: ${takes}.`;
  if (refusal === 'reasonMissing')
    return 'Your compliance list names this contact: say with --note for which reason you keep them.';
  const what = { contact: 'a contact', group: 'a group', invitation: 'an invitation', same: 'a pair' };
  return `That is no answer about ${what[subjectKind(subject)]}: ${takes}.`;
}

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
