import { compareText, groupBy } from '../collections.ts';
import type { Contact } from '../contact.ts';
import { daysAfter, plusDays } from '../days.ts';
import { groupSubject, type IsoDay, type Subject } from '../ids.ts';
import { isGroup, isUnexplained, memberIds } from './group.ts';
import type { NetworkFinding, NetworkInput, NetworkRule } from './rule.ts';

/**
 * Enforces: "300 strangers accepted in a wave after one article: bursts are reviewed as one group: name the event once".
 * Days of which the owner has answered go first, then the fullest, and no contact is in two bursts. All who ever connected on
 * those days count, also who has left since or is explained by now, so that a burst stays the same burst whatever is answered.
 */
export const burst: NetworkRule = {
  ruleId: 'burst',
  replaces: ['unknownOrigin'],
  evaluate,
  restOf: ({ row }, input) => {
    const { burstFromConnections: from, burstUnexplainedPercent: percent } = input.policy;
    const connections = mostAround(row.connectedOn, input);
    // Many on those days, but most of them are explained: who is not is asked about alone.
    return connections < from
      ? { kind: 'noBurst', connections, from }
      : { kind: 'burstExplained', connections, percent };
  },
};

/** Neighbouring days on which many connected. */
type Wave = { readonly from: IsoDay; readonly to: IsoDay; readonly contacts: readonly Contact[] };

function evaluate(input: NetworkInput): readonly NetworkFinding[] {
  const mayBeAsked = new Set(input.contacts.map(({ contactId }) => contactId));
  return wavesOf(input).flatMap(({ from, to, contacts }): NetworkFinding[] => {
    const subject = subjectFrom(from);
    const members = contacts.filter((one) => mayBeAsked.has(one.contactId) && isUnexplained(one, input));
    // Of whom some are still too new, all wait: a wave is asked about at once.
    const waits = contacts.some(
      ({ contactId, missingSince }) => missingSince === undefined && !mayBeAsked.has(contactId),
    );
    if (!isBurst(subject, contacts, input) || !(waits || isGroup(subject, members, input))) return [];
    const days = contacts.map(({ row }) => row.connectedOn);
    return [
      {
        subject,
        members: memberIds(members),
        ...(waits ? { waits } : {}),
        reason: {
          kind: 'burst',
          from: days[0] ?? from,
          to: days.at(-1) ?? to,
          connections: contacts.length,
          unexplained: members.length,
        },
      },
    ];
  });
}

const subjectFrom = (day: IsoDay): Subject => groupSubject(`burst-${day}`);

// What the owner answered about some explains them, but not how they came: it must not end the question about the rest. And
// a group that was put off stays that group.
function isBurst(
  subject: Subject,
  contacts: readonly Contact[],
  { assessments, decisionOf, policy }: NetworkInput,
): boolean {
  if (decisionOf(subject)?.given !== undefined) return true;
  const unexplained = contacts.filter(({ contactId }) =>
    assessments.get(contactId)?.evidence.every(({ kind }) => kind === 'answer'),
  );
  return 100 * unexplained.length >= policy.burstUnexplainedPercent * contacts.length;
}

/** Spans of days that hold enough connections, none overlapping another, by day. */
function wavesOf(input: NetworkInput): Wave[] {
  const { burstWithinDays, burstFromConnections } = input.policy;
  const { byDay } = calendarOf(input);
  const free = new Map(byDay);
  const found: Wave[] = [];
  for (const from of startsOf(input)) {
    if (!free.has(from)) continue;
    const days = daysAfter(from, burstWithinDays - 1);
    const contacts = days.flatMap((day) => free.get(day) ?? []);
    if (contacts.length < burstFromConnections) continue;
    for (const day of days) free.delete(day);
    found.push({ from, to: plusDays(from, burstWithinDays - 1), contacts });
  }
  return found.sort((a, b) => (a.from < b.from ? -1 : 1));
}

/** The days on which a wave may begin: first those whose wave the owner has answered about, by day, then the fullest. */
function startsOf(input: NetworkInput): IsoDay[] {
  const { byDay, countFrom } = calendarOf(input);
  const full = [...byDay.keys()].filter((day) => countFrom(day) >= input.policy.burstFromConnections);
  // A newer export may bring more people of the same days: it must not move what was put off or answered to other days.
  const isAnswered = (day: IsoDay): boolean => input.decisionOf(subjectFrom(day))?.given !== undefined;
  const answered = full.filter(isAnswered).sort(compareText);
  const others = full.filter((day) => !isAnswered(day));
  return [...answered, ...others.sort((a, b) => countFrom(b) - countFrom(a) || compareText(a, b))];
}

/** Who connected on each day, and how many in the span that begins on a day. */
type Calendar = {
  readonly byDay: ReadonlyMap<IsoDay, readonly Contact[]>;
  readonly countFrom: (day: IsoDay) => number;
};

// Asked for every contact of one network: made once for it.
const calendars = new WeakMap<NetworkInput['everybody'], Map<number, Calendar>>();

function calendarOf({ everybody, policy: { burstWithinDays } }: NetworkInput): Calendar {
  const made = calendars.get(everybody) ?? new Map<number, Calendar>();
  calendars.set(everybody, made);
  const standing = made.get(burstWithinDays);
  if (standing !== undefined) return standing;
  const byDay = groupBy(everybody, ({ row }) => row.connectedOn);
  const counts = new Map<IsoDay, number>();
  const countFrom = (day: IsoDay): number => {
    const known = counts.get(day);
    if (known !== undefined) return known;
    const days = daysAfter(day, burstWithinDays - 1);
    const count = days.reduce((sum, one) => sum + (byDay.get(one)?.length ?? 0), 0);
    counts.set(day, count);
    return count;
  };
  made.set(burstWithinDays, { byDay, countFrom });
  return { byDay, countFrom };
}

function mostAround(day: IsoDay, input: NetworkInput): number {
  const { countFrom } = calendarOf(input);
  const { burstWithinDays } = input.policy;
  return Math.max(...daysAfter(plusDays(day, 1 - burstWithinDays), burstWithinDays - 1).map(countFrom));
}
