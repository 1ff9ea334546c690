import { monthNumber, monthOf } from './days.ts';
import type { IsoDay } from './ids.ts';
import type { RememberedJob } from './memory.ts';

// Words that say in which legal form somebody does business, not who they are,
const legalForms =
  'gmbh|mbh|ggmbh|ag|kg|kgaa|ohg|gbr|se|ug|haftungsbeschrankt|haftungsbeschraenkt|e v|ev|eg|(?:u |und |and |et )?co|ltd|limited|inc|incorporated|corp|corporation|llc|llp|plc|b v|bv|n v|nv|vof|e k|ek|s a r l|sarl|s a s|sas|s p a|spa|s a|sa|s r l|srl|ab|a s|as|oy|aps|pty';
// and those of them that are part of nobody's name.
const plainForms = 'gmbh|mbh|ggmbh|kgaa|ohg|haftungsbeschrankt|haftungsbeschraenkt|llc|llp|sarl';

// At the end of a name any of these is a legal form, and several may follow each other. Before other words, as in "Nordwerk
// GmbH & Co. KG (Ulm)", only what can be nothing else: there are firms called "SE Consulting" and "EG Software".
const formsAtEnd = new RegExp(`(?: (?:${legalForms}))+$`);
const formsBefore = new RegExp(`(?: (?:${legalForms}))*? (?:${plainForms})(?: (?:${legalForms}))*(?= )`, 'g');

const germanLetters: Record<string, string> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' };

/** An employer's name for comparing: no capitals, punctuation, accents or legal form. May be empty. */
export const foldEmployer = (company: string): string => withoutForms(plainEmployer(company));

const withoutForms = (plain: string): string => plain.replace(formsBefore, '').replace(formsAtEnd, '');

// No firm has a longer name; what looks for legal forms takes the square of a name's length.
const longestName = 200;

const plainEmployer = (company: string): string => plainName(company.slice(0, longestName));

// Most names are of ASCII, which nothing of the rest changes.
const plainName = (company: string): string =>
  /^[ -~]*$/.test(company)
    ? company
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, ' ')
        .trim()
    : company
        .normalize('NFKC')
        .toLowerCase()
        .replace(/[äöüß]/gu, (letter) => germanLetters[letter] ?? letter)
        .normalize('NFD')
        .replace(/\p{M}+/gu, '')
        .replace(/[^\p{L}\p{N}]+/gu, ' ')
        .trim();

// "Employers" that everybody can have without knowing anybody (PRODUCT section 2): what those write who work for themselves,
// alone or with more of its kind ("Freelance, self-employed"),
const onesOwn =
  'selbst(?:st)?(?:ae|a)ndig(?:e|er|keit)?|freelanc(?:e|er|ers|ing)|self ?employed|freiberuflich(?:e|er)?|freiberufler(?:in)?|zzp(?: ?er)?|zelfstandige?|eigen baas|independent';
const besideOnesOwn =
  'consultant|contractor|professional|worker|berater(?:in)?|taetigkeit|tatigkeit|ondernemer|adviseur|and|und|en|or|oder|of';
// and those who have no employer, or do not say which.
const noneNamed =
  'stealth(?: co)?|student(?:s|in|en|innen)?|studierende|privat|private|confidential|vertraulich|werkzoekend|gepensioneerd|arbeitssuchend|in transition|open to work|retired|rentner|ruhestand|elternzeit|career break|unemployed|various|diverse|n a|na|none|keine|home|startup|linkedin member';
const generic = new RegExp(`^(?:${noneNamed}|(?:${onesOwn})(?: (?:${onesOwn}|${besideOnesOwn}))*)$`);

/** Whether a company's name names no employer at all, such as "Selbstständig", "Stealth" or "Student". */
export function isGenericEmployer(company: string): boolean {
  const plain = plainEmployer(company);
  return isGenericName(plain, withoutForms(plain));
}

// Who trades under a legal form is a firm: "Home AG", "Stealth Robotics GmbH".
const isGenericName = (plain: string, bare: string): boolean =>
  plain === '' || generic.test(plain) || (plain === bare && plain.startsWith('stealth '));

/** Compares employers folded, with the owner's own aliases. */
export type Employers = {
  same(a: string, b: string): boolean;
  /** The same text for all names of one employer; empty for a name that names none. */
  keyOf(company: string): string;
  isLarge(company: string): boolean;
};

export function employersOf(aliases: readonly (readonly string[])[], large: readonly string[]): Employers {
  const aliasOf = new Map(
    // By the first name: where the group stands in the list says nothing about who it is.
    aliases.flatMap((group) =>
      group.map((name) => [foldEmployer(name), foldEmployer(group[0] ?? name)] as const),
    ),
  );
  const keys = new Map<string, string>();
  // Asked for every contact's and owner's employer together: each name is folded once.
  const keyOf = (company: string): string => {
    const known = keys.get(company);
    if (known !== undefined) return known;
    const plain = plainEmployer(company);
    const folded = withoutForms(plain);
    const key = isGenericName(plain, folded) ? '' : (aliasOf.get(folded) ?? folded);
    keys.set(company, key);
    return key;
  };
  const largeOnes = new Set(large.map(keyOf));
  return {
    same: (a, b) => keyOf(a) !== '' && keyOf(a) === keyOf(b),
    keyOf,
    isLarge: (company) => largeOnes.has(keyOf(company)),
  };
}

/** Whether a connection falls into a job or up to so many years after it; months decide, a year alone counts whole. */
export function fallsIntoJob(
  connectedOn: IsoDay,
  job: Pick<RememberedJob, 'startedIn' | 'finishedIn'>,
  yearsAfter: number,
): boolean {
  const month = monthNumber(monthOf(connectedOn));
  const end =
    job.finishedIn === undefined
      ? Number.POSITIVE_INFINITY
      : monthNumber(job.finishedIn, true) + yearsAfter * 12;
  return monthNumber(job.startedIn) <= month && month <= end;
}

/** The owner's jobs on a day, the one begun last first. */
export function jobsOn(day: IsoDay, jobs: readonly RememberedJob[]): RememberedJob[] {
  const month = monthNumber(monthOf(day));
  return jobs
    .filter(
      (job) =>
        monthNumber(job.startedIn) <= month &&
        (job.finishedIn === undefined || month <= monthNumber(job.finishedIn, true)),
    )
    .sort((a, b) => monthNumber(b.startedIn) - monthNumber(a.startedIn));
}
