import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import yauzl from 'yauzl';
import { type ArchiveFile, zipBytes } from './fixtures/archive.ts';
import { EVENTS, KINDS } from './fixtures/kinds.ts';
import { exportedAtOf, generateAccount, type MadeUpAccount, SAMPLE } from './fixtures/network.ts';
import { OWNER } from './fixtures/owner.ts';
import { archiveName, SAMPLE_DIRECTORY, truthJson } from './fixtures/sample.ts';
import { writeLargeExport } from './fixtures/scale.ts';

type Row = Readonly<Record<string, string>>;

const samplePath = fileURLToPath(new URL(archiveName(exportedAtOf(SAMPLE.month)), SAMPLE_DIRECTORY));
const scratch = mkdtempSync(join(tmpdir(), 'fixtures-'));
afterAll(() => rmSync(scratch, { recursive: true }));

const months = new Map<number, MadeUpAccount>();

/** The sample account's export so many months after the bundled one. */
function later(count: number): MadeUpAccount {
  const made = months.get(count) ?? generateAccount({ seed: SAMPLE.seed, month: monthLater(count) });
  months.set(count, made);
  return made;
}

function monthLater(count: number): string {
  return new Date(Date.UTC(2026, 9 + count, 1)).toISOString().slice(0, 7);
}

function textOf({ files }: MadeUpAccount, name: string): string {
  const file = files.find((one) => one.name === name);
  if (file === undefined) throw new Error(`the export has no ${name}`);
  return file.text;
}

const parsed = new Map<string, readonly Row[]>();

/** The rows of a table; parsed once, because the same months are looked at again and again. */
function rowsOf(account: MadeUpAccount, name: string): readonly Row[] {
  const text = textOf(account, name);
  const table = name === 'Connections.csv' ? text.slice(text.indexOf('First Name,')) : text;
  const rows = parsed.get(table) ?? (parse(table, { columns: true }) as Row[]);
  parsed.set(table, rows);
  return rows;
}

/** The messages without the names and addresses, which change with a marriage or a deleted account. */
function messageKeys(account: MadeUpAccount): readonly string[] {
  return rowsOf(account, 'messages.csv').map((row) =>
    [row['CONVERSATION ID'], row.DATE, row.CONTENT, row.FOLDER].join('|'),
  );
}

async function entriesOf(path: string): Promise<readonly ArchiveFile[]> {
  const zip = await yauzl.openPromise(path);
  const files: ArchiveFile[] = [];
  for await (const entry of zip.eachEntry()) {
    const chunks: Buffer[] = [];
    for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(Buffer.from(chunk));
    const modifiedAt = entry.getLastModDate({ timezone: 'UTC' });
    files.push({ name: entry.fileName, text: Buffer.concat(chunks).toString('utf8'), modifiedAt });
  }
  return files;
}

describe('the bundled sample', () => {
  test('holds the files that the generator makes, at the times it gives them', async () => {
    expect(await entriesOf(samplePath)).toEqual(later(0).files);
  });

  test('is small enough to be bundled', () => {
    expect(statSync(samplePath).size).toBeLessThan(400_000);
  });

  test('has its truth beside it', () => {
    expect(readFileSync(new URL('truth.json', SAMPLE_DIRECTORY), 'utf8')).toBe(truthJson(later(0)));
  });

  test.each(['America/Sao_Paulo', 'Pacific/Apia', 'Europe/Berlin'])(
    'has the same bytes when written in %s',
    async (zone) => {
      const script = fileURLToPath(new URL('./fixtures/write-sample.ts', import.meta.url));
      const tsx = fileURLToPath(new URL('../node_modules/tsx/dist/cli.mjs', import.meta.url));
      const out = join(scratch, zone.replace('/', '-'));
      const written = execFileSync(process.execPath, [tsx, script, '--out', out], {
        env: { ...process.env, TZ: zone },
      });
      // The same bytes as here, not as in the repository: another Node may deflate in another way.
      expect(readFileSync(written.toString().trim()).equals(await zipBytes(later(0).files))).toBe(true);
    },
  );
});

describe('the account', () => {
  test('is large enough and holds every kind of acquaintance', () => {
    const { people } = later(0);
    const connected = people.filter(({ state }) => state === 'connected');
    expect(rowsOf(later(0), 'Connections.csv').filter((row) => row['First Name'] !== '')).toHaveLength(
      connected.length,
    );
    expect(connected.length).toBeGreaterThanOrEqual(420);
    expect(rowsOf(later(0), 'messages.csv').length).toBeGreaterThanOrEqual(2600);
    expect(new Set(people.map(({ kind }) => kind))).toEqual(new Set(KINDS.map(({ name }) => name)));
    expect(KINDS.length).toBeGreaterThanOrEqual(20);
    for (const { kind, expected } of people) {
      expect(expected.originStatus.length, kind).toBeGreaterThan(0);
      expect(expected.reciprocity.length, kind).toBeGreaterThan(0);
    }
  });

  test('another seed is another account, the same seed the same', () => {
    const make = (seed: number) => generateAccount({ seed, month: SAMPLE.month, scale: 0.2 });
    expect(make(7)).toEqual(make(7));
    expect(textOf(make(7), 'Connections.csv')).not.toBe(textOf(make(8), 'Connections.csv'));
  });

  test('has nobody of the same name by accident, and no address twice', () => {
    const { people } = later(0);
    const namesakes = people.filter(({ kind }) => kind.startsWith('namesake'));
    const others = people.filter(({ kind }) => !kind.startsWith('namesake')).map(({ name }) => name);
    expect(new Set(others).size).toBe(others.length);
    expect(namesakes.filter(({ name }) => name === 'Thomas Brinkmeierling')).toHaveLength(3);
    const slugs = people.flatMap(({ slug }) => slug ?? []);
    expect(new Set(slugs).size).toBe(slugs.length);
  });

  test('refuses months outside the made-up time', () => {
    for (const month of ['2009-12', '2029-11', '2026-13', 'heute']) {
      expect(() => generateAccount({ seed: 1, month })).toThrow(RangeError);
    }
  });
});

describe('a month later', () => {
  test.each(Array.from({ length: 24 }, (_, index) => index + 1))(
    '(%i) all of the month before is still there',
    (month) => {
      const before = later(month - 1);
      const after = later(month);
      const connectedNow = new Map(after.people.map((person) => [person.key, person]));
      let left = 0;
      for (const person of before.people.filter(({ state }) => state === 'connected')) {
        const now = connectedNow.get(person.key);
        expect(now?.connectedOn, person.key).toBe(person.connectedOn);
        if (now?.state !== 'connected') left += 1;
      }
      expect(left).toBeLessThanOrEqual(3);
      const joined = after.people.filter(
        ({ state, connectedOn }) => state === 'connected' && (connectedOn ?? '') >= `${monthLater(month)}-01`,
      );
      expect(joined.length).toBeGreaterThanOrEqual(1);
      expect(joined.length).toBeLessThanOrEqual(9);

      const keys = new Set(messageKeys(after));
      expect(messageKeys(before).filter((key) => !keys.has(key))).toEqual([]);
      const grown = messageKeys(after).length - messageKeys(before).length;
      expect(grown).toBeGreaterThanOrEqual(55);
      expect(grown).toBeLessThanOrEqual(105);
    },
  );

  test('within half a year jobs, names and addresses change, and some leave in each of the three ways', () => {
    const now = new Map(later(0).people.map((person) => [person.key, person]));
    const then = later(6).people.flatMap((person) => {
      const before = now.get(person.key);
      return before?.state === 'connected' ? [{ before, after: person }] : [];
    });
    const count = (test: (pair: (typeof then)[number]) => boolean) => then.filter(test).length;
    expect(count(({ before, after }) => before.company !== after.company)).toBeGreaterThan(3);
    expect(
      count(({ before, after }) => before.company === after.company && before.position !== after.position),
    ).toBeGreaterThan(3);
    expect(count(({ before, after }) => before.lastName !== after.lastName)).toBeGreaterThan(1);
    expect(count(({ before, after }) => before.slug !== after.slug)).toBeGreaterThan(1);
    for (const state of ['left', 'hidden', 'deleted']) {
      expect(
        count(({ after }) => after.state === state),
        state,
      ).toBeGreaterThan(0);
    }
  });

  test('accepted invitations drop out, pending ones stay', () => {
    const key = (row: Row) => `${row['Sent At']} ${row.Message} ${row.Direction}`;
    const later18 = new Set(rowsOf(later(18), 'Invitations.csv').map(key));
    const pending = later(18).people.filter(({ state }) => state === 'pending');
    const names = new Set(pending.map(({ name }) => name));
    const early = rowsOf(later(0), 'Invitations.csv');
    const wereWaiting = early.filter((row) => names.has(row.From ?? '') || names.has(row.To ?? ''));
    expect(wereWaiting.length).toBeGreaterThan(5);
    expect(wereWaiting.filter((row) => !later18.has(key(row)))).toEqual([]);
    expect(early.filter((row) => !later18.has(key(row))).length).toBeGreaterThan(20);
  });

  test('who was removed stays away, and takes recommendations along', () => {
    const removed = later(0)
      .people.filter(({ kind }) => kind === 'recommendation-received')
      .flatMap(({ slug }) => slug ?? []);
    for (const month of [1, 5]) {
      const account = generateAccount({ seed: SAMPLE.seed, month: monthLater(month), removed });
      const missing = later(month).people.filter(({ slug }) => removed.includes(slug ?? ''));
      expect(rowsOf(account, 'Connections.csv').length).toBe(
        rowsOf(later(month), 'Connections.csv').length - missing.length,
      );
      for (const { lastName } of missing)
        expect(textOf(account, 'Recommendations_Received.csv')).not.toContain(lastName);
      expect(messageKeys(account)).toEqual(messageKeys(later(month)));
    }
  });

  test('holds for any account and any months', () => {
    const month = fc.integer({ min: -150, max: 35 });
    fc.assert(
      fc.property(fc.nat(), month, month, (seed, one, other) => {
        const [early, late] = [Math.min(one, other), Math.max(one, other)].map((count) =>
          generateAccount({ seed, month: monthLater(count), scale: 0.05 }),
        );
        if (early === undefined || late === undefined) return;
        const keys = new Set(messageKeys(late));
        expect(messageKeys(early).filter((key) => !keys.has(key))).toEqual([]);
        const known = new Set(late.people.map(({ key }) => key));
        expect(early.people.filter(({ key }) => !known.has(key))).toEqual([]);
      }),
      { numRuns: 10 },
    );
  });
});

describe('the rows that real exports have', () => {
  const connections = () => rowsOf(later(0), 'Connections.csv');
  const messages = () => rowsOf(later(0), 'messages.csv');

  test('Connections.csv: preamble, no last newline, hidden members, missing addresses, hostile cells', () => {
    const text = textOf(later(0), 'Connections.csv');
    expect(text).toMatch(
      /^Notes:\n"[^"]+"\n\nFirst Name,Last Name,URL,Email Address,Company,Position,Connected On\n/,
    );
    expect(text.endsWith('\n')).toBe(false);
    expect(text.match(/^,,,,,,\d\d [A-Z][a-z]{2} \d{4}$/gm)?.length).toBeGreaterThanOrEqual(4);
    expect(text).toContain('\n,,,,,,07 Jun 2026\n');
    const named = connections().filter((row) => row['First Name'] !== '');
    expect(named.filter((row) => row.URL === '').length).toBeGreaterThanOrEqual(3);
    expect(named.filter((row) => /%C3%BC|%C3%B6|%C3%9F/.test(row.URL ?? '')).length).toBeGreaterThanOrEqual(
      3,
    );
    expect(named.filter((row) => /[^\u0020-\u007e]/.test(row.URL ?? ''))).toEqual([]);
    expect(named.filter((row) => row['Email Address'] !== '').length).toBeGreaterThan(5);
    expect(named.filter((row) => !/^$|@\w+\.example$/.test(row['Email Address'] ?? ''))).toEqual([]);
    for (const odd of [',', '"', '\n']) {
      expect(named.filter((row) => row.Position?.includes(odd)).length, JSON.stringify(odd)).toBeGreaterThan(
        3,
      );
    }
    expect(named.some((row) => row.Position === '')).toBe(true);
    expect(named.some((row) => row.Company === '')).toBe(true);
    expect(named.some((row) => row['First Name']?.startsWith('=HYPERLINK('))).toBe(true);
    expect(named.some((row) => row.URL?.startsWith('javascript:'))).toBe(true);
    for (const name of [/ı/, /ł/i, /van der/, /🚀/u, /PhD/, /^BERND$/, /\(/]) {
      expect(
        named.some((row) => name.test(`${row['First Name']}`) || name.test(`${row['Last Name']}`)),
        String(name),
      ).toBe(true);
    }
    expect(named.filter((row) => !/^\d\d [A-Z][a-z]{2} \d{4}$/.test(row['Connected On'] ?? ''))).toEqual([]);
    for (const { name, days } of EVENTS) {
      const onTheDays = later(0).people.filter(({ connectedOn }) =>
        (days as readonly (string | undefined)[]).includes(connectedOn),
      );
      expect(onTheDays.length, name).toBeGreaterThanOrEqual(8);
    }
  });

  test('messages.csv: every field quoted, newest first inside each conversation, newest conversation first', () => {
    const text = textOf(later(0), 'messages.csv');
    expect(text.startsWith('"CONVERSATION ID","CONVERSATION TITLE","FROM",')).toBe(true);
    expect(text.replaceAll('""', '').match(/(^|",)[^",\n]/g)).toBe(null);
    const rows = messages();
    const seen = new Map<string, string>();
    let newest = '9999';
    for (const { 'CONVERSATION ID': id = '', DATE = '' } of rows) {
      const before = seen.get(id);
      if (before === undefined) {
        expect(DATE <= newest).toBe(true);
        newest = DATE;
      } else expect(DATE <= before).toBe(true);
      seen.set(id, DATE);
    }
  });

  test.each<[string, (row: Row) => boolean, number]>([
    [
      'sponsored without an address',
      (row) => row['CONVERSATION TITLE'] === 'Sponsored Conversation' && row['SENDER PROFILE URL'] === '',
      3,
    ],
    ['sponsored by a company', (row) => /\/company\//.test(row['SENDER PROFILE URL'] ?? ''), 3],
    ['spinmail', (row) => /^<p class="spinmail-quill-editor__spin-break">/.test(row.CONTENT ?? ''), 3],
    ['%FIRSTNAME%', (row) => /%FIRSTNAME%/.test(row.CONTENT ?? ''), 1],
    [
      'InMail with a subject',
      (row) => row['CONVERSATION TITLE'] === 'LinkedIn InMail' && row.SUBJECT !== '',
      3,
    ],
    ['spam', (row) => row.FOLDER === 'SPAM', 3],
    ['archived', (row) => row.FOLDER === 'ARCHIVE', 10],
    ['no folder', (row) => row.FOLDER === '', 3],
    ['drafts', (row) => row['IS MESSAGE DRAFT'] === 'Yes', 3],
    ['LinkedIn Member', (row) => row.FROM === 'LinkedIn Member' && row['SENDER PROFILE URL'] === '', 2],
    ['nameless sender', (row) => row.FROM === '' && row['SENDER PROFILE URL'] === '', 2],
    ['group chats', (row) => /\/in\/[^,]+,https:/.test(row['RECIPIENT PROFILE URLS'] ?? ''), 50],
    ['group of more than 8', (row) => (row['RECIPIENT PROFILE URLS'] ?? '').split(',').length > 8, 5],
    ['empty content', (row) => row.CONTENT === '', 3],
    ['attachments', (row) => row.ATTACHMENTS !== '', 5],
    ['no conversation id', (row) => row['CONVERSATION ID'] === '', 1],
    ['null conversation id', (row) => row['CONVERSATION ID'] === 'null', 1],
    ['line breaks', (row) => /\n/.test(row.CONTENT ?? ''), 5],
    ['quotes', (row) => /"/.test(row.CONTENT ?? ''), 5],
    ['a comma inside one name', (row) => /, Ph\.D\.|, PhD/.test(row.TO ?? ''), 2],
    ['letters left as they are', (row) => /\/in\/\S*[öüßøæ]/.test(row['SENDER PROFILE URL'] ?? ''), 5],
    [
      'the owner without an umlaut',
      (row) => row.FROM === 'Joerdis Wolkenhauerin' && /\/in\/joerdis/.test(row['SENDER PROFILE URL'] ?? ''),
      3,
    ],
    ['English', (row) => /\b(the|your)\b/.test(row.CONTENT ?? ''), 20],
  ])('messages.csv has: %s', (_, test, least) => {
    expect(messages().filter(test).length).toBeGreaterThanOrEqual(least);
  });

  test('messages.csv repeats some rows, and says most things only a few times', () => {
    const rows = messages().map((row) => JSON.stringify(row));
    expect(rows.length - new Set(rows).size).toBeGreaterThanOrEqual(5);
    const texts = new Set(messages().map((row) => row.CONTENT));
    expect(texts.size).toBeGreaterThan(900);
  });

  test('the first message of some conversations is the note of the invitation', () => {
    const connectedOn = new Map(
      later(0).people.map(({ slug, connectedOn: day }) => [`https://www.linkedin.com/in/${slug}`, day]),
    );
    const early = messages().filter((row) => {
      const day =
        connectedOn.get(row['SENDER PROFILE URL'] ?? '') ??
        connectedOn.get(row['RECIPIENT PROFILE URLS'] ?? '');
      return day !== undefined && (row.DATE ?? '').slice(0, 10) <= day;
    });
    expect(early.filter((row) => row.FROM === `${OWNER.first} ${OWNER.last}`).length).toBeGreaterThanOrEqual(
      10,
    );
    expect(early.filter((row) => row.FROM !== `${OWNER.first} ${OWNER.last}`).length).toBeGreaterThanOrEqual(
      10,
    );
  });

  test('Invitations.csv: US time, both directions, with and without notes, more than ten on one day', () => {
    const rows = rowsOf(later(0), 'Invitations.csv');
    expect(
      rows.filter((row) => !/^\d{1,2}\/\d{1,2}\/\d\d, \d{1,2}:\d\d [AP]M$/.test(row['Sent At'] ?? '')),
    ).toEqual([]);
    const count = (test: (row: Row) => boolean) => rows.filter(test).length;
    expect(count((row) => row.Direction === 'OUTGOING' && row.Message !== '')).toBeGreaterThan(5);
    expect(count((row) => row.Direction === 'INCOMING' && row.Message !== '')).toBeGreaterThan(2);
    expect(count((row) => row.Direction === 'INCOMING' && row.Message === '')).toBeGreaterThan(5);
    expect(
      count(
        (row) =>
          row.Direction === 'OUTGOING' &&
          row.Message === '' &&
          row['Sent At']?.startsWith('6/18/26') === true,
      ),
    ).toBeGreaterThan(10);
    expect(count((row) => /beruflichen Netzwerk begrüßen/.test(row.Message ?? ''))).toBe(5);
    expect(
      count(
        (row) => !row.inviterProfileUrl?.includes(OWNER.slug) && !row.inviteeProfileUrl?.includes(OWNER.slug),
      ),
    ).toBe(0);
  });

  test('recommendations, endorsements, notes, positions and profile have their own shapes', () => {
    for (const [name, least] of [
      ['Recommendations_Given.csv', 4],
      ['Recommendations_Received.csv', 6],
    ] as const) {
      const rows = rowsOf(later(0), name);
      expect(rows.length).toBeGreaterThanOrEqual(least);
      expect(
        rows.filter((row) => !/^\d\d\/\d\d\/\d\d, \d\d:\d\d [AP]M$/.test(row['Creation Date'] ?? '')),
      ).toEqual([]);
    }
    for (const [name, column] of [
      ['Endorsement_Given_Info.csv', 'Endorsee Public Url'],
      ['Endorsement_Received_Info.csv', 'Endorser Public Url'],
    ] as const) {
      const rows = rowsOf(later(0), name);
      expect(rows.length).toBeGreaterThan(8);
      expect(rows.filter((row) => !/^www\.linkedin\.com\/in\//.test(row[column] ?? ''))).toEqual([]);
      expect(
        rows.filter((row) => !/^\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d UTC$/.test(row['Endorsement Date'] ?? '')),
      ).toEqual([]);
    }
    expect(rowsOf(later(0), 'Notes.csv').filter((row) => row.Note !== '').length).toBeGreaterThanOrEqual(6);
    expect(rowsOf(later(0), 'Positions.csv').map((row) => row['Started On'])).toContain('2008');
    expect(rowsOf(later(0), 'Profile.csv')).toHaveLength(1);
    expect(textOf(later(0), 'Profile.csv')).not.toContain('linkedin.com');
  });

  test('decoys and files that nobody reads yet are in the archive', () => {
    expect(rowsOf(later(0), 'guide_messages.csv')).toEqual([]);
    expect(rowsOf(later(0), 'learning_coach_messages.csv')).toEqual([]);
    expect(textOf(later(0), 'LearningCoachMessages.csv')).toBe('No conversations found');
    const coach = rowsOf(later(0), 'coach_messages.csv');
    expect(coach).toHaveLength(3);
    const stranger = later(0).people.find(({ name }) => name === coach[0]?.TO);
    expect(stranger).toMatchObject({ state: 'connected', kind: 'accepted-stranger' });
    expect(textOf(later(0), `Comments_${OWNER.memberId}.csv`)).toContain('\\"');
    const names = later(0).files.map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining([
        'Education.csv',
        'Email Addresses.csv',
        'Jobs/Saved Jobs.csv',
        `Reactions_${OWNER.memberId}.csv`,
      ]),
    );
    const dated = later(0).files.find(({ name }) => name === 'Connections.csv');
    expect(dated?.modifiedAt.toISOString()).toBe('2026-11-01T06:12:00.000Z');
  });
});

describe('a large export', () => {
  test('has the rows asked for, about 350 characters a message, and grows by a hundredth a month', async () => {
    const write = async (month: string) => {
      const path = join(scratch, `large-${month}.zip`);
      const written = await writeLargeExport({ contacts: 1000, messages: 5000, path, seed: 3, month });
      expect(statSync(path).size).toBeGreaterThan(100_000);
      const account: MadeUpAccount = { files: await entriesOf(path), exportedAt: new Date(0), people: [] };
      return { written, account };
    };
    const base = await write('2026-10');
    const next = await write('2026-11');
    const messages = rowsOf(base.account, 'messages.csv');
    expect(messages).toHaveLength(5000);
    const characters = messages.reduce((sum, row) => sum + (row.CONTENT ?? '').length, 0);
    expect(characters).toBe(base.written.contentCharacters);
    expect(Math.abs(characters / 5000 - 350)).toBeLessThan(40);
    expect(messages.some((row) => row.CONTENT?.includes('\n'))).toBe(true);
    const slugs = (account: MadeUpAccount) => rowsOf(account, 'Connections.csv').map((row) => row.URL ?? '');
    expect(slugs(base.account)).toHaveLength(1000);
    expect(new Set(slugs(base.account)).size).toBe(1000);
    expect(slugs(next.account).slice(-1000)).toEqual(slugs(base.account));
    expect(next.written).toMatchObject({ contacts: 1010, messages: 5050 });
    expect(messageKeys(next.account).slice(-5000)).toEqual(messageKeys(base.account));
  });
});
