import type { Given } from '../../domain/balance.ts';
import { fullName, profileUrl } from '../../domain/contact.ts';
import { dayOf } from '../../domain/days.ts';
import type { Explanation, RuleSays } from '../../domain/explain.ts';
import type { RuleId } from '../../domain/finding.ts';
import type { IsoDay, IsoMonth } from '../../domain/ids.ts';
import type { LookedState } from '../../domain/looked-for.ts';
import { whyTextsFor } from '../locales/why.ts';
import type { WhyTexts } from '../locales/why-texts.ts';
import { isolated } from '../locales/words.ts';
import type { Wording } from './layout.tsx';

/** One look as a row: for which evidence, what came of it, in which file of which export. */
export type LookedRow = {
  readonly evidence: string;
  readonly state: LookedState;
  readonly result: string;
  /** What was found, one fact each, without a full stop. */
  readonly facts: readonly string[];
  /** Dates of these facts. */
  readonly factsAt: readonly (IsoDay | IsoMonth)[];
  readonly file: string;
  /** Day of that export. */
  readonly exportedOn?: IsoDay;
};

export type BalanceRow = {
  readonly kind: Given['kind'];
  readonly label: string;
  readonly given: { readonly count: number | undefined; readonly text: string };
  readonly received: { readonly count: number | undefined; readonly text: string };
};

export type RuleRow = {
  readonly ruleId: RuleId;
  readonly rule: string;
  /** `settled`: it asks, and an answer in force settles it. */
  readonly state: 'asks' | 'settled' | 'rests';
  readonly result: string;
  readonly sentences: readonly string[];
};

/** Everything that is known and thought of one contact, in the owner's words; names in it come isolated. */
export type WhyView = {
  readonly texts: WhyTexts;
  readonly heading: string;
  readonly name: string;
  readonly job?: string;
  readonly profileUrl?: string;
  /** Since when connected, and if no longer, since when not. */
  readonly connection: readonly string[];
  readonly status: readonly string[];
  readonly origin: readonly string[];
  readonly looked: readonly LookedRow[];
  readonly balance: readonly BalanceRow[];
  readonly rules: readonly RuleRow[];
  readonly hooks: readonly string[];
  readonly answers: readonly string[];
  readonly ways: readonly string[];
};

/** Puts an explanation into words; the same for the page and the terminal. */
export function whyView(explanation: Explanation, wording: Wording): WhyView {
  const { contact, absence, assessment, originWhy, searchedUntil, lookedFor, balance, rules, hooks, ways } =
    explanation;
  const { catalogue, texts: pages } = wording;
  const texts = whyTextsFor(wording.locale);
  const { row } = contact;
  const name = fullName(row);
  const url = profileUrl(row);
  const job = pages.jobAt(row);
  return {
    texts,
    heading: texts.heading(catalogue.name(name)),
    name,
    ...(job === isolated('') ? {} : { job }),
    ...(url === undefined ? {} : { profileUrl: url }),
    connection: [
      pages.connectedSince(catalogue.day(row.connectedOn)),
      ...(absence === undefined ? [] : [texts.rest(absence, 'unknownOrigin')]),
    ],
    status: [
      ...new Set([
        catalogue.originStatus[assessment.originStatus],
        catalogue.reciprocity[assessment.reciprocity],
      ]),
    ],
    origin: [
      texts.originWhy(originWhy),
      // These two say it themselves.
      ...(originWhy.kind === 'nothing' || originWhy.kind === 'cannotKnow'
        ? []
        : [texts.searched(searchedUntil)]),
    ],
    looked: lookedFor.map((looked): LookedRow => {
      const { kind, place, state, found, file } = looked;
      return {
        evidence: texts.evidenceKind[kind],
        state,
        result: texts.state(looked),
        facts: found.map((fact) => catalogue.evidence(fact)),
        factsAt: found.flatMap(({ at }) => at ?? []),
        file: file === undefined ? catalogue.fileKind[place] : isolated(file.name),
        ...(file === undefined ? {} : { exportedOn: dayOf(file.exportedAt) }),
      };
    }),
    balance: balance.map(({ kind, given, received }) => ({
      kind,
      label: texts.balance.kind[kind],
      given: { count: given, text: texts.balance.count(kind, given) },
      received: { count: received, text: texts.balance.count(kind, received) },
    })),
    rules: rules.map((says) => ruleRow(says, texts, wording)),
    hooks: hooks.map((hook) => catalogue.hook(hook)),
    answers: answersOf(explanation, texts, wording),
    ways: ways.map((way) => texts.way(way)),
  };
}

function ruleRow(
  { ruleId, verdict, name = '', answered, replied }: RuleSays,
  texts: WhyTexts,
  { catalogue }: Wording,
): RuleRow {
  const row = { ruleId, rule: catalogue.rule[ruleId] };
  if ('rests' in verdict)
    return { ...row, state: 'rests', result: texts.rests, sentences: [texts.rest(verdict.rests, ruleId)] };
  const state = answered === 'settled' ? 'settled' : 'asks';
  return {
    ...row,
    state,
    result: state === 'asks' ? texts.asks : texts.rests,
    sentences: [
      catalogue.reason(verdict.asks, { name }),
      ...(answered === undefined || answered === 'open'
        ? []
        : [texts.answered[answered === 'settled' && replied ? 'replied' : answered]]),
    ],
  };
}

function answersOf(
  { decision }: Explanation,
  texts: WhyTexts,
  { catalogue, texts: pages, zone }: Wording,
): string[] {
  if (decision === undefined || decision.history.length === 0) return [texts.noAnswer];
  const { origin, labels = [], note } = decision.given ?? {};
  return [
    ...decision.history.map(({ at, given, held }) => {
      const on = catalogue.dayOf(at, zone);
      const line =
        given === undefined ? texts.takenBack(on) : texts.answerGiven(catalogue.answer[given.answer], on);
      return held ? texts.held(line) : line;
    }),
    ...(origin === undefined ? [] : [`${pages.origin.label} ${catalogue.origin[origin]}`]),
    ...(labels.length === 0 ? [] : [`${pages.labels.label}: ${labels.map(isolated).join(', ')}`]),
    ...(note === undefined ? [] : [`${pages.note.label}: ${isolated(note)}`]),
  ];
}
