import { SESServiceException } from '@aws-sdk/client-ses';
import { faultCode } from '../../ports/log.ts';
import type { SendAnswer } from '../../ports/mailer.ts';

const dayInSeconds = 86_400;
const shortestBackoffSeconds = 60;
/** SES developer guide, "Errors related to the sending quotas": "wait for an interval of up to 10 minutes". */
const longestBackoffSeconds = 600;

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
export function answerOfFault(fault: unknown, attempt: number): SendAnswer {
  const code = codeOf(fault);
  if (!isClientFault(fault)) return { outcome: 'unknown', code };
  if (throttles.test(fault.name))
    return { outcome: 'refused', code, retryAfterSeconds: retryAfterSeconds(fault.message, attempt) };
  if (refusals.test(fault.name)) return { outcome: 'refused', code };
  return { outcome: 'unknown', code };
}

function isClientFault(fault: unknown): fault is SESServiceException {
  if (!(fault instanceof SESServiceException)) return false;
  const status = fault.$metadata.httpStatusCode ?? 0;
  return status >= 400 && status < 500;
}

function retryAfterSeconds(text: string, attempt: number): number {
  // The quota counts the last 24 hours, so that it is free again after as many.
  if (/daily .*quota/i.test(text)) return dayInSeconds;
  return Math.min(longestBackoffSeconds, shortestBackoffSeconds * 2 ** (attempt - 1));
}

// A code is kept in the table and in logs. The other side chooses the names of its errors, so only plain ones pass.
function codeOf(fault: unknown): string {
  const code = faultCode(fault);
  return /^[A-Za-z]{1,64}(?::[A-Z_]{1,32})?$/.test(code) ? code : 'unreadableError';
}
