import type { LinkAnswer } from '../../domain/link.ts';
import type { NoticeTexts } from './notice-texts.ts';
import type { WelcomeTexts } from './welcome-texts.ts';

/** What only the mails say: the digest, and the welcome. Counts come as numbers, dates and names ready to show. */
export type MailTexts = {
  /** Without names where there are none to show. */
  subject(counts: {
    readonly questions: number;
    readonly month: string;
    readonly names: readonly string[];
  }): string;
  /** First line of the mail and of the inbox: month, count, minutes, 40 to 90 characters. */
  summary(facts: {
    readonly month: string;
    readonly questions: number;
    readonly minutes: number;
    readonly open: number;
  }): string;
  readonly heading: string;
  readonly nothingToAsk: string;
  sinceLast(counts: { readonly kept: number; readonly removed: number; readonly later: number }): string;
  settled(counts: { readonly count: number; readonly total: number }): string;
  /** Text of the link to the page with all questions. */
  all(questions: number): string;
  connectedSince(day: string): string;
  jobAt(job: { readonly position?: string; readonly company?: string }): string;
  /** Words before and after the name on a button. */
  readonly button: Readonly<Record<LinkAnswer, { readonly before: string; readonly after: string }>>;
  readonly footer: {
    readonly heading: string;
    notAsked(count: number): string;
    readonly howToAnswer: string;
    stillThere(count: number): string;
    done(count: number): string;
    readonly removals: string;
    readonly nothingHappens: string;
    exported(day: string): string;
    readonly freshExport: string;
    /** Texts of the links to the upload page and to the page that stops the mails. */
    readonly upload: string;
    readonly stop: string;
  };
  readonly welcome: WelcomeTexts;
  readonly notice: NoticeTexts;
};
