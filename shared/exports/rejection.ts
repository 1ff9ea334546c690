import { defined } from '../domain/collections.ts';
import type { Breach, Rejection } from '../domain/snapshot.ts';

/** Carries a rejection from inside a stream out to `readExport`, which gives it back as a value. */
export class ExportRejected extends Error {
  override readonly name = 'ExportRejected';
  readonly rejection: Rejection;

  constructor(rejection: Rejection, options?: ErrorOptions) {
    super(rejection.rejected, options);
    this.rejection = rejection;
  }
}

/** A ZIP beyond a limit, or unlike any of LinkedIn's; `file` is the entry's name, made safe to show. */
export const breached = (breach: Breach, file?: string, options?: ErrorOptions): ExportRejected =>
  new ExportRejected({ rejected: 'unsafeZip', breach, ...defined({ file }) }, options);
