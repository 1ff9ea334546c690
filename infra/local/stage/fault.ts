import { WoherError } from '../../../shared/domain/errors.ts';
import { systemCode } from '../errors.ts';

/** What a stage could not do, in one sentence that says what helps. */
export class StageFault extends WoherError {}

type Asked = {
  readonly region: string | undefined;
  /** The right that the request needs, where the answer does not name it. */
  readonly right?: string;
};

const named = (...names: readonly string[]): RegExp => new RegExp(`^(?:${names.join('|')})(?:Exception)?$`);
const denials = named(
  'AccessDenied',
  'UnauthorizedOperation',
  'NotAuthorized',
  'Forbidden',
  'KMSAccessDenied',
);
const strangers = named(
  'ExpiredToken',
  'RequestExpired',
  'InvalidClientTokenId',
  'InvalidAccessKeyId',
  'UnrecognizedClient',
  'SignatureDoesNotMatch',
  'InvalidSignature',
  'IncompleteSignature',
  'MissingAuthenticationToken',
  'AuthFailure',
);
const throttles = named(
  'Throttling',
  'ThrottledException',
  'RequestThrottled',
  'TooManyRequests',
  'SlowDown',
  'RequestLimitExceeded',
  'ProvisionedThroughputExceeded',
);

/**
 * A fault of the AWS SDK as a sentence for the operator; every other fault as it is. The fault's own text is looked at
 * and dropped: it may hold addresses and account numbers.
 */
export function explained(fault: unknown, { region, right }: Asked): unknown {
  if (!(fault instanceof Error) || fault instanceof WoherError) return fault;
  const told = sentenceOf(fault, { region, right });
  return told === undefined ? fault : new StageFault(told.code, told.sentence, { cause: fault });
}

function sentenceOf(fault: Error, { region, right }: Asked): { code: string; sentence: string } | undefined {
  const { name, message } = fault;
  const where = region === undefined ? 'AWS' : `AWS in ${region}`;
  if (/^(?:Credentials|Token)?ProviderError$/.test(name))
    return {
      code: 'noCredentials',
      sentence:
        'There are no AWS credentials; sign in (aws sso login), or set AWS_PROFILE or AWS_ACCESS_KEY_ID.',
    };
  if (message === 'Region is missing')
    return {
      code: 'noRegion',
      sentence: 'There is no AWS region; set AWS_REGION, or a region in your AWS profile.',
    };
  if (strangers.test(name))
    return {
      code: 'notAccepted',
      sentence: `${where} did not accept the credentials (${name}); sign in again and run the command again.`,
    };
  if (denials.test(name)) {
    const wanted = /not authorized to perform: ([a-z0-9-]+:[A-Za-z]+)/.exec(message)?.[1] ?? right;
    return {
      code: 'denied',
      sentence: `Your AWS credentials lack the right ${wanted ?? 'for this'}${region === undefined ? '' : ` in ${region}`}; the README's section "Deploy" lists what an operator needs.`,
    };
  }
  if (throttles.test(name))
    return {
      code: 'throttled',
      sentence: `${where} takes no more requests (${name}); run the command again in a minute.`,
    };
  return silence(fault, where) ?? refusal(fault, where);
}

function silence(fault: Error, where: string): { code: string; sentence: string } | undefined {
  const code = systemCode(fault);
  const isSilent =
    fault.name === 'TimeoutError' ||
    /^(?:E[A-Z_]+|NetworkingError)$/.test(code ?? '') ||
    fault.message === 'socket hang up';
  return isSilent
    ? {
        code: 'unreachable',
        sentence: `${where} did not answer (${code ?? fault.name}); check the network and run the command again.`,
      }
    : undefined;
}

function refusal(fault: Error, where: string): { code: string; sentence: string } | undefined {
  if (!('$metadata' in fault)) return undefined;
  const name = /^[A-Za-z]{1,64}$/.test(fault.name) ? fault.name : 'unreadable error';
  return { code: 'refused', sentence: `${where} refused a request (${name}); run the command again.` };
}
