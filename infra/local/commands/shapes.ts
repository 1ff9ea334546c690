import * as z from 'zod';
import { givenKinds } from '../../../shared/domain/balance.ts';
import { answers, origins, pairAnswers } from '../../../shared/domain/decision.ts';
import { evidenceKinds } from '../../../shared/domain/evidence-kinds.ts';
import { originWhyKinds } from '../../../shared/domain/explain.ts';
import { complianceKinds, ruleIds } from '../../../shared/domain/finding.ts';
import { holdReasons } from '../../../shared/domain/guard.ts';
import { lookedStates } from '../../../shared/domain/looked-for.ts';
import { mailStates } from '../../../shared/domain/mail-state.ts';
import { stopReasons } from '../../../shared/domain/outcome.ts';
import { originStatuses, reciprocities } from '../../../shared/domain/overview.ts';
import { locales, rhythms } from '../../../shared/domain/owner.ts';
import { askIds, policyIds, type Thresholds, thresholdNames } from '../../../shared/domain/policy.ts';
import { fileKinds, ownerFoundBy, rejectionCodes, skipReasons } from '../../../shared/domain/snapshot.ts';

/**
 * What `--json` prints. These shapes are part of the interface: every output is parsed by its schema before it is
 * printed. Times are ISO 8601 in UTC, days and months as the network writes them.
 */

const count = z.int().nonnegative();
const kind = z.enum(fileKinds);
const answer = z.enum([...answers, ...pairAnswers]);
const origin = z.enum(origins);

/** One upload and what it changed. */
export const importShape = z.strictObject({
  status: z.enum(['accepted', 'held', 'rejected']),
  /** Why it is rejected or held (the first reason), or what is special about it. */
  code: z.enum([...rejectionCodes, ...holdReasons, 'alreadyImported', 'older']).optional(),
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
  files: z.array(
    z.strictObject({
      name: z.string(),
      kind: z.enum([...fileKinds, 'unknown']),
      rows: count,
      /** Lines on which the first few rows begin that could not be read. */
      unreadable: z.array(count).optional(),
      /** How many these are, where that is another number. */
      unreadableRows: count.optional(),
      /** Rows that were taken without their dates, which could not be read; the first few lines. */
      undated: z.strictObject({ rows: count, lines: z.array(count) }).optional(),
      /** There are messages, none of which counts. */
      uncounted: z.literal(true).optional(),
      /** Another file of this name was read in its stead. */
      leftOut: z.literal(true).optional(),
      /** Letters were encoded twice and have been read as they were meant. */
      mojibake: z.literal(true).optional(),
      /** Single letters could not be read. */
      strayBytes: z.literal(true).optional(),
      /** NUL bytes were dropped. */
      nulBytes: z.literal(true).optional(),
      /** The first few columns that Woher does not know. */
      otherColumns: z.array(z.string()).optional(),
      byProfile: z.literal(true).optional(),
    }),
  ),
  /** Kinds of evidence of which there was no file, and those of which there was one without a row: neither was searched. */
  absent: z.array(kind),
  empty: z.array(kind),
  /** What the guard saw, where the import is held or was, or a contact that is kept the longest is missing. */
  guard: z
    .strictObject({
      reasons: z.array(z.enum(holdReasons)),
      /** Contacts that should be there, those of them that are not, and how many may be missing unasked. */
      expected: count,
      missing: count,
      mayMiss: count,
      missingCanaries: z.array(z.strictObject({ contactId: z.string(), name: z.string() })),
    })
    .optional(),
  /** How the export's owner was told. */
  ownerFoundBy: z.enum(ownerFoundBy).optional(),
  writes: z.strictObject({ contacts: count, other: count }),
});
export type ImportShape = z.infer<typeof importShape>;

/** `woher imports`: the same for every import so far, oldest export first. */
export const importsShape = z.array(
  importShape.extend({
    status: z.enum(['accepted', 'held', 'rejected', 'applying', 'replaced']),
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
    originStatus: z.enum(originStatuses),
    /** How the owner knows the contact, where they said so. */
    origin: origin.optional(),
    reciprocity: z.enum(reciprocities),
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
    /** The contacts of a group, or of a pair. */
    members: z.array(z.string()).optional(),
  }),
);
export type FindingsShape = z.infer<typeof findingsShape>;

const given = z.strictObject({
  answer,
  origin: origin.optional(),
  labels: z.array(z.string()).optional(),
  note: z.string().optional(),
  /** Entries of the compliance list in spite of which somebody is kept. */
  despite: z.array(z.string()).optional(),
  /** The group that was answered about. */
  group: z.string().optional(),
});

/** `woher decisions`, in an array. */
export const decisionShape = z.strictObject({
  subject: z.string(),
  contactId: z.string().optional(),
  name: z.string().optional(),
  /** The answer in force; absent after an undo of the only one. */
  given: given.optional(),
  decidedAt: z.string(),
  /**
   * A later answer that came in faster than anybody presses: not in force until it is confirmed. Without `given`: one
   * that took an answer back.
   */
  unconfirmed: z.strictObject({ given: given.optional(), at: z.string() }).optional(),
  /** What the exports prove about a removal. */
  removal: z.enum(['promised', 'done', 'stillThere', 'cameBack']).optional(),
  history: z.array(
    z.strictObject({ at: z.string(), via: z.enum(['review', 'command']), given: given.optional() }),
  ),
});
export const decisionsShape = z.array(decisionShape);
export type DecisionShape = z.infer<typeof decisionShape>;

/** `woher decide`: the decision that stands now. */
export const decideShape = decisionShape.extend({
  /** Of a group: the subjects of the members who were answered with it. */
  members: z.array(z.string()).optional(),
  /** Of a contact who is to be removed: what goes with them, from facts of the exports alone. */
  price: z
    .strictObject({
      onlyContactAt: z.string().optional(),
      withdraws: z.array(
        z.enum(['recommendationGiven', 'recommendationReceived', 'endorsementGiven', 'endorsementReceived']),
      ),
      email: z.boolean(),
      groupChats: count,
      noted: z.boolean(),
    })
    .optional(),
});

const invitationCounts = z.strictObject({
  sent: count,
  withoutNote: count,
  sameText: count,
  bulk: count,
});

/** `woher overview`: of the connected contacts; every number of `lists` is the length of what `--list` prints. */
export const overviewShape = z.strictObject({
  exportedAt: z.string().optional(),
  contacts: count,
  lists: z.record(z.string(), count),
  /** Those with the most contacts, as `employer.1` and so on. */
  employers: z.array(z.strictObject({ name: z.string(), contacts: count })),
  otherEmployers: count,
  years: z.array(
    z.strictObject({
      year: z.string(),
      came: count,
      /** They and those of all years before. */
      atYearEnd: count,
      /** Conversations of how many could be seen, and with how many of these both wrote. */
      seen: count,
      bothWrote: count,
    }),
  ),
  /** Own invitations; absent where no export had any to look at. */
  invitations: invitationCounts
    .extend({
      exports: count,
      /** Days of the first and the last of these exports. */
      from: z.string(),
      to: z.string(),
      years: z.array(invitationCounts.extend({ year: z.string() })),
    })
    .optional(),
  /** Contact ids, the longest wait first; absent where no export had messages to look at. */
  messages: z
    .strictObject({
      until: z.string(),
      afterDays: count,
      youNeverAnswered: z.array(z.string()),
      theyNeverAnswered: z.array(z.string()),
    })
    .optional(),
});
export type OverviewShape = z.infer<typeof overviewShape>;

/** `woher overview --list`: who is no contact has no name, an invitation a day. */
export const overviewListShape = z.array(
  z.strictObject({
    contactId: z.string().optional(),
    name: z.string().optional(),
    on: z.string().optional(),
  }),
);

/** `woher why`: one contact explained; sentences are in the owner's language. */
export const whyShape = contactsShape.element.omit({ origin: true, decision: true }).extend({
  originWhy: z.strictObject({ kind: z.enum(originWhyKinds), sentence: z.string() }),
  /** Until which day the messages were searched for the contact; absent: not at all. */
  searchedUntil: z.string().optional(),
  /** Every kind of evidence in every file where it can stand. */
  lookedFor: z.array(
    z.strictObject({
      kind: z.enum(evidenceKinds),
      place: z.enum([...fileKinds, 'review']),
      state: z.enum(lookedStates),
      file: z.string().optional(),
      exportedAt: z.string().optional(),
      found: z.array(evidenceShape),
      namesakes: count.optional(),
    }),
  ),
  /** Every rule; `because` is the kind of its reason, or of what keeps it from asking. */
  rules: z.array(
    z.strictObject({
      rule: z.enum(ruleIds),
      asks: z.boolean(),
      because: z.string(),
      sentences: z.array(z.string()),
      /** Of a rule that asks: what the answer in force means for it. */
      answered: z.enum(['open', 'settled', 'dueAgain', 'unconfirmed']).optional(),
    }),
  ),
  /** Absent numbers: nothing that was read could have shown it. */
  balance: z.array(
    z.strictObject({ kind: z.enum(givenKinds), given: count.optional(), received: count.optional() }),
  ),
  hooks: z.array(z.string()),
  decision: decisionShape.optional(),
  ways: z.array(
    z.strictObject({ kind: z.enum(['answer', 'upload', 'newerExport', 'policy']), sentence: z.string() }),
  ),
});
export type WhyShape = z.infer<typeof whyShape>;

const mailState = z.enum(mailStates);

export const outboxShape = z.array(
  z.strictObject({
    mailId: z.string(),
    kind: z.enum(['digest', 'welcome', 'notice']),
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

const thresholds = z.partialRecord(z.enum(thresholdNames as [keyof Thresholds]), z.number());
/** What an owner wants otherwise than the policy: thresholds, and what is switched on and off. */
const changes = z.strictObject({
  ...(Object.fromEntries(thresholdNames.map((name) => [name, z.number().optional()])) as Record<
    keyof Thresholds,
    z.ZodOptional<z.ZodNumber>
  >),
  switched: z.partialRecord(z.enum(askIds), z.boolean()).optional(),
});

/** `woher policy compare`: what would be asked under each policy, the owner's own first. */
export const policyEffectsShape = z.array(
  z.strictObject({
    policy: z.enum(policyIds),
    changes,
    /** Whether this is how things are. */
    current: z.boolean(),
    questions: count,
    contacts: count,
    byRule: z.partialRecord(z.enum(ruleIds), count),
    /** Contacts asked about here and not as things are, and the other way round. */
    more: count,
    fewer: count,
  }),
);
export type PolicyEffectsShape = z.infer<typeof policyEffectsShape>;

/** `woher policy show`. */
export const policyShape = z.strictObject({
  policy: z.enum(policyIds),
  asks: z.array(z.enum(ruleIds)),
  askUnclearOrigin: z.boolean(),
  thresholds,
  changes,
});

/** `woher compliance`: the list as it stands. */
export const complianceShape = z.array(
  z.strictObject({
    by: z.enum(complianceKinds),
    value: z.string(),
    reason: z.string(),
    until: z.string().optional(),
    /** Whether it binds today, and whom of the connected contacts it names. */
    binds: z.boolean(),
    contacts: count,
  }),
);
export type ComplianceShape = z.infer<typeof complianceShape>;

/** `woher employer`: names that mean one employer, and employers so large that they hint at nothing. */
export const employersShape = z.strictObject({
  same: z.array(z.array(z.string())),
  large: z.array(z.string()),
});

/** `woher owner list`. */
const ownerShape = z.strictObject({
  ownerId: z.string(),
  address: z.string(),
  locale: z.enum(locales),
  zone: z.string(),
  policy: z.enum(policyIds),
  policyChanges: changes,
  rhythm: z.enum(rhythms),
  nothingToAsk: z.enum(['mail', 'noMail']),
  /** Whether notes and openings of messages are kept for the page. */
  excerpts: z.enum(['keep', 'none']),
  digestSize: count,
  /** When the newest accepted export was uploaded. */
  lastImportAt: z.string().optional(),
  /** When the schedule looks at this owner next; never more than a day ahead. */
  nextDueAt: z.string().optional(),
  /** Whether the address gets mails, or why no more. */
  mail: z.enum(['ok', ...stopReasons]),
  /** Since when no digests are sent. */
  pausedAt: z.string().optional(),
});
export const ownersShape = z.array(ownerShape);
export type OwnerShape = z.infer<typeof ownerShape>;

/** `woher owner add` and `woher owner set`. */
export const ownerChangeShape = ownerShape.extend({
  change: z.enum(['added', 'known', 'changed']),
  welcome: z.strictObject({ mailId: z.string(), state: mailState }).optional(),
  /** Whether mails reach the address, or its owner has to prove it first, or nobody could be asked. */
  proof: z.enum(['reachable', 'asked', 'failed']).optional(),
  /** How many excerpts were erased, where none are to be kept; absent also where a running import puts it off. */
  excerptsErased: count.optional(),
});

/** `woher resend`: the state that the mail had, and whether another attempt was asked for. */
export const resendShape = z.strictObject({ mailId: z.string(), state: mailState, asked: z.boolean() });
