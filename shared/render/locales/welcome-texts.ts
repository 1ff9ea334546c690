import type { Rhythm } from '../../domain/owner.ts';

/** What only the welcome mail says. Days come ready to show. */
export type WelcomeTexts = {
  readonly subject: string;
  /** First line of the mail and of the inbox: how many steps, how many minutes, 40 to 90 characters. */
  readonly summary: string;
  readonly heading: string;
  /** What Woher does, in three sentences; the first one says how often. */
  about(rhythm: Rhythm): readonly string[];
  readonly ask: { readonly heading: string; readonly lines: readonly string[] };
  readonly upload: {
    readonly heading: string;
    readonly lead: string;
    /** On the button. */
    readonly button: string;
    validUntil(day: string): string;
  };
  /** What comes next, and on which days. */
  readonly after: { readonly heading: string; lines(rhythm: Rhythm): readonly string[] };
  readonly help: { readonly heading: string; readonly lines: readonly string[] };
  /** Text of the link to how often mails come, if at all. */
  readonly stop: string;
};
