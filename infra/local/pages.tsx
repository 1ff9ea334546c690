import type { Child } from 'hono/jsx';
import type { Email } from 'postal-mime';
import type { IsoTime } from '../../shared/domain/ids.ts';
import type { ImportRecord } from '../../shared/domain/import.ts';
import type { Owner } from '../../shared/domain/owner.ts';
import { catalogueFor } from '../../shared/render/locales/catalogue.ts';
import { heldLines, importLines } from '../../shared/render/pages/import-lines.ts';
import { renderPage } from '../../shared/render/pages/layout.tsx';
import type { OutboxShape } from './commands/shapes.ts';
import { localWords } from './words.ts';

/** Where the pages of the local home lie. */
export const paths = {
  overview: '/',
  inbox: '/inbox',
  mail: (mailId: string) => `/inbox/${encodeURIComponent(mailId)}`,
  mailHtml: (mailId: string) => `/inbox/${encodeURIComponent(mailId)}/html`,
  mailRaw: (mailId: string) => `/inbox/${encodeURIComponent(mailId)}/raw`,
  upload: '/upload',
  import: (importId: string) => `/imports/${encodeURIComponent(importId)}`,
} as const;

/** The frame around every page of the local home. */
export function page(
  owner: Owner,
  { heading, lead, children }: { heading: string; lead?: Child; children: Child },
): string {
  return renderPage({
    lang: owner.locale,
    title: `${heading} · Woher`,
    children: (
      <>
        <header class="top">
          <p class="mark">Woher</p>
          <h1>{heading}</h1>
          {lead === undefined ? null : <p class="lead">{lead}</p>}
        </header>
        <main>{children}</main>
        <footer class="foot">
          <p>{localWords(owner.locale).pages.local}</p>
        </footer>
      </>
    ),
  });
}

export const Back = ({ owner }: { owner: Owner }) => (
  <p class="ways">
    <a href={paths.overview}>{localWords(owner.locale).pages.back}</a>
  </p>
);

/** Start page: what was imported, what was mailed, and where to go from here. */
export function overviewPage(
  owner: Owner,
  about: { imports: readonly ImportRecord[]; mails: OutboxShape; reviewUrl: string | undefined },
): string {
  const { pages: words, noImports, noMails } = localWords(owner.locale);
  return page(owner, {
    heading: words.overview,
    children: (
      <>
        <p class="ways">
          {about.reviewUrl === undefined ? null : (
            <a class="button" href={about.reviewUrl}>
              {words.toReview}
            </a>
          )}
          <a class="button quiet" href={paths.upload}>
            {words.upload}
          </a>
        </p>
        <h2>
          <a href={paths.inbox}>{words.inbox}</a>
        </h2>
        {about.mails.length === 0 ? (
          <p class="soft">{noMails}</p>
        ) : (
          <Mails owner={owner} mails={about.mails} />
        )}
        <h2>{words.imports}</h2>
        {about.imports.length === 0 ? (
          <p class="soft">{noImports}</p>
        ) : (
          <ul>
            {about.imports.toReversed().map((record) => (
              <ImportRow owner={owner} record={record} />
            ))}
          </ul>
        )}
      </>
    ),
  });
}

const Mails = ({ owner, mails }: { owner: Owner; mails: OutboxShape }) => {
  const catalogue = catalogueFor(owner.locale);
  const { mailState } = localWords(owner.locale);
  return (
    <ul>
      {mails.toReversed().map((mail) => (
        <li class="row">
          <p class="who">
            <a href={paths.mail(mail.mailId)}>{mail.subject}</a>
          </p>
          <p class="soft">
            {catalogue.dayOf(mail.at as IsoTime, owner.zone)} · {mail.to} · {mailState[mail.state]}
          </p>
        </li>
      ))}
    </ul>
  );
};

const ImportRow = ({ owner, record }: { owner: Owner; record: ImportRecord }) => {
  const catalogue = catalogueFor(owner.locale);
  const words = localWords(owner.locale);
  const tag = {
    accepted: 'done',
    held: 'stillThere',
    rejected: 'stillThere',
    applying: 'promised',
    replaced: 'stillThere',
  }[record.status];
  return (
    <li class="row">
      <p class="who">
        <a href={paths.import(record.importId)}>
          <bdi>{record.fileName}</bdi>
        </a>
      </p>
      <p>
        <span class={`tag ${tag}`}>{words.importStatus[record.status]}</span>{' '}
        <span class="soft">{words.pages.exported(catalogue.dayOf(record.exportedAt, owner.zone))}</span>
      </p>
      {record.status === 'applying' || record.status === 'replaced'
        ? null
        : linesOf(owner, record)
            .slice(0, 1)
            .map((line) => <p>{line}</p>)}
    </li>
  );
};

/** What an import did, or why it did nothing, as sentences. */
function linesOf(owner: Owner, record: ImportRecord): string[] {
  const words = catalogueFor(owner.locale);
  const { status, rejection, guard } = record;
  if (rejection !== undefined) return [words.rejection(rejection)];
  return status === 'held' && guard !== undefined ? heldLines(guard, words) : importLines(record, words);
}

export function inboxPage(owner: Owner, mails: OutboxShape): string {
  const { pages: words, noMails } = localWords(owner.locale);
  return page(owner, {
    heading: words.inbox,
    lead: owner.address,
    children: (
      <>
        {mails.length === 0 ? <p class="soft">{noMails}</p> : <Mails owner={owner} mails={mails} />}
        <Back owner={owner} />
      </>
    ),
  });
}

/** One mail as a mail program would show it, with what it is made of below. */
export function mailPage(owner: Owner, mailId: string, mail: Email): string {
  const { pages: words } = localWords(owner.locale);
  return page(owner, {
    heading: mail.subject ?? words.mail,
    lead: `${mail.from?.name ?? ''} <${mail.from?.address ?? ''}> → ${mail.to?.[0]?.address ?? ''}`,
    children: (
      <>
        <iframe
          src={paths.mailHtml(mailId)}
          title={words.mail}
          width="100%"
          height="960"
          frameborder="0"
          sandbox="allow-popups allow-popups-to-escape-sandbox"
        />
        <details class="explained">
          <summary>{words.asText}</summary>
          <p class="note">{mail.text ?? ''}</p>
        </details>
        <details class="explained">
          <summary>{words.headers}</summary>
          <dl>
            {mail.headers.map(({ key, value }) => (
              <div>
                <dt>{key}:</dt> <dd>{value}</dd>
              </div>
            ))}
          </dl>
        </details>
        <p class="ways">
          <a href={paths.mailRaw(mailId)}>{words.original}</a>
          <a href={paths.inbox}>{words.inbox}</a>
          <a href={paths.overview}>{words.back}</a>
        </p>
      </>
    ),
  });
}
