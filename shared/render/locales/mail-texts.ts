import type { Achieved } from '../../domain/digest.ts';
import type { LinkAnswer } from '../../domain/link.ts';
import type { NoticeTexts } from './notice-texts.ts';
import type { WelcomeTexts } from './welcome-texts.ts';

/** What the buttons of a question say, beside what it is about. */
export type ButtonText = LinkAnswer | 'keepWithReason' | 'accept' | 'decline' | 'group' | 'pair' | 'removals';

/** What only the mails say: the digest, and the welcome. Counts come as numbers, dates and names ready to show. */
export type MailTexts = {
  /** Without names where there are none to show; `ofContacts` says that every question is about one contact. */
  subject(counts: {
    readonly questions: number;
    readonly ofContacts: boolean;
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
  /** The middle of a month, with or without its year. */
  half(month: string): string;
  readonly heading: string;
  readonly nothingToAsk: string;
  /** What was looked at when there was nothing to ask, and when the next look is. */
  looked(at: { readonly contacts: number; readonly exported: string }): string;
  next(day: string): string;
  sinceLast(counts: Achieved): string;
  settled(counts: { readonly count: number; readonly total: number }): string;
  /** Text of the link to the page with all questions. */
  all(questions: number): string;
  connectedSince(day: string): string;
  invited(day: string): string;
  /** Some people of a group, and how many more there are. */
  members(names: readonly string[], others: number): string;
  /** What an answer takes beside its button. */
  readonly keepNeedsReason: string;
  readonly decideNow: string;
  /** That an answer of that day is held, or that one was taken back, which is. */
  readonly unconfirmed: Readonly<Record<'answered' | 'takenBack', (day: string) => string>>;
  /** That a question is back, and when it was put off. */
  readonly putOff: Readonly<Record<'later' | 'ask', (day: string) => string>>;
  jobAt(job: { readonly position?: string; readonly company?: string }): string;
  /** Words before and after the name on a button. */
  readonly button: Readonly<Record<ButtonText, { readonly before: string; readonly after: string }>>;
  readonly footer: {
    readonly heading: string;
    /** Open questions that are neither in the mail nor on the page that its links open. */
    notAsked(count: number): string;
    /** Questions of the digest that its page lists and its mail does not. */
    pageOnly(count: number): string;
    readonly howToAnswer: string;
    readonly invitations: string;
    stillThere(count: number): string;
    done(count: number): string;
    readonly removals: string;
    /** How many left by themselves since the last mail, and how many the page lists. */
    left(counts: { readonly count: number; readonly total: number }): string;
    readonly whoLeft: string;
    readonly nothingHappens: string;
    exported(day: string): string;
    readonly freshExport: string;
    /** Contacts of whom nothing can be said, since no export held messages. */
    withoutMessages(count: number): string;
    /** Texts of the links to the upload page, and to how often mails come, if at all. */
    readonly upload: string;
    readonly stop: string;
  };
  readonly welcome: WelcomeTexts;
  readonly notice: NoticeTexts;
};
