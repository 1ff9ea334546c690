import { describe, expect, test } from 'vitest';
import { headers, ownerProfile, snapshotOf } from './files.ts';
import { fromAnna, type Message, messagesCsv, owner, slugUrl, toAnna } from './message-rows.ts';

const many = (count: number, from = 0): string =>
  Array.from({ length: count }, (_, no) => slugUrl(`p-${from + no}`)).join(',');
const direct: readonly Message[] = [1, 2, 3].flatMap((no) => [
  { ...toAnna, id: `d${no}`, at: `2025-06-0${no} 10:00:00 UTC`, text: `Hallo ${no}` },
]);
const read = async (...messages: readonly Message[]) => {
  const { messages: people } = await snapshotOf({
    'Connections.csv': `${headers.connections}\nAnna,Muster,${slugUrl('anna-muster')},,,,08 Feb 2024`,
    'Profile.csv': ownerProfile,
    'messages.csv': messagesCsv(...direct, ...messages),
  });
  return people;
};

describe('a chat of more than a hundred people', () => {
  test('is known by those who wrote in it, and by how many it is', async () => {
    const people = await read(
      { ...owner, id: 'g', urls: `${many(150)},${fromAnna.url}`, text: 'An alle' },
      { ...fromAnna, id: 'g', to: '', urls: many(150), text: 'Bis dann in Ulm' },
    );
    expect(people).toHaveLength(1);
    expect(people[0]?.groups).toEqual([
      { size: 152, ownerWrote: true, personWrote: true, lastIn: '2025-06' },
    ]);
  });

  test('is so too where its rows name them bit by bit, in any order', async () => {
    const rows = Array.from({ length: 4 }, (_, no) => ({
      ...owner,
      id: 'g',
      urls: many(40, 40 * no),
      text: `An alle ${no}`,
    }));
    const reply = { ...fromAnna, id: 'g', to: '', urls: many(40), text: 'Bis dann in Ulm' };
    const first = await read(reply, ...rows);
    expect(first).toHaveLength(1);
    expect(first[0]?.groups).toMatchObject([{ ownerWrote: true, personWrote: true }]);
    expect(first[0]?.groups[0]?.size).toBeGreaterThan(100);
    expect(await read(...rows, reply)).toEqual(first);
  });

  test('is one of people up to a hundred: each of them is known', async () => {
    const people = await read({ ...owner, id: 'g', urls: many(99), text: 'An alle' });
    expect(people).toHaveLength(100);
    expect(people.find(({ person }) => person.slug === 'p-7')?.groups).toMatchObject([{ size: 100 }]);
  });
});
