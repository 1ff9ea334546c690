import type { Locale } from '../../domain/owner.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { nl } from './nl.ts';
import type { Catalogue } from './texts.ts';

export type { Catalogue } from './texts.ts';

const catalogues: Readonly<Record<Locale, Catalogue>> = { de, en, nl };

/** What Woher says to an owner of that language, in mails, on pages and in commands. */
export const catalogueFor = (locale: Locale): Catalogue => catalogues[locale];
