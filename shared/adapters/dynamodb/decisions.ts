import { answerKey, type Decision, entryOf, undo } from '../../domain/decision.ts';
import type { FileHash, OwnerId, Subject } from '../../domain/ids.ts';
import { families } from '../../names.ts';
import type { DecisionStore } from '../../ports/contact-store.ts';
import type { TableAccess } from './access.ts';
import { answerIsNew, anyOf, historyIsAsSeen, isRenewed, itemIsAbsent } from './conditions.ts';
import { ItemVanished } from './errors.ts';
import { decisionOfItem, givenSchema, overrideShape } from './items.ts';
import { type Item, partition, prefixes } from './keys.ts';
import { decodeItem, fittingAs } from './schema.ts';

const appendEntry = '#history = list_append(if_not_exists(#history, :none), :entry)';

const keyOf = (ownerId: OwnerId, subject: Subject) => ({
  pk: partition(families.decisions, ownerId),
  sk: subject,
});

export function createDecisionStore(table: TableAccess): DecisionStore {
  const readDecision = readingOne(table);
  return {
    readDecision,
    readDecisions: readingAll(table),
    recordAnswer: recording(table, readDecision),
    undoAnswer: undoing(table, readDecision),
    ...createOverrides(table),
  };
}

const overrideKey = (ownerId: OwnerId, fileHash: FileHash) => ({
  pk: partition(families.decisions, ownerId),
  sk: `${prefixes.override}${fileHash}`,
});

// Subjects begin with their kind and a colon: none begins like this.
const isOverride = ({ sk }: Item): boolean => String(sk).startsWith(prefixes.override);

const createOverrides = (table: TableAccess): Pick<DecisionStore, 'recordOverride' | 'readOverride'> => ({
  async recordOverride(ownerId, { fileHash, at, via }) {
    // No matter whether the condition is met: the same word twice is one.
    await table.updateIf(
      overrideKey(ownerId, fileHash),
      'SET #fileHash = :fileHash, #at = :at, #via = :via',
      itemIsAbsent,
      { ':fileHash': fileHash, ':at': at, ':via': via },
    );
  },

  async readOverride(ownerId, fileHash) {
    const item = await table.get(overrideKey(ownerId, fileHash));
    return item && decodeItem(overrideShape, item);
  },
});

type ReadDecision = DecisionStore['readDecision'];

const readingAll =
  (table: TableAccess): DecisionStore['readDecisions'] =>
  async (ownerId) => {
    const decode = (item: Item) => (isOverride(item) ? [] : [decisionOfItem(item)]);
    return (await table.query({ pk: partition(families.decisions, ownerId) }, decode)).flat();
  };

const readingOne =
  (table: TableAccess): ReadDecision =>
  async (ownerId, subject) => {
    const item = await table.get(keyOf(ownerId, subject));
    return item && decisionOfItem(item);
  };

const recording =
  (table: TableAccess, readDecision: ReadDecision): DecisionStore['recordAnswer'] =>
  async (ownerId, { subject, at, via, submit, renews, ...answer }) => {
    const given = fittingAs(families.decisions, givenSchema, answer.given);
    const item = await table.updateIf(
      keyOf(ownerId, subject),
      `SET #subject = :subject, #given = :given, #decidedAt = :at, #answerKey = :answerKey, ${appendEntry}`,
      anyOf(itemIsAbsent, answerIsNew, ...(renews === undefined ? [] : [isRenewed])),
      {
        ':subject': subject,
        ':given': given,
        ':at': at,
        ':answerKey': answerKey(given),
        ':none': [],
        ':entry': [entryOf({ at, via, given, submit })],
        ...(renews === undefined ? {} : { ':renews': renews }),
      },
    );
    const standing = item ? decisionOfItem(item) : await readDecision(ownerId, subject);
    if (standing === undefined) throw new ItemVanished(families.decisions);
    return standing;
  };

const undoing =
  (table: TableAccess, readDecision: ReadDecision): DecisionStore['undoAnswer'] =>
  async (ownerId, { subject, entries, ...undoing }) => {
    const standing = await readDecision(ownerId, subject);
    if (standing === undefined) return undefined;
    const undone = undo(standing, { entries, ...undoing });
    if (undone === standing) return standing;
    const item = await table.updateIf(
      keyOf(ownerId, subject),
      `SET ${appendEntry}, #decidedAt = :decidedAt, #answerKey = :answerKey${setGiven(undone)}`,
      historyIsAsSeen,
      {
        ':none': [],
        ':entry': undone.history.slice(entries),
        ':decidedAt': undone.decidedAt,
        ':answerKey': answerKey(undone.given),
        ':entries': entries,
        ...(undone.given === undefined ? {} : { ':given': undone.given }),
      },
    );
    return item ? decisionOfItem(item) : readDecision(ownerId, subject);
  };

const setGiven = ({ given }: Decision): string =>
  given === undefined ? ' REMOVE #given' : ', #given = :given';
