import type { IsoTime, OwnerId } from './ids.ts';
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
