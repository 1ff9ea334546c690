import { type Entry, standsAlready } from '../domain/answering.ts';
import {
  answerBefore,
  type Decision,
  type GivenAnswer,
  type HistoryEntry,
  latestAnswer,
  type PutOff,
} from '../domain/decision.ts';
import { type IsoTime, isoTime, type OwnerId, type Subject, subjectKind } from '../domain/ids.ts';
import { answerTarget, undoTarget } from '../domain/same-person.ts';
import type { DecisionStore } from '../ports/contact-store.ts';

/** By whom, when and how something is recorded, and what stood before. */
type Recording = {
  readonly ownerId: OwnerId;
  readonly decisions: ReadonlyMap<Subject, Decision>;
  readonly at: Date;
  /** The owner's: by its days *later* and *ask* are over. */
  readonly zone: string;
  readonly policy: PutOff;
  readonly via: HistoryEntry['via'];
  /** Names the POST that all of this came with, at random. */
  readonly submit?: string;
};

/** What stands about every subject, and how many answers were new. */
type Recorded = { readonly decisions: ReadonlyMap<Subject, Decision>; readonly written: number };

/**
 * Records answers about subjects of any kind, one conditional update each, and none for what stands already. Groups come
 * last, when all of their members are recorded: what was recorded in part converges when it is sent again.
 */
export async function recordAnswers(
  input: Recording & {
    readonly store: Pick<DecisionStore, 'recordAnswer'>;
    readonly entries: readonly Entry[];
  },
): Promise<Recorded> {
  const { store, ownerId, entries, at, zone, policy, via, submit } = input;
  const decisions = new Map(input.decisions);
  const isNew = ({ subject, given }: Entry) =>
    !standsAlready(given, { decision: decisions.get(subject), now: at, zone, policy });
  const record = async ({ subject, given }: Entry): Promise<void> => {
    const standing = decisions.get(subject);
    const target = answerTarget(standing, subject);
    const said = { subject: target.subject, given, at: isoTime(at), via, submit };
    const entry = { ...said, ...renewalOf(standing, given) };
    decisions.set(subject, target.shown(await store.recordAnswer(ownerId, entry)));
  };
  const fresh = entries.filter(isNew);
  const ofMembers = fresh.filter(({ given }) => given.group !== undefined);
  const isGroup = ({ subject }: Entry) => subjectKind(subject) === 'group';
  await inLanes(ofMembers, record);
  const others = fresh.filter((entry) => entry.given.group === undefined && !isGroup(entry));
  for (const entry of [...others, ...fresh.filter(isGroup)]) await record(entry);
  return { decisions, written: fresh.length };
}

/**
 * Takes the latest answer about a subject back if its history still has `entries` entries. With a group go the answers that
 * its members got by that very answer and that nobody has changed since; they go first, so that a repetition takes back what
 * is left and nothing twice. What stands then.
 */
export async function undoAnswers(
  input: Omit<Recording, 'zone' | 'policy'> & {
    readonly store: Pick<DecisionStore, 'undoAnswer'>;
    readonly subject: Subject;
    readonly entries: number;
  },
): Promise<ReadonlyMap<Subject, Decision>> {
  const { store, ownerId, subject, entries, at, via, submit } = input;
  const decisions = new Map(input.decisions);
  const takeBack = async (about: Subject, seen: number): Promise<void> => {
    const asked = decisions.get(about);
    // The store would add the entry: it does not know what is held, and so not what is in force.
    if (asked !== undefined && nothingStands(asked)) return;
    const target = undoTarget(asked, { subject: about, entries: seen });
    const standing = await store.undoAnswer(ownerId, { ...target.recorded, at: isoTime(at), via, submit });
    if (standing !== undefined) decisions.set(about, target.shown(standing));
  };
  const asSeen = decisions.get(subject);
  if (subjectKind(subject) === 'group' && asSeen?.history.length === entries)
    await inLanes(answeredBy(asSeen, decisions), (one) => takeBack(one.subject, one.history.length));
  await takeBack(subject, entries);
  return decisions;
}

// What stands already was left out: the same answer again is one that is over, or that is or was held.
function renewalOf(standing: Decision | undefined, given: GivenAnswer): { renews?: IsoTime } {
  if (standing?.renews !== undefined) return { renews: standing.renews };
  return standing?.given?.answer === given.answer ? { renews: standing.decidedAt } : {};
}

const nothingStands = ({ given, unconfirmed }: Decision): boolean => (unconfirmed ?? given) === undefined;

/** The members' decisions that the group's latest answer made; none where it was taken back. */
function answeredBy(group: Decision, decisions: ReadonlyMap<Subject, Decision>): Decision[] {
  if (latestAnswer(group) === undefined) return [];
  const since = answerBefore(group)?.at ?? '';
  return [...decisions.values()].filter((decision) => {
    const latest = latestAnswer(decision);
    return latest?.given.group === group.subject && latest.at > since;
  });
}

/** Updates that are under way at once: a group of 300 takes a second, and a partition far more. */
const lanes = 10;

/** Does the same for every item, some at a time. @throws the first fault, when nothing is under way any more */
async function inLanes<Item>(items: readonly Item[], run: (item: Item) => Promise<void>): Promise<void> {
  for (let next = 0; next < items.length; next += lanes) {
    const results = await Promise.allSettled(items.slice(next, next + lanes).map(run));
    const failed = results.find((result) => result.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
  }
}
