import { resolve } from 'node:path';
import type { OwnerId } from '../../shared/domain/ids.ts';
import type { PolicyId } from '../../shared/domain/policy.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import type { ContactStore } from '../../shared/ports/contact-store.ts';
import type { MailMessage, Queue } from '../../shared/ports/queue.ts';
import { defaultFolder } from './command-line/paths.ts';

/** Where owners are, a data folder or a deployed stage: all that a command needs which works on both. */
export type Place = {
  readonly store: ContactStore;
  readonly mails: Queue<MailMessage>;
  readonly now: Clock;
  /** Whom a command means that names nobody; undefined: the only one there is. */
  readonly ownerId?: OwnerId;
  /** Where the pages are that mails link to. */
  readonly baseUrl: string;
  /** `Name <address>` of every mail. */
  readonly sender: string;
  /** Policy of an owner who is made without one. */
  readonly defaultPolicy: PolicyId;
  /** Folder in which delivered mails lie as files; a stage has none. */
  readonly outbox?: string;
  /** The data folder; a stage has none. */
  readonly folder?: string;
  /** Absent in a data folder. */
  readonly stage?: { readonly name: string; readonly addresses: AddressBook };
};

/**
 * What the carrier says of an address: mails reach it, or its owner was just asked to click a link first. The sandbox of
 * a new account sends to addresses alone that were proved in this way.
 */
export type AddressBook = {
  /** Asks where it must be asked; again for an address that was asked before: such links end after a day. */
  prove(address: string): Promise<'reachable' | 'asked'>;
};

/** How sentences name the place. */
export const nameOf = ({ stage }: Pick<Place, 'stage'>): string =>
  stage === undefined ? 'this data folder' : `the stage ${stage.name}`;

/** A command as the person types it for this place; `about`: whom it takes by `--owner` where that is not understood. */
export function commandIn(
  { stage, folder, ownerId }: Pick<Place, 'stage' | 'folder' | 'ownerId'>,
  rest: string,
  about?: OwnerId,
): string {
  const owner = about === undefined || about === ownerId ? '' : ` --owner ${about}`;
  const isElsewhere = folder !== undefined && resolve(folder) !== defaultFolder;
  const data = isElsewhere ? ` --data ${quoted(resolve(folder))}` : '';
  return `woher ${rest}${owner}${data}${stage === undefined ? '' : ` --stage ${stage.name}`}`;
}

// A shell would take a path with spaces or signs of its own apart.
const quoted = (path: string): string =>
  /^[\w./~+:@%-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
