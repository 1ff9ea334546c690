import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { type CommandName, runCommand } from '../../infra/local/commands/index.ts';
import type { Home } from '../../infra/local/services.ts';
import { openHome } from '../../infra/local/services.ts';
import { capture } from '../canary/capture.ts';
import { type ArchiveFile, writeZip, zipBytes } from '../fixtures/archive.ts';
import { quiet } from '../log.ts';

/** A folder of its own for one test, removed afterwards. */
export async function tempFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'woher-test-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A clock that runs on from this instant, whatever day the tests are run. */
export const testStart = new Date('2026-11-22T08:00:00Z');
const startedMs = Date.now();
export const testNow = (): Date => new Date(testStart.getTime() + Date.now() - startedMs);

/** An open home that is closed after the test, if the test did not. */
export async function tempHome(folder?: string): Promise<Home> {
  const home = await openHome({ folder: folder ?? (await tempFolder()), log: quiet, now: testNow });
  onTestFinished(() => home.close().catch(() => {}));
  return home;
}

/** Keeps what is printed. */
export function recordedIo() {
  const said = { out: '', err: '' };
  const io = {
    out: (text: string) => {
      said.out += text;
    },
    err: (text: string) => {
      said.err += text;
    },
  };
  return { io, said };
}

/** What one command in an open home printed, and its exit code. */
export async function inHome(home: Home, command: CommandName, args: Record<string, unknown> = {}) {
  const { io, said } = recordedIo();
  const exit = await runCommand(home, { command, args }, io);
  return { exit, ...said, json: () => JSON.parse(said.out) };
}

const modifiedAt = new Date('2026-11-01T06:00:00Z');
const preamble = 'Notes:\n"Some addresses are missing."\n\n';
const header = 'First Name,Last Name,URL,Email Address,Company,Position,Connected On\n';
const people = [
  'Ada,Beispielmann,https://www.linkedin.com/in/ada-beispielmann,,Firma Eins,Leiterin,08 Feb 2020\n',
  'Bodo,Muster,https://www.linkedin.com/in/bodo-muster,,Firma Zwei,Berater,09 Feb 2020\n',
  'Bodo,Muster,https://www.linkedin.com/in/bodo-muster-2,,Firma Drei,Berater,10 Feb 2021\n',
].join('');

/** A tiny export: three contacts, two of one name, and a message from one of them. */
export const smallExport: readonly ArchiveFile[] = [
  { name: 'Connections.csv', text: preamble + header + people, modifiedAt },
  {
    name: 'messages.csv',
    text:
      'CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER,ATTACHMENTS\n' +
      'c1,,Ada Beispielmann,https://www.linkedin.com/in/ada-beispielmann,Ich Selbst,https://www.linkedin.com/in/ich-selbst,2024-06-01 14:03:22 UTC,,Brauchen Sie neue Software?,INBOX,\n',
    modifiedAt,
  },
  // Without these nobody could tell who of the two in the chat the owner is.
  {
    name: 'Profile.csv',
    text: 'First Name,Last Name,Maiden Name,Address,Birth Date,Headline,Summary,Industry,Zip Code,Geo Location,Twitter Handles,Websites,Instant Messengers\nIch,Selbst,,,,,,,,,,,\n',
    modifiedAt,
  },
  {
    name: 'Invitations.csv',
    text:
      'From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\n' +
      'Ich Selbst,Cora Probe,"9/14/26, 10:12 AM",,OUTGOING,https://www.linkedin.com/in/ich-selbst,https://www.linkedin.com/in/cora-probe\n',
    modifiedAt,
  },
];

export const smallZip = (): Promise<Buffer> => zipBytes(smallExport);

export async function smallZipFile(folder: string): Promise<string> {
  const path = join(folder, 'Complete_LinkedInDataExport_11-01-2026.zip');
  await writeZip(smallExport, path);
  return path;
}

const bin = fileURLToPath(new URL('../../infra/local/woher.mjs', import.meta.url));

/** Runs the command line as a person would, from a folder of theirs. */
export async function woher(
  args: readonly string[],
  options: { cwd?: string; env?: Record<string, string> } = {},
): Promise<{ exit: number | null; out: string; err: string }> {
  const child = startWoher(args, options);
  return child.ended;
}

/** Keeps the log's lines on standard error for the canary scan; what is left is for the person at the terminal. */
function withoutLog(err: string): string {
  const lines = err.split('\n');
  const isLog = (line: string) => line.startsWith('{"level":');
  for (const line of lines.filter(isLog)) capture('log', line);
  return lines.filter((line) => !isLog(line)).join('\n');
}

/** The same, still running. */
export function startWoher(
  args: readonly string[],
  { cwd = tmpdir(), env = {} }: { cwd?: string; env?: Record<string, string> } = {},
) {
  const child = spawn(process.execPath, [bin, ...args], {
    cwd,
    env: { ...process.env, WOHER_LOG: '1', ...env },
  });
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk) => {
    out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    err += chunk;
  });
  const ended = new Promise<{ exit: number | null; out: string; err: string }>((resolve) =>
    child.once('close', (exit) => {
      const told = withoutLog(err);
      // A fault's words are scanned like a log; what a command tells the person at the terminal may name people.
      if (exit === 1 || exit === null) capture('error', told);
      resolve({ exit, out, err: told });
    }),
  );
  const said = async (pattern: RegExp): Promise<RegExpExecArray> => {
    for (;;) {
      const found = pattern.exec(out);
      if (found !== null) return found;
      if (child.exitCode !== null) throw new Error(`ended before it said ${pattern}: ${out}${err}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  return { child, ended, said };
}
