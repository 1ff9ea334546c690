import type { OwnerId } from './ids.ts';
import type { PolicyId } from './policy.ts';

export const locales = ['de', 'en'] as const;
export type Locale = (typeof locales)[number];

/** A person whom Woher works for, with the settings that change what is asked and how. */
export type Owner = {
  readonly ownerId: OwnerId;
  readonly address: string;
  readonly locale: Locale;
  /** IANA time zone, for example `Europe/Berlin`. */
  readonly zone: string;
  readonly policy: PolicyId;
  /** Contacts in one digest, 5 to 25. */
  readonly digestSize: number;
  /** Groups of company names that mean the same employer. */
  readonly employerAliases: readonly (readonly string[])[];
  /** Employers so large that a shared one hints at nothing by itself. */
  readonly largeEmployers: readonly string[];
  /** Whether notes and message openings are kept for the review page. */
  readonly keepExcerpts: boolean;
};
