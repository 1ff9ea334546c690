import type { Rejection } from '../../shared/domain/snapshot.ts';
import { headers, lines, ownerProfile, zipOf } from './files.ts';

// Uploads that are not read, each with what is said of it.

const row = 'Anna,Muster,https://www.linkedin.com/in/anna,,,,08 Feb 2026';
export const connections = lines(headers.connections, row);
const chat = lines(headers.messages, 'a,,Anna,,Olga,,2025-06-01 14:03:22 UTC,,Hallo,INBOX,,No,No');
export const small = await zipOf({ 'Connections.csv': connections });
export const good = await zipOf({ 'Connections.csv': connections, 'Profile.csv': ownerProfile });

const central = Buffer.from('PK\u0001\u0002', 'latin1');
const local = Buffer.from('PK\u0003\u0004', 'latin1');

/** A copy of a ZIP with bytes changed. */
function patched(zip: Buffer, change: (bytes: Buffer) => void): Buffer {
  const copy = Buffer.from(zip);
  change(copy);
  return copy;
}

/** Gives an entry another name of the same length, where yazl would refuse it. */
const renamed = (zip: Buffer, from: string, to: string): Buffer =>
  Buffer.from(zip.toString('latin1').replaceAll(from, to), 'latin1');

export const flipped = (zip: Buffer, at: number): Buffer =>
  patched(zip, (bytes) => bytes.writeUInt8(bytes.readUInt8(at) ^ 0xff, at));

const stored = await zipOf({ 'Connections.csv': connections }, { compress: false });

export const rejectedUploads: readonly [
  name: string,
  content: string | Uint8Array,
  expected: Rejection,
  fileName?: string,
][] = [
  ['an empty file', '', { rejected: 'emptyFile' }],
  ['a PDF', '%PDF-1.7\n%âã', { rejected: 'pdf' }],
  ['a saved web page', '\n<!DOCTYPE html>\n<html><title>Sign in</title>', { rejected: 'webPage' }],
  [
    'a saved web page as XML',
    '\ufeff<?xml version="1.0"?>\n<!-- x -->\n<html lang="de">',
    { rejected: 'webPage' },
  ],
  ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), { rejected: 'otherFile' }],
  ['JSON', '{"contacts": []}', { rejected: 'otherFile' }],
  ['a gzip file', Buffer.from('1f8b0800000000000003', 'hex'), { rejected: 'otherFile' }],
  [
    'a spreadsheet',
    await zipOf({ '[Content_Types].xml': '<x/>', 'xl/workbook.xml': '<x/>' }),
    { rejected: 'otherFile' },
  ],
  ['half a ZIP', good.subarray(0, good.length / 2), { rejected: 'truncatedZip' }],
  ['a ZIP without its last byte', good.subarray(0, good.length - 1), { rejected: 'truncatedZip' }],
  [
    'a download of Chrome that stopped',
    good.subarray(0, good.length / 2),
    { rejected: 'unfinishedDownload' },
    'x.zip.crdownload',
  ],
  ['a download that never began', '', { rejected: 'unfinishedDownload' }, 'x.zip.part'],
  [
    'an encrypted ZIP',
    patched(good, (bytes) => {
      for (const [signature, offset] of [
        [central, 8],
        [local, 6],
      ] as const) {
        const at = bytes.indexOf(signature) + offset;
        bytes.writeUInt16LE(bytes.readUInt16LE(at) | 1, at);
      }
    }),
    { rejected: 'encryptedZip', file: 'Connections.csv' },
  ],
  [
    'a ZIP whose content changed',
    flipped(stored, stored.indexOf('Muster')),
    { rejected: 'damagedZip', file: 'Connections.csv' },
  ],
  [
    'a ZIP whose header line changed',
    flipped(stored, stored.indexOf('First')),
    { rejected: 'damagedZip', file: 'Connections.csv' },
  ],
  [
    'a ZIP whose compressed bytes changed',
    flipped(good, good.indexOf('Connections.csv') + 40),
    { rejected: 'damagedZip', file: 'Connections.csv' },
  ],
  [
    'a ZIP whose directory tells another size',
    patched(good, (bytes) => bytes.writeUInt32LE(5, bytes.indexOf(central) + 24)),
    { rejected: 'damagedZip', file: 'Connections.csv' },
  ],
  ['a ZIP whose directory changed', flipped(good, good.indexOf(central) + 1), { rejected: 'damagedZip' }],
  ['a ZIP with more after its end', Buffer.concat([good, Buffer.from('more')]), { rejected: 'damagedZip' }],
  [
    'a path out of the folder',
    renamed(await zipOf({ 'aa/Connections.csv': connections }), 'aa/', '../'),
    { rejected: 'unsafeZip', breach: 'path', file: '../Connections.csv' },
  ],
  [
    'an absolute path',
    renamed(await zipOf({ 'a/Connections.csv': connections }), 'a/C', '//C'),
    { rejected: 'unsafeZip', breach: 'path', file: '//Connections.csv' },
  ],
  [
    'a symbolic link',
    await zipOf({ 'Connections.csv': '/etc/passwd' }, { mode: 0o120777 }),
    { rejected: 'unsafeZip', breach: 'symlink', file: 'Connections.csv' },
  ],
  [
    'one path twice',
    renamed(await zipOf({ 'Connections.csv': connections, 'Connections.csw': connections }), 'csw', 'csv'),
    { rejected: 'unsafeZip', breach: 'duplicateEntry', file: 'Connections.csv' },
  ],
  [
    'two exports side by side',
    await zipOf({ 'a/Connections.csv': connections, 'b/Connections.csv': connections }),
    { rejected: 'unsafeZip', breach: 'twoExports', file: 'b/Connections.csv' },
  ],
  [
    'entries that share their bytes',
    patched(await zipOf({ 'Connections.csv': connections, 'Profile.csv': ownerProfile }), (bytes) => {
      const second = bytes.indexOf(central, bytes.indexOf(central) + 1);
      bytes.writeUInt32LE(0, second + 42);
    }),
    { rejected: 'unsafeZip', breach: 'overlap', file: 'Profile.csv' },
  ],
  [
    'too many entries',
    await zipOf(Object.fromEntries(Array.from({ length: 1001 }, (_, n) => [`${n}.txt`, '']))),
    { rejected: 'unsafeZip', breach: 'tooManyEntries' },
  ],
  [
    'a bomb',
    await zipOf({
      'Connections.csv': Buffer.alloc(20_000_000, `${connections}\n`),
      'Profile.csv': ownerProfile,
    }),
    { rejected: 'unsafeZip', breach: 'ratio', file: 'Connections.csv' },
  ],
  [
    'a bomb that lies about its size',
    patched(await zipOf({ 'Connections.csv': Buffer.alloc(20_000_000, `${row}\n`) }), (bytes) =>
      bytes.writeUInt32LE(1000, bytes.indexOf(central) + 24),
    ),
    { rejected: 'unsafeZip', breach: 'ratio', file: 'Connections.csv' },
  ],
  ['a ZIP of other things', await zipOf({ 'photo.jpg': 'x', 'a.csv': 'a,b' }), { rejected: 'noKnownCsv' }],
  ['a ZIP in a ZIP', await zipOf({ 'export.zip': good }), { rejected: 'zipInZip' }],
  ['a ZIP with nothing in it', await zipOf({}), { rejected: 'noKnownCsv' }],
  ['a ZIP with a decoy only', await zipOf({ 'guide_messages.csv': chat }), { rejected: 'noKnownCsv' }],
  [
    'a known name over a foreign table',
    await zipOf({ 'messages.csv': 'a,b\n1,2' }),
    { rejected: 'noKnownCsv' },
  ],
  ['a bare messages.csv', chat, { rejected: 'noConnections' }, 'messages.csv'],
  ['a bare Profile.csv', ownerProfile, { rejected: 'noConnections' }, 'Connections (1).csv'],
  ['a bare foreign table', 'a,b\n1,2', { rejected: 'otherFile' }, 'table.csv'],
  [
    'contacts without the needed columns',
    'First Name,Last Name\nA,B',
    { rejected: 'wrongHeader', file: 'Connections.csv' },
    'Connections.csv',
  ],
  [
    'a ZIP with such contacts',
    await zipOf({ 'Connections.csv': 'a,b\n1,2', 'messages.csv': chat }),
    { rejected: 'wrongHeader', file: 'Connections.csv' },
  ],
  [
    'a header and no contact',
    await zipOf({ 'Connections.csv': headers.connections }),
    { rejected: 'noContacts', file: 'Connections.csv' },
  ],
  [
    'only closed accounts',
    lines(headers.connections, ',,,,,,07 Jun 2026'),
    { rejected: 'noContacts', file: 'Connections.csv' },
    'Connections.csv',
  ],
  [
    'a CSV that ends inside a quote',
    await zipOf({ 'Connections.csv': `${connections}\nBert,"B` }),
    { rejected: 'damagedCsv', file: 'Connections.csv', line: 3 },
  ],
  [
    'another CSV that ends inside a quote',
    await zipOf({ 'Connections.csv': connections, 'x/messages.csv': `${chat}\nb,,"Anna` }),
    { rejected: 'damagedCsv', file: 'x/messages.csv', line: 3 },
  ],
];
