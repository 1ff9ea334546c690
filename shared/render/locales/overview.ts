import type { Locale } from '../../domain/owner.ts';
import { overviewDe } from './overview-de.ts';
import { overviewEn } from './overview-en.ts';
import { overviewNl } from './overview-nl.ts';
import type { OverviewTexts } from './overview-texts.ts';

const texts: Readonly<Record<Locale, OverviewTexts>> = { de: overviewDe, en: overviewEn, nl: overviewNl };

/** What the overview of the network says in that language. */
export const overviewTextsFor = (locale: Locale): OverviewTexts => texts[locale];
