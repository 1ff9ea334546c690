import { describe, expect, test } from 'vitest';
import { fullName } from '../../shared/domain/contact.ts';
import { newCollected } from '../../shared/exports/linkedin/collected.ts';
import { linkedinFileNamed, linkedinFiles } from '../../shared/exports/linkedin/index.ts';
import { ExportRejected } from '../../shared/exports/rejection.ts';
import { plainDialect, written } from './dialects.ts';
import { connectionsPreamble, smallNetwork } from './small-network.ts';

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** What a reader takes from these bytes; a rejection takes nothing. */
async function taken(name: string, bytes: Uint8Array) {
  const file = linkedinFileNamed(name);
  if (file === undefined || file === 'decoy') throw new Error(`no reader reads ${name}`);
  const into = newCollected();
  await file.read(once(bytes), into).catch((error) => {
    if (!(error instanceof ExportRejected)) throw error;
  });
  const named = [...into.notes, ...into.recommendations, ...into.endorsements, ...into.invitations];
  return {
    contacts: into.contacts,
    names: [
      ...into.contacts.map(fullName),
      ...named.map(({ person }) => person.name ?? ''),
      ...into.follows.map(({ name: followed }) => followed),
      ...into.addressBook.map((entry) => entry.name ?? ''),
    ],
    days: JSON.stringify([into, [...into.ownFacts.values()], [...into.searches.values()]]).match(
      /"\d{4}-\d{2}-\d{2}"/gu,
    ),
  };
}

const tables = Object.entries(smallNetwork).map(([name, rows]): [name: string, text: string] => [
  name,
  written(rows, plainDialect, name === 'Connections.csv' ? connectionsPreamble : []),
]);

const datesOfStyle: Readonly<Record<string, (year: string) => string>> = {
  dotted: (year) => `23.03.${year}`,
  dashed: (year) => `23-Mar-${year}`,
  named: (year) => `23. Mar. ${year}`,
  'named without spaces': (year) => `23.Mar.${year}`,
  'year first': (year) => `${year}-03-23`,
};

describe('a file that is cut at any byte', () => {
  test('every reader is tried', () => {
    const tried = new Set(tables.map(([name]) => linkedinFileNamed(name)));
    expect(linkedinFiles.filter((file) => !tried.has(file))).toEqual([]);
  });

  test.each(tables)(
    '%s: no fault, no contact that is not in the whole, no name that is not the beginning of one, no later day',
    async (name, text) => {
      const bytes = Buffer.from(text);
      const whole = await taken(name, bytes);
      const newest = [...(whole.days ?? [])].sort().at(-1) ?? '';
      for (let length = 0; length < bytes.length; length++) {
        const cut = await taken(name, bytes.subarray(0, length));
        for (const contact of cut.contacts) expect(whole.contacts, `at ${length}`).toContainEqual(contact);
        // A letter cut in half is the only one that may differ.
        for (const found of cut.names)
          expect(
            whole.names.some((known) => known.startsWith(found.replace(/\P{L}+$/u, ''))),
            `at ${length}`,
          ).toBe(true);
        for (const day of cut.days ?? []) expect(day <= newest, `${day} at ${length}`).toBe(true);
      }
    },
  );

  const styles = Object.entries(datesOfStyle).flatMap(([style, written]) =>
    [4, 2].map((digits) => [style, digits, written] as const),
  );

  test.each(styles.filter(([style, digits]) => digits === 4 || style !== 'year first'))(
    'Connections.csv with %s dates and years of %i digits: no contact that is not in the whole',
    async (_, digits, written) => {
      const rows = ['2026', '2025', '2024'].map(
        (year, no) =>
          `No${no},Person,https://www.linkedin.com/in/p-${no},,,,${written(year.slice(4 - digits))}`,
      );
      const bytes = Buffer.from(
        ['First Name,Last Name,URL,Email Address,Company,Position,Connected On', ...rows, ''].join('\n'),
      );
      const whole = await taken('Connections.csv', bytes);
      expect(whole.contacts).toHaveLength(3);
      for (let length = 0; length < bytes.length; length++)
        for (const contact of (await taken('Connections.csv', bytes.subarray(0, length))).contacts)
          expect(whole.contacts, `at ${length}`).toContainEqual(contact);
    },
  );
});
