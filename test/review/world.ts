import type { Hono } from 'hono';
import { createReviewApp } from '../../functions/review/review.tsx';
import { createMemoryContactStore } from '../../shared/adapters/memory/contact-store.ts';
import type { DigestRecord } from '../../shared/domain/digest.ts';
import {
  type FileHash,
  type ImportId,
  type IsoTime,
  type MailId,
  ownerId,
  type Period,
} from '../../shared/domain/ids.ts';
import { linkExpiresAt, signLink } from '../../shared/domain/link.ts';
import type { Owner } from '../../shared/domain/owner.ts';
import type { ContactStore } from '../../shared/ports/contact-store.ts';
import type { LogFields } from '../../shared/ports/log.ts';
import { noMetrics } from '../../shared/ports/metrics.ts';
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
  setNow(now: Date): void;
  /** Path of a question, or with 0 of the whole digest. */
  path(no: number, rest?: string): string;
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  post(path: string, fields: Fields, headers?: Record<string, string>): Promise<Response>;
};
export type Fields = Readonly<Record<string, string>> | string;

const exportHash = 'e0'.repeat(32) as FileHash;

/** An owner with contacts, flags and an open digest in a store that counts, behind the review app. */
export async function createWorld(parts: WorldParts = {}): Promise<World> {
  const { asked = 12, flagged = asked } = parts;
  const owner: Owner = {
    ownerId: ownerId('me'),
    address: 'joerdis@wolkenhauerin.example',
    locale: 'de',
    zone: 'Europe/Berlin',
    policy: 'balanced',
    digestSize: 12,
    employerAliases: [],
    largeEmployers: [],
    keepExcerpts: true,
    ...parts.owner,
  };
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
  const store = createMemoryContactStore();
  await store.createOwner(owner, opened);
  await store.writeContacts(owner.ownerId, places.map(person));
  await store.writeFlags(
    owner.ownerId,
    places.map((place) => flagOf(place)),
  );
  await store.writeMemory(owner.ownerId, { invitations: [], jobs: [], formerEmployers: [], excerpts });
  await store.openDigest(record);
  await store.moveHead(owner.ownerId, {
    importId: 'e0'.repeat(8) as ImportId,
    fileHash: exportHash,
    exportedAt: '2026-10-28T09:00:00.000Z' as IsoTime,
  });
  return { store, record, owner, ...serve(store, record, parts.now ?? new Date('2026-11-03T18:00:00.000Z')) };
}

function serve(store: ContactStore, record: DigestRecord, start: Date) {
  const [reads, writes, logs]: string[][] = [[], [], []];
  const counted = new Proxy(store, {
    get(target, name: keyof ContactStore) {
      (name.startsWith('read') ? reads : writes)?.push(name);
      return target[name];
    },
  });
  let now = start;
  const keep = (event: string, fields?: LogFields) => void logs?.push(JSON.stringify({ event, ...fields }));
  const app = createReviewApp({
    store: counted,
    now: () => now,
    log: { info: keep, error: keep },
    metrics: noMetrics,
  });
  return {
    app,
    reads: reads ?? [],
    writes: writes ?? [],
    logs: logs ?? [],
    setNow(next: Date) {
      now = next;
    },
    path: (no: number, rest = '') => `/r/${signLink(record, no)}${rest}`,
    get: async (path: string, headers = {}) => app.request(path, { headers }),
    post: async (path: string, fields: Fields, headers: Record<string, string> = pressed) =>
      app.request(path, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
        body: new URLSearchParams(fields).toString(),
      }),
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
  for (const [tag] of (form?.[2] ?? '').matchAll(/<(input|textarea|select)[^>]*>/g)) {
    const name = /name="([^"]+)"/.exec(tag)?.[1] ?? '';
    if (!tag.includes('type="radio"')) fields[name] = /value="([^"]*)"/.exec(tag)?.[1] ?? '';
    else if (/ checked/.test(tag)) fields[name] = /value="([^"]*)"/.exec(tag)?.[1] ?? '';
  }
  return { action: form?.[1] ?? '', fields };
}

export const at = (text: string): Date => new Date(text);
