import { CloudFormationClient, DescribeStacksCommand, type Stack } from '@aws-sdk/client-cloudformation';
import { S3Client } from '@aws-sdk/client-s3';
import { SESClient } from '@aws-sdk/client-ses';
import * as z from 'zod';
import { quietLogger, timeLimits } from '../../../shared/adapters/aws-client.ts';
import { createDynamoClient } from '../../../shared/adapters/dynamodb/client.ts';
import { createDynamoContactStore } from '../../../shared/adapters/dynamodb/contact-store.ts';
import { createSqsClient } from '../../../shared/adapters/sqs/client.ts';
import { createSqsQueue } from '../../../shared/adapters/sqs/queue.ts';
import { policyIds } from '../../../shared/domain/policy.ts';
import { stackNameOf, stackOutputs } from '../../../shared/names.ts';
import type { MailMessage } from '../../../shared/ports/queue.ts';
import type { AddressBook, Place } from '../place.ts';
import { createSesAddressBook } from './address-book.ts';
import { explained, StageFault } from './fault.ts';

/** A deployed stage, reached with the operator's own credentials. */
export type Stage = Place & {
  readonly stage: NonNullable<Place['stage']>;
  readonly region: string;
  /** Where uploads go. */
  readonly bucket: { readonly client: S3Client; readonly name: string };
  /** How long an import is waited for, and how often it is looked at. */
  readonly waits: { readonly patienceMs: number; readonly pollMs: number };
  close(): void;
};

export type StageOptions = {
  /** How long S3 may be silent during an upload. */
  readonly silenceMs?: number;
  readonly waits?: Stage['waits'];
};

const text = z.string().min(1);
const outputsShape = z.object({
  [stackOutputs.table]: text,
  [stackOutputs.bucket]: text,
  [stackOutputs.mailsQueue]: text,
  [stackOutputs.baseUrl]: text,
  [stackOutputs.sender]: text,
  [stackOutputs.defaultPolicy]: z.enum(policyIds),
});
type Outputs = z.infer<typeof outputsShape>;

// An import of the largest export there may be takes a minute or two, and its queue may try it several times.
const defaultWaits = { patienceMs: 10 * 60_000, pollMs: 1_000 };
const uploadSilenceMs = 30_000;

/**
 * Opens a stage by the outputs of its stack. Credentials, region and endpoints (`AWS_ENDPOINT_URL_*`) come from the SDK's
 * usual places: environment, profile, single sign-on.
 *
 * @throws StageFault in one sentence: no credentials, no such stage, a right that lacks, a stack of another version
 */
export async function openStage(name: string, options: StageOptions = {}): Promise<Stage> {
  const formation = new CloudFormationClient({ logger: quietLogger, requestHandler: timeLimits() });
  try {
    const region = await regionOf(formation);
    const outputs = outputsOf(await findStack(formation, name, region), { name, region });
    return connected(name, { region, outputs, options });
  } finally {
    formation.destroy();
  }
}

async function regionOf(client: CloudFormationClient): Promise<string> {
  try {
    return await client.config.region();
  } catch (fault) {
    throw explained(fault, { region: undefined });
  }
}

async function findStack(client: CloudFormationClient, name: string, region: string): Promise<Stack> {
  const stackName = stackNameOf(name);
  const missing = () =>
    new StageFault(
      'noSuchStage',
      `There is no stage ${name} in ${region}: no stack ${stackName} is deployed there; AWS_REGION chooses another region.`,
    );
  try {
    const { Stacks: [stack] = [] } = await client.send(new DescribeStacksCommand({ StackName: stackName }));
    if (stack === undefined) throw missing();
    return stack;
  } catch (fault) {
    if (fault instanceof Error && fault.name === 'ValidationError' && /does not exist/.test(fault.message))
      throw missing();
    throw explained(fault, { region, right: 'cloudformation:DescribeStacks' });
  }
}

function outputsOf(
  { Outputs: outputs = [], StackStatus: status }: Stack,
  { name, region }: { name: string; region: string },
): Outputs {
  const values = Object.fromEntries(outputs.map(({ OutputKey: key, OutputValue: value }) => [key, value]));
  const parsed = outputsShape.safeParse(values);
  if (parsed.success) return parsed.data;
  const unfit = [...new Set(parsed.error.issues.map(({ path }) => String(path[0])))].join(', ');
  throw new StageFault(
    'otherStack',
    `The stack ${stackNameOf(name)} in ${region} (${status ?? 'no status'}) does not tell ${unfit}: deploy it with this version of Woher.`,
  );
}

function connected(
  name: string,
  { region, outputs, options }: { region: string; outputs: Outputs; options: StageOptions },
): Stage {
  const dynamo = createDynamoClient({ region });
  const sqs = createSqsClient({ region });
  // Nothing here sends a mail: what is asked may be asked again.
  const ses = new SESClient({ region, logger: quietLogger, requestHandler: timeLimits() });
  const s3 = createUploadClient(region, options.silenceMs ?? uploadSilenceMs);
  return {
    store: createDynamoContactStore({ client: dynamo, table: outputs[stackOutputs.table] }),
    mails: createSqsQueue<MailMessage>({ client: sqs, url: outputs[stackOutputs.mailsQueue] }),
    now: () => new Date(),
    baseUrl: outputs[stackOutputs.baseUrl],
    sender: outputs[stackOutputs.sender],
    defaultPolicy: outputs[stackOutputs.defaultPolicy],
    stage: { name, addresses: explaining(createSesAddressBook(ses), region) },
    region,
    bucket: { client: s3, name: outputs[stackOutputs.bucket] },
    waits: options.waits ?? defaultWaits,
    close: () => {
      for (const client of [dynamo, sqs, ses, s3]) client.destroy();
    },
  };
}

// Not all that an operator does needs SES: its faults are told where it is asked, and the rest goes on.
const explaining = ({ prove }: AddressBook, region: string): AddressBook => ({
  prove: (address) =>
    prove(address).catch((fault) => {
      throw explained(fault, { region, right: 'ses:VerifyEmailIdentity' });
    }),
});

/**
 * A client for large bodies: never silent for longer than told, but with no limit of the whole, which is a matter of the
 * operator's line. The usual limit of an answer would count the time of sending.
 */
function createUploadClient(region: string, silenceMs: number): S3Client {
  const { connectionTimeout, socketTimeout } = timeLimits(silenceMs);
  return new S3Client({
    region,
    logger: quietLogger,
    // What is sent is one file whose hash is known: no other checksum, which would cut it into signed pieces.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    requestHandler: { connectionTimeout, socketTimeout },
  });
}
