import type { Locale } from '../../domain/owner.ts';
import { whyDe } from './why-de.ts';
import { whyEn } from './why-en.ts';
import { whyNl } from './why-nl.ts';
import type { WhyTexts } from './why-texts.ts';

const texts: Readonly<Record<Locale, WhyTexts>> = { de: whyDe, en: whyEn, nl: whyNl };

/** What the explanation of a contact says in that language. */
export const whyTextsFor = (locale: Locale): WhyTexts => texts[locale];
