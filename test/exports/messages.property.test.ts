import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { headers, lines, ownerProfile, ownerUrl, quoted, snapshotOf } from './files.ts';

const people = [
  { name: 'Olga Ownerin', url: ownerUrl },
  { name: 'Anna Muster', url: 'https://www.linkedin.com/in/anna-muster' },
  { name: 'Jörg Ö', url: 'https://www.linkedin.com/in/j%C3%B6rg' },
  { name: 'Jörg Ö', url: 'https://www.linkedin.com/in/other-jörg' },
  { name: 'Anna Muster', url: '' },
  { name: 'ANNA  MUSTER', url: '' },
  { name: 'Max, M.A.', url: '' },
  { name: 'LinkedIn Member', url: '' },
] as const;
const person = fc.constantFrom(...people);
const message = fc
  .record({
    id: fc.constantFrom('1', '2', '3', ''),
    from: person,
    to: fc.uniqueArray(person, { minLength: 1, maxLength: 3 }),
    at: fc.integer({ min: 0, max: 2 }).map((second) => `2025-06-01 14:03:0${second} UTC`),
    text: fc.constantFrom('', 'Hallo', 'Grüße 👋🏽', 'Danke!', 'zwei\nZeilen', 'x'.repeat(1500)),
    folder: fc.constantFrom('INBOX', 'INBOX', 'SPAM'),
  })
  .map(({ id, from, to, at, text, folder }) => ({
    since2023: quoted(
      id,
      '',
      from.name,
      from.url,
      to.map((p) => p.name).join(', '),
      to.map((p) => p.url).join(','),
      at,
      '',
      text,
      folder,
      '',
      'No',
      'No',
    ),
    to2023: quoted(id, '', from.name, from.url, to.map((p) => p.name).join(', '), at, '', text, folder),
  }));
const eras = [
  ['since 2023', 'since2023', headers.messages],
  ['to 2023', 'to2023', headers.messagesTo2023],
] as const;

for (const [name, era, header] of eras) {
  const read = async (rows: readonly string[]) =>
    snapshotOf({ 'Profile.csv': ownerProfile, 'messages.csv': lines(header, ...rows) });
  const some = fc.array(
    message.map((m) => m[era]),
    { maxLength: 25 },
  );

  test(`${name}: the order of the rows does not matter`, async () => {
    const shuffled = some.chain((rows) =>
      fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length })),
    );
    await fc.assert(
      fc.asyncProperty(shuffled, async ([rows, others]) => {
        expect(await read(others)).toEqual(await read(rows));
      }),
      { numRuns: 60 },
    );
  });

  test(`${name}: every row twice says the same`, async () => {
    await fc.assert(
      fc.asyncProperty(some, async (rows) => {
        const [once, twice] = await Promise.all([read(rows), read(rows.flatMap((row) => [row, row]))]);
        expect(twice.messages).toEqual(once.messages);
        expect(twice.owner).toEqual(once.owner);
      }),
      { numRuns: 60 },
    );
  });

  test(`${name}: every row is a message or counted`, async () => {
    await fc.assert(
      fc.asyncProperty(some, async (rows) => {
        const { skipped, messages, messagesJoin } = await read(rows);
        if (messagesJoin === undefined || messages.some(({ groups }) => groups.length > 0)) return;
        const counted = Object.values(skipped).reduce((sum, count) => sum + count, 0);
        const read1 = messages.reduce(
          (sum, { sent, received }) => sum + (sent?.count ?? 0) + (received?.count ?? 0),
          0,
        );
        expect(counted + read1).toBe(rows.length);
      }),
      { numRuns: 60 },
    );
  });
}
