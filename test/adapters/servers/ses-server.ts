import { type Answer, startServer, type TestServer } from './http-server.ts';

/** One `SendRawEmail` as SES understands it. */
export type ReceivedMail = {
  readonly to: readonly string[];
  readonly mime: string;
  readonly configurationSet: string | null;
  readonly tags: Readonly<Record<string, string>>;
};

/** SES's query protocol (API version 2010-12-01): sends mails, and knows which addresses were proved. */
export type SesServer = TestServer & {
  mails(): ReceivedMail[];
  readonly account: SesAccount;
};

/** What SES knows of an account. */
export type SesAccount = {
  /** 200 is the sandbox. */
  mailsADay: number;
  /** `Success`, `Pending` or `Failed`, by address or domain. */
  readonly identities: Map<string, string>;
  /** Addresses that were sent a link to click, in this order. */
  readonly asked: string[];
};

export async function startSesServer(): Promise<SesServer> {
  const account: SesAccount = { mailsADay: 50_000, identities: new Map(), asked: [] };
  const server = await startServer((response, request) => {
    const form = new URLSearchParams(request.body);
    const result = lookAfter(account, form);
    if (result === undefined) return accept(response, request);
    const action = form.get('Action');
    const answer = `<${action}Response xmlns="http://ses.amazonaws.com/doc/2010-12-01/">
  <${action}Result>${result}</${action}Result>
  <ResponseMetadata><RequestId>made-up</RequestId></ResponseMetadata></${action}Response>`;
    response.writeHead(200, { 'content-type': 'text/xml' }).end(answer);
  });
  const isMail = ({ body }: { body: string }) => new URLSearchParams(body).get('Action') === 'SendRawEmail';
  const mails = () => server.requests.filter(isMail).map(({ body }) => mailOf(new URLSearchParams(body)));
  return { ...server, account, mails };
}

/** The result of an action that is about the account; undefined for others. */
function lookAfter({ mailsADay, identities, asked }: SesAccount, form: URLSearchParams): string | undefined {
  switch (form.get('Action')) {
    case 'GetSendQuota':
      return `<Max24HourSend>${mailsADay}.0</Max24HourSend><MaxSendRate>1.0</MaxSendRate><SentLast24Hours>0.0</SentLast24Hours>`;
    case 'GetIdentityVerificationAttributes': {
      const entries = members(form, 'Identities')
        .filter((identity) => identities.has(identity))
        .map(
          (identity) =>
            `<entry><key>${identity}</key><value><VerificationStatus>${identities.get(identity)}</VerificationStatus></value></entry>`,
        );
      return `<VerificationAttributes>${entries.join('')}</VerificationAttributes>`;
    }
    case 'VerifyEmailIdentity': {
      const address = form.get('EmailAddress') ?? '';
      asked.push(address);
      identities.set(address, 'Pending');
      return '';
    }
    default:
      return undefined;
  }
}

/** The id in the answer to a mail that was taken. */
export const acceptedId = '0102018b-0000-made-up';

export const accept: Answer = (response, { body }) => {
  if (new URLSearchParams(body).get('Action') !== 'SendRawEmail')
    throw new Error('SES was asked for something else');
  const answer = `<SendRawEmailResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/">
  <SendRawEmailResult><MessageId>${acceptedId}</MessageId></SendRawEmailResult>
  <ResponseMetadata><RequestId>made-up</RequestId></ResponseMetadata></SendRawEmailResponse>`;
  response.writeHead(200, { 'content-type': 'text/xml' }).end(answer);
};

/** An error as SES writes it, by its code on the wire. */
export const refuse =
  (status: number, code: string, message = 'made up'): Answer =>
  (response) => {
    const type = status < 500 ? 'Sender' : 'Receiver';
    const answer = `<ErrorResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/">
  <Error><Type>${type}</Type><Code>${code}</Code><Message>${message}</Message></Error>
  <RequestId>made-up</RequestId></ErrorResponse>`;
    response.writeHead(status, { 'content-type': 'text/xml' }).end(answer);
  };

/** A list as the query protocol writes it: `Name.member.1`, `Name.member.2` … */
function members(form: URLSearchParams, name: string, part = ''): string[] {
  const found: string[] = [];
  for (let no = 1; form.has(`${name}.member.${no}${part}`); no += 1)
    found.push(form.get(`${name}.member.${no}${part}`) ?? '');
  return found;
}

function mailOf(form: URLSearchParams): ReceivedMail {
  const values = members(form, 'Tags', '.Value');
  return {
    to: members(form, 'Destinations'),
    mime: Buffer.from(form.get('RawMessage.Data') ?? '', 'base64').toString('utf8'),
    configurationSet: form.get('ConfigurationSetName'),
    tags: Object.fromEntries(
      members(form, 'Tags', '.Name').map((name, place) => [name, values[place] ?? '']),
    ),
  };
}
