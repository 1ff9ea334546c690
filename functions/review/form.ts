import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import { type Answering, type MemberChoice, memberChoices } from '../../shared/domain/answering.ts';
import { base32 } from '../../shared/domain/base32.ts';
import {
  answers as contactAnswers,
  type GivenAnswer,
  origins,
  pairAnswers,
} from '../../shared/domain/decision.ts';
import { type ContactId, type Subject, subjectKind, subjectPattern } from '../../shared/domain/ids.ts';
import { cleanText } from '../../shared/domain/names-of-people.ts';
import type { FormProblem } from '../../shared/render/locales/pages-texts.ts';
import type { FilledAnswer } from '../../shared/render/pages/views.ts';

/** What a form said: the answers to record, everything typed (to show it again), and why none of it may count. */
export type ReviewForm = {
  readonly answers: ReadonlyMap<Subject, Answering>;
  readonly typed: ReadonlyMap<Subject, FilledAnswer>;
  readonly problem?: FormProblem;
};

export type UndoForm = { readonly subject: Subject; readonly entries: number };

/** Some dozen questions, and a group of thousands: one field a member. */
const maxFields = 5000;
const maxLabels = 10;
const maxLabelLength = 40;
const maxNoteLength = 1000;
const maxBodyBytes = 256 * 1024;

const subject = z.pipe(
  z.string().check(z.regex(subjectPattern)),
  z.transform((text) => text as Subject),
);

const historyLength = z.pipe(z.string().check(z.regex(/^[1-9]\d{0,4}$/)), z.transform(Number));

/** The fields of one question; a radio button that nobody pressed sends nothing. */
const questionFields = z.strictObject({
  answer: z.optional(z.enum([...contactAnswers, ...pairAnswers])),
  origin: z._default(z.union([z.literal(''), z.enum(origins)]), ''),
  labels: z._default(z.string(), ''),
  note: z._default(z.string(), ''),
  shown: z.optional(z.string().check(z.regex(/^[a-z2-7]{26}$/))),
});

/** What becomes of one member of a group; its field names both. */
const memberField = z.strictObject({
  group: subject,
  member: z.pipe(
    z.string().check(z.regex(/^[a-z2-7]{1,32}$/)),
    z.transform((text) => text as ContactId),
  ),
  choice: z.enum(memberChoices),
});

const undoFields = z.strictObject({
  subject,
  entries: historyLength,
});

/** The body of a form as text; `tooLarge` above 256 KB, read no further than that. */
export async function readBody(request: Request): Promise<string | 'tooLarge' | 'noForm'> {
  const type = request.headers.get('content-type') ?? '';
  if (!/^application\/x-www-form-urlencoded\s*(;|$)/i.test(type)) return 'noForm';
  return (await readBytes(request))?.toString('utf8') ?? 'tooLarge';
}

/**
 * The text fields of a form of either encoding: mail programs should send their one click as `multipart/form-data`
 * (RFC 8058, section 3.2). Undefined for a body that is no form, or too large.
 */
export async function readFields(request: Request): Promise<ReadonlyMap<string, string> | undefined> {
  const type = request.headers.get('content-type') ?? '';
  const bytes = await readBytes(request);
  if (bytes === undefined) return undefined;
  try {
    const form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': type } }).formData();
    return new Map([...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])));
  } catch {
    // Whatever the parser cannot read is no form.
    return undefined;
  }
}

async function readBytes(request: Request): Promise<Buffer | undefined> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of request.body ?? []) {
    bytes += chunk.length;
    if (bytes > maxBodyBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/**
 * Reads `answer.<subject>`, `origin.<subject>`, `labels.<subject>`, `note.<subject>` and `shown.<subject>`, and
 * `member.<group>.<contact id>` for everybody whom a group listed; nothing else may be there.
 */
export function readReviewForm(body: Awaited<ReturnType<typeof readBody>>): ReviewForm {
  if (body === 'tooLarge') return refused('tooLarge');
  const fields = body === 'noForm' ? undefined : distinctFields(body);
  const raw = fields && bySubject(fields);
  if (raw === undefined) return refused('unreadable');
  const answers = new Map<Subject, Answering>();
  const typed = new Map<Subject, FilledAnswer>();
  for (const [about, { fields: value, members }] of raw) {
    const parsed = questionFields.safeParse(Object.fromEntries(value));
    if (!parsed.success) return refused('unreadable');
    const { filled, given } = readQuestion(parsed.data);
    const ofMembers = members.size === 0 ? {} : { members };
    typed.set(about, { ...filled, ...ofMembers });
    const isAnswered = given !== undefined || [...members.values()].some(isOwnChoice);
    if (isAnswered) answers.set(about, { subject: about, ...(given && { given }), ...ofMembers });
  }
  if ([...typed.values()].some(({ tooLong }) => tooLong.length > 0))
    return { answers, typed, problem: 'tooLong' };
  return answers.size === 0 ? { answers, typed, problem: 'nothingAnswered' } : { answers, typed };
}

/** What a page filled in, or a form sent, as far as the card of that kind has fields for it. */
type Filled = Pick<FilledAnswer, 'answer' | 'origin' | 'labels' | 'note'> & {
  readonly members: Iterable<readonly [ContactId, MemberChoice]>;
};

/** Text that is equal for a card as a page filled it in and the same card sent back untouched; it tells nothing. */
export function markOf(about: Subject, { answer, origin, labels, note, members }: Filled): string {
  const kind = subjectKind(about);
  const isKept = kind === 'contact' || kind === 'group';
  const parts = [
    answer ?? '',
    ...(isKept ? [origin ?? '', readLabels(labels)] : []),
    ...(kind === 'group' ? [] : [readNote(note)]),
    [...members].map((member) => member.join(' ')).sort(),
  ];
  return base32(createHash('sha256').update(JSON.stringify(parts)).digest().subarray(0, 16));
}

const isOwnChoice = (choice: MemberChoice): boolean => choice === 'keep' || choice === 'remove';

type RawQuestion = { readonly fields: Map<string, string>; readonly members: Map<ContactId, MemberChoice> };

/** The fields by the question that they belong to; undefined where one belongs to none. */
function bySubject(fields: ReadonlyMap<string, string>): Map<Subject, RawQuestion> | undefined {
  const raw = new Map<Subject, RawQuestion>();
  const rawOf = (about: Subject): RawQuestion => {
    const known = raw.get(about) ?? { fields: new Map(), members: new Map() };
    raw.set(about, known);
    return known;
  };
  for (const [name, value] of fields) {
    const [field = '', about = '', member] = name.split('.');
    if (field === 'member') {
      const parsed = memberField.safeParse({ group: about, member, choice: value });
      if (!parsed.success) return undefined;
      rawOf(parsed.data.group).members.set(parsed.data.member, parsed.data.choice);
    } else {
      const parsed = subject.safeParse(about);
      if (!parsed.success || member !== undefined) return undefined;
      rawOf(parsed.data).fields.set(field, value);
    }
  }
  return raw;
}

/** Reads the two fields of an undo button. */
export function readUndoForm(body: Awaited<ReturnType<typeof readBody>>): UndoForm | undefined {
  const fields = distinctFields(body);
  return fields && undoFields.safeParse(Object.fromEntries(fields)).data;
}

const refused = (problem: FormProblem): ReviewForm => ({ answers: new Map(), typed: new Map(), problem });

/** The fields by name; undefined when one comes twice, because then nobody can say which was meant. */
function distinctFields(body: string): Map<string, string> | undefined {
  const pairs = [...new URLSearchParams(body)];
  const fields = new Map(pairs);
  return fields.size === pairs.length && pairs.length <= maxFields ? fields : undefined;
}

function readQuestion({
  answer,
  origin,
  labels: typedLabels,
  note: typedNote,
  shown,
}: z.infer<typeof questionFields>): {
  filled: FilledAnswer;
  given: GivenAnswer | undefined;
} {
  const labels = readLabels(typedLabels);
  const note = readNote(typedNote);
  const tooLong = [
    ...(labels.length > maxLabels || labels.some((label) => label.length > maxLabelLength)
      ? (['labels'] as const)
      : []),
    ...(note.length > maxNoteLength ? (['note'] as const) : []),
  ];
  const filled = {
    ...(answer === undefined ? {} : { answer }),
    ...(origin === '' ? {} : { origin }),
    labels: labels.join(', '),
    note,
    tooLong,
    ...(shown === undefined ? {} : { shown }),
  };
  if (answer === undefined) return { filled, given: undefined };
  const kept = answer === 'keep' ? { ...(origin && { origin }), ...(labels.length > 0 && { labels }) } : {};
  return { filled, given: { answer, ...kept, ...(note && { note }) } };
}

const readLabels = (text: string): string[] => [
  ...new Set(
    text
      .split(',')
      .map((label) => cleanText(label, text.length))
      .filter((label) => label !== ''),
  ),
];

// Browsers send lines of a text field ended by CR LF; other control characters nobody can type.
const readNote = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n]/gu, '')
    .trim();
