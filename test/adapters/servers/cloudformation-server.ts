import { type Answer, startServer, type TestServer } from './http-server.ts';

/** CloudFormation's query protocol (API version 2010-05-15), as far as `DescribeStacks` needs it. */
export type CloudFormationServer = TestServer & {
  /** Outputs of the stacks that exist, by the stack's name. */
  readonly stacks: Map<string, Readonly<Record<string, string>>>;
};

export async function startCloudFormationServer(): Promise<CloudFormationServer> {
  const stacks = new Map<string, Readonly<Record<string, string>>>();
  const server = await startServer((response, request) => {
    const form = new URLSearchParams(request.body);
    if (form.get('Action') !== 'DescribeStacks')
      throw new Error('CloudFormation was asked for something else');
    const name = form.get('StackName') ?? '';
    const outputs = stacks.get(name);
    if (outputs === undefined)
      return refuse(400, 'ValidationError', `Stack with id ${name} does not exist`)(response, request);
    response.writeHead(200, { 'content-type': 'text/xml' }).end(described(name, outputs));
  });
  return { ...server, stacks };
}

const described = (name: string, outputs: Readonly<Record<string, string>>): string => {
  const members = Object.entries(outputs).map(
    ([key, value]) =>
      `<member><OutputKey>${key}</OutputKey><OutputValue>${escaped(value)}</OutputValue></member>`,
  );
  return `<DescribeStacksResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/">
  <DescribeStacksResult><Stacks><member>
    <StackName>${name}</StackName><CreationTime>2026-11-01T08:00:00Z</CreationTime>
    <StackStatus>UPDATE_COMPLETE</StackStatus><Outputs>${members.join('')}</Outputs>
  </member></Stacks></DescribeStacksResult>
  <ResponseMetadata><RequestId>made-up</RequestId></ResponseMetadata></DescribeStacksResponse>`;
};

const escaped = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

/** An error as CloudFormation writes it. */
export const refuse =
  (status: number, code: string, message = 'made up'): Answer =>
  (response) => {
    const answer = `<ErrorResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/">
  <Error><Type>${status < 500 ? 'Sender' : 'Receiver'}</Type><Code>${code}</Code><Message>${message}</Message></Error>
  <RequestId>made-up</RequestId></ErrorResponse>`;
    response.writeHead(status, { 'content-type': 'text/xml' }).end(answer);
  };
