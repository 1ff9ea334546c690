import { type SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses';
import type { Mailer, OutgoingMail } from '../../ports/mailer.ts';
import { answerOfFault } from './answers.ts';

/** Beyond the client's own limits, which end every answer but one that trickles in. */
const defaultSendLimitMs = 15_000;

/**
 * Sends by SES, one request a call (REQUIREMENTS C-2). An attempt without an answer stays unknown: SES cannot be asked,
 * only its own events tell, and they find their attempt by the tags.
 */
export function createSesMailer(options: {
  /** As `createSesClient` makes it: a client that retries may send a mail more than once. */
  readonly client: SESClient;
  /** Publishes the events; without one the tags would come back to nobody. */
  readonly configurationSet: string;
  /** How long a send may take in all, however the other side keeps it waiting; 15 s unless told. */
  readonly sendLimitMs?: number;
}): Mailer {
  const { client, configurationSet, sendLimitMs = defaultSendLimitMs } = options;
  return {
    tellsOutcomes: true,
    send: async (mail) => {
      try {
        const { MessageId: messageId } = await client.send(
          new SendRawEmailCommand({
            ConfigurationSetName: configurationSet,
            Destinations: [mail.to],
            RawMessage: { Data: Buffer.from(mail.mime, 'utf8') },
            Tags: tagsOf(mail),
          }),
          { abortSignal: AbortSignal.timeout(sendLimitMs) },
        );
        // Every answer of SES has an id: without one, somebody else answered.
        if (!messageId) return { outcome: 'unknown', code: 'noMessageId' };
        return { outcome: 'sent', messageId };
      } catch (fault) {
        return answerOfFault(fault, mail);
      }
    },
    lookUp: async () => 'unknown',
  };
}

// Letters, digits, _ and - only, 256 at most (SES API reference, MessageTag). A mail's id is unique to its owner alone.
const tagsOf = ({ ownerId, mailId, attempt }: OutgoingMail) => [
  { Name: 'owner', Value: ownerId },
  { Name: 'digest', Value: mailId },
  { Name: 'attempt', Value: String(attempt) },
];
