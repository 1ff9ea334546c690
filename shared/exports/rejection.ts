import type { Rejection } from '../domain/snapshot.ts';

/** Carries a rejection from inside a stream out to `readExport`, which gives it back as a value. */
export class ExportRejected extends Error {
  override readonly name = 'ExportRejected';
  readonly rejection: Rejection;

  constructor(rejection: Rejection, options?: ErrorOptions) {
    super(rejection.rejected, options);
    this.rejection = rejection;
  }
}
