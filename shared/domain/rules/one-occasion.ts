import { daysBetween, later, monthOf, plusDays, plusMonths } from '../days.ts';
import type { Evidence } from '../evidence-kinds.ts';
import type { Reason, Verdict } from '../finding.ts';
import type { IsoDay } from '../ids.ts';
import { hasDoubtfulMessages, lastWroteBy, lastWroteIn } from '../reciprocity.ts';
import type { Rule, RuleInput } from './rule.ts';

/**
 * Enforces PRODUCT section 1: "Accepted once after an event, nothing since: rule *one occasion, nothing after*", by default
 * from section 2: "origin event or one conversation within 30 days of connecting, nothing for 12 months after". One message
 * and one answer are a conversation here. Where of a last date the month alone is kept, it counts from its last day, and
 * what may lie after those days is not asked about. The months of silence run to the newest export that held messages. Whom
 * anything else explains, an employer, a note or a small group chat for example, or of whom there was any sign later on,
 * is known by more than one occasion.
 */
export const oneOccasion: Rule = { ruleId: 'oneOccasion', evaluate };

function evaluate(input: RuleInput): Verdict {
  const { contact, assessment, searchedUntil, policy } = input;
  const { connectedOn } = contact.row;
  if (searchedUntil === undefined || hasDoubtfulMessages(contact)) return { rests: { kind: 'cannotKnow' } };
  const occasion = occasionOf(input);
  if (occasion === undefined) return { rests: { kind: 'noOccasion' } };
  const more = assessment.evidence.find((fact) => isMore(fact, input));
  if (more !== undefined) return { rests: { kind: 'moreThanOccasion', by: more.kind } };
  const [lastIn, last] = [lastWroteIn(contact.facts), lastWroteBy(contact.facts)];
  const lastDay = lastDayOfOccasion(input);
  if (beganAnotherTime(input)) return { rests: { kind: 'moreThanOccasion' } };
  if (lastIn !== undefined && last !== undefined && last.on > lastDay) {
    const unsure = lastIn <= monthOf(lastDay) && !last.known;
    return { rests: { kind: 'moreThanOccasion', ...(unsure && { unsureIn: lastIn }) } };
  }
  const latest = later(last?.on, connectedOn) ?? connectedOn;
  const from = plusMonths(latest, policy.oneOccasionSilentMonths);
  if (searchedUntil < from) return { rests: { kind: 'inTouch', lastIn: monthOf(latest), from } };
  return { asks: { kind: 'oneOccasion', ...occasion, searchedUntil } };
}

type Occasion = Pick<Extract<Reason, { kind: 'oneOccasion' }>, 'occasion' | 'event' | 'at'>;

// A conversation says more than the event at which it may have begun.
function occasionOf({ contact, assessment }: RuleInput): Occasion | undefined {
  const lastIn = assessment.reciprocity === 'mutual' ? lastWroteIn(contact.facts) : undefined;
  if (lastIn !== undefined) return { occasion: 'conversation', at: lastIn };
  const event = assessment.evidence.find(({ kind }) => kind === 'ownEvent');
  if (event?.at === undefined) return undefined;
  return {
    occasion: 'event',
    ...(event.detail === undefined ? {} : { event: event.detail }),
    at: event.at,
  };
}

const ofTheOccasion: ReadonlySet<Evidence['kind']> = new Set(['ownEvent', 'conversation', 'answeredOnce']);
const datedSigns: ReadonlySet<Evidence['kind']> = new Set(['endorsementGiven', 'endorsementReceived']);

/** Whether a fact explains the contact beside the occasion, or is a sign of later days. */
const isMore = ({ kind, strength, at }: Evidence, input: RuleInput): boolean =>
  (strength !== 'weak' && !ofTheOccasion.has(kind)) ||
  (datedSigns.has(kind) && at !== undefined && at > lastDayOfOccasion(input));

/** The last of the days after connecting in which everything is one occasion. */
const lastDayOfOccasion = ({ contact, policy }: RuleInput): IsoDay =>
  plusDays(contact.row.connectedOn, policy.oneOccasionWithinDays);

/** Whether one of them wrote for the first time outside of those days: earlier, or later than they last until. */
function beganAnotherTime({ contact: { row, facts }, policy }: RuleInput): boolean {
  const { note, firstSentOn, firstReceivedOn } = facts.messages ?? {};
  return [note?.on, firstSentOn, firstReceivedOn].some(
    (on) => on !== undefined && Math.abs(daysBetween(row.connectedOn, on)) > policy.oneOccasionWithinDays,
  );
}
