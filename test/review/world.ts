import type { Hono } from 'hono';
import { createReviewApp } from '../../functions/review/review.tsx';
import { createMemoryContactStore } from '../../shared/adapters/memory/contact-store.ts';
import { createS3UploadDesk } from '../../shared/adapters/s3/upload-desk.ts';
import type { DigestRecord } from '../../shared/domain/digest.ts';
import {
  type FileHash,
  type ImportId,
  type IsoTime,
  type MailId,
  ownerId,
  type Period,
} from '../../shared/domain/ids.ts';
import type { Head } from '../../shared/domain/import.ts';
import { linkExpiresAt, signLink } from '../../shared/domain/link.ts';
import type { Owner } from '../../shared/domain/owner.ts';
import type { ContactStore } from '../../shared/ports/contact-store.ts';
import type { Counts } from '../../shared/ports/metrics.ts';
import type { EraseMessage, UploadMessage } from '../../shared/ports/queue.ts';
import type { UploadDesk } from '../../shared/ports/upload-desk.ts';
import { anOwner } from '../domain/builders.ts';
import { testLog } from '../log.ts';
import { excerpts, flagOf, person, subjectOf } from './people.ts';

const opened = '2026-11-01T07:00:00.000Z' as IsoTime;

/** What a world is made of; each part has a default. */
export type WorldParts = {
  readonly owner?: Partial<Owner>;
  /** Questions in the digest, and flagged contacts in all. */
  readonly asked?: number;
  readonly flagged?: number;
  readonly now?: Date;
  readonly record?: Partial<DigestRecord>;
  readonly head?: Partial<Head>;
  /** An empty one; without it, in memory. */
  readonly store?: ContactStore;
};

export type World = {
  readonly app: Hono;
  readonly store: ContactStore;
  readonly record: DigestRecord;
  readonly owner: Owner;
  /** Names of the store's calls, writing ones apart, and the log's lines. */
  readonly reads: string[];
  readonly writes: string[];
  readonly logs: string[];
  /** What was counted for the operator. */
  readonly counted: readonly Counts[];
  /** What was sent to the queue of uploads. */
  readonly uploads: (UploadMessage | EraseMessage)[];
  setNow(now: Date): void;
  /** Path of a question, or with 0 of the whole digest. */
  path(no: number, rest?: string): string;
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  post(path: string, fields: Fields, headers?: Record<string, string>): Promise<Response>;
};
export type Fields = Readonly<Record<string, string>> | string;

/** Whoever presses reads a page before the next press; what comes at once does not wait for an answer. */
const pressEveryMs = 5000;

const exportHash = 'e0'.repeat(32) as FileHash;

/** An owner with contacts, flags and an open digest in a store that counts, behind the review app. */
export async function createWorld(parts: WorldParts = {}): Promise<World> {
  const { asked = 12, flagged = asked } = parts;
  const owner = anOwner({
    ownerId: ownerId('me'),
    address: 'joerdis@wolkenhauerin.example',
    ...parts.owner,
  });
  const places = Array.from({ length: flagged }, (_, index) => index + 1);
  const record: DigestRecord = {
    ownerId: owner.ownerId,
    period: '2026-11' as Period,
    mailId: 'digest-2026-11' as MailId,
    openedAt: opened,
    expiresAt: linkExpiresAt(opened),
    linkKey: '5e'.repeat(32),
    questions: places.slice(0, asked).map((no) => ({ no, subject: subjectOf(no) })),
    ...parts.record,
  };
  const store = parts.store ?? createMemoryContactStore();
  await store.createOwner(owner, opened);
  await store.writeContacts(owner.ownerId, places.map(person));
  await store.writeFlags(
    owner.ownerId,
    places.map((place) => flagOf(place)),
  );
  await store.writeMemory(owner.ownerId, {
    invitations: [],
    jobs: [],
    formerEmployers: [],
    ownFacts: [],
    excerpts,
  });
  await store.openDigest(record);
  await store.moveHead(owner.ownerId, {
    importId: 'e0'.repeat(8) as ImportId,
    fileHash: exportHash,
    exportedAt: '2026-10-28T09:00:00.000Z' as IsoTime,
    ...parts.head,
  });
  return { store, record, owner, ...serve(store, record, parts.now ?? new Date('2026-11-03T18:00:00.000Z')) };
}

const testDesk: UploadDesk = createS3UploadDesk({
  bucket: 'woher-exports',
  region: 'eu-central-1',
  keys: { accessKeyId: 'made-up', secretAccessKey: 'made-up', sessionToken: 'made-up/+=' },
  now: () => new Date('2026-11-03T18:00:00.000Z'),
});

function serve(store: ContactStore, record: DigestRecord, start: Date) {
  const [reads, writes]: string[][] = [[], []];
  const logs: string[] = [];
  const counting = new Proxy(store, {
    get(target, name: keyof ContactStore) {
      (/^(?:read|is)/.test(name) ? reads : writes)?.push(name);
      return target[name];
    },
  });
  let now = start;
  let [views, submits] = [0, 0];
  const counted: Counts[] = [];
  const uploads: (UploadMessage | EraseMessage)[] = [];
  const app = createReviewApp({
    store: counting,
    desk: testDesk,
    uploads: { send: async (message) => void uploads.push(message) },
    newUploadId: () => `upload-${++views}`,
    newSubmitId: () => `submit-${++submits}`,
    baseUrl: 'https://woher.halvorsen.example',
    now: () => now,
    log: testLog(logs),
    metrics: { count: (counts) => void counted.push(counts) },
  });
  return {
    app,
    reads: reads ?? [],
    writes: writes ?? [],
    logs,
    counted,
    uploads,
    setNow(next: Date) {
      now = next;
    },
    path: (no: number, rest = '') => `/r/${signLink(record, no)}${rest}`,
    get: async (path: string, headers = {}) => app.request(path, { headers }),
    post: async (path: string, fields: Fields, headers: Record<string, string> = pressed) => {
      const response = await app.request(path, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
        body: new URLSearchParams(fields).toString(),
      });
      now = new Date(now.getTime() + pressEveryMs);
      return response;
    },
  };
}

/** What a browser sends when somebody presses the button. */
export const pressed = {
  'sec-fetch-site': 'same-origin',
  'sec-fetch-mode': 'navigate',
  'sec-fetch-user': '?1',
  'sec-fetch-dest': 'document',
  origin: 'null',
} as const;

/** The fields of a form that gives one answer to each of those places, as the page would send them. */
export const answered = (answers: Readonly<Record<number, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(answers).map(([place, answer]) => [`answer.${subjectOf(Number(place))}`, answer]),
  );

export const decisionsOf = (world: World) => world.store.readDecisions(world.owner.ownerId);

/** The fields that a form on a page would send, its buttons pressed as they stand. */
export function formFields(html: string, nth = 0): { action: string; fields: Record<string, string> } {
  const form = [...html.matchAll(/<form method="post" action="([^"]+)">(.*?)<\/form>/gs)][nth];
  const fields: Record<string, string> = {};
  const valueIn = (tag = ''): string => /value="([^"]*)"/.exec(tag)?.[1] ?? '';
  const field = /<input[^>]*>|<textarea[^>]*>([^<]*)<\/textarea>|<select[^>]*>(.*?)<\/select>/gs;
  for (const [tag, typed, options] of (form?.[2] ?? '').matchAll(field)) {
    const name = /name="([^"]+)"/.exec(tag)?.[1] ?? '';
    if (options !== undefined) {
      const [first, ...others] = options.match(/<option[^>]*>/g) ?? [];
      fields[name] = valueIn([...others].find((option) => / selected/.test(option)) ?? first);
    } else if (typed !== undefined) fields[name] = typed;
    else if (!tag.includes('type="radio"') || / checked/.test(tag)) fields[name] = valueIn(tag);
  }
  return { action: form?.[1] ?? '', fields };
}

export const at = (text: string): Date => new Date(text);
