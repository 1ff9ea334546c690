import { foldName } from '../../domain/names-of-people.ts';
import { remembered } from './remembered.ts';

const longestGreeting = 120;

// What LinkedIn offers as one click, and the like: plain words of a text, names and salutations taken off.
const patterns: readonly RegExp[] = [
  // German
  /^(ganz )?(herzliche[nr]? )?(glückwunsch|glückwünsche|gratulation|gratuliere)( dir| ihnen)?( ganz)?( herzlich)?$/u,
  /^(ganz )?(herzliche[nr]? )?(glückwunsch|glückwünsche|gratulation|(ich )?gratuliere)( dir| ihnen)?( ganz)?( herzlich)? (zum|zu deinem|zu ihrem|zur|zu deiner|zu ihrer) (\d+ ?(jährigen |jähriges |ten )?)?((arbeits|dienst|firmen|berufs|job)?jubiläum|geburtstag|beförderung|neue[nr]? (stelle|position|rolle|aufgabe|herausforderung|job|posten))$/u,
  /^(alles (gute|liebe)|die besten wünsche) (zum|zu deinem|zu ihrem) ((arbeits|dienst)?jubiläum|geburtstag)$/u,
  /^(vielen|herzlichen|besten|lieben|tausend) dank( dir| ihnen| euch)?$/u,
  /^danke( dir| ihnen| euch)?( sehr| schön| vielmals| herzlich)?$/u,
  /^(dankeschön|merci|gerne?( geschehen)?)$/u,
  // English
  /^(congrats|congratulations)( to you)?( (on|for))?( your| the)?( (new )?(role|job|position|opportunity|gig)| (\d+ (years?|year) )?(work )?anniversary| \d+ years?| promotion)?$/u,
  /^happy( \d+ year)? (work )?anniversary( to you)?$/u,
  /^((wishing you )?a )?(very )?happy birthday( to you)?$/u,
  /^(many )?thanks( you)?( so much| very much| a lot| again)?$/u,
  /^thank you( so much| very much| again)?$/u,
  /^(thx|you re welcome|my pleasure)$/u,
  // Dutch
  /^(van harte )?gefeliciteerd( met (je|jouw|uw|het|de) ((\d+ jarig )?(werk|dienst)?jubileum|verjaardag|promotie|nieuwe (baan|functie|rol|positie|uitdaging)))?$/u,
  /^(fijne|gelukkige) verjaardag$/u,
  /^((heel erg |hartelijk )?bedankt|dank (je|u)( wel)?|dankjewel|hartelijk dank|graag gedaan)$/u,
];
const mayBeGreeting =
  /gl[uü]ckw|gratul|geburtstag|jubil|wünsche|danke?|merci|gerne?|congrat|anniversary|birthday|thank|thx|welcome|pleasure|gefelic|verjaardag|graag/iu;
const salutation = /^(hi|hey|hallo|hello|liebe[rs]?|dear|beste|hoi|dag|moin|guten (morgen|tag|abend)) /u;
const closing =
  / ((viele|liebe|beste|herzliche) gr(ü|ue)(ß|ss)e|lg|vg|best regards|kind regards|cheers|groetjes|groeten)$/u;
// "bei Beispiel GmbH": words that begin with a capital, so that a sentence does not pass for a company. The blank belongs to
// the word after it: an optional one would let a long word be taken apart in countless ways.
const atCompany = / (bei|at|bij)( [\p{Lu}\d&][\p{L}\p{N}&.'+-]*){1,5}$/u;

/**
 * Whether the whole message is a one-click greeting or a bare quick reply ("Glückwunsch zum Jubiläum", "Danke!", 👍),
 * which proves no acquaintance (PRODUCT section 2). `names` are the cells FROM and TO: a greeting may call the person.
 */
export function isGreeting(content: string, names: readonly string[]): boolean {
  if (content.length > longestGreeting) return false;
  if (!/[\p{L}\p{N}]/u.test(content)) return /\p{Extended_Pictographic}/u.test(content);
  if (!mayBeGreeting.test(content) || content.includes('?')) return false;
  const trimmed = content.normalize('NFC').replace(/[^\p{L}\p{N}]+$/u, '');
  const named = names.map(wordsOfNames);
  return [trimmed, trimmed.replace(atCompany, '')].some((text) => {
    const plain = withoutNames(words(text), named);
    return patterns.some((pattern) => pattern.test(plain));
  });
}

const wordsOfNames = remembered(
  (names): ReadonlySet<string> => new Set(foldName(names.replaceAll(',', ' ')).split(' ')),
);

const words = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

function withoutNames(text: string, named: readonly ReadonlySet<string>[]): string {
  const isName = (word: string | undefined) => {
    if (word === undefined) return false;
    const folded = foldName(word);
    return named.some((some) => some.has(folded)) || /^(herr|frau)$/u.test(word);
  };
  const list = text.replace(salutation, '').split(' ');
  while (list.length > 1 && isName(list[0])) list.shift();
  while (list.length > 1 && isName(list.at(-1))) list.pop();
  return list.join(' ').replace(closing, '');
}
