import { decisionsBySubject, type Evaluation, type Network } from '../../../shared/domain/assess.ts';
import { groupBy } from '../../../shared/domain/collections.ts';
import { fullName } from '../../../shared/domain/contact.ts';
import { answerState } from '../../../shared/domain/decision.ts';
import { isoTime, type Subject } from '../../../shared/domain/ids.ts';
import { rankQuestions } from '../../../shared/domain/questions.ts';
import { type Catalogue, catalogueFor } from '../../../shared/render/locales/catalogue.ts';
import { evaluateNetwork } from '../../../shared/workflows/evaluate-network.ts';
import { exitCodes } from '../errors.ts';
import type { Place } from '../place.ts';
import {
  type Command,
  type CommonArgs,
  commonArgs,
  type Io,
  ownerOf,
  plain,
  printJson,
  tableText,
} from './command.ts';
import { byContactId, evidenceOf } from './contacts.ts';
import { type FindingsShape, findingsShape } from './shapes.ts';

/** `woher findings`: whom a rule would ask about now, and why. */
export const command: Command<CommonArgs, Place> = {
  args: commonArgs,
  run: async (place, args, io) => {
    const { owner, catalogue, words } = await ownerOf(place, args);
    const { ownerId } = owner;
    const at = place.now();
    const network = await evaluateNetwork({ store: place.store, ownerId, at: isoTime(at) });
    const findings = findingsOf(network, at);
    if (args.json) printJson(io, findingsShape, findings);
    else if (findings.length === 0) io.err(`${words.noFindings}\n`);
    else printFindings(io, findings, catalogue);
    return exitCodes.done;
  },
};

/** The findings about everybody whose answer is open, in the order of the digest and the shape that is printed. */
export function findingsOf(network: Network & Evaluation, now: Date): FindingsShape {
  const catalogue = catalogueFor(network.owner.locale);
  const contacts = byContactId(network.contacts);
  const decisionOf = decisionsBySubject(network.decisions);
  const questions = rankQuestions({
    flags: network.findings.map((finding) => {
      const { subject, ruleId } = finding;
      return { subject, ruleId, state: 'open', openedAt: isoTime(now), finding };
    }),
    contacts: network.contacts,
    ...network.memory,
    answerStateOf: (subject: Subject) => answerState(decisionOf(subject), now),
  });
  const bySubject = groupBy(network.findings, ({ subject }) => subject);
  return questions
    .flatMap(({ subject }) => bySubject.get(subject) ?? [])
    .map(({ subject, contactId, ruleId, reason, evidence, looked, cannotKnow }) => {
      const contact = contacts.get(contactId);
      const name = contact === undefined ? '' : fullName(contact.row);
      return {
        subject,
        contactId,
        name,
        rule: ruleId,
        reason: plain(catalogue.reason(reason, { name })),
        evidence: evidence.map(evidenceOf),
        looked: [...looked],
        cannotKnow: [...cannotKnow],
      };
    });
}

/** One line a finding: rule, name, reason. */
export function printFindings(io: Io, findings: FindingsShape, catalogue: Catalogue): void {
  io.out(
    tableText(
      findings.map(({ rule, name, reason }) => [catalogue.rule[rule], plain(catalogue.name(name)), reason]),
    ),
  );
}
