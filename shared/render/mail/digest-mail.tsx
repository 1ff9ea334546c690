import type { Digest } from '../../domain/digest.ts';
import type { DigestLinks } from '../../domain/link.ts';
import type { OwnerLinks } from '../../domain/ticket.ts';
import { mailCatalogueFor } from '../locales/mails.ts';
import { digestText } from './digest-text.ts';
import { type DigestView, digestView } from './digest-view.ts';
import { Bar, Frame, Link, MainButton, QuestionRows, Row, Small } from './parts.tsx';

/** A digest ready to be put into a message. The preheader is the first line of both parts, and nothing is hidden. */
export type RenderedDigest = {
  readonly subject: string;
  readonly preheader: string;
  readonly text: string;
  readonly html: string;
};

/** Renders a digest in its owner's language. Equal input gives equal bytes. */
export function renderDigest(digest: Digest, links: DigestLinks & Partial<OwnerLinks>): RenderedDigest {
  const view = digestView(digest, links, mailCatalogueFor(digest.locale));
  return {
    subject: view.subject,
    preheader: view.summary,
    text: digestText(view),
    html: `<!DOCTYPE html>${(<DigestMail view={view} lang={digest.locale} />).toString()}`,
  };
}

const DigestMail = ({ view, lang }: { view: DigestView; lang: string }) => (
  <Frame lang={lang} title={view.subject}>
    <Row place="first">
      <Small close>{view.summary}</Small>
      <h1 style="margin:6px 0 0;font-size:28px;line-height:1.3">{view.heading}</h1>
      {view.nothingToAsk !== undefined && <p style="margin:12px 0 0">{view.nothingToAsk.said}</p>}
      <Bar share={view.settled.share} />
      {view.nothingToAsk !== undefined && <Small close>{view.nothingToAsk.looked}</Small>}
      <Small close>{view.settled.text}.</Small>
      {view.sinceLast !== undefined && <Small close>{view.sinceLast}</Small>}
      {view.nothingToAsk !== undefined && <Small close>{view.nothingToAsk.next}</Small>}
      {view.all !== undefined && <MainButton url={view.all.url}>{view.all.text}</MainButton>}
    </Row>
    {view.questions.map((question) => (
      <QuestionRows question={question} />
    ))}
    <Row place="last">
      {view.footer.heading !== undefined && <h2 style="margin:0;font-size:16px">{view.footer.heading}</h2>}
      {view.news.map(({ text, link }) => (
        <Small>
          {text}
          {link !== undefined && (
            <>
              {' '}
              <Link url={link.url}>{link.text}</Link>
            </>
          )}
        </Small>
      ))}
      {view.footer.lines.map((line) => (
        <Small>{line}</Small>
      ))}
      {view.footer.links.map(({ text, url }) => (
        <Small>
          <Link url={url}>{text}</Link>
        </Small>
      ))}
    </Row>
  </Frame>
);
