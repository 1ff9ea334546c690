/** Base of every fault that Woher itself raises. Messages name ids and codes, never people, addresses or tokens. */
export class WoherError extends Error {
  readonly code: string;
  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
    this.code = code;
  }
}

/**
 * Another import of the same owner holds the lock, or was left in the middle: what is known may be of two exports at once.
 * A message comes again later.
 */
export class ImportBusy extends WoherError {
  constructor() {
    super(
      'importBusy',
      'An export of this owner is being read in and is not done yet: try again later, and upload it once more if it stays so.',
    );
  }
}

/** Nobody by this id: a message for an owner that was erased, or a mistyped `--owner`. */
export class OwnerUnknown extends WoherError {
  constructor() {
    super('ownerUnknown', 'there is no owner by this id');
  }
}

/** The store gave up on writes that it kept throttling; nothing is lost, the message comes again. */
export class StoreThrottled extends WoherError {
  constructor(readonly leftovers: number) {
    super('storeThrottled', `${leftovers} items were not taken after all retries`);
  }
}

/** Some of several pieces of work failed, each logged by its code; the others are done. */
export class PartlyFailed extends WoherError {
  constructor(readonly failed: number) {
    super('partlyFailed', `${failed} pieces of work failed, the others are done`);
  }
}
