import type { IsoTime } from '../../domain/ids.ts';
import type { Owner } from '../../domain/owner.ts';
import type { OwnerLinks } from '../../domain/ticket.ts';
import type { MailCatalogue } from '../locales/mails.ts';

/** A heading, what stands under it, and at most one button with more under that. */
export type SectionView = {
  readonly heading: string;
  readonly lines: readonly string[];
  readonly button?: { readonly text: string; readonly url: string; readonly note: string };
};

/** The whole welcome in words: text and HTML are made from this and from nothing else. */
export type WelcomeView = {
  readonly subject: string;
  readonly summary: string;
  readonly heading: string;
  readonly about: readonly string[];
  readonly steps: readonly SectionView[];
  readonly after: readonly SectionView[];
  readonly stop: { readonly text: string; readonly url: string };
};

/** The first mail to an owner in words of their language; `uploadUntil` is when its upload link stops working. */
export function welcomeView(
  { zone, rhythm = 'monthly' }: Pick<Owner, 'zone' | 'rhythm'>,
  { links, uploadUntil }: { readonly links: OwnerLinks; readonly uploadUntil: IsoTime },
  words: MailCatalogue,
): WelcomeView {
  const { welcome } = words.mail;
  const { ask, upload, after, help, stop } = welcome;
  return {
    subject: welcome.subject,
    summary: welcome.summary,
    heading: welcome.heading,
    about: welcome.about(rhythm),
    steps: [
      { heading: ask.heading, lines: [words.howToExport, ...ask.lines] },
      {
        heading: upload.heading,
        lines: [upload.lead],
        button: {
          text: upload.button,
          url: links.upload,
          note: upload.validUntil(words.dayOf(uploadUntil, zone)),
        },
      },
    ],
    after: [{ heading: after.heading, lines: after.lines(rhythm) }, help],
    stop: { text: stop, url: links.stop },
  };
}
