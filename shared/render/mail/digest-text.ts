import type { DigestView, QuestionView } from './digest-view.ts';

/** The plain-text part: every fact and every link of the mail, each address alone on its line. */
export function digestText(view: DigestView): string {
  const { footer, removals } = view;
  const blocks = [
    [view.summary],
    [view.heading, ...(view.nothingToAsk === undefined ? [] : [view.nothingToAsk])],
    [`${view.settled.text}.`, ...(view.sinceLast === undefined ? [] : [view.sinceLast])],
    view.all === undefined ? [] : [`${view.all.text}:`, view.all.url],
    ...view.questions.map(questionText),
    [rule, footer.heading],
    removals === undefined ? [] : [removals.text, `${removals.link.text}:`, removals.link.url],
    ...footer.lines.map((line) => [line]),
    [footer.exported],
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
  question.connected,
  ...(question.profileUrl === undefined ? [] : [question.profileUrl]),
  '',
  question.reason,
  ...question.hooks,
  '',
  ...question.buttons.flatMap(({ before, name, after, url }) => [
    `${[before, name, after].filter((part) => part !== '').join(' ')}:`,
    url,
  ]),
];
