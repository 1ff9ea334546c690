import type { Rhythm } from '../../shared/domain/owner.ts';
import type { PolicyId } from '../../shared/domain/policy.ts';

/** What the owner hands in: the larger archive, the smaller one, the larger one cut short, or one from before the first. */
export type ExportKind = 'complete' | 'basic' | 'cut' | 'older';

/** One thing that the owner does. Times are UTC; an export is named by the month at whose end it was made. */
export type Step = { readonly at: string } & (
  | { readonly does: 'upload'; readonly kind: ExportKind; readonly of: string }
  /** Opens the newest mail and answers the page with its questions, unless that is done, and so many pages of further ones. */
  | { readonly does: 'answer'; readonly mail: boolean; readonly further: number }
  | { readonly does: 'setPolicy'; readonly policy: PolicyId }
  | { readonly does: 'setRhythm'; readonly rhythm: Rhythm }
  /** Puts somebody who was kept on the compliance list. */
  | { readonly does: 'listKept' }
);

const upload = (day: string, kind: ExportKind, of: string): Step => ({
  at: `${day}T06:30:00.000Z`,
  does: 'upload',
  kind,
  of,
});
const answer = (day: string, further: number): Step => ({
  at: `${day}T18:40:00.000Z`,
  does: 'answer',
  mail: true,
  further,
});
/** Less than 14 days before the next digest: what is put off now waits for the one after it. */
const answerMore = (day: string, further: number): Step => ({
  at: `${day}T18:40:00.000Z`,
  does: 'answer',
  mail: false,
  further,
});

/** The hours between which the clock strikes. */
export const firstHour = '2026-11-01T06:00:00.000Z';
export const lastHour = '2027-11-30T23:00:00.000Z';

/**
 * Thirteen months. Exports come on the morning of the 1st, before the digest; none in May and June. In July the owner asks
 * for a digest a quarter, so that none comes in August and September, and takes it back in October.
 */
export const story: readonly Step[] = [
  upload('2026-11-01', 'complete', '2026-10'),
  answer('2026-11-03', 3),
  upload('2026-12-01', 'complete', '2026-11'),
  answer('2026-12-03', 2),
  answerMore('2026-12-19', 2),
  upload('2027-01-01', 'basic', '2026-12'),
  answer('2027-01-04', 2),
  upload('2027-02-01', 'cut', '2027-01'),
  upload('2027-02-02', 'complete', '2027-01'),
  answer('2027-02-03', 2),
  answerMore('2027-02-17', 1),
  upload('2027-03-01', 'complete', '2027-02'),
  answer('2027-03-03', 2),
  { at: '2027-03-10T19:00:00.000Z', does: 'setPolicy', policy: 'strict' },
  upload('2027-04-01', 'complete', '2027-03'),
  upload('2027-04-02', 'older', '2026-06'),
  answer('2027-04-03', 2),
  { at: '2027-04-20T19:00:00.000Z', does: 'setPolicy', policy: 'balanced' },
  // May is for holidays: nobody uploads, nobody answers.
  answer('2027-06-03', 1),
  { at: '2027-06-10T19:00:00.000Z', does: 'listKept' },
  upload('2027-07-01', 'complete', '2027-06'),
  answer('2027-07-03', 1),
  { at: '2027-07-05T19:00:00.000Z', does: 'setRhythm', rhythm: 'quarterly' },
  upload('2027-08-01', 'complete', '2027-07'),
  answer('2027-08-05', 1),
  upload('2027-09-01', 'complete', '2027-08'),
  upload('2027-10-01', 'complete', '2027-09'),
  answer('2027-10-03', 1),
  { at: '2027-10-05T19:00:00.000Z', does: 'setRhythm', rhythm: 'monthly' },
  upload('2027-11-01', 'complete', '2027-10'),
  answer('2027-11-03', 1),
];
