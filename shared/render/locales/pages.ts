import type { Locale } from '../../domain/owner.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { nl } from './nl.ts';
import { pagesDe } from './pages-de.ts';
import { pagesEn } from './pages-en.ts';
import { pagesNl } from './pages-nl.ts';
import type { PagesTexts } from './pages-texts.ts';
import type { Catalogue } from './texts.ts';
import { stopDe, uploadDe } from './upload-de.ts';
import { stopEn, uploadEn } from './upload-en.ts';
import { stopNl, uploadNl } from './upload-nl.ts';
import type { StopTexts, UploadTexts } from './upload-texts.ts';

/** What pages are written with. */
export type PageCatalogue = Catalogue & {
  readonly pages: PagesTexts;
  readonly upload: UploadTexts;
  readonly stop: StopTexts;
};

const catalogues: Readonly<Record<Locale, PageCatalogue>> = {
  de: { ...de, pages: pagesDe, upload: uploadDe, stop: stopDe },
  en: { ...en, pages: pagesEn, upload: uploadEn, stop: stopEn },
  nl: { ...nl, pages: pagesNl, upload: uploadNl, stop: stopNl },
};

/** What pages are written with in that language. */
export const pageCatalogueFor = (locale: Locale): PageCatalogue => catalogues[locale];
