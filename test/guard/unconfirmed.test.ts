import { expect, test } from 'vitest';
import { contactSubject, type IsoTime } from '../../shared/domain/ids.ts';
import type { ContactStore } from '../../shared/ports/contact-store.ts';
import { me } from '../network.ts';
import { connectionsCsv, importUpload, knowing, people, rowsOf } from './exports.ts';

const second = (ms: number): IsoTime => `2026-10-02T12:00:00.${String(ms).padStart(3, '0')}Z` as IsoTime;

/** Says *remove* about the first fifteen, each by a POST of its own. */
async function removeFifteen(store: ContactStore, at: (index: number) => IsoTime): Promise<void> {
  const first = (await store.readContacts(me)).filter(({ row }) => Number(row.slug?.slice(2)) < 15);
  expect(first).toHaveLength(15);
  for (const [index, { contactId }] of first.entries())
    await store.recordAnswer(me, {
      subject: contactSubject(contactId),
      given: { answer: 'remove' },
      at: at(index),
      via: 'review',
      submit: `submit-${index}`,
    });
}

test.each([
  ['at once', (index: number) => second(index), 'held'],
  ['one by one', (index: number) => `2026-10-02T12:${10 + index}:00.000Z` as IsoTime, 'accepted'],
] as const)('an export that lacks fifteen who were to be removed, said %s', async (_, at, status) => {
  const store = await knowing(60);
  await removeFifteen(store, at);
  const bytes = connectionsCsv(rowsOf(people(60).slice(15)));
  const record = await importUpload(store, { bytes, day: '2026-11-01' });
  expect(record?.status).toBe(status);
});
