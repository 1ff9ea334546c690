import type { DigestView } from './digest-view.ts';
import type { ButtonView, QuestionView } from './question-view.ts';

/** The plain-text part: every fact and every link of the mail, each address alone on its line. */
export function digestText(view: DigestView): string {
  const { footer, news, nothingToAsk } = view;
  const figures = [`${view.settled.text}.`, ...(view.sinceLast === undefined ? [] : [view.sinceLast])];
  const blocks = [
    ...(nothingToAsk === undefined
      ? [[view.summary], [view.heading], figures]
      : // Five lines (PRODUCT section 3): that there is nothing to ask is said once, and the subject names the month.
        [[nothingToAsk.said], [nothingToAsk.looked, ...figures, nothingToAsk.next], [rule]]),
    view.all === undefined ? [] : [`${view.all.text}:`, view.all.url],
    ...view.questions.map(questionText),
    footer.heading === undefined ? [] : [rule, footer.heading],
    ...news.map(({ text, link }) => [text, ...(link === undefined ? [] : [`${link.text}:`, link.url])]),
    ...footer.lines.map((line) => [line]),
    ...footer.links.map(({ text, url }) => [`${text}:`, url]),
  ];
  return `${blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join('\n'))
    .join('\n\n')}\n`;
}

const rule = '----------------------------------------';

const questionText = (question: QuestionView): string[] => [
  rule,
  `${question.no}. ${question.label}`,
  ...(question.job === undefined ? [] : [question.job]),
  ...(question.since === undefined ? [] : [question.since]),
  ...(question.profileUrl === undefined ? [] : [question.profileUrl]),
  '',
  question.reason,
  ...(question.members === undefined ? [] : [question.members]),
  ...question.hooks,
  ...question.notes,
  '',
  ...question.buttons.flatMap((button) => [buttonText(button), button.url]),
];

const buttonText = ({ before, name, after }: ButtonView): string =>
  `${[before, name, after].filter((part) => part !== '').join(' ')}${before.endsWith(':') ? '' : ':'}`;
