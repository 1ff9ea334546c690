import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { afterAll, describe, expect, test } from 'vitest';
import type { AuditServices } from '../../functions/audit/services.ts';
import type { DeliverServices } from '../../functions/deliver/services.ts';
import type { FeedbackServices } from '../../functions/feedback/services.ts';
import type { IngestServices } from '../../functions/ingest/services.ts';
import type { ReviewServices } from '../../functions/review/services.ts';
import type { ScheduleServices } from '../../functions/schedule/services.ts';
import { createDynamoContactStore } from '../../shared/adapters/dynamodb/contact-store.ts';
import { ownerShape } from '../../shared/adapters/dynamodb/items.ts';
import type { Key } from '../../shared/adapters/dynamodb/keys.ts';
import { encodeItem } from '../../shared/adapters/dynamodb/schema.ts';
import { contactSubject } from '../../shared/domain/ids.ts';
import type { MailMaker } from '../../shared/domain/mail.ts';
import { families } from '../../shared/names.ts';
import type { ContactStore } from '../../shared/ports/contact-store.ts';
import {
  anotherOwner,
  contactIdOf,
  digestOf,
  fullGiven,
  hash,
  importId,
  mailId,
  mailOf,
  minimalContact,
  minimalFlag,
  minimalImport,
  minimalOwner,
  period,
  runId,
  second,
  sending,
} from '../adapters/contract/values.ts';
import { cleanUp, makeStack } from './synth.ts';
import { at, functionsIn, listOf, resourcesOf, textsOf } from './template.ts';

afterAll(cleanUp);

/** The methods that a function's services name: the compiler sees that none is missing here and none too many. */
type Used<Services extends { readonly store: object }> = Readonly<Record<keyof Services['store'], true>>;

const ingest: Used<IngestServices> = {
  readOwner: true,
  readContacts: true,
  writeContacts: true,
  readMemory: true,
  readDecisions: true,
  readOverride: true,
  readExcerptIds: true,
  writeMemory: true,
  eraseExcerpts: true,
  readImports: true,
  openImport: true,
  writeImport: true,
  readReceipt: true,
  writeReceipt: true,
  readHead: true,
  moveHead: true,
  takeImportLock: true,
  releaseImportLock: true,
  isImportLocked: true,
};
const schedule: Used<ScheduleServices> = {
  readOwner: true,
  readDue: true,
  readSchedule: true,
  moveDue: true,
  readDigests: true,
  readSends: true,
  readOutcomes: true,
  readHead: true,
  readImports: true,
};
const audit: Used<AuditServices> = {
  readOwner: true,
  readContacts: true,
  readMemory: true,
  readImports: true,
  readDecisions: true,
  readHead: true,
  readFlags: true,
  writeFlags: true,
  readDigests: true,
  openDigest: true,
  readMail: true,
  freezeMail: true,
  readSends: true,
  readOutcomes: true,
  isImportLocked: true,
};
const deliver: Used<DeliverServices> = {
  readOwner: true,
  readMail: true,
  readSends: true,
  claimSend: true,
  answerSend: true,
  readOutcomes: true,
  readMailStatus: true,
};
const feedback: Used<FeedbackServices> = { recordOutcome: true, stopMailing: true };
const review: Used<ReviewServices> = {
  readDecisions: true,
  readDecision: true,
  recordAnswer: true,
  undoAnswer: true,
  recordOverride: true,
  readOverride: true,
  readOwner: true,
  pauseOwner: true,
  changeOwner: true,
  readDigest: true,
  readDigests: true,
  readFlags: true,
  readContact: true,
  readContacts: true,
  readMemory: true,
  readExcerpts: true,
  readHead: true,
  readImports: true,
  readReceipt: true,
  isImporting: true,
};

const uses = { ingest, schedule, audit, deliver, feedback, review } as const;

/** Whose mails a function reads or freezes. */
const makers: Partial<Record<string, readonly MailMaker[]>> = {
  audit: ['audit'],
  deliver: ['audit', 'ingest', 'admin'],
};

type Method = { [name in keyof typeof uses]: keyof (typeof uses)[name] }[keyof typeof uses];
type Call = (store: ContactStore, maker: MailMaker) => Promise<unknown>;

const owner = anotherOwner();
const contactId = contactIdOf('a');
const subject = contactSubject(contactId);
const excerpt = { personId: contactId, kind: 'invitationNote', text: 'a', by: 'owner' } as const;

/** One call of every method; which requests it makes does not depend on what it is about. */
const calls: Readonly<Record<Method, Call>> = {
  readOwner: (store) => store.readOwner(owner),
  pauseOwner: (store) => store.pauseOwner(owner, second(1)),
  changeOwner: (store) => store.changeOwner(owner, (one) => ({ ...one, digestSize: one.digestSize + 1 })),
  readSchedule: (store) => store.readSchedule(owner),
  readDue: (store) => store.readDue(second(1)),
  moveDue: (store) => store.moveDue(owner, { nextDueAt: second(1) }, { nextDueAt: second(2) }),
  readContacts: (store) => store.readContacts(owner),
  readContact: (store) => store.readContact(owner, contactId),
  writeContacts: (store) => store.writeContacts(owner, [minimalContact('a')]),
  readMemory: (store) => store.readMemory(owner),
  readExcerpts: (store) => store.readExcerpts(owner, [contactId]),
  readExcerptIds: (store) => store.readExcerptIds(owner),
  eraseExcerpts: (store) => store.eraseExcerpts(owner),
  writeMemory: (store) =>
    store.writeMemory(owner, {
      invitations: [],
      jobs: [],
      formerEmployers: [],
      excerpts: [excerpt],
      ownFacts: [],
    }),
  readImports: (store) => store.readImports(owner),
  openImport: (store) => store.openImport(owner, minimalImport('1', second(1))),
  writeImport: (store) => store.writeImport(owner, minimalImport('1', second(1))),
  readReceipt: (store) => store.readReceipt(owner, 'upload'),
  writeReceipt: (store) =>
    store.writeReceipt(owner, 'upload', { importId: importId('1'), status: 'accepted', at: second(1) }),
  readHead: (store) => store.readHead(owner),
  moveHead: (store) =>
    store.moveHead(owner, { importId: importId('1'), fileHash: hash('1'), exportedAt: second(1) }),
  takeImportLock: (store) =>
    store.takeImportLock(owner, { runId: runId('1'), importId: importId('1'), until: second(2) }, second(1)),
  releaseImportLock: (store) => store.releaseImportLock(owner, runId('1')),
  isImportLocked: (store) => store.isImportLocked(owner, second(1)),
  isImporting: (store) => store.isImporting(owner, second(1)),
  readFlags: (store) => store.readFlags(owner),
  writeFlags: (store) => store.writeFlags(owner, [minimalFlag('a')]),
  readDigest: (store) => store.readDigest(owner, period('2026-11')),
  readDigests: (store) => store.readDigests(owner),
  openDigest: (store) => store.openDigest(digestOf(owner, '2026-11')),
  readMail: (store, maker) => store.readMail(owner, maker, mailId('a')),
  freezeMail: (store, maker) => store.freezeMail(maker, mailOf(owner, 'a')),
  readSends: (store) => store.readSends(owner),
  claimSend: (store) => store.claimSend(owner, sending('a', 1)),
  answerSend: (store) => store.answerSend(owner, sending('a', 1)),
  readOutcomes: (store) => store.readOutcomes(owner),
  readMailStatus: (store) => store.readMailStatus(owner, 'ab'),
  recordOutcome: (store) =>
    store.recordOutcome(owner, {
      mailId: mailId('a'),
      attempt: 1,
      event: 'send',
      at: second(1),
      messageId: 'a',
    }),
  stopMailing: (store) => store.stopMailing(owner, { stopped: 'bounced', at: second(1), addressHash: 'ab' }),
  readDecisions: (store) => store.readDecisions(owner),
  readDecision: (store) => store.readDecision(owner, subject),
  recordAnswer: (store) =>
    store.recordAnswer(owner, { subject, given: fullGiven, at: second(1), via: 'review' }),
  recordOverride: (store) =>
    store.recordOverride(owner, { fileHash: hash('1'), at: second(1), via: 'review' }),
  readOverride: (store) => store.readOverride(owner, hash('1')),
  undoAnswer: (store) => store.undoAnswer(owner, { subject, entries: 0, at: second(1), via: 'review' }),
};

type Request = { readonly constructor: { readonly name: string }; readonly input: unknown };

const actionOf: Readonly<Record<string, string>> = {
  GetCommand: 'dynamodb:GetItem',
  BatchGetCommand: 'dynamodb:BatchGetItem',
  QueryCommand: 'dynamodb:Query',
  PutCommand: 'dynamodb:PutItem',
  UpdateCommand: 'dynamodb:UpdateItem',
  BatchWriteCommand: 'dynamodb:BatchWriteItem',
};

/** The family that one request is about, by its leading key. */
function rightOf(request: Request): string {
  const { input } = request;
  const values = at(input, 'ExpressionAttributeValues');
  const [batch] = Object.values(at(input, 'RequestItems') ?? {});
  const key =
    at(input, 'Key', 'pk') ??
    at(input, 'Item', 'pk') ??
    at(batch, 'Keys', 0, 'pk') ??
    at(batch, 0, 'PutRequest', 'Item', 'pk') ??
    at(values, ':pk') ??
    at(values, ':partition');
  return `${actionOf[request.constructor.name]} ${String(key).split('#')[0]}`;
}

/** A change that is lost again and again is tried again and again. */
const enoughRequests = 20;

/** What a method asks the table for, when its conditions hold and when they do not. */
async function rightsNeededBy(method: Method, maker: MailMaker): Promise<readonly string[]> {
  const requests: Request[] = [];
  for (const conditionsHold of [true, false]) {
    const send = async (request: Request) => {
      requests.push(request);
      if (requests.length > enoughRequests) throw new Error('stub');
      const key = at(request.input, 'Key') as Key | undefined;
      // Owners are there, so that they can be changed.
      if (request.constructor.name === 'GetCommand' && key?.pk.startsWith(`${families.owner}#`))
        return { Item: encodeItem(ownerShape, key, minimalOwner(owner)) };
      if (conditionsHold || at(request.input, 'ConditionExpression') === undefined) return {};
      throw Object.assign(new Error('stub'), { name: 'ConditionalCheckFailedException' });
    };
    const client = { send } as unknown as DynamoDBDocumentClient;
    // Nothing else is ever found here, which some methods take as a fault: they have asked by then.
    await calls[method](createDynamoContactStore({ client, table: 'any' }), maker).catch(() => undefined);
  }
  expect(requests).not.toEqual([]);
  return requests.map(rightOf);
}

async function rightsNeeded(name: keyof typeof uses): Promise<readonly string[]> {
  const rights = new Set<string>();
  for (const method of Object.keys(uses[name]) as Method[])
    for (const maker of makers[name] ?? ['audit'])
      for (const right of await rightsNeededBy(method, maker)) rights.add(right);
  return [...rights].sort();
}

const functions = functionsIn(resourcesOf(makeStack().stack));

function rightsGranted(name: string): readonly string[] {
  const statements = functions.find((fn) => fn.name === name)?.statements ?? [];
  const rights = statements.flatMap(({ actions, conditions }) =>
    textsOf(at(conditions, 'ForAllValues:StringLike', 'dynamodb:LeadingKeys')).flatMap((key) =>
      listOf(actions).map((action) => `${action} ${key.replace(/#\*$/, '')}`),
    ),
  );
  return [...new Set(rights)].sort();
}

describe('the rights on the table', () => {
  test.each(Object.keys(uses) as (keyof typeof uses)[])(
    '%s has those that its store asks for, and no other',
    async (name) => {
      expect(rightsGranted(name)).toEqual(await rightsNeeded(name));
    },
  );

  test('lifting a stop is left to the operator', () => {
    for (const [name, used] of Object.entries(uses)) {
      expect([name, 'liftStop' in used]).toEqual([name, false]);
      expect(rightsGranted(name)).not.toContain(`dynamodb:UpdateItem ${families.outcomes}`);
    }
  });

  test('a right that is too many or too few would be seen', async () => {
    const needed = await rightsNeeded('ingest');
    expect(needed).toContain(`dynamodb:BatchWriteItem ${families.contacts}`);
    expect(needed).not.toContain(`dynamodb:UpdateItem ${families.decisions}`);
  });
});
