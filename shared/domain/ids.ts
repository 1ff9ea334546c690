import { createHash, hash } from 'node:crypto';
import { base32, toLetters } from './base32.ts';

declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

/** One owner. Lower-case base32 letters, 2 to 13 of them, because link tokens carry it. */
export type OwnerId = Branded<'OwnerId'>;
/** One contact of one owner for ever: a hash of the first key under which the person was seen. */
export type ContactId = Branded<'ContactId'>;
/** One upload's processing: the first 16 hex digits of the SHA-256 of its bytes. */
export type ImportId = Branded<'ImportId'>;
/** One run of an import, random: the same upload may be worked on twice at once. */
export type RunId = Branded<'RunId'>;
/** SHA-256 of an uploaded file, 64 hex digits. */
export type FileHash = Branded<'FileHash'>;
/** What a flag, a digest item or a decision is about: a contact, a group, a pending invitation, a pair of contacts. */
export type Subject = Branded<'Subject'>;
/** One mail to one owner, for example `digest-2026-11`. */
export type MailId = Branded<'MailId'>;
/** The span that a digest stands for, for example `2026-11`. */
export type Period = Branded<'Period'>;

/** An instant, ISO 8601 in UTC with milliseconds: `2026-11-01T07:00:00.000Z`. */
export type IsoTime = Branded<'IsoTime'>;
/** A calendar day without zone, `2026-02-08`: what the network writes for a connection. */
export type IsoDay = Branded<'IsoDay'>;
/** A calendar month, `2026-02`, or a year alone, `2026`, where the export gives no more. */
export type IsoMonth = Branded<'IsoMonth'>;

export const ownerIdPattern = /^[a-z2-7]{2,13}$/;

/** @throws RangeError when the text is no owner id. */
export function ownerId(text: string): OwnerId {
  if (!ownerIdPattern.test(text)) throw new RangeError('an owner id is 2 to 13 characters of a-z and 2-7');
  return text as OwnerId;
}

/** What a flag, a question or a decision can be about. */
export const subjectKinds = ['contact', 'group', 'invitation', 'same'] as const;
export type SubjectKind = (typeof subjectKinds)[number];

export const contactSubject = (contactId: ContactId): Subject => `contact:${contactId}` as Subject;

/** Several contacts who are asked about at once; `key` says which: `burst-2025-03-04`. */
export const groupSubject = (key: string): Subject => `group:${key}` as Subject;

/** Somebody who wants to connect and is no contact yet. */
export const invitationSubject = (person: ContactId): Subject => `invitation:${person}` as Subject;

/** Whether two contacts are one person: who vanished, and who appeared. */
export const sameSubject = (vanished: ContactId, appeared: ContactId): Subject =>
  `same#${vanished}#${appeared}` as Subject;

/** Every subject that can be written, and nothing else. */
export const subjectPattern =
  /^(?:contact:[a-z2-7]{1,32}|group:[a-z0-9-]{1,60}|invitation:[a-z2-7]{1,32}|same#[a-z2-7]{1,32}#[a-z2-7]{1,32})$/;

export function subjectKind(subject: Subject): SubjectKind {
  return subjectKinds.find((kind) => subject.startsWith(kind)) ?? 'contact';
}

/** The contact that a subject names, or undefined for another kind of subject. */
export function subjectContact(subject: Subject): ContactId | undefined {
  return subject.startsWith('contact:') ? (subject.slice('contact:'.length) as ContactId) : undefined;
}

/** Whose invitation a subject names, or undefined for another kind of subject. */
export function subjectInvited(subject: Subject): ContactId | undefined {
  return subject.startsWith('invitation:') ? (subject.slice('invitation:'.length) as ContactId) : undefined;
}

/** The two contacts of a "same person?", who vanished and who appeared; undefined for another kind of subject. */
export function subjectPair(subject: Subject): { vanished: ContactId; appeared: ContactId } | undefined {
  const [kind, vanished, appeared] = subject.split('#') as [string, ContactId?, ContactId?];
  return kind === 'same' && vanished !== undefined && appeared !== undefined
    ? { vanished, appeared }
    : undefined;
}

export const importIdOf = (fileHash: FileHash): ImportId => fileHash.slice(0, 16) as ImportId;

/** The id that belongs to a person key (`in/<slug>` or `name/<folded>@<day>`): 16 letters of base32. */
export function personId(key: string): ContactId {
  // Five hex digits are four letters: a network has 30,000 keys, and bytes take three times as long.
  const digest = hash('sha256', `person|${key}`);
  const letters = [0, 5, 10, 15].map((at) => toLetters(Number.parseInt(digest.slice(at, at + 5), 16), 4));
  return letters.join('') as ContactId;
}

/** A short stand-in for a text, to tell whether two texts are the same without keeping them: 12 letters. */
export function fingerprint(text: string): string {
  const plain = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  return base32(createHash('sha256').update(plain).digest().subarray(0, 8)).slice(0, 12);
}

/** The time as the table and the messages write it. */
export const isoTime = (date: Date): IsoTime => date.toISOString() as IsoTime;
