import { afterAll, describe, expect, test } from 'vitest';
import { duePartition, families } from '../../shared/names.ts';
import { cleanUp, functionFolders, makeStack, stages } from './synth.ts';
import { at, type FunctionFacts, functionsIn, resourcesOf, textsOf } from './template.ts';

afterAll(cleanUp);

type Family = keyof typeof families;

/** DESIGN section 3: each item family has one writing function. Undefined: the operator's own command. */
const writers: Record<Family, string | undefined> = {
  owner: 'review',
  schedule: 'schedule',
  contacts: 'ingest',
  memory: 'ingest',
  imports: 'ingest',
  flags: 'audit',
  digests: 'audit',
  auditMails: 'audit',
  ingestMails: 'ingest',
  adminMails: undefined,
  sends: 'deliver',
  outcomes: 'feedback',
  decisions: 'review',
};

const writes = ['dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:BatchWriteItem'];

/** Families, by leading key, that a function may do one of these actions with. */
function familiesOf({ statements }: FunctionFacts, isAction: (action: string) => boolean): readonly string[] {
  const keys = statements
    .filter(({ actions }) => actions.some(isAction))
    .flatMap(({ conditions }) => textsOf(at(conditions, 'ForAllValues:StringLike', 'dynamodb:LeadingKeys')));
  return [...new Set(keys)].sort();
}

describe.each(stages)('the rights of stage $stage', (given) => {
  const functions = functionsIn(resourcesOf(makeStack(given).stack));
  const named = (name: string): FunctionFacts => {
    const found = functions.find((fn) => fn.name === name);
    if (found === undefined) throw new Error(`there is no ${name}`);
    return found;
  };
  const mayWrite = (name: string) => familiesOf(named(name), (action) => writes.includes(action));
  const mayRead = (name: string) =>
    familiesOf(named(name), (action) => action.startsWith('dynamodb:') && !writes.includes(action));

  test('every function of the tree is deployed, and no other', () => {
    expect(functions.map(({ name }) => name).sort()).toEqual(functionFolders);
  });

  test('no function writes a family that is not its own', () => {
    for (const { name = '' } of functions)
      for (const key of mayWrite(name)) {
        const family = Object.entries(families).find(([, first]) => key === `${first}#*`)?.[0];
        expect([key, writers[family as Family]]).toEqual([key, name]);
      }
  });

  test('ingest cannot write a decision', () => {
    expect(mayWrite('ingest')).not.toContain('decisions#*');
  });

  test('review reads contacts and cannot write them', () => {
    expect(mayRead('review')).toContain('contacts#*');
    expect(mayWrite('review')).not.toContain('contacts#*');
  });

  test('only schedule looks into the index of due owners, and can only query it', () => {
    const rights = functions.flatMap(({ name, statements }) =>
      statements
        .filter(({ resources }) => resources.some((resource) => resource.includes('/index/')))
        .map(({ actions, conditions }) => ({
          name,
          actions,
          keys: textsOf(at(conditions, 'ForAllValues:StringLike', 'dynamodb:LeadingKeys')),
        })),
    );
    expect(rights).toEqual([{ name: 'schedule', actions: ['dynamodb:Query'], keys: [duePartition] }]);
  });

  test('no other key than those of the families is ever named', () => {
    const known = [duePartition, ...Object.values(families).map((first) => `${first}#*`)];
    const granted = functions.flatMap((fn) => familiesOf(fn, (action) => action.startsWith('dynamodb:')));
    expect(granted.filter((key) => !known.includes(key))).toEqual([]);
  });

  test('only ingest reads exports, and only review lets them be uploaded', () => {
    const with3 = (action: string) =>
      functions
        .filter(({ statements }) => statements.some(({ actions }) => actions.includes(action)))
        .map(({ name }) => name);
    expect(with3('s3:GetObject')).toEqual(['ingest']);
    expect(with3('s3:PutObject')).toEqual(['review']);
    const kms = given.kmsExports === 'true';
    expect(with3('kms:Decrypt')).toEqual(kms ? ['ingest'] : []);
    expect(with3('kms:GenerateDataKey')).toEqual(kms ? ['review'] : []);
  });

  test('a missing upload is told to ingest, which needs the right to list, asked for without a prefix', () => {
    const list = named('ingest').statements.find(({ actions }) => actions.includes('s3:ListBucket'));
    expect(list?.conditions).toEqual({ StringLikeIfExists: { 's3:prefix': 'exports/*' } });
  });
});
