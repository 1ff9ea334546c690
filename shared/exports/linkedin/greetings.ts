import { foldName } from '../../domain/names-of-people.ts';
import { remembered } from './remembered.ts';

const longestGreeting = 120;

// What LinkedIn offers as one click, and the like: plain words of a text, names and salutations taken off.
const patterns: readonly RegExp[] = [
  // German
  /^(ganz )?(herzliche[nr]? )?(glückwunsch|glückwünsche|gratulation|gratuliere)( dir| ihnen)?( ganz)?( herzlich)?$/u,
  /^(ganz )?(herzliche[nr]? )?(glückwunsch|glückwünsche|gratulation|(ich )?gratuliere)( dir| ihnen)?( ganz)?( herzlich)? (zum|zu deinem|zu ihrem|zur|zu deiner|zu ihrer) (\d+ ?(jährigen |jähriges |ten )?)?((arbeits|dienst|firmen|berufs|job)?jubiläum|geburtstag|beförderung|neue[nr]? (stelle|position|rolle|aufgabe|herausforderung|job|posten))$/u,
  /^(ganz )?(herzliche[nr]? )?(glückwunsch|glückwünsche|gratulation) zu (deinen |ihren )?(\d+|einem) jahr(en)?$/u,
  /^(alles (gute|liebe)|die besten wünsche) (zum|zu deinem|zu ihrem) ((arbeits|dienst)?jubiläum|geburtstag)$/u,
  /^((ganz )?(vielen|herzlichen|besten|lieben|tausend)( lieben| herzlichen)? dank|danke|dankeschön|merci)( dir| ihnen| euch)?( sehr| schön| vielmals| herzlich)?( für (die|deine|ihre|eure|all die)( lieben| netten| vielen)? (glückwünsche|wünsche|geburtstagswünsche|geburtstagsgrüße)| für die vernetzung| fürs vernetzen)?$/u,
  /^(gerne?( geschehen)?|bitte( sehr| schön)?|kein problem|alles klar)$/u,
  // English
  /^(congrats|congratulations)( to you)?( (on|for)( starting)?)?( your| the)?( (new )?(role|job|position|opportunity|gig)| (\d+ (years?|year) )?(work )?anniversary| \d+ years?| promotion)?$/u,
  /^happy( \d+ year)? (work )?anniversary( to you)?$/u,
  /^((wishing you )?a )?(very )?happy birthday( to you)?$/u,
  /^(happy birthday )?(i )?hope you (have|had|re having|are having) an? (great|good|nice|lovely|happy|wonderful|fantastic|amazing) birthday$/u,
  /^happy birthday hope you (have|had|re having|are having) an? (great|good|nice|lovely|happy|wonderful|fantastic|amazing) (day|one)$/u,
  /^((many )?thanks( you)?|thank you)( so much| very much| a lot)?( again)?( for connecting| for (the|your|all the|all your)( kind| lovely| nice| warm)?( birthday)? (wishes|congratulations))?$/u,
  /^(thx|you re welcome|my pleasure|no problem|sounds (good|great))$/u,
  // Dutch
  /^((van harte |hartelijk )?gefeliciteerd|proficiat)( met (je|jouw|uw|het|de) ((\d+ jarig )?(werk|dienst)?jubileum|verjaardag|promotie|nieuwe (baan|job|functie|rol|positie|uitdaging)))?$/u,
  /^(een )?(hele )?(fijne|gelukkige) verjaardag( gewenst| toegewenst)?$/u,
  /^((heel erg |hartelijk )?bedankt|dank (je|u)( wel)?|dankjewel|(hartelijk|veel) dank)( voor (de|je|uw|alle)( lieve)? (felicitaties|wensen))?$/u,
  /^(graag gedaan|geen dank)$/u,
];
const mayBeGreeting =
  /gl[uü]ckw|gratul|geburtstag|jubil|wünsche|dank|merci|gerne?|bitte|kein problem|alles klar|congrat|anniversary|birthday|thank|thx|welcome|pleasure|no problem|sounds g|gefelic|proficiat|verjaardag|graag/iu;
// "Great, thanks": a word of consent before the thanks.
const consent =
  /^(ok|okay|super|prima|perfekt|alles klar|great|perfect|sounds (good|great)) (?=dank|vielen dank|lieben dank|thank|bedankt)/u;
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
  const named = names.map(wordsOfNames);
  const trimmed = withoutLastNames(content.normalize('NFC').replace(afterWords, ''), named);
  return [trimmed, trimmed.replace(atCompany, '')].some((text) => {
    const plain = withoutNames(words(text), named).replace(consent, '');
    return patterns.some((pattern) => pattern.test(plain));
  });
}

const afterWords = /[^\p{L}\p{N}]+$/u;

// "at Example Ltd, Tom": so that what is left ends with the company. The words of a person who is called like a greeting
// stay where nothing else is left.
function withoutLastNames(text: string, named: readonly ReadonlySet<string>[]): string {
  const last = /[^\p{L}\p{N}]([\p{L}\p{N}]+)$/u.exec(text);
  if (last?.[1] === undefined || !isNameIn(named, last[1])) return text;
  return withoutLastNames(text.slice(0, last.index).replace(afterWords, ''), named);
}

const isNameIn = (named: readonly ReadonlySet<string>[], word: string): boolean => {
  const folded = foldName(word);
  return named.some((some) => some.has(folded));
};

const wordsOfNames = remembered(
  (names): ReadonlySet<string> => new Set(foldName(names.replaceAll(',', ' ')).split(' ')),
);

const words = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

function withoutNames(text: string, named: readonly ReadonlySet<string>[]): string {
  const isName = (word: string | undefined): boolean =>
    word !== undefined && (isNameIn(named, word) || /^(herr|frau)$/u.test(word));
  const list = text.replace(salutation, '').split(' ');
  while (list.length > 1 && isName(list[0])) list.shift();
  while (list.length > 1 && isName(list.at(-1))) list.pop();
  return list.join(' ').replace(closing, '');
}
