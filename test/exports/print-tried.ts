/**
 * Prints every upload that the tests hand in, and what comes of it: as a table, one row an upload. The outcomes are read
 * anew; the tests say whether they are right.
 */
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FileHash, IsoTime } from '../../shared/domain/ids.ts';
import { importExport } from '../../shared/workflows/import-export.ts';
import { daysAfter } from '../domain/builders.ts';
import { me, newRunId, storeWithOwner } from '../network.ts';
import { delimiters, encodings, lineEnds, plainDialect, written } from './dialects.ts';
import { bytesOf, type Files, headers, lines, readBytes, zipOf } from './files.ts';
import { nastyUploads } from './nasty.ts';
import { rejectedUploads } from './rejected.ts';
import { connectionsPreamble, smallNetwork } from './small-network.ts';
import { told } from './told.ts';
import { archivesTried, connectionsTried } from './tried.ts';

type Upload = readonly [what: string, bytes: string | Uint8Array, fileName?: string | undefined];

async function zips(files: readonly (readonly [what: string, files: Files])[]): Promise<Upload[]> {
  return Promise.all(files.map(async ([what, content]): Promise<Upload> => [what, await zipOf(content)]));
}

/** The small network in every encoding, with every delimiter and line end. */
function dialects(): Promise<Upload[]> {
  const all = Object.entries(encodings).flatMap(([encoding, encode]) =>
    delimiters.flatMap((delimiter) =>
      lineEnds.map((lineEnd): [string, Files] => {
        const dialect = { ...plainDialect, delimiter, lineEnd };
        const files = Object.entries(smallNetwork).map(([name, rows]) => {
          const before = name === 'Connections.csv' ? connectionsPreamble : [];
          return [name, encode(written(rows, dialect, before))] as const;
        });
        const how = `${encoding}, ${JSON.stringify(delimiter)}, ${JSON.stringify(lineEnd)}`;
        return [`all ${files.length} files in ${how}`, Object.fromEntries(files)];
      }),
    ),
  );
  return zips(all);
}

const row = (no: number): string => `No${no},Person,https://www.linkedin.com/in/p-${no},,,,`;
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const rowOn = (no: number): string => {
  const [year, month, day] = daysAfter('2015-01-05', 7 * no).split('-');
  return `${row(no)}${day} ${months[Number(month) - 1]} ${year}`;
};
const contactsBut = (lacking: number): string =>
  lines(headers.connections, ...Array.from({ length: 60 - lacking }, (_, no) => rowOn(59 - lacking - no)));
const profileOf = (name: string): string => lines(headers.profile, `${name},Halm,,,,,,,,,,,`);

/** Second uploads to a network of sixty, and what the guard says of each. */
async function guarded(): Promise<[string, string][]> {
  const seconds: readonly (readonly [what: string, files: Files])[] = [
    ['the same sixty', { 'Connections.csv': contactsBut(0), 'Profile.csv': profileOf('Jana') }],
    ['ten of sixty missing', { 'Connections.csv': contactsBut(10), 'Profile.csv': profileOf('Jana') }],
    ['eleven of sixty missing', { 'Connections.csv': contactsBut(11), 'Profile.csv': profileOf('Jana') }],
    ['one row after sixty', { 'Connections.csv': contactsBut(59), 'Profile.csv': profileOf('Jana') }],
    ["somebody else's export", { 'Connections.csv': contactsBut(0), 'Profile.csv': profileOf('Ole') }],
    ['no Connections.csv', { 'Profile.csv': profileOf('Jana') }],
  ];
  const first = await zipOf({ 'Connections.csv': contactsBut(0), 'Profile.csv': profileOf('Jana') });
  const outcomes: [string, string][] = [];
  for (const [what, files] of seconds) {
    const store = await storeWithOwner();
    const take = importing(store);
    await take(first, '2026-10-01');
    const record = await take(Buffer.concat([await zipOf({ ...files, 'second.txt': what })]), '2026-11-01');
    const { reasons = [], expected, missing, mayMiss } = record?.guard ?? {};
    const status = [record?.status, ...reasons].join(' ');
    outcomes.push([
      `after sixty contacts: ${what}`,
      `${status}; missing ${missing} of ${expected}, may miss ${mayMiss}`,
    ]);
  }
  return outcomes;
}

function importing(store: Awaited<ReturnType<typeof storeWithOwner>>) {
  return async (bytes: Buffer, day: string) => {
    const folder = await mkdtemp(join(tmpdir(), 'woher-tried-'));
    try {
      const path = join(folder, 'upload');
      await writeFile(path, bytes);
      const at = `${day}T12:00:00.000Z` as IsoTime;
      const [year, month, date] = day.split('-');
      const fileName = `Complete_LinkedInDataExport_${month}-${date}-${year}.zip`;
      const fileHash = createHash('sha256').update(bytes).digest('hex') as FileHash;
      const fetched = { path, fileHash, sizeBytes: bytes.length, dispose: async () => {} };
      const services = { source: { fetch: async () => fetched }, store, audits: { send: async () => {} } };
      return await importExport(
        { ...services, newRunId, now: () => new Date(at) },
        {
          upload: { key: `exports/me/${day}/${fileName}`, ownerId: me, uploadId: day, fileName },
          uploadedAt: at,
        },
      );
    } finally {
      await rm(folder, { recursive: true });
    }
  };
}

const uploads: readonly Upload[] = [
  ...(await zips(connectionsTried.map(([what, text]) => [what, { 'Connections.csv': text }] as const))),
  ...(await zips(archivesTried.map(([what, files]) => [what, files] as const))),
  ...rejectedUploads.map(([what, bytes, , fileName]): Upload => [what, bytes, fileName]),
  ...nastyUploads.map(([what, bytes, , fileName]): Upload => [what, bytes, fileName]),
  ...(await dialects()),
];

const cell = (text: string): string => text.replaceAll('|', '\\|').replace(/[\p{Cc}\p{Cf}]+/gu, ' ');
const print = (what: string, outcome: string): void => {
  const [status = '', ...rest] = outcome.split('; ');
  process.stdout.write(`| ${cell(what)} | ${cell(status)} | ${cell(rest.join('; ')) || '-'} |\n`);
};

process.stdout.write('| input | outcome | counted or named |\n| --- | --- | --- |\n');
for (const [what, bytes, fileName = 'export.zip'] of uploads)
  print(what, told(await readBytes(bytesOf(bytes), { fileName })));
for (const [what, outcome] of await guarded()) print(what, outcome);
