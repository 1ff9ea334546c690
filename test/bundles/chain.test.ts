import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type BundledFunction, bundleFunctions } from '../../infra/cloud/bundles.ts';
import type { DigestRecord } from '../../shared/domain/digest.ts';
import { type IsoTime, isoTime, type MailId } from '../../shared/domain/ids.ts';
import { signLink } from '../../shared/domain/link.ts';
import { type MailState, mailState } from '../../shared/domain/mail-state.ts';
import { addressHashOf } from '../../shared/domain/outcome.ts';
import { environment, queues } from '../../shared/names.ts';
import type { MailMessage } from '../../shared/ports/queue.ts';
import { loseReply } from '../adapters/servers/http-server.ts';
import { refuse } from '../adapters/servers/s3-server.ts';
import { acceptedId } from '../adapters/servers/ses-server.ts';
import { archiveName, SAMPLE_DIRECTORY } from '../fixtures/sample.ts';
import { type Cloud, owner, startCloud } from '../functions/cloud.ts';
import { formFields } from '../review/world.ts';
import { httpGet, httpPost, objectCreated, type SesEventName, sesEvent, sqsBatch, tick } from './events.ts';
import { coldStart, FunctionFault, type Lambda } from './lambda.ts';

const folder = mkdtempSync(join(tmpdir(), 'woher-chain-'));
afterAll(() => rmSync(folder, { recursive: true }));
const bundles = bundleFunctions(folder);

const { ownerId } = owner;
const allDone = { batchItemFailures: [] };
const sample = readFileSync(new URL(archiveName(Date.parse('2026-11-01')), SAMPLE_DIRECTORY));
const month = (time: string) => time.slice(0, 7);

let cloud: Cloud;
let running: Lambda[];
beforeEach(async () => {
  cloud = await startCloud();
  running = [];
});
afterEach(async () => {
  await Promise.all(running.map((lambda) => lambda.stop()));
  await cloud.close();
});

function bundleOf(name: string): BundledFunction {
  const bundle = bundles.find((each) => each.name === name);
  if (bundle === undefined) throw new Error(`there is no function ${name}`);
  return bundle;
}

/** A cold start in the environment that the stack sets. */
async function start(name: string, env: Readonly<Record<string, string>> = {}): Promise<Lambda> {
  const lambda = await coldStart(bundleOf(name), { ...cloud.env, ...env, POWERTOOLS_SERVICE_NAME: name });
  running.push(lambda);
  return lambda;
}

/** An owner whose upload lies in the bucket, and the event that tells of it. */
async function upload(at: Date) {
  await cloud.table.store.createOwner(owner, isoTime(at));
  const key = `exports/${ownerId}/upload-1/${archiveName(at.getTime())}`;
  cloud.s3.objects.set(key, sample);
  return sqsBatch(objectCreated(key, at, sample.byteLength));
}

/** The functions up to the mail: what `audits` and `mails` hold then. */
async function uploadToMail() {
  const now = new Date();
  const uploaded = await upload(now);
  const ingest = await start('ingest');
  expect(await invokeTwice(ingest, uploaded)).toEqual(allDone);
  const [asked] = cloud.sqs.messages(queues.audits);
  expect(asked).toMatchObject({ ownerId });
  const audit = await start('audit');
  expect(await invokeTwice(audit, sqsBatch(asked))).toEqual(allDone);
  const [mail] = cloud.sqs.messages(queues.mails) as MailMessage[];
  if (mail === undefined) throw new Error('there is no mail');
  return { now, mail };
}

async function readDigest(): Promise<DigestRecord> {
  const [digest] = await cloud.table.store.readDigests(ownerId);
  if (digest === undefined) throw new Error('there is no digest');
  return digest;
}

/** A picture of everything that the owner's part of the table holds; equal pictures, equal items. */
async function picture(): Promise<Record<string, string>> {
  const { store } = cloud.table;
  const parts = {
    contacts: await store.readContacts(ownerId),
    imports: await store.readImports(ownerId),
    flags: await store.readFlags(ownerId),
    digests: await store.readDigests(ownerId),
    sends: await store.readSends(ownerId),
    outcomes: await store.readOutcomes(ownerId),
    status: (await store.readMailStatus(ownerId, addressHashOf(ownerId, owner.address))) ?? null,
    decisions: await store.readDecisions(ownerId),
  };
  const hash = (part: unknown) => createHash('sha256').update(JSON.stringify(part)).digest('hex');
  return Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, hash(part)]));
}

/** Hands a function one event twice, as every service of AWS may; the second time changes nothing. */
async function invokeTwice(lambda: Lambda, event: unknown): Promise<unknown> {
  const answer = await lambda.invoke(event);
  const after = await picture();
  await lambda.invoke(event);
  expect(await picture()).toEqual(after);
  return answer;
}

/** What SES tells about the one mail that it took, by SNS's raw delivery into the queue. */
function toldBySes(name: SesEventName) {
  const [mail] = cloud.ses.mails();
  if (mail === undefined) throw new Error('SES has no mail');
  return sqsBatch(sesEvent(name, { messageId: acceptedId, tags: mail.tags }));
}

async function stateOf({ mailId }: MailMessage): Promise<MailState> {
  const { store } = cloud.table;
  const [sends, outcomes] = await Promise.all([
    store.readSends(ownerId, mailId),
    store.readOutcomes(ownerId, mailId),
  ]);
  return mailState({ sends, outcomes });
}

test('an upload goes all the way through the bundles: contacts, digest, mail, page, decision, next month', async () => {
  const { store } = cloud.table;
  const { now, mail } = await uploadToMail();
  const contacts = await store.readContacts(ownerId);
  expect(contacts.length).toBeGreaterThan(50);

  const deliver = await start('deliver');
  expect(await invokeTwice(deliver, sqsBatch(mail))).toEqual(allDone);
  const frozen = await store.readMail(ownerId, 'audit', mail.mailId);
  expect(cloud.ses.mails()).toMatchObject([
    { to: [owner.address], mime: frozen?.mime, configurationSet: 'woher-test' },
  ]);
  expect(await store.readSends(ownerId)).toMatchObject([{ state: 'sent', messageId: acceptedId }]);

  const feedback = await start('feedback');
  for (const event of ['delivery', 'send'] as const)
    expect(await invokeTwice(feedback, toldBySes(event))).toEqual(allDone);
  expect(await stateOf(mail)).toBe('delivered');

  const digest = await readDigest();
  const review = await start('review');
  const address = `/r/${signLink(digest, 0)}`;
  const page = (await review.invoke(httpGet(`${address}?a=keep`))) as APIGatewayProxyStructuredResultV2;
  expect(page).toMatchObject({ statusCode: 200, isBase64Encoded: false });
  expect(page.headers).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' });
  expect(await store.readDecisions(ownerId)).toEqual([]);

  const subject = digest.questions[0]?.subject ?? '';
  const { action, fields } = formFields(page.body ?? '');
  expect(action).toBe(address);
  const answers = {
    ...onlyOf(subject, fields),
    [`answer.${subject}`]: 'keep',
    [`note.${subject}`]: 'Ärmelkanal',
  };
  const receipt = await invokeTwice(review, httpPost(action, answers));
  expect(receipt).toMatchObject({ statusCode: 200 });
  const decided = await store.readDecisions(ownerId);
  expect(decided).toMatchObject([{ subject, given: { answer: 'keep', note: 'Ärmelkanal' } }]);

  const schedule = await start('schedule');
  const later = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 2, 2, 9)).toISOString();
  expect(await invokeTwice(schedule, tick(later.replace('.000', '')))).toBeNull();
  const next = cloud.sqs.messages(queues.audits).at(-1);
  expect(next).toMatchObject({ ownerId, period: month(later) });
  expect(cloud.ses.requests).toHaveLength(1);
});

/** Of a form's fields those of one question, as they stand on the page. */
const onlyOf = (subject: string, fields: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => name.endsWith(`.${subject}`)));

/** A mail that waits to be sent, and the message that asks for it. */
async function frozenMail(): Promise<MailMessage> {
  const { store } = cloud.table;
  const at = isoTime(new Date());
  await store.createOwner(owner, at);
  const mailId = 'digest-2026-11' as MailId;
  await store.freezeMail('audit', {
    ownerId,
    mailId,
    kind: 'digest',
    to: owner.address,
    subject: 'Woher?',
    mime: `To: ${owner.address}\r\nSubject: Woher?\r\n\r\nWoher?\r\n`,
    frozenAt: at,
  });
  return { ownerId, mailId, madeBy: 'audit', at };
}

test('SES is asked once when its reply is lost, in a warm function and in a new one', async () => {
  const mail = await frozenMail();
  cloud.ses.answerNext(loseReply);
  const deliver = await start('deliver', { AWS_MAX_ATTEMPTS: '5' });
  expect(await deliver.invoke(sqsBatch(mail))).toEqual(allDone);
  expect(await deliver.invoke(sqsBatch(mail))).toEqual(allDone);
  expect(await (await start('deliver')).invoke(sqsBatch(mail))).toEqual(allDone);
  expect(cloud.ses.requests).toHaveLength(1);
  expect(await cloud.table.store.readSends(ownerId)).toMatchObject([{ attempt: 1, state: 'sending' }]);
});

test('an event that SES sends after its reply was lost says what came of the mail', async () => {
  const mail = await frozenMail();
  cloud.ses.answerNext(loseReply);
  const deliver = await start('deliver');
  expect(await deliver.invoke(sqsBatch(mail))).toEqual(allDone);
  expect(await stateOf(mail)).toBe('sending');
  const feedback = await start('feedback');
  expect(await invokeTwice(feedback, toldBySes('send'))).toEqual(allDone);
  expect(await stateOf(mail)).toBe('sent');
  expect(await deliver.invoke(sqsBatch(mail))).toEqual(allDone);
  expect(cloud.ses.requests).toHaveLength(1);
});

test.each([
  ['bounce', 'bounced', true],
  ['complaint', 'delivered', true],
  ['reject', 'failed', false],
] as const)('a %s makes the mail %s', async (event, state, stops) => {
  const mail = await frozenMail();
  const deliver = await start('deliver');
  expect(await deliver.invoke(sqsBatch(mail))).toEqual(allDone);
  const feedback = await start('feedback');
  expect(await invokeTwice(feedback, toldBySes(event))).toEqual(allDone);
  expect(await stateOf(mail)).toBe(state);
  const stop = await cloud.table.store.readMailStatus(ownerId, addressHashOf(ownerId, owner.address));
  expect(stop !== undefined).toBe(stops);
  expect(feedback.lines().join()).not.toContain('@');
});

test('a batch hands back the record that failed, and nothing is in the log but its code', async () => {
  const mail = await frozenMail();
  const deliver = await start('deliver');
  const batch = sqsBatch({ to: owner.address }, mail);
  const failed = { itemIdentifier: batch.Records[0]?.messageId };
  expect(await deliver.invoke(batch)).toEqual({ batchItemFailures: [failed] });
  expect(cloud.ses.requests).toHaveLength(1);
  const lines = deliver.lines().map((line) => JSON.parse(line));
  expect(lines.map(({ message }) => message)).toContain('deliver failed');
  expect(deliver.lines().join()).not.toContain(owner.address);
});

test('an upload that S3 does not hand out now comes again, and one that is gone is done', async () => {
  const uploaded = await upload(new Date());
  const failed = { itemIdentifier: uploaded.Records[0]?.messageId };
  const ingest = await start('ingest');
  cloud.s3.answerNext(refuse(403, 'AccessDenied'));
  expect(await ingest.invoke(uploaded)).toEqual({ batchItemFailures: [failed] });
  expect(await cloud.table.store.readImports(ownerId)).toEqual([]);

  cloud.s3.answerNext(loseReply, refuse(503, 'SlowDown'));
  expect(await ingest.invoke(uploaded)).toEqual(allDone);
  expect(await cloud.table.store.readImports(ownerId)).toMatchObject([{ status: 'accepted' }]);

  cloud.s3.objects.clear();
  expect(await ingest.invoke(uploaded)).toEqual(allDone);
  expect(ingest.lines().join()).toContain('"status":"gone"');
});

test('requests are signed with the credentials of the environment, session token and all', async () => {
  const schedule = await start('schedule', { AWS_SESSION_TOKEN: 'made-up-session' });
  await cloud.table.store.createOwner(owner, '2026-10-01T00:00:00.000Z' as IsoTime);
  expect(await schedule.invoke(tick('2026-11-02T09:00:00Z'))).toBeNull();
  const [request] = cloud.sqs.requests;
  expect(request?.headers['x-amz-security-token']).toBe('made-up-session');
  expect(request?.headers.authorization).toMatch(
    /Credential=made-up\/\d{8}\/eu-central-1\/sqs\/aws4_request/,
  );
});

describe.each(bundles.map((bundle) => [bundle.name, bundle] as const))('%s', (name, bundle) => {
  test('starts cold from its bundle alone, and says nothing', async () => {
    const lambda = await start(name);
    expect(lambda.lines()).toEqual([]);
  });

  test('without its environment stops with the name of what is missing', async () => {
    const cold = coldStart(bundle, { AWS_REGION: 'eu-central-1' });
    await expect(cold).rejects.toThrow(FunctionFault);
    await expect(cold).rejects.toThrow(environment.table);
  });

  test('says nothing about an event that it cannot read', async () => {
    const lambda = await start(name);
    const secrets = { address: owner.address, [owner.address]: owner.address, at: owner.address };
    const answer = await lambda
      .invoke(
        name === 'schedule' ? secrets : name === 'review' ? httpGet(`/${owner.address}`) : sqsBatch(secrets),
      )
      .catch((fault: unknown) => (fault instanceof FunctionFault ? fault.message : Promise.reject(fault)));
    expect(`${JSON.stringify(answer)}${lambda.lines().join()}`).not.toContain(owner.address);
  });
});
