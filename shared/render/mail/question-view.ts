import type { Question } from '../../domain/digest.ts';
import type { DigestLinks } from '../../domain/link.ts';
import type { ButtonText } from '../locales/mail-texts.ts';
import type { MailCatalogue } from '../locales/mails.ts';
import { shownText } from '../locales/words.ts';

/** A button of one question: the text is unique in the mail. */
export type ButtonView = {
  readonly before: string;
  readonly name: string;
  readonly after: string;
  readonly url: string;
};

/** One question in words; what is empty is left out. */
export type QuestionView = {
  readonly no: number;
  /** The name, or what a group is called; with the question's number where another one of the digest is called the same. */
  readonly label: string;
  readonly job?: string;
  /** Since when they are connected, or when the invitation was sent. */
  readonly since?: string;
  readonly profileUrl?: string;
  readonly reason: string;
  /** Some of a group's people, and how many more there are. */
  readonly members?: string;
  readonly hooks: readonly string[];
  /** What an answer takes. */
  readonly notes: readonly string[];
  /** One, two or three. */
  readonly buttons: readonly ButtonView[];
};

const membersShown = 5;

/** The questions of a digest in words of its owner's language. */
export function questionViews(
  questions: readonly Question[],
  links: DigestLinks,
  words: MailCatalogue,
): QuestionView[] {
  const labels = labelsOf(questions, words);
  return questions.map((question, index) => questionView(question, labels[index] ?? '', links, words));
}

/** Names and titles as the mail shows them, told apart where several are the same. */
function labelsOf(questions: readonly Question[], words: MailCatalogue): string[] {
  const shown = questions.map((question) => words.titleOf(question) || words.name(question.name));
  const bearers = new Map<string, number>();
  for (const label of shown) bearers.set(label, (bearers.get(label) ?? 0) + 1);
  return questions.map(({ no }, index) => {
    const label = shown[index] ?? '';
    return (bearers.get(label) ?? 0) > 1 ? `${label} (${words.number(no)})` : label;
  });
}

function questionView(
  question: Question,
  label: string,
  links: DigestLinks,
  words: MailCatalogue,
): QuestionView {
  const position = present(question.position);
  const company = present(question.company);
  const since = sinceOf(question, words);
  const members = question.kind === 'group' ? membersOf(question, words) : undefined;
  return {
    no: question.no,
    label,
    ...(position === undefined && company === undefined
      ? {}
      : { job: words.mail.jobAt({ position, company }) }),
    ...(since === undefined ? {} : { since }),
    ...(isProfileUrl(question.profileUrl) ? { profileUrl: question.profileUrl } : {}),
    reason: words.reasonOf(question),
    ...(members === undefined ? {} : { members }),
    hooks: question.hooks.map(words.hook),
    notes: notesOf(question, words),
    buttons: buttonsOf(question, links).map(({ text, url }) => ({
      ...words.mail.button[text],
      name: label,
      url,
    })),
  };
}

function sinceOf({ kind, connectedOn }: Question, { mail, day }: MailCatalogue): string | undefined {
  switch (kind) {
    case 'group':
      return undefined;
    case 'invitation':
      return mail.invited(day(connectedOn));
    default:
      return mail.connectedSince(day(connectedOn));
  }
}

// Who has no name here is counted with those who are not shown.
function membersOf({ members }: Question, { mail }: MailCatalogue): string | undefined {
  const names = members.map(({ name }) => name).filter((name) => shownText(name) !== '');
  const shown = names.slice(0, membersShown);
  return shown.length === 0 ? undefined : mail.members(shown, members.length - shown.length);
}

const notesOf = (question: Question, { mail, day }: MailCatalogue): string[] => [
  ...(question.unconfirmed
    ? [mail.unconfirmed[question.unconfirmed.what](day(question.unconfirmed.on))]
    : []),
  ...(question.putOff ? [mail.putOff[question.putOff.answer](day(question.putOff.on))] : []),
  ...(question.reason.kind === 'compliance' ? [mail.keepNeedsReason] : []),
  ...(question.mustDecide ? [mail.decideNow] : []),
];

/** What may be answered from the mail. Groups and pairs are answered on their page alone, promised removals on their list. */
function buttonsOf(
  { no, kind, reason, mustDecide }: Question,
  links: DigestLinks,
): { readonly text: ButtonText; readonly url: string }[] {
  const { keep, remove, later, page } = links.question(no);
  const putOff = mustDecide ? [] : [{ text: 'later', url: later } as const];
  switch (kind) {
    case 'group':
      return reason.kind === 'removals'
        ? [{ text: 'removals', url: links.removals }]
        : [{ text: 'group', url: page }];
    case 'same':
      return [{ text: 'pair', url: page }];
    case 'invitation':
      return [{ text: 'accept', url: keep }, { text: 'decline', url: remove }, ...putOff];
    case 'contact':
      return [
        { text: reason.kind === 'compliance' ? 'keepWithReason' : 'keep', url: keep },
        { text: 'remove', url: remove },
        ...putOff,
      ];
  }
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
