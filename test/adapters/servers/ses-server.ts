import { type Answer, startServer, type TestServer } from './http-server.ts';

/** One `SendRawEmail` as SES understands it. */
export type ReceivedMail = {
  readonly to: readonly string[];
  readonly mime: string;
  readonly configurationSet: string | null;
  readonly tags: Readonly<Record<string, string>>;
};

/** SES's query protocol (API version 2010-12-01), as far as `SendRawEmail` needs it. */
export type SesServer = TestServer & { mails(): ReceivedMail[] };

export async function startSesServer(): Promise<SesServer> {
  const server = await startServer(accept);
  return { ...server, mails: () => server.requests.map(({ body }) => mailOf(new URLSearchParams(body))) };
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

function mailOf(form: URLSearchParams): ReceivedMail {
  const members = (name: string, part = ''): string[] => {
    const found: string[] = [];
    for (let no = 1; form.has(`${name}.member.${no}${part}`); no += 1)
      found.push(form.get(`${name}.member.${no}${part}`) ?? '');
    return found;
  };
  const values = members('Tags', '.Value');
  return {
    to: members('Destinations'),
    mime: Buffer.from(form.get('RawMessage.Data') ?? '', 'base64').toString('utf8'),
    configurationSet: form.get('ConfigurationSetName'),
    tags: Object.fromEntries(members('Tags', '.Name').map((name, place) => [name, values[place] ?? ''])),
  };
}
