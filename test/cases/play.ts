import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import PostalMime from 'postal-mime';
import * as z from 'zod';
import { type Contact, contactState, fullName } from '../../shared/domain/contact.ts';
import { answers, origins } from '../../shared/domain/decision.ts';
import { contactSubject, type IsoTime } from '../../shared/domain/ids.ts';
import type { ImportRecord } from '../../shared/domain/import.ts';
import { locales } from '../../shared/domain/owner.ts';
import { policyIds } from '../../shared/domain/policy.ts';
import { removalList } from '../../shared/domain/removal.ts';
import type { ContactStore } from '../../shared/ports/contact-store.ts';
import type { AuditMessage, MailMessage } from '../../shared/ports/queue.ts';
import { catalogueFor } from '../../shared/render/locales/catalogue.ts';
import { evaluateNetwork } from '../../shared/workflows/evaluate-network.ts';
import { recordDecision } from '../../shared/workflows/record-decision.ts';
import { runAudit } from '../../shared/workflows/run-audit.ts';
import { zipBytes } from '../fixtures/archive.ts';
import { importFile, me, storeWithOwner } from '../network.ts';

const instant = z.iso.datetime().transform((at) => at as IsoTime);
const settings = z.object({
  policy: z.enum(policyIds).optional(),
  locale: z.enum(locales).optional(),
  zone: z.string().optional(),
  employerAliases: z.array(z.array(z.string())).optional(),
});
const step = z.union([
  z.strictObject({ import: z.string(), at: instant, exportedAt: instant }),
  z.strictObject({
    decide: z.string(),
    answer: z.enum(answers),
    origin: z.enum(origins).optional(),
    at: instant,
  }),
  z.strictObject({ audit: z.literal(true), at: instant, owner: settings.optional() }),
]);
/** `case.json`: why the case exists, the owner's settings, and what happens, in order. */
const caseFile = z.strictObject({
  why: z.string().min(40),
  owner: settings.optional(),
  steps: z.array(step).min(1),
});
type Step = z.infer<typeof step>;

/** What a case shows: the golden files of its folder. */
export type Played = {
  readonly 'expected.json': string;
  readonly 'expected-digest.txt': string;
  readonly 'expected-digest.html': string;
};

/** Plays one case folder through the real workflows on the memory store; no mail is sent, the frozen one is read. */
export async function play(folder: string): Promise<Played> {
  const { owner, steps } = caseFile.parse(JSON.parse(await readFile(join(folder, 'case.json'), 'utf8')));
  const store = await storeWithOwner(owner);
  const shown: unknown[] = [];
  for (const one of steps) shown.push(await take(store, folder, one));
  const mails = await store.readMails(me, 'audit');
  const last = mails.at(-1);
  const mail = last === undefined ? undefined : await PostalMime.parse(last.mime);
  return {
    'expected.json': `${JSON.stringify({ steps: shown, mails: mails.map(({ mailId, subject }) => ({ mailId, subject })) }, null, 2)}\n`,
    'expected-digest.txt': mail?.text ?? '',
    'expected-digest.html': mail?.html ?? '',
  };
}

async function take(store: ContactStore, folder: string, one: Step): Promise<unknown> {
  if ('import' in one) {
    const audits: AuditMessage[] = [];
    const record = await importFolder(store, join(folder, one.import), one, audits);
    for (const message of audits) await audit(store, message);
    return { import: one.import, ...shownImport(record), ...(await shownNetwork(store, one.at)) };
  }
  if ('decide' in one) {
    const contacts = await store.readContacts(me);
    const contact = contacts.find(({ keys }) => keys.includes(`in/${one.decide}`));
    if (contact === undefined) throw new Error(`the case decides about nobody: ${one.decide}`);
    const { answer, origin, at } = one;
    const subject = contactSubject(contact.contactId);
    const given = origin === undefined ? { answer } : { answer, origin };
    const decision = await recordDecision({ store, ownerId: me, subject, given, at, via: 'command' });
    return { decide: one.decide, history: decision?.history.length };
  }
  const standing = await store.readOwner(me);
  if (standing !== undefined && one.owner !== undefined)
    await store.updateOwner({ ...standing, ...one.owner });
  const outcome = await audit(store, { ownerId: me, at: one.at, period: one.at.slice(0, 7) as never });
  return { audit: one.at, ...outcome, ...(await shownNetwork(store, one.at)) };
}

async function importFolder(
  store: ContactStore,
  folder: string,
  { at, exportedAt }: { at: IsoTime; exportedAt: IsoTime },
  audits: AuditMessage[],
): Promise<ImportRecord | undefined> {
  const names = (await readdir(folder)).sort();
  const modifiedAt = new Date(exportedAt);
  const bytes = await zipBytes(
    await Promise.all(
      names.map(async (name) => ({ name, modifiedAt, text: await readFile(join(folder, name), 'utf8') })),
    ),
  );
  const temporary = await mkdtemp(join(tmpdir(), 'woher-case-'));
  const path = join(temporary, `${basename(folder)}.zip`);
  await writeFile(path, bytes);
  try {
    return await importFile(store, { path, at, audits });
  } finally {
    await rm(temporary, { recursive: true });
  }
}

async function audit(store: ContactStore, message: AuditMessage) {
  const mails: MailMessage[] = [];
  const { flags, digest } = await runAudit(
    {
      store,
      mails: { send: async (mail) => void mails.push(mail) },
      // The same key every time, so that the links of a golden mail are the same.
      newLinkKey: () => new Uint8Array(32).fill(7),
      baseUrl: 'http://127.0.0.1:4477',
      sender: 'Woher <woher@localhost>',
      now: () => new Date(message.at),
    },
    message,
  );
  const { open, kept, changed, closed } = flags;
  return {
    digest,
    flags: {
      open: open.length,
      kept: kept.length,
      changed: changed.length,
      closed: closed.map(({ state }) => state),
    },
  };
}

function shownImport(record: ImportRecord | undefined): object {
  const { status, contacts, writes, skipped, absent, older } = record ?? {};
  const changes = record?.changes
    .filter(({ kind }) => kind !== 'added')
    .map((change) => ('fields' in change ? `${change.kind}: ${change.fields.join(', ')}` : change.kind));
  return { status, older, counts: contacts, changes, writes: writes?.contacts, skipped, absent };
}

async function shownNetwork(store: ContactStore, at: IsoTime): Promise<Record<string, unknown>> {
  const { contacts, assessments, findings, head, decisions, owner } = await evaluateNetwork({
    store,
    ownerId: me,
    at,
  });
  const words = catalogueFor(owner.locale);
  const name = (contact: Contact | undefined) =>
    contact === undefined ? '?' : `${fullName(contact.row)} (${contact.row.slug})`;
  const byId = new Map(contacts.map((contact) => [contact.contactId, contact]));
  return {
    contacts: contacts
      .map((contact) => ({
        name: name(contact),
        state: contactState(contact, head),
        originStatus: assessments.get(contact.contactId)?.originStatus,
        reciprocity: assessments.get(contact.contactId)?.reciprocity,
        evidence: assessments
          .get(contact.contactId)
          ?.evidence.map((e) => `${e.strength} ${e.kind} ${e.at ?? ''} ${e.file}`),
      }))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
    findings: findings
      .map(({ contactId, ruleId, reason }) => ({
        name: name(byId.get(contactId)),
        ruleId,
        reason: words.reason(reason, { name: '…' }),
      }))
      .sort((a, b) => (a.name + a.ruleId < b.name + b.ruleId ? -1 : 1)),
    removals: removalList({ contacts, decisions, head }).map(({ name: removed, status }) => ({
      name: removed,
      status,
    })),
  };
}
