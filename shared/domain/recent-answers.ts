import { compareText } from './collections.ts';
import { dayInMs } from './days.ts';
import type { Decision } from './decision.ts';
import type { Question } from './digest.ts';
import { isoTime, type Subject, subjectContact, subjectKind } from './ids.ts';

/**
 * For so many days, at least, an answer can be taken back (PRODUCT section 3, REQUIREMENTS A-7): by the link of any digest of
 * the owner's that has not expired, so that an answer of a link's last day is taken back by the next mail's.
 */
export const undoDays = 30;

/** An answer in force; of a group, how many of its members got it. */
export type RecentAnswer = { readonly decision: Decision; readonly members: number };

/**
 * The answers in force that were given in the last 30 days at least, the newest first, ties by subject. Members who were
 * answered with their group stand behind it: they are taken back with it.
 */
export function recentAnswers(decisions: Iterable<Decision>, now: Date): RecentAnswer[] {
  const since = isoTime(new Date(now.getTime() - (undoDays + 1) * dayInMs));
  const recent = [...decisions].filter(({ given, decidedAt }) => given !== undefined && decidedAt > since);
  const groups = new Map(
    recent.flatMap((one) => (subjectKind(one.subject) === 'group' ? [[one.subject, one] as const] : [])),
  );
  const members = new Map<Subject, number>();
  const isBehindGroup = ({ given, decidedAt }: Decision): boolean => {
    const group = given?.group && groups.get(given.group);
    if (!group || group.given?.answer !== given?.answer || decidedAt > group.decidedAt) return false;
    members.set(group.subject, (members.get(group.subject) ?? 0) + 1);
    return true;
  };
  return recent
    .filter((decision) => !isBehindGroup(decision))
    .sort((a, b) => compareText(b.decidedAt, a.decidedAt) || compareText(a.subject, b.subject))
    .map((decision) => ({ decision, members: members.get(decision.subject) ?? 0 }));
}

/** A group with those members alone who were answered with it, where there are any: its title may count them. */
export function answeredIn(question: Question, decisions: Iterable<Decision>): Question {
  const answered = new Set(
    [...decisions].flatMap(({ subject, given }) =>
      given?.group === question.subject ? [subjectContact(subject)] : [],
    ),
  );
  const members = question.members.filter(({ contactId }) => answered.has(contactId));
  return members.length === 0 ? question : { ...question, members };
}
