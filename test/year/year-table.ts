import { type DigestClass, digestClasses } from '../../shared/domain/digest.ts';
import { subjectKind } from '../../shared/domain/ids.ts';
import type { EveningSeen, UploadSeen, Year } from './play-year.ts';
import type { DigestSeen } from './seen.ts';
import { firstHour, lastHour } from './story.ts';

const columns = [
  'month',
  'export',
  'added',
  'miss',
  'gone',
  'back',
  'digest',
  'policy',
  'questions by class',
  'groups',
  'answers',
  'done',
  'still',
  'came back',
  'due again',
  're-asked',
  'open',
  'settled',
  'mails',
] as const;
type Row = Readonly<Record<(typeof columns)[number], string>>;

/** The year as a table for people: what came, what was asked, answered and proved, one row a month. */
export function yearTable(year: Year): string {
  const rows = months().map((month) => rowOf(year, month));
  const widths = columns.map((column) => Math.max(column.length, ...rows.map((row) => row[column].length)));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, index) => cell.padEnd(widths[index] ?? 0))
      .join(' | ')
      .trimEnd();
  const legend = digestClasses.map((name) => `${letters[name]} ${name}`).join(', ');
  return [
    line(columns),
    line(widths.map((width) => '-'.repeat(width))),
    ...rows.map((row) => line(columns.map((column) => row[column]))),
    '',
    `Classes: ${legend}.`,
    '',
  ].join('\n');
}

const letters: Readonly<Record<DigestClass, string>> = {
  unconfirmed: '!',
  compliance: 'C',
  removals: 'R',
  dueAgain: 'D',
  samePerson: 'S',
  onlyWroteAtYou: 'W',
  unknownAndOneSided: 'UO',
  unknown: 'U',
  oneSided: 'O',
  oneOccasion: '1',
  invitationPending: 'I',
  lostFromSight: 'L',
};

function months(): string[] {
  const found: string[] = [];
  for (let at = new Date(firstHour); at <= new Date(lastHour); at.setUTCMonth(at.getUTCMonth() + 1))
    found.push(at.toISOString().slice(0, 7));
  return found;
}

function rowOf(year: Year, month: string): Row {
  const within = <Seen extends { readonly at: string }>(seen: readonly Seen[]) =>
    seen.filter(({ at }) => at.startsWith(month));
  const uploads = within(year.uploads);
  const [digest] = within(year.digests);
  const before = digest === undefined ? [] : year.digests.slice(0, year.digests.indexOf(digest));
  return {
    month,
    ...uploadCells(uploads),
    ...digestCells(digest, before),
    answers: answerCell(within(year.evenings)),
    mails: String(mailsIn(year, month)),
  };
}

function uploadCells(
  uploads: readonly UploadSeen[],
): Pick<Row, 'export' | 'added' | 'miss' | 'gone' | 'back'> {
  const counts = uploads
    .filter(({ record }) => record.status === 'accepted')
    .map(({ record }) => record.contacts);
  const sum = (of: 'added' | 'missing' | 'gone' | 'returned') =>
    uploads.length === 0 ? '' : String(counts.reduce((total, one) => total + one[of], 0));
  const told = ({ kind, record }: UploadSeen) =>
    record.status === 'accepted' ? kind : `${kind} (${record.status})`;
  return {
    export: uploads.length === 0 ? 'none' : uploads.map(told).join(', '),
    added: sum('added'),
    miss: sum('missing'),
    gone: sum('gone'),
    back: sum('returned'),
  };
}

type DigestCells = Omit<Row, 'month' | 'export' | 'added' | 'miss' | 'gone' | 'back' | 'answers' | 'mails'>;

const noDigest: DigestCells = {
  digest: 'none',
  policy: '',
  'questions by class': '',
  groups: '',
  done: '',
  still: '',
  'came back': '',
  'due again': '',
  're-asked': '',
  open: '',
  settled: '',
};

function digestCells(digest: DigestSeen | undefined, before: readonly DigestSeen[]): DigestCells {
  if (digest === undefined) return noDigest;
  const { asked, open, removals, settled, connected } = digest;
  const known = new Set(before.flatMap((one) => one.asked.map(({ subject }) => subject)));
  const proofs = (status: string) => String(removals.filter((one) => one.status === status).length);
  // A digest's own questions keep their rule's class; what is due again is told by the ranking of all.
  const classOf = new Map(open.map((question) => [question.subject, question.class]));
  const ofClass = (name: DigestClass) => asked.filter(({ subject }) => classOf.get(subject) === name).length;
  const byClass = digestClasses.flatMap((name) => {
    const count = ofClass(name);
    return count === 0 ? [] : [`${letters[name]}${count > 1 || letters[name] === '1' ? `×${count}` : ''}`];
  });
  return {
    digest: digest.record.period,
    policy: digest.policy,
    'questions by class': byClass.join(' '),
    groups: String(asked.filter(({ subject }) => subjectKind(subject) === 'group').length),
    done: proofs('done'),
    still: proofs('stillThere'),
    'came back': proofs('cameBack'),
    'due again': String(ofClass('dueAgain')),
    're-asked': String(asked.filter(({ subject }) => known.has(subject)).length),
    open: String(open.length),
    settled: `${settled.size}/${connected.size} ${Math.floor((100 * settled.size) / connected.size)} %`,
  };
}

/** Decisions by answer, those about members of groups among them. */
function answerCell(evenings: readonly EveningSeen[]): string {
  const given = evenings.flatMap(({ written }) =>
    written.map((decision) => decision.given?.answer ?? 'undone'),
  );
  const counts = new Map<string, number>();
  for (const answer of given) counts.set(answer, (counts.get(answer) ?? 0) + 1);
  return [...counts].map(([answer, count]) => `${count} ${answer}`).join(', ');
}

function mailsIn({ mails, uploads, digests }: Year, month: string): number {
  const notices = uploads.filter(
    ({ at, record }) => at.startsWith(month) && mails.includes(`notice-${record.importId}`),
  );
  const sent = digests.filter(({ at, record }) => at.startsWith(month) && mails.includes(record.mailId));
  return notices.length + sent.length;
}
