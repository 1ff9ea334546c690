import type { Owner } from '../../domain/owner.ts';
import { mailCatalogueFor } from '../locales/mails.ts';
import { type NoticeFacts, type NoticeView, noticeView } from './notice-view.ts';
import { Frame, Link, MainButton, Row, Small } from './parts.tsx';

/** A notice ready to be put into a message. */
export type RenderedNotice = { readonly subject: string; readonly text: string; readonly html: string };

/** Renders the notice about an upload in its owner's language. Equal input gives equal bytes. */
export function renderNotice(owner: Pick<Owner, 'locale' | 'zone'>, facts: NoticeFacts): RenderedNotice {
  const view = noticeView(owner, facts, mailCatalogueFor(owner.locale));
  return {
    subject: view.subject,
    text: noticeText(view),
    html: `<!DOCTYPE html>${(<NoticeMail view={view} lang={owner.locale} />).toString()}`,
  };
}

/** The plain-text part: every fact and every link of the mail, each address alone on its line. */
function noticeText({ summary, heading, file, lines, button, stop }: NoticeView): string {
  const blocks = [
    [summary],
    [heading, ...(file === undefined ? [] : [file])],
    lines,
    [`${button.text}:`, button.url],
    [button.note],
    [`${stop.text}:`, stop.url],
  ];
  return `${blocks.map((block) => block.join('\n')).join('\n\n')}\n`;
}

const NoticeMail = ({ view, lang }: { view: NoticeView; lang: string }) => (
  <Frame lang={lang} title={view.subject}>
    <Row place="first">
      <Small close>{view.summary}</Small>
      <h1 style="margin:6px 0 0;font-size:28px;line-height:1.3">{view.heading}</h1>
      {view.file === undefined ? null : <Small>{view.file}</Small>}
      {view.lines.map((sentence) => (
        <p style="margin:12px 0 0">{sentence}</p>
      ))}
      <MainButton url={view.button.url}>{view.button.text}</MainButton>
      <Small>{view.button.note}</Small>
    </Row>
    <Row place="last">
      <Small>
        <Link url={view.stop.url}>{view.stop.text}</Link>
      </Small>
    </Row>
  </Frame>
);
