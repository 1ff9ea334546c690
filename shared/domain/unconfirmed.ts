import {
  type AnswerInForce,
  answersInForce,
  type Decision,
  type HistoryEntry,
  type Unconfirmed,
} from './decision.ts';

/**
 * What nobody presses by hand (REQUIREMENTS A-8): so many POSTs within the window, of one owner altogether or, each saying
 * something else than the one before, about one subject. Scanners of mails are that fast; whoever changes their mind needs
 * a page in between, and may do so as often as they like.
 */
export const tooFast = { withinMs: 2000, posts: 10, contradictions: 3 } as const;

/**
 * The decisions with every answer marked as held that came in too fast. In force is what was so before it; the owner is
 * asked once more where the latest answer is held. Derived from the histories at every read, so that the tenth POST holds
 * the nine before it, also those that were under way at the same time. Commands are typed by the owner and never held.
 */
export function withUnconfirmed(decisions: readonly Decision[]): readonly Decision[] {
  const bursts = burstsAmong(decisions);
  return decisions.map((decision) => {
    const contradictions = contradictionsIn(decision);
    if (bursts.size === 0 && contradictions.size === 0) return decision;
    const isHeld = (entry: HistoryEntry): boolean =>
      entry.via === 'review' && (bursts.has(postOf(entry)) || contradictions.has(postOf(entry)));
    return decision.history.some(isHeld) ? withHeld(decision, isHeld) : decision;
  });
}

/** How many of the decisions hold an answer that came with this POST. */
export const heldOf = (decisions: readonly Decision[], submit: string): number =>
  decisions.filter(({ history }) => history.some((entry) => entry.held && entry.submit === submit)).length;

function withHeld(decision: Decision, isHeld: (entry: HistoryEntry) => boolean): Decision {
  const { subject, decidedAt: renews } = decision;
  const history = decision.history.map((entry) =>
    isHeld(entry) ? { ...entry, held: true as const } : entry,
  );
  const inForce: AnswerInForce | undefined = answersInForce(history).at(-1);
  const last = history.at(-1);
  const unconfirmed: Unconfirmed | undefined = last?.held && {
    ...(last.given && { given: last.given }),
    at: last.at,
  };
  return {
    subject,
    ...(inForce && { given: inForce.given }),
    decidedAt: inForce?.at ?? renews,
    history,
    renews,
    ...(unconfirmed && { unconfirmed }),
  };
}

/** Entries of before do not name their POST: those of one instant are taken for one. */
const postOf = ({ submit, at }: HistoryEntry): string => submit ?? at;

type Post = { readonly post: string; readonly ms: number };

const byTime = (a: Post, b: Post): number => a.ms - b.ms;

/** The POSTs that came in so many at once, whatever they were about; a form with many answers is one. */
function burstsAmong(decisions: readonly Decision[]): ReadonlySet<string> {
  const times = new Map<string, number>();
  for (const { history } of decisions)
    for (const entry of history)
      if (entry.via === 'review' && !times.has(postOf(entry))) times.set(postOf(entry), Date.parse(entry.at));
  if (times.size < tooFast.posts) return new Set();
  const posts = [...times].map(([post, ms]): Post => ({ post, ms })).sort(byTime);
  return heldIn(posts, (within) => within.length >= tooFast.posts);
}

/** The POSTs about one subject that contradict each other that fast; taking back contradicts, too. */
function contradictionsIn({ history }: Decision): ReadonlySet<string> {
  if (history.length < tooFast.contradictions) return new Set();
  const said = new Map<string, Post & { readonly answer: string | undefined }>();
  for (const entry of history)
    if (entry.via === 'review')
      said.set(postOf(entry), {
        post: postOf(entry),
        ms: Date.parse(entry.at),
        answer: entry.given?.answer,
      });
  const posts = [...said.values()].sort(byTime);
  return heldIn(posts, (within) => {
    const changes = within.filter(({ answer }, index) => index > 0 && within[index - 1]?.answer !== answer);
    return changes.length >= tooFast.contradictions - 1;
  });
}

/** All posts of every window, as long as one may be, of which this is true. */
function heldIn<One extends Post>(
  posts: readonly One[],
  isTooFast: (within: readonly One[]) => boolean,
): ReadonlySet<string> {
  const held = new Set<string>();
  let first = 0;
  for (const [index, { ms }] of posts.entries()) {
    while (ms - (posts[first]?.ms ?? ms) > tooFast.withinMs) first += 1;
    const within = posts.slice(first, index + 1);
    if (isTooFast(within)) for (const { post } of within) held.add(post);
  }
  return held;
}
