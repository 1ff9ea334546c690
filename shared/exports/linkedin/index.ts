import type { FileKind } from '../../domain/snapshot.ts';
import { addressBooks } from './address-book.ts';
import { connections } from './connections.ts';
import { emailAddresses } from './email-addresses.ts';
import { endorsements } from './endorsements.ts';
import { events } from './events.ts';
import { companyFollows, memberFollows } from './follows.ts';
import { invitations } from './invitations.ts';
import type { LinkedinFile } from './linkedin-file.ts';
import { messages } from './messages.ts';
import { notes } from './notes.ts';
import { education, volunteering } from './own-life.ts';
import { positions } from './positions.ts';
import { profile } from './profile.ts';
import { recommendations } from './recommendations.ts';
import { searchQueries } from './search-queries.ts';
import { shares } from './shares.ts';

/** Every CSV of a LinkedIn export that Woher reads (EXPORT-FORMATS A3). */
export const linkedinFiles: readonly LinkedinFile[] = [
  connections,
  messages,
  invitations,
  profile,
  positions,
  notes,
  ...recommendations,
  ...endorsements,
  ...addressBooks,
  emailAddresses,
  searchQueries,
  events,
  education,
  volunteering,
  companyFollows,
  memberFollows,
  shares,
];

const fileOfStem = new Map(linkedinFiles.flatMap((file) => file.stems.map((stem) => [stem, file] as const)));

// They have the header of messages.csv and hold talks with a machine (EXPORT-FORMATS A2).
const decoyStems = new Set([
  'guidemessages',
  'learningcoachmessages',
  'learningroleplaymessages',
  'coachmessages',
]);

/**
 * What a file's base name says it is: spaces, underscores, marks, capitals, a member id at the end (`Shares_123.csv`) and
 * the number of a second download (`Connections (1).csv`) do not matter.
 */
export function linkedinFileNamed(baseName: string): LinkedinFile | 'decoy' | undefined {
  const stem = stemOf(baseName);
  if (stem === undefined) return undefined;
  return decoyStems.has(stem) ? 'decoy' : fileOfStem.get(stem);
}

/** The plain name of a CSV: of two files with the same one the first is the other's continuation. */
export const stemOf = (baseName: string): string | undefined =>
  /^(.+?)(?:_\d+)?(?: ?\(\d+\))?\.csv$/iu
    .exec(baseName)?.[1]
    ?.normalize('NFD')
    .toLowerCase()
    .replace(/[\s_\p{M}]/gu, '');

export function linkedinFileOf(kind: FileKind): LinkedinFile | undefined {
  return linkedinFiles.find((file) => file.kind === kind);
}
