import * as z from 'zod/mini';
import type {
  Contact,
  ContactFacts,
  ContactRow,
  DoubtfulFact,
  FirstMessage,
  GroupFacts,
  MessageFacts,
} from '../../domain/contact.ts';
import { doubtfulKinds, seenFacts } from '../../domain/contact.ts';
import { daysBetween, earlier, plusDays, timeOfSeconds } from '../../domain/days.ts';
import type { IsoDay, OwnerId } from '../../domain/ids.ts';
import { families } from '../../names.ts';
import { UnfitItem } from './errors.ts';
import { type Item, type KeyedItem, partition } from './keys.ts';
import { fittingAs, objectOf, optionalText, text, unknownProperty } from './schema.ts';

type Names<T, Without extends keyof T = never> = Readonly<Record<Exclude<keyof T, Without>, string>>;

/**
 * Attribute names of a contact's item, part by part. DynamoDB bills and pages by bytes, names included, and an owner
 * has up to 30,000 contacts: so the names are short and the parts lie flat beside each other.
 */
export const contactNames = {
  contact: {
    contactId: 'sk',
    keys: 'k',
    firstSeenAt: 't',
    missingSince: 'm',
    returnedAt: 'r',
  } satisfies Names<Contact, 'row' | 'facts'>,
  row: {
    firstName: 'f',
    lastName: 'l',
    slug: 's',
    email: 'e',
    company: 'c',
    position: 'p',
    connectedOn: 'd',
  } satisfies Names<ContactRow>,
  facts: {
    notedOn: 'ln',
    recommendationGivenOn: 'rg',
    recommendationReceivedOn: 'rr',
    endorsementGivenOn: 'eg',
    endorsementReceivedOn: 'er',
    addressByEmailOn: 'ae',
    addressByNameOn: 'an',
    addressImportedOn: 'ai',
    searchedOn: 'so',
    followedOn: 'fo',
    doubtful: 'df',
    bySeen: 'sn',
    firstConnectedOn: 'fc',
  } satisfies Names<ContactFacts, 'messages' | 'groups'>,
  messages: {
    sent: 'ms',
    received: 'mr',
    firstSentOn: 'mfs',
    firstReceivedOn: 'mfr',
    secondSentOn: 'mss',
    secondReceivedOn: 'msr',
    lastSentIn: 'mls',
    lastReceivedIn: 'mlr',
    lastSentAt: 'mlo',
    lastReceivedAt: 'mla',
    turnBack: 'mt',
  } satisfies Names<MessageFacts, 'first' | 'note'>,
  first: { by: 'fb', on: 'fd', text: 'ft' } satisfies Names<FirstMessage>,
  groups: { shared: 'gs', bothLastIn: 'gb' } satisfies Names<GroupFacts, 'best'>,
  best: { size: 'gz', ownerWrote: 'go', contactWrote: 'gc', lastIn: 'gl' } satisfies Names<
    GroupFacts['best']
  >,
} as const;

/** The first message where it was an invitation's note, which earlier versions kept apart from counts and first days. */
const noteNames = { by: 'nb', on: 'no', text: 'nt' } as const satisfies Names<FirstMessage>;

const knownNames: ReadonlySet<string> = new Set([
  'pk',
  ...Object.values(noteNames),
  ...Object.values(contactNames).flatMap((names) => Object.values(names)),
]);

const rowSchema = () =>
  objectOf<ContactRow>({
    firstName: text(),
    lastName: text(),
    slug: optionalText(),
    email: optionalText(),
    company: optionalText(),
    position: optionalText(),
    connectedOn: text(),
  });

const messagesSchema = () =>
  objectOf<Omit<MessageFacts, 'note'>>({
    sent: z.number(),
    received: z.number(),
    firstSentOn: optionalText(),
    firstReceivedOn: optionalText(),
    secondSentOn: optionalText(),
    secondReceivedOn: optionalText(),
    lastSentIn: optionalText(),
    lastReceivedIn: optionalText(),
    lastSentAt: optionalText(),
    lastReceivedAt: optionalText(),
    turnBack: z.boolean(),
    first: z.optional(objectOf<FirstMessage>({ by: z.enum(['owner', 'contact']), on: text(), text: text() })),
  });

const groupsSchema = () =>
  objectOf<GroupFacts>({
    shared: z.number(),
    best: objectOf<GroupFacts['best']>({
      size: z.number(),
      ownerWrote: z.boolean(),
      contactWrote: z.boolean(),
      lastIn: text(),
    }),
    bothLastIn: optionalText(),
  });

const doubtfulSchema = () =>
  objectOf<DoubtfulFact>({
    kind: z.enum(doubtfulKinds),
    namesakes: z.number(),
    byNameOnly: z.optional(z.literal(true)),
  });

/** Evidence summaries, of contacts and of who wants to become one. */
export const factsSchema = z.lazy(() =>
  objectOf<ContactFacts>({
    messages: z.optional(messagesSchema()),
    groups: z.optional(groupsSchema()),
    notedOn: optionalText(),
    recommendationGivenOn: optionalText(),
    recommendationReceivedOn: optionalText(),
    endorsementGivenOn: optionalText(),
    endorsementReceivedOn: optionalText(),
    addressByEmailOn: optionalText(),
    addressByNameOn: optionalText(),
    addressImportedOn: optionalText(),
    searchedOn: optionalText(),
    followedOn: optionalText(),
    doubtful: z.optional(z.array(doubtfulSchema())),
    bySeen: z.optional(z.array(z.enum(seenFacts))),
    firstConnectedOn: optionalText(),
  }),
);

const contactSchema = z.lazy(() =>
  objectOf<Contact>({
    contactId: text(),
    keys: z.array(text()),
    row: rowSchema(),
    facts: factsSchema,
    firstSeenAt: text(),
    missingSince: optionalText(),
    returnedAt: optionalText(),
  }),
);

/** @throws UnfitItem */
export function contactItem(ownerId: OwnerId, value: Contact): KeyedItem {
  const contact = fittingAs(families.contacts, contactSchema, value);
  const { messages, groups } = contact.facts;
  return {
    pk: partition(families.contacts, ownerId),
    sk: contact.contactId,
    ...shortened(contact, contactNames.contact),
    ...shortened(contact.row, contactNames.row),
    ...shortened(contact.facts, contactNames.facts),
    ...withSeconds(shortened(withDaysBetween(messages), contactNames.messages)),
    ...shortenedFirst(messages),
    ...shortened(groups, contactNames.groups),
    ...shortened(groups?.best, contactNames.best),
  };
}

/** @throws UnfitItem */
export function contactOfItem(item: Item): Contact {
  const unknown = Object.keys(item).filter((name) => !knownNames.has(name));
  if (unknown.length > 0) throw new UnfitItem(families.contacts, [unknownProperty]);
  const messages = messagesOf(withDays(lengthened(withTimes(item), contactNames.messages)), item);
  const groups = {
    ...lengthened(item, contactNames.groups),
    ...part('best', lengthened(item, contactNames.best)),
  };
  const facts = {
    ...part('messages', messages),
    ...part('groups', groups),
    ...lengthened(item, contactNames.facts),
  };
  const contact = {
    ...lengthened(item, contactNames.contact),
    row: lengthened(item, contactNames.row),
    facts,
  };
  return fittingAs(families.contacts, contactSchema, contact);
}

function shortened(value: object | undefined, names: Readonly<Record<string, string>>): Item {
  const entries = Object.entries(value ?? {}).filter(([name, v]) => v !== undefined && name in names);
  return Object.fromEntries(entries.map(([name, v]) => [names[name], v]));
}

function lengthened(item: Item, names: Readonly<Record<string, string>>): Item {
  const long: Record<string, unknown> = {};
  for (const name in names) {
    const value = item[names[name] ?? ''];
    if (value !== undefined) long[name] = value;
  }
  return long;
}

const { lastSentIn, lastReceivedIn, lastSentAt, lastReceivedAt } = contactNames.messages;

// Most contacts who wrote have two of these times: as seconds each takes a third of the room of a text, and tells the month.
const lastOnes = [
  { month: lastSentIn, time: lastSentAt },
  { month: lastReceivedIn, time: lastReceivedAt },
] as const;

function withSeconds(item: Item): Item {
  const shorter = { ...item };
  for (const { month, time } of lastOnes) {
    const at = item[time];
    if (typeof at !== 'string') continue;
    shorter[time] = Date.parse(at) / 1000;
    if (item[month] === at.slice(0, 7)) delete shorter[month];
  }
  return shorter;
}

function withTimes(item: Item): Item {
  const longer = { ...item };
  for (const { month, time } of lastOnes) {
    const seconds = item[time];
    if (!Number.isSafeInteger(seconds)) continue;
    const at = timeOfSeconds(Number(seconds));
    longer[time] = at;
    longer[month] ??= at.slice(0, 7);
  }
  return longer;
}

const firstAndSecond = [
  ['firstSentOn', 'secondSentOn'],
  ['firstReceivedOn', 'secondReceivedOn'],
] as const;

/** The messages with their second days in days after the first, which takes less than half the room. */
function withDaysBetween(messages: MessageFacts | undefined): object | undefined {
  const shorter: Record<string, unknown> = { ...messages };
  for (const [first, second] of firstAndSecond) {
    const [from, to] = [messages?.[first], messages?.[second]];
    if (from !== undefined && to !== undefined) shorter[second] = daysBetween(from, to);
  }
  return shorter;
}

function withDays(messages: Item): Item {
  const longer = { ...messages };
  for (const [first, second] of firstAndSecond) {
    const [from, days] = [messages[first], messages[second]];
    if (typeof from === 'string' && Number.isSafeInteger(days))
      longer[second] = plusDays(from as IsoDay, Number(days));
  }
  return longer;
}

type Days = Pick<MessageFacts, 'firstSentOn' | 'firstReceivedOn'>;

/** Who wrote first and when, as the first days of both tell it: of a message that is the first of all no more is kept. */
function firstByDays({ firstSentOn, firstReceivedOn }: Days): Partial<FirstMessage> {
  const on = earlier(firstSentOn, firstReceivedOn);
  return on === undefined ? {} : { by: on === firstSentOn ? 'owner' : 'contact', on };
}

function shortenedFirst(messages: MessageFacts | undefined): Item {
  if (messages?.first === undefined) return {};
  const { by, on, text } = messages.first;
  const told = firstByDays(messages);
  const kept = { text, ...(by !== told.by && { by }), ...(on !== told.on && { on }) };
  return shortened(kept, contactNames.first);
}

function messagesOf(messages: Item, item: Item): Item {
  const note = lengthened(item, noteNames);
  if (Object.keys(note).length > 0) return withNoteCounted(messages, note as FirstMessage);
  const first = lengthened(item, contactNames.first);
  if (Object.keys(first).length === 0) return messages;
  return { ...messages, first: { ...firstByDays(messages as Days), ...first } };
}

// Of more than 20 the note was one that did not show in the count.
function withNoteCounted(messages: Item, first: FirstMessage): Item {
  const [count, firstOn, secondOn] =
    first.by === 'owner'
      ? (['sent', 'firstSentOn', 'secondSentOn'] as const)
      : (['received', 'firstReceivedOn', 'secondReceivedOn'] as const);
  const { [count]: others, [firstOn]: nextOn, ...rest } = messages;
  return {
    ...rest,
    [count]: typeof others === 'number' && others < 20 ? others + 1 : others,
    [firstOn]: first.on,
    ...(nextOn === undefined ? {} : { [secondOn]: nextOn }),
    first,
  };
}

const part = (name: string, value: object): object =>
  Object.keys(value).length === 0 ? {} : { [name]: value };
