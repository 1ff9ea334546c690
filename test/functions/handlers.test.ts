import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { IsoTime, MailId, Period } from '../../shared/domain/ids.ts';
import { signLink } from '../../shared/domain/link.ts';
import type { FrozenMail } from '../../shared/domain/mail.ts';
import { environment, queues } from '../../shared/names.ts';
import type { MailMessage } from '../../shared/ports/queue.ts';
import { readMailState } from '../../shared/workflows/read-mail-state.ts';
import { cutInTheMiddle, loseReply } from '../adapters/servers/http-server.ts';
import { acceptedId, refuse } from '../adapters/servers/ses-server.ts';
import { archiveName, SAMPLE_DIRECTORY } from '../fixtures/sample.ts';
import { keepOutput, keptLines } from '../log.ts';
import { type Cloud, coldStart, httpGet, objectCreated, owner, sqsEvent, startCloud } from './cloud.ts';
import { sesEvent } from './ses-events.ts';

const loaders = {
  ingest: () => import('../../functions/ingest/handler.ts'),
  schedule: () => import('../../functions/schedule/handler.ts'),
  audit: () => import('../../functions/audit/handler.ts'),
  deliver: () => import('../../functions/deliver/handler.ts'),
  feedback: () => import('../../functions/feedback/handler.ts'),
  review: () => import('../../functions/review/handler.ts'),
};

const { ownerId } = owner;
const uploadedAt = '2026-11-01T07:00:00.000Z' as IsoTime;
const allDone = { batchItemFailures: [] };

let cloud: Cloud;
let lines: string[];
beforeEach(async () => {
  cloud = await startCloud();
  coldStart(cloud.env);
  lines = keepOutput();
});
afterEach(async () => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  await cloud.close();
});

const logged = () => keptLines(lines).filter((line) => !('_aws' in line));

const counted = () => keptLines(lines).filter((line) => '_aws' in line);

const notVerified = (address: string) =>
  refuse(
    400,
    'MessageRejected',
    `Email address is not verified. The following identities failed the check in region EU-CENTRAL-1: ${address}`,
  );

test('one upload goes all the way: contacts, digest, mail, page, and the next month', async () => {
  const { table, s3, sqs, ses } = cloud;
  const { store } = table;
  const fileName = archiveName(Date.parse(uploadedAt));
  const key = `exports/me/upload-1/${fileName}`;
  s3.setNow(new Date(uploadedAt));
  s3.objects.set(key, await readFile(new URL(fileName, SAMPLE_DIRECTORY)));
  await store.createOwner(owner, uploadedAt);

  const ingest = await loaders.ingest();
  expect(await ingest.handler(sqsEvent(objectCreated(key, '2026-11-01T07:00:00Z')))).toEqual(allDone);
  expect((await store.readContacts(ownerId)).length).toBeGreaterThan(50);
  const [auditMessage, ...furtherAudits] = sqs.messages(queues.audits);
  expect(auditMessage).toEqual({ ownerId, at: uploadedAt, period: '2026-11' });
  expect(furtherAudits).toEqual([]);

  const audit = await loaders.audit();
  expect(await audit.handler(sqsEvent(auditMessage))).toEqual(allDone);
  const [mailMessage] = sqs.messages(queues.mails);
  const { mailId } = mailMessage as MailMessage;
  const frozen = await store.readMail(ownerId, 'audit', mailId);

  const deliver = await loaders.deliver();
  expect(await deliver.handler(sqsEvent(mailMessage))).toEqual(allDone);
  expect(ses.mails()).toMatchObject([
    { to: [owner.address], mime: frozen?.mime, tags: { owner: 'me', digest: mailId, attempt: '1' } },
  ]);
  expect(await store.readSends(ownerId)).toMatchObject([{ mailId, state: 'sent', messageId: acceptedId }]);

  const feedback = await loaders.feedback();
  const tags = { owner: [ownerId], digest: [mailId], attempt: ['1'] };
  const events = [sesEvent('delivery', tags), sesEvent('send', tags)];
  expect(await feedback.handler(sqsEvent(...events))).toEqual(allDone);
  expect(await readMailState(store, ownerId, mailId)).toBe('delivered');

  const digest = await store.readDigest(ownerId, '2026-11' as Period);
  if (digest === undefined) throw new Error('there is no digest');
  const review = await loaders.review();
  const page = await review.handler(httpGet(`/r/${signLink(digest, 0)}`));
  expect(page).toMatchObject({ statusCode: 200, isBase64Encoded: false });
  expect(page.body).toContain('<form');
  expect(page.headers?.['content-security-policy']).toContain("default-src 'none'");

  const schedule = await loaders.schedule();
  await schedule.handler({ at: '2026-12-02T09:00:00Z' });
  expect(sqs.messages(queues.audits).at(-1)).toMatchObject({ ownerId, period: '2026-12' });

  expect(logged().map(({ level, message }) => `${level} ${message}`)).toEqual([
    'INFO import',
    'INFO audit',
    'INFO deliver',
    'INFO feedback',
    'INFO feedback',
    'INFO schedule',
  ]);
  expect(lines.join('')).not.toContain('@');
});

describe('deliver', () => {
  const mail: FrozenMail = {
    ownerId,
    mailId: 'digest-2026-11' as MailId,
    kind: 'digest',
    to: owner.address,
    subject: 'Woher?',
    mime: `To: ${owner.address}\r\nSubject: Woher?\r\n\r\nWoher?\r\n`,
    frozenAt: uploadedAt,
  };
  const event = sqsEvent({ ownerId, mailId: mail.mailId, madeBy: 'audit', at: uploadedAt });
  beforeEach(async () => {
    await cloud.table.store.createOwner(owner, uploadedAt);
    await cloud.table.store.freezeMail('audit', mail);
  });

  const sends = () => cloud.table.store.readSends(ownerId, mail.mailId);

  test('sends a frozen mail once, however often the message comes', async () => {
    const { handler } = await loaders.deliver();
    for (const _ of [1, 2, 3]) expect(await handler(event)).toEqual(allDone);
    expect(cloud.ses.mails()).toMatchObject([{ mime: mail.mime, configurationSet: 'woher-test' }]);
    expect(await sends()).toMatchObject([{ attempt: 1, state: 'sent', messageId: acceptedId }]);
  });

  test('asks SES once when the reply is lost, also when the message comes again', async () => {
    cloud.ses.answerNext(loseReply);
    const { handler } = await loaders.deliver();
    for (const _ of [1, 2, 3]) expect(await handler(event)).toEqual(allDone);
    expect(cloud.ses.requests).toHaveLength(1);
    expect(await sends()).toMatchObject([{ attempt: 1, state: 'sending' }]);
    expect(logged()[0]).toMatchObject({ outcome: 'unknown', code: 'TimeoutError:ECONNRESET' });
  });

  test('settles a mail that may go again, and counts what came of it', async () => {
    const recently = new Date(Date.now() - 3_600_000).toISOString() as IsoTime;
    const refused = { mailId: mail.mailId, attempt: 1, state: 'refused', claimedAt: recently } as const;
    await cloud.table.store.claimSend(ownerId, { ...refused, notBefore: recently });
    const { handler } = await loaders.deliver();
    const settle = sqsEvent({ kind: 'settle', ownerId, at: uploadedAt });
    for (const _ of [1, 2]) expect(await handler(settle)).toEqual(allDone);
    expect(cloud.ses.requests).toHaveLength(1);
    expect(await sends()).toMatchObject([
      { state: 'refused' },
      { attempt: 2, state: 'sent', followed: true },
    ]);
    expect(logged()).toMatchObject([
      { message: 'deliver', outcome: 'sent' },
      { message: 'settle', mails: 1, undelivered: 0, failed: 0 },
      { message: 'deliver', outcome: 'alreadySent' },
      { message: 'settle', mails: 1, undelivered: 0, failed: 0 },
    ]);
    expect(counted()).toMatchObject([
      { mailsSent: 1, mailsFailed: 0, mailsHeld: 0, mailsUndelivered: 0 },
      { mailsSent: 0, mailsFailed: 0, mailsHeld: 0, mailsUndelivered: 0 },
    ]);
  });

  test.each([
    ['SES takes it', undefined, { mailsSent: 1, mailsFailed: 0, mailsHeld: 0 }],
    ['SES throttles', refuse(400, 'Throttling', 'Maximum sending rate exceeded.'), { mailsFailed: 0 }],
    ['the quota is used up', refuse(454, 'Throttling', 'Daily message quota exceeded.'), { mailsFailed: 1 }],
    ['SES refuses for good', refuse(400, 'MessageRejected', 'made up'), { mailsFailed: 1, mailsHeld: 0 }],
    ['the address is not proved', notVerified(owner.address), { mailsFailed: 0, mailsHeld: 1 }],
    ['the sender is not verified', notVerified('woher@halvorsen.example'), { mailsFailed: 1, mailsHeld: 0 }],
    ['the reply is lost', loseReply, { mailsSent: 0, mailsFailed: 0, mailsHeld: 0 }],
  ] as const)('counts one mail where %s', async (_, answer, counts) => {
    if (answer !== undefined) cloud.ses.answerNext(answer);
    const { handler } = await loaders.deliver();
    expect(await handler(event)).toEqual(allDone);
    expect(counted()).toMatchObject([counts]);
    expect(lines.join('')).not.toContain('@');
  });

  test('does not ask SES about an address that takes no mail', async () => {
    const feedback = await loaders.feedback();
    const bounce = sesEvent('bounce', { owner: [ownerId], digest: ['digest-2026-10'], attempt: ['1'] });
    await feedback.handler(sqsEvent({ ...bounce, mail: { ...bounce.mail, destination: [owner.address] } }));
    const { handler } = await loaders.deliver();
    for (const _ of [1, 2]) expect(await handler(event)).toEqual(allDone);
    expect(cloud.ses.requests).toHaveLength(0);
    expect(await sends()).toMatchObject([{ attempt: 1, state: 'held', code: 'addressBounced' }]);
    expect(counted().map(({ bounces = 0, mailsHeld = 0 }) => [bounces, mailsHeld])).toEqual([
      [1, 0],
      [0, 1],
      [0, 0],
    ]);
  });

  test('keeps a throttled mail for later', async () => {
    cloud.ses.answerNext(refuse(400, 'Throttling', 'Maximum sending rate exceeded.'));
    const { handler } = await loaders.deliver();
    for (const _ of [1, 2]) expect(await handler(event)).toEqual(allDone);
    expect(cloud.ses.requests).toHaveLength(1);
    const [send] = await sends();
    expect(send).toMatchObject({ state: 'refused', code: 'Throttling' });
    expect(Date.parse(send?.notBefore ?? '')).toBeGreaterThan(Date.now());
  });

  test('does not send a mail again that was refused for good', async () => {
    cloud.ses.answerNext(refuse(400, 'MessageRejected', `Address is not verified: ${owner.address}`));
    const { handler } = await loaders.deliver();
    for (const _ of [1, 2]) expect(await handler(event)).toEqual(allDone);
    expect(cloud.ses.requests).toHaveLength(1);
    const [send] = await sends();
    expect(send).toMatchObject({ state: 'refused', code: 'MessageRejected' });
    expect(send).not.toHaveProperty('notBefore');
    expect(JSON.stringify(send) + lines.join('')).not.toContain('@');
  });

  test('hands back the messages that failed, and no others', async () => {
    const { handler } = await loaders.deliver();
    const good = event.Records[0]?.body;
    const result = await handler(sqsEvent('no JSON', good, { ownerId: 'me' }));
    expect(result.batchItemFailures).toEqual([
      { itemIdentifier: 'message-1' },
      { itemIdentifier: 'message-3' },
    ]);
    expect(cloud.ses.requests).toHaveLength(1);
  });
});

test('an upload that comes cut off is handed back, and leaves no file', async () => {
  const temporary = await mkdtemp(join(tmpdir(), 'woher-ingest-test-'));
  for (const name of ['TMPDIR', 'TMP', 'TEMP']) vi.stubEnv(name, temporary);
  await cloud.table.store.createOwner(owner, uploadedAt);
  const key = 'exports/me/upload-1/Connections.csv';
  cloud.s3.objects.set(key, Buffer.from('all of it'));
  cloud.s3.answerNext(cloud.s3.usual, cutInTheMiddle);
  const { handler } = await loaders.ingest();
  const event = sqsEvent(objectCreated(key, uploadedAt));
  expect(await handler(event)).toEqual({ batchItemFailures: [{ itemIdentifier: 'message-1' }] });
  expect(await cloud.table.store.readImports(ownerId)).toEqual([]);
  expect(await readdir(temporary)).toEqual([]);
  expect(logged()).toMatchObject([{ level: 'ERROR', message: 'import failed', fault: 'Error:ECONNRESET' }]);
  await rm(temporary, { recursive: true });
});

test('an unknown link gets a page that tells nothing', async () => {
  const { handler } = await loaders.review();
  const page = await handler(httpGet('/r/nothing'));
  expect(page.statusCode).toBe(200);
  expect(page.body).not.toContain('<form');
});

describe('a cold start without a variable stops with its name', () => {
  const {
    table,
    bucket,
    uploadsQueue,
    auditsQueue,
    mailsQueue,
    ownQueue,
    sender,
    baseUrl,
    configurationSet,
  } = environment;
  const needed = {
    ingest: [table, bucket, auditsQueue, ownQueue],
    schedule: [table, auditsQueue, mailsQueue],
    audit: [table, mailsQueue, ownQueue, sender, baseUrl],
    deliver: [table, ownQueue, configurationSet],
    feedback: [table, ownQueue],
    review: [table, bucket, uploadsQueue, baseUrl],
  };
  const names = Object.keys(loaders) as (keyof typeof loaders)[];
  const cases = names.flatMap((name) => needed[name].map((variable) => [name, variable] as const));

  test.each(cases)('%s, %s', async (name, variable) => {
    const { [variable]: _, ...rest } = cloud.env;
    coldStart(rest);
    await expect(loaders[name]()).rejects.toThrow(variable);
    coldStart({ ...rest, [variable]: '' });
    await expect(loaders[name]()).rejects.toThrow(variable);
  });

  test('of every function there is', async () => {
    const folders = (await readdir('functions', { withFileTypes: true })).filter((each) =>
      each.isDirectory(),
    );
    expect(folders.map(({ name }) => name).sort()).toEqual([...names].sort());
  });

  test.each(names)('%s needs no other variable of ours', async (name) => {
    const ours: readonly string[] = Object.values(environment);
    const kept = Object.entries(cloud.env).filter(
      ([variable]) => !ours.includes(variable) || (needed[name] as readonly string[]).includes(variable),
    );
    coldStart(Object.fromEntries(kept));
    expect((await loaders[name]()).handler).toBeTypeOf('function');
  });
});
