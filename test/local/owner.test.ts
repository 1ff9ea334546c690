import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import {
  outboxShape,
  ownerChangeShape,
  ownersShape,
  resendShape,
} from '../../infra/local/commands/shapes.ts';
import type { Home } from '../../infra/local/services.ts';
import { parseAddress, parseDigestSize, parseZone } from '../../infra/local/settings.ts';
import { type ImportId, isoTime, type MailId, type OwnerId, type RunId } from '../../shared/domain/ids.ts';
import { addressHashOf } from '../../shared/domain/outcome.ts';
import { inHome, smallZipFile, startWoher, tempFolder, tempHome, testNow, woher } from './support.ts';

const address = 'anna@wolkenhauerin.example';

async function added(home: Home, args: Record<string, unknown> = {}) {
  const { exit, json } = await inHome(home, 'owner-add', { address, json: true, ...args });
  expect(exit).toBe(0);
  const shape = ownerChangeShape.parse(json());
  await home.queues.drain();
  return { ...shape, ownerId: shape.ownerId as OwnerId };
}

const outboxOf = async (home: Home, owner: string) =>
  outboxShape.parse((await inHome(home, 'outbox', { owner, json: true })).json());

test('adding an owner makes them with their settings and puts the welcome mail into the outbox', async () => {
  const home = await tempHome();
  const shape = await added(home, { locale: 'en', zone: 'America/Lima', policy: 'strict', digestSize: 7 });
  expect(shape).toMatchObject({ change: 'added', address, policy: 'strict', mail: 'ok', proof: 'reachable' });
  expect(shape.ownerId).toMatch(/^[a-z2-7]{12}$/);
  expect(await home.store.readOwner(shape.ownerId)).toMatchObject({
    address,
    locale: 'en',
    zone: 'America/Lima',
    policy: 'strict',
    digestSize: 7,
  });
  const mails = await outboxOf(home, shape.ownerId);
  expect(mails).toMatchObject([{ kind: 'welcome', to: address, mailId: shape.welcome?.mailId }]);
  expect(['sent', 'delivered']).toContain(mails[0]?.state);
  const { out } = await inHome(home, 'outbox', { owner: shape.ownerId, mailId: shape.welcome?.mailId });
  expect(out).toContain('Welcome to Woher');
  expect(out).toMatch(/http:\/\/127\.0\.0\.1:4477\/u\/[a-z2-7]{45}\n/);
  expect(await outboxOf(home, 'me')).toEqual([]);
});

test('the same address once more finds the owner, changes nothing and sends no second mail', async () => {
  const home = await tempHome();
  const { ownerId } = await added(home);
  const before = await home.store.readOwner(ownerId);
  const again = await added(home, { address: address.toUpperCase(), locale: 'en', digestSize: 25 });
  expect(again).toMatchObject({ change: 'known', ownerId, locale: 'de', digestSize: 12 });
  expect(await home.store.readOwner(ownerId)).toEqual(before);
  expect(await outboxOf(home, ownerId)).toHaveLength(1);
  expect(await home.store.readSends(ownerId)).toHaveLength(1);
});

test('whatever call of adding fails, the same command mends it', async () => {
  for (const failing of ['createOwner', 'freezeMail'] as const) {
    for (const isDone of [false, true]) {
      const home = await tempHome();
      let first = true;
      const broken = {
        ...home,
        store: {
          ...home.store,
          [failing]: async (...args: never[]) => {
            const call = home.store[failing] as (...args: never[]) => Promise<unknown>;
            if (!first) return call(...args);
            first = false;
            if (isDone) await call(...args);
            throw new Error('the answer was lost');
          },
        },
      };
      const failed = await inHome(broken, 'owner-add', { address });
      expect(failed.exit).toBe(1);
      const id = /--id ([a-z2-7]+)/.exec(failed.err)?.[1];
      expect(id !== undefined).toBe(failing === 'createOwner');
      const { ownerId } = await added(broken, id === undefined ? {} : { id });
      expect(await outboxOf(home, ownerId)).toHaveLength(1);
      const list = ownersShape.parse((await inHome(home, 'owner-list', { json: true })).json());
      expect(list.filter((owner) => owner.address === address)).toHaveLength(1);
    }
  }
});

test('an id or an address that somebody else has is refused', async () => {
  const home = await tempHome();
  const { ownerId } = await added(home);
  const taken = await inHome(home, 'owner-add', { address: 'bodo@muster.example', id: ownerId });
  expect(taken).toMatchObject({ exit: 2, out: '' });
  expect(taken.err).toContain(`owner set ${ownerId}`);
  const other = await inHome(home, 'owner-add', { address, id: 'bodo' });
  expect(other).toMatchObject({ exit: 2, err: `The owner ${ownerId} has this address already.\n` });
  const set = await inHome(home, 'owner-set', { id: 'me', address });
  expect(set).toMatchObject({ exit: 2, err: `The owner ${ownerId} has this address already.\n` });
  expect((await inHome(home, 'owner-set', { id: 'nobody2', locale: 'de' })).exit).toBe(2);
});

test('the list tells settings, last import, what stopped the mail, and pauses', async () => {
  const folder = await tempFolder();
  const home = await tempHome(join(folder, 'data'));
  const { ownerId } = await added(home);
  const file = await smallZipFile(folder);
  await inHome(home, 'import', { files: [file], owner: ownerId, at: '2026-11-20T08:00:00.000Z' });
  const stop = { stopped: 'bounced', at: isoTime(testNow()), addressHash: addressHashOf(ownerId, address) };
  await home.store.stopMailing(ownerId, stop as Parameters<typeof home.store.stopMailing>[1]);
  expect((await inHome(home, 'owner-set', { id: ownerId, paused: true })).exit).toBe(0);
  const { json } = await inHome(home, 'owner-list', { json: true });
  const [first, me] = ownersShape
    .parse(json())
    .sort((a, b) => Number(a.ownerId === 'me') - Number(b.ownerId === 'me'));
  expect(first).toMatchObject({
    ownerId,
    mail: 'bounced',
    lastImportAt: '2026-11-20T08:00:00.000Z',
    pausedAt: expect.any(String),
  });
  expect(me).toMatchObject({ ownerId: 'me', mail: 'ok' });
  expect(me?.lastImportAt).toBeUndefined();
  const { out } = await inHome(home, 'owner-list');
  expect(out.split('\n').find((line) => line.startsWith(ownerId))).toMatch(
    /anna@wolkenhauerin\.example.*12 Fragen.*Import 2026-11-20.*unzustellbar, pausiert$/,
  );
});

test('who has paused gets no digest, and the one of the month after resuming', async () => {
  const folder = await tempFolder();
  const home = await tempHome(join(folder, 'data'));
  const file = await smallZipFile(folder);
  await inHome(home, 'owner-set', { id: 'me', paused: true });
  await inHome(home, 'import', { files: [file], at: '2026-11-01T12:00:00.000Z' });
  await inHome(home, 'audit', { at: '2026-11-02T12:00:00.000Z' });
  expect(await home.store.readDigests(home.ownerId)).toEqual([]);
  const resumed = await inHome(home, 'owner-set', { id: 'me', paused: false, json: true });
  expect(ownerChangeShape.parse(resumed.json()).pausedAt).toBeUndefined();
  await inHome(home, 'audit', { at: '2026-11-04T12:00:00.000Z' });
  expect(await home.store.readDigests(home.ownerId)).toHaveLength(1);
});

test('an address that gets no mail any more is told of, whatever is queued', async () => {
  const home = await tempHome();
  const { ownerId } = await added(home, { locale: 'en' });
  const stop = {
    stopped: 'complained',
    at: isoTime(testNow()),
    addressHash: addressHashOf(ownerId, address),
  } as const;
  await home.store.stopMailing(ownerId, stop);
  const again = await inHome(home, 'owner-add', { address });
  expect(again.exit).toBe(1);
  expect(again.err).toBe(
    `No more mail goes to ${address} (reported as spam); "woher owner set" helps with another --address, or with --lift-stop when it takes mail again.\n`,
  );
  const moved = await inHome(home, 'owner-set', { id: ownerId, address: 'anna@grevesmoehl.example' });
  expect(moved).toMatchObject({ exit: 0, err: '' });
});

const stopped = (ownerId: OwnerId) =>
  ({
    stopped: 'bounced',
    at: isoTime(testNow()),
    addressHash: addressHashOf(ownerId, address),
  }) as const;

test('an address whose stop is lifted gets the welcome mail that was held, and a later bounce stops it again', async () => {
  const home = await tempHome();
  const me = await home.store.readOwner(home.ownerId);
  if (me === undefined) throw new Error('there is an owner from the start');
  const ownerId = 'anna' as OwnerId;
  await home.store.createOwner({ ...me, ownerId, address, locale: 'en' }, isoTime(testNow()));
  const stop = stopped(ownerId);
  await home.store.stopMailing(ownerId, stop);
  expect((await inHome(home, 'owner-add', { address })).exit).toBe(1);
  await home.queues.drain();
  expect(await outboxOf(home, ownerId)).toMatchObject([{ state: 'held' }]);

  const { exit, json, err } = await inHome(home, 'owner-set', { id: ownerId, liftStop: true, json: true });
  expect(exit).toBe(0);
  expect(ownerChangeShape.parse(json())).toMatchObject({ change: 'changed', mail: 'ok', address });
  expect(err).toContain(`Mail goes to ${address} again.`);
  expect(err).not.toContain('aws');
  await home.queues.drain();
  const [welcome] = await outboxOf(home, ownerId);
  expect(['sent', 'delivered']).toContain(welcome?.state);

  await home.store.stopMailing(ownerId, stop);
  expect(await home.store.readMailStatus(ownerId, stop.addressHash)).toBeUndefined();
  const later = { ...stop, at: isoTime(new Date(testNow().getTime() + 60_000)) };
  await home.store.stopMailing(ownerId, later);
  // Whatever this machine's clock says: what stands is what is lifted.
  expect((await inHome(home, 'owner-set', { id: ownerId, liftStop: true })).exit).toBe(0);
  expect(await home.store.readMailStatus(ownerId, stop.addressHash)).toBeUndefined();
});

test('a welcome mail that bounced does not go again after the stop is lifted, and the command names what helps', async () => {
  const home = await tempHome();
  const { ownerId, welcome } = await added(home, { locale: 'en' });
  const stop = stopped(ownerId);
  const told = { mailId: welcome?.mailId as MailId, attempt: 1, messageId: 'made-up', at: stop.at };
  await home.store.recordOutcome(ownerId, { ...told, event: 'bounce' });
  await home.store.stopMailing(ownerId, stop);
  const lifted = await inHome(home, 'owner-set', { id: ownerId, liftStop: true });
  expect(lifted.exit).toBe(0);
  expect(lifted.out).toContain(`woher owner set ${ownerId} --new-upload-links`);
  await home.queues.drain();
  expect(await outboxOf(home, ownerId)).toMatchObject([{ state: 'bounced' }]);
  expect((await inHome(home, 'owner-set', { id: ownerId, newUploadLinks: true })).exit).toBe(0);
  await home.queues.drain();
  const states = (await outboxOf(home, ownerId)).map(({ state }) => state);
  expect(states.filter((state) => state === 'bounced')).toHaveLength(1);
  expect(states).toHaveLength(2);
});

test('where nothing is stopped there is nothing to lift, and a bounce of that hour counts', async () => {
  const home = await tempHome();
  const { ownerId } = await added(home, { locale: 'en' });
  const stop = stopped(ownerId);
  const { exit, out } = await inHome(home, 'owner-set', { id: ownerId, liftStop: true });
  expect({ exit, first: out.split('\n')[0] }).toEqual({
    exit: 0,
    first: `Mail to ${address} was not stopped.`,
  });
  await home.store.stopMailing(ownerId, stop);
  expect(await home.store.readMailStatus(ownerId, stop.addressHash)).toEqual(stop);
});

test('settings change one by one and keep the others', async () => {
  const home = await tempHome();
  const { ownerId } = await added(home);
  const before = await home.store.readOwner(ownerId);
  const { exit, out } = await inHome(home, 'owner-set', {
    id: ownerId,
    zone: 'Europe/Vienna',
    digestSize: 20,
  });
  expect({ exit, out }).toEqual({ exit: 0, out: `Geändert: ${ownerId}.\n` });
  expect(await home.store.readOwner(ownerId)).toEqual({ ...before, zone: 'Europe/Vienna', digestSize: 20 });
  expect((await inHome(home, 'owner-set', { id: ownerId, digestSize: 20 })).out).toBe(
    'Es war nichts zu ändern.\n',
  );
});

test('rhythm, size, quiet periods and thresholds change one by one, and are told as JSON', async () => {
  const home = await tempHome();
  const thresholds = { lostFromSightAfterMonths: 12 };
  const { ownerId, ...shape } = await added(home, {
    rhythm: 'twoWeekly',
    nothingToAsk: 'noMail',
    thresholds,
  });
  expect(shape).toMatchObject({
    rhythm: 'twoWeekly',
    nothingToAsk: 'noMail',
    policyChanges: thresholds,
    digestSize: 12,
  });
  const set = async (args: Record<string, unknown>) =>
    ownerChangeShape.parse((await inHome(home, 'owner-set', { id: ownerId, json: true, ...args })).json());
  expect(await set({ rhythm: 'quarterly' })).toMatchObject({ rhythm: 'quarterly', nothingToAsk: 'noMail' });
  expect(await set({ nothingToAsk: 'mail', digestSize: 5 })).toMatchObject({
    rhythm: 'quarterly',
    nothingToAsk: 'mail',
    digestSize: 5,
    policyChanges: thresholds,
  });
  expect((await set({ thresholds: { burstWithinDays: 7 } })).policyChanges).toEqual({
    ...thresholds,
    burstWithinDays: 7,
  });
  // What the owner wants otherwise outlives another policy, until it goes back.
  expect(await set({ policy: 'open' })).toMatchObject({ policy: 'open', policyChanges: thresholds });
  const back = { lostFromSightAfterMonths: null, burstWithinDays: null };
  expect((await set({ thresholds: back })).policyChanges).toEqual({});
  expect(await home.store.readOwner(ownerId)).not.toHaveProperty('policyChanges');
  const again = await inHome(home, 'owner-set', { id: ownerId, thresholds: back, rhythm: 'quarterly' });
  expect(again.out).toBe('Es war nichts zu ändern.\n');
  const list = ownersShape.parse((await inHome(home, 'owner-list', { json: true })).json());
  expect(list.find((one) => one.ownerId === 'me')).toMatchObject({
    rhythm: 'monthly',
    nothingToAsk: 'mail',
    policyChanges: {},
  });
  expect(list.find((one) => one.ownerId === ownerId)).toMatchObject({ rhythm: 'quarterly', digestSize: 5 });
});

test.each([
  ['de', 'alle drei Monate'],
  ['en', 'every three months'],
  ['nl', 'elke drie maanden'],
])('the list tells the rhythm in %s', async (locale, told) => {
  const home = await tempHome();
  expect((await inHome(home, 'owner-set', { id: 'me', locale, rhythm: 'quarterly' })).exit).toBe(0);
  expect((await inHome(home, 'owner-list')).out).toContain(told);
});

test('a digest holds 5 to 25 contacts', () => {
  expect(['5', '12', '25'].map(parseDigestSize)).toEqual([5, 12, 25]);
  for (const text of ['4', '26', '0', '-5', '5.5', '', '1e1', 'all'])
    expect(() => parseDigestSize(text)).toThrow('A digest holds 5 to 25 contacts; say such a number.');
});

test('a pause by click while settings change stays, and so does a change of the others', async () => {
  const home = await tempHome();
  const { ownerId } = await added(home);
  const pausedAt = isoTime(testNow());
  let isFirst = true;
  const readOwner: Home['store']['readOwner'] = async (id) => {
    const owner = await home.store.readOwner(id);
    if (isFirst) {
      isFirst = false;
      await home.store.pauseOwner(id, pausedAt);
      await home.store.changeOwner(id, (one) => ({ ...one, zone: 'Europe/Vienna' }));
    }
    return owner;
  };
  const clicked: Home = { ...home, store: { ...home.store, readOwner } };
  const args = { id: ownerId, policy: 'strict', thresholds: { burstWithinDays: 7 }, newUploadLinks: true };
  expect((await inHome(clicked, 'owner-set', args)).exit).toBe(0);
  expect(await home.store.readOwner(ownerId)).toMatchObject({
    pausedAt,
    zone: 'Europe/Vienna',
    policy: 'strict',
    policyChanges: { burstWithinDays: 7 },
  });
});

test('another address and other links each bring another welcome mail, with a link that works', async () => {
  const home = await tempHome();
  const { ownerId, welcome } = await added(home);
  const moved = await inHome(home, 'owner-set', {
    id: ownerId,
    address: 'anna@grevesmoehl.example',
    json: true,
  });
  const second = ownerChangeShape.parse(moved.json()).welcome;
  const before = await home.store.readOwner(ownerId);
  const renewed = await inHome(home, 'owner-set', { id: ownerId, newUploadLinks: true, json: true });
  const third = ownerChangeShape.parse(renewed.json()).welcome;
  await home.queues.drain();
  expect((await home.store.readOwner(ownerId))?.uploadKey).not.toBe(before?.uploadKey);
  const mails = await outboxOf(home, ownerId);
  expect(new Set(mails.map(({ mailId }) => mailId))).toEqual(
    new Set([welcome?.mailId, second?.mailId, third?.mailId]),
  );
  expect(mails).toHaveLength(3);
  expect(mails.map(({ to }) => to).sort()).toEqual([
    'anna@grevesmoehl.example',
    'anna@grevesmoehl.example',
    address,
  ]);
});

test('only a mail that is held or failed is sent again', async () => {
  const home = await tempHome();
  const { ownerId, welcome } = await added(home);
  const mailId = welcome?.mailId as MailId;
  const done = await inHome(home, 'resend', { owner: ownerId, mailId, json: true });
  expect(done.exit).toBe(3);
  expect(resendShape.parse(done.json())).toMatchObject({ asked: false });
  expect((await inHome(home, 'resend', { owner: ownerId, mailId: 'digest-1999-01' })).exit).toBe(2);

  const at = isoTime(testNow());
  const mail = await home.store.readMail(ownerId, 'admin', mailId);
  if (mail === undefined) throw new Error('there is a mail');
  const heldId = 'welcome-again' as MailId;
  await home.store.freezeMail('admin', { ...mail, mailId: heldId });
  const claim = { mailId: heldId, attempt: 1, state: 'sending', claimedAt: at, madeBy: 'admin' } as const;
  await home.store.claimSend(ownerId, claim);
  await home.store.answerSend(ownerId, { ...claim, state: 'held', answeredAt: at, code: 'MessageRejected' });
  const again = await inHome(home, 'resend', { owner: ownerId, mailId: heldId, json: true });
  expect(again.exit).toBe(0);
  expect(resendShape.parse(again.json())).toEqual({ mailId: heldId, state: 'held', asked: true });
  await home.queues.drain();
  const [resent] = (await outboxOf(home, ownerId)).filter((one) => one.mailId === heldId);
  expect(['sent', 'delivered']).toContain(resent?.state);
});

test.each([
  'anna',
  'anna@',
  'anna@.example',
  'Anna <anna@wolkenhauerin.example>',
  'anna@wolkenhauerin.example, bodo@muster.example',
  'anna@wolken\nhauerin.example',
  'ännä@wolkenhauerin.example',
  `${'a'.repeat(65)}@wolkenhauerin.example`,
  '@wolkenhauerin.example',
])('%j is no mail address', (text) => {
  expect(() => parseAddress(text)).toThrow(/anna@example\.org/);
});

test('zones are known by name in any case, old names too, and offsets are none', () => {
  expect(parseZone('europe/berlin')).toBe('Europe/Berlin');
  expect(parseZone('US/Pacific')).toBe('US/Pacific');
  expect(parseZone('UTC')).toBe('UTC');
  for (const text of ['+01:00', 'Europe/Atlantis', 'Berlin', ''])
    expect(() => parseZone(text)).toThrow(/Europe\/Berlin/);
});

test('the command line refuses what does not fit with exit code 2 and one sentence, before anything is written', async () => {
  const data = join(await tempFolder(), 'data');
  for (const args of [
    ['owner', 'add', 'anna'],
    ['owner', 'add', address, '--locale', 'fr'],
    ['owner', 'add', address, '--zone', 'Berlin'],
    ['owner', 'add', address, '--digest-size', '26'],
    ['owner', 'set', 'me', '--digest-size', '4'],
    ['owner', 'set', 'me', '--rhythm', 'daily'],
    ['owner', 'set', 'me', '--nothing-to-ask', 'never'],
    ['owner', 'add', address, '--set', 'lostFromSightAfterMonths=0'],
    ['owner', 'set', 'me', '--set', 'burstWithinDays'],
    ['owner', 'add', address, '--id', 'Anna!'],
    ['owner', 'set', 'me', '--pause', '--resume'],
    ['owner', 'set', 'me', '--lift-stop', '--address', address],
    ['owner', 'list', '--stage', 'prod'],
    ['outbox', '--stage', 'Not a stage'],
  ]) {
    const { exit, out, err } = await woher([...args, '--data', data]);
    expect({ args, exit, out }).toEqual({ args, exit: 2, out: '' });
    expect(err).not.toMatch(/\n +at /);
  }
  const list = await woher(['owner', 'list', '--json', '--data', data]);
  expect(ownersShape.parse(JSON.parse(list.out)).map(({ ownerId }) => ownerId)).toEqual(['me']);
}, 60_000);

test('an owner is added in a home that runs, and the words are theirs', async () => {
  const data = join(await tempFolder(), 'data');
  const home = startWoher(['start', '--port', '0', '--data', data, await smallZipFile(await tempFolder())]);
  onTestFinished(() => void home.child.kill('SIGKILL'));
  await home.said(/Übersicht/);
  const { exit, out } = await woher([
    'owner',
    'add',
    address,
    '--locale',
    'en',
    '--id',
    'anna',
    '--data',
    data,
  ]);
  expect(exit).toBe(0);
  expect(out).toContain(`Added: ${address}, id anna.`);
  expect(out).toContain(`woher outbox --owner anna --data ${data}\n`);
  home.child.kill('SIGTERM');
  await home.ended;
  const outbox = await woher(['outbox', '--owner', 'anna', '--json', '--data', data]);
  expect(outboxShape.parse(JSON.parse(outbox.out))).toMatchObject([{ kind: 'welcome', to: address }]);
}, 60_000);

test('who wants no excerpts kept has those erased that are there, after an import that is under way', async () => {
  const home = await tempHome();
  const { ownerId } = home;
  expect((await inHome(home, 'import', { files: [await smallZipFile(await tempFolder())] })).exit).toBe(0);
  const kept = async () => (await home.store.readExcerptIds(ownerId)).size;
  const before = await kept();
  expect(before).toBeGreaterThan(0);
  const set = (args: object) => inHome(home, 'owner-set', { id: ownerId, ...args });
  expect(ownerChangeShape.parse((await set({ json: true, digestSize: 5 })).json()).excerpts).toBe('keep');
  const runId = 'another' as RunId;
  const until = isoTime(new Date(testNow().getTime() + 60_000));
  await home.store.takeImportLock(
    ownerId,
    { runId, importId: 'e0'.repeat(8) as ImportId, until },
    isoTime(testNow()),
  );
  const busy = await set({ excerpts: 'none' });
  expect([busy.exit, await kept()]).toEqual([4, before]);
  expect(busy.err).toContain('woher owner set me --excerpts none');
  expect((await home.store.readOwner(ownerId))?.keepExcerpts).toBe(false);
  await home.store.releaseImportLock(ownerId, runId);
  const shape = ownerChangeShape.parse((await set({ excerpts: 'none', json: true })).json());
  expect(shape).toMatchObject({ excerpts: 'none', excerptsErased: before });
  expect(await kept()).toBe(0);
  expect((await set({ excerpts: 'none' })).out).toContain('gelöscht: 0');
  expect((await set({ excerpts: 'keep' })).exit).toBe(0);
  expect((await home.store.readOwner(ownerId))?.keepExcerpts).toBe(true);
});

test('the command line says what keeping none does before anybody says it', async () => {
  const { out } = await woher(['owner', 'set', '--help']);
  expect(out.replace(/\s+/g, ' ')).toContain('none, which erases for good all that are kept');
  const wrong = ['owner', 'set', 'me', '--excerpts', 'some', '--data', await tempFolder()];
  expect((await woher(wrong)).exit).toBe(2);
});
