import { openQuestions, readState } from '../../functions/review/reading.ts';
import { askedQuestions } from '../../functions/review/views.ts';
import type { Network } from '../../shared/domain/assess.ts';
import { type Contact, contactState } from '../../shared/domain/contact.ts';
import type { Decision } from '../../shared/domain/decision.ts';
import type { DigestRecord, Question } from '../../shared/domain/digest.ts';
import {
  type ContactId,
  contactSubject,
  type IsoTime,
  type Subject,
  subjectKind,
} from '../../shared/domain/ids.ts';
import type { Head } from '../../shared/domain/import.ts';
import { noLongerConnected } from '../../shared/domain/no-longer-connected.ts';
import type { PolicyId } from '../../shared/domain/policy.ts';
import { type Removal, removalList } from '../../shared/domain/removal.ts';
import { removalsSubject } from '../../shared/domain/rules/removals.ts';
import { openPairs } from '../../shared/domain/same-person.ts';
import { evaluateNetwork, readNetwork } from '../../shared/workflows/evaluate-network.ts';
import { me } from '../network.ts';
import { type Home, openPage } from './home.ts';
import { cardsOf, questionLinksIn, removalsOn, reviewLinkIn } from './pages.ts';
import type { Card } from './persona.ts';

/** What Woher knows at a moment. */
export type Known = {
  readonly at: IsoTime;
  readonly policy: PolicyId;
  readonly head: Head | undefined;
  readonly contacts: readonly Contact[];
  readonly decisions: ReadonlyMap<Subject, Decision>;
  readonly connected: ReadonlySet<ContactId>;
  readonly gone: ReadonlySet<ContactId>;
  readonly removals: readonly Removal[];
  /** Who left by themselves, as the list of removals tells it. */
  readonly left: ReadonlySet<ContactId>;
  /** Of whom it is still asked whether they are somebody else. */
  readonly inPairs: ReadonlySet<ContactId>;
};

/** Reads what is known. */
export async function lookAt({ store }: Pick<Home, 'store'>, at: IsoTime): Promise<Known> {
  return knownOf(await readNetwork(store, me), at);
}

function knownOf({ contacts, head, owner, decisions: all }: Network, at: IsoTime): Known {
  const decisions = new Map(all.map((decision) => [decision.subject, decision]));
  const inState = (state: string) =>
    idsOf(contacts.filter((contact) => contactState(contact, head) === state));
  const pairs = openPairs(contacts, (subject) => decisions.get(subject));
  return {
    at,
    policy: owner.policy,
    head,
    contacts,
    decisions,
    connected: inState('connected'),
    gone: inState('gone'),
    removals: removalList({ contacts, decisions: all, head }),
    left: idsOf(noLongerConnected({ contacts, decisions, head })),
    inPairs: idsOf(pairs.flatMap(({ vanished, appeared }) => [vanished, appeared])),
  };
}

const idsOf = (some: readonly { readonly contactId: ContactId }[]): ReadonlySet<ContactId> =>
  new Set(some.map(({ contactId }) => contactId));

/** What is known, and who of those who are connected is explained or kept. */
export type Settled = Known & { readonly settled: ReadonlySet<ContactId> };

/** Looks at everything that an audit finds. */
export async function assess({ store }: Pick<Home, 'store'>, at: IsoTime): Promise<Settled> {
  const network = await evaluateNetwork({ store, ownerId: me, at });
  const known = knownOf(network, at);
  const isSettled = ({ contactId }: Contact) =>
    network.assessments.get(contactId)?.originStatus === 'known' ||
    known.decisions.get(contactSubject(contactId))?.given?.answer === 'keep';
  const settled = known.contacts.filter((one) => known.connected.has(one.contactId) && isSettled(one));
  return { ...known, settled: idsOf(settled) };
}

/** One digest as it came: what it asks, what is open besides, its mail, and what stands behind the links of the mail. */
export type DigestSeen = Settled & {
  readonly record: DigestRecord;
  readonly asked: readonly Question[];
  /** All open questions, those of the digest among them. */
  readonly open: readonly Question[];
  readonly text: string;
  readonly pages: PagesSeen;
};

/** What opening the links lists. */
export type PagesSeen = {
  readonly all: readonly Card[];
  readonly next: number;
  /** Behind a question's own link: of the first question, and of those that are about more than one contact. */
  readonly single: readonly { readonly subject: Subject; readonly behind: readonly Card[] }[];
  readonly removals: ReturnType<typeof removalsOn>;
};

/** Looks at the digest of a period in the hour in which it was opened. */
export async function lookAtDigest(home: Home, period: string, at: IsoTime): Promise<DigestSeen> {
  const { store } = home;
  const known = await assess(home, at);
  const record = (await store.readDigests(me)).find((digest) => digest.period === period);
  const state = await readState(store, { ownerId: me }, new Date(at));
  if (record === undefined || state === undefined) throw new Error(`there is no digest of ${period}`);
  const asked = askedQuestions(state, record);
  const { text } = await home.readMail(record.mailId);
  return {
    ...known,
    record,
    asked,
    open: openQuestions(state, new Date(at)),
    text,
    pages: await openAll(home, text, asked),
  };
}

async function openAll({ app }: Home, text: string, asked: readonly Question[]): Promise<PagesSeen> {
  const whole = reviewLinkIn(text);
  const cards = async (url: string) => cardsOf(await openPage(app, url));
  const single: PagesSeen['single'][number][] = [];
  // The reminder of promised removals leads to their list instead.
  const linked = asked.filter(({ subject }) => subject !== removalsSubject);
  for (const [index, url] of questionLinksIn(text).entries()) {
    const { subject } = linked[index] ?? {};
    if (subject === undefined) throw new Error('the mail has more links than questions');
    if (index === 0 || subjectKind(subject) !== 'contact') single.push({ subject, behind: await cards(url) });
  }
  return {
    all: await cards(whole),
    next: (await cards(`${whole}/next`)).length,
    single,
    removals: removalsOn(await openPage(app, `${whole}/removals`)),
  };
}
