import { afterEach, expect, test } from 'vitest';
import type { IsoTime } from '../../shared/domain/ids.ts';
import { accepted, headers, lines, ownerProfile, readBytes, uploadedAt, zipOf } from './files.ts';

const zoneBefore = process.env.TZ;
afterEach(() => {
  process.env.TZ = zoneBefore;
  if (zoneBefore === undefined) delete process.env.TZ;
});

const csv = lines(
  headers.connections,
  'Anna,Muster,https://www.linkedin.com/in/anna,,,,08 Feb 2026',
  'Bert,B,https://www.linkedin.com/in/bert,,,,07 Feb 2025',
);
const named = 'Complete_LinkedInDataExport_02-19-2026.zip';

async function dateOf(
  content: string | Uint8Array,
  fileName: string,
  at: IsoTime = uploadedAt,
): Promise<string> {
  return accepted(await readBytes(content, { fileName, uploadedAt: at })).exportedAt;
}
const zipAt = (mtime: Date, options = {}) => zipOf({ 'Connections.csv': csv }, { mtime, ...options });

test('the entry time of Connections.csv comes first', async () => {
  const zip = await zipOf({ 'Connections.csv': csv, 'Profile.csv': ownerProfile });
  expect(await dateOf(zip, named)).toBe('2026-02-20T06:30:10.000Z');
});

test('an entry time without zone is UTC, wherever the process runs', async () => {
  for (const zone of ['UTC', 'Pacific/Apia', 'America/Sao_Paulo']) {
    process.env.TZ = zone;
    const zip = await zipAt(new Date(2026, 1, 20, 23, 59, 58), { forceDosTimestamp: true });
    expect(await dateOf(zip, named), zone).toBe('2026-02-20T23:59:58.000Z');
  }
});

test.each([
  ['1980', new Date('1980-01-01T00:00:00Z')],
  ['2002', new Date('2002-12-31T00:00:00Z')],
  ['two days after the upload', new Date('2026-03-03T10:00:00Z')],
])('an entry time of %s is none: the file name counts', async (_, mtime) => {
  expect(await dateOf(await zipAt(mtime), named)).toBe('2026-02-19T00:00:00.000Z');
});

test.each([
  'export.zip',
  'Basic_13-01-2026.zip',
  'Basic_02-31-2026.zip',
  'Basic_05-01-2026.zip',
  '102-19-20261.zip',
])('a name without a possible date, %s: the newest date inside counts', async (fileName) => {
  expect(await dateOf(await zipAt(new Date('1980-01-01T00:00:00Z')), fileName)).toBe(
    '2026-02-08T00:00:00.000Z',
  );
});

test('a bare CSV: name, else newest date inside', async () => {
  expect(await dateOf(csv, 'Connections 02-19-2026.csv')).toBe('2026-02-19T00:00:00.000Z');
  expect(await dateOf(csv, 'Connections.csv')).toBe('2026-02-08T00:00:00.000Z');
});

test('never later than the upload', async () => {
  const early = '2026-02-07T12:00:00.000Z' as IsoTime;
  expect(await dateOf(csv, 'Connections.csv', early)).toBe(early);
  expect(await dateOf(await zipAt(new Date('2026-02-07T20:00:00Z')), named, early)).toBe(early);
});

test('without contacts the newest file that was read counts', async () => {
  const zip = await zipOf({ 'Profile.csv': ownerProfile });
  expect(await dateOf(zip, named)).toBe('2026-02-20T06:30:10.000Z');
});
