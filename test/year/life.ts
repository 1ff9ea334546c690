import { contactIdOf } from '../../shared/domain/contact.ts';
import type { ContactId } from '../../shared/domain/ids.ts';
import { foldName } from '../../shared/domain/names-of-people.ts';
import type { ArchiveFile } from '../fixtures/archive.ts';
import { quotedRow, utcText } from '../fixtures/csv.ts';
import { exportedAtOf, generateAccount, type MadeUpPerson, SAMPLE } from '../fixtures/network.ts';
import { OWNER } from '../fixtures/owner.ts';
import { archiveName } from '../fixtures/sample.ts';
import type { ExportKind } from './story.ts';

/** Somebody whom the owner removed on LinkedIn, and until when; times in milliseconds since 1970. */
export type Removed = { readonly slug: string; readonly from: number; readonly until: number };

/** Somebody whom the owner asked on LinkedIn who they are, and who answered. */
export type Answered = {
  readonly person: MadeUpPerson;
  readonly askedAt: number;
  readonly answeredAt: number;
};

/** What the owner did on LinkedIn, where no program sees it. */
export type OnLinkedIn = { readonly removed: Removed[]; readonly answered: Answered[] };

/** An export as a file, and the truth as of its day. */
export type MadeExport = {
  readonly fileName: string;
  readonly files: readonly ArchiveFile[];
  readonly people: readonly MadeUpPerson[];
  readonly exportedAt: Date;
};

// Enough for every kind and every burst.
const account = { seed: SAMPLE.seed, scale: 0.6 } as const;

/** Everybody as of the end of a month. */
export const peopleOf = (month: string): readonly MadeUpPerson[] =>
  generateAccount({ ...account, month }).people;

/** The export that LinkedIn would make of the account at the end of a month, after what the owner did there. */
export function makeExport(kind: ExportKind, month: string, { removed, answered }: OnLinkedIn): MadeExport {
  const exportedAt = exportedAtOf(month);
  const gone = removed.filter(({ from, until }) => from <= exportedAt && exportedAt < until);
  const made = generateAccount({ ...account, month, removed: gone.map(({ slug }) => slug) });
  const files = shaped(
    kind,
    withAnswers(
      made.files,
      answered.filter((one) => one.answeredAt <= exportedAt),
    ),
  );
  const name = archiveName(exportedAt);
  return {
    fileName: kind === 'basic' ? name.replace('Complete', 'Basic') : name,
    files,
    people: made.people,
    exportedAt: made.exportedAt,
  };
}

/** The larger archive alone holds these. */
const onlyComplete =
  /^(?:messages|guide_|coach_|learning_|Learning|Recommendations|Endorsement|Notes|Comments|Reactions|Search|Shares)/;

function shaped(kind: ExportKind, files: readonly ArchiveFile[]): readonly ArchiveFile[] {
  if (kind === 'basic') return files.filter(({ name }) => !onlyComplete.test(name));
  if (kind !== 'cut') return files;
  return files.map((file) =>
    file.name === 'Connections.csv' ? { ...file, text: firstHalfOf(file.text) } : file,
  );
}

// At the end of a line: nothing in the file says that there was more.
const firstHalfOf = (text: string): string =>
  text.slice(0, text.lastIndexOf('\n', Math.floor(text.length / 2)));

function withAnswers(files: readonly ArchiveFile[], answered: readonly Answered[]): readonly ArchiveFile[] {
  const rows = answered.flatMap(conversationOf).join('');
  return files.map((file) => (file.name === 'messages.csv' ? { ...file, text: file.text + rows } : file));
}

function conversationOf({ person, askedAt, answeredAt }: Answered): string[] {
  const urlOf = (slug: string | undefined) => `https://www.linkedin.com/in/${slug ?? ''}`;
  const owner = [`${OWNER.first} ${OWNER.last}`, urlOf(OWNER.slug)];
  const other = [person.name, urlOf(person.slug)];
  const row = (from: readonly string[], to: readonly string[], at: number, text: string): string =>
    `${quotedRow([`2-asked-${person.key}`, '', ...from, ...to, utcText(at), '', text, 'INBOX', '', 'No', 'No'])}\n`;
  return [
    row(other, owner, answeredAt, 'Aus der Schulung im Herbst, ich saß am Fenster.'),
    row(owner, other, askedAt, 'Helfen Sie mir bitte auf die Sprünge: Woher kennen wir uns?'),
  ];
}

/** The key under which an export names somebody, as a contact's keys have it. */
export const keyOf = ({ slug, name, connectedOn }: MadeUpPerson): string =>
  slug === undefined
    ? `name/${foldName(name)}@${connectedOn ?? ''}`
    : `in/${slug.normalize('NFC').toLowerCase()}`;

/** The id under which somebody who only asks to connect is known. */
export const invitedIdOf = ({ slug, firstName, lastName }: MadeUpPerson): ContactId | undefined =>
  slug === undefined
    ? undefined
    : contactIdOf({
        firstName,
        lastName,
        slug: slug.normalize('NFC').toLowerCase(),
        connectedOn: '2000-01-01' as never,
      });
