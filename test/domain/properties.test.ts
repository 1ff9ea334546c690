import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assessNetwork, type Network } from '../../shared/domain/assess.ts';
import { base32 } from '../../shared/domain/base32.ts';
import { stableText } from '../../shared/domain/collections.ts';
import { profileUrl } from '../../shared/domain/contact.ts';
import {
  answers,
  type Decision,
  decide,
  type HistoryEntry,
  origins,
  undo,
} from '../../shared/domain/decision.ts';
import { applyExport, diffContacts, editedFields, matchRows } from '../../shared/domain/diff.ts';
import { mergeFacts } from '../../shared/domain/facts.ts';
import { contactSubject, fingerprint, personId } from '../../shared/domain/ids.ts';
import { canonicalSlug, cleanText, foldName } from '../../shared/domain/names-of-people.ts';
import {
  importOn,
  planOn,
  type State,
  shuffled,
  someFacts,
  someRows,
  someSnapshot,
  someState,
  writeContacts,
  writeMemory,
} from './arbitraries.ts';
import { aHead, anImport, anOwner, time } from './builders.ts';

const later = time('2026-07-01');
const often = { numRuns: 400 };

describe('an export', () => {
  it('leads by its changes to exactly its rows, and gives every contact an id of their own', () => {
    fc.assert(
      fc.property(someState, someRows, ({ contacts }, rows) => {
        const matched = matchRows(contacts, rows, later);
        const after = applyExport(matched, later);
        const connected = after.filter(({ missingSince }) => missingSince === undefined);
        const texts = (all: readonly unknown[]) => all.map(stableText).sort();
        expect(texts(connected.map(({ row }) => row))).toEqual(texts(rows));
        expect(new Set(after.map(({ contactId }) => contactId)).size).toBe(after.length);
        expect(after.map(({ contactId }) => contactId)).toEqual(
          expect.arrayContaining(contacts.map(({ contactId }) => contactId)),
        );
      }),
      often,
    );
  });

  it('has a change for every contact that differs, with exactly the fields that differ', () => {
    fc.assert(
      fc.property(someState, someRows, ({ contacts }, rows) => {
        const matched = matchRows(contacts, rows, later);
        const changes = diffContacts(matched);
        const before = new Map(contacts.map((contact) => [contact.contactId, contact]));
        for (const contact of applyExport(matched, later)) {
          const own = changes.filter(({ contactId }) => contactId === contact.contactId);
          const was = before.get(contact.contactId);
          const fields = was === undefined ? [] : editedFields(was.row, contact.row);
          expect(own.some(({ kind }) => kind === 'added')).toBe(was === undefined);
          expect(own.flatMap((change) => ('fields' in change ? change.fields : []))).toEqual(fields);
          const goes = was !== undefined && was.missingSince === undefined && contact.missingSince === later;
          expect(own.some(({ kind }) => kind === 'missing')).toBe(goes);
          expect(own.some(({ kind }) => kind === 'returned')).toBe(contact.returnedAt === later);
        }
      }),
      often,
    );
  });

  it('means the same in any order of its rows', () => {
    const given = fc.tuple(
      someState,
      someSnapshot.chain((one) => fc.tuple(fc.constant(one), shuffled(one))),
    );
    fc.assert(
      fc.property(given, ([state, [snapshot, other]]) => {
        expect(importOn(state, other)).toEqual(importOn(state, snapshot));
        expect(planOn(state, other).changes).toEqual(planOn(state, snapshot).changes);
        expect(findingsOf(importOn(state, other))).toEqual(findingsOf(importOn(state, snapshot)));
      }),
      often,
    );
  });

  it('changes nothing when it comes again', () => {
    fc.assert(
      fc.property(someState, someSnapshot, (state, snapshot) => {
        const after = importOn(state, snapshot);
        expect(planOn(after, snapshot)).toMatchObject({
          changes: [],
          contacts: [],
          invitations: [],
          jobs: [],
          formerEmployers: [],
          excerpts: [],
        });
      }),
      often,
    );
  });

  it('arrives at the same state when any part of it was written before', () => {
    fc.assert(
      fc.property(someState, someSnapshot, fc.infiniteStream(fc.boolean()), (state, snapshot, writes) => {
        const plan = planOn(state, snapshot);
        const written = plan.contacts.filter(() => writes.next().value === true);
        // Memory first: a former employer is read from the row that the contact's own write replaces.
        const half = writeContacts(writeMemory(state, plan), written);
        expect(importOn(half, snapshot)).toEqual(importOn(state, snapshot));
        expect(planOn(half, snapshot).sight).toEqual(plan.sight);
      }),
      often,
    );
  });

  it('arrives at the same state when any part of its memory was written before, and no contact', () => {
    fc.assert(
      fc.property(someState, someSnapshot, fc.infiniteStream(fc.boolean()), (state, snapshot, writes) => {
        const plan = planOn(state, snapshot);
        const half = writeMemory(state, {
          ...plan,
          invitations: plan.invitations.filter(() => writes.next().value === true),
          jobs: plan.jobs.filter(() => writes.next().value === true),
          formerEmployers: plan.formerEmployers.filter(() => writes.next().value === true),
          excerpts: plan.excerpts.filter(() => writes.next().value === true),
          ownFacts: plan.ownFacts.filter(() => writes.next().value === true),
        });
        expect(importOn(half, snapshot)).toEqual(importOn(state, snapshot));
        expect(planOn(half, snapshot).sight).toEqual(plan.sight);
      }),
      often,
    );
  });

  it('older than the newest changes no row, nobody’s coming or going, and no head', () => {
    fc.assert(
      fc.property(someState, someSnapshot, (state, snapshot) => {
        const current = { ...state, head: aHead('2026-06-29') };
        const after = importOn(current, snapshot);
        const shown = ({ contacts, head }: State) => [
          head,
          ...contacts.map(({ contactId, row, missingSince, returnedAt }) => {
            return { contactId, row, missingSince, returnedAt };
          }),
        ];
        expect(shown(after)).toEqual(shown(current));
        const keysOf = (contactId: string) => after.contacts.find((c) => c.contactId === contactId)?.keys;
        // A former key may become known, and none is forgotten.
        for (const { contactId, keys } of current.contacts)
          expect(keysOf(contactId)?.slice(-keys.length)).toEqual(keys);
        expect(planOn(current, snapshot).changes).toEqual([]);
      }),
      often,
    );
  });
});

function findingsOf({ contacts, memory, head }: State, decisions: readonly Decision[] = []) {
  const imports = [anImport(['connections', 'messages'])];
  const network: Network = {
    owner: anOwner(),
    contacts,
    memory,
    imports,
    decisions,
    ...(head ? { head } : {}),
  };
  const { findings, assessments } = assessNetwork(network, later);
  return { findings, assessments: [...assessments] };
}

describe('an assessment', () => {
  it('is the same twice, and in any order of what is remembered', () => {
    fc.assert(
      fc.property(someState, (state) => {
        const { invitations, ...memory } = state.memory;
        const turned = { ...memory, invitations: invitations.toReversed() };
        expect(findingsOf(state)).toEqual(findingsOf(state));
        expect(findingsOf({ ...state, memory: turned })).toEqual(findingsOf(state));
      }),
    );
  });

  it('never asks about somebody known, nor calls unknown whom any evidence speaks for', () => {
    fc.assert(
      fc.property(someState, (state) => {
        const { findings, assessments } = findingsOf(state);
        for (const [contactId, { originStatus, evidence }] of assessments) {
          const asked = findings.some((f) => f.contactId === contactId && f.ruleId === 'unknownOrigin');
          if (originStatus === 'known' || originStatus === 'cannotKnow') expect(asked).toBe(false);
          if (originStatus === 'unknown') expect(evidence).toEqual([]);
        }
      }),
    );
  });
});

describe('facts of several uploads', () => {
  it('merge in any order, in any grouping and any number of times', () => {
    fc.assert(
      fc.property(someFacts, someFacts, someFacts, (a, b, c) => {
        expect(mergeFacts(a, mergeFacts(b, c))).toEqual(mergeFacts(mergeFacts(a, b), c));
        expect(mergeFacts(a, b)).toEqual(mergeFacts(b, a));
        expect(mergeFacts(a, a)).toEqual(a);
        expect(mergeFacts(a, {})).toEqual(a);
      }),
      { numRuns: 3000 },
    );
  });
});

describe('decisions', () => {
  const subject = contactSubject(personId('in/anna'));
  const step = fc.oneof(
    fc.record(
      {
        answer: fc.constantFrom(...answers),
        origin: fc.constantFrom(...origins),
        note: fc.constantFrom('', 'x'),
      },
      { requiredKeys: ['answer'] },
    ),
    fc.constantFrom('undo' as const, 'staleUndo' as const),
  );

  it('only ever add to their history, and the answer in force can be told from it', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        let standing: Decision | undefined;
        for (const [no, given] of steps.entries()) {
          const before: readonly HistoryEntry[] = standing?.history ?? [];
          const entry = { at: time(`2026-06-${10 + no}`), via: 'review' as const };
          if (typeof given === 'object') standing = decide(standing, { subject, given, ...entry });
          else if (standing !== undefined)
            standing = undo(standing, { ...entry, entries: before.length - (given === 'undo' ? 0 : 1) });
          const history = standing?.history ?? [];
          expect(history.slice(0, before.length)).toEqual(before);
          expect(history.length - before.length).toBeLessThanOrEqual(1);
          const stack: HistoryEntry[] = [];
          for (const one of history) one.given === undefined ? stack.pop() : stack.push(one);
          expect(standing?.given).toEqual(stack.at(-1)?.given);
          if (stack.length > 0) expect(standing?.decidedAt).toBe(stack.at(-1)?.at);
        }
      }),
      often,
    );
  });
});

describe('ids and names', () => {
  it('a person’s id is 16 letters of base32, a text’s fingerprint 12', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(personId(text)).toMatch(/^[a-z2-7]{16}$/);
        expect(fingerprint(text)).toMatch(/^[a-z2-7]{12}$/);
      }),
    );
  });

  it('base32 can be read back', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        const bits = [...base32(bytes)]
          .map((letter) => 'abcdefghijklmnopqrstuvwxyz234567'.indexOf(letter).toString(2).padStart(5, '0'))
          .join('');
        const read = (bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2));
        expect(read).toEqual([...bytes]);
      }),
    );
    expect(base32(Buffer.from('foobar'))).toBe('mzxw6ytboi');
  });

  const anyText = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: 'grapheme' }),
    fc.string({
      unit: fc.constantFrom(
        '\u200d',
        '🚀',
        '👩',
        '🏽',
        '\ufe0f',
        'a',
        '\ud83d',
        '\u202e',
        ' ',
        '.',
        ',',
        'dr',
        'ma',
        '(',
        ')',
      ),
    }),
  );

  it('cleaning and folding twice is the same as once, and nothing hidden remains', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(foldName(foldName(text))).toBe(foldName(text));
        expect(cleanText(cleanText(text))).toBe(cleanText(text));
        expect(cleanText(text)).not.toMatch(
          /[\p{Cc}\p{Surrogate}\u061c\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069]/u,
        );
      }),
      { numRuns: 3000 },
    );
  });

  it('a slug’s address leads back to the slug, and never away from LinkedIn', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, fc.webPath()), (text) => {
        const slug = canonicalSlug(`https://www.linkedin.com/in/${text}`) ?? canonicalSlug(text);
        const url = profileUrl(slug === undefined ? {} : { slug });
        if (url === undefined) return;
        expect(canonicalSlug(url)).toBe(slug);
        expect(new URL(url).href.startsWith('https://www.linkedin.com/in/')).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });
});
