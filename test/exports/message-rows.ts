import { expect } from 'vitest';
import type { PersonMessages, Snapshot } from '../../shared/domain/snapshot.ts';
import { headers, lines, ownerProfile, ownerUrl, quoted, snapshotOf } from './files.ts';

/** One row of messages.csv, as far as a test cares. */
export type Message = {
  readonly id?: string;
  readonly title?: string;
  readonly from: string;
  readonly url?: string;
  readonly to?: string;
  readonly urls?: string;
  readonly at?: string;
  readonly text: string;
  readonly folder?: string;
  readonly attachment?: string;
  readonly draft?: string;
};
export const slugUrl = (slug: string): string => `https://www.linkedin.com/in/${slug}`;
export const owner = { from: 'Olga Ownerin', url: ownerUrl };
export const anna = { from: 'Anna Muster', url: slugUrl('anna-muster') };
export const toAnna = { ...owner, to: 'Anna Muster', urls: anna.url };
export const fromAnna = { ...anna, to: 'Olga Ownerin', urls: ownerUrl };

const row = (m: Message): string =>
  quoted(
    m.id ?? '2-abc',
    m.title ?? '',
    m.from,
    m.url ?? '',
    m.to ?? '',
    m.urls ?? '',
    m.at ?? '2025-06-01 14:03:22 UTC',
    '',
    m.text,
    m.folder ?? 'INBOX',
    m.attachment ?? '',
    m.draft ?? 'No',
    'No',
  );
export const messagesCsv = (...messages: readonly Message[]): string =>
  lines(quoted(...headers.messages.split(',')), ...messages.map(row));
export const read = (...messages: readonly Message[]): Promise<Snapshot> =>
  snapshotOf({ 'Profile.csv': ownerProfile, 'messages.csv': messagesCsv(...messages) });
export const only = (snapshot: Snapshot): PersonMessages | undefined => {
  expect(snapshot.messages).toHaveLength(1);
  return snapshot.messages[0];
};
