import { readFile } from 'node:fs/promises';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { IsoTime } from '../../shared/domain/ids.ts';
import { queues } from '../../shared/names.ts';
import { doAndLoseReply } from '../adapters/servers/http-server.ts';
import { archiveName, SAMPLE_DIRECTORY } from '../fixtures/sample.ts';
import { type Cloud, coldStart, objectCreated, owner, sqsEvent, startCloud } from './cloud.ts';

const uploadedAt = '2026-11-01T07:00:00.000Z' as IsoTime;
const allDone = { batchItemFailures: [] };

let cloud: Cloud;
beforeEach(async () => {
  cloud = await startCloud();
  coldStart(cloud.env);
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
});
afterEach(async () => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  await cloud.close();
});

/** The next send is carried out, its reply is lost, and the SDK sends the message again. */
const loseNextReply = () => cloud.sqs.answerNext(doAndLoseReply(cloud.sqs.usual));

test('with every message in its queue twice there is one import, one digest, and one mail', async () => {
  const { table, s3, sqs, ses } = cloud;
  const fileName = archiveName(Date.parse(uploadedAt));
  const key = `exports/${owner.ownerId}/upload-1/${fileName}`;
  s3.objects.set(key, await readFile(new URL(fileName, SAMPLE_DIRECTORY)));
  await table.store.createOwner(owner, uploadedAt);

  const ingest = await import('../../functions/ingest/handler.ts');
  loseNextReply();
  expect(await ingest.handler(sqsEvent(objectCreated(key, uploadedAt)))).toEqual(allDone);
  const contacts = await table.store.readContacts(owner.ownerId);
  expect(await ingest.handler(sqsEvent(objectCreated(key, uploadedAt)))).toEqual(allDone);
  expect(await table.store.readContacts(owner.ownerId)).toEqual(contacts);
  expect(await table.store.readImports(owner.ownerId)).toHaveLength(1);

  const audits = sqs.messages(queues.audits);
  expect(audits.length).toBeGreaterThanOrEqual(2);
  const audit = await import('../../functions/audit/handler.ts');
  loseNextReply();
  for (const message of audits) expect(await audit.handler(sqsEvent(message))).toEqual(allDone);
  expect(await table.store.readDigests(owner.ownerId)).toHaveLength(1);

  const mails = sqs.messages(queues.mails);
  expect(mails.length).toBeGreaterThan(audits.length);
  const deliver = await import('../../functions/deliver/handler.ts');
  expect(await deliver.handler(sqsEvent(...mails))).toEqual(allDone);
  expect(ses.mails()).toHaveLength(1);
  expect(await table.store.readSends(owner.ownerId)).toMatchObject([{ attempt: 1, state: 'sent' }]);
});
