import { PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contactNames } from '../../shared/adapters/dynamodb/contact-item.ts';
import { createDynamoContactStore } from '../../shared/adapters/dynamodb/contact-store.ts';
import { ensureTable } from '../../shared/adapters/dynamodb/table.ts';
import { contactSubject } from '../../shared/domain/ids.ts';
import type { ContactStore } from '../../shared/ports/contact-store.ts';
import {
  anotherOwner,
  contactIdOf,
  day,
  digestOf,
  fullContact,
  fullFlag,
  fullImport,
  fullOwner,
  importId,
  mailId,
  mailOf,
  period,
  runId,
  second,
  sending,
} from './contract/values.ts';
import { type OpenTable, openDynalite, testTable } from './dynamo-engine.ts';

let open: OpenTable;
beforeAll(async () => {
  open = await openDynalite();
});
afterAll(() => open.close());

type Item = Record<string, unknown>;

async function itemsOf(pk: string): Promise<Item[]> {
  const query = { TableName: testTable, KeyConditionExpression: 'pk = :pk' };
  const reply = await open.client.send(
    new QueryCommand({ ...query, ExpressionAttributeValues: { ':pk': pk } }),
  );
  return reply.Items ?? [];
}

const put = (item: Item) => open.client.send(new PutCommand({ TableName: testTable, Item: item }));

/** Bytes as DynamoDB counts them for texts, numbers and flat lists, or slightly more. */
const sizeOf = (item: Item): number => Buffer.byteLength(JSON.stringify(item));

const subject = contactSubject(contactIdOf('wiebke'));

/** Writes one item of every family for an owner. */
async function writeAll(store: ContactStore, ownerId = anotherOwner()) {
  await store.createOwner(fullOwner(ownerId), second(1));
  await store.writeContacts(ownerId, [fullContact('wiebke')]);
  await store.writeMemory(ownerId, {
    invitations: [],
    jobs: [],
    formerEmployers: [{ contactId: contactIdOf('wiebke'), company: 'Nordlicht', seenAt: second(0) }],
    excerpts: [{ personId: contactIdOf('wiebke'), kind: 'firstMessage', by: 'owner', text: 'Moin' }],
    ownFacts: [],
  });
  const lock = { runId: runId('a'), importId: importId('a'), until: second(9) };
  await store.takeImportLock(ownerId, lock, second(0));
  await store.writeImport(ownerId, fullImport('a', second(0)));
  await store.moveHead(ownerId, fullImport('a', second(0)));
  await store.writeFlags(ownerId, [fullFlag('wiebke')]);
  await store.openDigest(digestOf(ownerId, '2026-01'));
  await store.freezeMail('audit', mailOf(ownerId, 'digest-2026-01'));
  await store.claimSend(ownerId, sending('digest-2026-01', 1));
  const told = { mailId: mailId('digest-2026-01'), attempt: 1, at: second(2), messageId: '0102-abc' };
  await store.recordOutcome(ownerId, { ...told, event: 'delivery' });
  await store.stopMailing(ownerId, { stopped: 'bounced', at: second(2), addressHash: 'abc' });
  await store.recordAnswer(ownerId, { subject, given: { answer: 'keep' }, at: second(1), via: 'review' });
  return ownerId;
}

const reads: Record<
  string,
  (store: ContactStore, ownerId: ReturnType<typeof anotherOwner>) => Promise<unknown>
> = {
  owner: (store, ownerId) => store.readOwner(ownerId),
  schedule: (store, ownerId) => store.readSchedule(ownerId),
  contacts: (store, ownerId) => store.readContacts(ownerId),
  memory: async (store, ownerId) => [
    await store.readMemory(ownerId),
    await store.readExcerpts(ownerId, [contactIdOf('wiebke')]),
  ],
  imports: async (store, ownerId) => [
    await store.readImports(ownerId),
    await store.readHead(ownerId),
    await store.isImporting(ownerId, second(0)),
  ],
  flags: (store, ownerId) => store.readFlags(ownerId),
  digests: (store, ownerId) => store.readDigest(ownerId, period('2026-01')),
  'mails-audit': (store, ownerId) => store.readMail(ownerId, 'audit', mailId('digest-2026-01')),
  sends: (store, ownerId) => store.readSends(ownerId),
  outcomes: async (store, ownerId) => [
    await store.readOutcomes(ownerId),
    await store.readMailStatus(ownerId, 'abc'),
  ],
  decisions: (store, ownerId) => store.readDecision(ownerId, subject),
};

describe('a stored item of an unknown shape', () => {
  it.each(Object.keys(reads))('is a named fault in the family %s, which shows no values', async (family) => {
    const ownerId = await writeAll(open.store);
    await reads[family]?.(open.store, ownerId);
    const standing = await itemsOf(`${family}#${ownerId}`);
    expect(standing.length).toBeGreaterThan(0);
    for (const item of standing) {
      await put({ ...item, unheardOf: 'Wiebke Geheim' });
      const error = await reads[family]?.(open.store, ownerId).catch((fault: unknown) => fault);
      expect(error).toMatchObject({ name: 'UnfitItem', code: 'unfitItem', family });
      expect(String(error)).not.toContain('Geheim');
      await put(item);
    }
    await reads[family]?.(open.store, ownerId);
  });

  it('names the places that do not fit', async () => {
    const ownerId = await writeAll(open.store);
    const [item] = await itemsOf(`contacts#${ownerId}`);
    await put({ ...item, [contactNames.row.firstName]: 7, [contactNames.messages.sent]: 'many' });
    await expect(open.store.readContacts(ownerId)).rejects.toMatchObject({
      places: ['row.firstName (invalid_type)', 'facts.messages.sent (invalid_type)'],
    });
    await put({ ...item, [contactNames.best.lastIn]: undefined });
    await expect(open.store.readContacts(ownerId)).rejects.toMatchObject({
      places: ['facts.groups.best.lastIn (invalid_type)'],
    });
  });

  it.each(['{', '{}', '[{"kind":"exploded","contactId":"a"}]'])(
    'is found in texts too: %s',
    async (changes) => {
      const ownerId = await writeAll(open.store);
      const item = (await itemsOf(`imports#${ownerId}`)).find(({ sk }) => String(sk).startsWith('import#'));
      await put({ ...item, changes });
      await expect(open.store.readImports(ownerId)).rejects.toMatchObject({ name: 'UnfitItem' });
    },
  );
});

describe('an item of an earlier version', () => {
  it('about a contact, with the note of an invitation apart from the messages, is read with it among them', async () => {
    const ownerId = anotherOwner();
    const note = { nb: 'owner', no: '2019-05-03', nt: 'abcdefghijkl' };
    const contact = { ...fullContact('wiebke'), facts: {} };
    const first = { by: 'owner' as const, on: day('2019-05-03'), text: 'abcdefghijkl' };
    const stored = async (messages: Item) => {
      await open.store.writeContacts(ownerId, [contact]);
      const [item] = await itemsOf(`contacts#${ownerId}`);
      await put({ ...item, ...messages });
      return (await open.store.readContacts(ownerId))[0]?.facts.messages;
    };
    expect(await stored({ ms: 1, mr: 2, mfs: '2019-05-05', mfr: '2019-05-04', mt: true, ...note })).toEqual({
      ...{ sent: 2, received: 2, turnBack: true, first },
      ...{ firstSentOn: '2019-05-03', secondSentOn: '2019-05-05', firstReceivedOn: '2019-05-04' },
    });
    expect(await stored({ ms: 0, mr: 0, mt: false, ...note })).toEqual({
      ...{ sent: 1, received: 0, turnBack: false, first, firstSentOn: '2019-05-03' },
    });
    expect(await stored({ ms: 50, mr: 0, mfs: '2019-05-05', mt: false, ...note })).toMatchObject({
      sent: 50,
    });
    expect(await stored({ ms: 1, mr: 0, mfs: '2019-05-05', mt: false })).toEqual({
      ...{ sent: 1, received: 0, turnBack: false, firstSentOn: '2019-05-05' },
    });
  });

  it.each([
    ['2019-05-05', '2019-05-05', 'contact'],
    ['2019-05-05', '2019-05-05', 'owner'],
    ['2019-05-05', '2019-05-06', 'owner'],
    ['2019-05-06', '2019-05-05', 'contact'],
    [undefined, '2019-05-05', 'contact'],
  ] as const)('keeps who wrote first, the owner on %s or the other on %s: %s', async (sent, received, by) => {
    const ownerId = anotherOwner();
    const messages = {
      ...{ sent: sent ? 2 : 0, received: 1, turnBack: false },
      ...(sent && { firstSentOn: day(sent), secondSentOn: day('2019-07-01') }),
      firstReceivedOn: day(received),
      first: { by, on: day(sent && by === 'owner' ? sent : received), text: '' },
    };
    const contact = { ...fullContact('wiebke'), facts: { messages } };
    await open.store.writeContacts(ownerId, [contact]);
    expect(await open.store.readContacts(ownerId)).toEqual([contact]);
  });

  it('about an ask, with the count of messages of then, is read without it, and answered on', async () => {
    const ownerId = await writeAll(open.store);
    const [item] = await itemsOf(`decisions#${ownerId}`);
    const given = { answer: 'ask', receivedBefore: 2 };
    const entry = { at: second(1), via: 'review', given };
    await put({ ...item, given, history: [entry] });
    const read = { answer: 'ask' };
    expect(await open.store.readDecisions(ownerId)).toMatchObject([
      { given: read, history: [{ given: read }] },
    ]);
    expect((await open.store.readDecision(ownerId, subject))?.given).toEqual(read);
    const remove = { answer: 'remove' } as const;
    const next = await open.store.recordAnswer(ownerId, {
      subject,
      given: remove,
      at: second(2),
      via: 'review',
    });
    expect(next.history.map((one) => one.given)).toEqual([read, remove]);
  });
});

describe('a value on its way in', () => {
  it('leaves behind what is no part of its type', async () => {
    const ownerId = anotherOwner();
    const wider = { unheardOf: 'Wiebke Geheim' };
    const contact = fullContact('wiebke');
    const row = { ...contact.row, ...wider };
    const doubtful = [{ kind: 'note' as const, namesakes: 2, ...wider }];
    await open.store.writeContacts(ownerId, [
      { ...contact, ...wider, row, facts: { ...contact.facts, doubtful } },
    ]);
    await open.store.moveHead(ownerId, fullImport('a', second(0)));
    const flag = fullFlag('wiebke');
    await open.store.writeFlags(ownerId, [{ ...flag, finding: { ...flag.finding, ...wider } }]);
    const digest = digestOf(ownerId, '2026-01');
    const questions = digest.questions.map((question) => ({ ...question, ...wider }));
    await open.store.openDigest({ ...digest, questions });
    const given = { answer: 'keep' as const, ...wider };
    await open.store.recordAnswer(ownerId, { subject, given, at: second(1), via: 'review' });
    for (const read of Object.values(reads)) await read(open.store, ownerId);
    const families = Object.keys(reads).map((family) => itemsOf(`${family}#${ownerId}`));
    expect(JSON.stringify(await Promise.all(families))).not.toContain('Geheim');
  });

  it('is a named fault when it does not fit, before anything is written', async () => {
    const ownerId = anotherOwner();
    const contact = { ...fullContact('wiebke'), firstSeenAt: 7 as unknown as ReturnType<typeof second> };
    await expect(open.store.writeContacts(ownerId, [fullContact('tjark'), contact])).rejects.toMatchObject({
      name: 'UnfitItem',
      places: ['firstSeenAt (invalid_type)'],
    });
    expect(await open.store.readContacts(ownerId)).toEqual([]);
  });
});

describe('the items', () => {
  it('hold no undefined attribute and no name of a company in a key', async () => {
    const ownerId = await writeAll(open.store);
    const items = (
      await Promise.all(Object.keys(reads).map((family) => itemsOf(`${family}#${ownerId}`)))
    ).flat();
    expect(items.map(({ sk }) => sk)).toEqual(
      expect.arrayContaining(['settings', 'next', 'lock', 'head', 'digest-2026-01#0001', '2026-01', subject]),
    );
    for (const item of items) {
      expect(Object.values(item)).not.toContain(null);
      expect(String(item.sk)).not.toContain('Nordlicht');
    }
  });

  it('of contacts take no more than 450 bytes in the usual case', async () => {
    const ownerId = anotherOwner();
    const { contactId, row, facts, firstSeenAt } = fullContact('wiebke-marquardt-1a2b3c4d5e');
    const usual = {
      contactId,
      keys: [`in/${row.slug}`],
      row: { ...row, email: undefined },
      facts: {
        messages: {
          sent: 2,
          received: 1,
          turnBack: true,
          ...facts.messages,
          secondReceivedOn: undefined,
          first: { by: 'owner' as const, on: day('2019-05-05'), text: 'abcdefghijkl' },
        },
      },
      firstSeenAt,
    };
    await open.store.writeContacts(ownerId, [usual]);
    const [item = {}] = await itemsOf(`contacts#${ownerId}`);
    expect(sizeOf(item)).toBeLessThanOrEqual(450);
    expect(item).not.toHaveProperty(contactNames.row.email);
  });

  it('of contacts are short, even when everything is known', async () => {
    const ownerId = await writeAll(open.store);
    const [item = {}] = await itemsOf(`contacts#${ownerId}`);
    const names = Object.keys(item);
    expect(names.every((name) => name.length <= 3)).toBe(true);
    // The contact's id is the sort key, and the times of the last two messages tell their months.
    expect(new Set(names).size).toBe(2 + Object.values(contactNames).flatMap(Object.keys).length - 3);
    // A write unit is 1,024.
    expect(sizeOf(item)).toBeLessThan(1000);
  });

  it('of a digest are tidied up a year after their links expire', async () => {
    const ownerId = await writeAll(open.store);
    const [item] = await itemsOf(`digests#${ownerId}`);
    const expires = Date.parse(digestOf(ownerId, '2026-01').expiresAt) / 1_000;
    expect(item?.expiresAtSeconds).toBe(expires + 365 * 86_400);
  });

  it('of a receipt are tidied up 30 days after it was written', async () => {
    const ownerId = anotherOwner();
    const at = second(0);
    await open.store.writeReceipt(ownerId, 'u-1', { importId: importId('a'), status: 'accepted', at });
    const [item] = await itemsOf(`imports#${ownerId}`);
    expect(item?.expiresAtSeconds).toBe(Date.parse(at) / 1_000 + 30 * 86_400);
  });

  it('of an import with 3,000 changes stay below 300 KB', async () => {
    const ownerId = anotherOwner();
    const changes = Array.from({ length: 3_000 }, (_, i) => ({
      kind: 'edited' as const,
      contactId: contactIdOf(`${i}`),
      fields: ['company', 'position'] as const,
    }));
    await open.store.writeImport(ownerId, { ...fullImport('a', second(0)), changes });
    const [item = {}] = await itemsOf(`imports#${ownerId}`);
    expect(sizeOf({ ...item, changes: '' }) + Buffer.byteLength(String(item.changes))).toBeLessThan(300_000);
  });

  it('of a lock that was given back have no holder', async () => {
    const ownerId = await writeAll(open.store);
    await open.store.releaseImportLock(ownerId, runId('a'));
    const item = (await itemsOf(`imports#${ownerId}`)).find(({ sk }) => sk === 'lock');
    for (const name of ['runId', 'importId', 'until']) expect(item).not.toHaveProperty(name);
  });
});

describe('the requests', () => {
  it('are of six kinds, strongly consistent but for the due index, and read no more than keys back', async () => {
    const inputs: { kind: string; input: Item }[] = [];
    const client = Object.create(open.client) as typeof open.client;
    const send = (command: { constructor: { name: string }; input: Item }) => {
      inputs.push({ kind: command.constructor.name, input: command.input });
      return (open.client.send as (sent: unknown) => Promise<unknown>)(command);
    };
    Object.assign(client, { send });
    const store = createDynamoContactStore({ client, table: testTable });
    const ownerId = await writeAll(store);
    for (const read of Object.values(reads)) await read(store, ownerId);
    await store.readDue(second(5));
    await store.undoAnswer(ownerId, { subject, entries: 1, at: second(2), via: 'review' });
    expect(new Set(inputs.map(({ kind }) => kind))).toEqual(
      new Set([
        'GetCommand',
        'BatchGetCommand',
        'QueryCommand',
        'PutCommand',
        'UpdateCommand',
        'BatchWriteCommand',
      ]),
    );
    for (const { kind, input } of inputs) {
      if (kind === 'GetCommand' || kind === 'QueryCommand')
        expect(input.ConsistentRead === true).toBe(input.IndexName === undefined);
      expect(input).not.toHaveProperty('ReturnValuesOnConditionCheckFailure');
    }
  });

  it('make the table once, and use the one that is there', async () => {
    const ownerId = await writeAll(open.store);
    await ensureTable(open.client, testTable, async () => {});
    expect(await open.store.readOwner(ownerId)).toEqual(fullOwner(ownerId));
  });
});
