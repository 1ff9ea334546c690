import { groupBy, stableText } from './collections.ts';
import { type Contact, fullName, profileUrl } from './contact.ts';
import type { AnswerState } from './decision.ts';
import { compareQuestions, type DigestClass, type Question } from './digest.ts';
import type { Reason, RuleId } from './finding.ts';
import { currentFlags, type Flag } from './flag.ts';
import { memoryHooks } from './hooks.ts';
import type { Subject } from './ids.ts';
import { subjectContact } from './ids.ts';
import type { RememberedJob, RememberedOwnFact } from './memory.ts';

/**
 * The open, unsettled flags as questions, one a contact, in the order of PRODUCT section 3 and numbered from 1: those
 * that were put off and are due again come before all others.
 */
export function rankQuestions(input: {
  flags: readonly Flag[];
  contacts: readonly Contact[];
  jobs: readonly RememberedJob[];
  ownFacts: readonly RememberedOwnFact[];
  answerStateOf: (subject: Subject) => AnswerState;
}): Question[] {
  const { flags, contacts, jobs, ownFacts, answerStateOf } = input;
  const open = flags.filter((flag) => flag.state === 'open' && answerStateOf(flag.subject) !== 'settled');
  const questions = askAbout({ flags: open, contacts, jobs, ownFacts }).map(
    (question): Question =>
      answerStateOf(question.subject) === 'dueAgain' ? { ...question, class: 'dueAgain' } : question,
  );
  return questions.sort(compareQuestions).map((question, index) => ({ ...question, no: index + 1 }));
}

/**
 * The questions of a digest that was opened before, whatever became of their flags since: the same people in the same
 * order under the same numbers, with the reasons of today. Contacts that are no longer connected are left out.
 */
export function questionsOfDigest(input: {
  asked: readonly { readonly no: number; readonly subject: Subject }[];
  flags: readonly Flag[];
  contacts: readonly Contact[];
  jobs: readonly RememberedJob[];
  ownFacts: readonly RememberedOwnFact[];
}): Question[] {
  const numbers = new Map(input.asked.map(({ no, subject }) => [subject, no]));
  const asked = input.flags.filter(({ subject }) => numbers.has(subject));
  const flags = [...groupBy(asked, ({ subject }) => subject).values()].flatMap(currentFlags);
  const questions = askAbout({ ...input, flags }).map((question) => ({
    ...question,
    no: numbers.get(question.subject) ?? 0,
  }));
  return withOrdinals(questions.sort((a, b) => a.no - b.no));
}

function askAbout({
  flags,
  contacts,
  jobs,
  ownFacts,
}: {
  flags: readonly Flag[];
  contacts: readonly Contact[];
  jobs: readonly RememberedJob[];
  ownFacts: readonly RememberedOwnFact[];
}): Question[] {
  const hooksOf = memoryHooks(contacts, { jobs, ownFacts });
  const byId = new Map(contacts.map((contact) => [contact.contactId, contact]));
  return [...groupBy(flags, (flag) => flag.subject)].flatMap(([subject, raised]) => {
    const id = subjectContact(subject);
    const contact = id && byId.get(id);
    if (contact === undefined || contact.missingSince !== undefined) return [];
    const { row, contactId } = contact;
    const reasons = new Map(raised.map((flag) => [flag.ruleId, flag.finding.reason]));
    const reason =
      reasons.get('unreciprocated') ?? reasons.get('unknownOrigin') ?? reasons.get('lostFromSight');
    if (reason === undefined) return [];
    const { position, company, connectedOn } = row;
    const ruleIds = [...reasons.keys()].sort();
    return [
      {
        no: 0,
        subject,
        contactId,
        name: fullName(row),
        position,
        company,
        profileUrl: profileUrl(row),
        connectedOn,
        class: classOf(reasons),
        ruleIds,
        reason,
        hooks: hooksOf(contact),
      },
    ];
  });
}

function classOf(reasons: ReadonlyMap<RuleId, Reason>): DigestClass {
  if (reasons.has('unreciprocated')) return reasons.has('unknownOrigin') ? 'unknownAndOneSided' : 'oneSided';
  return reasons.has('unknownOrigin') ? 'unknown' : 'lostFromSight';
}

/**
 * Questions that are shown together, told apart: no two may say the same about two people, so those that would get an
 * `ordinal`.
 */
export function withOrdinals(questions: readonly Question[]): Question[] {
  const alike = groupBy(questions, (question) => stableText(question.reason));
  return questions.map((question) => {
    const group = alike.get(stableText(question.reason)) ?? [];
    return group.length < 2
      ? question
      : { ...question, ordinal: { of: group.length, place: group.indexOf(question) + 1 } };
  });
}
