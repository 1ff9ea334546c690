import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ImportBusy } from '../../shared/domain/errors.ts';
import type { Flag } from '../../shared/domain/flag.ts';
import {
  contactSubject,
  type IsoDay,
  type IsoTime,
  type MailId,
  type Period,
} from '../../shared/domain/ids.ts';
import type { Owner } from '../../shared/domain/owner.ts';
import type { ContactStore } from '../../shared/ports/contact-store.ts';
import type { Mailer, SendAnswer } from '../../shared/ports/mailer.ts';
import type { MailMessage, SettleMessage } from '../../shared/ports/queue.ts';
import { deliverMail, MailUnknown } from '../../shared/workflows/deliver-mail.ts';
import { openPeriods } from '../../shared/workflows/open-periods.ts';
import { readMailState } from '../../shared/workflows/read-mail-state.ts';
import { runAudit } from '../../shared/workflows/run-audit.ts';
import { settleMails } from '../../shared/workflows/settle-mail.ts';
import { zipBytes } from '../fixtures/archive.ts';
import { generateAccount, SAMPLE } from '../fixtures/network.ts';
import { importFile, me, storeWithOwner } from '../network.ts';
import { type Fault, faultPlan } from './faults.ts';

const november = '2026-11-02T09:00:00.000Z' as IsoTime;
const period = '2026-11' as Period;
const digestMail = 'digest-2026-11' as MailId;
let folder: string;
let path: string;
/** An export with more to ask than a digest holds. */
let wide: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'woher-audit-'));
  path = join(folder, 'export.zip');
  wide = join(folder, 'wide.zip');
  await writeFile(wide, await zipBytes(generateAccount({ ...SAMPLE, scale: 0.3 }).files));
  await writeFile(path, await zipBytes(generateAccount({ ...SAMPLE, scale: 0.1 }).files));
});
afterAll(() => rm(folder, { recursive: true }));

const imported = async (owner: Partial<Owner> = {}): Promise<ContactStore> => {
  const store = await storeWithOwner(owner);
  await importFile(store, { path, at: november });
  return store;
};

/** A carrier that counts what it really took, and forgets or garbles answers as told. */
function carrier(options: { knows?: boolean; answers?: readonly SendAnswer[] } = {}) {
  const taken: string[] = [];
  const answers = [...(options.answers ?? [])];
  const mailer: Mailer = {
    tellsOutcomes: options.knows === false,
    send: async ({ mime }) => {
      const answer = answers.shift() ?? { outcome: 'sent', messageId: 'm-1' };
      if (answer.outcome !== 'refused') taken.push(mime);
      return answer;
    },
    lookUp: async () => (options.knows === false ? 'unknown' : taken.length > 0 ? 'sent' : 'notSent'),
  };
  return { mailer, taken };
}

type World = {
  store: ContactStore;
  mails: MailMessage[];
  mailer: Mailer;
  wrap: <P extends object>(port: P) => P;
  now: () => Date;
};

function world(store: ContactStore, mailer: Mailer, fault?: Fault): World & { calls: string[] } {
  const { wrap, calls } = faultPlan(fault);
  return { store, mails: [], mailer, wrap, calls, now: () => new Date(november) };
}

const audit = (w: World, at = november, of: Period | undefined = period) =>
  runAudit(
    {
      store: w.wrap(w.store),
      mails: w.wrap({ send: async (message: MailMessage) => void w.mails.push(message) }),
      newLinkKey: () => crypto.getRandomValues(new Uint8Array(32)),
      baseUrl: 'http://127.0.0.1:4477',
      sender: 'Woher <woher@localhost>',
      now: w.now,
    },
    { ownerId: me, at, period: of },
  );

const deliver = (w: World, message: MailMessage) =>
  deliverMail({ store: w.wrap(w.store), mailer: w.wrap(w.mailer), now: w.now }, message);

/** Runs the audit and its mails as queues would: what fails comes again, at most five times. */
async function runToRest(w: World): Promise<void> {
  await upToFiveTimes(() => audit(w));
  for (const message of w.mails) await upToFiveTimes(() => deliver(w, message));
}

async function upToFiveTimes(run: () => Promise<unknown>): Promise<void> {
  for (let receive = 1; receive <= 5; receive++) {
    try {
      await run();
      return;
    } catch (fault) {
      if (receive === 5) throw fault;
    }
  }
}

describe('an audit and its digest', () => {
  test('opens one digest a period, however often it is triggered', async () => {
    const store = await imported();
    const { mailer, taken } = carrier();
    const w = world(store, mailer);
    for (let run = 0; run < 4; run++) await runToRest(w);
    expect(taken).toHaveLength(1);
    expect(await store.readDigests(me)).toHaveLength(1);
    expect((await audit(w)).digest).toBe('sent');
  });

  test('run again before the mail was frozen, asks the same people with the same key', async () => {
    const store = await imported();
    const { mailer } = carrier();
    await expect(
      audit(world({ ...store, freezeMail: () => Promise.reject(new Error('gone')) }, mailer)),
    ).rejects.toThrow();
    const [record] = await store.readDigests(me);
    await audit(world(store, mailer));
    expect(await store.readDigests(me)).toEqual([record]);
    const mail = await store.readMail(me, 'audit', 'digest-2026-11' as MailId);
    expect(mail?.mime.match(/behalten/g)?.length).toBeGreaterThanOrEqual(record?.questions.length ?? 99);
  });

  test('does not open the next one within 20 days, nor an earlier one ever', async () => {
    const store = await imported();
    const w = world(store, carrier().mailer);
    await audit(w);
    expect((await audit(w, '2026-12-01T07:00:00.000Z' as IsoTime, '2026-12' as Period)).digest).toBe(
      'queued',
    );
    expect((await audit(w, '2026-12-19T07:00:00.000Z' as IsoTime, '2027-01' as Period)).digest).toBe(
      'notDue',
    );
    expect((await audit(w, '2027-03-01T07:00:00.000Z' as IsoTime, '2026-10' as Period)).digest).toBe(
      'notDue',
    );
  });

  test('does not ask about anybody who was decided, and marks their flags', async () => {
    const store = await imported();
    const w = world(store, carrier().mailer);
    await audit(w);
    const asked = (await store.readDigests(me))[0]?.questions ?? [];
    expect(asked.length).toBe(12);
    for (const { subject } of asked) {
      await store.recordAnswer(me, { subject, given: { answer: 'keep' }, at: november, via: 'review' });
    }
    await audit(w, '2026-12-01T07:00:00.000Z' as IsoTime, '2026-12' as Period);
    const next = (await store.readDigests(me))[1]?.questions ?? [];
    expect(next.length).toBeGreaterThan(0);
    expect(next.filter(({ subject }) => asked.some((one) => one.subject === subject))).toEqual([]);
    const states = (await store.readFlags(me)).filter(({ subject }) =>
      asked.some((one) => one.subject === subject),
    );
    expect(new Set(states.map(({ state }) => state))).toEqual(new Set(['decided']));
  });

  test('says in the mail what is true today, not what lapsed in this very audit', async () => {
    const store = await imported();
    const w = world(store, carrier().mailer);
    const beforeMail = world(
      { ...store, freezeMail: () => Promise.reject(new Error('gone')) },
      carrier().mailer,
    );
    await expect(audit(beforeMail)).rejects.toThrow();
    const unexplained = (await store.readFlags(me)).filter(({ ruleId }) => ruleId === 'unknownOrigin');
    const outdated = unexplained.map((flag): Flag => {
      const dates = { since: '2026-03-04' as IsoDay, searchedUntil: '2026-11-01' as IsoDay };
      const reason = { kind: 'theyNeverAnswered', messages: 13, ...dates, noTrace: true } as const;
      return {
        ...flag,
        ruleId: 'unreciprocated',
        finding: { ...flag.finding, ruleId: 'unreciprocated', reason },
      };
    });
    await store.writeFlags(me, outdated);
    await audit(w);
    const mail = await store.readMail(me, 'audit', 'digest-2026-11' as MailId);
    expect(mail?.mime.replaceAll('=\r\n', '')).not.toContain('13 Nachrichten');
  });

  test('of an earlier day, come late, leaves the flags of today as they are', async () => {
    const store = await imported();
    const w = world(store, carrier().mailer);
    await audit(w);
    await audit(w, '2026-12-08T07:00:00.000Z' as IsoTime, '2026-12' as Period);
    const flags = await store.readFlags(me);
    const early = await audit(w, '2026-10-05T09:00:00.000Z' as IsoTime, period);
    expect(early.flags.kept.length).toBeGreaterThan(early.evaluation.findings.length);
    expect(await store.readFlags(me)).toEqual(flags);
  });

  test('waits while an import is being applied, and says so before there is any export', async () => {
    const store = await storeWithOwner();
    const w = world(store, carrier().mailer);
    expect((await audit(w)).digest).toBe('noExport');
    await store.takeImportLock(
      me,
      { runId: 'x' as never, importId: 'x' as never, until: '2026-11-02T10:00:00.000Z' as IsoTime },
      november,
    );
    await expect(audit(w)).rejects.toThrow(ImportBusy);
  });

  test('finds the same at the same time', async () => {
    const store = await imported();
    const w = world(store, carrier().mailer);
    const [first, second] = [await audit(w), await audit(w)];
    expect(second.evaluation.findings).toEqual(first.evaluation.findings);
    expect(second.flags.open).toEqual([]);
    expect(second.flags.kept).toHaveLength(first.flags.open.length);
  });
});

// Who looks for a job is asked about nobody who stands on no list.
const nothing = { policy: 'jobSearch' } as const;

describe('where there is nothing to ask', () => {
  test('a short mail says so, once a period', async () => {
    const store = await imported(nothing);
    const { mailer, taken } = carrier();
    const w = world(store, mailer);
    for (let run = 0; run < 4; run++) await runToRest(w);
    expect(taken).toHaveLength(1);
    expect(await store.readMail(me, 'audit', digestMail)).toMatchObject({
      kind: 'digest',
      subject: 'Nichts zu fragen (November)',
    });
    const [record, ...others] = await store.readDigests(me);
    expect([record?.questions, record?.nothingToAsk, others]).toEqual([[], 'mail', []]);
    expect((await audit(w)).digest).toBe('sent');
    expect((await audit(w, '2026-12-01T07:00:00.000Z' as IsoTime, '2026-12' as Period)).digest).toBe(
      'queued',
    );
  });

  test('there is no mail for an owner who wants none, also if they want one later', async () => {
    const store = await imported({ ...nothing, nothingToAsk: 'noMail' });
    const { mailer, taken } = carrier();
    const w = world(store, mailer);
    await runToRest(w);
    expect((await audit(w)).digest).toBe('nothingToAsk');
    await store.changeOwner(me, (owner) => ({ ...owner, nothingToAsk: 'mail' }));
    await runToRest(w);
    expect([taken, w.mails, await store.readMail(me, 'audit', digestMail)]).toEqual([[], [], undefined]);
    expect(await store.readDigests(me)).toHaveLength(1);
  });

  test('nor is there one before the first export', async () => {
    const store = await storeWithOwner(nothing);
    const w = world(store, carrier().mailer);
    expect((await audit(w)).digest).toBe('noExport');
    expect([w.mails, await store.readDigests(me)]).toEqual([[], []]);
  });

  test('no single fault sends it twice or never', async () => {
    const counted = world(await imported(nothing), carrier().mailer);
    await runToRest(counted);
    const base = await imported(nothing);
    for (let call = 1; call <= counted.calls.length; call += 1)
      for (const when of ['before', 'after'] as const) {
        const store = await copyOf(base, nothing);
        const { mailer, taken } = carrier();
        await runToRest(world(store, mailer, { call, when }));
        expect(taken, `call ${call} ${when}`).toHaveLength(1);
      }
  });

  test.each(['mail', 'noMail'] as const)(
    'since all who were to be asked have gone, the mail of the open digest says so (%s)',
    async (nothingToAsk) => {
      const store = await imported({ nothingToAsk });
      const beforeMail = world(
        { ...store, freezeMail: () => Promise.reject(new Error('gone')) },
        carrier().mailer,
      );
      await expect(audit(beforeMail)).rejects.toThrow();
      const contacts = await store.readContacts(me);
      await store.writeContacts(
        me,
        contacts.map((contact) => ({ ...contact, missingSince: november })),
      );
      expect((await audit(world(store, carrier().mailer))).digest).toBe('queued');
      expect((await store.readMail(me, 'audit', digestMail))?.subject).toBe('Nichts zu fragen (November)');
    },
  );
});

describe('the size of a digest', () => {
  test.each([
    [1, 5],
    [5, 5],
    [25, 25],
    [400, 25],
  ])('of an owner who is stored with %i is %i', async (digestSize, size) => {
    const store = await storeWithOwner({ digestSize });
    await importFile(store, { path: wide, at: november });
    await audit(world(store, carrier().mailer));
    expect((await store.readDigests(me))[0]?.questions).toHaveLength(size);
  });
});

describe('a two-weekly digest', () => {
  test('has a mail of its own for each half of a month, called after it', async () => {
    const store = await imported({ rhythm: 'twoWeekly' });
    const w = world(store, carrier().mailer);
    await audit(w);
    await audit(w, '2026-11-15T07:00:00.000Z' as IsoTime, '2026-11-15' as Period);
    const mail = await store.readMail(me, 'audit', 'digest-2026-11-15' as MailId);
    expect(mail?.subject).toMatch(/\(Mitte November\)$/);
    expect(w.mails.map(({ mailId }) => mailId)).toEqual([digestMail, 'digest-2026-11-15']);
  });
});

describe('sending once', () => {
  test('no single fault in audit and delivery sends twice, and the mail goes out once the fault is over', async () => {
    const counted = world(await imported(), carrier().mailer);
    await runToRest(counted);
    const calls = counted.calls.length;
    expect(calls).toBeGreaterThanOrEqual(18);
    const faults = Array.from({ length: calls }, (_, i) => i + 1).flatMap((call): Fault[] => [
      { call, when: 'before' },
      { call, when: 'after' },
    ]);
    const base = await imported();
    for (const fault of faults) {
      const store = await copyOf(base);
      const { mailer, taken } = carrier();
      const w = world(store, mailer, fault);
      await runToRest(w);
      const where = `call ${fault.call} ${fault.when}`;
      expect(taken, where).toHaveLength(1);
      expect(await readMailState(store, me, digestMail), where).toBe('sent');
    }
  });

  test('where the carrier cannot tell, a lost answer leaves the mail at "sending": never a second one', async () => {
    const store = await imported();
    const { mailer, taken } = carrier({
      knows: false,
      answers: [{ outcome: 'unknown', code: 'TimeoutError' }],
    });
    const w = world(store, mailer);
    for (let run = 0; run < 5; run++) await runToRest(w);
    expect(taken).toHaveLength(1);
    expect(await readMailState(store, me, digestMail)).toBe('sending');
  });

  test('a definite refusal for a while waits, then sends the frozen bytes', async () => {
    const store = await imported();
    const { mailer, taken } = carrier({
      answers: [{ outcome: 'refused', code: 'Throttling', retryAfterSeconds: 600 }],
    });
    const w = world(store, mailer);
    await runToRest(w);
    expect(await readMailState(store, me, digestMail)).toBe('waiting');
    await runToRest(w);
    expect(taken).toHaveLength(0);
    w.now = () => new Date('2026-11-02T09:10:01.000Z');
    await runToRest(w);
    expect(taken).toEqual([(await store.readMail(me, 'audit', 'digest-2026-11' as MailId))?.mime]);
  });

  test('a definite refusal for good is never sent again', async () => {
    const store = await imported();
    const { mailer, taken } = carrier({ answers: [{ outcome: 'refused', code: 'MessageRejected' }] });
    const w = world(store, mailer);
    for (let run = 0; run < 3; run++) await runToRest(w);
    expect(taken).toHaveLength(0);
    expect(await readMailState(store, me, digestMail)).toBe('failed');
  });

  test('ten deliveries at once make one', async () => {
    const store = await imported();
    const { mailer, taken } = carrier({ knows: false });
    const w = world(store, mailer);
    await audit(w);
    const message = w.mails[0];
    if (message === undefined) throw new Error('nothing was queued');
    await Promise.all(Array.from({ length: 10 }, () => deliver(w, message)));
    expect(taken).toHaveLength(1);
  });

  test('a message about a mail that nobody froze is a fault', async () => {
    const store = await imported();
    const message: MailMessage = {
      ownerId: me,
      mailId: 'digest-1999-01' as MailId,
      madeBy: 'audit',
      at: november,
    };
    await expect(deliver(world(store, carrier().mailer), message)).rejects.toThrow(MailUnknown);
  });
});

describe('the schedule', () => {
  const tick = async (store: ContactStore, at: string) => {
    const audits: unknown[] = [];
    const { audits: sent } = await openPeriods(
      {
        store,
        audits: { send: async (message) => void audits.push(message) },
        mails: { send: async () => {} },
      },
      at as IsoTime,
    );
    return { sent, audits };
  };

  test('a missed run heals at the next tick, and a mailed period is not opened again', async () => {
    const store = await imported();
    const w = world(store, carrier().mailer);
    await runToRest(w);
    expect((await tick(store, '2026-12-01T06:00:00.000Z')).sent).toBe(0);
    const late = await tick(store, '2026-12-03T15:00:00.000Z');
    expect(late.audits).toEqual([{ ownerId: me, at: '2026-12-03T15:00:00.000Z', period: '2026-12' }]);
    // Not audited yet, so the next tick asks again; once the mail is sent, none does.
    expect((await tick(store, '2026-12-03T16:00:00.000Z')).sent).toBe(1);
    w.now = () => new Date('2026-12-03T16:00:00.000Z');
    await audit(w, '2026-12-03T16:00:00.000Z' as IsoTime, '2026-12' as Period);
    for (const message of w.mails) await deliver(w, message);
    expect((await tick(store, '2026-12-03T17:00:00.000Z')).sent).toBe(0);
    expect((await tick(store, '2026-12-20T17:00:00.000Z')).sent).toBe(0);
    expect((await store.readSchedule(me))?.lastPeriod).toBe('2026-12');
  });
});

describe('a digest whose mail is not out yet', () => {
  const tickedFor = async (store: ContactStore, at: string) => {
    const audits: { period?: string | undefined }[] = [];
    const settles: SettleMessage[] = [];
    await openPeriods(
      {
        store,
        audits: { send: async (message) => void audits.push(message) },
        mails: { send: async (message) => void settles.push(message) },
      },
      at as IsoTime,
    );
    return { periods: audits.map((message) => message.period), settles };
  };

  test('refused for a while at the end of a month, goes out in the next', async () => {
    const store = await imported();
    const { mailer, taken } = carrier({
      answers: [{ outcome: 'refused', code: 'Daily', retryAfterSeconds: 86_400 }],
    });
    const w = world(store, mailer);
    w.now = () => new Date('2026-11-30T12:00:00.000Z');
    await runToRest(w);
    expect(taken).toHaveLength(0);
    const { periods, settles } = await tickedFor(store, '2026-12-01T13:00:00.000Z');
    expect(periods).toEqual([]);
    w.now = () => new Date('2026-12-01T13:00:00.000Z');
    for (const message of settles) await settleMails(w, message);
    expect(taken).toHaveLength(1);
    expect((await tickedFor(store, '2026-12-01T14:00:00.000Z')).settles).toEqual([]);
  });

  test('refused for good, is not audited every hour', async () => {
    const store = await imported();
    const w = world(store, carrier({ answers: [{ outcome: 'refused', code: 'MessageRejected' }] }).mailer);
    await runToRest(w);
    expect(await tickedFor(store, '2026-12-01T06:00:00.000Z')).toEqual({ periods: [], settles: [] });
  });
});

describe('an answer that only put the question off', () => {
  test.each([
    ['later', '2026-12-01', true],
    ['ask', '2026-12-01', false],
    ['ask', '2027-01-01', true],
  ] as const)('%s on 2 November: asked again, and first, on %s: %s', async (answer, day, again) => {
    const store = await imported();
    const w = world(store, carrier().mailer);
    await audit(w);
    const asked = (await store.readDigests(me))[0]?.questions.at(-1)?.subject ?? contactSubject('' as never);
    await store.recordAnswer(me, { subject: asked, given: { answer }, at: november, via: 'review' });
    await audit(w, `${day}T07:00:00.000Z` as IsoTime, day.slice(0, 7) as Period);
    const next = (await store.readDigests(me))[1]?.questions ?? [];
    expect(next.findIndex(({ subject }) => subject === asked)).toBe(again ? 0 : -1);
  });
});

async function copyOf(from: ContactStore, owner: Partial<Owner> = {}): Promise<ContactStore> {
  const store = await storeWithOwner(owner);
  await store.writeContacts(me, await from.readContacts(me));
  for (const record of await from.readImports(me)) await store.writeImport(me, record);
  const head = await from.readHead(me);
  if (head !== undefined) await store.moveHead(me, head);
  return store;
}
