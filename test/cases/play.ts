import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import PostalMime from 'postal-mime';
import * as z from 'zod';
import { entriesOf, memberChoices } from '../../shared/domain/answering.ts';
import { decisionsBySubject } from '../../shared/domain/assess.ts';
import { type Contact, contactState, fullName, slugKey } from '../../shared/domain/contact.ts';
import { answers, type GivenAnswer, origins, pairAnswers } from '../../shared/domain/decision.ts';
import { complianceKinds } from '../../shared/domain/finding.ts';
import { answerStatesAt } from '../../shared/domain/flag.ts';
import {
  contactSubject,
  groupSubject,
  type IsoDay,
  type IsoTime,
  invitationSubject,
  personId,
  sameSubject,
} from '../../shared/domain/ids.ts';
import type { ImportRecord } from '../../shared/domain/import.ts';
import { complianceId, locales } from '../../shared/domain/owner.ts';
import { policyIds, policyOf, thresholdNames } from '../../shared/domain/policy.ts';
import { removalList } from '../../shared/domain/removal.ts';
import type { ContactStore } from '../../shared/ports/contact-store.ts';
import type { AuditMessage, MailMessage } from '../../shared/ports/queue.ts';
import { catalogueFor } from '../../shared/render/locales/catalogue.ts';
import { evaluateNetwork } from '../../shared/workflows/evaluate-network.ts';
import { recordAnswers } from '../../shared/workflows/record-answers.ts';
import { runAudit } from '../../shared/workflows/run-audit.ts';
import { zipBytes } from '../fixtures/archive.ts';
import { importFile, me, storeWithOwner } from '../network.ts';

const instant = z.iso.datetime().transform((at) => at as IsoTime);
const entry = z.strictObject({ by: z.enum(complianceKinds), value: z.string() });
const day = z.iso.date().transform((text) => text as IsoDay);
const settings = z.strictObject({
  policy: z.enum(policyIds).optional(),
  policyChanges: z.partialRecord(z.enum(thresholdNames), z.int()).optional(),
  locale: z.enum(locales).optional(),
  zone: z.string().optional(),
  employerAliases: z.array(z.array(z.string())).optional(),
  largeEmployers: z.array(z.string()).optional(),
  compliance: z.array(entry.extend({ reason: z.string(), until: day.optional() })).optional(),
});
const step = z.union([
  z.strictObject({ import: z.string(), at: instant, exportedAt: instant }),
  z.strictObject({
    decide: z.string(),
    answer: z.enum(answers),
    origin: z.enum(origins).optional(),
    note: z.string().optional(),
    /** Entries of the compliance list in spite of which somebody is kept, for the reason in the note. */
    despite: z.array(entry).optional(),
    at: instant,
  }),
  z.strictObject({
    /** The two profiles of a pair, the key of a group, or the profile of who wants to connect. */
    about: z.union([
      z.strictObject({ pair: z.tuple([z.string(), z.string()]) }),
      z.strictObject({ group: z.string(), except: z.record(z.string(), z.enum(memberChoices)).optional() }),
      z.strictObject({ invitation: z.string() }),
    ]),
    answer: z.enum([...answers, ...pairAnswers]),
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
    const { at, despite, decide: _, ...said } = one;
    const subject = contactSubject(contact.contactId);
    const given: GivenAnswer = despite === undefined ? said : { ...said, despite: despite.map(complianceId) };
    const { decisions, owner } = await evaluateNetwork({ store, ownerId: me, at });
    const recorded = await recordAnswers({
      store,
      ownerId: me,
      decisions: new Map(decisions.map((decision) => [decision.subject, decision])),
      at: new Date(at),
      zone: owner.zone,
      policy: policyOf(owner),
      via: 'command',
      entries: [{ subject, given }],
    });
    return { decide: one.decide, history: recorded.decisions.get(subject)?.history.length };
  }
  if ('about' in one) return { about: one.about, answer: one.answer, written: await answerAbout(store, one) };
  if (one.owner !== undefined) await store.changeOwner(me, (standing) => ({ ...standing, ...one.owner }));
  const outcome = await audit(store, { ownerId: me, at: one.at, period: one.at.slice(0, 7) as never });
  return { audit: one.at, ...outcome, ...(await shownNetwork(store, one.at)) };
}

/** Answers about a pair, a group with its members as the owner saw them, or an invitation. */
async function answerAbout(
  store: ContactStore,
  { about, answer, origin, at }: Extract<Step, { about: unknown }>,
): Promise<number> {
  const { contacts, findings, decisions, owner } = await evaluateNetwork({ store, ownerId: me, at });
  const known = [...contacts, ...(await store.readContacts(me))];
  const idOf = (slug: string) => {
    const contact = known.find(({ row }) => row.slug === slug);
    if (contact === undefined) throw new Error(`the case answers about nobody: ${slug}`);
    return contact.contactId;
  };
  const subject =
    'pair' in about
      ? sameSubject(idOf(about.pair[0]), idOf(about.pair[1]))
      : 'group' in about
        ? groupSubject(about.group)
        : invitationSubject(personId(slugKey(about.invitation)));
  const finding = findings.find((one) => one.subject === subject);
  if (finding === undefined) throw new Error(`the case answers what is not asked: ${subject}`);
  const except = new Map(
    Object.entries('group' in about ? (about.except ?? {}) : {}).map(([slug, choice]) => [
      idOf(slug),
      choice,
    ]),
  );
  const members = new Map((finding.members ?? []).map((id) => [id, except.get(id) ?? 'group'] as const));
  const { written } = await recordAnswers({
    store,
    ownerId: me,
    decisions: new Map(decisions.map((decision) => [decision.subject, decision])),
    at: new Date(at),
    zone: owner.zone,
    policy: policyOf(owner),
    via: 'review',
    entries: entriesOf({
      subject,
      given: { answer, ...(origin && { origin }) },
      ...('group' in about ? { members } : {}),
    }),
  });
  return written;
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
  const answerStateOf = answerStatesAt(
    decisionsBySubject(decisions),
    new Date(at),
    owner.zone,
    policyOf(owner),
  );
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
      .map((finding) => {
        const { subject, contactId, ruleId, reason, members = [] } = finding;
        const answered = answerStateOf(finding);
        return {
          name: contactId === undefined ? subject : name(byId.get(contactId)),
          ruleId,
          reason: words.reason(reason, { name: '…' }),
          ...(members.length === 0 ? {} : { members: members.map((id) => name(byId.get(id))) }),
          ...(answered === 'open' ? {} : { answered }),
        };
      })
      .sort((a, b) => (a.name + a.ruleId < b.name + b.ruleId ? -1 : 1)),
    removals: removalList({ contacts, decisions, head }).map(({ name: removed, status }) => ({
      name: removed,
      status,
    })),
  };
}
