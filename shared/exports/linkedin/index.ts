import type { FileKind } from '../../domain/snapshot.ts';
import { connections } from './connections.ts';
import { endorsements } from './endorsements.ts';
import { invitations } from './invitations.ts';
import type { LinkedinFile } from './linkedin-file.ts';
import { messages } from './messages.ts';
import { notes } from './notes.ts';
import { positions } from './positions.ts';
import { profile } from './profile.ts';
import { recommendations } from './recommendations.ts';

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
];

const fileOfStem = new Map(linkedinFiles.flatMap((file) => file.stems.map((stem) => [stem, file] as const)));

// They have the header of messages.csv and hold talks with a machine (EXPORT-FORMATS A2).
const decoyStems = new Set([
  'guidemessages',
  'learningcoachmessages',
  'learningroleplaymessages',
  'coachmessages',
]);

/** What a file's base name says it is: spaces, underscores, capitals and a member id at the end do not matter. */
export function linkedinFileNamed(baseName: string): LinkedinFile | 'decoy' | undefined {
  const stem = /^(.+?)(?:_\d+)?\.csv$/iu.exec(baseName)?.[1]?.toLowerCase().replace(/[\s_]/gu, '');
  if (stem === undefined) return undefined;
  return decoyStems.has(stem) ? 'decoy' : fileOfStem.get(stem);
}

export function linkedinFileOf(kind: FileKind): LinkedinFile | undefined {
  return linkedinFiles.find((file) => file.kind === kind);
}
