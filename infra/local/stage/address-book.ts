import {
  GetIdentityVerificationAttributesCommand,
  GetSendQuotaCommand,
  type SESClient,
  VerifyEmailIdentityCommand,
} from '@aws-sdk/client-ses';
import type { AddressBook } from '../place.ts';

/** Mails a day that a new account may send; as long as that is all, it is in the sandbox (SES developer guide). */
const sandboxMailsADay = 200;

/**
 * The addresses that SES sends to. In the sandbox these are the ones whose owner clicked the link of a mail that Amazon
 * sent them, and those of a domain that was proved; outside of it, all.
 *
 * @throws the SDK's faults from `prove`
 */
export function createSesAddressBook(client: SESClient): AddressBook {
  return {
    prove: async (address) => {
      const { Max24HourSend: mailsADay = 0 } = await client.send(new GetSendQuotaCommand({}));
      if (mailsADay > sandboxMailsADay || (await isProved(client, address))) return 'reachable';
      await client.send(new VerifyEmailIdentityCommand({ EmailAddress: address }));
      return 'asked';
    },
  };
}

async function isProved(client: SESClient, address: string): Promise<boolean> {
  const domain = address.slice(address.lastIndexOf('@') + 1);
  const { VerificationAttributes: found = {} } = await client.send(
    new GetIdentityVerificationAttributesCommand({ Identities: [address, domain] }),
  );
  return Object.values(found).some(({ VerificationStatus: status }) => status === 'Success');
}
