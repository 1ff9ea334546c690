/** Base of every fault that Woher itself raises. Messages name ids and codes, never people, addresses or tokens. */
export class WoherError extends Error {
  readonly code: string;
  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
    this.code = code;
  }
}

/** Another import of the same owner holds the lock: the message comes again later. */
export class ImportBusy extends WoherError {
  constructor() {
    super('importBusy', 'another import of this owner is being applied');
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
