import type { MemberChoice } from '../../shared/domain/answering.ts';
import { dayInMs } from '../../shared/domain/days.ts';
import type { Answer, Origin, PairAnswer } from '../../shared/domain/decision.ts';
import type { ContactId, Subject } from '../../shared/domain/ids.ts';
import type { MadeUpPerson } from '../fixtures/network.ts';
import { hashText } from '../fixtures/random.ts';
import type { OnLinkedIn } from './life.ts';

/** A card of a page as it is seen there: what it is about, the answers on offer, and the people of a group. */
export type Card = {
  readonly subject: Subject;
  readonly offered: readonly (Answer | PairAnswer)[];
  readonly members: readonly ContactId[];
  /** Whether the card says why somebody is on the compliance list: then keeping takes a reason. */
  readonly isListed: boolean;
};

/** What the owner fills in. */
export type Filled = {
  readonly answer?: Answer | PairAnswer;
  readonly origin?: Origin;
  readonly note?: string;
  readonly members?: ReadonlyMap<ContactId, MemberChoice>;
};

/** Who stands behind a card, by the truth that no export tells. */
export type Truth = {
  /** Undefined for a group. */
  readonly person?: MadeUpPerson | undefined;
  /** Of a pair both. */
  readonly pair?: readonly [MadeUpPerson | undefined, MadeUpPerson | undefined];
  readonly personOf: (member: ContactId) => MadeUpPerson | undefined;
};

/** An owner who knows whom they know, and does on LinkedIn most of what they say. */
export type Persona = {
  /** What they did on LinkedIn so far. */
  readonly onLinkedIn: OnLinkedIn;
  answer(card: Card, truth: Truth, at: number): Filled;
};

const hour = 3_600_000;
const never = Number.POSITIVE_INFINITY;
/** Two of those who are removed come back so long after it. */
const comesBackAfter = 75 * dayInMs;
const comingBack = 2;

/** What there is to remember between two evenings. */
type Memory = OnLinkedIn & {
  readonly asked: Set<string>;
  readonly named: Set<Subject>;
  readonly putOff: Map<Subject, number>;
  mutedOne: boolean;
  returned: number;
  keptReturned: boolean;
};

/** The owner at the start of the year. */
export function createPersona(): Persona {
  const memory: Memory = {
    removed: [],
    answered: [],
    asked: new Set(),
    named: new Set(),
    putOff: new Map(),
    mutedOne: false,
    returned: 0,
    keptReturned: false,
  };
  return {
    onLinkedIn: memory,
    answer(card, truth, at) {
      const filled = fill(memory, card, truth, at);
      act(memory, { card, filled, truth, at });
      return filled;
    },
  };
}

function fill(memory: Memory, card: Card, truth: Truth, at: number): Filled {
  const { subject } = card;
  if (truth.pair !== undefined) {
    const [one, other] = truth.pair;
    return { answer: one !== undefined && one.key === other?.key ? 'same' : 'different' };
  }
  if (subject === 'group:removals') return aboutReminded(memory, card, truth, at);
  if (subject.startsWith('group:')) return aboutGroup(memory, card);
  if (truth.person === undefined) return {};
  if (subject.startsWith('invitation:'))
    return { answer: hashText(truth.person.key) % 2 === 0 ? 'keep' : 'remove' };
  return aboutContact(memory, card, truth.person);
}

const origins: readonly (readonly [RegExp, Origin])[] = [
  [/colleague/, 'colleague'],
  [/customer/, 'customerOrPartner'],
  [/classmate/, 'classmate'],
  [/friend/, 'friendOrFamily'],
  [/fair/, 'event'],
  [/follows|incoming/, 'followsMyWork'],
  [/group/, 'community'],
  [/recommend/, 'recommendedBySomebody'],
];

/** People in a hundred whom the owner puts off as often as they may, and those whom they ask. */
const putOffUpTo = 8;
const askUpTo = 16;

function aboutContact(
  memory: Memory,
  { offered, isListed }: Card,
  { kind, who, key, slug }: MadeUpPerson,
): Filled {
  if (isListed)
    return kind.startsWith('active') || who === undefined
      ? { answer: 'keep', note: 'Der Vertrag endet im Herbst, beide Seiten wissen davon.' }
      : { answer: 'remove' };
  if (who === undefined) return { answer: 'keep', origin: originOf(kind) };
  if (who === 'hinted' || slug === undefined) return { answer: 'keep', origin: 'strangerOnPurpose' };
  if (who === 'pitcher' && !memory.mutedOne && offered.includes('mute')) {
    memory.mutedOne = true;
    return { answer: 'mute' };
  }
  const percent = hashText(key) % 100;
  if (percent < putOffUpTo && offered.includes('later')) return { answer: 'later' };
  if (percent >= putOffUpTo && percent < askUpTo && !memory.asked.has(key) && offered.includes('ask'))
    return { answer: 'ask' };
  return { answer: 'remove' };
}

const originOf = (kind: string): Origin => origins.find(([words]) => words.test(kind))?.[1] ?? 'other';

/** The first group is named at once, with somebody who is not of it; others are put off, some as often as they may be. */
function aboutGroup(memory: Memory, { subject, offered, members }: Card): Filled {
  const rounds = memory.putOff.get(subject) ?? 0;
  const isFirst = memory.named.size === 0 || memory.named.has(subject);
  const wanted = hashText(subject) % 4;
  if (!isFirst && rounds < wanted && offered.includes('later')) {
    memory.putOff.set(subject, rounds + 1);
    return { answer: 'later', members: choices(members) };
  }
  memory.named.add(subject);
  // Strangers after an article; whoever the owner met at a fair stays.
  if (subject.includes('burst-2025')) return { answer: 'remove', members: choices(members, 'keep') };
  return { answer: 'keep', origin: 'event', members: choices(members, 'remove', 'single') };
}

/** Everybody as the group, but the first ones. */
const choices = (
  members: readonly ContactId[],
  ...first: readonly MemberChoice[]
): ReadonlyMap<ContactId, MemberChoice> =>
  new Map(members.map((member, index) => [member, first[index] ?? 'group']));

/** Of those who came back the first may stay; who was forgotten is removed now, but for some who never are. */
function aboutReminded(memory: Memory, { members }: Card, { personOf }: Truth, at: number): Filled {
  const kept = members.find((member) => {
    const slug = personOf(member)?.slug;
    return slug !== undefined && memory.removed.some((one) => one.slug === slug && one.until <= at);
  });
  const keeps = kept !== undefined && !memory.keptReturned ? kept : undefined;
  if (keeps !== undefined) memory.keptReturned = true;
  return {
    members: new Map(
      members.map((member): [ContactId, MemberChoice] => [member, member === keeps ? 'keep' : 'group']),
    ),
  };
}

type Done = { readonly card: Card; readonly filled: Filled; readonly truth: Truth; readonly at: number };

/** What the owner does on LinkedIn within the hour. */
function act(memory: Memory, { card, filled, truth, at }: Done): void {
  const { person, personOf } = truth;
  if (filled.answer === 'ask' && person !== undefined && card.subject.startsWith('contact:')) {
    memory.asked.add(person.key);
    // Of somebody who wrote before, an answer within the month does not show: last dates are kept by month.
    if (memory.answered.length === 0 && !person.twoWay && person.who !== 'pitcher')
      memory.answered.push({ person, askedAt: at + hour, answeredAt: at + 5 * dayInMs });
  }
  if (filled.answer === 'remove' && person !== undefined && card.subject.startsWith('contact:'))
    promise(memory, person, at);
  for (const [member, choice] of filled.members ?? []) {
    const one = personOf(member);
    const isRemoved = choice === 'remove' || (choice === 'group' && filled.answer === 'remove');
    if (one === undefined) continue;
    if (isRemoved) promise(memory, one, at);
    if (choice === 'group' && card.subject === 'group:removals') remember(memory, one, at);
  }
}

/** Ten in a hundred are forgotten until the reminder, five for ever; the first two who are removed come back. */
function promise(memory: Memory, { slug, key }: MadeUpPerson, at: number): void {
  const percent = hashText(`removes ${key}`) % 100;
  if (slug === undefined || percent < 15) return;
  memory.returned += 1;
  const until = memory.returned <= comingBack ? at + comesBackAfter : never;
  memory.removed.push({ slug, from: at + hour, until });
}

function remember(memory: Memory, { slug, key }: MadeUpPerson, at: number): void {
  if (slug === undefined || hashText(`removes ${key}`) % 100 < 5) return;
  memory.removed.push({ slug, from: at + hour, until: never });
}
