import { monthNumber, monthOf } from './days.ts';
import type { IsoDay } from './ids.ts';
import type { RememberedJob } from './memory.ts';

// Words that say in which legal form somebody does business, not who they are.
const legalForms =
  /\b(gmbh|mbh|ggmbh|ag|kg|kgaa|ohg|gbr|se|ug|haftungsbeschrankt|haftungsbeschraenkt|e v|ev|eg|co|ltd|limited|inc|incorporated|corp|corporation|llc|llp|plc|b v|bv|n v|nv|vof|e k|ek|s a r l|sarl|s a s|sas|s p a|spa|s a|sa|s r l|srl|ab|a s|as|oy|aps|pty)\b/gu;

const germanLetters: Record<string, string> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' };

/** An employer's name for comparing: no capitals, punctuation, accents or legal form. May be empty. */
export function foldEmployer(company: string): string {
  const plain = plainEmployer(company);
  const bare = plain.replace(legalForms, ' ').replace(/\s+/gu, ' ').trim();
  return bare === '' ? plain : bare;
}

// Most names are of ASCII, which nothing of the rest changes.
const plainEmployer = (company: string): string =>
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

// "Employers" that everybody can have without knowing anybody (PRODUCT section 2).
const generic =
  /^(selbst(?:st)?aendige?r?|selbst(?:st)?andig|freelance|freelancer|freelancing|freiberuflich|freiberufler|freiberuflerin|self employed|selfemployed|independent|independent consultant|stealth|stealth mode|stealth startup|stealth mode startup|student|studentin|privat|private|confidential|vertraulich|zzp|zzper|zzp er|zelfstandig|zelfstandige|zelfstandig ondernemer|werkzoekend|gepensioneerd|eigen baas|arbeitssuchend|in transition|open to work|retired|rentner|ruhestand|elternzeit|career break|unemployed|various|diverse|n a|na|none|keine|home|startup|linkedin member)$/u;

/** Whether a company's name names no employer at all, such as "Selbstständig", "Stealth" or "Student". */
export const isGenericEmployer = (company: string): boolean => isGenericName(foldEmployer(company));

const isGenericName = (folded: string): boolean =>
  folded === '' || generic.test(folded) || folded.startsWith('stealth ');

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
    const folded = foldEmployer(company);
    const key = isGenericName(folded) ? '' : (aliasOf.get(folded) ?? folded);
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
