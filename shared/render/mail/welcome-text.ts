import type { SectionView, WelcomeView } from './welcome-view.ts';

/** The plain-text part: every fact and every link of the mail, each address alone on its line. */
export function welcomeText({ summary, heading, about, steps, after, stop }: WelcomeView): string {
  const blocks = [
    [summary],
    [heading, ...about],
    ...[...steps, ...after].flatMap(sectionText),
    [`${stop.text}:`, stop.url],
  ];
  return `${blocks.map((block) => block.join('\n')).join('\n\n')}\n`;
}

const rule = '----------------------------------------';

const sectionText = ({ heading, lines, button }: SectionView): string[][] => [
  [rule, heading],
  [...lines],
  ...(button === undefined ? [] : [[`${button.text}:`, button.url], [button.note]]),
];
