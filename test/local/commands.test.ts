import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
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
import { csvFilesOf } from '../../shared/adapters/folder/pack-folder.ts';
import { inHome, smallExport, smallZipFile, tempFolder, tempHome } from './support.ts';

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
  expect(shape.code).toBeUndefined();
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
  const bad = join(folder, 'bad.zip');
  await writeFile(bad, 'no archive at all');
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
  expect((await inHome(home, 'contacts', { owner: 'other', json: true })).json()).toEqual([]);
  expect(await readdir(home.outbox)).toEqual(['me']);
});
