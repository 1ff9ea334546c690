import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BundledFunction } from '../../infra/cloud/bundles.ts';
import { capture } from '../canary/capture.ts';

type Told = {
  readonly started?: boolean;
  readonly result?: string;
  readonly fault?: { name: string; message: string };
};

/** A fault that left a function; Lambda would log it and, for a queue, hand the batch back. */
export class FunctionFault extends Error {
  constructor({ name, message }: { name: string; message: string }) {
    super(message);
    this.name = name;
  }
}

/** One warm execution environment of a bundled function. */
export type Lambda = {
  /** @throws FunctionFault */
  invoke(event: unknown): Promise<unknown>;
  /** What it has written to standard output and error, line by line: Lambda's log. */
  lines(): string[];
  stop(): Promise<void>;
};

/** What Lambda itself sets (AWS Lambda guide, "Defined runtime environment variables"). */
const lambdaVariables = ({ name, folder }: BundledFunction) => ({
  AWS_LAMBDA_FUNCTION_NAME: `made-up-${name}`,
  AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '512',
  AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/made-up-${name}`,
  AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
  AWS_ACCESS_KEY_ID: 'made-up',
  AWS_SECRET_ACCESS_KEY: 'made-up',
  AWS_SESSION_TOKEN: 'made-up',
  LAMBDA_TASK_ROOT: folder,
  _HANDLER: 'handler.handler',
  TZ: ':UTC',
  LANG: 'en_US.UTF-8',
  // The SDK warns on the Node that the tests may run on; Lambda's is newer.
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
});

/**
 * A cold start: a process with Lambda's environment and the given one and nothing of ours, which loads the bundle.
 * @throws FunctionFault when the file cannot be loaded.
 */
export async function coldStart(
  bundle: BundledFunction,
  env: Readonly<Record<string, string>>,
): Promise<Lambda> {
  const script = fileURLToPath(new URL('./lambda-process.mjs', import.meta.url));
  const child = fork(script, [join(bundle.folder, 'handler.mjs')], {
    env: { ...lambdaVariables(bundle), ...env },
    cwd: bundle.folder,
    execArgv: [],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let written = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => {
      written += text;
    });
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const closed = once(child, 'close');
    child.kill();
    await closed;
    capture('output', written);
  };
  try {
    await answerOf(child);
  } catch (fault) {
    await stop();
    throw fault;
  }
  const invoke = async (event: unknown): Promise<unknown> => {
    const answer = answerOf(child);
    child.send(event as object);
    return JSON.parse((await answer).result ?? '');
  };
  return { invoke, stop, lines: () => written.split('\n').filter((line) => line !== '') };
}

async function answerOf(child: ChildProcess): Promise<Told> {
  const over = new AbortController();
  const { signal } = over;
  const told = await Promise.race([
    once(child, 'message', { signal }).then(([message]) => message as Told),
    once(child, 'exit', { signal }).then(
      (): Told => ({ fault: { name: 'Exit', message: 'the process ended' } }),
    ),
  ]).finally(() => over.abort());
  if (told.fault === undefined && told.started !== false) return told;
  const fault = told.fault ?? { name: 'NoHandler', message: 'the file exports no handler' };
  capture('error', `${fault.name}: ${fault.message}`);
  throw new FunctionFault(fault);
}
