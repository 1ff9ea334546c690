import { foldEmployer } from './employers.ts';
import type { ComplianceKind } from './finding.ts';
import { fingerprint, type IsoDay, type IsoTime, type OwnerId } from './ids.ts';
import { foldName } from './names-of-people.ts';
import type { PolicyChanges, PolicyId } from './policy.ts';

export const locales = ['de', 'en', 'nl'] as const;
export type Locale = (typeof locales)[number];

/** How often a digest comes: on the 1st; on the 1st and the 15th; on the 1st of January, April, July and October. */
export const rhythms = ['monthly', 'twoWeekly', 'quarterly'] as const;
export type Rhythm = (typeof rhythms)[number];

/** Somebody with whom a contract or a rule forbids contact (PRODUCT section 1, "compliance list"). */
export type ComplianceEntry = {
  readonly by: ComplianceKind;
  /** A company, a domain of e-mail addresses, or somebody's name. */
  readonly value: string;
  /** In the owner's words; shown on the page, never in a mail. */
  readonly reason: string;
  /** The last day on which it binds. */
  readonly until?: IsoDay;
};

/** What an entry of the compliance list names, not why or until when. */
export type Listed = Pick<ComplianceEntry, 'by' | 'value'>;

/** The same text for every spelling of one employer, domain or person: "CLIENT AG" is "Client". */
export function listedName({ by, value }: Listed): string {
  switch (by) {
    case 'company':
      return foldEmployer(value);
    case 'domain':
      return domainOf(value);
    case 'person':
      return foldName(value);
  }
}

/** A domain as addresses have it: nobody's address is below the "www" of a web page. */
const domainOf = (value: string): string =>
  value
    .trim()
    .toLowerCase()
    .replace(/^@/, '')
    .replace(/^www\.(?=.*\.)/, '');

/** Tells one entry of the compliance list from another, in whatever spelling. */
export const complianceId = (entry: Listed): string => fingerprint(`${entry.by} ${listedName(entry)}`);

/** The ids that an entry goes by in answers: its own, and the one by its spelling, which earlier versions gave it. */
export const complianceIds = (entry: Listed): readonly [string, string] => [
  complianceId(entry),
  fingerprint(`${entry.by} ${entry.value}`),
];

/** A person whom Woher works for, with the settings that change what is asked and how. */
export type Owner = {
  readonly ownerId: OwnerId;
  readonly address: string;
  readonly locale: Locale;
  /** IANA time zone, for example `Europe/Berlin`. */
  readonly zone: string;
  readonly policy: PolicyId;
  /** What the owner wants otherwise than the policy; absent: nothing. */
  readonly policyChanges?: PolicyChanges;
  /** Absent: monthly. */
  readonly rhythm?: Rhythm;
  /** Whether a period without questions brings a short mail; absent: it does. */
  readonly nothingToAsk?: 'mail' | 'noMail';
  /** Absent: nobody. */
  readonly compliance?: readonly ComplianceEntry[];
  /** Contacts in one digest, 5 to 25. */
  readonly digestSize: number;
  /** Groups of company names that mean the same employer. */
  readonly employerAliases: readonly (readonly string[])[];
  /** Employers so large that a shared one hints at nothing by itself. */
  readonly largeEmployers: readonly string[];
  /** Whether notes and message openings are kept for the review page. */
  readonly keepExcerpts: boolean;
  /**
   * Key of the tickets to upload and to stop, 64 hex digits; another one revokes them all. Absent for an owner who was
   * made before there were tickets: there are no such links until one is set.
   */
  readonly uploadKey?: string;
  /** Since when no digest is opened; absent while they come. */
  readonly pausedAt?: IsoTime;
};

/** Whether the owner has paused and gets no digests; imports go on. */
export const isPaused = ({ pausedAt }: Pick<Owner, 'pausedAt'>): boolean => pausedAt !== undefined;
