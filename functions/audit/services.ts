import type { Clock } from '../../shared/ports/clock.ts';
import type { ContactStore, DigestStore, FlagStore, MailStore } from '../../shared/ports/contact-store.ts';
import type { Log } from '../../shared/ports/log.ts';
import type { MailMessage, Queue } from '../../shared/ports/queue.ts';

/** What `audit` needs: it writes flags, digests, frozen mails and mail messages. */
export type AuditServices = {
  readonly store: FlagStore &
    DigestStore &
    MailStore &
    Pick<
      ContactStore,
      | 'readOwner'
      | 'readContacts'
      | 'readMemory'
      | 'readImports'
      | 'readHead'
      | 'readDecisions'
      | 'isImporting'
      | 'readSends'
    >;
  readonly mails: Queue<MailMessage>;
  /** 32 random bytes for a digest's link key. */
  readonly newLinkKey: () => Uint8Array;
  /** Where `review` is reached, without a slash at the end: `http://127.0.0.1:4477`. */
  readonly baseUrl: string;
  /** The From address: `Woher <woher@localhost>`. */
  readonly sender: string;
  /** The real time, to see whether an import is being applied; audits are dated by their message. */
  readonly now: Clock;
  readonly log: Log;
};
