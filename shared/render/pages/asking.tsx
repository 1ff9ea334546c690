import type { Person } from '../../domain/digest.ts';
import type { SubjectKind } from '../../domain/ids.ts';
import { locales } from '../../domain/owner.ts';
import { pageCatalogueFor } from '../locales/pages.ts';
import type { Wording } from './layout.tsx';

/** Texts to copy for somebody whom the owner wants to ask, in every language, the owner's own first and open. */
export function AskingTexts(props: { person: Person; kind: SubjectKind; wording: Wording }) {
  const { locale: own, texts } = props.wording;
  const others = locales.filter((locale) => locale !== own);
  return (
    <div class="asking">
      <p class="label">{texts.asking.heading}</p>
      <p class="hint">{texts.asking.hint}</p>
      <AskingText {...props} locale={own} />
      {others.map((locale) => (
        <details>
          <summary lang={locale}>{pageCatalogueFor(locale).pages.asking.language}</summary>
          <AskingText {...props} locale={locale} />
        </details>
      ))}
    </div>
  );
}

function AskingText({
  person,
  kind,
  locale,
}: {
  person: Person;
  kind: SubjectKind;
  locale: Wording['locale'];
}) {
  const { pages, day } = pageCatalogueFor(locale);
  const write = kind === 'invitation' ? pages.asking.reply : pages.asking.message;
  return (
    <p class="copy" lang={locale} dir="auto">
      {write({ name: person.name, day: day(person.connectedOn) })}
    </p>
  );
}
