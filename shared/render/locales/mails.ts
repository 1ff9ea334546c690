import type { Locale } from '../../domain/owner.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { mailDe } from './mail-de.ts';
import { mailEn } from './mail-en.ts';
import { mailNl } from './mail-nl.ts';
import type { MailTexts } from './mail-texts.ts';
import { nl } from './nl.ts';
import type { Catalogue } from './texts.ts';

/** What mails are written with. */
export type MailCatalogue = Catalogue & { readonly mail: MailTexts };

const catalogues: Readonly<Record<Locale, MailCatalogue>> = {
  de: { ...de, mail: mailDe },
  en: { ...en, mail: mailEn },
  nl: { ...nl, mail: mailNl },
};

/** What mails are written with in that language. */
export const mailCatalogueFor = (locale: Locale): MailCatalogue => catalogues[locale];
