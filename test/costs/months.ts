import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { IsoTime, OwnerId } from '../../shared/domain/ids.ts';
import { signLink } from '../../shared/domain/link.ts';
import { exportsPrefix } from '../../shared/names.ts';
import { anOwner } from '../domain/builders.ts';
import { writeLargeExport } from '../fixtures/scale.ts';
import { withComment } from '../fixtures/zip-comment.ts';
import { objectCreated, sqsEvent } from '../functions/events.ts';
import { formFields } from '../review/world.ts';
import { type CountedCloud, httpEventOf, startCountedCloud } from './counted-cloud.ts';
import { addCounts, type Counts, noCounts } from './counts.ts';

/** How big an owner's network is. */
export type NetworkSize = { readonly contacts: number; readonly messages: number };

/** Counts of one owner's months, each step apart. */
export type OwnerMonths = {
  /** One hourly tick where nobody is due. */
  readonly idleTick: Counts;
  readonly first: MonthSteps;
  /** A month later: a hundredth more contacts and messages, one row in a hundred edited. */
  readonly later: MonthSteps;
  /** Contacts that are new or not the same as before the later upload. */
  readonly changedLater: number;
  /** The same export once more, in a file of other bytes. */
  readonly sameAgain: Counts;
  /** What the owner's items take in the table after both months, in bytes. */
  readonly storedBytes: number;
};

/** What a month is made of; the owner's part of the ticks is what they take beyond idle ones. */
export type MonthSteps = {
  readonly upload: Counts;
  readonly auditAndMail: Counts;
  readonly review: Counts;
  readonly ticks: Counts;
};

/** The hourly ticks of a November, without those before the upload. */
const ticksOfMonth = 710;
const seed = 20261122;
const ownerId = 'costs' as OwnerId;
const hourInMs = 3_600_000;

/** Lives two months of one owner through the handlers, and counts. One a process. */
export async function countMonths(
  size: NetworkSize,
  { ticks = ticksOfMonth }: { readonly ticks?: number } = {},
): Promise<OwnerMonths> {
  const cloud = await startCountedCloud();
  const folder = await mkdtemp(join(tmpdir(), 'woher-costs-'));
  try {
    return await liveMonths({ cloud, size, folder, ticks });
  } finally {
    await cloud.close();
    await rm(folder, { recursive: true });
  }
}

type Life = {
  readonly cloud: CountedCloud;
  readonly size: NetworkSize;
  readonly folder: string;
  /** Hourly ticks counted each month. */
  readonly ticks: number;
};

async function liveMonths({ cloud, size, folder, ticks }: Life): Promise<OwnerMonths> {
  const idleTick = await idleTickOf(cloud);
  await cloud.store.createOwner(anOwner({ ownerId }), '2026-12-01T07:00:00.000Z' as IsoTime);
  await cloud.takeCounts();

  const upload = uploaderOf(cloud, size, folder);
  const first = {
    upload: await upload('2026-10', '2026-11-01T07:00:00Z'),
    auditAndMail: await auditAndMail(cloud),
    review: await review(cloud, '2026-11-02T18:00:00Z'),
    ticks: await countTicks(cloud, { from: '2026-11-01T08:00:00Z', ticks, idleTick }),
  };
  const before = await contactTexts(cloud);
  const laterUpload = await upload('2026-11', '2026-12-01T06:30:00Z');
  const after = await contactTexts(cloud);
  const changedLater = [...after].filter((text) => !before.has(text)).length;
  await tick(cloud, '2026-12-01T07:00:00Z');
  const later = {
    upload: laterUpload,
    auditAndMail: beyondTicks(await auditAndMail(cloud), idleTick, 1),
    review: await review(cloud, '2026-12-02T18:00:00Z'),
    ticks: await countTicks(cloud, { from: '2026-12-01T08:00:00Z', ticks, idleTick }),
  };
  const sameAgain = await upload('2026-11', '2026-12-05T06:30:00Z', 'the same once more');
  return { idleTick, first, later, changedLater, sameAgain, storedBytes: await cloud.storedBytes() };
}

async function contactTexts(cloud: CountedCloud): Promise<Set<string>> {
  const contacts = await cloud.store.readContacts(ownerId);
  await cloud.takeCounts();
  return new Set(contacts.map((contact) => JSON.stringify(contact)));
}

// The first tick loads the function, which is priced apart.
async function idleTickOf(cloud: CountedCloud): Promise<Counts> {
  await tick(cloud, '2026-10-31T12:00:00Z');
  await cloud.takeCounts();
  await tick(cloud, '2026-10-31T13:00:00Z');
  return cloud.takeCounts();
}

async function tick(cloud: CountedCloud, at: string): Promise<void> {
  cloud.setNow(at);
  await cloud.invoke('schedule', { at });
}

function uploaderOf(cloud: CountedCloud, size: NetworkSize, folder: string) {
  return async (month: string, at: string, comment = ''): Promise<Counts> => {
    const fileName = `Complete_LinkedInDataExport_${month}.zip`;
    const path = join(folder, fileName);
    await writeLargeExport({ ...size, path, seed, month });
    const object = withComment(await readFile(path), comment);
    await rm(path);
    const key = `${exportsPrefix}${ownerId}/upload-${at.slice(0, 10)}/${fileName}`;
    cloud.setNow(at);
    cloud.s3.objects.set(key, object);
    const result = await cloud.invoke<{ batchItemFailures: unknown[] }>(
      'ingest',
      sqsEvent(objectCreated(key, at)),
    );
    if (result.batchItemFailures.length > 0) throw new Error('the import failed while it was counted');
    cloud.s3.objects.clear();
    // One event of EventBridge into the queue, received and deleted by Lambda's poller.
    const arrived = { s3: { uploads: 1, gets: 0, uploadedBytes: object.length }, sqsRequests: 3 };
    return addCounts(await cloud.takeCounts(), { ...noCounts, ...arrived });
  };
}

async function auditAndMail(cloud: CountedCloud): Promise<Counts> {
  await cloud.drain();
  return cloud.takeCounts();
}

/** Three pages and one form: a question from the mail, all of the digest, twelve answers, and the page that follows. */
async function review(cloud: CountedCloud, at: string): Promise<Counts> {
  cloud.setNow(at);
  const record = (await cloud.store.readDigests(ownerId)).at(-1);
  if (record === undefined) throw new Error('there is no digest to answer');
  await cloud.takeCounts();
  const pages = pagesOf(cloud);
  await pages.get(`/r/${signLink(record, 1)}?a=keep`);
  const all = await pages.get(`/r/${signLink(record, 0)}`);
  const { action, fields } = formFields(all.body);
  for (const { subject } of record.questions) fields[`answer.${subject}`] = 'keep';
  const pressed = await pages.post(action, new URLSearchParams(fields));
  await pages.get(pressed.headers?.location ?? action);
  return addCounts(await cloud.takeCounts(), { ...noCounts, web: pages.web() });
}

type PageResult = {
  readonly statusCode: number;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
};

function pagesOf(cloud: CountedCloud) {
  let web = noCounts.web;
  const ask = async (method: 'GET' | 'POST', path: string, form?: URLSearchParams): Promise<PageResult> => {
    const page = await cloud.invoke<PageResult>('review', httpEventOf(method, path, form));
    if (page.statusCode >= 400) throw new Error(`${method} was answered ${page.statusCode}`);
    web = { requests: web.requests + 1, bytesOut: web.bytesOut + Buffer.byteLength(page.body) };
    return page;
  };
  return {
    get: (path: string) => ask('GET', path),
    post: (path: string, form: URLSearchParams) => ask('POST', path, form),
    web: () => web,
  };
}

async function countTicks(
  cloud: CountedCloud,
  { from, ticks, idleTick }: { readonly from: string; readonly ticks: number; readonly idleTick: Counts },
): Promise<Counts> {
  for (let hour = 0; hour < ticks; hour += 1) {
    await tick(cloud, new Date(Date.parse(from) + hour * hourInMs).toISOString());
    await cloud.drain();
  }
  return beyondTicks(await cloud.takeCounts(), idleTick, ticks);
}

// Ticks come with and without owners: their time is the deployment's, and its noise would hide what an owner adds.
function beyondTicks(counts: Counts, idleTick: Counts, ticks: number): Counts {
  const { schedule: _, ...functions } = counts.functions;
  const beyond = addCounts({ ...counts, functions }, { ...idleTick, functions: {} }, -ticks);
  return { ...beyond, metricHours: Math.max(0, beyond.metricHours) };
}
