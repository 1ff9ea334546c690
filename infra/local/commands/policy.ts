import * as z from 'zod';
import { stableText } from '../../../shared/domain/collections.ts';
import { changesAfter, comparePolicies } from '../../../shared/domain/compare-policies.ts';
import { isoTime } from '../../../shared/domain/ids.ts';
import type { Locale, Owner } from '../../../shared/domain/owner.ts';
import {
  type AskId,
  askIds,
  mustAsk,
  type Policy,
  type PolicyChanges,
  type PolicyId,
  policies,
  policyIds,
  policyOf,
  type Thresholds,
  thresholdNames,
} from '../../../shared/domain/policy.ts';
import { catalogueFor } from '../../../shared/render/locales/catalogue.ts';
import { readNetwork } from '../../../shared/workflows/evaluate-network.ts';
import { exitCodes, UsageError } from '../errors.ts';
import { commandIn, type Place } from '../place.ts';
import { type PolicyWords, policyWords } from '../policy-words.ts';
import { thresholdChange } from '../settings.ts';
import {
  type Command,
  commonArgs,
  type Io,
  instantArg,
  ownerOf,
  plain,
  printJson,
  tableText,
} from './command.ts';
import { type PolicyEffectsShape, policyEffectsShape, policyShape } from './shapes.ts';

/** Thresholds as the command line names them: `null` is the policy's own. */
export const thresholdArgs = z.partialRecord(
  z.enum(thresholdNames as [keyof Thresholds]),
  z.number().nullable(),
);
export type ThresholdArgs = z.infer<typeof thresholdArgs>;

/** What is switched on and off, as the command line names it: `null` is the policy's own. */
export const switchedArgs = z.partialRecord(z.enum(askIds), z.boolean().nullable());

/**
 * What an owner wants otherwise than the policy, after a command.
 *
 * @throws UsageError for a number that a threshold cannot have, and for a rule that nobody can switch off
 */
export function policyChangesAfter(
  { policyChanges, locale }: Pick<Owner, 'policyChanges' | 'locale'>,
  asked: { thresholds: ThresholdArgs | undefined; switched: z.infer<typeof switchedArgs> | undefined },
): PolicyChanges {
  const { thresholds = {}, switched = {} } = asked;
  const fixed = mustAsk.filter((id) => switched[id] === false);
  if (fixed.length > 0)
    throw new UsageError(policyWords(locale).mustAsk(fixed.map((id) => askName(id, locale))));
  return changesAfter(policyChanges, {
    thresholds: Object.fromEntries(
      Object.entries(thresholds).map(([name, value]) => thresholdChange(name as keyof Thresholds, value)),
    ),
    switched: Object.fromEntries(Object.entries(switched).map(([id, value]) => [id, value ?? undefined])),
  });
}

const askName = (id: AskId, locale: Locale): string =>
  id === 'unclearOrigin' ? policyWords(locale).unclearOrigin : catalogueFor(locale).rule[id];

const compareArgs = commonArgs.extend({
  at: instantArg.optional(),
  set: thresholdArgs.optional(),
  switched: switchedArgs.optional(),
});

/** `woher policy compare`: what each policy would ask now, the owner's first, before one is chosen. Writes nothing. */
export const compareCommand: Command<z.infer<typeof compareArgs>, Place> = {
  args: compareArgs,
  run: async (place, args, io) => {
    const { owner } = await ownerOf(place, args);
    const at = args.at === undefined ? isoTime(place.now()) : isoTime(new Date(args.at));
    const network = await readNetwork(place.store, owner.ownerId);
    const changes = policyChangesAfter(owner, { thresholds: args.set, switched: args.switched });
    const isTried = stableText(changes) !== stableText(owner.policyChanges ?? {});
    const others = policyIds.filter((policy) => policy !== owner.policy);
    const variants = [
      { policy: owner.policy },
      ...(isTried ? [{ policy: owner.policy, changes }] : []),
      ...others.map((policy) => ({ policy, changes })),
    ];
    const effects = comparePolicies(network, at, variants).map((effect, index) => ({
      ...effect,
      current: index === 0,
    }));
    if (args.json) printJson(io, policyEffectsShape, effects);
    else {
      printEffects(io, owner, effects);
      const other = `owner set ${owner.ownerId} --policy ${others[0]}`;
      io.err(`\n${policyWords(owner.locale).choose(commandIn(place, other))}\n`);
    }
    return exitCodes.done;
  },
};

function printEffects(io: Io, owner: Owner, effects: PolicyEffectsShape): void {
  const words = policyWords(owner.locale);
  const catalogue = catalogueFor(owner.locale);
  const titleOf = ({ policy, changes, current }: PolicyEffectsShape[number]) => {
    const notes = [
      ...(current ? [words.current] : []),
      ...(Object.keys(changes).length > 0 ? [words.withChanges] : []),
    ];
    return [policyTitle(policy, words), ...notes].join(', ');
  };
  const rows = effects.map((effect) => {
    const { policy, current, questions, contacts, more, fewer } = effect;
    return [
      titleOf(effect),
      words.questions(questions, contacts),
      current ? words.means[policy] : words.difference(more, fewer),
    ];
  });
  io.out(tableText(rows));
  for (const effect of effects) {
    const rules = Object.entries(effect.byRule).map(
      ([ruleId, count]) => `${catalogue.rule[ruleId as keyof typeof effect.byRule]} ${count}`,
    );
    if (rules.length > 0) io.out(`\n${titleOf(effect)}: ${plain(rules.join('; '))}\n`);
  }
}

/** The name of a policy in the owner's words, with the one that the command line takes. */
const policyTitle = (policy: PolicyId, words: PolicyWords): string =>
  words.policy[policy] === policy ? policy : `${words.policy[policy]} (${policy})`;

/** `woher policy show`: which rules ask, and from which numbers on. */
export const showCommand: Command<z.infer<typeof commonArgs>, Place> = {
  args: commonArgs,
  run: async (place, args, io) => {
    const { owner } = await ownerOf(place, args);
    const words = policyWords(owner.locale);
    const policy = policyOf(owner);
    const { id, asks, askUnclearOrigin, switchedOff: _, ...thresholds } = policy;
    const changes = owner.policyChanges ?? {};
    if (args.json) {
      printJson(io, policyShape, { policy: id, asks: [...asks], askUnclearOrigin, thresholds, changes });
      return exitCodes.done;
    }
    const title = [policyTitle(id, words), ...(Object.keys(changes).length > 0 ? [words.withChanges] : [])];
    io.out(`${title.join(', ')}: ${words.means[id]}\n\n`);
    io.out(`${plain(tableText(askIds.map((askId) => askRow(askId, policy, owner))))}\n`);
    io.out(tableText(thresholdNames.map((name) => thresholdRow({ name, id, changes }, words))));
    return exitCodes.done;
  },
};

function askRow(askId: AskId, policy: Policy, { policyChanges, locale }: Owner): string[] {
  const words = policyWords(locale);
  const says = ({ asks, askUnclearOrigin }: Policy): string =>
    (askId === 'unclearOrigin' ? askUnclearOrigin : asks.includes(askId)) ? words.asks : words.rests;
  const isOwn = policyChanges?.switched?.[askId] !== undefined;
  return [
    askId,
    says(policy),
    askName(askId, locale),
    isOwn ? words.ownChoice(says(policies[policy.id])) : '',
  ];
}

function thresholdRow(
  { name, id, changes }: { name: keyof Thresholds; id: PolicyId; changes: PolicyChanges },
  words: PolicyWords,
): string[] {
  const standard = policies[id][name];
  const own = changes[name];
  return [
    name,
    String(own ?? standard),
    words.threshold[name],
    own === undefined ? '' : words.ownChoice(String(standard)),
  ];
}
