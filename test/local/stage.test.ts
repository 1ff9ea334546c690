import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { createIngestHandler } from '../../functions/ingest/ingest.ts';
import { runStageCommand, type StageCommandName } from '../../infra/local/commands/index.ts';
import {
  complianceShape,
  contactsShape,
  decisionsShape,
  employersShape,
  findingsShape,
  importShape,
  importsShape,
  outboxShape,
  ownerChangeShape,
  ownersShape,
  policyEffectsShape,
  policyShape,
  resendShape,
} from '../../infra/local/commands/shapes.ts';
import { openStage, type StageOptions } from '../../infra/local/stage/open-stage.ts';
import { runOnStage } from '../../infra/local/stage/run.ts';
import { readyFile } from '../../infra/local/stage/upload.ts';
import { createS3Client } from '../../shared/adapters/s3/client.ts';
import { createS3ExportSource } from '../../shared/adapters/s3/export-source.ts';
import { type FileHash, isoTime, type MailId, type OwnerId } from '../../shared/domain/ids.ts';
import { addressHashOf } from '../../shared/domain/outcome.ts';
import { queues, stackNameOf, stackOutputs } from '../../shared/names.ts';
import { noMetrics } from '../../shared/ports/metrics.ts';
import { testTable } from '../adapters/dynamo-engine.ts';
import {
  refuse as formationRefuses,
  startCloudFormationServer,
} from '../adapters/servers/cloudformation-server.ts';
import { loseReply, saySilence } from '../adapters/servers/http-server.ts';
import { refuse as s3Refuses, testBucket } from '../adapters/servers/s3-server.ts';
import { refuse as sesRefuses } from '../adapters/servers/ses-server.ts';
import { objectCreated, owner, sqsEvent, startCloud } from '../functions/cloud.ts';
import { connectionsCsv, datedName, people, rowsOf } from '../guard/exports.ts';
import { quiet } from '../log.ts';
import { newRunId } from '../network.ts';
import { recordedIo, smallExport, smallZipFile, tempFolder, woher } from './support.ts';

const baseUrl = 'https://woher.halvorsen.example';
const address = 'anna@wolkenhauerin.example';

/** A deployed stage on this machine, and the environment that leads the SDK there. */
async function deployed() {
  const cloud = await startCloud();
  const formation = await startCloudFormationServer();
  onTestFinished(async () => {
    await Promise.all([cloud.close(), formation.close()]);
  });
  const outputs = {
    [stackOutputs.table]: testTable,
    [stackOutputs.bucket]: testBucket,
    [stackOutputs.mailsQueue]: cloud.sqs.queueUrl(queues.mails),
    [stackOutputs.baseUrl]: baseUrl,
    [stackOutputs.sender]: 'Woher <woher@halvorsen.example>',
    [stackOutputs.defaultPolicy]: 'strict',
  };
  formation.stacks.set(stackNameOf('prod'), outputs);
  const env: Record<string, string> = {
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: 'made-up',
    AWS_SECRET_ACCESS_KEY: 'made-up',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: '/nowhere',
    AWS_SHARED_CREDENTIALS_FILE: '/nowhere',
    AWS_ENDPOINT_URL_CLOUDFORMATION: formation.url,
    AWS_ENDPOINT_URL_DYNAMODB: cloud.env.AWS_ENDPOINT_URL_DYNAMODB ?? '',
    AWS_ENDPOINT_URL_S3: cloud.s3.url,
    AWS_ENDPOINT_URL_SQS: cloud.sqs.url,
    AWS_ENDPOINT_URL_SES: cloud.ses.url,
  };
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  return { cloud, formation, outputs, env, store: cloud.table.store };
}

type Deployed = Awaited<ReturnType<typeof deployed>>;

async function on(
  command: StageCommandName,
  args: Record<string, unknown> = {},
  options: StageOptions & { stage?: string } = {},
) {
  const { io, said } = recordedIo();
  const { stage = 'prod', ...rest } = options;
  const exit = await runOnStage(stage, { command, args }, { io, ...rest });
  return { exit, ...said, json: () => JSON.parse(said.out) };
}

/** What the stage does by itself: every object that appears is imported, until the test is over. */
function importing({ cloud, store }: Deployed): void {
  const client = createS3Client({ endpoint: cloud.s3.url, forcePathStyle: true });
  const handle = createIngestHandler({
    source: createS3ExportSource({ client, bucket: testBucket }),
    store,
    audits: { send: async () => {} },
    newRunId,
    now: () => new Date(),
    log: quiet,
    metrics: noMetrics,
  });
  const seen = new Set<string>();
  const timer = setInterval(async () => {
    for (const key of [...cloud.s3.objects.keys()].filter((each) => !seen.has(each))) {
      seen.add(key);
      await handle(sqsEvent(objectCreated(key, new Date().toISOString())));
    }
  }, 20);
  onTestFinished(() => {
    clearInterval(timer);
    client.destroy();
  });
}

const fast: StageOptions = { waits: { patienceMs: 20_000, pollMs: 20 } };

beforeEach(() => {
  vi.unstubAllEnvs();
});

describe('opening a stage', () => {
  const sentenceOf = ({ err, out }: { err: string; out: string }) => {
    expect(out).toBe('');
    expect(err.trim().split('\n')).toHaveLength(1);
    expect(err).not.toMatch(/arn:|made up| {4}at /);
    return err;
  };

  test('tells that there is no such stage, and where it looked', async () => {
    await deployed();
    const result = await on('owner-list', {}, { stage: 'test' });
    expect(result.exit).toBe(1);
    expect(sentenceOf(result)).toMatch(/no stage test in eu-central-1.*Woher-test.*AWS_REGION/);
  });

  test('tells that there are no credentials', async () => {
    await deployed();
    for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY']) vi.stubEnv(name, undefined);
    expect(sentenceOf(await on('owner-list'))).toMatch(/no AWS credentials.*AWS_PROFILE/);
  });

  test('tells that there is no region', async () => {
    await deployed();
    vi.stubEnv('AWS_REGION', undefined);
    expect(sentenceOf(await on('owner-list'))).toMatch(/no AWS region.*AWS_REGION/);
  });

  test('tells which right lacks', async () => {
    const { formation, cloud } = await deployed();
    const said =
      'User: arn:aws:iam::123456789012:user/anna is not authorized to perform: cloudformation:DescribeStacks on resource: x';
    formation.answerNext(formationRefuses(403, 'AccessDenied', said));
    expect(sentenceOf(await on('owner-list'))).toContain(
      'lack the right cloudformation:DescribeStacks in eu-central-1',
    );
    cloud.s3.answerNext(s3Refuses(403, 'AccessDenied'));
    await cloud.table.store.createOwner(owner, isoTime(new Date(0)));
    const file = await smallZipFile(await tempFolder());
    expect(sentenceOf(await on('import', { files: [file] }, fast))).toContain('lack the right s3:PutObject');
  });

  test('tells that the credentials were not accepted', async () => {
    const { formation } = await deployed();
    formation.answerNext(formationRefuses(403, 'ExpiredToken'));
    expect(sentenceOf(await on('owner-list'))).toMatch(/did not accept the credentials \(ExpiredToken\)/);
  });

  test('tells what the stack of another version does not tell', async () => {
    const { formation, outputs } = await deployed();
    const { [stackOutputs.bucket]: _, ...older } = outputs;
    formation.stacks.set('Woher-prod', older);
    expect(sentenceOf(await on('owner-list'))).toMatch(/Woher-prod in eu-central-1 .*BucketName.*deploy/);
  });

  test('goes on after a throttle and a cut connection, and gives up on more of them', async () => {
    const { formation } = await deployed();
    formation.answerNext(formationRefuses(400, 'Throttling'), loseReply);
    expect(await on('owner-list', { json: true })).toMatchObject({ exit: 0, out: '[]\n' });
    formation.answerNext(...Array.from({ length: 3 }, () => formationRefuses(400, 'Throttling')));
    expect(sentenceOf(await on('owner-list'))).toMatch(/takes no more requests \(Throttling\)/);
    formation.answerNext(loseReply, loseReply, loseReply);
    expect(sentenceOf(await on('owner-list'))).toMatch(/did not answer \(ECONNRESET\)/);
  });

  test('tells that nobody answers there', async () => {
    const { formation } = await deployed();
    await formation.close();
    expect(sentenceOf(await on('owner-list'))).toMatch(/did not answer \(ECONNREFUSED\)/);
  });
});

describe('owners of a stage', () => {
  test('are added with the default policy of the stage, and their welcome mail is queued', async () => {
    const { cloud, store } = await deployed();
    const { exit, json } = await on('owner-add', { address, locale: 'en', json: true });
    expect(exit).toBe(0);
    const shape = ownerChangeShape.parse(json());
    expect(shape).toMatchObject({ change: 'added', address, policy: 'strict', proof: 'reachable' });
    expect(cloud.ses.account.asked).toEqual([]);
    expect(cloud.sqs.messages(queues.mails)).toMatchObject([
      { ownerId: shape.ownerId, mailId: shape.welcome?.mailId, madeBy: 'admin' },
    ]);
    const mail = await store.readMail(shape.ownerId as OwnerId, 'admin', shape.welcome?.mailId as MailId);
    expect(mail).toMatchObject({ kind: 'welcome', to: address });
    const { out } = await on('outbox', { mailId: shape.welcome?.mailId });
    expect(out).toMatch(new RegExp(`^${baseUrl}/u/[a-z2-7]{45}$`, 'm'));

    const again = ownerChangeShape.parse((await on('owner-add', { address, json: true })).json());
    expect(again).toMatchObject({ change: 'known', ownerId: shape.ownerId, welcome: shape.welcome });
    const list = ownersShape.parse((await on('owner-list', { json: true })).json());
    expect(list).toHaveLength(1);
  });

  test('in the sandbox are asked by Amazon to prove the address, and the command says so', async () => {
    const { cloud, store } = await deployed();
    cloud.ses.account.mailsADay = 200;
    const { exit, out } = await on('owner-add', { address, locale: 'en', id: 'anna' });
    expect(exit).toBe(0);
    expect(out).toMatch(
      /Amazon SES is still in its sandbox.*anna@wolkenhauerin\.example.*clicked within 24 hours/,
    );
    expect(out).toContain('woher outbox --owner anna --stage prod');
    expect(cloud.ses.account.asked).toEqual([address]);
    cloud.ses.account.identities.set(address, 'Success');
    expect((await on('owner-add', { address })).out).not.toContain('sandbox');

    const ownerId = 'anna' as OwnerId;
    const schedule = await store.readSchedule(ownerId);
    if (schedule === undefined) throw new Error('there is a schedule');
    await store.moveDue(ownerId, schedule, { nextDueAt: isoTime(new Date(Date.now() + 80_000_000)) });
    const moved = await on('owner-set', { id: 'anna', address: 'anna@grevesmoehl.example' });
    expect(moved.out).toContain('sandbox');
    expect(cloud.ses.account.asked).toEqual([address, 'anna@grevesmoehl.example']);
    // Else the mail that waits for the proof would be looked at tomorrow.
    const soon = isoTime(new Date(Date.now() + 60_000));
    expect((await store.readSchedule(ownerId))?.nextDueAt.localeCompare(soon)).toBe(-1);
  });

  test('in the sandbox with an address of a proved domain are asked for nothing', async () => {
    const { cloud } = await deployed();
    cloud.ses.account.mailsADay = 200;
    cloud.ses.account.identities.set('wolkenhauerin.example', 'Success');
    expect((await on('owner-add', { address, json: true })).json()).toMatchObject({ proof: 'reachable' });
    expect(cloud.ses.account.asked).toEqual([]);
  });

  test.each([
    [
      'a right that lacks',
      [sesRefuses(403, 'AccessDenied', 'User: x is not authorized to perform: ses:GetSendQuota on y')],
    ],
    ['a fault of Amazon', Array.from({ length: 3 }, () => sesRefuses(500, 'InternalFailure'))],
    ['a cut connection', [loseReply, loseReply, loseReply]],
  ])('are not lost when SES cannot be asked: %s', async (_, answers) => {
    const { cloud, store } = await deployed();
    cloud.ses.account.mailsADay = 200;
    cloud.ses.answerNext(...answers);
    const failed = await on('owner-add', { address, locale: 'en', id: 'anna' });
    expect(failed.exit).toBe(1);
    expect(failed.err).toContain(`woher owner set anna --address ${address} --stage prod`);
    expect(await store.readOwner('anna' as OwnerId)).toMatchObject({ address });
    expect(cloud.sqs.messages(queues.mails)).toHaveLength(1);
    const mended = await on('owner-set', { id: 'anna', address });
    expect(mended).toMatchObject({ exit: 0, err: '' });
    expect(cloud.ses.account.asked).toEqual([address]);
  });

  test('are named where a command needs one of several', async () => {
    const { store } = await deployed();
    const none = await on('imports');
    expect(none).toMatchObject({ exit: 2, out: '' });
    expect(none.err).toContain('woher owner add ADDRESS --stage prod');
    await store.createOwner(owner, isoTime(new Date(0)));
    expect((await on('imports', { json: true })).out).toBe('[]\n');
    await store.createOwner({ ...owner, ownerId: 'anna' as OwnerId }, isoTime(new Date(0)));
    const several = await on('imports');
    expect(several).toMatchObject({ exit: 2, out: '' });
    expect(several.err).toMatch(/--owner.*the stage prod.*anna, me/);
    expect((await on('imports', { owner: 'nobody2' })).err).toMatch(/no owner "nobody2" in the stage prod/);
  });

  test('may be mailed again once a stop is lifted, and the command tells of the list that Amazon keeps', async () => {
    const { cloud, store } = await deployed();
    const ownerId = 'anna' as OwnerId;
    await on('owner-add', { address, locale: 'en', id: ownerId });
    const addressHash = addressHashOf(ownerId, address);
    await store.stopMailing(ownerId, { stopped: 'complained', at: isoTime(new Date()), addressHash });
    const { exit, out } = await on('owner-set', { id: ownerId, liftStop: true });
    expect(exit).toBe(0);
    expect(out).toContain(`aws sesv2 delete-suppressed-destination --email-address ${address}`);
    expect(await store.readMailStatus(ownerId, addressHash)).toBeUndefined();
    expect(cloud.sqs.messages(queues.mails).at(-1)).toMatchObject({ ownerId, madeBy: 'admin', again: true });
  });

  test('can have a mail that is held sent again', async () => {
    const { cloud, store } = await deployed();
    const added = ownerChangeShape.parse((await on('owner-add', { address, id: 'anna', json: true })).json());
    const mailId = added.welcome?.mailId as MailId;
    const at = isoTime(new Date());
    const claim = { mailId, attempt: 1, state: 'sending', claimedAt: at, madeBy: 'admin' } as const;
    await store.claimSend('anna' as OwnerId, claim);
    const early = await on('resend', { mailId, json: true });
    expect(early.exit).toBe(3);
    expect(resendShape.parse(early.json())).toEqual({ mailId, state: 'sending', asked: false });
    await store.answerSend('anna' as OwnerId, {
      ...claim,
      state: 'held',
      answeredAt: at,
      code: 'MessageRejected',
    });
    expect((await on('resend', { mailId })).exit).toBe(0);
    expect(cloud.sqs.messages(queues.mails).at(-1)).toMatchObject({
      ownerId: 'anna',
      mailId,
      madeBy: 'admin',
      again: true,
    });
  });
});

describe('importing into a stage', () => {
  async function withOwner() {
    const stage = await deployed();
    await stage.store.createOwner(owner, isoTime(new Date(0)));
    return { ...stage, file: await smallZipFile(await tempFolder()) };
  }

  test('uploads the file, waits and prints what the local import prints', async () => {
    const stage = await withOwner();
    importing(stage);
    const { exit, json, err } = await on('import', { files: [stage.file], json: true }, fast);
    expect({ exit, err }).toEqual({ exit: 0, err: '' });
    expect(importShape.parse(json())).toMatchObject({ status: 'accepted', contacts: { total: 3, added: 3 } });
    const [key = ''] = stage.cloud.s3.objects.keys();
    expect(key).toMatch(/^exports\/me\/[a-z0-9-]+\/Complete_LinkedInDataExport_11-01-2026\.zip$/);

    const again = await on('import', { files: [stage.file], json: true }, fast);
    expect(again.json()).toMatchObject({
      status: 'accepted',
      code: 'alreadyImported',
      writes: { contacts: 0 },
    });
    const lines = await on('import', { files: [stage.file] }, fast);
    expect(lines.out).toMatch(/schon importiert/);

    expect(importsShape.parse((await on('imports', { json: true })).json())).toHaveLength(1);
    expect(contactsShape.parse((await on('contacts', { json: true })).json())).toHaveLength(3);
    expect(findingsShape.parse((await on('findings', { json: true })).json()).length).toBeGreaterThan(0);
    expect(decisionsShape.parse((await on('decisions', { json: true })).json())).toEqual([]);
    expect(outboxShape.parse((await on('outbox', { json: true })).json())).toEqual([]);
  });

  test('tells of a held export, and takes it in when the operator says that it is right', async () => {
    const stage = await withOwner();
    importing(stage);
    const folder = await tempFolder();
    const file = async (day: string, count: number) => {
      const path = join(folder, datedName(day));
      await writeFile(path, connectionsCsv(rowsOf(people(count))));
      return path;
    };
    const [whole, shrunk] = [await file('2026-10-01', 12), await file('2026-10-09', 6)];
    expect((await on('import', { files: [whole], json: true }, fast)).exit).toBe(0);
    const held = await on('import', { files: [shrunk], json: true }, fast);
    expect(held.exit).toBe(3);
    expect(held.json()).toMatchObject({ status: 'held', guard: { expected: 12, missing: 6, mayMiss: 3 } });
    const taken = await on('import', { files: [shrunk], acceptShrink: true, json: true }, fast);
    expect(taken.exit).toBe(0);
    expect(taken.json()).toMatchObject({ status: 'accepted', contacts: { missing: 6 } });
    const fileHash = createHash('sha256')
      .update(await readFile(shrunk))
      .digest('hex') as FileHash;
    expect(await stage.store.readOverride(owner.ownerId, fileHash)).toMatchObject({ via: 'command' });
  });

  test('packs a folder, and leaves no copy behind', async () => {
    const stage = await withOwner();
    importing(stage);
    const copies = async () => (await readdir(tmpdir())).filter((name) => /^woher-[0-9a-f-]{36}$/.test(name));
    const before = await copies();
    const folder = join(await tempFolder(), 'Unpacked');
    await mkdir(folder);
    for (const { name, text } of smallExport) await writeFile(join(folder, name), text);
    const { exit, json } = await on('import', { files: [folder], json: true }, fast);
    expect(exit).toBe(0);
    expect(json()).toMatchObject({ status: 'accepted', contacts: { total: 3 } });
    expect([...stage.cloud.s3.objects.keys()][0]).toMatch(/\/Unpacked\.zip$/);
    expect(await copies()).toEqual(before);
  });

  test('a refused file is told by code and sentence, and the worst outcome is the exit code', async () => {
    const stage = await withOwner();
    importing(stage);
    const bad = join(await tempFolder(), 'bad.zip');
    await writeFile(bad, 'no archive at all');
    const { exit, json, err } = await on('import', { files: [bad, stage.file], json: true }, fast);
    expect(exit).toBe(3);
    const [refused, accepted] = json();
    expect(importShape.parse(refused).status).toBe('rejected');
    expect(importShape.parse(accepted).status).toBe('accepted');
    expect(err).toBe(`${refused.message}\n`);
  });

  test('gives up waiting with a sentence that says how to look', async () => {
    const { file, cloud } = await withOwner();
    const { exit, out, err } = await on(
      'import',
      { files: [file] },
      { waits: { patienceMs: 50, pollMs: 10 } },
    );
    expect({ exit, out }).toEqual({ exit: 1, out: '' });
    expect(err).toContain('woher imports --owner me --stage prod');
    expect(cloud.s3.objects.size).toBe(1);
  });

  test('tells how to look, too, when the stage can no longer be asked', async () => {
    const { file, cloud } = await withOwner();
    const stage = await openStage('prod', fast);
    onTestFinished(() => stage.close());
    const readReceipt = () => Promise.reject(new Error('cut'));
    const cut = { ...stage, store: { ...stage.store, readReceipt } };
    const { io, said } = recordedIo();
    const run = runStageCommand(cut, { command: 'import', args: { files: [file] } }, io);
    await expect(run).rejects.toThrow('cut');
    expect(said.err).toContain('woher imports --owner me --stage prod');
    expect(cloud.s3.objects.size).toBe(1);
  });

  test('shows on a terminal how far it is', async () => {
    const stage = await withOwner();
    importing(stage);
    const terminal = Object.assign(new PassThrough(), { isTTY: true, columns: 80 });
    let shown = '';
    terminal.on('data', (chunk) => {
      shown += chunk;
    });
    const { io } = recordedIo();
    const request = { command: 'import', args: { files: [stage.file] } } as const;
    const exit = await runOnStage('prod', request, { io: { ...io, terminal }, ...fast });
    expect(exit).toBe(0);
    expect(shown).toMatch(/MB/);
  });

  test('tries an upload again that was cut or not answered, and never keeps half of it', async () => {
    const stage = await withOwner();
    importing(stage);
    stage.cloud.s3.answerNext(loseReply, s3Refuses(503, 'SlowDown'));
    const { exit } = await on('import', { files: [stage.file] }, fast);
    expect(exit).toBe(0);
    expect(stage.cloud.s3.objects.size).toBe(1);
  });

  test('tells an upload in one sentence that does not get through', async () => {
    const { file, cloud } = await withOwner();
    cloud.s3.answerNext(saySilence, loseReply, loseReply);
    const { exit, out, err } = await on('import', { files: [file] }, { ...fast, silenceMs: 300 });
    expect({ exit, out }).toEqual({ exit: 1, out: '' });
    expect(err).toMatch(/^AWS in eu-central-1 did not answer \([A-Za-z]+\); .*\.\n$/);
    expect(cloud.s3.objects.size).toBe(0);
  });

  test('refuses a file that is too large before anything is sent', async () => {
    const folder = await tempFolder();
    const path = join(folder, 'large.zip');
    await writeFile(path, Buffer.alloc(1001));
    expect(await readyFile(path, 1000)).toBeUndefined();
    expect(await readyFile(path, 1001)).toMatchObject({ sizeBytes: 1001, fileName: 'large.zip' });
    await writeFile(join(folder, 'Connections.csv'), 'x'.repeat(5000));
    expect(await readyFile(folder, 100)).toBeUndefined();
  });
});

describe('what is asked about, on a stage', () => {
  test('is shown, compared and changed as in a folder, for the only owner or the one who is named', async () => {
    const { store } = await deployed();
    const ownerId = 'anna' as OwnerId;
    await on('owner-add', { address, locale: 'en', id: ownerId });
    const set = await on('owner-set', {
      id: ownerId,
      thresholds: { burstWithinDays: 7 },
      rhythm: 'quarterly',
    });
    expect(set).toMatchObject({ exit: 0, out: 'Changed: anna.\n' });
    const shown = policyShape.parse((await on('policy-show', { json: true })).json());
    expect(shown).toMatchObject({ policy: 'strict', changes: { burstWithinDays: 7 } });
    const compared = await on('policy-compare', { json: true, owner: ownerId });
    expect(policyEffectsShape.parse(compared.json())).toMatchObject([
      { policy: 'strict', current: true, questions: 0 },
      { policy: 'balanced' },
      { policy: 'open' },
      { policy: 'jobSearch' },
    ]);
    const { err } = await on('policy-compare');
    expect(err).toContain('woher owner set anna --policy balanced --stage prod');

    const entry = { by: 'company', value: 'Nordwerk GmbH' };
    const reason = 'Mandat Tannenzapfen';
    expect((await on('compliance-add', { ...entry, reason })).out).toContain('On the list: Nordwerk GmbH.');
    const list = complianceShape.parse((await on('compliance-list', { json: true })).json());
    expect(list).toEqual([{ ...entry, reason, binds: true, contacts: 0 }]);
    await on('employer-same', { names: ['Nordwerk', 'Südwerk'] });
    const large = employersShape.parse(
      (await on('employer-large', { company: 'Südwerk', json: true })).json(),
    );
    expect(large).toEqual({ same: [['Nordwerk', 'Südwerk']], large: ['Südwerk'] });
    expect(await store.readOwner(ownerId)).toMatchObject({
      address,
      rhythm: 'quarterly',
      compliance: [{ ...entry, reason }],
      employerAliases: [['Nordwerk', 'Südwerk']],
    });
    expect((await on('compliance-remove', entry)).exit).toBe(0);
    expect((await store.readOwner(ownerId))?.compliance).toEqual([]);
  });

  test('is refused in one sentence as in a folder', async () => {
    await deployed();
    expect((await on('policy-show')).err).toContain('woher owner add ADDRESS --stage prod');
    await on('owner-add', { address, locale: 'en', id: 'anna' });
    for (const [command, args] of [
      ['compliance-add', { by: 'company', value: 'Student', reason: 'x' }],
      ['compliance-remove', { by: 'company', value: 'Nordwerk' }],
      ['employer-same', { names: ['Nordwerk'] }],
      ['employer-large', { company: 'Nordwerk', off: true }],
      ['policy-compare', { set: { burstWithinDays: 15 } }],
      ['policy-show', { owner: 'bodo' }],
    ] as const) {
      const { exit, out, err } = await on(command, args);
      expect({ command, exit, out, lines: err.trim().split('\n').length }).toEqual({
        command,
        exit: 2,
        out: '',
        lines: 1,
      });
    }
  });
});

test('the command line reaches a stage by the environment alone', async () => {
  const { env, cloud } = await deployed();
  const { exit, out, err } = await woher(
    ['owner', 'add', address, '--locale', 'en', '--digest-size', '5', '--stage', 'prod', '--json'],
    { env },
  );
  expect({ exit, told: err.includes(`Added: ${address}`) }).toEqual({ exit: 0, told: true });
  const { ownerId } = ownerChangeShape.parse(JSON.parse(out));
  expect(await cloud.table.store.readOwner(ownerId as OwnerId)).toMatchObject({ address, digestSize: 5 });
  const missing = await woher(['imports', '--stage', 'nowhere'], { env });
  expect(missing).toMatchObject({ exit: 1, out: '' });
  const both = await woher(['import', 'x.zip', '--stage', 'prod', '--at', '2026-11-01'], { env });
  expect(both).toMatchObject({ exit: 2, out: '' });
}, 60_000);
