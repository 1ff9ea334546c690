import { groupBy } from '../collections.ts';
import type { Contact } from '../contact.ts';
import { isSettled } from '../decision.ts';
import { foldEmployer } from '../employers.ts';
import { contactSubject, fingerprint, groupSubject, type Subject } from '../ids.ts';
import { memberIds } from './group.ts';
import type { NetworkFinding, NetworkInput, NetworkRule } from './rule.ts';
import { isOnlyNear } from './unknown-origin.ts';

/**
 * Enforces: "connected during the owner's job within 14 days of at least 3 proven colleagues: weak, asked as a group:
 * 'colleagues at X?'". One group an employer, however few are left of it: the hint alone explains nobody, so whoever would
 * be asked about without it is asked about here, and after the group is answered alone (rule *unknown origin*); whoever
 * would not be asked about without it, because more is found that leaves them unclear, is not asked about because of it.
 */
export const colleagues: NetworkRule = {
  ruleId: 'colleagues',
  replaces: ['unknownOrigin'],
  evaluate,
  restOf: ({ contactId, facts }, { assessments, policy }) => {
    const kinds = assessments.get(contactId)?.evidence.map(({ kind }) => kind) ?? [];
    const { colleaguesFromProven: from, colleaguesWithinDays: within } = policy;
    if (!kinds.includes('nearColleagues')) return { kind: 'noColleaguesNear', from, within };
    // What is known beside the days is why nobody asks about those days.
    const more = kinds.find((kind) => kind !== 'nearColleagues');
    if (more !== undefined) return { kind: 'hasHint', hint: more };
    return (facts.doubtful ?? []).length > 0
      ? { kind: 'hasHint' }
      : { kind: 'hasHint', hint: 'nearColleagues' };
  },
};

function evaluate(input: NetworkInput): readonly NetworkFinding[] {
  const { employers } = input.context;
  const hinted = input.contacts.flatMap((contact) => {
    const company = hintOf(contact, input);
    return company === undefined ? [] : [{ contact, company }];
  });
  return [...groupBy(hinted, ({ company }) => employers.keyOf(company))].map(
    ([employer, group]): NetworkFinding => {
      const days = group.map(({ contact }) => contact.row.connectedOn).sort();
      const company = group[0]?.company ?? employer;
      return {
        subject: subjectAt(employer, input),
        members: memberIds(group.map(({ contact }) => contact)),
        reason: {
          kind: 'colleagues',
          company,
          from: days[0] ?? input.on,
          to: days.at(-1) ?? input.on,
          proven: input.context.provenColleagues(company),
          members: group.length,
        },
      };
    },
  );
}

/**
 * The group of an employer, by the name that the owner's own files give it first: what other names mean the same is a setting,
 * and may change. A group that was answered about under another of its names stays that group.
 */
function subjectAt(employer: string, { context, decisionOf }: NetworkInput): Subject {
  const jobs = context.jobsAt.get(employer) ?? [];
  const names = [...jobs.map(({ company }) => foldEmployer(company)).sort(), employer];
  const [first = subjectOf(employer), ...others] = names.map(subjectOf);
  const answeredAt = (subject: Subject): string =>
    decisionOf(subject)?.given === undefined ? '' : (decisionOf(subject)?.decidedAt ?? '');
  return others.reduce((last, one) => (answeredAt(one) > answeredAt(last) ? one : last), first);
}

const subjectOf = (name: string): Subject => groupSubject(`colleagues-${fingerprint(name)}`);

/** The company near whose people somebody connected of whom nobody knows where from; undefined for everybody else. */
function hintOf(
  contact: Contact,
  { assessments, searchedUntil, asked, decisionOf, policy, at, zone }: NetworkInput,
): string | undefined {
  const { contactId } = contact;
  const assessment = assessments.get(contactId);
  const near = assessment?.evidence.find(({ kind }) => kind === 'nearColleagues');
  if (near === undefined || assessment?.originStatus !== 'unclear' || asked.has(contactId)) return undefined;
  // Where no messages could be searched, colleagues of every day would be asked about.
  const until = searchedUntil(contactId);
  if (until === undefined) return undefined;
  // Of whom there is more than the hint, nobody would ask without it: the hint must not make a question of them.
  if (!policy.askUnclearOrigin && !isOnlyNear({ contact, assessment, searchedUntil: until }))
    return undefined;
  if (isSettled(decisionOf(contactSubject(contactId)), new Date(at), zone, policy)) return undefined;
  return near.detail;
}
