/**
 * Every clause of a ConditionExpression, with its reason. A `#name` is the attribute of that name: all of them are
 * written so, because many of DynamoDB's reserved words (state, until, …) are plain words of ours.
 */

/** A pause keeps the time since which it lasts. */
export const isNotPaused = 'attribute_not_exists(#pausedAt)';

/** What makes a put a claim: of any number of writers exactly one meets no item. */
export const itemIsAbsent = 'attribute_not_exists(#pk)';

/** Every put leaves another token: what was put since it was read must not be undone. */
export const itemIsAsRead = '#requestToken = :requestToken';
/** A pause is no put and leaves the token as it is. */
export const pauseIsAsRead = '#pausedAt = :pausedAt';

/** An update must not bring back what was erased. */
export const itemIsThere = 'attribute_exists(#pk)';

/** A lock that was given back keeps its item, without a holder: nobody but the operator may delete. */
export const lockIsFree = 'attribute_not_exists(#until)';
/** No holder outlives `until`, which is later than the function's own time limit. */
export const lockIsOver = '#until < :now';
/** The same run again, after a lost reply; another run of the same upload is not it. */
export const lockIsMine = '#runId = :runId';

/** What was held, rejected or replaced is over, so that the same bytes may still be accepted. */
export const importIsOver = '#status <> :applying AND #status <> :accepted';

/** An older export must never replace a newer one, in whatever order they are processed. */
export const headIsOlder = '#exportedAt < :exportedAt';
/** The same head again is a replay. */
export const headIsSame = '#importId = :importId';

/** Only the attempt that waits for an answer takes one: a late answer must not undo an earlier one. */
export const attemptIsSending = '#state = :sending';

/** Of two stops of one address the later one stands; of the same instant, the complaint. */
export const stopIsEarlier = '#at < :at';
export const stopIsWeaker = '#at = :at AND #stopped < :stopped';
/** No item, or one of a lift alone. */
export const stopIsNone = 'attribute_not_exists(#at)';
/** A lift ends the stops up to its time, also those whose events come late or twice. */
export const liftIsNone = 'attribute_not_exists(#liftedAt)';
export const liftIsEarlier = '#liftedAt < :at';

/** The same answer again (a second click, a repeated submit) adds no history. */
export const answerIsNew = '#answerKey <> :answerKey';
/**
 * The same answer may be given again over one that settles nothing: one that put the question off until a day that has come,
 * or one that is held. Nobody else has answered meanwhile.
 */
export const isRenewed = '#decidedAt = :renews';
/** The history only grows, so its length tells whether it is the one that the owner saw. */
export const historyIsAsSeen = 'size(#history) = :entries';

/** Another tick may have moved the due time in between. */
export const dueIsUnmoved = '#nextDueAt = :nextDueAt';
export const periodIsUnmoved = '#lastPeriod = :lastPeriod';
export const periodIsStillNone = 'attribute_not_exists(#lastPeriod)';

export const allOf = (...clauses: readonly string[]): string => clauses.join(' AND ');
/** In brackets: it may stand within `allOf`. */
export const anyOf = (...clauses: readonly string[]): string => `(${clauses.join(' OR ')})`;

/** The attribute names that expressions mention: `#state` stands for `state`. */
export function namesIn(...expressions: readonly string[]): Record<string, string> {
  const names = expressions.flatMap((expression) => expression.match(/#\w+/gu) ?? []);
  return Object.fromEntries(names.map((name) => [name, name.slice(1)]));
}
