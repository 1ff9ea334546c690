import type { Locale } from '../../domain/owner.ts';
import { pagesDe } from '../locales/pages-de.ts';
import { pagesEn } from '../locales/pages-en.ts';
import type { PagesTexts } from '../locales/pages-texts.ts';

const texts: Readonly<Record<Locale, PagesTexts>> = { de: pagesDe, en: pagesEn };

/** What the pages say to an owner of that language, besides the words of the catalogue. */
export const pagesTextsFor = (locale: Locale): PagesTexts => texts[locale];
