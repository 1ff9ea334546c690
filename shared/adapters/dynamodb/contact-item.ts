import * as z from 'zod';
import type {
  Contact,
  ContactFacts,
  ContactRow,
  DoubtfulFact,
  GroupFacts,
  InvitationNote,
  MessageFacts,
} from '../../domain/contact.ts';
import { doubtfulKinds, seenFacts } from '../../domain/contact.ts';
import { timeOfSeconds } from '../../domain/days.ts';
import type { OwnerId } from '../../domain/ids.ts';
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
  } satisfies Names<ContactFacts, 'messages' | 'groups'>,
  messages: {
    sent: 'ms',
    received: 'mr',
    firstSentOn: 'mfs',
    firstReceivedOn: 'mfr',
    lastSentIn: 'mls',
    lastReceivedIn: 'mlr',
    lastSentAt: 'mlo',
    lastReceivedAt: 'mla',
    turnBack: 'mt',
  } satisfies Names<MessageFacts, 'note'>,
  note: { by: 'nb', on: 'no', text: 'nt' } satisfies Names<InvitationNote>,
  groups: { shared: 'gs' } satisfies Names<GroupFacts, 'best'>,
  best: { size: 'gz', ownerWrote: 'go', contactWrote: 'gc', lastIn: 'gl' } satisfies Names<
    GroupFacts['best']
  >,
} as const;

const knownNames: ReadonlySet<string> = new Set([
  'pk',
  ...Object.values(contactNames).flatMap((names) => Object.values(names)),
]);

const rowSchema = objectOf<ContactRow>({
  firstName: text(),
  lastName: text(),
  slug: optionalText(),
  email: optionalText(),
  company: optionalText(),
  position: optionalText(),
  connectedOn: text(),
});

const messagesSchema = objectOf<MessageFacts>({
  sent: z.number(),
  received: z.number(),
  firstSentOn: optionalText(),
  firstReceivedOn: optionalText(),
  lastSentIn: optionalText(),
  lastReceivedIn: optionalText(),
  lastSentAt: optionalText(),
  lastReceivedAt: optionalText(),
  turnBack: z.boolean(),
  note: objectOf<InvitationNote>({ by: z.enum(['owner', 'contact']), on: text(), text: text() }).optional(),
});

const groupsSchema = objectOf<GroupFacts>({
  shared: z.number(),
  best: objectOf<GroupFacts['best']>({
    size: z.number(),
    ownerWrote: z.boolean(),
    contactWrote: z.boolean(),
    lastIn: text(),
  }),
});

const doubtfulSchema = objectOf<DoubtfulFact>({
  kind: z.enum(doubtfulKinds),
  namesakes: z.number(),
  byNameOnly: z.literal(true).optional(),
});

const contactSchema = objectOf<Contact>({
  contactId: text(),
  keys: z.array(text()),
  row: rowSchema,
  facts: objectOf<ContactFacts>({
    messages: messagesSchema.optional(),
    groups: groupsSchema.optional(),
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
    doubtful: z.array(doubtfulSchema).optional(),
    bySeen: z.array(z.enum(seenFacts)).optional(),
  }),
  firstSeenAt: text(),
  missingSince: optionalText(),
  returnedAt: optionalText(),
});

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
    ...withSeconds(shortened(messages, contactNames.messages)),
    ...shortened(messages?.note, contactNames.note),
    ...shortened(groups, contactNames.groups),
    ...shortened(groups?.best, contactNames.best),
  };
}

/** @throws UnfitItem */
export function contactOfItem(item: Item): Contact {
  const unknown = Object.keys(item).filter((name) => !knownNames.has(name));
  if (unknown.length > 0) throw new UnfitItem(families.contacts, [unknownProperty]);
  const messages = {
    ...lengthened(withTimes(item), contactNames.messages),
    ...part('note', lengthened(item, contactNames.note)),
  };
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

const part = (name: string, value: object): object =>
  Object.keys(value).length === 0 ? {} : { [name]: value };
