import type { Contact } from '../../shared/domain/contact.ts';
import type { Answer } from '../../shared/domain/decision.ts';
import type { Question } from '../../shared/domain/digest.ts';
import { collectEvidence } from '../../shared/domain/evidence.ts';
import { type EvidenceContext, evidenceContext } from '../../shared/domain/evidence-context.ts';
import type { Evidence } from '../../shared/domain/evidence-kinds.ts';
import { contactSubject, type Subject } from '../../shared/domain/ids.ts';
import { withNoteApart } from '../../shared/domain/invitation-evidence.ts';
import { removalList } from '../../shared/domain/removal.ts';
import { removalPrices } from '../../shared/domain/removal-price.ts';
import { wordingFor } from '../../shared/render/pages/layout.tsx';
import { renderReviewPage } from '../../shared/render/pages/review-page.tsx';
import type { FilledAnswer, RemovalView, ReviewKind, Told } from '../../shared/render/pages/views.ts';
import { whyUrls } from './explaining.ts';
import { openQuestions, type PageInput, type PageMaker, type ReviewState, readExcerpts } from './reading.ts';
import { askedQuestions, furtherQuestions, pageLinks, preselectedAnswer, questionView } from './views.ts';

/** The question of the link, or all of the digest; with `?only=open` those of the digest that are not answered. */
export const showReview: PageMaker = (input) => {
  const { link, request } = input;
  const query = new URL(request.url).searchParams;
  if (link.scope.scope === 'question')
    return reviewPage(input, {
      only: link.scope.subject,
      preselected: preselectedAnswer(query.get('a') ?? ''),
    });
  return reviewPage(input, { kind: 'all', openOnly: query.get('only') === 'open' });
};

/** The next open questions, behind those of the mail. */
export const showNext: PageMaker = (input) => reviewPage(input, { kind: 'next' });

/** The promised removals with what each of them costs and why it was promised. */
export function removalViews(state: ReviewState): RemovalView[] {
  const { contacts, decisions, owner, byId } = state;
  const priceOf = removalPrices(contacts, owner);
  return removalList({ ...state, decisions: [...decisions.values()] }).flatMap((removal) => {
    const contact = byId.get(removal.contactId);
    const decision = decisions.get(removal.subject);
    const note = decision?.given?.note;
    const entries = decision?.history.length ?? 0;
    return contact === undefined
      ? []
      : [{ ...removal, price: priceOf(contact), entries, ...(note === undefined ? {} : { note }) }];
  });
}

/** Finds what is known of one of a pair; the network is gone through only where somebody asks. */
function evidenceIn(state: ReviewState): (contact: Contact) => readonly Evidence[] {
  let context: EvidenceContext | undefined;
  return (contact) => {
    context ??= evidenceContext({
      contacts: state.apart,
      memory: state.memory,
      owner: state.owner,
      decisionOf: (id) => state.decisions.get(contactSubject(id)),
    });
    return collectEvidence(withNoteApart(contact, context), context);
  };
}

/** What one review page shows besides the questions themselves. */
export type Showing = {
  readonly kind?: ReviewKind;
  /** Shows this question alone. */
  readonly only?: Subject;
  readonly openOnly?: boolean;
  readonly preselected?: Answer | undefined;
  readonly typed?: ReadonlyMap<Subject, FilledAnswer>;
  readonly told?: Told;
};

/** A page with questions, as the link, a refused form or an undo calls for it. */
export async function reviewPage(
  { services, link, state, importing, now }: PageInput,
  showing: Showing,
): Promise<string> {
  const { kind = 'one', only, openOnly = false, preselected, typed = new Map(), told } = showing;
  const open = openQuestions(state, now);
  const asked = askedQuestions(state, link.record);
  const questions = chosen();
  const excerpts = await readExcerpts(services.store, state, questions);
  const priceOf = removalPrices(state.contacts, state.owner);
  const evidenceOf = evidenceIn(state);
  const links = pageLinks(link, kind);
  const sources = { state, excerpts, typed, preselected, now, priceOf, evidenceOf };
  return renderReviewPage(
    {
      kind,
      questions: questions.map((question) => questionView(question, sources)),
      asked: asked.length,
      openCount: open.length,
      links,
      ...(told === undefined ? {} : { told }),
    },
    { ...wordingFor(state.owner, link.record, importing), whyUrl: whyUrls(links.post) },
  );

  function chosen(): Question[] {
    if (only !== undefined) return askedQuestions(state, link.record, only);
    if (kind === 'next') return furtherQuestions(open, link.record);
    const subjects = new Set(open.map(({ subject }) => subject));
    return openOnly ? asked.filter(({ subject }) => subjects.has(subject)) : asked;
  }
}
