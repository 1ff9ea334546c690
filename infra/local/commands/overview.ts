import * as z from 'zod';
import { defined } from '../../../shared/domain/collections.ts';
import { fullName } from '../../../shared/domain/contact.ts';
import { type Habits, habitsOf, type InvitationHabits } from '../../../shared/domain/habits.ts';
import { isoTime } from '../../../shared/domain/ids.ts';
import { type Overview, overviewOf } from '../../../shared/domain/overview.ts';
import { type Wording, wordingFor } from '../../../shared/render/pages/layout.tsx';
import {
  type Listed,
  listedText,
  listsOf,
  type OverviewBlock,
  type OverviewView,
  overviewView,
} from '../../../shared/render/pages/overview-view.ts';
import { evaluateNetwork } from '../../../shared/workflows/evaluate-network.ts';
import { exitCodes, UsageError } from '../errors.ts';
import type { Place } from '../place.ts';
import { type Command, commonArgs, ownerOf, plain, printJson, tableText } from './command.ts';
import { type OverviewShape, overviewListShape, overviewShape } from './shapes.ts';

const overviewArgs = commonArgs.extend({ list: z.string().optional() });

/** `woher overview`: who is in the network, roughly, and the mirror of the owner's habits; or everybody of one number. */
export const command: Command<z.infer<typeof overviewArgs>, Place> = {
  args: overviewArgs,
  run: async (place, args, io) => {
    const { owner } = await ownerOf(place, args);
    const { ownerId } = owner;
    const network = await evaluateNetwork({ store: place.store, ownerId, at: isoTime(place.now()) });
    const wording = wordingFor(owner);
    const [overview, habits] = [overviewOf(network), habitsOf(network)];
    const view = overviewView(overview, habits, wording);
    if (args.list !== undefined) {
      const list = listOf(view, args.list);
      if (args.json) printJson(io, overviewListShape, list.map(listedOf));
      else io.out(plain(list.map((one) => `${listedText(one, wording)}\n`).join('')));
    } else if (args.json) printJson(io, overviewShape, shapeOf(overview, habits, view));
    else io.out(plain(overviewText(view, wording)));
    return exitCodes.done;
  },
};

function listOf(view: OverviewView, id: string): readonly Listed[] {
  const lists = listsOf(view);
  const list = lists.get(id);
  if (list === undefined)
    throw new UsageError(`There is no list "${id}"; there are: ${[...lists.keys()].join(', ')}.`);
  return list;
}

const listedOf = ({ contact, on }: Listed) =>
  defined({ contactId: contact?.contactId, name: contact && fullName(contact.row), on });

function shapeOf(overview: Overview, habits: Habits, view: OverviewView): OverviewShape {
  const { invitations, messages } = habits;
  const ids = (contacts: Overview['contacts']) => contacts.map(({ contactId }) => contactId);
  return defined<OverviewShape>({
    exportedAt: overview.exportedAt,
    contacts: overview.contacts.length,
    lists: Object.fromEntries([...listsOf(view)].map(([id, list]) => [id, list.length])),
    employers: overview.employers.largest.map(({ name, contacts }) => ({ name, contacts: contacts.length })),
    otherEmployers: overview.employers.others.employers,
    years: overview.years.map(({ key: year, contacts, atYearEnd, seen, bothWrote }) => {
      return { year, came: contacts.length, atYearEnd, seen, bothWrote };
    }),
    invitations: invitations && {
      exports: invitations.exports,
      from: invitations.from,
      to: invitations.to,
      ...countsOf(invitations),
      years: invitations.years.map((year) => ({ year: year.year, ...countsOf(year) })),
    },
    messages: messages && {
      until: messages.until,
      afterDays: messages.afterDays,
      youNeverAnswered: ids(messages.youNeverAnswered),
      theyNeverAnswered: ids(messages.theyNeverAnswered),
    },
  });
}

const countsOf = ({ sent, withoutNote, sameText, bulk }: InvitationHabits) => ({
  sent: sent.length,
  withoutNote: withoutNote.length,
  sameText: sameText.length,
  bulk: bulk.length,
});

const barWidth = 20;
const barOf = (share: number | undefined): string => '█'.repeat(Math.round((share ?? 0) * barWidth));

/** The overview to read on a terminal: behind each number its bar and the id of its list. */
function overviewText(view: OverviewView, { catalogue }: Wording): string {
  const { texts, settled, years } = view;
  const growth = years.map(({ year, came, total, text }) => [
    year,
    catalogue.number(came),
    catalogue.number(total),
    text,
    `year.${year}`,
  ]);
  return [
    lines([texts.heading, view.asOf ?? texts.noContacts]),
    ...(settled === undefined
      ? []
      : [
          lines([`${settled.text} ${settled.label}`, barOf(settled.bar)]),
          ...view.blocks.map(blockText),
          lines([texts.sections.year, texts.leads.growth, texts.leads.year]) +
            indented(tableText([Object.values(texts.columns), ...growth])),
        ]),
    ...view.habits.map(blockText),
  ].join('\n');
}

const lines = (texts: readonly string[]): string => texts.map((text) => `${text}\n`).join('');
const indented = (text: string): string => text.replace(/^(?=.)/gm, '  ');

const blockText = ({ heading, title, leads, rows, ends }: OverviewBlock): string =>
  lines([heading, title].flatMap((line) => line ?? [])) +
  lines(leads) +
  indented(
    tableText(rows.map(({ id, label, text, bar }) => [plain(label), text, barOf(bar), id])) + lines(ends),
  );
