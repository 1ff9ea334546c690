import { dayInMs, later } from '../../domain/days.ts';
import type { Digest } from '../../domain/digest.ts';
import { minutesFor } from '../../domain/digest.ts';
import type { IsoMonth } from '../../domain/ids.ts';
import type { DigestLinks } from '../../domain/link.ts';
import { periodOf } from '../../domain/schedule.ts';
import type { OwnerLinks } from '../../domain/ticket.ts';
import type { MailCatalogue } from '../locales/mails.ts';
import { type QuestionView, questionViews } from './question-view.ts';
import { shortName } from './short-name.ts';

type LinkView = { readonly text: string; readonly url: string };

/** The whole digest in words: text and HTML are made from this and from nothing else. */
export type DigestView = {
  readonly subject: string;
  readonly summary: string;
  readonly heading: string;
  /** Set when there is nothing to ask: that, what was looked at, and when the next look is. */
  readonly nothingToAsk?: { readonly said: string; readonly looked: string; readonly next: string };
  readonly sinceLast?: string;
  readonly settled: { readonly text: string; readonly share: number };
  readonly all?: LinkView;
  readonly questions: readonly QuestionView[];
  readonly footer: {
    /** What stands above the small print, where there is more of it than a line or two. */
    readonly heading?: string;
    readonly lines: readonly string[];
    /** To hand in a new export, and to get no more mails; none for an owner without a key for them. */
    readonly links: readonly LinkView[];
  };
  /** What became of others than those who are asked about: promised removals, and who left by themselves. */
  readonly news: readonly NewsView[];
};

/** Without a link where a question has it. */
type NewsView = { readonly text: string; readonly link?: LinkView };

const maxSubject = 78;
const freshForDays = 60;

/** Turns a digest into words of its owner's language. */
export function digestView(
  digest: Digest,
  links: DigestLinks & Partial<OwnerLinks>,
  words: MailCatalogue,
): DigestView {
  const { mail } = words;
  const { questions, settled, sinceLast, zone, pageOnly = 0 } = digest;
  const asked = questions.length;
  return {
    subject: subjectOf(digest, words),
    summary: mail.summary({
      month: whenOf(digest, words, words.month),
      questions: asked,
      minutes: minutesFor(asked),
      open: Math.max(asked, digest.openCount),
    }),
    heading: mail.heading,
    ...(asked > 0
      ? { all: { text: mail.all(asked + pageOnly), url: links.all } }
      : {
          nothingToAsk: {
            said: mail.nothingToAsk,
            looked: mail.looked({
              contacts: settled.total,
              exported: words.dayOf(digest.exportedAt, zone),
            }),
            next: mail.next(words.day(digest.nextOn)),
          },
        }),
    ...(sinceLast === undefined ? {} : { sinceLast: mail.sinceLast(sinceLast) }),
    settled: { text: mail.settled(settled), share: settled.total === 0 ? 0 : settled.count / settled.total },
    questions: questionViews(questions, links, words),
    footer: footerOf(digest, links, words),
    news: [...removalsOf(digest, links, words), ...leftOf(digest, links, words)],
  };
}

/**
 * The month that a digest is called after, by one of the catalogue's ways to write it, or its middle: that of its period,
 * or where a quarter's digest came later, that of the day on which it was opened.
 */
function whenOf(
  { period, evaluatedAt, zone }: Digest,
  { mail }: MailCatalogue,
  write: (month: IsoMonth) => string,
): string {
  const [, ofPeriod, day] = /^(\d{4}-(?:0[1-9]|1[0-2]))(-\d{2})?$/.exec(period) ?? [];
  const opened = periodOf(evaluatedAt, { zone });
  const month = write((later<string>(ofPeriod, opened) ?? opened) as IsoMonth);
  return day === undefined ? month : mail.half(month);
}

/** The longest of the subjects with two, one or no names that has at most 78 characters. */
function subjectOf(digest: Digest, words: MailCatalogue): string {
  const { questions } = digest;
  const names = questions
    .filter(({ kind }) => kind !== 'group')
    .slice(0, 2)
    .map(({ name }) => shortName(name))
    .filter((name) => name !== '');
  const withNames = (count: number) =>
    words.mail.subject({
      questions: questions.length,
      ofContacts: questions.every(({ kind }) => kind === 'contact'),
      month: whenOf(digest, words, words.monthName),
      names: names.slice(0, count),
    });
  return [2, 1].map(withNames).find((subject) => subject.length <= maxSubject) ?? withNames(0);
}

/** What became of the promised removals, with the way to their list; a reminder among the questions tells of the open ones. */
function removalsOf(
  { removals, questions }: Digest,
  links: DigestLinks,
  { mail: { footer } }: MailCatalogue,
): NewsView[] {
  const isAsked = questions.some(({ reason }) => reason.kind === 'removals');
  const told = [
    ...(removals.stillThere > 0 && !isAsked ? [footer.stillThere(removals.stillThere)] : []),
    ...(removals.done > 0 ? [footer.done(removals.done)] : []),
  ];
  if (told.length === 0) return [];
  return [
    {
      text: told.join(' '),
      ...(isAsked ? {} : { link: { text: footer.removals, url: links.removals } }),
    },
  ];
}

/** That some left by themselves, by number only; the page says who. */
function leftOf({ left }: Digest, links: DigestLinks, { mail: { footer } }: MailCatalogue): NewsView[] {
  if (left === undefined) return [];
  return [{ text: footer.left(left), link: { text: footer.whoLeft, url: links.left } }];
}

function footerOf(
  digest: Digest,
  { upload, stop }: Partial<OwnerLinks>,
  words: MailCatalogue,
): DigestView['footer'] {
  const { footer } = words.mail;
  const { questions, pageOnly = 0 } = digest;
  const notAsked = digest.openCount - questions.length - pageOnly;
  const links = [
    ...(upload === undefined ? [] : [{ text: footer.upload, url: upload }]),
    ...(stop === undefined ? [] : [{ text: footer.stop, url: stop }]),
  ];
  if (questions.length === 0) return { lines: exportLines(digest, words), links };
  return {
    heading: footer.heading,
    lines: [
      footer.howToAnswer,
      ...(questions.some(({ kind }) => kind === 'invitation') ? [footer.invitations] : []),
      footer.nothingHappens,
      ...(pageOnly > 0 ? [footer.pageOnly(pageOnly)] : []),
      ...(notAsked > 0 ? [footer.notAsked(notAsked)] : []),
      ...exportLines(digest, words),
    ],
    links,
  };
}

/** What the digest stands on, and how to make that better; where there was nothing to ask, the former is told already. */
function exportLines(digest: Digest, words: MailCatalogue): string[] {
  const { footer } = words.mail;
  const { exportedAt, evaluatedAt, withoutMessages, questions } = digest;
  const isOld = Date.parse(evaluatedAt) - Date.parse(exportedAt) > freshForDays * dayInMs;
  const sentences = [
    ...(questions.length === 0 && !isOld ? [] : [footer.exported(words.dayOf(exportedAt, digest.zone))]),
    ...(isOld ? [footer.freshExport] : []),
    ...(withoutMessages === undefined ? [] : [footer.withoutMessages(withoutMessages)]),
    ...(isOld || withoutMessages !== undefined ? [words.howToExport] : []),
  ];
  return sentences.length === 0 ? [] : [sentences.join(' ')];
}
