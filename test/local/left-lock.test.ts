import { expect, test } from 'vitest';
import { isoTime } from '../../shared/domain/ids.ts';
import { newRunId } from '../network.ts';
import { inHome, smallZipFile, tempFolder, tempHome, testNow } from './support.ts';

test('a home whose last process died in an import goes on at once', async () => {
  const folder = await tempFolder();
  const died = await tempHome(folder);
  const other = await died.ensureOwner('anna' as typeof died.ownerId);
  const until = isoTime(new Date(testNow().getTime() + 600_000));
  for (const ownerId of [died.ownerId, other.ownerId]) {
    const lock = { runId: newRunId(), importId: 'abc' as never, until };
    expect(await died.store.takeImportLock(ownerId, lock, isoTime(testNow()))).toBe(true);
  }
  await died.close();

  const home = await tempHome(folder);
  for (const ownerId of [home.ownerId, other.ownerId])
    expect(await home.store.isImporting(ownerId, isoTime(testNow()))).toBe(false);
  const imported = await inHome(home, 'import', {
    files: [await smallZipFile(await tempFolder())],
    json: true,
  });
  expect(imported.exit).toBe(0);
});
