import type { Network } from '../../shared/domain/assess.ts';
import { explainContact } from '../../shared/domain/explain.ts';
import { type ContactId, contactSubject, isoTime, subjectPair } from '../../shared/domain/ids.ts';
import { wordingFor } from '../../shared/render/pages/layout.tsx';
import { unknownLinkPage } from '../../shared/render/pages/notice-pages.tsx';
import { renderWhyPage } from '../../shared/render/pages/why-page.tsx';
import { whyView } from '../../shared/render/pages/why-view.ts';
import { evaluateNetwork } from '../../shared/workflows/evaluate-network.ts';
import { covers, type OpenLink, type PageMaker, type ReviewState } from './reading.ts';
import { pageLinks } from './views.ts';

/**
 * One contact explained as things are now. Whom the link does not cover looks like nobody at all: the page of unknown links
 * tells no stranger who is a contact. What other policies would ask is left to the command: a page cannot wait for three more
 * evaluations of a large network.
 */
export const showWhy: PageMaker = async ({ services, link, state, importing, now, request }) => {
  const contactId = new URL(request.url).pathname.toLowerCase().split('/').at(-1) as ContactId;
  if (!coversContact(link, state, contactId)) return unknownLinkPage;
  const { owner } = state;
  const network = await evaluateNetwork({
    store: services.store,
    ownerId: owner.ownerId,
    at: isoTime(now),
    asItStands: true,
  });
  const explanation =
    explainContact(network, contactId, []) ?? explainContact(network, unitedAs(network, contactId), []);
  if (explanation === undefined) return unknownLinkPage;
  const wording = wordingFor(owner, link.record, importing);
  return renderWhyPage(whyView(explanation, wording), { back: pageLinks(link, 'one').post }, wording);
};

/** Addresses of the pages that explain the contacts of one page. */
export const whyUrls =
  (base: string) =>
  (contactId: ContactId): string =>
    `${base}/why/${contactId}`;

/** Whoever a link may answer about, also as one of a group, and both of a pair. */
const coversContact = (link: OpenLink, state: ReviewState, contactId: ContactId): boolean =>
  covers(link, state, contactSubject(contactId)) ||
  state.flags.some(({ subject }) => {
    const pair = subjectPair(subject);
    return (pair?.vanished === contactId || pair?.appeared === contactId) && covers(link, state, subject);
  });

/** Under which id a contact goes on that the owner called the same as another one. */
function unitedAs({ decisions }: Pick<Network, 'decisions'>, contactId: ContactId): ContactId {
  const same = decisions.find(
    ({ subject, given }) => given?.answer === 'same' && subjectPair(subject)?.appeared === contactId,
  );
  return (same && subjectPair(same.subject)?.vanished) ?? contactId;
}
