/** What became of an upload that a notice is about. */
export type NoticeKind = 'rejected' | 'held';

/** What only the notice about an upload says; why it is rejected or held is told as on its page. */
export type NoticeTexts = Readonly<
  Record<
    NoticeKind,
    {
      readonly subject: string;
      /** First line of the mail and of the inbox, 40 to 90 characters. */
      readonly summary: string;
      readonly heading: string;
      /** On the button that leads to the upload's page. */
      readonly button: string;
    }
  >
> & {
  file(name: string): string;
  /** Under the button. */
  validUntil(day: string): string;
};
