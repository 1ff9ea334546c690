import { sameValue } from './collections.ts';
import { dayIn, later } from './days.ts';
import { type AnswerState, answerState, type Decision, type PutOffDays } from './decision.ts';
import type { Finding, Reason, RuleId } from './finding.ts';
import type { IsoTime, Subject } from './ids.ts';
import { promisedAtOf } from './removal.ts';

/** The standing question that a finding opened: asked until it is decided, or lapses because the finding is gone. */
export type Flag = {
  readonly subject: Subject;
  readonly ruleId: RuleId;
  readonly state: 'open' | 'decided' | 'lapsed';
  readonly openedAt: IsoTime;
  readonly closedAt?: IsoTime;
  readonly finding: Finding;
};

/** What decides whether an answer settles a question. */
type Asked = Pick<Finding, 'subject' | 'ruleId' | 'reason'>;

/** Whether a question is open, settled, due again because it was only put off, or to be confirmed. */
export type AnswerStateOf = (asked: Asked) => AnswerState;

/**
 * What the owner's answers mean for the questions at an instant. PRODUCT section 3: "Kept settles every rule but compliance
 * and 'came back'". A compliance entry needs a *keep* that names it and gives a reason ("keeping needs a reason"), and a
 * promised removal is reminded of until an export lacks the contact or the owner keeps them; of somebody on the compliance
 * list also where the policy reminds of none. Section 1: *ask* "comes back after 30 days; an answer seen in a later export
 * lapses the flag": whoever answered is asked about no more, unless they are lost from sight after that, are on the compliance
 * list, or only ever wrote at the owner. An answer that is held settles nothing, and nor does the one before it, until the
 * owner has confirmed either.
 */
export const answerStatesAt =
  (
    decisionOf: (subject: Subject) => Decision | undefined,
    now: Date,
    zone: string,
    policy: PutOffDays,
  ): AnswerStateOf =>
  ({ subject, ruleId, reason }) => {
    const decision = decisionOf(subject);
    if (ruleId === 'removals') return 'open';
    if (decision?.unconfirmed !== undefined) return 'unconfirmed';
    if (
      reason.kind === 'compliance' &&
      (isKeptUnaware(decision, reason.entry) || isUnkept(decision, reason, zone))
    )
      return 'open';
    if (decision?.replied && ruleId === 'lostFromSight') return 'open';
    const isAskedAllTheSame = reason.kind === 'compliance' || ruleId === 'onlyWroteAtYou';
    return answerState(isAskedAllTheSame ? unreplied(decision) : decision, now, zone, policy);
  };

// That somebody on the list has answered is no reason to stay in contact, and the next pitch is no answer.
function unreplied(decision: Decision | undefined): Decision | undefined {
  if (decision?.replied === undefined) return decision;
  const { replied: _, ...standing } = decision;
  return standing;
}

// Promised anew since, the removal is to be proved anew.
const isUnkept = (
  decision: Decision | undefined,
  { promisedOn }: Pick<Extract<Reason, { kind: 'compliance' }>, 'promisedOn'>,
  zone: string,
): boolean =>
  decision?.given?.answer === 'remove' &&
  promisedOn !== undefined &&
  dayIn(promisedAtOf(decision), zone) <= promisedOn;

const isKeptUnaware = (decision: Decision | undefined, entry: string): boolean => {
  const { answer, despite = [], note = '' } = decision?.given ?? {};
  return answer === 'mute' || (answer === 'keep' && (!despite.includes(entry) || note.trim() === ''));
};

/** What an audit does to the flags. */
export type FlagPlan = {
  readonly open: readonly Flag[];
  /** Stay open with this audit's finding. Nothing was found but, by a newer export, up to a later day. */
  readonly kept: readonly Flag[];
  /** Stay open for another reason. */
  readonly changed: readonly Flag[];
  readonly closed: readonly Flag[];
  /** Were closed before, and stay so. */
  readonly past: readonly Flag[];
};

const flagKey = (of: { subject: Subject; ruleId: RuleId }): string => `${of.subject}#${of.ruleId}`;

/**
 * Brings the standing flags in line with an audit's findings. A decided subject's flags are *decided*, whatever the
 * rules say; a flag without its finding *lapses*; a lapsed one whose finding is back opens anew.
 */
export function reconcileFlags(input: {
  standing: readonly Flag[];
  findings: readonly Finding[];
  answerStateOf: AnswerStateOf;
  now: IsoTime;
}): FlagPlan {
  const { standing, findings, answerStateOf, now } = input;
  const isSettled = (asked: Asked) => answerStateOf(asked) === 'settled';
  const unasked = new Map(standing.map((flag) => [flagKey(flag), flag]));
  const open: Flag[] = [];
  const kept: Flag[] = [];
  const changed: Flag[] = [];
  const closed: Flag[] = [];
  const past: Flag[] = [];
  for (const finding of findings) {
    if (isSettled(finding)) continue;
    const { subject, ruleId } = finding;
    const key = flagKey(finding);
    const flag = unasked.get(key);
    unasked.delete(key);
    if (flag?.state !== 'open') open.push({ subject, ruleId, state: 'open', openedAt: now, finding });
    else if (saysTheSame(flag.finding, finding)) kept.push({ ...flag, finding });
    else changed.push({ ...flag, finding });
  }
  for (const flag of unasked.values()) {
    const state = isSettled(flag.finding) ? 'decided' : 'lapsed';
    if (flag.state === 'open') closed.push({ ...flag, state, closedAt: now });
    else past.push(flag);
  }
  return { open, kept, changed, closed, past };
}

// Every newer export moves the day up to which nothing was found, for nearly everybody: no reason to write them all.
const saysTheSame = (a: Finding, b: Finding): boolean => sameValue(a, b, 'searchedUntil');

/** The kept flags of some subjects whose finding moved on: what is asked now is kept as it is asked. */
export function flagsToRedate(
  standing: readonly Flag[],
  plan: FlagPlan,
  subjects: ReadonlySet<Subject>,
): Flag[] {
  const about = (flag: Flag): boolean => subjects.has(flag.subject);
  const before = new Map(standing.filter(about).map((flag) => [flagKey(flag), flag.finding]));
  return plan.kept.filter((flag) => about(flag) && !sameValue(before.get(flagKey(flag)), flag.finding));
}

/** All flags as a plan leaves them. */
export const flagsAfter = ({ open, kept, changed, closed, past }: FlagPlan): Flag[] => [
  ...kept,
  ...open,
  ...changed,
  ...closed,
  ...past,
];

/** Of one subject's flags those that speak of today: the open ones, or where none is open those closed last. */
export function currentFlags(flags: readonly Flag[]): Flag[] {
  const open = flags.filter(({ state }) => state === 'open');
  if (open.length > 0) return open;
  const closedLast = flags.reduce<IsoTime | undefined>((at, flag) => later(at, flag.closedAt), undefined);
  return flags.filter(({ closedAt }) => closedAt === closedLast);
}
