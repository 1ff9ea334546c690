import { SESServiceException } from '@aws-sdk/client-ses';
import { faultCode } from '../../ports/log.ts';
import type { OutgoingMail, SendAnswer } from '../../ports/mailer.ts';

const dayInSeconds = 86_400;
const shortestBackoffSeconds = 60;
/** SES developer guide, "Errors related to the sending quotas": "wait for an interval of up to 10 minutes". */
const longestBackoffSeconds = 600;
const hourInSeconds = 3_600;
/** Hourly for two days, then daily: who has not clicked the link by then has forgotten it. */
const hourlyAttempts = 48;

/** Both writings: the query protocol's error codes drop the ending in some names, the SDK's classes never. */
const named = (...names: readonly string[]): RegExp => new RegExp(`^(?:${names.join('|')})(?:Exception)?$`);

const throttles = named('Throttling', 'TooManyRequests');

/**
 * Answers that mean "not sent" (SES API reference, SendRawEmail "Errors" and "Common Errors"). Names that are not here
 * count as unknown outcomes, whatever their status: a proxy or a later SES may have said them.
 */
const refusals = named(
  'MessageRejected',
  'MailFromDomainNotVerified',
  'FromEmailAddressNotVerified',
  'ProductionAccessNotGranted',
  'ConfigurationSet[A-Za-z]+',
  '[A-Za-z]+Paused',
  'LimitExceeded',
  'AccessDenied',
  'ExpiredToken',
  'IncompleteSignature',
  'InvalidAction',
  'InvalidClientTokenId',
  'InvalidParameterCombination',
  'InvalidParameterValue',
  'InvalidQueryParameter',
  'MalformedQueryString',
  'MissingAction',
  'MissingAuthenticationToken',
  'MissingParameter',
  'NotAuthorized',
  'OptInRequired',
  'RequestExpired',
  'SignatureDoesNotMatch',
  'UnrecognizedClient',
  'ValidationError',
);

/**
 * What a fault of one `SendRawEmail` says about the mail (REQUIREMENTS C2). The fault's text is looked at and dropped: it
 * may hold addresses.
 */
export function answerOfFault(
  fault: unknown,
  { attempt, to }: Pick<OutgoingMail, 'attempt' | 'to'>,
): SendAnswer {
  const code = codeOf(fault);
  if (!isClientFault(fault)) return { outcome: 'unknown', code };
  if (throttles.test(fault.name)) return throttled(code, fault.message, attempt);
  const unverified = fault.name === 'MessageRejected' ? unverifiedIn(fault.message) : undefined;
  if (unverified !== undefined) return notVerified(unverified, { attempt, to });
  if (refusals.test(fault.name)) return { outcome: 'refused', code };
  return { outcome: 'unknown', code };
}

function isClientFault(fault: unknown): fault is SESServiceException {
  if (!(fault instanceof SESServiceException)) return false;
  const status = fault.$metadata.httpStatusCode ?? 0;
  return status >= 400 && status < 500;
}

function throttled(code: string, text: string, attempt: number): SendAnswer {
  // The quota counts the last 24 hours, so that it is free again after as many.
  if (/daily .*quota/i.test(text))
    return { outcome: 'refused', code, retryAfterSeconds: dayInSeconds, needsOperator: true };
  const backoff = shortestBackoffSeconds * 2 ** (attempt - 1);
  return { outcome: 'refused', code, retryAfterSeconds: Math.min(longestBackoffSeconds, backoff) };
}

/**
 * The addresses that are not verified, as SES lists them after "The following identities failed the check in region …:"
 * (SES developer guide, "Amazon SES email sending errors"): senders anywhere, and in the sandbox recipients too.
 */
function unverifiedIn(text: string): readonly string[] | undefined {
  const list = /failed the check in region [\w-]+:(.*)/is.exec(text)?.[1];
  // A list that is too long ends with an ellipsis.
  return (
    list?.match(/[^\s<>,;"]+@[^\s<>,;"]*[^\s<>,;".]/g)?.map((address) => address.toLowerCase()) ?? undefined
  );
}

function notVerified(
  addresses: readonly string[],
  { attempt, to }: Pick<OutgoingMail, 'attempt' | 'to'>,
): SendAnswer {
  if (addresses.some((address) => address !== to.toLowerCase()))
    return {
      outcome: 'refused',
      code: 'SenderNotVerified',
      retryAfterSeconds: hourInSeconds,
      needsOperator: true,
    };
  const retryAfterSeconds = attempt < hourlyAttempts ? hourInSeconds : dayInSeconds;
  return { outcome: 'held', code: 'AddressNotVerified', retryAfterSeconds };
}

// A code is kept in the table and in logs. The other side chooses the names of its errors, so only plain ones pass.
function codeOf(fault: unknown): string {
  const code = faultCode(fault);
  return /^[A-Za-z]{1,64}(?::[A-Z_]{1,32})?$/.test(code) ? code : 'unreadableError';
}
