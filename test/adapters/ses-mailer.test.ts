import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createSesClient, type SesClientOptions } from '../../shared/adapters/ses/client.ts';
import { createSesMailer } from '../../shared/adapters/ses/mailer.ts';
import type { MailId, OwnerId } from '../../shared/domain/ids.ts';
import type { Mailer, OutgoingMail, SendAnswer } from '../../shared/ports/mailer.ts';
import {
  type Answer,
  cutInTheMiddle,
  dribble,
  late,
  loseReply,
  saySilence,
  stallInTheMiddle,
  trickle,
} from './servers/http-server.ts';
import { accept, acceptedId, refuse, type SesServer, startSesServer } from './servers/ses-server.ts';

const credentials = { accessKeyId: 'made-up', secretAccessKey: 'made-up' };
const address = 'joerdis@wolkenhauerin.example';
const mail: OutgoingMail = {
  ownerId: 'me' as OwnerId,
  mailId: 'digest-2026-11' as MailId,
  attempt: 1,
  to: address,
  mime: `From: Woher <woher@halvorsen.example>\r\nTo: ${address}\r\nSubject: =?UTF-8?Q?W=C3=B6?=\r\n\r\nGr=C3=BC=C3=9Fe\r\n`,
};
const day = 86_400;

let server: SesServer;
beforeEach(async () => {
  server = await startSesServer();
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await server.close();
});

function mailerTo({ sendLimitMs, ...options }: SesClientOptions & { sendLimitMs?: number } = {}): Mailer {
  const client = createSesClient({ endpoint: server.url, region: 'eu-central-1', credentials, ...options });
  const limit = sendLimitMs === undefined ? {} : { sendLimitMs };
  return createSesMailer({ client, configurationSet: 'woher-test', ...limit });
}

const say =
  (status: number, body: string): Answer =>
  (response) => {
    response.writeHead(status, { 'content-type': 'text/html' }).end(body);
  };

/** Sends the mail once to a server that answers so; one request, whatever the answer. */
async function sendTo(answer: Answer, options: { attempt?: number; timeoutMs?: number } = {}) {
  server.answerNext(answer);
  const { attempt = 1, timeoutMs } = options;
  const mailer = mailerTo(timeoutMs === undefined ? {} : { requestTimeoutMs: timeoutMs });
  const result = await mailer.send({ ...mail, attempt });
  expect(server.requests).toHaveLength(1);
  expect(JSON.stringify(result)).not.toContain('@');
  return result;
}

describe('a mail that SES takes', () => {
  test('goes to the owner alone, with the frozen bytes, the configuration set and the tags', async () => {
    const answer = await mailerTo().send({ ...mail, attempt: 2 });
    expect(answer).toEqual({ outcome: 'sent', messageId: acceptedId });
    expect(server.mails()).toEqual([
      {
        to: [address],
        mime: mail.mime,
        configurationSet: 'woher-test',
        tags: { owner: 'me', digest: 'digest-2026-11', attempt: '2' },
      },
    ]);
  });

  test('gets a connection of its own: a kept one may be dead when a function wakes up', async () => {
    const mailer = mailerTo();
    await mailer.send(mail);
    await mailer.send(mail);
    expect(server.connections()).toBe(2);
  });

  test('goes where the environment of the SDK says', async () => {
    vi.stubEnv('AWS_ENDPOINT_URL_SES', server.url);
    vi.stubEnv('AWS_REGION', 'eu-central-1');
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'made-up');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'made-up');
    const mailer = createSesMailer({ client: createSesClient(), configurationSet: 'woher-test' });
    expect(await mailer.send(mail)).toMatchObject({ outcome: 'sent' });
  });
});

describe('throttling: not sent, may go again', () => {
  const rate = 'Maximum sending rate exceeded.';

  test.each([
    [1, 60],
    [2, 120],
    [4, 480],
    [5, 600],
    [40, 600],
  ])('the rate, attempt %i: again after %i s, at most ten minutes', async (attempt, retryAfterSeconds) => {
    expect(await sendTo(refuse(400, 'Throttling', rate), { attempt })).toEqual({
      outcome: 'refused',
      code: 'Throttling',
      retryAfterSeconds,
    });
  });

  test.each(['Daily message quota exceeded.', 'Daily sending quota exceeded.'])(
    'the quota of a day, "%s": again a day later, and the operator hears of it',
    async (text) => {
      const answer = await sendTo(refuse(454, 'Throttling', text));
      expect(answer).toMatchObject({ outcome: 'refused', retryAfterSeconds: day, needsOperator: true });
    },
  );

  test.each([
    [400, 'ThrottlingException', 'Rate exceeded'],
    [429, 'TooManyRequestsException', rate],
  ])('%i %s counts as the rate', async (status, code, text) => {
    const answer = await sendTo(refuse(status, code, text));
    expect(answer).toEqual({ outcome: 'refused', code, retryAfterSeconds: 60 });
  });
});

describe('refused for good: not sent, not again', () => {
  // Codes as they are on the wire; the SDK gives some of them longer names.
  test.each([
    [400, 'MessageRejected', 'MessageRejected'],
    [400, 'MailFromDomainNotVerifiedException', 'MailFromDomainNotVerifiedException'],
    [400, 'ConfigurationSetDoesNotExist', 'ConfigurationSetDoesNotExistException'],
    [400, 'ConfigurationSetSendingPausedException', 'ConfigurationSetSendingPausedException'],
    [400, 'AccountSendingPausedException', 'AccountSendingPausedException'],
    [400, 'InvalidParameterValue', 'InvalidParameterValue'],
    [400, 'ValidationError', 'ValidationError'],
    [403, 'AccessDenied', 'AccessDenied'],
    [403, 'AccessDeniedException', 'AccessDeniedException'],
    [403, 'SignatureDoesNotMatch', 'SignatureDoesNotMatch'],
    [403, 'InvalidClientTokenId', 'InvalidClientTokenId'],
    [403, 'ExpiredToken', 'ExpiredToken'],
  ])('%i %s', async (status, wire, code) => {
    const text = `Email address is not verified: ${address}`;
    expect(await sendTo(refuse(status, wire, text))).toEqual({ outcome: 'refused', code });
  });
});

describe('an address that is not verified', () => {
  const rejected = (identities: string, region = 'EU-CENTRAL-1') =>
    refuse(
      400,
      'MessageRejected',
      `Email address is not verified. The following identities failed the check in region ${region}: ${identities}`,
    );
  const held = { outcome: 'held', code: 'AddressNotVerified', retryAfterSeconds: 3_600 };
  const sender = {
    outcome: 'refused',
    code: 'SenderNotVerified',
    retryAfterSeconds: 3_600,
    needsOperator: true,
  };

  // The list is escaped as XML wants it.
  test.each([
    ['the owner’s', address, held],
    ['the owner’s, with capitals', 'Joerdis@Wolkenhauerin.example', held],
    ['the owner’s, with a name', `&quot;Wolke, J.&quot; &lt;${address}&gt;, ${address}`, held],
    ['the owner’s, and a list cut off', `${address}...`, held],
    ['the sender’s', 'Woher &lt;woher@halvorsen.example&gt;, woher@halvorsen.example', sender],
    ['both', `woher@halvorsen.example, ${address}`, sender],
    ['one that contains the owner’s', `x${address}`, sender],
  ])('%s: %s', async (_, identities, expected) => {
    expect(await sendTo(rejected(identities))).toEqual(expected);
  });

  test('the owner’s: every hour for two days, then once a day', async () => {
    expect(await sendTo(rejected(address), { attempt: 47 })).toEqual(held);
  });

  test('the owner’s, after two days: once a day', async () => {
    expect(await sendTo(rejected(address), { attempt: 48 })).toEqual({ ...held, retryAfterSeconds: day });
  });

  test('nobody’s name is given: refused for good', async () => {
    const answer = await sendTo(refuse(400, 'MessageRejected', 'Email address is not verified.'));
    expect(answer).toEqual({ outcome: 'refused', code: 'MessageRejected' });
  });

  test('another error with the same words is that error', async () => {
    const text = `The following identities failed the check in region EU-CENTRAL-1: ${address}`;
    expect(await sendTo(refuse(500, 'MessageRejected', text))).toMatchObject({ outcome: 'unknown' });
    expect(server.requests).toHaveLength(1);
  });
});

describe('unknown: nobody may say "not sent"', () => {
  const unknown = (code: string): SendAnswer => ({ outcome: 'unknown', code });

  test.each([
    [500, 'InternalFailure'],
    [502, 'BadGateway'],
    [503, 'ServiceUnavailable'],
    [504, 'GatewayTimeout'],
    [503, 'Throttling'],
    [500, 'MessageRejected'],
  ])('%i %s, whatever its name', async (status, code) => {
    expect(await sendTo(refuse(status, code))).toEqual(unknown(code));
  });

  test.each([
    [400, 'SomethingNobodyKnows'],
    [400, 'MessageRejectedPerhaps'],
    [418, 'Teapot'],
  ])('%i with an unknown name: %s', async (status, code) => {
    expect(await sendTo(refuse(status, code))).toEqual(unknown(code));
  });

  test('a name that says more than a name should', async () => {
    expect(await sendTo(refuse(400, `Rejected ${address}`))).toEqual(unknown('unreadableError'));
  });

  test('the reply is lost: one request, and no second one from the SDK', async () => {
    expect(await sendTo(loseReply)).toEqual(unknown('TimeoutError:ECONNRESET'));
  });

  test('the reply is lost, and the environment asks for five attempts: still one request', async () => {
    vi.stubEnv('AWS_MAX_ATTEMPTS', '5');
    vi.stubEnv('AWS_RETRY_MODE', 'adaptive');
    expect(await sendTo(loseReply)).toEqual(unknown('TimeoutError:ECONNRESET'));
  });

  test('the connection is cut in the middle of the answer', async () => {
    expect(await sendTo(cutInTheMiddle)).toMatchObject({ outcome: 'unknown' });
  });

  test.each([
    ['no answer', saySilence],
    ['an answer that stops', stallInTheMiddle],
    ['an answer that never begins', dribble],
    ['the right answer, too late', late(400, accept)],
  ])('%s: the request ends in time', { timeout: 15_000 }, async (_, answer) => {
    expect(await sendTo(answer, { timeoutMs: 150 })).toMatchObject({ outcome: 'unknown' });
  });

  test('an answer that trickles in: given up when the time of the whole send is over', async () => {
    server.answerNext(trickle);
    const start = performance.now();
    expect(await mailerTo({ sendLimitMs: 300 }).send(mail)).toEqual(unknown('AbortError'));
    expect(performance.now() - start).toBeLessThan(5_000);
    expect(server.requests).toHaveLength(1);
  });

  test.each([
    ['a page', say(200, '<p>Hello</p>')],
    ['nothing', say(200, '')],
    ['a refusal without a code', say(403, '<p>No entry</p>')],
    ['a refusal that cannot be read', say(400, '{"no": xml')],
    ['a redirection', say(302, '')],
  ] satisfies [string, Answer][])('somebody else answers: %s', async (_, answer) => {
    expect(await sendTo(answer)).toMatchObject({ outcome: 'unknown' });
  });

  test('nobody is there', async () => {
    await server.close();
    expect(await mailerTo().send(mail)).toMatchObject({ outcome: 'unknown' });
  });
});

test('SES cannot be asked what became of a mail', async () => {
  expect(mailerTo().tellsOutcomes).toBe(true);
  expect(await mailerTo().lookUp(mail)).toBe('unknown');
  expect(server.requests).toHaveLength(0);
});
