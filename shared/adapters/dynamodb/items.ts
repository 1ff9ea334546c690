import * as z from 'zod';
import type { Covers } from '../../domain/contact.ts';
import {
  answers,
  type Decision,
  type GivenAnswer,
  type HistoryEntry,
  origins,
  pairAnswers,
} from '../../domain/decision.ts';
import type { Change } from '../../domain/diff.ts';
import type { DigestRecord } from '../../domain/digest.ts';
import { complianceKinds } from '../../domain/finding.ts';
import {
  type Canary,
  type GuardReport,
  holdReasons,
  type KnownProfile,
  type Override,
} from '../../domain/guard.ts';
import type { ContactId, IsoTime } from '../../domain/ids.ts';
import type { ContactCounts, Head, ImportRecord, WriteCounts } from '../../domain/import.ts';
import type { FrozenMail, Send } from '../../domain/mail.ts';
import type {
  Excerpt,
  FormerEmployer,
  RememberedInvitation,
  RememberedJob,
  RememberedOwnFact,
} from '../../domain/memory.ts';
import { type AddressRecord, mailEvents, type Outcome, stopReasons } from '../../domain/outcome.ts';
import { type ComplianceEntry, locales, type Owner, rhythms } from '../../domain/owner.ts';
import { askIds, policyIds, thresholdNames } from '../../domain/policy.ts';
import {
  breaches,
  type ExportFile,
  fileKinds,
  ownerFoundBy,
  ownFactKinds,
  type Rejection,
  rejectionCodes,
  skipReasons,
} from '../../domain/snapshot.ts';
import type { Receipt } from '../../domain/upload.ts';
import type { ImportLock, Schedule } from '../../ports/contact-store.ts';
import { contactNames } from './contact-item.ts';
import type { Item } from './keys.ts';
import { decodeItem, objectOf, optionalText, type Shape, text } from './schema.ts';

// Shapes of the stored items, family by family; the contacts' own are in contact-item.ts.

// Not a record: a map in an item forgets the order of its properties, and reading puts them in that of the schema.
const optionalsOf = <Name extends string, Value extends z.ZodType>(
  names: readonly Name[],
  value: Value,
): Record<Name, z.ZodOptional<Value>> =>
  Object.fromEntries(names.map((name) => [name, value.optional()])) as Record<Name, z.ZodOptional<Value>>;

export const ownerShape: Shape<Owner> = {
  schema: objectOf<Owner>({
    ownerId: text(),
    address: text(),
    locale: z.enum(locales),
    zone: text(),
    policy: z.enum(policyIds),
    policyChanges: z
      .object({
        ...optionalsOf(thresholdNames, z.number()),
        switched: z.object(optionalsOf(askIds, z.boolean())).optional(),
      })
      .optional(),
    rhythm: z.enum(rhythms).optional(),
    nothingToAsk: z.enum(['mail', 'noMail']).optional(),
    compliance: z
      .array(
        objectOf<ComplianceEntry>({
          by: z.enum(complianceKinds),
          value: text(),
          reason: text(),
          until: optionalText(),
        }),
      )
      .optional(),
    digestSize: z.number(),
    employerAliases: z.array(z.array(text())),
    largeEmployers: z.array(text()),
    keepExcerpts: z.boolean(),
    uploadKey: optionalText(),
    pausedAt: optionalText(),
  }),
};

export const scheduleShape: Shape<Schedule> = {
  schema: objectOf<Schedule>({ nextDueAt: text(), lastPeriod: optionalText(), askedPeriod: optionalText() }),
};

export const invitationShape: Shape<RememberedInvitation> = {
  schema: objectOf<RememberedInvitation>({
    personId: text(),
    bySlug: z.boolean(),
    foldedName: text(),
    name: optionalText(),
    slug: optionalText(),
    direction: z.enum(['incoming', 'outgoing']),
    sentOn: text(),
    note: optionalText(),
  }),
};

export const jobShape: Shape<RememberedJob> = {
  schema: objectOf<RememberedJob>({
    company: text(),
    title: text(),
    startedIn: text(),
    finishedIn: optionalText(),
    seenAt: text(),
  }),
};

export const formerEmployerShape: Shape<FormerEmployer> = {
  schema: objectOf<FormerEmployer>({
    contactId: text(),
    company: text(),
    seenAt: text(),
  }),
};

export const ownFactShape: Shape<RememberedOwnFact> = {
  schema: objectOf<RememberedOwnFact>({
    kind: z.enum(ownFactKinds),
    name: text(),
    title: text(),
    from: text(),
    until: optionalText(),
    seenAt: text(),
  }),
};

export const excerptShape: Shape<Excerpt> = {
  schema: objectOf<Excerpt>({
    personId: text(),
    kind: z.enum(['invitationNote', 'firstMessage', 'linkedInNote']),
    by: z.enum(['owner', 'contact']),
    on: optionalText(),
    text: text(),
  }),
};

/** A lock that was given back has none of them. */
export const lockShape: Shape<Partial<ImportLock>> = {
  schema: objectOf<Partial<ImportLock>>({
    runId: optionalText(),
    importId: optionalText(),
    until: optionalText(),
  }),
};

export const receiptShape: Shape<Receipt> = {
  schema: objectOf<Receipt>({
    importId: text(),
    status: z.enum(['accepted', 'held', 'rejected']),
    code: z.enum([...rejectionCodes, 'alreadyImported', 'fileGone', 'givenUp']).optional(),
    at: text(),
    version: optionalText(),
  }),
};

export const headShape: Shape<Head> = {
  schema: objectOf<Head>({
    importId: text(),
    fileHash: text(),
    exportedAt: text(),
    covers: objectOf<Covers>({
      order: z.enum(['newestFirst', 'oldestFirst', 'unordered']),
      from: text(),
      to: text(),
    }).optional(),
    unread: z.array(text<ContactId>()).optional(),
    tail: z.array(text<ContactId>()).optional(),
    profile: objectOf<KnownProfile>({ name: optionalText(), slug: optionalText() }).optional(),
    pending: z.array(text()).optional(),
  }),
};

const rowFields = Object.keys(contactNames.row) as (keyof typeof contactNames.row)[];
const seenChange = <Kind extends 'added' | 'missing' | 'returned'>(kind: Kind) =>
  z.object({ kind: z.literal(kind), contactId: text<ContactId>() });
const editChange = <Kind extends 'edited' | 'renamed'>(kind: Kind) =>
  z.object({ kind: z.literal(kind), contactId: text<ContactId>(), fields: z.array(z.enum(rowFields)) });

const changeSchema: z.ZodType<Change> = z.discriminatedUnion('kind', [
  seenChange('added'),
  editChange('edited'),
  editChange('renamed'),
  seenChange('missing'),
  seenChange('returned'),
]);

const countsSchema = objectOf<ContactCounts>({
  total: z.number(),
  added: z.number(),
  edited: z.number(),
  renamed: z.number(),
  missing: z.number(),
  gone: z.number(),
  returned: z.number(),
  unchanged: z.number(),
});

export const importShape: Shape<ImportRecord> = {
  schema: objectOf<ImportRecord>({
    importId: text(),
    fileHash: text(),
    fileName: text(),
    status: z.enum(['applying', 'accepted', 'held', 'rejected']),
    exportedAt: text(),
    uploadedAt: text(),
    uploadId: optionalText(),
    finishedAt: optionalText(),
    rejection: objectOf<Rejection>({
      rejected: z.enum(rejectionCodes),
      file: optionalText(),
      line: z.number().optional(),
      breach: z.enum(breaches).optional(),
    }).optional(),
    older: z.boolean(),
    contacts: countsSchema,
    skipped: z.partialRecord(z.enum(skipReasons), z.number()),
    files: z.array(
      objectOf<ExportFile>({
        name: text(),
        kind: z.enum([...fileKinds, 'unknown']),
        rows: z.number(),
        unreadable: z.array(z.number()).optional(),
        unreadableRows: z.number().optional(),
        undated: objectOf<NonNullable<ExportFile['undated']>>({
          rows: z.number(),
          lines: z.array(z.number()),
        }).optional(),
        uncounted: z.literal(true).optional(),
        leftOut: z.literal(true).optional(),
        mojibake: z.literal(true).optional(),
        strayBytes: z.literal(true).optional(),
        nulBytes: z.literal(true).optional(),
        otherColumns: z.array(text()).optional(),
        byProfile: z.literal(true).optional(),
      }),
    ),
    absent: z.array(z.enum(fileKinds)),
    guard: objectOf<GuardReport>({
      reasons: z.array(z.enum(holdReasons)),
      expected: z.number(),
      missing: z.number(),
      mayMiss: z.number(),
      missingCanaries: z.array(objectOf<Canary>({ contactId: text(), name: text() })),
    }).optional(),
    messagesJoin: z.enum(['url', 'name']).optional(),
    ownerFoundBy: z.enum(ownerFoundBy).optional(),
    changes: z.array(changeSchema),
    writes: objectOf<WriteCounts>({ contacts: z.number(), other: z.number() }),
  }),
  json: 'changes',
};

export const digestShape: Shape<DigestRecord> = {
  schema: objectOf<DigestRecord>({
    ownerId: text(),
    period: text(),
    mailId: text(),
    openedAt: text(),
    expiresAt: text(),
    linkKey: text(),
    questions: z.array(objectOf<DigestRecord['questions'][number]>({ no: z.number(), subject: text() })),
    nothingToAsk: z.enum(['mail', 'noMail']).optional(),
  }),
};

export const mailShape: Shape<FrozenMail> = {
  schema: objectOf<FrozenMail>({
    ownerId: text(),
    mailId: text(),
    kind: z.enum(['digest', 'welcome', 'notice']),
    to: text(),
    subject: text(),
    mime: text(),
    frozenAt: text(),
  }),
};

export const sendShape: Shape<Send> = {
  schema: objectOf<Send>({
    mailId: text(),
    attempt: z.number(),
    state: z.enum(['sending', 'sent', 'refused', 'released', 'held']),
    claimedAt: text(),
    answeredAt: optionalText(),
    messageId: optionalText(),
    code: optionalText(),
    notBefore: optionalText(),
    madeBy: z.enum(['audit', 'ingest', 'admin']).optional(),
    followed: z.boolean().optional(),
  }),
};

export const outcomeShape: Shape<Outcome> = {
  schema: objectOf<Outcome>({
    mailId: text(),
    attempt: z.number(),
    event: z.enum(mailEvents),
    at: text(),
    messageId: text(),
    type: optionalText(),
    subType: optionalText(),
  }),
};

export const overrideShape: Shape<Override> = {
  schema: objectOf<Override>({ fileHash: text(), at: text(), via: z.enum(['review', 'command']) }),
};

const recordFields = { addressHash: text(), liftedAt: optionalText<IsoTime>() };

export const addressRecordShape: Shape<AddressRecord> = {
  schema: z.union([
    z.object({ ...recordFields, stopped: z.enum(stopReasons), at: text<IsoTime>() }),
    z.object({ ...recordFields, stopped: z.undefined().optional(), at: z.undefined().optional() }),
  ]) as z.ZodType<AddressRecord>,
};

export const givenSchema = objectOf<GivenAnswer>({
  answer: z.enum([...answers, ...pairAnswers]),
  origin: z.enum(origins).optional(),
  labels: z.array(text()).optional(),
  note: optionalText(),
  despite: z.array(text()).optional(),
  group: optionalText(),
});

const decisionShape: Shape<Decision> = {
  schema: objectOf<Omit<Decision, 'replied'>>({
    subject: text(),
    given: givenSchema.optional(),
    decidedAt: text(),
    history: z.array(
      objectOf<HistoryEntry>({
        at: text(),
        via: z.enum(['review', 'command']),
        given: givenSchema.optional(),
      }),
    ),
  }),
};

/** @throws UnfitItem */
export function decisionOfItem(item: Item): Decision {
  const { history } = item;
  const entries = Array.isArray(history) ? { history: history.map(withoutCount) } : {};
  return decodeItem(decisionShape, { ...withoutCount(item), ...entries });
}

// Earlier versions kept with an *ask* how many messages there were; the messages' own times tell now who replied.
function withoutCount<Answered extends Item>(answered: Answered): Answered {
  const { given } = answered;
  if (typeof given !== 'object' || given === null || !('receivedBefore' in given)) return answered;
  const { receivedBefore: _, ...others } = given;
  return { ...answered, given: others };
}
