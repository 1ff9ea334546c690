import type { ExplainedEvaluation, Network } from '../../../shared/domain/assess.ts';
import { groupBy } from '../../../shared/domain/collections.ts';
import { questionsOf } from '../../../shared/domain/compare-policies.ts';
import { fullName } from '../../../shared/domain/contact.ts';
import { isoTime } from '../../../shared/domain/ids.ts';
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
export function findingsOf(network: Network & ExplainedEvaluation, now: Date): FindingsShape {
  const catalogue = catalogueFor(network.owner.locale);
  const contacts = byContactId(network.contacts);
  const questions = questionsOf(network, isoTime(now));
  const questionOf = new Map(questions.map((question) => [question.subject, question]));
  const bySubject = groupBy(network.findings, ({ subject }) => subject);
  return questions
    .flatMap(({ subject }) => bySubject.get(subject) ?? [])
    .map(({ subject, contactId, invited, members, ruleId, reason, evidence, looked, cannotKnow }) => {
      const contact = contactId && contacts.get(contactId);
      const title = plain(catalogue.titleOf({ reason, members: questionOf.get(subject)?.members ?? [] }));
      const name = contact ? fullName(contact.row) : (invited?.name ?? title);
      return {
        subject,
        ...(contactId === undefined ? {} : { contactId }),
        name,
        rule: ruleId,
        reason: plain(catalogue.reason(reason, { name })),
        evidence: evidence.map(evidenceOf),
        looked: [...looked],
        cannotKnow: [...cannotKnow],
        ...(members === undefined ? {} : { members: [...members] }),
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
