import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import * as z from 'zod';
import {
  auditShape,
  contactsShape,
  decisionShape,
  decisionsShape,
  findingsShape,
  importShape,
  importsShape,
  outboxShape,
} from '../../infra/local/commands/shapes.ts';
import { localWords } from '../../infra/local/words.ts';
import { csvFilesOf } from '../../shared/adapters/folder/pack-folder.ts';
import type { OwnerId } from '../../shared/domain/ids.ts';
import { locales } from '../../shared/domain/owner.ts';
import { catalogueFor } from '../../shared/render/locales/catalogue.ts';
import { importLines } from '../../shared/render/pages/import-lines.ts';
import { zipBytes } from '../fixtures/archive.ts';
import { inHome, smallExport, smallZipFile, tempFolder, tempHome } from './support.ts';

async function badFile(folder: string): Promise<string> {
  const path = join(folder, 'bad.zip');
  await writeFile(path, 'no archive at all');
  return path;
}

const at = '2026-11-01T12:00:00.000Z';

async function imported() {
  const folder = await tempFolder();
  const home = await tempHome(join(folder, 'data'));
  const file = await smallZipFile(folder);
  const result = await inHome(home, 'import', { files: [file], at, json: true });
  return { home, folder, file, result };
}

test('import tells what an upload changed', async () => {
  const { result } = await imported();
  expect(result.exit).toBe(0);
  expect(result.err).toBe('');
  const shape = importShape.parse(result.json());
  expect(shape).toMatchObject({
    status: 'accepted',
    contacts: { total: 3, added: 3, unchanged: 0 },
    writes: { contacts: 3 },
  });
  expect(shape.files.map(({ kind }) => kind)).toEqual(['connections', 'messages', 'profile', 'invitations']);
  expect(shape.absent).toContain('positions');
  expect(shape.empty).toEqual([]);
  expect(shape.code).toBeUndefined();
});

test('import and imports tell a file without rows from one that is not there', async () => {
  const folder = await tempFolder();
  const home = await tempHome(join(folder, 'data'));
  const files = smallExport.map((file) =>
    file.name === 'messages.csv' ? { ...file, text: `${file.text.split('\n')[0]}\n` } : file,
  );
  const path = join(folder, 'export.zip');
  await writeFile(path, await zipBytes(files));
  const { out } = await inHome(home, 'import', { files: [path] });
  expect(out).toContain('Im Export, aber leer: Nachrichten.');
  const told = await inHome(home, 'imports');
  expect(told.out).toContain('Im Export, aber leer: Nachrichten.');
  expect(told.out).toMatch(/Nicht im Export: .*Notizen/);
  const [shape] = importsShape.parse((await inHome(home, 'imports', { json: true })).json());
  expect(shape).toMatchObject({ empty: ['messages'] });
  expect(shape?.absent).toContain('notes');
});

test('the same bytes once more change nothing and write no contact', async () => {
  const { home, file } = await imported();
  const { exit, json } = await inHome(home, 'import', { files: [file], json: true });
  expect(exit).toBe(0);
  expect(json()).toMatchObject({
    status: 'accepted',
    code: 'alreadyImported',
    contacts: { total: 3, added: 0, unchanged: 3 },
    writes: { contacts: 0, other: 0 },
  });
});

test('an unpacked folder is imported like its ZIP', async () => {
  const folder = await tempFolder();
  for (const { name, text } of smallExport) await writeFile(join(folder, name), text);
  expect(await csvFilesOf(folder)).toHaveLength(smallExport.length);
  const { exit, json } = await inHome(await tempHome(), 'import', { files: [folder], json: true });
  expect(exit).toBe(0);
  expect(json()).toMatchObject({ status: 'accepted', contacts: { total: 3 } });
});

test('a refused file is told by code and sentence; the worst of several files is the exit code', async () => {
  const { home, folder, file } = await imported();
  const bad = await badFile(folder);
  const alone = await inHome(home, 'import', { files: [bad], json: true });
  expect(alone.exit).toBe(3);
  const shape = importShape.parse(alone.json());
  expect(shape.status).toBe('rejected');
  expect(shape.code).toBeDefined();
  expect(alone.err).toBe(`${shape.message}\n`);
  const both = await inHome(home, 'import', { files: [bad, file], json: true });
  expect(both.exit).toBe(3);
  expect(
    z
      .array(importShape)
      .parse(both.json())
      .map(({ status }) => status),
  ).toEqual(['rejected', 'accepted']);
  const lines = await inHome(home, 'import', { files: [bad] });
  expect(lines).toMatchObject({ exit: 3, out: '', err: `${shape.message}\n` });
});

test('contacts, findings, imports and outbox have the shapes that are promised', async () => {
  const { home } = await imported();
  const contacts = contactsShape.parse((await inHome(home, 'contacts', { json: true })).json());
  expect(contacts.map(({ name }) => name).sort()).toEqual(['Ada Beispielmann', 'Bodo Muster', 'Bodo Muster']);
  expect(contacts.every(({ state }) => state === 'connected')).toBe(true);
  const findings = findingsShape.parse((await inHome(home, 'findings', { json: true })).json());
  expect(findings.length).toBeGreaterThan(0);
  expect(findings[0]?.reason).toMatch(/\.$/);
  expect(findings[0]?.looked).toContain('messages');
  const [record] = importsShape.parse((await inHome(home, 'imports', { json: true })).json());
  expect(record).toMatchObject({ status: 'accepted', uploadedAt: at });
  const [mail] = outboxShape.parse((await inHome(home, 'outbox', { json: true })).json());
  expect(mail).toMatchObject({ mailId: 'digest-2026-11', state: 'sent', to: 'me@localhost', at });
  expect(await readFile(mail?.emlPath ?? '', 'utf8')).toContain('me@localhost');
  const text = await inHome(home, 'outbox', { mailId: 'digest-2026-11' });
  expect(text.out).toContain('http://127.0.0.1:4477/r/');
  expect((await inHome(home, 'outbox', { mailId: 'digest-1999-01' })).exit).toBe(2);
});

test('an audit at a time opens the digest of that month', async () => {
  const { home } = await imported();
  const { exit, json } = await inHome(home, 'audit', { at: '2026-12-01T12:00:00.000Z', json: true });
  expect(exit).toBe(0);
  const shape = auditShape.parse(json());
  expect(shape.digest).toMatchObject({ period: '2026-12', state: 'sent' });
  expect(shape.findings.length).toBeGreaterThan(0);
});

test('a decision is recorded once, shows everywhere, and settles the question', async () => {
  const { home } = await imported();
  const args = {
    contact: 'ada-beispielmann',
    answer: 'keep',
    origin: 'event',
    labels: ['Messe'],
    at,
    json: true,
  };
  const first = decisionShape.parse((await inHome(home, 'decide', args)).json());
  expect(first).toMatchObject({
    name: 'Ada Beispielmann',
    given: { answer: 'keep', origin: 'event', labels: ['Messe'] },
    decidedAt: at,
    history: [{ via: 'command' }],
  });
  expect((await inHome(home, 'decide', args)).json()).toEqual(first);
  const decisions = decisionsShape.parse((await inHome(home, 'decisions', { json: true })).json());
  expect(decisions).toEqual([first]);
  const contacts = contactsShape.parse((await inHome(home, 'contacts', { json: true })).json());
  expect(contacts.find(({ name }) => name === 'Ada Beispielmann')).toMatchObject({
    origin: 'event',
    originStatus: 'known',
    decision: 'keep',
  });
  const findings = findingsShape.parse((await inHome(home, 'findings', { json: true })).json());
  expect(findings.map(({ name }) => name)).not.toContain('Ada Beispielmann');
});

test('a removal is promised until an export proves it', async () => {
  const { home } = await imported();
  const { json } = await inHome(home, 'decide', {
    contact: 'Ada Beispielmann',
    answer: 'remove',
    json: true,
  });
  expect(json()).toMatchObject({ given: { answer: 'remove' }, removal: 'promised' });
});

test('a contact is found by id, address, slug or unique name, and never guessed', async () => {
  const { home } = await imported();
  const contacts = contactsShape.parse((await inHome(home, 'contacts', { json: true })).json());
  const ada = contacts.find(({ name }) => name === 'Ada Beispielmann');
  const found = async (contact: string) => {
    const { json } = await inHome(home, 'decide', { contact, answer: 'later', json: true });
    return json().contactId;
  };
  expect(await found(ada?.contactId ?? '')).toBe(ada?.contactId);
  expect(await found('https://www.linkedin.com/in/ada-beispielmann/?x=1')).toBe(ada?.contactId);
  expect(await found('ada BEISPIELMANN')).toBe(ada?.contactId);
  const unclear = await inHome(home, 'decide', { contact: 'Bodo Muster', answer: 'keep' });
  expect(unclear.exit).toBe(2);
  for (const { contactId } of contacts.filter(({ name }) => name === 'Bodo Muster'))
    expect(unclear.err).toContain(contactId);
  expect(await inHome(home, 'decide', { contact: 'Nobody', answer: 'keep' })).toMatchObject({
    exit: 2,
    out: '',
  });
});

test('people read lines in their language, results on the one side and the rest on the other', async () => {
  const home = await tempHome();
  for (const command of ['contacts', 'findings', 'decisions', 'imports', 'outbox'] as const) {
    const { exit, out, err } = await inHome(home, command);
    expect({ exit, out }).toEqual({ exit: 0, out: '' });
    expect(err).toMatch(/^(Noch keine|Nichts)/);
    expect((await inHome(home, command, { json: true })).json()).toEqual([]);
  }
});

test('another owner of the folder sees nothing of the first', async () => {
  const { home } = await imported();
  const { folder } = home;
  await inHome(home, 'import', { owner: 'other', files: [await badFile(folder)] });
  expect((await inHome(home, 'contacts', { owner: 'other', json: true })).json()).toEqual([]);
  const mails = outboxShape.parse((await inHome(home, 'outbox', { owner: 'other', json: true })).json());
  expect(mails.map(({ kind, to }) => [kind, to])).toEqual([['notice', 'other@localhost']]);
  expect(await readdir(home.outbox)).toEqual(['me', 'other']);
});

test.each(['audit', 'contacts', 'findings', 'decisions', 'imports', 'outbox', 'decide'] as const)(
  '%s makes no owner of a typo, and names those that there are',
  async (command) => {
    const home = await tempHome();
    const args = command === 'decide' ? { contact: 'x', answer: 'keep' } : {};
    const { exit, out, err } = await inHome(home, command, { ...args, owner: 'mee' });
    expect({ exit, out }).toEqual({ exit: 2, out: '' });
    expect(err).toBe('There is no owner "mee" in this data folder; known: me.\n');
    expect(await home.store.readOwner('mee' as OwnerId)).toBeUndefined();
  },
);

test('a time yet to come is worked with, and warned of in one sentence, but for the sample', async () => {
  const { home, file } = await imported();
  await home.ensureOwner('sample' as OwnerId);
  const future = { at: '2027-03-01T12:00:00.000Z' };
  const warning = 'Die Zeit von --at liegt in der Zukunft: Bis dahin warten die stündlichen Prüfungen.\n';
  expect((await inHome(home, 'audit', { at })).err).not.toContain('Zukunft');
  const again = await inHome(home, 'import', { files: [file, file], ...future });
  expect(again).toMatchObject({ exit: 0, err: warning });
  const audit = await inHome(home, 'audit', future);
  expect(audit.exit).toBe(0);
  expect(audit.err.split(warning)).toHaveLength(2);
  expect((await inHome(home, 'audit', { ...future, owner: 'sample' })).err).not.toContain('Zukunft');
});

test('several files give an array, also where only one finished', async () => {
  const { home, file, folder } = await imported();
  const finish = vi.spyOn(home.queues, 'has').mockReturnValueOnce(true);
  const { exit, json } = await inHome(home, 'import', { files: [file, await badFile(folder)], json: true });
  finish.mockRestore();
  expect(exit).toBe(1);
  expect(json()).toMatchObject([{ status: 'rejected' }]);
});

test('people read every number in the way of their language', () => {
  const none = { added: 0, edited: 0, renamed: 0, missing: 0, gone: 0, returned: 0, unchanged: 0 };
  const shape = importShape.parse({
    status: 'accepted',
    importId: 'x',
    contacts: { total: 10_000, ...none, added: 10_000 },
    skipped: { hiddenMember: 1234 },
    files: [],
    absent: [],
    empty: [],
    writes: { contacts: 0, other: 0 },
  });
  const [read, skipped] = importLines({ ...shape, older: false }, catalogueFor('de'));
  expect(read).toBe('10.000 Kontakte gelesen: 10.000 neu.');
  expect(skipped).toMatch(/^1\.234 Zeilen ausgelassen: .* \(1\.234\)\.$/);
  expect(catalogueFor('en').imported.read('10,000 contacts', shape.contacts)).toBe(
    '10,000 contacts read: 10,000 new.',
  );
  for (const [locale, number] of [
    ['de', '1.234'],
    ['en', '1,234'],
    ['nl', '1.234'],
  ] as const) {
    const words = localWords(locale);
    const { skipped } = catalogueFor(locale).imported;
    for (const line of [words.findings(1234), words.asked(1234, 1234), skipped(1234, '')]) {
      expect(line).toContain(number);
      expect(line).not.toContain('1234');
    }
  }
  expect(locales.map((locale) => localWords(locale).took(1.26))).toEqual([
    'Fertig nach 1,3 s.',
    'Done after 1.3 s.',
    'Klaar na 1,3 s.',
  ]);
});

test('findings come in the order of the digest, those of one contact together', async () => {
  const { home } = await imported();
  const [digest] = await home.store.readDigests(home.ownerId);
  const asked = digest?.questions.map(({ subject }) => subject) ?? [];
  expect(asked.length).toBeGreaterThan(1);
  const subjectsOf = (findings: { subject: string }[]) =>
    findings.map(({ subject }) => subject).filter((subject, no, all) => subject !== all[no - 1]);
  const findings = findingsShape.parse((await inHome(home, 'findings', { json: true })).json());
  expect(subjectsOf(findings)).toEqual(asked);
  const audit = auditShape.parse((await inHome(home, 'audit', { at, json: true })).json());
  expect(subjectsOf(audit.findings)).toEqual(asked);
});

test('the contacts are gone through once for any number of decisions', async () => {
  const { home } = await imported();
  const contacts = await home.store.readContacts(home.ownerId);
  for (const { contactId } of contacts) await inHome(home, 'decide', { contact: contactId, answer: 'keep' });
  const walk = vi.spyOn(contacts, 'map');
  vi.spyOn(home.store, 'readContacts').mockResolvedValue(contacts);
  expect((await inHome(home, 'decisions', { json: true })).json()).toHaveLength(3);
  expect(walk).toHaveBeenCalledTimes(1);
});
