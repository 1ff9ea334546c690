import { describe, expect, test } from 'vitest';
import { createMemoryContactStore } from '../../shared/adapters/memory/contact-store.ts';
import type { DigestRecord } from '../../shared/domain/digest.ts';
import type { IsoTime, OwnerId } from '../../shared/domain/ids.ts';
import type { Send } from '../../shared/domain/mail.ts';
import type { Rhythm } from '../../shared/domain/owner.ts';
import type { ContactStore } from '../../shared/ports/contact-store.ts';
import type { AuditMessage, SettleMessage } from '../../shared/ports/queue.ts';
import { openPeriods } from '../../shared/workflows/open-periods.ts';
import { aDigest, aHead, anImport, anOwner, time } from '../domain/builders.ts';
import { anOutcome, aSend } from '../domain/mails.ts';

const me = 'me' as OwnerId;
const november = time('2026-11-01T08:00:00.000Z');

type Home = {
  readonly store: ContactStore;
  tick(
    at: string,
  ): Promise<{ audits: AuditMessage[]; settles: SettleMessage[]; overdue: number; failed: OwnerId[] }>;
};

const importDone = (finishedAt: string) =>
  anImport([], { exportedAt: time('2026-10-20'), finishedAt: time(finishedAt) });

/** Owners in UTC with an export, due from the first of November on. */
async function aHome(ownerIds: readonly OwnerId[] = [me]): Promise<Home> {
  const store = createMemoryContactStore();
  for (const ownerId of ownerIds) {
    await store.createOwner(anOwner({ ownerId, zone: 'UTC' }), november);
    await store.moveHead(ownerId, aHead('2026-10-20'));
    await store.writeImport(ownerId, importDone('2026-10-20'));
  }
  return {
    store,
    tick: async (at) => {
      const audits: AuditMessage[] = [];
      const settles: SettleMessage[] = [];
      const { overdue, faults } = await openPeriods(
        {
          store,
          audits: { send: async (message) => void audits.push(message) },
          mails: { send: async (message) => void settles.push(message) },
        },
        at as IsoTime,
      );
      return { audits, settles, overdue, failed: faults.map(({ item }) => item) };
    },
  };
}

/** A digest of November whose mail is as the attempt says. */
async function withDigest(
  { store }: Home,
  send?: Partial<Send>,
  asked: Partial<DigestRecord> = { questions: [{ no: 1, subject: 'contact:x' as never }] },
): Promise<void> {
  const digest = aDigest('2026-11', november);
  await store.openDigest({ ...digest, ownerId: me, ...asked });
  if (send !== undefined)
    await store.claimSend(me, aSend({ mailId: digest.mailId, claimedAt: november, ...send }));
}

const nextDueAt = async ({ store }: Home) => (await store.readSchedule(me))?.nextDueAt;

describe('settling by the hour', () => {
  test.each([
    ['an answer is missing', { state: 'sending' }, true],
    ['refused for a while', { state: 'refused', notBefore: november }, true],
    ['held for a while', { state: 'held', notBefore: november }, true],
    ['taken, and nobody heard since', { state: 'sent' }, true],
    ['taken by a carrier that tells nothing', { state: 'sent', followed: false }, false],
    ['refused for good', { state: 'refused' }, false],
    ['held until somebody asks', { state: 'held' }, false],
  ] as const)('%s: %o is settled by the hour: %s', async (_, send, settled) => {
    const home = await aHome();
    await withDigest(home, send);
    const { audits, settles } = await home.tick('2026-11-01T09:00:00.000Z');
    expect(audits).toEqual([]);
    expect(settles).toEqual(settled ? [{ kind: 'settle', ownerId: me, at: '2026-11-01T09:00:00.000Z' }] : []);
    expect(await nextDueAt(home)).toBe(settled ? '2026-11-01T10:00:00.000Z' : '2026-11-02T09:00:00.000Z');
  });

  test('ends with the delivery', async () => {
    const home = await aHome();
    await withDigest(home, { state: 'sent' });
    await home.store.recordOutcome(me, anOutcome('delivery'));
    expect((await home.tick('2026-11-01T09:00:00.000Z')).settles).toEqual([]);
    expect(await nextDueAt(home)).toBe('2026-11-02T09:00:00.000Z');
  });

  test('a digest that no attempt was made for is audited again, by the hour', async () => {
    const home = await aHome();
    await withDigest(home);
    const { audits, settles } = await home.tick('2026-11-01T09:00:00.000Z');
    expect([audits, settles]).toEqual([
      [{ ownerId: me, at: '2026-11-01T09:00:00.000Z', period: '2026-11' }],
      [],
    ]);
    expect(await nextDueAt(home)).toBe('2026-11-01T10:00:00.000Z');
  });

  test.each([
    ['waits', { state: 'refused', notBefore: november }, []],
    ['was taken', { state: 'sent' }, ['2026-12']],
    ['needs a person', { state: 'held' }, ['2026-12']],
  ] as const)(
    'the next period is opened unless the mail of the last one %s: %o',
    async (_, send, periods) => {
      const home = await aHome();
      await withDigest(home, send);
      const { audits } = await home.tick('2026-12-01T08:00:00.000Z');
      expect(audits.map(({ period }) => period)).toEqual(periods);
    },
  );

  test('an owner who pauses is settled, and not asked for an audit', async () => {
    const home = await aHome();
    await withDigest(home, { state: 'sending' });
    await home.store.changeOwner(me, (owner) => ({ ...owner, pausedAt: november }));
    const { audits, settles } = await home.tick('2026-12-01T09:00:00.000Z');
    expect([audits.length, settles.length]).toEqual([0, 1]);
  });

  test('a digest that a pause holds back is settled when it ends, and the next one follows it', async () => {
    const home = await aHome();
    await withDigest(home, { state: 'held', code: 'ownerPaused', notBefore: november });
    await home.store.pauseOwner(me, november);
    const paused = await home.tick('2026-12-01T08:00:00.000Z');
    expect([paused.audits.length, paused.settles.length]).toEqual([0, 0]);
    expect(await nextDueAt(home)).toBe('2026-12-02T08:00:00.000Z');
    await home.store.pauseOwner(me, undefined);
    const resumed = await home.tick('2026-12-10T08:00:00.000Z');
    expect([resumed.audits.length, resumed.settles.length, resumed.overdue]).toEqual([0, 1, 0]);
  });

  test('a digest that a pause held back until its links ended keeps no other', async () => {
    const home = await aHome();
    await withDigest(home, { state: 'held', code: 'ownerPaused', notBefore: november });
    const { audits, settles } = await home.tick('2027-01-02T08:00:00.000Z');
    expect([audits.map(({ period }) => period), settles]).toEqual([['2027-01'], []]);
  });
});

describe('a digest with nothing to ask', () => {
  test.each([
    ['mail', undefined, ['2026-11']],
    ['mail', { state: 'sent' }, ['2026-12']],
    ['noMail', undefined, ['2026-12']],
    [undefined, undefined, ['2026-12']],
  ] as const)(
    'whose owner wants a %s, its attempt %o: the first tick of December asks for %o',
    async (nothingToAsk, send, periods) => {
      const home = await aHome();
      await withDigest(home, send, { nothingToAsk });
      const { audits } = await home.tick('2026-12-01T08:00:00.000Z');
      expect(audits.map(({ period }) => period)).toEqual(periods);
    },
  );
});

describe('another rhythm', () => {
  const withRhythm = async (rhythm: Rhythm) => {
    const home = await aHome();
    await withDigest(home, { state: 'sent', followed: false });
    await home.store.changeOwner(me, (owner) => ({ ...owner, rhythm }));
    return home;
  };

  test.each([
    ['monthly', '2026-11-16T08:00:00.000Z', []],
    ['twoWeekly', '2026-11-15T07:59:59.999Z', []],
    ['twoWeekly', '2026-11-15T08:00:00.000Z', ['2026-11-15']],
    ['quarterly', '2026-12-02T08:00:00.000Z', []],
    ['quarterly', '2027-01-01T08:00:00.000Z', ['2027-01']],
  ] as const)('%s: a tick of %s asks for %o', async (rhythm, at, periods) => {
    const { audits } = await (await withRhythm(rhythm)).tick(at);
    expect(audits.map(({ period }) => period)).toEqual(periods);
  });

  test('leaves no digest overdue that its periods do not have', async () => {
    const home = await withRhythm('quarterly');
    expect((await home.tick('2026-11-20T08:00:00.000Z')).overdue).toBe(0);
    expect((await home.tick('2026-12-20T08:00:00.000Z')).overdue).toBe(0);
  });

  test('has its own digests, and one that does not come is overdue', async () => {
    const home = await withRhythm('twoWeekly');
    expect((await home.tick('2026-11-15T08:00:00.000Z')).overdue).toBe(0);
    expect((await home.tick('2026-11-17T07:00:00.000Z')).overdue).toBe(0);
    expect((await home.tick('2026-11-17T08:00:00.000Z')).overdue).toBe(1);
  });
});

describe('a digest that is overdue', () => {
  /** What a tick finds after all those of this month before it. */
  const tickOf = async (at: string, prepare: (home: Home) => Promise<void>) => {
    const home = await aHome();
    await prepare(home);
    for (let before = Date.parse(november); before < Date.parse(at); before += 3_600_000)
      await home.tick(new Date(before).toISOString());
    return (await home.tick(at)).overdue;
  };
  const third = '2026-11-03T08:00:00.000Z';
  const nothing = async () => {};

  test.each([
    ['2026-11-03T07:00:00.000Z', 0],
    [third, 1],
    ['2026-11-20T08:00:00.000Z', 1],
  ])('none was opened by %s: %i', async (at, overdue) => {
    expect(await tickOf(at, nothing)).toBe(overdue);
  });

  test.each([
    ['was never tried', undefined, 1],
    ['is being sent', { state: 'sending' }, 1],
    ['was refused', { state: 'refused' }, 1],
    ['is held', { state: 'held' }, 1],
    ['was taken', { state: 'sent' }, 0],
  ] as const)('its mail %s: %o, %i', async (_, send, overdue) => {
    expect(await tickOf(third, (home) => withDigest(home, send))).toBe(overdue);
  });

  test.each([
    ['was never tried', undefined, 1],
    ['was taken', { state: 'sent' }, 0],
  ] as const)('that says that there is nothing to ask, its mail %s: %o, %i', async (_, send, overdue) => {
    expect(await tickOf(third, (home) => withDigest(home, send, { nothingToAsk: 'mail' }))).toBe(overdue);
  });

  test('a bounced mail has gone out: another alarm tells of it', async () => {
    const bounced = async (home: Home) => {
      await withDigest(home, { state: 'sent' });
      await home.store.recordOutcome(me, anOutcome('bounce'));
    };
    expect(await tickOf(third, bounced)).toBe(0);
  });

  const openedAt = (period: string, at: string) => async (home: Home) => {
    await home.store.openDigest({ ...aDigest(period, at), ownerId: me, questions: [] });
  };
  const paused = async (home: Home) => {
    await home.store.pauseOwner(me, november);
  };
  const firstImport = (home: Home) => home.store.writeImport(me, importDone('2026-11-02'));
  const importUnderWay = (home: Home) => home.store.writeImport(me, anImport([], { ...unfinished }));
  const unfinished = { exportedAt: time('2026-10-20'), status: 'applying' } as const;

  test.each<[string, (home: Home) => Promise<void>]>([
    ['there was nothing to ask', openedAt('2026-11', november)],
    ['the last digest is less than twenty days old', openedAt('2026-10', '2026-10-20')],
    ['the owner wants none for now', paused],
    ['the first import, of an older export, is of yesterday', firstImport],
    ['the first import is under way', importUnderWay],
  ])('no digest is missed where %s', async (_, prepare) => {
    expect(await tickOf(third, prepare)).toBe(0);
  });

  test('another import does not make a digest that is missing a day younger', async () => {
    const imported = (home: Home) =>
      home.store.writeImport(me, { ...importDone('2026-11-02'), exportedAt: time('2026-11-02') });
    expect(await tickOf(third, imported)).toBe(1);
  });

  test('who resumes in the middle of a month has missed none, unless it has not come by the next look', async () => {
    const home = await aHome();
    await home.tick('2026-11-01T08:00:00.000Z');
    await home.store.pauseOwner(me, november);
    await home.tick('2026-11-14T09:00:00.000Z');
    await home.store.pauseOwner(me, undefined);
    const first = await home.tick('2026-11-15T09:00:00.000Z');
    expect([first.audits.map(({ period }) => period), first.overdue]).toEqual([['2026-11'], 0]);
    expect((await home.tick('2026-11-15T10:00:00.000Z')).overdue).toBe(1);
  });

  test.each(['held', 'refused'] as const)(
    'whose mail waits for a person (%s) is told by the hour, so that the alarm stays',
    async (state) => {
      const home = await aHome();
      await withDigest(home, { state });
      const told = [];
      for (let hour = 8; hour < 20; hour += 1)
        told.push((await home.tick(`2026-11-03T${String(hour).padStart(2, '0')}:00:00.000Z`)).overdue);
      expect(told).toEqual(Array.from({ length: 12 }, () => 1));
      expect(await nextDueAt(home)).toBe('2026-11-03T20:00:00.000Z');
    },
  );

  test('nobody misses a digest before there is an export', async () => {
    const store = createMemoryContactStore();
    await store.createOwner(anOwner({ ownerId: me, zone: 'UTC' }), november);
    const silent = { send: async () => {} };
    expect((await openPeriods({ store, audits: silent, mails: silent }, third as IsoTime)).overdue).toBe(0);
  });
});

test('an owner who cannot be read does not keep the others, and stays due', async () => {
  const [first, broken, last] = ['aa', 'bb', 'cc'] as OwnerId[] as [OwnerId, OwnerId, OwnerId];
  const home = await aHome([first, broken, last]);
  const { readDigests } = home.store;
  home.store.readDigests = (ownerId) =>
    ownerId === broken ? Promise.reject(new Error('unfit')) : readDigests(ownerId);
  const { audits, failed } = await home.tick('2026-11-01T08:00:00.000Z');
  expect(audits.map(({ ownerId }) => ownerId)).toEqual([first, last]);
  expect(failed).toEqual([broken]);
  Object.assign(home.store, { readDigests });
  const again = await home.tick('2026-11-01T08:10:00.000Z');
  expect(again.audits.map(({ ownerId }) => ownerId)).toEqual([broken]);
});
