import { describe, expect, it } from 'vitest';
import type { Contact } from '../../shared/domain/contact.ts';
import type { Evidence, OriginStatus } from '../../shared/domain/evidence-kinds.ts';
import type { ImportRecord } from '../../shared/domain/import.ts';
import { originStatus, searchedUntil, sightOf } from '../../shared/domain/origin.ts';
import { peopleOf } from '../../shared/domain/people.ts';
import { evidenceFileKinds, type FileKind } from '../../shared/domain/snapshot.ts';
import { aContact, anEvidence, anImport, time } from './builders.ts';

const anna = aContact();
const namesake = aContact({ row: { slug: 'other-anna' } });
const withoutSlug = aContact({ row: { slug: undefined } });
const complete = anImport(['connections', 'messages']);
const basic = anImport(['connections', 'invitations', 'notes', 'positions']);

function statusOf(
  imports: readonly ImportRecord[],
  { contact = anna, others = [], evidence = [] }: Partial<Given> = {},
): OriginStatus {
  const namesakes = peopleOf([contact, ...others]).namesakes(contact);
  const until = searchedUntil(contact, sightOf(imports), namesakes);
  return originStatus({ contact, evidence, searchedUntil: until });
}
type Given = { contact: Contact; others: readonly Contact[]; evidence: readonly Evidence[] };

describe('the origin status without any evidence', () => {
  const byName = anImport(['connections', 'messages'], { messagesJoin: 'name' });
  const dated = (text: string) => anImport(['messages'], { exportedAt: time(text) });
  const empty = anImport([], { files: [{ name: 'messages.csv', kind: 'messages', rows: 0 }] });
  const emoji = { firstName: '🚀', lastName: '' };
  it.each<[string, OriginStatus, ImportRecord[], Partial<Given>]>([
    ['nothing uploaded', 'cannotKnow', [], {}],
    ['a Complete archive', 'unknown', [complete], {}],
    ['a Basic archive without messages, whatever else it holds', 'cannotKnow', [basic], {}],
    ['a Basic archive after a Complete one', 'unknown', [complete, basic], {}],
    ['an empty messages.csv', 'cannotKnow', [empty], {}],
    ['messages of a rejected upload', 'cannotKnow', [anImport(['messages'], { status: 'rejected' })], {}],
    [
      'messages of an import that is being applied',
      'cannotKnow',
      [anImport(['messages'], { status: 'applying' })],
      {},
    ],
    [
      'messages of an older export, newer than the connection',
      'unknown',
      [anImport(['messages'], { older: true })],
      {},
    ],
    ['messages older than the connection', 'cannotKnow', [dated('2024-03-09')], {}],
    ['messages of the day of the connection', 'cannotKnow', [dated('2024-03-10')], {}],
    ['messages of the day after', 'unknown', [dated('2024-03-11')], {}],
    ['messages with addresses, two of one name', 'unknown', [complete], { others: [namesake] }],
    ['messages without addresses, one of the name', 'unknown', [byName], {}],
    ['messages without addresses, two of one name', 'cannotKnow', [byName], { others: [namesake] }],
    [
      'messages with addresses, one of the name without a profile',
      'unknown',
      [complete],
      { contact: withoutSlug },
    ],
    [
      'messages with addresses, two of one name, this one without a profile',
      'cannotKnow',
      [complete],
      { contact: withoutSlug, others: [namesake] },
    ],
    [
      'a name that is only an emoji, without a profile',
      'cannotKnow',
      [complete],
      { contact: aContact({ row: { ...emoji, slug: undefined } }) },
    ],
    [
      'a name that is only an emoji, messages without addresses',
      'cannotKnow',
      [byName],
      { contact: aContact({ row: emoji }) },
    ],
    [
      'a name that is only an emoji, messages with addresses',
      'unknown',
      [complete],
      { contact: aContact({ row: emoji }) },
    ],
  ])('%s: %s', (_, status, imports, given) => {
    expect(statusOf(imports, given)).toBe(status);
  });
});

describe('the origin status with evidence', () => {
  const doubtful = aContact({ facts: { doubtful: [{ kind: 'endorsement', namesakes: 2 }] } });
  const theirs = anEvidence({ kind: 'endorsementReceived', ownAct: false });
  it.each<[string, OriginStatus, Evidence[], Contact]>([
    ['an answer', 'known', [anEvidence({ strength: 'final' })], anna],
    ['one strong fact', 'known', [anEvidence({ strength: 'strong' })], anna],
    ['one strong fact of the other side', 'known', [anEvidence({ strength: 'strong', ownAct: false })], anna],
    ['one weak fact', 'unclear', [anEvidence()], anna],
    ['two weak facts of two kinds', 'known', [anEvidence(), theirs], anna],
    ['two weak facts of one kind', 'unclear', [anEvidence(), anEvidence()], anna],
    ['two weak facts of the other side', 'unclear', [theirs, { ...theirs, kind: 'silentGroupChat' }], anna],
    ['a doubtful name', 'unclear', [], doubtful],
  ])('%s: %s, with or without messages', (_, status, evidence, contact) => {
    expect(statusOf([complete], { evidence, contact })).toBe(status);
    expect(statusOf([basic], { evidence, contact })).toBe(status);
  });
});

describe('what all uploads let one look at', () => {
  it('lists every kind of file with evidence once, as looked at or as never seen', () => {
    const sight = sightOf([basic, complete]);
    expect(sight.looked).toEqual(['connections', 'messages', 'invitations', 'positions', 'notes']);
    expect([...sight.looked, ...sight.neverSeen].sort()).toEqual([...evidenceFileKinds].sort());
  });

  it('tells a file that was there without a row to look at from one that was in no export', () => {
    const file = (kind: FileKind, rows: number) => ({ name: `${kind}.csv`, kind, rows });
    const empty = anImport(['connections'], {
      files: [file('notes', 0), file('events', 0), file('messages', 3)],
    });
    const { messagesJoin: _, ...unjoined } = empty;
    expect(sightOf([unjoined]).empty).toEqual(['messages', 'notes', 'events']);
    expect(sightOf([unjoined, anImport(['connections', 'notes', 'messages'])]).empty).toEqual(['events']);
    expect(sightOf([complete])).not.toHaveProperty('empty');
  });

  it('takes the newest export that held messages, and the newest whose messages name profiles', () => {
    const at = (text: string, overrides: Partial<ImportRecord> = {}) =>
      anImport(['messages'], { exportedAt: time(text), ...overrides });
    const imports = [
      at('2026-01-01'),
      at('2026-03-01', { messagesJoin: 'name' }),
      at('2025-01-01'),
      anImport(['connections'], { exportedAt: time('2026-09-01') }),
    ];
    expect(sightOf(imports)).toMatchObject({
      messagesAt: time('2026-03-01'),
      messagesByUrlAt: time('2026-01-01'),
    });
  });

  it('takes messages without sides for none at all', () => {
    const sight = sightOf([anImport(['connections', 'messages'], { messagesJoin: undefined })]);
    expect(sight.messagesAt).toBeUndefined();
    expect(sight.looked).toEqual(['connections']);
    expect(sight.neverSeen).toContain('messages');
  });
});

describe('who a person in a file is', () => {
  const gaveUp = aContact({ keys: ['in/anna', 'in/anna-muster'] });
  const tookOver = aContact({ row: { firstName: 'Ina', slug: 'anna' } });
  it.each([
    ['the one who had the slug once', [gaveUp], { slug: 'anna' }, [gaveUp]],
    ['the one who has the slug now', [gaveUp, tookOver], { slug: 'anna' }, [tookOver]],
    ['the same in any order', [tookOver, gaveUp], { slug: 'anna' }, [tookOver]],
    ['the one with the slug', [anna, namesake], { slug: 'anna-muster' }, [anna]],
    ['the one with the slug, whatever the name', [anna], { slug: 'anna-muster', name: 'X Y' }, [anna]],
    ['the only one of the name', [anna], { name: 'Dr. ANNA Muster' }, [anna]],
    ['two of one name', [anna, namesake], { name: 'Anna Muster' }, [anna, namesake]],
    ['nobody of another slug, though the name fits', [anna], { slug: 'x', name: 'Anna Muster' }, []],
    [
      'the only one of the name, who shows no slug',
      [withoutSlug],
      { slug: 'x', name: 'Anna Muster' },
      [withoutSlug],
    ],
    ['nobody of an unknown name', [anna], { name: 'Bert Muster' }, []],
    ['nobody by an emoji', [aContact({ row: { firstName: '🚀', lastName: '' } })], { name: '🚀' }, []],
    ['nobody without a name', [anna], {}, []],
  ])('is %s', (_, contacts, person, expected) => {
    const joined = peopleOf(contacts).join(person);
    const meant =
      joined.kind === 'contact' ? [joined.contact] : joined.kind === 'namesakes' ? joined.contacts : [];
    expect(meant).toEqual(expected);
  });
});
