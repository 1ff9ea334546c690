import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { IsoTime } from '../../shared/domain/ids.ts';
import type { ContactStore } from '../../shared/ports/contact-store.ts';
import { zipBytes } from '../fixtures/archive.ts';
import { importFile, me, storeWithOwner } from '../network.ts';

const connections =
  'First Name,Last Name,URL,Email Address,Company,Position,Connected On\nOle,Sauer,https://www.linkedin.com/in/ole-sauer,,,,03 Oct 2022';
const header = 'From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl';
const mara = ['Mara Feldkamp', 'https://www.linkedin.com/in/mara-feldkamp'] as const;
const invitation = (name: string, at: string, direction: 'INCOMING' | 'OUTGOING' = 'INCOMING'): string => {
  const them = [name, `https://www.linkedin.com/in/${name.toLowerCase().replace(' ', '-')}`] as const;
  const [from, to] = direction === 'INCOMING' ? [them, mara] : [mara, them];
  return `${from[0]},${to[0]},"${at}, 8:00 AM",,${direction},${from[1]},${to[1]}`;
};

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'woher-pending-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function take(
  store: ContactStore,
  on: string,
  invitations?: readonly string[],
  others: Readonly<Record<string, string>> = {},
) {
  const files = {
    'Connections.csv': connections,
    ...others,
    ...(invitations && { 'Invitations.csv': [header, ...invitations].join('\n') }),
  };
  const path = join(folder, `${on}-${invitations?.length}.zip`);
  const modifiedAt = new Date(`${on}T06:00:00Z`);
  await writeFile(
    path,
    await zipBytes(Object.entries(files).map(([name, text]) => ({ name, modifiedAt, text }))),
  );
  return importFile(store, { path, at: `${on}T08:00:00.000Z` as IsoTime });
}

const waiting = async (store: ContactStore): Promise<(string | undefined)[]> => {
  const [head, memory] = await Promise.all([store.readHead(me), store.readMemory(me)]);
  return (head?.pending ?? []).map(
    (id) => memory.invitations.find(({ personId, sentOn }) => id === `incoming#${personId}#${sentOn}`)?.name,
  );
};

describe('who waits for an answer', () => {
  const both = [invitation('Rika Sander', '10/1/26'), invitation('Sven Thoma', '10/18/26')];
  const all = [...both, invitation('Ute Seefeld', '9/14/26', 'OUTGOING')];

  it('are those whose invitations the newest export lists, the newest first, with their names', async () => {
    const store = await storeWithOwner();
    await take(store, '2026-11-01', all);
    expect(await waiting(store)).toEqual(['Sven Thoma', 'Rika Sander']);
    const { invitations } = await store.readMemory(me);
    expect(invitations.map(({ direction, name, slug }) => [direction, name, slug])).toEqual(
      expect.arrayContaining([
        ['outgoing', undefined, undefined],
        ['incoming', 'Rika Sander', 'rika-sander'],
      ]),
    );
  });

  it('stay who they were where an export lacks the file, and nobody where the file lists nobody', async () => {
    const store = await storeWithOwner();
    await take(store, '2026-11-01', all);
    await take(store, '2026-11-10');
    expect(await waiting(store)).toEqual(['Sven Thoma', 'Rika Sander']);
    await take(store, '2026-11-20', all.slice(1));
    expect(await waiting(store)).toEqual(['Sven Thoma']);
    await take(store, '2026-11-25', all.slice(2));
    expect(await waiting(store)).toEqual([]);
  });

  it('are not those of an older export', async () => {
    const store = await storeWithOwner();
    await take(store, '2026-11-01', both.slice(0, 1));
    await take(store, '2026-10-20', both);
    expect(await waiting(store)).toEqual(['Rika Sander']);
  });

  it('cost no write beside the head: neither the same list again nor a shorter one', async () => {
    const store = await storeWithOwner();
    const first = await take(store, '2026-11-01', all);
    const again = await take(store, '2026-11-10', all);
    const shorter = await take(store, '2026-11-20', all.slice(1));
    const withoutMemory = (first?.writes.other ?? 0) - all.length;
    expect([again?.writes, shorter?.writes]).toEqual([
      { contacts: 0, other: withoutMemory },
      { contacts: 0, other: withoutMemory },
    ]);
  });

  const messageHeader =
    'CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER';
  const message = ([from, to]: readonly [readonly string[], readonly string[]], at: string, text: string) =>
    ['c1', '', from[0], from[1], to[0], to[1], `${at} 10:00:00 UTC`, '', text, 'INBOX'].join(',');
  const rika = ['Rika Sander', 'https://www.linkedin.com/in/rika-sander'];
  const traces = {
    'messages.csv': [
      messageHeader,
      message([mara, rika], '2024-01-01', 'I liked your article on looms'),
      message([rika, mara], '2024-01-02', 'Thank you which part'),
      message([mara, rika], '2024-01-03', 'The second chapter'),
    ].join('\n'),
    'Contacts.csv': 'Source,FirstName,LastName,Emails,FullName\nGoogle,Sven,Thoma,sven@thoma.example,',
  };
  const factsBy = async (store: ContactStore) =>
    Object.fromEntries(
      (await store.readMemory(me)).invitations.flatMap(({ name, facts }) =>
        name === undefined ? [] : [[name, facts]],
      ),
    );

  it('are remembered with what the files show of them, by profile or by a name that is theirs alone', async () => {
    const store = await storeWithOwner();
    await take(store, '2026-11-01', both, traces);
    expect(await factsBy(store)).toMatchObject({
      'Rika Sander': { messages: { sent: 2, received: 1, turnBack: true } },
      'Sven Thoma': { addressByNameOn: '2026-11-01', bySeen: ['addressByNameOn'] },
    });
    const again = await take(store, '2026-11-10', both, traces);
    // The lock, the import twice, the receipt, the mark and the head: nothing of the memory.
    expect(again?.writes).toEqual({ contacts: 0, other: 7 });
    // An upload without those files takes nothing away.
    await take(store, '2026-11-20', both);
    expect((await factsBy(store))['Rika Sander']?.messages?.turnBack).toBe(true);
  });

  it('learn from a later export what the first did not hold', async () => {
    const store = await storeWithOwner();
    await take(store, '2026-11-01', both);
    expect(await factsBy(store)).toEqual({ 'Rika Sander': undefined, 'Sven Thoma': undefined });
    await take(store, '2026-11-10', both, traces);
    expect((await factsBy(store))['Rika Sander']?.messages?.turnBack).toBe(true);
  });

  it('get nothing by a name that a contact bears as well', async () => {
    const store = await storeWithOwner();
    const twice = {
      ...traces,
      'Connections.csv': `${connections}\nSven,Thoma,https://www.linkedin.com/in/another-sven,,,,04 Oct 2022`,
    };
    await take(store, '2026-11-01', both, twice);
    expect((await factsBy(store))['Sven Thoma']).toEqual({
      doubtful: [{ kind: 'addressBook', namesakes: 2 }],
    });
  });

  it('are at most a hundred, the newest', async () => {
    const store = await storeWithOwner();
    const many = Array.from({ length: 130 }, (_, no) =>
      invitation(`Person No${no}`, `1/1/${10 + (no % 10)}`),
    );
    await take(store, '2026-11-01', many);
    expect((await store.readHead(me))?.pending).toHaveLength(100);
    expect((await waiting(store))[0]).toMatch(/^Person No\d*9$/);
  });
});
