import type { Contact } from '../contact.ts';
import type { Decision } from '../decision.ts';
import type { EvidenceContext } from '../evidence-context.ts';
import type { Assessment, Finding, RuleId, Verdict } from '../finding.ts';
import type { ContactId, IsoDay, IsoTime, Subject } from '../ids.ts';
import type { Head } from '../import.ts';
import type { Memory } from '../memory.ts';
import type { ComplianceEntry } from '../owner.ts';
import type { Policy } from '../policy.ts';
import type { Removal } from '../removal.ts';

/** What a rule may look at: one contact, what was found about them, and the owner's thresholds. */
export type RuleInput = {
  readonly contact: Contact;
  readonly assessment: Assessment;
  readonly searchedUntil: IsoDay | undefined;
  readonly policy: Policy;
  /** The instant of the audit, and its day in the owner's zone. */
  readonly at: IsoTime;
  readonly on: IsoDay;
  /** The owner's, by whose days answers are counted. */
  readonly zone: string;
  readonly decision: Decision | undefined;
  readonly compliance: readonly ComplianceEntry[];
  /** The promised removal of somebody whom the newest export holds all the same. */
  readonly unkeptRemoval: (contactId: ContactId) => Removal | undefined;
  readonly context: EvidenceContext;
};

/** One rule about single contacts: pure, and clear about why it has nothing to say. */
export type Rule = {
  readonly ruleId: RuleId;
  /** Speaks also in the first days of a connection. */
  readonly alsoNew?: true;
  readonly evaluate: (input: RuleInput) => Verdict;
};

/** What a rule about several contacts may look at. */
export type NetworkInput = {
  /** Those who are connected and past the first days of the connection, by contact id. */
  readonly contacts: readonly Contact[];
  /** All who are or were contacts, by contact id. */
  readonly everybody: readonly Contact[];
  readonly assessments: ReadonlyMap<ContactId, Assessment>;
  /** Until when the messages could be searched for a contact. */
  readonly searchedUntil: (contactId: ContactId) => IsoDay | undefined;
  readonly memory: Memory;
  readonly head: Head | undefined;
  readonly policy: Policy;
  /** Contacts about whom a rule asks already that no group may replace. */
  readonly asked: Pick<ReadonlySet<ContactId>, 'has'>;
  readonly decisions: readonly Decision[];
  readonly decisionOf: (subject: Subject) => Decision | undefined;
  readonly at: IsoTime;
  readonly on: IsoDay;
  readonly zone: string;
  readonly context: EvidenceContext;
};

/** What such a rule finds; what was looked at is the same for all findings of an audit. */
export type NetworkFinding = Pick<Finding, 'subject' | 'contactId' | 'reason' | 'members' | 'invited'> & {
  /** What is known of somebody who is no contact; absent without any. */
  readonly evidence?: Finding['evidence'];
  /** Not asked about yet, and nor are its members meanwhile. */
  readonly waits?: true;
};

/** One rule about groups, pairs, or people who are no contacts. */
export type NetworkRule = {
  readonly ruleId: RuleId;
  /** Members of an open group are not asked about one by one by these rules. */
  readonly replaces?: readonly RuleId[];
  readonly evaluate: (input: NetworkInput) => readonly NetworkFinding[];
  /** Why this rule does not ask about a contact that is in none of its findings. */
  readonly restOf: (contact: Contact, input: NetworkInput) => Exclude<Verdict, { asks: unknown }>['rests'];
};
