import type { Answer, PairAnswer } from '../../shared/domain/decision.ts';
import type { ContactId, Subject } from '../../shared/domain/ids.ts';
import { pagesEn } from '../../shared/render/locales/pages-en.ts';
import type { Card } from './persona.ts';

/** Reads a page as a person does: the cards on it, with the answers on offer. */
export function cardsOf(html: string): Card[] {
  const [, form = ''] = /<form method="post" action="[^"]+">(.*?)<\/form>/s.exec(html) ?? [];
  return form
    .split('<fieldset class="card">')
    .slice(1)
    .map((card): Card => {
      const choices = [...card.matchAll(/<input type="radio" name="answer\.([^"]+)" value="([a-z]+)"/g)];
      const members = [...card.matchAll(/<select name="member\.([^".]+)\.([a-z2-7]+)"/g)];
      const subject = choices[0]?.[1] ?? members[0]?.[1];
      if (subject === undefined) throw new Error('a card asks about nobody');
      return {
        subject: subject as Subject,
        offered: choices.map(([, , answer]) => answer as Answer | PairAnswer),
        members: members.map(([, , member]) => member as ContactId),
        isListed: card.includes(pagesEn.compliance.label),
      };
    });
}

/** Where the page's form goes. */
export const actionOf = (html: string): string =>
  /<form method="post" action="([^"]+)">/.exec(html)?.[1] ?? '';

/** How often each proof stands on the list of removals, and how many left by themselves. */
export function removalsOn(
  html: string,
): Readonly<Record<'promised' | 'done' | 'stillThere' | 'cameBack', number>> {
  const count = (status: string) => html.split(`<span class="tag ${status}">`).length - 1;
  return {
    promised: count('promised'),
    done: count('done'),
    stillThere: count('stillThere'),
    cameBack: count('cameBack'),
  };
}

/** The address of the page with all questions of a mail: the first review link in it. */
export function reviewLinkIn(text: string): string {
  const link = /https?:\/\/\S+\/r\/[a-z2-7]+(?=\n)/.exec(text)?.[0];
  if (link === undefined) throw new Error('the mail has no review link');
  return link;
}

/** The addresses of the mail's single questions, in their order. */
export function questionLinksIn(text: string): readonly string[] {
  const whole = reviewLinkIn(text);
  const links = [...text.matchAll(/https?:\/\/\S+?\/r\/[a-z2-7]+/g)].map(([link]) => link);
  return [...new Set(links)].filter((link) => link !== whole);
}
