import type { Locale } from '../../domain/owner.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import type { Catalogue } from './texts.ts';

export type { Catalogue } from './texts.ts';

const catalogues: Readonly<Record<Locale, Catalogue>> = { de, en };

/** Everything that Woher says to an owner of that language. */
export const catalogueFor = (locale: Locale): Catalogue => catalogues[locale];
