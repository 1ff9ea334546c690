import * as z from 'zod';
import { type Evidence, evidenceKinds } from '../../domain/evidence-kinds.ts';
import { complianceKinds, type Finding, type Reason, ruleIds } from '../../domain/finding.ts';
import type { Flag } from '../../domain/flag.ts';
import type { ContactId, IsoDay, IsoMonth } from '../../domain/ids.ts';
import { fileKinds } from '../../domain/snapshot.ts';
import { objectOf, optionalText, type Shape, text } from './schema.ts';

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

const ofContacts = [
  z.object({
    kind: z.literal('compliance'),
    by: z.enum(complianceKinds),
    value: text(),
    entry: text(),
    until: day.optional(),
    connectedOn: day,
  }),
  z.object({ kind: z.literal('dueAgain'), answer: z.enum(['later', 'ask']), on: day, round: count }),
  z.object({ kind: z.literal('onlyWroteAtYou'), messages: count, since: day, searchedUntil: day }),
  z.object({ kind: z.literal('noTrace'), connectedOn: day, searchedUntil: day }),
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

const ofNetworks = [
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
  z.object({ kind: z.literal('invitationPending'), on: day, withNote: z.boolean() }),
] as const;

const reasonSchema: z.ZodType<Reason> = z.discriminatedUnion('kind', [...ofContacts, ...ofNetworks]);

const evidenceSchema = objectOf<Evidence>({
  kind: z.enum(evidenceKinds),
  strength: z.enum(['final', 'strong', 'weak']),
  ownAct: z.boolean(),
  at: optionalText(),
  file: z.enum([...fileKinds, 'review']),
  detail: optionalText(),
});

const findingSchema = objectOf<Finding>({
  subject: text(),
  contactId: optionalText(),
  ruleId: z.enum(ruleIds),
  reason: reasonSchema,
  evidence: z.array(evidenceSchema),
  looked: z.array(z.enum(fileKinds)),
  cannotKnow: z.array(z.enum(fileKinds)),
  members: z.array(text<ContactId>()).optional(),
  invited: objectOf<NonNullable<Finding['invited']>>({ name: text(), slug: optionalText() }).optional(),
});

/** How a flag lies in its item. */
export const flagShape: Shape<Flag> = {
  schema: objectOf<Flag>({
    subject: text(),
    ruleId: z.enum(ruleIds),
    state: z.enum(['open', 'decided', 'lapsed']),
    openedAt: text(),
    closedAt: optionalText(),
    finding: findingSchema,
  }),
  json: 'finding',
};
