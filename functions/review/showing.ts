import type { Answer } from '../../shared/domain/decision.ts';
import type { Question } from '../../shared/domain/digest.ts';
import type { Subject } from '../../shared/domain/ids.ts';
import { removalList } from '../../shared/domain/removal.ts';
import { wordingFor } from '../../shared/render/pages/layout.tsx';
import { renderRemovalsPage } from '../../shared/render/pages/removals-page.tsx';
import { renderReviewPage } from '../../shared/render/pages/review-page.tsx';
import type { FilledAnswer, ReviewKind, Told } from '../../shared/render/pages/views.ts';
import { openQuestions, type PageInput, type PageMaker, readExcerpts } from './reading.ts';
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

/** The promised removals with their proofs. */
export const showRemovals: PageMaker = async ({ link, state }) =>
  renderRemovalsPage(
    {
      removals: removalList({ ...state, decisions: [...state.decisions.values()] }),
      links: pageLinks(link, 'all'),
    },
    wordingFor(state.owner),
  );

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
  { services, link, state, now }: PageInput,
  showing: Showing,
): Promise<string> {
  const { kind = 'one', only, openOnly = false, preselected, typed = new Map(), told } = showing;
  const open = openQuestions(state, now);
  const asked = askedQuestions(state, link.record);
  const questions = chosen();
  const excerpts = await readExcerpts(services.store, state, questions);
  return renderReviewPage(
    {
      kind,
      questions: questions.map((question) =>
        questionView(question, { state, excerpts, typed, preselected, now }),
      ),
      asked: asked.length,
      openCount: open.length,
      links: pageLinks(link, kind),
      ...(told === undefined ? {} : { told }),
    },
    wordingFor(state.owner),
  );

  function chosen(): Question[] {
    if (only !== undefined) return askedQuestions(state, link.record, only);
    if (kind === 'next') return furtherQuestions(open, link.record);
    const subjects = new Set(open.map(({ subject }) => subject));
    return openOnly ? asked.filter(({ subject }) => subjects.has(subject)) : asked;
  }
}
