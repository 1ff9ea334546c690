import { WoherError } from '../../domain/errors.ts';

/**
 * An item is of a shape that this version does not know: written by a newer one, or by hand. Names the family and the
 * places that do not fit, never their values.
 */
export class UnfitItem extends WoherError {
  constructor(
    readonly family: string,
    readonly places: readonly string[],
  ) {
    super('unfitItem', `an item of the family ${family} does not fit: ${places.join(', ')}`);
  }
}

/** An item was erased between a condition that met it and the read that was to show it; trying again helps. */
export class ItemVanished extends WoherError {
  constructor(readonly family: string) {
    super('itemVanished', `an item of the family ${family} was erased while it was written`);
  }
}
