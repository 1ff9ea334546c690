import * as z from 'zod';
import { defined } from '../../../shared/domain/collections.ts';
import { fullName, profileUrl } from '../../../shared/domain/contact.ts';
import { type Explanation, explainContact } from '../../../shared/domain/explain.ts';
import { isoTime } from '../../../shared/domain/ids.ts';
import { wordingFor } from '../../../shared/render/pages/layout.tsx';
import { type WhyView, whyView } from '../../../shared/render/pages/why-view.ts';
import { evaluateNetwork } from '../../../shared/workflows/evaluate-network.ts';
import { exitCodes, UsageError } from '../errors.ts';
import type { Place } from '../place.ts';
import { type Command, commonArgs, ownerOf, plain, printJson, tableText } from './command.ts';
import { evidenceOf } from './contacts.ts';
import { findContact } from './decide.ts';
import { decisionOf, removalsOf } from './decisions.ts';
import { type WhyShape, whyShape } from './shapes.ts';

const whyArgs = commonArgs.extend({ contact: z.string() });

/** `woher why`: all that is known of one contact, what was looked for, and why each rule asks or not. */
export const command: Command<z.infer<typeof whyArgs>, Place> = {
  args: whyArgs,
  run: async (place, args, io) => {
    const { owner } = await ownerOf(place, args);
    const { ownerId } = owner;
    const network = await evaluateNetwork({ store: place.store, ownerId, at: isoTime(place.now()) });
    const { contactId } = findContact(network.contacts, args.contact);
    const explanation = explainContact(network, contactId);
    if (explanation === undefined) throw new UsageError('There is no such contact.');
    const view = whyView(explanation, wordingFor(owner));
    if (args.json)
      printJson(io, whyShape, whyOf(explanation, view, removalsOf({ ...network, head: network.head })));
    else io.out(plain(whyText(explanation, view)));
    return exitCodes.done;
  },
};

/** The explanation in the shape that is printed, with the sentences of the owner's language. */
export function whyOf(
  explanation: Explanation,
  view: WhyView,
  removals: ReturnType<typeof removalsOf>,
): WhyShape {
  const { contact, assessment, originWhy, lookedFor, rules, balance, decision, ways } = explanation;
  const { row, contactId } = contact;
  return defined<WhyShape>({
    contactId,
    name: fullName(row),
    profileUrl: profileUrl(row),
    company: row.company,
    position: row.position,
    connectedOn: row.connectedOn,
    state: explanation.state,
    originStatus: assessment.originStatus,
    originWhy: { kind: originWhy.kind, sentence: plain(view.origin[0] ?? '') },
    reciprocity: assessment.reciprocity,
    searchedUntil: explanation.searchedUntil,
    evidence: assessment.evidence.map(evidenceOf),
    lookedFor: lookedFor.map(({ kind, place, state, file, found, namesakes }) =>
      defined({
        kind,
        place,
        state,
        file: file?.name,
        exportedAt: file?.exportedAt,
        found: found.map(evidenceOf),
        namesakes,
      }),
    ),
    rules: rules.map(({ ruleId, verdict, answered }, index) =>
      defined({
        rule: ruleId,
        asks: 'asks' in verdict,
        because: 'asks' in verdict ? verdict.asks.kind : verdict.rests.kind,
        sentences: (view.rules[index]?.sentences ?? []).map(plain),
        answered,
      }),
    ),
    balance: balance.map(({ kind, given, received }) => defined({ kind, given, received })),
    hooks: view.hooks.map(plain),
    decision: decision && decisionOf(decision, { contact, removals }),
    ways: ways.map(({ kind }, index) => ({ kind, sentence: plain(view.ways[index] ?? '') })),
  });
}

/** The explanation to read on a terminal; with the isolates of its names. */
export function whyText({ contact: { contactId } }: Explanation, view: WhyView): string {
  const { texts } = view;
  const { sections, columns } = texts;
  const who = [view.heading, view.job, ...view.connection, view.profileUrl, contactId];
  const looked = [
    [columns.evidence, columns.state, columns.file, columns.exported, columns.fact],
    ...view.looked.map(({ evidence, result, file, exportedOn = '', factsAt }) => [
      evidence,
      result,
      plain(file),
      exportedOn,
      factsAt.join(', '),
    ]),
  ];
  const facts = view.looked.flatMap((row) => row.facts);
  const balance = [
    ['', texts.balance.given, texts.balance.received],
    ...view.balance.map(({ label, given, received }) => [label, given.text, received.text]),
  ];
  const rules = view.rules.map(({ result, rule, sentences }) => [result, rule, sentences.join(' ')]);
  return [
    lines(who.flatMap((line) => line ?? [])),
    section(sections.origin, lines([view.status.join(' · '), ...view.origin, ...facts.map(asItem)])),
    section(sections.looked, tableText(looked)),
    section(sections.balance, tableText(balance)),
    section(sections.rules, tableText(rules)),
    ...(view.hooks.length === 0 ? [] : [section(sections.hooks, lines(view.hooks.map(asItem)))]),
    section(sections.answers, lines(view.answers)),
    section(sections.ways, lines([...view.ways.map(asItem), asItem(`woher decide ${contactId} keep`)])),
  ].join('\n');
}

const asItem = (text: string): string => `- ${text}`;
const lines = (texts: readonly string[]): string => texts.map((text) => `${text}\n`).join('');
const section = (title: string, body: string): string => `${title}\n${body.replace(/^(?=.)/gm, '  ')}`;
