import * as z from 'zod/mini';
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
import { contactNames, factsSchema } from './contact-item.ts';
import type { Item } from './keys.ts';
import { decodeItem, objectOf, optionalText, type Shape, text } from './schema.ts';

// Shapes of the stored items, family by family; the contacts' own are in contact-item.ts.

// Not a record: a map in an item forgets the order of its properties, and reading puts them in that of the schema.
const optionalsOf = <Name extends string, Value extends z.ZodMiniType>(
  names: readonly Name[],
  value: Value,
): Record<Name, z.ZodMiniOptional<Value>> =>
  Object.fromEntries(names.map((name) => [name, z.optional(value)])) as Record<
    Name,
    z.ZodMiniOptional<Value>
  >;

export const ownerShape: Shape<Owner> = {
  schema: z.lazy(() =>
    objectOf<Owner>({
      ownerId: text(),
      address: text(),
      locale: z.enum(locales),
      zone: text(),
      policy: z.enum(policyIds),
      policyChanges: z.optional(
        z.object({
          ...optionalsOf(thresholdNames, z.number()),
          switched: z.optional(z.object(optionalsOf(askIds, z.boolean()))),
        }),
      ),
      rhythm: z.optional(z.enum(rhythms)),
      nothingToAsk: z.optional(z.enum(['mail', 'noMail'])),
      compliance: z.optional(
        z.array(
          objectOf<ComplianceEntry>({
            by: z.enum(complianceKinds),
            value: text(),
            reason: text(),
            until: optionalText(),
          }),
        ),
      ),
      digestSize: z.number(),
      employerAliases: z.array(z.array(text())),
      largeEmployers: z.array(text()),
      keepExcerpts: z.boolean(),
      uploadKey: optionalText(),
      pausedAt: optionalText(),
    }),
  ),
};

export const scheduleShape: Shape<Schedule> = {
  schema: z.lazy(() =>
    objectOf<Schedule>({ nextDueAt: text(), lastPeriod: optionalText(), askedPeriod: optionalText() }),
  ),
};

export const invitationShape: Shape<RememberedInvitation> = {
  schema: z.lazy(() =>
    objectOf<RememberedInvitation>({
      personId: text(),
      bySlug: z.boolean(),
      foldedName: text(),
      name: optionalText(),
      slug: optionalText(),
      direction: z.enum(['incoming', 'outgoing']),
      sentOn: text(),
      note: optionalText(),
      facts: z.optional(factsSchema),
    }),
  ),
};

export const jobShape: Shape<RememberedJob> = {
  schema: z.lazy(() =>
    objectOf<RememberedJob>({
      company: text(),
      title: text(),
      startedIn: text(),
      finishedIn: optionalText(),
      seenAt: text(),
    }),
  ),
};

export const formerEmployerShape: Shape<FormerEmployer> = {
  schema: z.lazy(() =>
    objectOf<FormerEmployer>({
      contactId: text(),
      company: text(),
      seenAt: text(),
    }),
  ),
};

export const ownFactShape: Shape<RememberedOwnFact> = {
  schema: z.lazy(() =>
    objectOf<RememberedOwnFact>({
      kind: z.enum(ownFactKinds),
      name: text(),
      title: text(),
      from: text(),
      until: optionalText(),
      seenAt: text(),
    }),
  ),
};

export const excerptShape: Shape<Excerpt> = {
  schema: z.lazy(() =>
    objectOf<Excerpt>({
      personId: text(),
      kind: z.enum(['invitationNote', 'firstMessage', 'linkedInNote']),
      by: z.enum(['owner', 'contact']),
      on: optionalText(),
      text: text(),
    }),
  ),
};

/** A lock that was given back has none of them. */
export const lockShape: Shape<Partial<ImportLock>> = {
  schema: z.lazy(() =>
    objectOf<Partial<ImportLock>>({
      runId: optionalText(),
      importId: optionalText(),
      until: optionalText(),
    }),
  ),
};

export const receiptShape: Shape<Receipt> = {
  schema: z.lazy(() =>
    objectOf<Receipt>({
      importId: text(),
      status: z.enum(['accepted', 'held', 'rejected']),
      code: z.optional(z.enum([...rejectionCodes, 'alreadyImported', 'fileGone', 'givenUp'])),
      at: text(),
      version: optionalText(),
    }),
  ),
};

const coversSchema = objectOf<Covers>({
  order: z.enum(['newestFirst', 'oldestFirst', 'unordered']),
  from: text(),
  to: text(),
});

export const headShape: Shape<Head> = {
  schema: z.lazy(() =>
    objectOf<Head>({
      importId: text(),
      fileHash: text(),
      exportedAt: text(),
      covers: z.optional(coversSchema),
      unread: z.optional(z.array(text<ContactId>())),
      tail: z.optional(z.array(text<ContactId>())),
      profile: z.optional(objectOf<KnownProfile>({ name: optionalText(), slug: optionalText() })),
      pending: z.optional(z.array(text())),
    }),
  ),
};

const rowFields = Object.keys(contactNames.row) as (keyof typeof contactNames.row)[];
const seenChange = <Kind extends 'added' | 'missing' | 'returned'>(kind: Kind) =>
  z.object({ kind: z.literal(kind), contactId: text<ContactId>() });
const editChange = <Kind extends 'edited' | 'renamed'>(kind: Kind) =>
  z.object({ kind: z.literal(kind), contactId: text<ContactId>(), fields: z.array(z.enum(rowFields)) });

const changeSchema = (): z.ZodMiniType<Change> =>
  z.discriminatedUnion('kind', [
    seenChange('added'),
    editChange('edited'),
    editChange('renamed'),
    seenChange('missing'),
    seenChange('returned'),
  ]);

const countsSchema = () =>
  objectOf<ContactCounts>({
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
  schema: z.lazy(() =>
    objectOf<ImportRecord>({
      importId: text(),
      fileHash: text(),
      fileName: text(),
      status: z.enum(['applying', 'accepted', 'held', 'rejected', 'replaced']),
      exportedAt: text(),
      uploadedAt: text(),
      uploadId: optionalText(),
      finishedAt: optionalText(),
      rejection: z.optional(
        objectOf<Rejection>({
          rejected: z.enum(rejectionCodes),
          file: optionalText(),
          line: z.optional(z.number()),
          breach: z.optional(z.enum(breaches)),
        }),
      ),
      older: z.boolean(),
      contacts: countsSchema(),
      skipped: z.partialRecord(z.enum(skipReasons), z.number()),
      files: z.array(
        objectOf<ExportFile>({
          name: text(),
          kind: z.enum([...fileKinds, 'unknown']),
          rows: z.number(),
          unreadable: z.optional(z.array(z.number())),
          unreadableRows: z.optional(z.number()),
          undated: z.optional(
            objectOf<NonNullable<ExportFile['undated']>>({
              rows: z.number(),
              lines: z.array(z.number()),
            }),
          ),
          uncounted: z.optional(z.literal(true)),
          leftOut: z.optional(z.literal(true)),
          mojibake: z.optional(z.literal(true)),
          strayBytes: z.optional(z.literal(true)),
          nulBytes: z.optional(z.literal(true)),
          otherColumns: z.optional(z.array(text())),
          byProfile: z.optional(z.literal(true)),
        }),
      ),
      absent: z.array(z.enum(fileKinds)),
      guard: z.optional(
        objectOf<GuardReport>({
          reasons: z.array(z.enum(holdReasons)),
          expected: z.number(),
          missing: z.number(),
          mayMiss: z.number(),
          missingCanaries: z.array(objectOf<Canary>({ contactId: text(), name: text() })),
        }),
      ),
      messagesJoin: z.optional(z.enum(['url', 'name'])),
      ownerFoundBy: z.optional(z.enum(ownerFoundBy)),
      changes: z.array(changeSchema()),
      writes: objectOf<WriteCounts>({ contacts: z.number(), other: z.number() }),
    }),
  ),
  json: 'changes',
};

export const digestShape: Shape<DigestRecord> = {
  schema: z.lazy(() =>
    objectOf<DigestRecord>({
      ownerId: text(),
      period: text(),
      mailId: text(),
      openedAt: text(),
      expiresAt: text(),
      linkKey: text(),
      questions: z.array(objectOf<DigestRecord['questions'][number]>({ no: z.number(), subject: text() })),
      nothingToAsk: z.optional(z.enum(['mail', 'noMail'])),
      sight: z.optional(
        objectOf<NonNullable<DigestRecord['sight']>>({
          exportedAt: text(),
          covers: z.optional(coversSchema),
          unread: z.optional(z.array(text<ContactId>())),
        }),
      ),
    }),
  ),
};

export const mailShape: Shape<FrozenMail> = {
  schema: z.lazy(() =>
    objectOf<FrozenMail>({
      ownerId: text(),
      mailId: text(),
      kind: z.enum(['digest', 'welcome', 'notice']),
      to: text(),
      subject: text(),
      mime: text(),
      frozenAt: text(),
    }),
  ),
};

export const sendShape: Shape<Send> = {
  schema: z.lazy(() =>
    objectOf<Send>({
      mailId: text(),
      attempt: z.number(),
      state: z.enum(['sending', 'sent', 'refused', 'released', 'held']),
      claimedAt: text(),
      answeredAt: optionalText(),
      messageId: optionalText(),
      code: optionalText(),
      notBefore: optionalText(),
      madeBy: z.optional(z.enum(['audit', 'ingest', 'admin'])),
      followed: z.optional(z.boolean()),
    }),
  ),
};

export const outcomeShape: Shape<Outcome> = {
  schema: z.lazy(() =>
    objectOf<Outcome>({
      mailId: text(),
      attempt: z.number(),
      event: z.enum(mailEvents),
      at: text(),
      messageId: text(),
      type: optionalText(),
      subType: optionalText(),
    }),
  ),
};

export const overrideShape: Shape<Override> = {
  schema: z.lazy(() =>
    objectOf<Override>({ fileHash: text(), at: text(), via: z.enum(['review', 'command']) }),
  ),
};

const recordFields = { addressHash: text(), liftedAt: optionalText<IsoTime>() };

export const addressRecordShape: Shape<AddressRecord> = {
  schema: z.lazy(() =>
    z.union([
      z.object({ ...recordFields, stopped: z.enum(stopReasons), at: text<IsoTime>() }),
      z.object({ ...recordFields, stopped: z.optional(z.undefined()), at: z.optional(z.undefined()) }),
    ]),
  ) as z.ZodMiniType<AddressRecord>,
};

export const givenSchema = z.lazy(() =>
  objectOf<GivenAnswer>({
    answer: z.enum([...answers, ...pairAnswers]),
    origin: z.optional(z.enum(origins)),
    labels: z.optional(z.array(text())),
    note: optionalText(),
    despite: z.optional(z.array(text())),
    group: optionalText(),
  }),
);

const decisionShape: Shape<Decision> = {
  schema: z.lazy(() =>
    objectOf<Omit<Decision, 'replied' | 'unconfirmed' | 'renews'>>({
      subject: text(),
      given: z.optional(givenSchema),
      decidedAt: text(),
      history: z.array(
        objectOf<Omit<HistoryEntry, 'held'>>({
          at: text(),
          via: z.enum(['review', 'command']),
          given: z.optional(givenSchema),
          submit: optionalText(),
        }),
      ),
    }),
  ),
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
