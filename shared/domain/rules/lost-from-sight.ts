import { later, monthOf, plusMonths } from '../days.ts';
import type { Evidence } from '../evidence-kinds.ts';
import { messagesAndNoteIn } from '../facts.ts';
import type { Verdict } from '../finding.ts';
import type { IsoDay } from '../ids.ts';
import { hasDoubtfulMessages, lastWroteBy, lastWroteIn } from '../reciprocity.ts';
import type { Rule, RuleInput } from './rule.ts';

/**
 * Enforces PRODUCT section 1: "Lost from sight is not the same as never known: rule *lost from sight*, apart from unknown
 * origin", by default from section 2: "was mutual, nothing for 36 months (24)", in brackets for *strict*. Where of a
 * last date the month alone is kept, it counts from its last day, so that nobody is asked about before the time is up.
 * *Nothing* is no message, no word of both in a group, no new connection, and nothing that one of them wrote about the
 * other. It runs to the newest export that held messages.
 */
export const lostFromSight: Rule = { ruleId: 'lostFromSight', evaluate };

function evaluate(input: RuleInput): Verdict {
  const { contact, assessment, searchedUntil, policy } = input;
  if (assessment.reciprocity !== 'mutual') return { rests: { kind: 'neverMutual' } };
  const [lastIn, wroteBy] = [lastWroteIn(contact.facts), lastWroteBy(contact.facts)?.on];
  if (!lastIn || !wroteBy) return { rests: { kind: 'neverMutual' } };
  if (searchedUntil === undefined || hasDoubtfulMessages(contact)) return { rests: { kind: 'cannotKnow' } };
  const sign = lastSign(input);
  const from = plusMonths(later(wroteBy, sign) ?? wroteBy, policy.lostFromSightAfterMonths);
  if (searchedUntil < from)
    return { rests: { kind: 'inTouch', lastIn: sign > wroteBy ? monthOf(sign) : lastIn, from } };
  return { asks: { kind: 'lostFromSight', lastIn, messages: messagesAndNoteIn(contact.facts) } };
}

const signs: ReadonlySet<Evidence['kind']> = new Set([
  'linkedInNote',
  'recommendationGiven',
  'recommendationReceived',
  'endorsementGiven',
  'endorsementReceived',
]);

/** The last day of a sign between them beside messages: the connection itself, or what a file shows with a date. */
const lastSign = ({ contact: { row }, assessment }: RuleInput): IsoDay =>
  assessment.evidence.reduce(
    (last, { kind, at }) => (signs.has(kind) && at !== undefined && at > last ? (at as IsoDay) : last),
    row.connectedOn,
  );
