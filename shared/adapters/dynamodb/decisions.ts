import {
  answerKey,
  type Decision,
  type HistoryEntry,
  putOffLapsedBefore,
  undo,
} from '../../domain/decision.ts';
import type { OwnerId, Subject } from '../../domain/ids.ts';
import { families } from '../../names.ts';
import type { DecisionStore } from '../../ports/contact-store.ts';
import type { TableAccess } from './access.ts';
import { answerIsNew, anyOf, historyIsAsSeen, itemIsAbsent, putOffIsOver } from './conditions.ts';
import { ItemVanished } from './errors.ts';
import { decisionShape, givenSchema } from './items.ts';
import { partition } from './keys.ts';
import { decodeItem, fittingAs } from './schema.ts';

const appendEntry = '#history = list_append(if_not_exists(#history, :none), :entry)';

export function createDecisionStore(table: TableAccess): DecisionStore {
  const keyOf = (ownerId: OwnerId, subject: Subject) => ({
    pk: partition(families.decisions, ownerId),
    sk: subject,
  });
  const readDecision: DecisionStore['readDecision'] = async (ownerId, subject) => {
    const item = await table.get(keyOf(ownerId, subject));
    return item && decodeItem(decisionShape, item);
  };
  return {
    readDecision,

    async readDecisions(ownerId) {
      return table.query({ pk: partition(families.decisions, ownerId) }, (item) =>
        decodeItem(decisionShape, item),
      );
    },

    async recordAnswer(ownerId, { subject, at, via, ...answer }) {
      const given = fittingAs(families.decisions, givenSchema, answer.given);
      const entry: HistoryEntry = { at, via, given };
      const lapsedBefore = putOffLapsedBefore(given.answer, at);
      const item = await table.updateIf(
        keyOf(ownerId, subject),
        `SET #subject = :subject, #given = :given, #decidedAt = :at, #answerKey = :answerKey, ${appendEntry}`,
        anyOf(itemIsAbsent, answerIsNew, ...(lapsedBefore === undefined ? [] : [putOffIsOver])),
        {
          ':subject': subject,
          ':given': given,
          ':at': at,
          ':answerKey': answerKey(given),
          ':none': [],
          ':entry': [entry],
          ...(lapsedBefore === undefined ? {} : { ':lapsedBefore': lapsedBefore }),
        },
      );
      const standing = item ? decodeItem(decisionShape, item) : await readDecision(ownerId, subject);
      if (standing === undefined) throw new ItemVanished(families.decisions);
      return standing;
    },

    async undoAnswer(ownerId, { subject, entries, at, via }) {
      const standing = await readDecision(ownerId, subject);
      if (standing === undefined) return undefined;
      const undone = undo(standing, { entries, at, via });
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
      return item ? decodeItem(decisionShape, item) : readDecision(ownerId, subject);
    },
  };
}

const setGiven = ({ given }: Decision): string =>
  given === undefined ? ' REMOVE #given' : ', #given = :given';
