import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import yazl from 'yazl';
import type { IsoTime } from '../../shared/domain/ids.ts';
import type { Rejection, Snapshot } from '../../shared/domain/snapshot.ts';
import { readExport } from '../../shared/exports/read-export.ts';

export const uploadedAt = '2026-03-01T10:00:00.000Z' as IsoTime;
export const zippedAt = new Date('2026-02-20T06:30:10.000Z');

/** The exact header lines of EXPORT-FORMATS A3 and A4. */
export const headers = {
  connections: 'First Name,Last Name,URL,Email Address,Company,Position,Connected On',
  connectionsTo2021: 'First Name,Last Name,Email Address,Company,Position,Connected On',
  messages:
    'CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER,ATTACHMENTS,IS MESSAGE DRAFT,IS CONVERSATION DRAFT',
  messagesTo2023: 'CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,DATE,SUBJECT,CONTENT,FOLDER',
  invitations: 'From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl',
  invitationsTo2023: 'From,To,Sent At,Message,Direction',
  recommendations: 'First Name,Last Name,Company,Job Title,Text,Creation Date,Status',
  endorsementGiven:
    'Endorsement Date,Skill Name,Endorsee First Name,Endorsee Last Name,Endorsee Public Url,Endorsement Status',
  endorsementReceived:
    'Endorsement Date,Skill Name,Endorser First Name,Endorser Last Name,Endorser Public Url,Endorsement Status',
  notes: 'Connection First Name,Connection Last Name,Connection Profile URL,Note,Created On,Edited On',
  positions: 'Company Name,Title,Description,Location,Started On,Finished On',
  profile:
    'First Name,Last Name,Maiden Name,Address,Birth Date,Headline,Summary,Industry,Zip Code,Geo Location,Twitter Handles,Websites,Instant Messengers',
  contacts:
    'Source,FirstName,LastName,Companies,Title,Emails,PhoneNumbers,CreatedAt,Addresses,Sites,InstantMessageHandles,FullName,Birthday,Location,BookmarkedAt,Profiles',
  importedContacts: 'FirstName,MiddleName,LastName,Emails,PhoneNumbers,Title,Location,CreatedAt,UpdatedAt',
  emailAddresses: 'Email Address,Confirmed,Primary,Updated On',
  searchQueries: 'Time,Search Query',
  events: 'Event Name,Event Time,Status,External Url',
  education: 'School Name,Start Date,End Date,Notes,Degree Name,Activities',
  volunteering: 'Company Name,Role,Cause,Started On,Finished On,Description',
  companyFollows: 'Organization,Followed On',
  memberFollows: 'Date,Status,FullName',
  shares: 'Date,ShareLink,ShareCommentary,SharedUrl,MediaUrl,Visibility',
} as const;

export const preamble =
  'Notes:\n"When exporting your connection data, you may notice that some of the email addresses are missing, ""hidden"" by their owners."\n\n';

export const lines = (...rows: readonly string[]): string => rows.join('\n');

/** Profile.csv of the owner of these tests. */
export const ownerProfile = lines(headers.profile, 'Olga,Ownerin,,,,Head of Tests,,,,,,,');
export const ownerUrl = 'https://www.linkedin.com/in/olga-ownerin';

type Content = string | Uint8Array;
export type Files = Readonly<Record<string, Content>>;
type Upload = { readonly fileName?: string; readonly uploadedAt?: IsoTime };

export const bytesOf = (content: Content): Buffer =>
  typeof content === 'string' ? Buffer.from(content, 'utf8') : Buffer.from(content);

/** A ZIP of these files, made in memory. */
export async function zipOf(files: Files, options: Partial<yazl.Options> = {}): Promise<Buffer> {
  const zip = new yazl.ZipFile();
  for (const [name, content] of Object.entries(files)) {
    zip.addBuffer(bytesOf(content), name, { mtime: zippedAt, mode: 0o100644, ...options });
  }
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

/** What readExport says to these bytes as an uploaded file. */
export async function readBytes(content: Content, upload: Upload = {}): Promise<Snapshot | Rejection> {
  const folder = await mkdtemp(join(tmpdir(), 'woher-exports-'));
  try {
    const path = join(folder, 'upload');
    await writeFile(path, bytesOf(content));
    return await readExport({ path, fileName: 'export.zip', uploadedAt, ...upload });
  } finally {
    await rm(folder, { recursive: true });
  }
}

export function accepted(read: Snapshot | Rejection): Snapshot {
  if ('rejected' in read) throw new Error(`rejected: ${JSON.stringify(read)}`);
  return read;
}

/** The snapshot of a ZIP of these files. */
export async function snapshotOf(files: Files, upload: Upload = {}): Promise<Snapshot> {
  return accepted(await readBytes(await zipOf(files), upload));
}

/** The snapshot of a bare Connections.csv. */
export async function snapshotOfCsv(content: Content, fileName = 'Connections.csv'): Promise<Snapshot> {
  return accepted(await readBytes(content, { fileName }));
}

/** One row, every cell quoted. */
export const quoted = (...cells: readonly string[]): string =>
  cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',');
