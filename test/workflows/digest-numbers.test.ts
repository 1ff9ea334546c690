import fc from 'fast-check';
import PostalMime from 'postal-mime';
import { describe, expect, test } from 'vitest';
import { openQuestions, type ReviewState, readState } from '../../functions/review/reading.ts';
import { askedQuestions, furtherQuestions, nextQuestions } from '../../functions/review/views.ts';
import { contactsOf } from '../../infra/local/commands/contacts.ts';
import { createMemoryContactStore } from '../../shared/adapters/memory/contact-store.ts';
import type { Answer, Decision } from '../../shared/domain/decision.ts';
import { type Digest, type DigestRecord, minutesFor, type Question } from '../../shared/domain/digest.ts';
import type { Flag } from '../../shared/domain/flag.ts';
import {
  type ContactId,
  contactSubject,
  type IsoTime,
  type Period,
  type Subject,
  subjectKind,
} from '../../shared/domain/ids.ts';
import { noLongerConnected } from '../../shared/domain/no-longer-connected.ts';
import { locales, type Owner } from '../../shared/domain/owner.ts';
import { promisedAtOf, removalList } from '../../shared/domain/removal.ts';
import type { ContactStore } from '../../shared/ports/contact-store.ts';
import { mailCatalogueFor } from '../../shared/render/locales/mails.ts';
import { evaluateNetwork } from '../../shared/workflows/evaluate-network.ts';
import { runAudit } from '../../shared/workflows/run-audit.ts';
import { type State, someState } from '../domain/arbitraries.ts';
import { aHead, anImport, anOwner, day, time } from '../domain/builders.ts';
import { nth } from '../fixtures/random.ts';
import { me } from '../network.ts';

const first = time('2026-11-01T07:00:00.000Z');
const second = time('2026-12-01T07:00:00.000Z');
const secret = 'words for my eyes only';
// So keen that a small world makes groups, too.
const keen = {
  policyChanges: {
    newContactGraceDays: 0,
    burstFromConnections: 3,
    burstUnexplainedPercent: 1,
    unansweredAfterDays: 14,
    oneOccasionSilentMonths: 1,
    lostFromSightAfterMonths: 1,
    invitationPendingDays: 0,
  },
  compliance: [{ by: 'person', value: 'Cleo Neu', reason: secret, until: day('2030-01-01') }],
} as const satisfies Partial<Owner>;

type Given = { readonly pick: number; readonly answer: Answer; readonly dayNo: number };
const someAnswers = fc.array(
  fc.record({
    pick: fc.nat({ max: 50 }),
    answer: fc.constantFrom<Answer>('keep', 'keep', 'remove', 'remove', 'later', 'later', 'ask', 'mute'),
    dayNo: fc.integer({ min: 1, max: 29 }),
  }),
  { maxLength: 8 },
);

async function homeOf(state: State, owner: Partial<Owner>): Promise<ContactStore> {
  const store = createMemoryContactStore();
  await store.createOwner(anOwner({ ownerId: me, ...keen, ...owner }), first);
  await store.writeContacts(me, state.contacts);
  await store.writeMemory(me, { ...state.memory, excerpts: [] });
  await store.writeImport(me, anImport(['connections', 'messages'], { exportedAt: time('2026-06-28') }));
  if (state.head !== undefined) await store.moveHead(me, state.head);
  return store;
}

const audit = (store: ContactStore, at: IsoTime) =>
  runAudit(
    {
      store,
      mails: { send: async () => {} },
      newLinkKey: () => new Uint8Array(32).fill(7),
      baseUrl: 'https://woher.example',
      sender: 'Woher <woher@example.org>',
      now: () => new Date(at),
    },
    { ownerId: me, at, period: at.slice(0, 7) as Period },
  );

/** Answers as the pages record them: of a group first about its members, then about itself. */
async function answer(store: ContactStore, { pick, answer: given, dayNo }: Given): Promise<void> {
  const flags = (await store.readFlags(me)).filter(({ state }) => state === 'open');
  const contacts = await store.readContacts(me);
  const all: (Flag | Subject)[] = [...flags, ...contacts.map(({ contactId }) => contactSubject(contactId))];
  const chosen = all[pick % all.length];
  if (chosen === undefined) return;
  const subject = typeof chosen === 'string' ? chosen : chosen.subject;
  const at = time(`2026-11-${String(dayNo).padStart(2, '0')}`);
  const record = (about: Subject, rest: object = {}) =>
    store.recordAnswer(me, {
      subject: about,
      given: { answer: subjectKind(about) === 'same' ? 'different' : given, note: secret, ...rest },
      at,
      via: 'review',
    });
  const members = typeof chosen === 'string' ? [] : (chosen.finding.members ?? []);
  if (subjectKind(subject) === 'group' && given !== 'later')
    for (const member of members) await record(contactSubject(member), { group: subject });
  if (subject !== 'group:removals') await record(subject);
}

/** An export of a day in November that lacks some of the contacts. */
async function importBetween(store: ContactStore, on: string, gone: readonly boolean[]): Promise<void> {
  const exportedAt = time(on);
  const contacts = await store.readContacts(me);
  const lost = contacts.filter(({ missingSince }, index) => missingSince === undefined && gone[index]);
  await store.writeContacts(
    me,
    lost.map((contact) => ({ ...contact, missingSince: exportedAt })),
  );
  await store.writeImport(me, anImport(['connections'], { exportedAt, uploadedAt: exportedAt }));
  const covers = { order: 'newestFirst', from: day('2000-01-01'), to: day('2026-11-01') } as const;
  await store.moveHead(me, { ...aHead(exportedAt), covers });
}

type Seen = {
  readonly text: string;
  readonly record: DigestRecord;
  readonly before: DigestRecord;
  readonly state: ReviewState;
  readonly contacts: ReturnType<typeof contactsOf>;
  readonly words: ReturnType<typeof mailCatalogueFor>;
  /** Whom the page listed as no longer connected before the exports in between. */
  readonly leftBefore: ReadonlySet<ContactId>;
};

/** The second digest of a small world in which some questions of the first were answered, with all that its links list. */
async function secondDigest(world: {
  state: State;
  answers: readonly Given[];
  /** Of each export that came in between, by place: who is missing in it. */
  gone: readonly (readonly boolean[])[];
  owner: Partial<Owner>;
}): Promise<Seen | undefined> {
  const store = await homeOf(world.state, world.owner);
  await audit(store, first);
  for (const given of [...world.answers].sort((a, b) => a.dayNo - b.dayNo)) await answer(store, given);
  const stateBefore = await readState(store, { ownerId: me }, new Date(first));
  const leftBefore = new Set(stateBefore && noLongerConnected(stateBefore).map(({ contactId }) => contactId));
  for (const [index, gone] of world.gone.entries())
    await importBetween(store, nth(['2026-11-10', '2026-11-20', '2026-11-30'], index), gone);
  await audit(store, second);
  const [before, record] = await store.readDigests(me);
  const state = await readState(store, { ownerId: me }, new Date(second));
  if (before === undefined || record === undefined || state === undefined) return undefined;
  const mail = await store.readMail(me, 'audit', record.mailId);
  const network = await evaluateNetwork({ store, ownerId: me, at: second });
  return {
    text: ((await PostalMime.parse(mail?.mime ?? '')).text ?? '').replaceAll('\r\n', '\n'),
    record,
    before,
    state,
    contacts: contactsOf(network),
    words: mailCatalogueFor(state.owner.locale),
    leftBefore,
  };
}

function listedSince({ state, before }: Seen): Digest['sinceLast'] {
  const recent = [...state.decisions.values()].filter((decision: Decision) => {
    const saidAt = decision.given?.answer === 'remove' ? promisedAtOf(decision) : decision.decidedAt;
    return decision.given !== undefined && saidAt >= before.openedAt;
  });
  const removals = removalList({ ...state, decisions: recent });
  const counted = (kind: string, ...answers: string[]) =>
    recent.filter(
      ({ subject, given }) => subjectKind(subject) === kind && answers.includes(given?.answer ?? ''),
    ).length;
  const putOff = (word: string) =>
    counted('contact', word) + counted('group', word) + counted('invitation', word);
  return {
    kept: counted('contact', 'keep'),
    removed: counted('contact', 'remove'),
    done: removals.filter(({ status }) => status === 'done').length,
    muted: counted('contact', 'mute'),
    later: putOff('later'),
    asked: putOff('ask'),
    groups: counted('group', 'keep', 'remove', 'mute'),
    invitations: counted('invitation', 'keep', 'remove', 'mute'),
    pairs: counted('same', 'same', 'different'),
  };
}

/** The page's reason; and where somebody is to be removed for a reason of the owner's own, the one that a mail may give instead. */
function reasonsMailed({ state, words }: Seen, question: Question): string[] {
  const { reason } = question;
  const isAnybodyUnnamed = [...state.decisions.values()].some(
    ({ given }) => given?.answer === 'remove' && given.note !== undefined,
  );
  const unnamed = (): Question['reason'] => {
    if (reason.kind === 'samePerson') return { ...reason, other: '' };
    return reason.kind === 'compliance' && reason.by === 'person' ? { ...reason, value: '' } : reason;
  };
  return [
    words.reasonOf(question),
    ...(isAnybodyUnnamed ? [words.reasonOf({ ...question, name: '', reason: unnamed() })] : []),
  ];
}

function checkNumbers(seen: Seen): void {
  const { text, record, state, contacts, words } = seen;
  const { mail } = words;
  const asked = askedQuestions(state, record);
  const further = openQuestions(state, new Date(second)).filter(
    ({ subject }) => !asked.some((one) => one.subject === subject),
  );

  const connected = contacts.filter((contact) => contact.state === 'connected');
  const settled = connected.filter(
    ({ originStatus, decision }) => originStatus === 'known' || decision === 'keep',
  );
  expect(text).toContain(mail.settled({ count: settled.length, total: connected.length }));

  expect(asked).toHaveLength(record.questions.length);
  if (asked.length > 0)
    expect(text).toContain(
      mail.summary({
        month: words.month('2026-12' as never),
        questions: asked.length,
        minutes: minutesFor(asked.length),
        open: asked.length + further.length,
      }),
    );
  expect(furtherQuestions(openQuestions(state, new Date(second)), record)).toHaveLength(
    Math.min(nextQuestions, further.length),
  );
  if (further.length > 0) expect(text).toContain(mail.footer.notAsked(further.length));

  const listed = listedSince(seen);
  if (listed !== undefined) expect(text).toContain(mail.sinceLast(listed));

  const removals = removalList({ ...state, decisions: [...state.decisions.values()] });
  const still = removals.filter(({ status }) => status === 'stillThere' || status === 'cameBack');
  const done = removals.filter(({ status }) => status === 'done');
  if (done.length > 0) expect(text).toContain(mail.footer.done(done.length));
  const reminder = asked.find(({ reason }) => reason.kind === 'removals');
  if (reminder !== undefined) expect(reminder.members).toHaveLength(still.length);
  else if (still.length > 0) expect(text).toContain(mail.footer.stillThere(still.length));

  for (const question of asked) {
    expect(reasonsMailed(seen, question).some((reason) => text.includes(reason))).toBe(true);
    const { reason, members } = question;
    if (reason.kind === 'removals') expect(reason.count).toBe(members.length);
    if (reason.kind === 'burst') expect(reason.unexplained).toBe(members.length);
  }
  checkDepartures(seen);
  expect(text).not.toContain(secret);
}

/** The page lists them all; news are those whom it did not list before the exports in between. */
function checkDepartures({ text, state, words, leftBefore }: Seen): void {
  const listed = noLongerConnected(state);
  const news = listed.filter(({ contactId }) => !leftBefore.has(contactId));
  const { left, whoLeft } = words.mail.footer;
  if (news.length === 0) expect(text).not.toContain(whoLeft);
  else expect(text).toContain(left({ count: news.length, total: listed.length }));
}

describe('every number of a digest', () => {
  test('equals what opening its link lists, whatever the network and the answers are', async () => {
    const met = new Set<string>();
    await fc.assert(
      fc.asyncProperty(
        someState.filter(({ head }) => head !== undefined),
        someAnswers,
        fc.array(fc.array(fc.boolean(), { maxLength: 4 }), { maxLength: 3 }),
        fc.record({
          locale: fc.constantFrom(...locales),
          digestSize: fc.constantFrom(5, 12),
          policy: fc.constantFrom('balanced' as const, 'strict' as const, 'jobSearch' as const),
        }),
        async (state, answers, gone, owner) => {
          const seen = await secondDigest({ state, answers, gone, owner });
          expect(seen).toBeDefined();
          if (seen === undefined) return;
          checkNumbers(seen);
          for (const { reason } of askedQuestions(seen.state, seen.record)) met.add(reason.kind);
          if (seen.text.includes(seen.words.mail.footer.done(1))) met.add('done');
          if (seen.record.questions.length === 0) met.add('nothing to ask');
          if (seen.text.includes(seen.words.mail.footer.heading)) met.add('asked');
          if (seen.text.includes(seen.words.mail.footer.whoLeft)) met.add('left');
        },
      ),
      { numRuns: 200 },
    );
    for (const kind of [
      'compliance',
      'removals',
      'dueAgain',
      'noTrace',
      'nothing to ask',
      'asked',
      'done',
      'left',
    ])
      expect([...met]).toContain(kind);
  });
});
