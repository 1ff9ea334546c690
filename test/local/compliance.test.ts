import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { expect, test, vi } from 'vitest';
import {
  complianceShape,
  contactsShape,
  findingsShape,
  outboxShape,
} from '../../infra/local/commands/shapes.ts';
import type { Home } from '../../infra/local/services.ts';
import { isoTime } from '../../shared/domain/ids.ts';
import { complianceId, locales } from '../../shared/domain/owner.ts';
import { textOf } from '../render/html.ts';
import { inHome, smallZipFile, tempFolder, tempHome, testNow, woher } from './support.ts';

const reason = 'Mandat Tannenzapfen, vertraulich';

/** A home that knows Ada of Firma Eins and two people called Bodo Muster, of Firma Zwei and Firma Drei. */
async function smallHome(): Promise<Home> {
  const home = await tempHome();
  const file = await smallZipFile(await tempFolder());
  const { exit } = await inHome(home, 'import', { files: [file], at: '2026-11-01T12:00:00.000Z' });
  expect(exit).toBe(0);
  return home;
}

const add = (home: Home, by: string, value: string, args: Record<string, unknown> = {}) =>
  inHome(home, 'compliance-add', { by, value, reason, ...args });
const listOf = async (home: Home) =>
  complianceShape.parse((await inHome(home, 'compliance-list', { json: true })).json());
const listedIn = async (home: Home) => {
  const findings = findingsShape.parse((await inHome(home, 'findings', { json: true })).json());
  return findings.filter(({ rule }) => rule === 'compliance').map(({ name }) => name);
};

test('an entry names contacts by employer, domain or person, and they are asked about', async () => {
  const home = await smallHome();
  const none = await inHome(home, 'compliance-list');
  expect(none).toMatchObject({ exit: 0, out: '', err: 'Auf der Liste steht niemand.\n' });
  expect(await listOf(home)).toEqual([]);

  const added = await add(home, 'company', 'FIRMA EINS GmbH', { until: '2027-12-31' });
  expect(added).toMatchObject({
    exit: 0,
    out: 'Auf der Liste: FIRMA EINS GmbH. Das betrifft 1 Kontakt.\n',
    err: '',
  });
  expect((await add(home, 'person', 'bodo muster')).out).toContain('2 Kontakte');
  expect((await add(home, 'domain', '@Kunde.example')).out).toBe(
    'Auf der Liste: kunde.example. Das betrifft 0 Kontakte.\n',
  );
  expect(await listOf(home)).toEqual([
    { by: 'company', value: 'FIRMA EINS GmbH', reason, until: '2027-12-31', binds: true, contacts: 1 },
    { by: 'person', value: 'bodo muster', reason, binds: true, contacts: 2 },
    { by: 'domain', value: 'kunde.example', reason, binds: true, contacts: 0 },
  ]);
  expect((await listedIn(home)).sort()).toEqual(['Ada Beispielmann', 'Bodo Muster', 'Bodo Muster']);
  const { out } = await inHome(home, 'compliance-list');
  const columns = out
    .trimEnd()
    .split('\n')
    .map((line) => line.indexOf(reason));
  expect(new Set(columns).size).toBe(1);
  expect(columns[0]).toBeGreaterThan(0);
});

test('an entry that is over stays on the list, binds nobody, and binds again with a later day', async () => {
  const home = await smallHome();
  const today = isoTime(testNow()).slice(0, 10);
  await add(home, 'company', 'Firma Eins', { until: '2026-01-31' });
  expect(await listOf(home)).toMatchObject([{ binds: false, contacts: 1 }]);
  expect((await inHome(home, 'compliance-list')).out).toContain('bis zum 31. Januar 2026, abgelaufen');
  expect(await listedIn(home)).toEqual([]);
  await add(home, 'company', 'Firma Eins', { until: today });
  expect(await listOf(home)).toMatchObject([{ until: today, binds: true }]);
  expect(await listedIn(home)).toEqual(['Ada Beispielmann']);
  await add(home, 'company', 'Firma Eins');
  expect((await listOf(home))[0]).not.toHaveProperty('until');
});

test('the same entry in another spelling takes the place of the first, whose answers hold', async () => {
  const home = await smallHome();
  await add(home, 'company', 'Firma Eins');
  await add(home, 'person', 'Nora Niemand');
  const entry = complianceId({ by: 'company', value: 'Firma Eins' });
  const contacts = contactsShape.parse((await inHome(home, 'contacts', { json: true })).json());
  const ada = contacts.find(({ name }) => name === 'Ada Beispielmann')?.contactId;
  const kept = await inHome(home, 'decide', { contact: ada, answer: 'keep', note: 'Freigabe vom 3. Mai' });
  expect(kept.exit).toBe(0);
  const [decision] = await home.store.readDecisions(home.ownerId);
  expect(decision?.given?.despite).toEqual([entry]);
  expect(await listedIn(home)).toEqual([]);

  const { exit } = await add(home, 'company', 'firma eins AG', { reason: 'anders' });
  expect(exit).toBe(0);
  expect(await listOf(home)).toMatchObject([
    { by: 'company', value: 'Firma Eins', reason: 'anders' },
    { by: 'person', value: 'Nora Niemand', reason },
  ]);
  expect(await listedIn(home)).toEqual([]);
});

test('an entry typed anew in another spelling is the same one: who was kept in spite of it stays kept', async () => {
  const home = await smallHome();
  await add(home, 'company', 'Firma Eins');
  const contacts = contactsShape.parse((await inHome(home, 'contacts', { json: true })).json());
  const ada = contacts.find(({ name }) => name === 'Ada Beispielmann')?.contactId;
  await inHome(home, 'decide', { contact: ada, answer: 'keep', note: 'Freigabe vom 3. Mai' });
  await inHome(home, 'compliance-remove', { by: 'company', value: 'Firma Eins' });
  await add(home, 'company', 'FIRMA EINS AG');
  expect(await listOf(home)).toMatchObject([{ value: 'FIRMA EINS AG', contacts: 1 }]);
  expect(await listedIn(home)).toEqual([]);
});

test('a firm whose name says nothing but its legal form can be listed, and a web address means its domain', async () => {
  const home = await smallHome();
  expect((await add(home, 'company', 'Stealth Robotics GmbH')).exit).toBe(0);
  expect((await add(home, 'domain', 'www.Kunde.example')).out).toContain('Auf der Liste: kunde.example.');
  expect((await inHome(home, 'compliance-remove', { by: 'domain', value: 'kunde.example' })).exit).toBe(0);
});

test('what is taken off is asked about no more, in whatever spelling, and only once', async () => {
  const home = await smallHome();
  await add(home, 'company', 'Firma Eins');
  await add(home, 'person', 'Firma Eins');
  const off = await inHome(home, 'compliance-remove', { by: 'company', value: 'FIRMA EINS gmbh' });
  expect(off).toMatchObject({ exit: 0, out: 'Nicht mehr auf der Liste: Firma Eins.\n' });
  expect(await listOf(home)).toMatchObject([{ by: 'person' }]);
  expect(await listedIn(home)).toEqual([]);
  const again = await inHome(home, 'compliance-remove', { by: 'company', value: 'Firma Eins' });
  expect(again).toMatchObject({
    exit: 2,
    out: '',
    err: '"Firma Eins" is not on the list; "woher compliance list" shows it.\n',
  });
  const { json } = await inHome(home, 'compliance-remove', { by: 'person', value: 'firma eins', json: true });
  expect(complianceShape.parse(json())).toEqual([]);
});

test('adding prints the list as JSON where it is asked to', async () => {
  const home = await smallHome();
  const { json, err } = await add(home, 'company', 'Firma Zwei', { json: true });
  expect(complianceShape.parse(json())).toEqual([
    { by: 'company', value: 'Firma Zwei', reason, binds: true, contacts: 1 },
  ]);
  expect(err).toBe('');
});

test.each([
  ['company', 'Selbstständig', '"Selbstständig" names no employer.'],
  ['company', ' ', 'Say whom in 1 to 200 letters.'],
  ['company', 'x'.repeat(201), 'Say whom in 1 to 200 letters.'],
  ['domain', 'kunde', '"kunde" is no domain; say one like example.org.'],
  ['domain', 'https://kunde.example/x', '"https://kunde.example/x" is no domain; say one like example.org.'],
  ['domain', 'anna@kunde.example', '"anna@kunde.example" is no domain; say one like example.org.'],
  ['person', '(…)', '"(…)" is nobody\'s name.'],
])('%s %j is refused in one sentence, because it would name nobody', async (by, value, sentence) => {
  const home = await tempHome();
  expect(await add(home, by, value)).toMatchObject({ exit: 2, out: '', err: `${sentence}\n` });
  expect((await home.store.readOwner(home.ownerId))?.compliance).toBeUndefined();
});

test('what nobody sees is not kept, in the name or the reason', async () => {
  const home = await tempHome();
  const { out } = await add(home, 'company', '\u001b[2JFirma\u202e\tEins ', {
    reason: ' eins\n\u0007zwei\u200b ',
  });
  expect(out).toContain('Auf der Liste: [2JFirma Eins.');
  expect(await listOf(home)).toMatchObject([{ value: '[2JFirma Eins', reason: 'eins zwei' }]);
  expect(await add(home, 'company', '\u202e\u200b')).toMatchObject({ exit: 2, out: '' });
});

test('days are the owner’s: an entry is over, and an answer given, on the day that it is there', async () => {
  const home = await smallHome();
  await inHome(home, 'owner-set', { id: 'me', zone: 'Pacific/Kiritimati' });
  // 14 hours ahead of UTC: from 10:00 UTC on it is the next day there.
  const evening = { ...home, now: () => new Date('2026-11-22T11:00:00.000Z') };
  await add(evening, 'company', 'Firma Eins', { until: '2026-11-22' });
  expect(await listOf(evening)).toMatchObject([{ binds: false }]);
  await inHome(evening, 'decide', { contact: 'Ada Beispielmann', answer: 'mute' });
  expect((await inHome(evening, 'decisions')).out).toMatch(/^2026-11-23 /);
});

test('a reason is needed, and the list ends somewhere', async () => {
  const home = await tempHome();
  for (const text of ['', ' \n', 'x'.repeat(1001)])
    expect(await add(home, 'company', 'Firma Eins', { reason: text })).toMatchObject({
      exit: 2,
      out: '',
      err: 'Say the reason in 1 to 1000 letters.\n',
    });
  await home.store.changeOwner(home.ownerId, (owner) => ({
    ...owner,
    compliance: Array.from({ length: 199 }, (_, no) => ({ by: 'company', value: `Werk ${no}`, reason })),
  }));
  expect((await add(home, 'company', 'Firma Eins')).exit).toBe(0);
  expect(await add(home, 'company', 'Firma Zwei')).toMatchObject({
    exit: 2,
    err: 'The list holds 200 entries at most; take one off first.\n',
  });
  // What stands may still be changed.
  expect((await add(home, 'company', 'Firma Eins', { reason: 'kürzer' })).exit).toBe(0);
  expect(await listOf(home)).toHaveLength(200);
});

test('no more is kept than an item holds, and what is there can still be taken off', async () => {
  const home = await tempHome();
  await home.store.changeOwner(home.ownerId, (owner) => ({
    ...owner,
    compliance: Array.from({ length: 99 }, (_, no) => ({
      by: 'company',
      value: `Werk ${no}`,
      reason: 'ü'.repeat(500),
    })),
  }));
  const full = await add(home, 'company', 'Firma Eins', { reason: '名'.repeat(1000) });
  expect(full).toMatchObject({
    exit: 2,
    out: '',
    err: 'The settings hold no more; take something off your lists first.\n',
  });
  expect((await inHome(home, 'compliance-remove', { by: 'company', value: 'Werk 1' })).exit).toBe(0);
  expect(await listOf(home)).toHaveLength(98);
});

test('the reason is in no mail and no log, only on the list', async () => {
  for (const locale of locales) {
    const home = await tempHome();
    await inHome(home, 'owner-set', { id: 'me', locale });
    await add(home, 'company', 'Firma Eins');
    await add(home, 'person', 'Bodo Muster', { until: '2027-12-31' });
    const file = await smallZipFile(await tempFolder());
    await inHome(home, 'import', { files: [file], at: '2026-11-01T12:00:00.000Z' });
    await inHome(home, 'audit', { at: '2026-11-02T12:00:00.000Z' });
    const mails = await home.store.readMails(home.ownerId, 'audit');
    expect(mails.length).toBeGreaterThan(0);
    expect(await listedIn(home)).toHaveLength(3);
    for (const mail of mails) {
      const { subject = '', text = '', html = '' } = await PostalMime.parse(mail.mime);
      expect(text).toContain('Ada');
      for (const part of [mail.mime, subject, text, html, textOf(html)])
        expect(part).not.toContain('Tannenzapfen');
    }
    for (const { mailId } of outboxShape.parse((await inHome(home, 'outbox', { json: true })).json()))
      expect((await inHome(home, 'outbox', { mailId })).out).not.toContain('Tannenzapfen');
    await home.close();
  }
});

test('a pause by click while an entry is added or taken off stays, and so does another entry', async () => {
  const home = await smallHome();
  const pausedAt = isoTime(testNow());
  const meanwhile = (happens: () => Promise<unknown>): Home => {
    const { readOwner } = home.store;
    const happensOnce = vi.fn(happens);
    const store: Home['store'] = {
      ...home.store,
      readOwner: async (ownerId) => {
        const owner = await readOwner(ownerId);
        if (happensOnce.mock.calls.length === 0) await happensOnce();
        return owner;
      },
    };
    return { ...home, store };
  };
  await add(
    meanwhile(() => home.store.pauseOwner(home.ownerId, pausedAt)),
    'company',
    'Firma Eins',
  );
  await add(
    meanwhile(() => add(home, 'company', 'Firma Zwei')),
    'company',
    'Firma Drei',
  );
  const removing = meanwhile(() => add(home, 'company', 'Firma Vier'));
  await inHome(removing, 'compliance-remove', { by: 'company', value: 'Firma Eins' });
  expect((await listOf(home)).map(({ value }) => value)).toEqual(['Firma Zwei', 'Firma Drei', 'Firma Vier']);
  expect((await home.store.readOwner(home.ownerId))?.pausedAt).toBe(pausedAt);
});

test.each([
  ['en', 'On the list: Firma Eins. That names 1 contact.\n', /^employer +Firma Eins +1 contact +/],
  ['nl', 'Op de lijst: Firma Eins. Dat gaat over 1 contact.\n', /^werkgever +Firma Eins +1 contact +/],
  ['de', 'Auf der Liste: Firma Eins. Das betrifft 1 Kontakt.\n', /^Arbeitgeber +Firma Eins +1 Kontakt +/],
])('the words are the owner’s, in %s', async (locale, told, line) => {
  const home = await smallHome();
  await inHome(home, 'owner-set', { id: 'me', locale });
  expect((await add(home, 'company', 'Firma Eins')).out).toBe(told);
  expect((await inHome(home, 'compliance-list')).out).toMatch(line);
});

test('the command line wants a reason, a kind and a day, and says so before anything is written', async () => {
  const data = join(await tempFolder(), 'data');
  const run = (...args: string[]) => woher(['compliance', ...args, '--data', data]);
  for (const args of [
    ['add', 'company', 'Firma Eins'],
    ['add', 'firm', 'Firma Eins', '--reason', reason],
    ['add', 'company', 'Firma Eins', '--reason', reason, '--until', '31.12.2027'],
    ['add', 'company', 'Firma Eins', '--reason', ' '],
    ['remove', 'company', 'Firma Eins'],
  ]) {
    const { exit, out, err } = await run(...args);
    expect({ args, exit, out }).toEqual({ args, exit: 2, out: '' });
    expect(err).not.toMatch(/\n +at /);
  }
  const added = await run(
    'add',
    'company',
    'Firma Eins',
    '--reason',
    reason,
    '--until',
    '2027-12-31',
    '--json',
  );
  expect(complianceShape.parse(JSON.parse(added.out))).toMatchObject([{ until: '2027-12-31', contacts: 0 }]);
}, 60_000);
