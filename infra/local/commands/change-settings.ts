import type { OwnerId } from '../../../shared/domain/ids.ts';
import { cleanText } from '../../../shared/domain/names-of-people.ts';
import type { Owner } from '../../../shared/domain/owner.ts';
import type { OwnerChange } from '../../../shared/ports/contact-store.ts';
import { UsageError } from '../errors.ts';
import type { Place } from '../place.ts';

/** As much as one owner's settings hold: every hour and every page reads them, and an item takes 400 kB at most. */
const mostBytes = 100_000;
/** Letters of a name, of a company or a person. */
const longestName = 200;

/**
 * Changes an owner's settings by what they are now; neither a click that pauses meanwhile nor another command is undone.
 * The change may be asked more than once.
 *
 * @throws UsageError when there would be too much to keep
 */
export const changeSettings = (
  { store }: Pick<Place, 'store'>,
  ownerId: OwnerId,
  change: (owner: Owner) => Owner,
): Promise<OwnerChange> =>
  store.changeOwner(ownerId, (before) => {
    const after = change(before);
    const [was, is] = [before, after].map((owner) => Buffer.byteLength(JSON.stringify(owner)));
    if (is !== undefined && was !== undefined && is > mostBytes && is > was)
      throw new UsageError('The settings hold no more; take something off your lists first.');
    return after;
  });

/**
 * A text that a person typed, cleaned (see `cleanText`): what nobody sees is not kept.
 *
 * @throws UsageError when nothing is left, or too much
 */
export function typed(text: string, { what, most = longestName }: { what: string; most?: number }): string {
  const clean = cleanText(text, Number.POSITIVE_INFINITY);
  if (clean !== '' && clean.length <= most) return clean;
  throw new UsageError(`Say ${what} in 1 to ${most} letters.`);
}
