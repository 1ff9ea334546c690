import { randomBytes, randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ReviewServices } from '../../functions/review/services.ts';
import { createFolderExportSource } from '../../shared/adapters/folder/export-source.ts';
import { createFolderMailer } from '../../shared/adapters/folder/mailer.ts';
import { type IsoTime, isoTime, type OwnerId, type RunId } from '../../shared/domain/ids.ts';
import type { Owner } from '../../shared/domain/owner.ts';
import type { PolicyId } from '../../shared/domain/policy.ts';
import { maxReceives, queues as queueNames } from '../../shared/names.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import type { ContactStore } from '../../shared/ports/contact-store.ts';
import type { Log } from '../../shared/ports/log.ts';
import { noMetrics } from '../../shared/ports/metrics.ts';
import type {
  AuditMessage,
  EraseMessage,
  MailMessage,
  NoticeMessage,
  Queue,
  SettleMessage,
  UploadMessage,
} from '../../shared/ports/queue.ts';
import { type HomeFile, readHomeFile, writeHomeFile } from './home-file.ts';
import type { Place } from './place.ts';
import { type LocalQueues, openQueues, type QueueHandler } from './queue.ts';
import { openTable } from './table.ts';
import { newUploadId } from './upload.ts';
import { localUploadDesk } from './upload-desk.ts';

/** One data folder, open: table, queues, outbox and the functions wired to them. */
export type Home = Place & {
  readonly folder: string;
  readonly outbox: string;
  /** Whose folder it is; commands may name another owner. */
  readonly ownerId: OwnerId;
  readonly queues: LocalQueues;
  readonly review: ReviewServices;
  readonly log: Log;
  /** Runs the hourly tick for the time that it was planned for. */
  schedule(event: { at: string }): Promise<void>;
  /** The owner as they stand, made with the defaults where they are missing; a policy that is given is set. */
  ensureOwner(ownerId: OwnerId, policy?: PolicyId): Promise<Owner>;
  /** Finishes the message in hand, then closes; what is left stays on disk. */
  close(): Promise<void>;
};

export type HomeOptions = {
  folder: string;
  log: Log;
  now: Clock;
  /** Whose folder it is from now on; without it, whose it was. */
  ownerId?: OwnerId;
  /** Where the pages are from now on. */
  port?: number;
};

/**
 * Opens the home in a data folder and starts its queues, so that what an earlier process left over is carried on.
 *
 * @throws DataFolderInUse when another process has it open
 */
export async function openHome(options: HomeOptions): Promise<Home> {
  const { folder, log, now } = options;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const table = await openTable(folder);
  let queues: LocalQueues | undefined;
  try {
    const file = await rememberHome(options);
    const { createDynamoContactStore } = await import('../../shared/adapters/dynamodb/contact-store.ts');
    // No rate to keep to: the engine is in this process.
    const writesPerSecond = Number.POSITIVE_INFINITY;
    const store = createDynamoContactStore({ client: table.client, table: table.name, writesPerSecond });
    queues = await openQueues({
      folder: join(folder, 'queues'),
      names: [queueNames.uploads, queueNames.audits, queueNames.mails],
      maxReceives,
      now,
      log,
    });
    const parts = { folder, store, queues, now, log, baseUrl: `http://127.0.0.1:${file.port}` };
    const home: Home = {
      ...parts,
      outbox: join(folder, 'outbox'),
      ownerId: file.owner,
      mails: queueTo<MailMessage>(parts, queueNames.mails),
      sender: localSender,
      defaultPolicy: 'balanced',
      review: {
        store,
        desk: localUploadDesk,
        uploads: queueTo<UploadMessage | EraseMessage>(parts, queueNames.uploads),
        newUploadId: () => newUploadId(now()),
        newSubmitId: randomUUID,
        baseUrl: parts.baseUrl,
        now,
        log,
        metrics: noMetrics,
      },
      schedule: scheduleOf(parts),
      ensureOwner: (ownerId, policy) => ensureOwner(store, ownerId, policy),
      close: async () => {
        await parts.queues.stop();
        await table.close();
      },
    };
    await home.ensureOwner(file.owner);
    await freeLocks(store, now);
    queues.start(handlersOf(parts));
    return home;
  } catch (fault) {
    await queues?.stop();
    await table.close();
    throw fault;
  }
}

async function rememberHome(options: HomeOptions): Promise<HomeFile> {
  const before = await readHomeFile(options.folder);
  const file = { owner: options.ownerId ?? before.owner, port: options.port ?? before.port };
  if (file.owner !== before.owner || file.port !== before.port) await writeHomeFile(options.folder, file);
  return file;
}

/** As late as a time can be written: every owner is due by then. */
const endOfTime = '9999-12-31T23:59:59.999Z' as IsoTime;

// Nobody else has the folder, and nothing runs yet: a lock that stands was left by a process that ended in the middle.
async function freeLocks(store: ContactStore, now: Clock): Promise<void> {
  for (const ownerId of await store.readDue(endOfTime))
    if (await store.isImportLocked(ownerId, isoTime(now()))) await store.breakImportLock(ownerId);
}

type Parts = Pick<Home, 'folder' | 'store' | 'queues' | 'now' | 'log' | 'baseUrl'>;

const localSender = 'Woher <woher@localhost>';

const queueTo = <Message>(parts: Parts, name: string): Queue<Message> => ({
  send: async (message) => {
    await parts.queues.send(name, message);
  },
});

// Each function is loaded with its first message: most commands only read.
function handlersOf(parts: Parts): Record<string, QueueHandler> {
  const { folder, store, now, log, baseUrl } = parts;
  return {
    [queueNames.uploads]: lazily(async () => {
      const { createIngestHandler } = await import('../../functions/ingest/ingest.ts');
      const source = createFolderExportSource({ home: folder });
      return createIngestHandler({
        source,
        store,
        audits: queueTo<AuditMessage | NoticeMessage>(parts, queueNames.audits),
        newRunId: () => randomUUID() as RunId,
        now,
        log,
        metrics: noMetrics,
      });
    }),
    [queueNames.audits]: lazily(async () => {
      const { createAuditHandler } = await import('../../functions/audit/audit.ts');
      return createAuditHandler({
        store,
        mails: queueTo(parts, queueNames.mails),
        newLinkKey: () => randomBytes(32),
        baseUrl,
        sender: localSender,
        now,
        log,
        metrics: noMetrics,
      });
    }),
    [queueNames.mails]: lazily(async () => {
      const { createDeliverHandler } = await import('../../functions/deliver/deliver.ts');
      const mailer = createFolderMailer({ outbox: join(folder, 'outbox') });
      return createDeliverHandler({ store, mailer, now, log, metrics: noMetrics });
    }),
  };
}

function lazily(load: () => Promise<QueueHandler>): QueueHandler {
  let loading: Promise<QueueHandler> | undefined;
  return async (event) => {
    loading ??= load();
    return (await loading)(event);
  };
}

function scheduleOf(parts: Parts): Home['schedule'] {
  return async (event) => {
    const { createScheduleHandler } = await import('../../functions/schedule/schedule.ts');
    const { store, log } = parts;
    const audits = queueTo<AuditMessage>(parts, queueNames.audits);
    const mails = queueTo<SettleMessage>(parts, queueNames.mails);
    await createScheduleHandler({ store, audits, mails, log, metrics: noMetrics })(event);
  };
}

/** Due from the start: whatever time the first tick is planned for finds the owner. */
const alwaysDue = '1970-01-01T00:00:00.000Z' as IsoTime;

const newUploadKey = (): string => randomBytes(32).toString('hex');

// Homes are older than tickets.
const withUploadKey = (owner: Owner): Owner =>
  owner.uploadKey === undefined ? { ...owner, uploadKey: newUploadKey() } : owner;

async function ensureOwner(store: ContactStore, ownerId: OwnerId, policy?: PolicyId): Promise<Owner> {
  const standing = await store.readOwner(ownerId);
  if (standing !== undefined) {
    const changed = (owner: Owner): Owner => withUploadKey({ ...owner, policy: policy ?? owner.policy });
    return (await store.changeOwner(ownerId, changed)).after;
  }
  const owner: Owner = {
    ownerId,
    address: `${ownerId}@localhost`,
    locale: 'de',
    zone: 'Europe/Berlin',
    policy: policy ?? 'balanced',
    digestSize: 12,
    employerAliases: [],
    largeEmployers: [],
    keepExcerpts: true,
    uploadKey: newUploadKey(),
  };
  await store.createOwner(owner, alwaysDue);
  return owner;
}
