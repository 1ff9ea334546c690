import { raw } from 'hono/html';
import type { Child } from 'hono/jsx';
import { dayInMs } from '../../domain/days.ts';
import type { PutOff } from '../../domain/decision.ts';
import { type ContactId, type IsoTime, isoTime } from '../../domain/ids.ts';
import type { Locale, Owner } from '../../domain/owner.ts';
import { policyOf } from '../../domain/policy.ts';
import { type PageCatalogue, pageCatalogueFor } from '../locales/pages.ts';
import type { PagesTexts } from '../locales/pages-texts.ts';
import { pageStyle } from './style.ts';

/** What every page of one owner is written with. */
export type Wording = {
  readonly locale: Locale;
  readonly catalogue: PageCatalogue;
  readonly texts: PagesTexts;
  /** IANA time zone, for the days of instants. */
  readonly zone: string;
  /** The owner's thresholds for putting off. */
  readonly policy: PutOff;
  /** The last day of the link that opened the page, ready to show; absent where no link did. */
  readonly until?: string;
  /** An export is being read in: what the page shows may be of two at once. */
  readonly importing?: boolean;
  /** Address of the page that explains a contact; absent where there is none. */
  readonly whyUrl?: (contactId: ContactId) => string;
};

/** What the pages of an owner are written with, behind a link that expires. */
export function wordingFor(
  owner: Pick<Owner, 'locale' | 'zone' | 'policy' | 'policyChanges'>,
  link?: { readonly expiresAt: IsoTime },
  importing = false,
): Wording {
  const { locale, zone } = owner;
  const catalogue = pageCatalogueFor(locale);
  // The last day that the link outlives: it ends in the course of the next one.
  const until = link && {
    until: catalogue.dayOf(isoTime(new Date(Date.parse(link.expiresAt) - dayInMs)), zone),
  };
  return { locale, catalogue, texts: catalogue.pages, zone, policy: policyOf(owner), importing, ...until };
}

/** A page as text, complete: one inline style, nothing from elsewhere, and no script but a constant of ours. */
export function renderPage(page: { lang: string; title: string; children: Child; script?: string }): string {
  const document = (
    <html lang={page.lang}>
      <head>
        <meta charset="utf-8" />
        <title>{page.title}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        {/* The only raw texts: constants of ours, whose hashes the policy names. */}
        <style>{raw(pageStyle)}</style>
      </head>
      <body>
        {page.children}
        {page.script === undefined ? null : <script>{raw(page.script)}</script>}
      </body>
    </html>
  );
  return `<!doctype html>${document}`;
}

/** What one home puts around a page that both homes have. */
export type Frame = { readonly footer: string; readonly end: Child };

/**
 * The frame around what an owner reads: mark, heading, lead, content, footer. A browser keeps titles in its history, so a
 * page whose heading names somebody gives a `title` without a name.
 */
export function renderOwnerPage(
  { locale, texts, until, importing }: Wording,
  page: { heading: string; title?: string; lead?: Child; children: Child; script?: string } & Partial<Frame>,
): string {
  return renderPage({
    lang: locale,
    title: `${page.title ?? page.heading} · Woher`,
    ...(page.script === undefined ? {} : { script: page.script }),
    children: (
      <>
        <header class="top">
          <p class="mark">Woher</p>
          <h1>{page.heading}</h1>
          {page.lead === undefined ? null : <p class="lead">{page.lead}</p>}
        </header>
        <main>
          {importing ? (
            <p class="told" role="status">
              {texts.importing}
            </p>
          ) : null}
          {page.children}
          {page.end}
        </main>
        <footer class="foot">
          <p>{page.footer ?? texts.footer(until)}</p>
        </footer>
      </>
    ),
  });
}

/** A name in the direction in which it is written, whatever the words around it do. */
export const Name = ({ of, catalogue }: { of: string; catalogue: PageCatalogue }) => (
  <bdi>{catalogue.name(of)}</bdi>
);

/** A link to a profile on the network: in a tab of its own, and the network never learns from where. */
export const ProfileLink = (props: { url: string; text: string; aside: string; class?: string }) => (
  <a href={props.url} target="_blank" rel="noreferrer" class={props.class}>
    {props.text}
    <span class="hidden"> {props.aside}</span>
  </a>
);
