import { locales } from '../../domain/owner.ts';
import { pageCatalogueFor } from '../locales/pages.ts';
import type { PagesTexts } from '../locales/pages-texts.ts';
import { renderPage } from './layout.tsx';

/**
 * The one page for links that are unknown, expired or revoked: in every language, because whose link it was is not
 * known and must not show (REQUIREMENTS A-10).
 */
export const unknownLinkPage: string = inEveryLanguage((texts) => texts.unknownLink);

/** The page for faults on our side, in every language, because the owner may be what could not be read. */
export const faultPage: string = inEveryLanguage((texts) => texts.fault);

function inEveryLanguage(
  notice: (texts: PagesTexts) => { heading: string; lines: readonly string[] },
): string {
  return renderPage({
    lang: locales[0],
    title: 'Woher',
    children: (
      <main class="top">
        <p class="mark">Woher</p>
        {locales.map((locale) => {
          const { heading, lines } = notice(pageCatalogueFor(locale).pages);
          return (
            <section lang={locale}>
              <h1>{heading}</h1>
              {lines.map((line) => (
                <p>{line}</p>
              ))}
            </section>
          );
        })}
      </main>
    ),
  });
}
