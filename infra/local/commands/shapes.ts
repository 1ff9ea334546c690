import * as z from 'zod';
import { answers, origins } from '../../../shared/domain/decision.ts';
import { evidenceKinds } from '../../../shared/domain/evidence-kinds.ts';
import { ruleIds } from '../../../shared/domain/finding.ts';
import { fileKinds, rejectionCodes, skipReasons } from '../../../shared/domain/snapshot.ts';

/**
 * What `--json` prints. These shapes are part of the interface: every output is parsed by its schema before it is
 * printed. Times are ISO 8601 in UTC, days and months as the network writes them.
 */

const count = z.int().nonnegative();
const kind = z.enum(fileKinds);
const answer = z.enum(answers);
const origin = z.enum(origins);

/** One upload and what it changed. */
export const importShape = z.strictObject({
  status: z.enum(['accepted', 'held', 'rejected']),
  code: z.enum([...rejectionCodes, 'alreadyImported', 'older']).optional(),
  message: z.string().optional(),
  importId: z.string(),
  contacts: z.strictObject({
    total: count,
    added: count,
    edited: count,
    renamed: count,
    missing: count,
    gone: count,
    returned: count,
    unchanged: count,
  }),
  skipped: z.partialRecord(z.enum(skipReasons), count),
  files: z.array(z.strictObject({ name: z.string(), kind: z.enum([...fileKinds, 'unknown']), rows: count })),
  absent: z.array(kind),
  writes: z.strictObject({ contacts: count, other: count }),
});
export type ImportShape = z.infer<typeof importShape>;

/** `woher imports`: the same for every import so far, oldest export first. */
export const importsShape = z.array(
  importShape.extend({
    status: z.enum(['accepted', 'rejected', 'applying']),
    fileName: z.string(),
    exportedAt: z.string(),
    uploadedAt: z.string(),
  }),
);

const evidenceShape = z.strictObject({
  kind: z.enum(evidenceKinds),
  strength: z.enum(['final', 'strong', 'weak']),
  at: z.string().optional(),
  file: z.enum([...fileKinds, 'review']),
});

export const contactsShape = z.array(
  z.strictObject({
    contactId: z.string(),
    name: z.string(),
    profileUrl: z.string().optional(),
    company: z.string().optional(),
    position: z.string().optional(),
    connectedOn: z.string().optional(),
    state: z.enum(['connected', 'missing', 'gone']),
    originStatus: z.enum(['known', 'unclear', 'unknown', 'cannotKnow']),
    /** How the owner knows the contact, where they said so. */
    origin: origin.optional(),
    reciprocity: z.enum([
      'mutual',
      'inGroups',
      'theyNeverAnswered',
      'youNeverAnswered',
      'silent',
      'cannotKnow',
    ]),
    evidence: z.array(evidenceShape),
    decision: answer.optional(),
  }),
);
export type ContactsShape = z.infer<typeof contactsShape>;

export const findingsShape = z.array(
  z.strictObject({
    subject: z.string(),
    contactId: z.string().optional(),
    name: z.string(),
    rule: z.enum(ruleIds),
    /** One sentence in the owner's language. */
    reason: z.string(),
    evidence: z.array(evidenceShape),
    looked: z.array(kind),
    cannotKnow: z.array(kind),
  }),
);
export type FindingsShape = z.infer<typeof findingsShape>;

const given = z.strictObject({
  answer,
  origin: origin.optional(),
  labels: z.array(z.string()).optional(),
  note: z.string().optional(),
});

/** `woher decide`, and in an array `woher decisions`. */
export const decisionShape = z.strictObject({
  subject: z.string(),
  contactId: z.string().optional(),
  name: z.string().optional(),
  /** The answer in force; absent after an undo of the only one. */
  given: given.optional(),
  decidedAt: z.string(),
  /** What the exports prove about a removal. */
  removal: z.enum(['promised', 'done', 'stillThere', 'cameBack']).optional(),
  history: z.array(
    z.strictObject({ at: z.string(), via: z.enum(['review', 'command']), given: given.optional() }),
  ),
});
export const decisionsShape = z.array(decisionShape);
export type DecisionShape = z.infer<typeof decisionShape>;

const mailState = z.enum(['rendered', 'sending', 'sent', 'waiting', 'failed']);

export const outboxShape = z.array(
  z.strictObject({
    mailId: z.string(),
    kind: z.enum(['digest']),
    to: z.string(),
    subject: z.string(),
    state: mailState,
    /** Absolute path of the mail as a file, once it is delivered. */
    emlPath: z.string().optional(),
    /** The date that the mail bears: that of its audit, also where a command set the clock. */
    at: z.string(),
  }),
);
export type OutboxShape = z.infer<typeof outboxShape>;

export const auditShape = z.strictObject({
  at: z.string(),
  /** Everybody whom a rule asks about and whose answer is open. */
  findings: findingsShape,
  /** The digest of the period that the time lies in; absent when none is open. */
  digest: z
    .strictObject({
      period: z.string(),
      mailId: z.string(),
      questions: count,
      state: mailState,
    })
    .optional(),
});
export type AuditShape = z.infer<typeof auditShape>;
