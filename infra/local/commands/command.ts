import type { Writable } from 'node:stream';
import * as z from 'zod';
import { dayIn } from '../../../shared/domain/days.ts';
import { type IsoTime, type OwnerId, ownerIdPattern } from '../../../shared/domain/ids.ts';
import type { Owner } from '../../../shared/domain/owner.ts';
import { type Catalogue, catalogueFor } from '../../../shared/render/locales/catalogue.ts';
import { type ExitCode, UsageError } from '../errors.ts';
import { nameOf, type Place } from '../place.ts';
import type { Home } from '../services.ts';
import { type LocalWords, localWords } from '../words.ts';

/** Where a command writes: results go out, everything else to the side. */
export type Io = {
  out(text: string): void;
  err(text: string): void;
  /** A terminal to show progress on; undefined where nobody looks. */
  readonly terminal?: Writable;
};

/**
 * One command of the open home, or of every place that has the parts it needs. Its arguments are plain JSON, because they
 * may come from another process.
 */
export type Command<Args, On = Home> = {
  readonly args: z.ZodType<Args>;
  run(on: On, args: Args, io: Io): Promise<ExitCode>;
};

/** Arguments that most commands have. */
export const commonArgs = z.object({
  owner: z
    .string()
    .regex(ownerIdPattern)
    .transform((id) => id as OwnerId)
    .optional(),
  json: z.boolean().default(false),
});
export type CommonArgs = z.infer<typeof commonArgs>;

/** An instant, ISO 8601 in UTC. */
export const instantArg = z.iso.datetime();

/** Prints a value as JSON, parsed by its schema first: what does not fit is a fault and not an output. */
export function printJson<Shape>(io: Io, schema: z.ZodType<Shape>, value: Shape): void {
  io.out(`${JSON.stringify(schema.parse(value), undefined, 2)}\n`);
}

/** Prints what a command lists: as JSON, as a table, or in one sentence that there is nothing. */
export function printList<Item>(
  io: Io,
  list: {
    json: boolean | undefined;
    schema: z.ZodType<Item[]>;
    items: Item[];
    none: string;
    table: (items: readonly Item[]) => readonly (readonly string[])[];
  },
): void {
  if (list.json) printJson(io, list.schema, list.items);
  else if (list.items.length === 0) io.err(`${list.none}\n`);
  else io.out(tableText(list.table(list.items)));
}

/** Lines with their columns aligned; the last column is left as it is. */
export function tableText(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => [...(row[column] ?? '')].length)),
  );
  return rows
    .map((row) =>
      row
        .map((cell, column) =>
          column === row.length - 1 ? cell : cell + ' '.repeat((widths[column] ?? 0) - [...cell].length),
        )
        .join('  ')
        .trimEnd(),
    )
    .map((line) => `${line}\n`)
    .join('');
}

/** Text without the invisible isolates that pages and mails need and terminals show as boxes. */
export const plain = (text: string): string => text.replace(/[\u2066-\u2069]/gu, '');

/** The day of an instant in the owner's zone, as a table shows it. */
export const shownDay = (at: string, { zone }: Pick<Owner, 'zone'>): string => dayIn(at as IsoTime, zone);

/** Later than any due time: whoever is due by then is everybody. */
const endOfTime = '9999-12-31T23:59:59.999Z' as IsoTime;

/** Ids of all owners of a place, in their order; who was made a moment ago may be missing. */
export const ownerIdsOf = async ({ store }: Pick<Place, 'store'>): Promise<OwnerId[]> =>
  (await store.readDue(endOfTime)).sort();

/**
 * The owner of a command, with the words of their language.
 *
 * @throws UsageError when there is none by this id, or none is named and there are several
 */
export async function ownerOf(
  place: Pick<Place, 'store' | 'ownerId' | 'stage'>,
  args: { owner?: OwnerId | undefined },
): Promise<{ owner: Owner; catalogue: Catalogue; words: LocalWords }> {
  const ownerId = args.owner ?? place.ownerId ?? (await onlyOwnerOf(place));
  const owner = await place.store.readOwner(ownerId);
  if (owner === undefined) {
    const known = await ownerIdsOf(place);
    throw new UsageError(
      `There is no owner "${ownerId}" in ${nameOf(place)}; known: ${known.join(', ') || 'nobody'}.`,
    );
  }
  return { owner, catalogue: catalogueFor(owner.locale), words: localWords(owner.locale) };
}

async function onlyOwnerOf(place: Pick<Place, 'store' | 'stage'>): Promise<OwnerId> {
  const [only, ...others] = await ownerIdsOf(place);
  if (only === undefined)
    throw new UsageError(
      `There is nobody in ${nameOf(place)} yet; "woher owner add ADDRESS --stage ${place.stage?.name}" adds somebody.`,
    );
  if (others.length > 0)
    throw new UsageError(`Say whose with --owner: in ${nameOf(place)} are ${[only, ...others].join(', ')}.`);
  return only;
}

/** Tells in one sentence that a time yet to come holds up the real hours; the sample is there to be played with. */
export function warnOfFuture(home: Home, { owner, at, io }: { owner: Owner; at: Date; io: Io }): void {
  if (at > home.now() && owner.ownerId !== 'sample') io.err(`${localWords(owner.locale).futureAt}\n`);
}
