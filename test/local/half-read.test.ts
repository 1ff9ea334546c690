import { describe, expect, test } from 'vitest';
import { localWords } from '../../infra/local/words.ts';
import type { ImportRecord } from '../../shared/domain/import.ts';
import { inHome, smallZipFile, tempFolder, tempHome } from './support.ts';

/** A home whose last import is half applied: as if its process had died before the end. */
async function halfRead() {
  const home = await tempHome();
  const path = await smallZipFile(await tempFolder());
  expect((await inHome(home, 'import', { files: [path] })).exit).toBe(0);
  const [accepted] = await home.store.readImports(home.ownerId);
  if (accepted === undefined) throw new Error('nothing was imported');
  const half: ImportRecord = { ...accepted, status: 'applying' };
  await home.store.writeImport(home.ownerId, half);
  const [contact] = await home.store.readContacts(home.ownerId);
  if (contact === undefined) throw new Error('there is no contact');
  return { home, path, contactId: contact.contactId };
}

describe('in the middle of an import', () => {
  test.each([
    ['contacts', {}],
    ['findings', {}],
    ['overview', {}],
    ['why', {}],
    ['decisions', {}],
    ['policy-compare', {}],
    ['audit', {}],
  ] as const)(
    '%s tells nothing of the mix, but says so and ends with a code of its own',
    async (name, args) => {
      const { home, contactId } = await halfRead();
      const told = await inHome(home, name, { ...args, ...(name === 'why' ? { contact: contactId } : {}) });
      expect(told.exit).toBe(4);
      expect(told.out).toBe('');
      expect(told.err).toContain(localWords('de').halfRead);
    },
  );

  test('an answer is taken, and what was uploaded is listed', async () => {
    const { home, contactId } = await halfRead();
    expect((await inHome(home, 'decide', { contact: contactId, answer: 'keep' })).exit).toBe(0);
    expect((await home.store.readDecisions(home.ownerId))[0]?.given?.answer).toBe('keep');
    const { exit, out } = await inHome(home, 'imports', {});
    expect([exit, out]).toEqual([0, expect.stringContaining(localWords('de').importStatus.applying)]);
  });

  test('importing the file once more heals it', async () => {
    const { home, path } = await halfRead();
    expect((await inHome(home, 'import', { files: [path] })).exit).toBe(0);
    expect((await inHome(home, 'overview', {})).exit).toBe(0);
  });
});
