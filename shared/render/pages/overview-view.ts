import { type Contact, fullName } from '../../domain/contact.ts';
import { dayOf } from '../../domain/days.ts';
import { type Habits, invitationHabits, type SentInvitation, unansweredSince } from '../../domain/habits.ts';
import type { Overview, Part } from '../../domain/overview.ts';
import { overviewTextsFor } from '../locales/overview.ts';
import type { OverviewTexts } from '../locales/overview-texts.ts';
import { whyTextsFor } from '../locales/why.ts';
import { atHead, isolated } from '../locales/words.ts';
import type { Wording } from './layout.tsx';

/** Somebody in a list, by contact or by the day of an invitation, or both. */
export type Listed = Partial<SentInvitation>;

/** One number with its picture, and whom it counts: as many as the number says. */
export type OverviewRow = {
  /** What `woher overview --list` calls it. */
  readonly id: string;
  readonly label: string;
  /** The number as a text, with its share of the whole. */
  readonly text: string;
  /** Length of its bar, 0 to 1; absent: it has none. */
  readonly bar?: number;
  readonly list: readonly Listed[];
};

export type OverviewBlock = {
  /** Of a block that goes on under the heading before it: none. */
  readonly heading?: string;
  readonly title?: string;
  /** Sentences above the rows, and below them. */
  readonly leads: readonly string[];
  readonly rows: readonly OverviewRow[];
  readonly ends: readonly string[];
};

export type YearRow = {
  readonly year: string;
  readonly came: number;
  readonly total: number;
  /** Share with whom both wrote, 0 to 1; absent where nothing can be said of anybody. */
  readonly both?: number;
  readonly text: string;
  readonly list: readonly Listed[];
};

/** The overview and the mirror in the owner's words; names in it come isolated. */
export type OverviewView = {
  readonly texts: OverviewTexts;
  readonly asOf?: string;
  /** The headline: share of the settled contacts; absent without contacts. */
  readonly settled?: OverviewRow;
  readonly blocks: readonly OverviewBlock[];
  readonly years: readonly YearRow[];
  readonly habits: readonly OverviewBlock[];
};

/** Puts the figures into words; the same for the page and the terminal. */
export function overviewView(overview: Overview, habits: Habits, wording: Wording): OverviewView {
  const { catalogue } = wording;
  const texts = overviewTextsFor(wording.locale);
  const { exportedAt, contacts, settled } = overview;
  const share = contacts.length === 0 ? 0 : settled.length / contacts.length;
  return {
    texts,
    ...(exportedAt === undefined ? {} : { asOf: texts.asOf(dayOf(exportedAt)) }),
    ...(contacts.length === 0
      ? {}
      : {
          settled: {
            id: 'settled',
            label: texts.settled({ count: settled.length, total: contacts.length }),
            text: catalogue.percent(share),
            bar: share,
            list: listed(settled),
          },
        }),
    blocks: blocksOf(overview, texts, wording),
    years: overview.years.map(({ key, contacts: came, atYearEnd, seen, bothWrote }) => ({
      year: key,
      came: came.length,
      total: atYearEnd,
      ...(seen === 0 ? {} : { both: bothWrote / seen }),
      text: [
        ...(seen === 0 ? [] : [texts.both(bothWrote, seen)]),
        ...(seen === came.length ? [] : [texts.unseen(came.length - seen)]),
      ].join(', '),
      list: listed(came),
    })),
    habits: [invitationsBlock(habits, texts, wording), ...messagesBlock(habits, texts, wording)],
  };
}

/** Every list with the id by which `woher overview --list` knows it. */
export const listsOf = ({ settled, blocks, years, habits }: OverviewView): Map<string, readonly Listed[]> =>
  new Map([
    ...[
      ...(settled === undefined ? [] : [settled]),
      ...[...blocks, ...habits].flatMap(({ rows }) => rows),
    ].map(({ id, list }) => [id, list] as const),
    ...years.map(({ year, list }) => [`year.${year}`, list] as const),
  ]);

const listed = (contacts: readonly Contact[]): Listed[] => contacts.map((contact) => ({ contact }));

/** What a list says of one of its people. */
export function listedText({ contact, on }: Listed, { catalogue, locale }: Wording): string {
  const name =
    contact === undefined ? overviewTextsFor(locale).noContact : catalogue.name(fullName(contact.row));
  return on === undefined ? name : `${catalogue.day(on)}: ${name}`;
}

type RowParts = Pick<OverviewRow, 'id' | 'label' | 'list'>;

/** Rows whose bars are measured by the longest of them, with shares of all that they count together. */
function rowsOf(parts: readonly RowParts[], { catalogue }: Wording): OverviewRow[] {
  const all = parts.reduce((sum, { list }) => sum + list.length, 0);
  return withBars(parts, (count) => {
    const share = catalogue.number(count);
    return count * 100 < all || count === 0 ? share : `${share} · ${catalogue.percent(count / all)}`;
  });
}

function withBars(parts: readonly RowParts[], text: (count: number) => string): OverviewRow[] {
  const most = Math.max(1, ...parts.map(({ list }) => list.length));
  return parts.map((part) => ({ ...part, text: text(part.list.length), bar: part.list.length / most }));
}

function blocksOf(
  { statuses, answered, explained, employers, reciprocity }: Overview,
  texts: OverviewTexts,
  wording: Wording,
): OverviewBlock[] {
  const { catalogue } = wording;
  const { sections, leads } = texts;
  const { evidenceKind } = whyTextsFor(wording.locale);
  const parts = <Key extends string>(
    family: string,
    some: readonly Part<Key>[],
    label: (key: Key) => string,
  ): RowParts[] =>
    some.map(({ key, contacts }) => ({ id: `${family}.${key}`, label: label(key), list: listed(contacts) }));
  const { largest, others, without } = employers;
  const origins = parts('origin', answered, (key) => atHead(catalogue.origin[key]));
  const rows = rowsOf([...origins, ...parts('origin', explained, (key) => evidenceKind[key])], wording);
  return [
    block({
      heading: sections.status,
      rows: rowsOf(
        parts('status', statuses, (key) => atHead(catalogue.originStatus[key])),
        wording,
      ),
    }),
    block({
      heading: sections.origin,
      leads: [leads.origin],
      ...(origins.length === 0 ? {} : { title: texts.answered }),
      rows: rows.slice(0, origins.length),
    }),
    block({ title: texts.explained, rows: rows.slice(origins.length) }),
    block({
      heading: sections.employer,
      rows: [
        ...withBars(
          largest.map(({ name, contacts }, index) => ({
            id: `employer.${index + 1}`,
            label: isolated(name),
            list: listed(contacts),
          })),
          catalogue.number,
        ),
        // Beside these the bars of single employers would be nothing.
        ...parts('employer', [others, without], (key) =>
          key === 'none' ? texts.without : texts.others(others.employers),
        )
          .filter(({ list }) => list.length > 0)
          .map((row) => ({ ...row, text: catalogue.number(row.list.length) })),
      ],
    }),
    block({
      heading: sections.wrote,
      rows: rowsOf(
        parts('wrote', reciprocity, (key) => atHead(catalogue.reciprocity[key])),
        wording,
      ),
    }),
  ];
}

const block = (parts: Partial<OverviewBlock>): OverviewBlock => ({ leads: [], rows: [], ends: [], ...parts });

function invitationsBlock(
  { invitations }: Habits,
  texts: OverviewTexts,
  { catalogue }: Wording,
): OverviewBlock {
  const head = { heading: texts.sections.habits, leads: [texts.leads.habits] };
  if (invitations === undefined)
    return block({ ...head, leads: [texts.leads.habits, texts.notThere.invitations] });
  const labels = texts.habit(invitations);
  const parts = invitationHabits.map((key) => ({
    id: `habit.${key}`,
    label: atHead(labels[key]),
    list: invitations[key],
  }));
  return block({
    ...head,
    leads: [texts.leads.habits, texts.invitations(invitations)],
    rows: withBars(parts, catalogue.number),
    ends: invitations.years.map(({ year, sent, withoutNote, sameText, bulk }) =>
      texts.inYear(year, {
        sent: sent.length,
        withoutNote: withoutNote.length,
        sameText: sameText.length,
        bulk: bulk.length,
      }),
    ),
  });
}

function messagesBlock({ messages }: Habits, texts: OverviewTexts, { catalogue }: Wording): OverviewBlock[] {
  if (messages === undefined) return [block({ leads: [texts.notThere.messages] })];
  const ofKey = (key: 'youNeverAnswered' | 'theyNeverAnswered') => {
    const [first] = messages[key];
    const since = first && unansweredSince(first);
    return block({
      leads: key === 'youNeverAnswered' ? [texts.messages(messages)] : [],
      rows: withBars(
        [
          {
            id: `habit.${key}`,
            label: atHead(catalogue.reciprocity[key]),
            list: listed(messages[key]),
          },
        ],
        catalogue.number,
      ),
      ends:
        first === undefined || since === undefined
          ? []
          : [texts.longest(catalogue.name(fullName(first.row)), since)],
    });
  };
  return [ofKey('youNeverAnswered'), ofKey('theyNeverAnswered')];
}
