import { groupBy } from '../collections.ts';
import type { Contact } from '../contact.ts';
import { dayNumber, dayOfNumber } from '../days.ts';
import { groupSubject, type IsoDay, type Subject } from '../ids.ts';
import type { Thresholds } from '../policy.ts';
import { isGroup, isUnexplained, memberIds } from './group.ts';
import { newAt } from './new-contact.ts';
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
    const { groupFromContacts: open } = input.policy;
    const connections = mostAround(row.connectedOn, input);
    // Many on those days, but most of them are explained: who is not is asked about alone.
    return connections < from
      ? { kind: 'noBurst', connections, from }
      : { kind: 'burstExplained', connections, percent, open };
  },
};

/** Neighbouring days on which many connected. */
type Wave = { readonly from: IsoDay; readonly to: IsoDay; readonly contacts: readonly Contact[] };

function evaluate(input: NetworkInput): readonly NetworkFinding[] {
  const isNew = newAt(input);
  return wavesOf(input).flatMap(({ from, to, contacts }): NetworkFinding[] => {
    const subject = subjectFrom(from);
    if (!isBurst(subject, contacts, input)) return [];
    const there = contacts.filter(({ missingSince }) => missingSince === undefined);
    const members = there.filter((contact) => !isNew(contact) && isUnexplained(contact, input));
    // Of whom some are still too new, all wait: a wave is asked about at once.
    const waits = there.some(isNew);
    if (!waits && !isGroup(subject, members, input)) return [];
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

const subjectStart = groupSubject('burst-');
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

/** What waves are found in. */
type WaveInput = Pick<NetworkInput, 'everybody' | 'decisions'> & {
  readonly policy: Pick<Thresholds, 'burstWithinDays' | 'burstFromConnections'>;
};

/** Spans of days that hold enough connections, none overlapping another, by day. */
export function wavesOf(input: WaveInput): Wave[] {
  const { burstWithinDays, burstFromConnections } = input.policy;
  const { byDay } = calendarOf(input);
  const free = new Map(byDay);
  const found: Wave[] = [];
  const answered = answeredStarts(input);
  for (const first of startsOf(input, answered)) {
    if (!free.has(first)) continue;
    const days = daysFrom(first, burstWithinDays);
    const contacts = days.flatMap((day) => free.get(day) ?? []);
    if (contacts.length < burstFromConnections && !answered.has(first)) continue;
    for (const day of days) free.delete(day);
    found.push({ from: dayOfNumber(first), to: dayOfNumber(first + burstWithinDays - 1), contacts });
  }
  return found.sort((a, b) => (a.from < b.from ? -1 : 1));
}

/** The days on which a wave may begin: first those whose wave the owner has answered about, by day, then the fullest. */
function startsOf(input: WaveInput, answered: ReadonlySet<number>): number[] {
  const { byDay, countFrom } = calendarOf(input);
  const full = [...byDay.keys()].filter((day) => countFrom(day) >= input.policy.burstFromConnections);
  const others = full.filter((day) => !answered.has(day));
  return [...answered, ...others.sort((a, b) => countFrom(b) - countFrom(a) || a - b)];
}

/**
 * The first days of the waves that the owner has answered about, by day. A newer export may bring more people of the same
 * days, and the owner may call only more people a wave: neither may move what was put off or answered to other days, or undo
 * it.
 */
function answeredStarts({ decisions }: WaveInput): ReadonlySet<number> {
  const days = decisions.flatMap(({ subject, given }) =>
    given !== undefined && subject.startsWith(subjectStart)
      ? [dayNumber(subject.slice(subjectStart.length) as IsoDay)]
      : [],
  );
  return new Set(days.sort((a, b) => a - b));
}

/** Who connected on each day, and how many in the span that begins on a day; days are numbered (`dayNumber`). */
type Calendar = {
  readonly byDay: ReadonlyMap<number, readonly Contact[]>;
  readonly countFrom: (day: number) => number;
};

// Asked for every contact of one network: made once for it.
const calendars = new WeakMap<NetworkInput['everybody'], Map<number, Calendar>>();

function calendarOf({
  everybody,
  policy: { burstWithinDays },
}: Pick<WaveInput, 'everybody' | 'policy'>): Calendar {
  const made = calendars.get(everybody) ?? new Map<number, Calendar>();
  calendars.set(everybody, made);
  const standing = made.get(burstWithinDays);
  if (standing !== undefined) return standing;
  const byDay = new Map(
    [...groupBy(everybody, ({ row }) => row.connectedOn)].map(([day, contacts]) => [
      dayNumber(day),
      contacts,
    ]),
  );
  const counts = new Map<number, number>();
  const countFrom = (day: number): number => {
    const known = counts.get(day);
    if (known !== undefined) return known;
    const count = daysFrom(day, burstWithinDays).reduce((sum, one) => sum + (byDay.get(one)?.length ?? 0), 0);
    counts.set(day, count);
    return count;
  };
  made.set(burstWithinDays, { byDay, countFrom });
  return { byDay, countFrom };
}

function mostAround(day: IsoDay, input: NetworkInput): number {
  const { countFrom } = calendarOf(input);
  const { burstWithinDays } = input.policy;
  return Math.max(...daysFrom(dayNumber(day) + 1 - burstWithinDays, burstWithinDays).map(countFrom));
}

/** So many days, the first of them included. */
const daysFrom = (first: number, days: number): number[] =>
  Array.from({ length: days }, (_, index) => first + index);
