import { describe, expect, it } from 'vitest';
import type { Contact } from '../../shared/domain/contact.ts';
import { contactSubject } from '../../shared/domain/ids.ts';
import { noLongerConnected } from '../../shared/domain/no-longer-connected.ts';
import { aDecision, aHead, contactNo, day, time } from './builders.ts';

const covers = { order: 'newestFirst', from: day('2005-01-01'), to: day('2026-06-01') } as const;
const head = { ...aHead('2026-06-20'), covers };
const since = (no: number, missingSince: string): Contact => ({
  ...contactNo(no),
  missingSince: time(missingSince),
});
const named = (contacts: readonly Contact[], decisions = new Map()) =>
  noLongerConnected({ contacts, decisions, head }).map(({ name }) => name);

describe('who left by themselves', () => {
  it('is told after two exports at least 7 days apart, the latest first', () => {
    const contacts = [contactNo(1), since(2, '2026-05-01'), since(3, '2026-06-13'), since(4, '2026-06-14')];
    expect(named(contacts)).toEqual(['Person No3', 'Person No2']);
  });

  it('is not who was to be removed', () => {
    const contact = since(1, '2026-05-01');
    const decisions = new Map([[contactSubject(contact.contactId), aDecision(contact, 'remove')]]);
    expect(named([contact], decisions)).toEqual([]);
    const kept = new Map([[contactSubject(contact.contactId), aDecision(contact, 'keep')]]);
    expect(named([contact], kept)).toEqual(['Person No1']);
  });

  it('is nobody before there is an export', () => {
    const contacts = [since(1, '2026-05-01')];
    expect(noLongerConnected({ contacts, decisions: new Map(), head: undefined })).toEqual([]);
  });
});

describe('by what an earlier export showed', () => {
  const contacts = [since(1, '2026-03-01'), since(2, '2026-05-25'), since(3, '2026-06-13')];
  const known = (exportedAt: string, unread: readonly Contact[] = []) =>
    noLongerConnected({
      contacts,
      decisions: new Map(),
      head: { exportedAt: time(exportedAt), covers, unread: unread.map(({ contactId }) => contactId) },
    }).map(({ name }) => name);

  it('those had left of whom it told then', () => {
    expect(known('2026-06-20')).toEqual(['Person No3', 'Person No2', 'Person No1']);
    expect(known('2026-06-01')).toEqual(['Person No2', 'Person No1']);
    expect(known('2026-05-31')).toEqual(['Person No1']);
    expect(known('2026-03-01')).toEqual([]);
  });

  it('nobody had who might have stood in a row that could not be read', () => {
    expect(known('2026-06-01', contacts.slice(0, 1))).toEqual(['Person No2']);
  });
});
