import { dayInMs } from '../../domain/days.ts';
import type { Digest, Question } from '../../domain/digest.ts';
import { minutesFor } from '../../domain/digest.ts';
import type { IsoMonth } from '../../domain/ids.ts';
import type { DigestLinks, LinkAnswer } from '../../domain/link.ts';
import type { OwnerLinks } from '../../domain/ticket.ts';
import type { Catalogue } from '../locales/catalogue.ts';
import { shownText } from '../locales/words.ts';
import { shortName } from './short-name.ts';

/** A button of one question: the text is unique in the mail. */
export type ButtonView = {
  readonly answer: LinkAnswer;
  readonly before: string;
  readonly name: string;
  readonly after: string;
  readonly url: string;
};

/** One question in words; what is empty is left out. */
export type QuestionView = {
  readonly no: number;
  /** The name; with the question's number where somebody else in the digest bears the same. */
  readonly label: string;
  readonly job?: string;
  readonly connected: string;
  readonly profileUrl?: string;
  readonly reason: string;
  readonly hooks: readonly string[];
  readonly buttons: readonly ButtonView[];
};

/** The whole digest in words: text and HTML are made from this and from nothing else. */
export type DigestView = {
  readonly subject: string;
  readonly summary: string;
  readonly heading: string;
  /** Set when there is nothing to ask. */
  readonly nothingToAsk?: string;
  readonly sinceLast?: string;
  readonly settled: { readonly text: string; readonly share: number };
  readonly all?: { readonly text: string; readonly url: string };
  readonly questions: readonly QuestionView[];
  readonly footer: {
    readonly heading: string;
    readonly lines: readonly string[];
    readonly exported: string;
    /** To hand in a new export, and to get no more mails; none for an owner without a key for them. */
    readonly links: readonly { readonly text: string; readonly url: string }[];
  };
  readonly removals?: {
    readonly text: string;
    readonly link: { readonly text: string; readonly url: string };
  };
};

const maxSubject = 78;
const freshForDays = 60;
const mailAnswers = ['keep', 'remove', 'later'] as const;

/** Turns a digest into words of its owner's language. */
export function digestView(
  digest: Digest,
  links: DigestLinks & Partial<OwnerLinks>,
  words: Catalogue,
): DigestView {
  const { mail } = words;
  const { questions, removals, settled, sinceLast } = digest;
  const month = monthOfDigest(digest);
  const asked = questions.length;
  const labels = labelsOf(questions, words);
  return {
    subject: subjectOf(questions, words, month),
    summary: mail.summary({
      month: words.month(month),
      questions: asked,
      minutes: minutesFor(asked),
      open: Math.max(asked, digest.openCount),
    }),
    heading: mail.heading,
    ...(asked === 0 ? { nothingToAsk: mail.nothingToAsk } : {}),
    ...(sinceLast === undefined ? {} : { sinceLast: mail.sinceLast(sinceLast) }),
    settled: { text: mail.settled(settled), share: settled.total === 0 ? 0 : settled.count / settled.total },
    ...(asked === 0 ? {} : { all: { text: mail.all(asked), url: links.all } }),
    questions: questions.map((question, index) =>
      questionView(question, labels[index] ?? words.name(question.name), links, words),
    ),
    footer: footerOf(digest, links, words),
    ...(removals.done + removals.stillThere === 0
      ? {}
      : {
          removals: {
            text: [
              ...(removals.stillThere > 0 ? [mail.footer.stillThere(removals.stillThere)] : []),
              ...(removals.done > 0 ? [mail.footer.done(removals.done)] : []),
            ].join(' '),
            link: { text: mail.footer.removals, url: links.removals },
          },
        }),
  };
}

function monthOfDigest({ period, evaluatedAt }: Digest): IsoMonth {
  const month = /^\d{4}-(?:0[1-9]|1[0-2])/.exec(period)?.[0] ?? evaluatedAt.slice(0, 7);
  return month as IsoMonth;
}

/** The longest of the subjects with two, one or no names that has at most 78 characters. */
function subjectOf(questions: readonly Question[], { mail, monthName }: Catalogue, month: IsoMonth): string {
  const names = questions
    .slice(0, 2)
    .map(({ name }) => shortName(name))
    .filter((name) => name !== '');
  const withNames = (count: number) =>
    mail.subject({ questions: questions.length, month: monthName(month), names: names.slice(0, count) });
  return [2, 1].map(withNames).find((subject) => subject.length <= maxSubject) ?? withNames(0);
}

/** The names as the mail shows them, told apart where several people bear the same. */
function labelsOf(questions: readonly Question[], words: Catalogue): string[] {
  const shown = questions.map(({ name }) => words.name(name));
  const bearers = new Map<string, number>();
  for (const name of shown) bearers.set(name, (bearers.get(name) ?? 0) + 1);
  return questions.map(({ no }, index) => {
    const name = shown[index] ?? '';
    return (bearers.get(name) ?? 0) > 1 ? `${name} (${words.number(no)})` : name;
  });
}

function questionView(question: Question, label: string, links: DigestLinks, words: Catalogue): QuestionView {
  const urls = links.question(question.no);
  const position = present(question.position);
  const company = present(question.company);
  return {
    no: question.no,
    label,
    ...(position === undefined && company === undefined
      ? {}
      : { job: words.mail.jobAt({ position, company }) }),
    connected: words.mail.connectedSince(words.day(question.connectedOn)),
    ...(isProfileUrl(question.profileUrl) ? { profileUrl: question.profileUrl } : {}),
    reason: words.reasonOf(question),
    hooks: question.hooks.map(words.hook),
    buttons: mailAnswers.map((answer) => ({
      answer,
      ...words.mail.button[answer],
      name: label,
      url: urls[answer],
    })),
  };
}

const present = (text: string | undefined): string | undefined =>
  text === undefined || shownText(text) === '' ? undefined : text;

/**
 * Whether this is an address of a profile, spelled as Woher itself makes it (`profileUrl` in contact.ts): anything
 * else is not linked, however much it looks like one. Mail programs cut a long address, and drop a last character that
 * is no letter or digit.
 */
export function isProfileUrl(url: string | undefined): url is string {
  const spelled = /^https:\/\/(?:[a-z]{2,3}\.)?linkedin\.com\/(?:in|pub)\/[\w.~!*'()%/-]*[A-Za-z0-9]$/;
  return url !== undefined && url.length <= 200 && spelled.test(url);
}

function footerOf(
  digest: Digest,
  { upload, stop }: Partial<OwnerLinks>,
  words: Catalogue,
): DigestView['footer'] {
  const { footer } = words.mail;
  const notAsked = digest.openCount - digest.questions.length;
  const ageInDays = (Date.parse(digest.evaluatedAt) - Date.parse(digest.exportedAt)) / dayInMs;
  const exported = footer.exported(words.dayOf(digest.exportedAt, digest.zone));
  return {
    heading: footer.heading,
    lines: [
      ...(digest.questions.length > 0 ? [footer.howToAnswer] : []),
      footer.nothingHappens,
      ...(notAsked > 0 ? [footer.notAsked(notAsked)] : []),
    ],
    exported: ageInDays > freshForDays ? `${exported} ${footer.freshExport} ${words.howToExport}` : exported,
    links: [
      ...(upload === undefined ? [] : [{ text: footer.upload, url: upload }]),
      ...(stop === undefined ? [] : [{ text: footer.stop, url: stop }]),
    ],
  };
}
