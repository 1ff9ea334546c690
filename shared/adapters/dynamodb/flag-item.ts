import * as z from 'zod/mini';
import { answers, pairAnswers } from '../../domain/decision.ts';
import { type Evidence, evidenceKinds } from '../../domain/evidence-kinds.ts';
import { complianceKinds, type Finding, type Reason, type RuleId, ruleIds } from '../../domain/finding.ts';
import type { Flag } from '../../domain/flag.ts';
import {
  type ContactId,
  type IsoDay,
  type IsoMonth,
  type Subject,
  subjectContact,
} from '../../domain/ids.ts';
import { type FileKind, fileKinds } from '../../domain/snapshot.ts';
import type { Item } from './keys.ts';
import { decodeItem, objectOf, optionalText, type Shape, text, toPut } from './schema.ts';

const day = text<IsoDay>();
const count = z.number();

const neverAnswered = <Kind extends 'theyNeverAnswered' | 'youNeverAnswered'>(kind: Kind) =>
  z.object({
    kind: z.literal(kind),
    messages: count,
    since: day,
    searchedUntil: day,
    noTrace: z.boolean(),
  });

const ofContacts = () =>
  [
    z.object({
      kind: z.literal('compliance'),
      by: z.enum(complianceKinds),
      value: text(),
      entry: text(),
      until: z.optional(day),
      connectedOn: day,
      promisedOn: z.optional(day),
      cameBack: z.optional(z.literal(true)),
    }),
    z.object({ kind: z.literal('dueAgain'), answer: z.enum(['later', 'ask']), on: day, round: count }),
    z.object({
      kind: z.literal('unconfirmed'),
      answer: z.optional(z.enum([...answers, ...pairAnswers])),
      on: day,
    }),
    z.object({ kind: z.literal('onlyWroteAtYou'), messages: count, since: day, searchedUntil: day }),
    z.object({
      kind: z.literal('noTrace'),
      connectedOn: day,
      searchedUntil: day,
      messages: z.optional(count),
    }),
    z.object({ kind: z.literal('namesakes'), connectedOn: day, namesakes: count }),
    z.object({
      kind: z.literal('onlyHint'),
      connectedOn: day,
      hint: z.enum(evidenceKinds),
      hintAt: optionalText<IsoDay | IsoMonth>(),
    }),
    neverAnswered('theyNeverAnswered'),
    neverAnswered('youNeverAnswered'),
    z.object({
      kind: z.literal('oneOccasion'),
      occasion: z.enum(['event', 'conversation']),
      event: optionalText(),
      at: text<IsoDay | IsoMonth>(),
      searchedUntil: day,
    }),
    z.object({ kind: z.literal('lostFromSight'), lastIn: text<IsoMonth>(), messages: count }),
  ] as const;

const ofNetworks = () =>
  [
    z.object({ kind: z.literal('removals'), count, cameBack: count, promisedOn: day, on: day }),
    z.object({
      kind: z.literal('samePerson'),
      other: text(),
      missingSince: day,
      connectedOn: day,
      by: z.enum(['name', 'email', 'job']),
    }),
    z.object({ kind: z.literal('burst'), from: day, to: day, connections: count, unexplained: count }),
    z.object({ kind: z.literal('bulkInvitation'), on: day, invitations: count, unexplained: count }),
    z.object({
      kind: z.literal('colleagues'),
      company: text(),
      from: day,
      to: day,
      proven: count,
      members: count,
    }),
    z.object({
      kind: z.literal('invitationPending'),
      on: day,
      withNote: z.boolean(),
      hinted: z.optional(z.literal(true)),
    }),
  ] as const;

const reasonSchema = (): z.ZodMiniType<Reason> =>
  z.discriminatedUnion('kind', [...ofContacts(), ...ofNetworks()]);

const evidenceSchema = () =>
  objectOf<Evidence>({
    kind: z.enum(evidenceKinds),
    strength: z.enum(['final', 'strong', 'weak']),
    ownAct: z.boolean(),
    at: optionalText(),
    file: z.enum([...fileKinds, 'review']),
    detail: optionalText(),
  });

/**
 * One letter a kind of file: what was looked at is said by every flag, and an owner has up to 30,000 of them, which are read
 * page by page. A letter keeps its meaning for ever.
 */
const fileLetters = {
  connections: 'c',
  messages: 'm',
  invitations: 'i',
  profile: 'p',
  positions: 'j',
  notes: 'n',
  recommendationsGiven: 'r',
  recommendationsReceived: 'R',
  endorsementsGiven: 'e',
  endorsementsReceived: 'E',
  addressBook: 'a',
  importedContacts: 'A',
  searchQueries: 's',
  events: 'v',
  emailAddresses: 'M',
  education: 'u',
  volunteering: 'V',
  companyFollows: 'f',
  memberFollows: 'F',
  shares: 'h',
} as const satisfies Readonly<Record<FileKind, string>>;

const fileOfLetter = new Map(fileKinds.map((kind) => [fileLetters[kind] as string, kind]));

/** The kinds of files in letters, or in the items of earlier versions by name. */
const filesSchema = () =>
  z.union([
    z.string().check(z.regex(new RegExp(`^[${[...fileOfLetter.keys()].join('')}]*$`))),
    z.array(z.enum(fileKinds)),
  ]);

type Files = string | readonly FileKind[];
/** Empty, or left out where a finding always has it, where the item's key says it. */
type OrEmpty<T> = T | '';

/** A finding without what its key says and without evidence that is none, and with files in letters. */
type StoredFinding = Omit<
  Finding,
  'subject' | 'contactId' | 'ruleId' | 'evidence' | 'looked' | 'cannotKnow' | 'empty'
> & {
  readonly subject?: OrEmpty<Subject>;
  readonly contactId?: OrEmpty<ContactId>;
  readonly ruleId?: OrEmpty<RuleId>;
  readonly evidence?: Finding['evidence'];
  readonly looked: Files;
  readonly cannotKnow: Files;
  readonly empty?: Files;
};

const findingSchema = () =>
  objectOf<StoredFinding>({
    subject: optionalText(),
    contactId: optionalText(),
    ruleId: z.optional(z.enum([...ruleIds, ''])),
    reason: reasonSchema(),
    evidence: z.optional(z.array(evidenceSchema())),
    looked: filesSchema(),
    cannotKnow: filesSchema(),
    empty: z.optional(filesSchema()),
    members: z.optional(z.array(text<ContactId>())),
    invited: z.optional(objectOf<NonNullable<Finding['invited']>>({ name: text(), slug: optionalText() })),
  });

/** Subject and rule are the sort key; the items of earlier versions name them once more. */
type StoredFlag = Omit<Flag, 'subject' | 'ruleId' | 'finding'> &
  Partial<Pick<Flag, 'subject' | 'ruleId'>> & { readonly finding: StoredFinding };

const storedShape: Shape<StoredFlag> = {
  schema: z.lazy(() =>
    objectOf<StoredFlag>({
      subject: optionalText(),
      ruleId: z.optional(z.enum(ruleIds)),
      state: z.enum(['open', 'decided', 'lapsed']),
      openedAt: text(),
      closedAt: optionalText(),
      finding: findingSchema(),
    }),
  ),
  json: 'finding',
};

/** A flag to be written. */
export function flagToPut(pk: string, { subject, ruleId, finding, ...flag }: Flag): ReturnType<typeof toPut> {
  const key = { pk, sk: `${subject}#${ruleId}` };
  return toPut(storedShape, key, { ...flag, finding: shortened(finding, { subject, ruleId }) });
}

/** The flag that an item keeps. @throws UnfitItem */
export function decodeFlag(item: Item): Flag {
  const { finding, ...stored } = decodeItem(storedShape, item);
  const sortKey = String(item.sk);
  const end = sortKey.lastIndexOf('#');
  const key = { subject: sortKey.slice(0, end) as Subject, ruleId: sortKey.slice(end + 1) as RuleId };
  return { ...key, ...stored, finding: lengthened(finding, key) };
}

type FlagKey = Pick<Flag, 'subject' | 'ruleId'>;

function shortened(finding: Finding, key: FlagKey): StoredFinding {
  const { subject, contactId, ruleId, evidence, looked, cannotKnow, empty, ...rest } = finding;
  return {
    ...(subject === key.subject ? {} : { subject }),
    ...(contactId === undefined
      ? {}
      : { contactId: contactId === subjectContact(key.subject) ? '' : contactId }),
    ...(ruleId === key.ruleId ? {} : { ruleId }),
    ...(evidence.length === 0 ? {} : { evidence }),
    looked: lettersOf(looked),
    cannotKnow: lettersOf(cannotKnow),
    ...(empty && { empty: lettersOf(empty) }),
    ...rest,
  };
}

function lengthened(stored: StoredFinding, key: FlagKey): Finding {
  const {
    subject,
    contactId: itsContact,
    ruleId,
    reason,
    evidence = [],
    looked,
    cannotKnow,
    empty,
    ...rest
  } = stored;
  const contactId = itsContact === '' ? subjectContact(key.subject) : itsContact;
  return {
    subject: subject || key.subject,
    ...(contactId === undefined ? {} : { contactId }),
    ruleId: ruleId || key.ruleId,
    reason,
    evidence,
    looked: filesOf(looked),
    cannotKnow: filesOf(cannotKnow),
    ...(empty !== undefined && { empty: filesOf(empty) }),
    ...rest,
  };
}

// What has no letter is no file: the schema says so.
function lettersOf(files: readonly FileKind[]): Files {
  return files.every((kind) => kind in fileLetters) ? files.map((kind) => fileLetters[kind]).join('') : files;
}

// Nearly all flags of an owner say the same of the files: they share one list.
const filesByLetters = new Map<string, readonly FileKind[]>();

function filesOf(files: Files): readonly FileKind[] {
  if (typeof files !== 'string') return files;
  const kinds = filesByLetters.get(files) ?? [...files].flatMap((letter) => fileOfLetter.get(letter) ?? []);
  filesByLetters.set(files, kinds);
  return kinds;
}
