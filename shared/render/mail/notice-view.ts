import type { IsoTime } from '../../domain/ids.ts';
import type { ImportRecord } from '../../domain/import.ts';
import type { Owner } from '../../domain/owner.ts';
import type { MailCatalogue } from '../locales/mails.ts';
import { heldLines } from '../pages/import-lines.ts';

/** What a notice is made of: the import, the page with its result, and until when that page opens. */
export type NoticeFacts = {
  readonly record: Pick<ImportRecord, 'fileName' | 'rejection' | 'guard'>;
  readonly links: { readonly result: string; readonly stop: string };
  readonly resultUntil: IsoTime;
};

/** The whole notice in words: text and HTML are made from this and from nothing else. */
export type NoticeView = {
  readonly subject: string;
  readonly summary: string;
  readonly heading: string;
  readonly file: string | undefined;
  /** What was wrong, what was kept, what to do. */
  readonly lines: readonly string[];
  readonly button: { readonly text: string; readonly url: string; readonly note: string };
  readonly stop: { readonly text: string; readonly url: string };
};

/** A notice about an upload that was rejected or held, in words of its owner's language. */
export function noticeView(
  { zone }: Pick<Owner, 'zone'>,
  { record, links, resultUntil }: NoticeFacts,
  words: MailCatalogue,
): NoticeView {
  const { notice, welcome } = words.mail;
  const { kept, next } = words.imported.held;
  const { fileName, rejection, guard } = record;
  const { subject, summary, heading, button } = rejection === undefined ? notice.held : notice.rejected;
  const lines =
    rejection === undefined
      ? [...(guard === undefined ? [] : heldLines(guard, words)), kept, next]
      : [words.rejection(rejection), kept];
  return {
    subject,
    summary,
    heading,
    file: fileName === '' ? undefined : notice.file(fileName),
    lines,
    button: { text: button, url: links.result, note: notice.validUntil(words.dayOf(resultUntil, zone)) },
    stop: { text: welcome.stop, url: links.stop },
  };
}
