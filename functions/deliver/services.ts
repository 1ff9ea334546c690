import type { Clock } from '../../shared/ports/clock.ts';
import type { MailStore, SendStore } from '../../shared/ports/contact-store.ts';
import type { Log } from '../../shared/ports/log.ts';
import type { Mailer } from '../../shared/ports/mailer.ts';

/** What `deliver` needs: it writes claims and attempts, and alone may call the mailer. */
export type DeliverServices = {
  readonly store: SendStore & Pick<MailStore, 'readMail'>;
  readonly mailer: Mailer;
  readonly now: Clock;
  readonly log: Log;
};
