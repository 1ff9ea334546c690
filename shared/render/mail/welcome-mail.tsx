import type { IsoTime } from '../../domain/ids.ts';
import type { Owner } from '../../domain/owner.ts';
import type { OwnerLinks } from '../../domain/ticket.ts';
import { mailCatalogueFor } from '../locales/mails.ts';
import { Frame, Link, MainButton, Row, Small } from './parts.tsx';
import { welcomeText } from './welcome-text.ts';
import { type SectionView, type WelcomeView, welcomeView } from './welcome-view.ts';

/** A welcome ready to be put into a message. */
export type RenderedWelcome = { readonly subject: string; readonly text: string; readonly html: string };

/** Renders the first mail in its owner's language. Equal input gives equal bytes. */
export function renderWelcome(
  owner: Pick<Owner, 'locale' | 'zone' | 'rhythm'>,
  facts: { readonly links: OwnerLinks; readonly uploadUntil: IsoTime },
): RenderedWelcome {
  const view = welcomeView(owner, facts, mailCatalogueFor(owner.locale));
  return {
    subject: view.subject,
    text: welcomeText(view),
    html: `<!DOCTYPE html>${(<WelcomeMail view={view} lang={owner.locale} />).toString()}`,
  };
}

const WelcomeMail = ({ view, lang }: { view: WelcomeView; lang: string }) => (
  <Frame lang={lang} title={view.subject}>
    <Row place="first">
      <Small close>{view.summary}</Small>
      <h1 style="margin:6px 0 0;font-size:28px;line-height:1.3">{view.heading}</h1>
      {view.about.map((sentence) => (
        <p style="margin:12px 0 0">{sentence}</p>
      ))}
    </Row>
    {view.steps.map((section) => (
      <Row>
        <h2 style="margin:0;font-size:20px">{section.heading}</h2>
        {section.lines.map((line) => (
          <p>{line}</p>
        ))}
        <SectionButton section={section} />
      </Row>
    ))}
    <Row place="last">
      {view.after.map(({ heading, lines }) => (
        <>
          <h2 style="margin:0;font-size:16px">{heading}</h2>
          {lines.map((line) => (
            <Small>{line}</Small>
          ))}
        </>
      ))}
      <Small>
        <Link url={view.stop.url}>{view.stop.text}</Link>
      </Small>
    </Row>
  </Frame>
);

const SectionButton = ({ section: { button } }: { section: SectionView }) =>
  button === undefined ? null : (
    <>
      <MainButton url={button.url}>{button.text}</MainButton>
      <Small>{button.note}</Small>
    </>
  );
