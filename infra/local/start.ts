import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { OwnerId } from '../../shared/domain/ids.ts';
import type { PolicyId } from '../../shared/domain/policy.ts';
import { faultCode, type Log } from '../../shared/ports/log.ts';
import type { Io } from './commands/command.ts';
import { isAlive, listenForCommands } from './control.ts';
import { controlPath } from './control-path.ts';
import { type ExitCode, exitCodes, InputRefused } from './errors.ts';
import { readHomeFile } from './home-file.ts';
import type { Home } from './services.ts';
import { openSite, type Site } from './site.ts';
import { checkReadable } from './upload.ts';
import { localWords } from './words.ts';

export type StartOptions = {
  folder: string;
  /** A file or folder of the person's, the bundled sample, or nothing to import. */
  source: { path: string } | 'sample' | undefined;
  /** Folder of the bundled samples. */
  samples: string;
  port?: number | undefined;
  policy?: PolicyId | undefined;
  io: Io;
  log: Log;
};

/** `npm start`: imports, audits, delivers, tells what came of it, then serves until it is stopped. */
export async function startHome(options: StartOptions): Promise<ExitCode> {
  const { folder, io, log } = options;
  const stop = stopSignal();
  try {
    const file = await readHomeFile(folder);
    if (await isAlive(controlPath(folder))) {
      io.err(`Woher already runs on ${folder}: http://127.0.0.1:${file.port}\n`);
      return exitCodes.fault;
    }
    const path = await sourcePath(options);
    const site = await openSite(options.port ?? file.port);
    try {
      const { openHome } = await import('./services.ts');
      const ownerId = options.source === 'sample' ? { ownerId: 'sample' as OwnerId } : {};
      const home = await openHome({ folder, log, now: () => new Date(), port: site.port, ...ownerId });
      return await runHome(home, { site, path, stop, options });
    } finally {
      await site.close();
    }
  } finally {
    stop.forget();
  }
}

async function sourcePath({ source, samples }: StartOptions): Promise<string | undefined> {
  if (source === undefined) return undefined;
  const path = source === 'sample' ? await newestSample(samples) : source.path;
  await checkReadable(path);
  return path;
}

async function newestSample(folder: string): Promise<string> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.zip'));
  const dated = await Promise.all(
    names.map(async (name) => ({
      name,
      day: dayIn(name),
      changedMs: (await stat(join(folder, name))).mtimeMs,
    })),
  );
  const newest = dated
    .sort((a, b) => (a.day === b.day ? a.changedMs - b.changedMs : a.day < b.day ? -1 : 1))
    .at(-1);
  if (newest === undefined) throw new InputRefused(`There is no sample in ${folder}.`);
  return join(folder, newest.name);
}

// LinkedIn writes month, day, year; a fresh clone gives every file the same time.
const dayIn = (name: string): string => name.replace(/^.*?(\d\d)-(\d\d)-(\d{4}).*$/, '$3-$1-$2');

type Stop = { readonly requested: Promise<void>; readonly isRequested: () => boolean; forget(): void };

async function runHome(
  home: Home,
  { site, path, stop, options }: { site: Site; path: string | undefined; stop: Stop; options: StartOptions },
): Promise<ExitCode> {
  const { io } = options;
  const { runCommand } = await import('./commands/index.ts');
  const ending: (() => Promise<void>)[] = [];
  try {
    const owner = await home.ensureOwner(home.ownerId, options.policy);
    // From here on the message in hand is the last one, also while the first import is still running.
    void stop.requested.then(() => {
      io.err(`${localWords(owner.locale).start.stopping}\n`);
      return home.queues.stop();
    });
    const run = (request: { command: string; args: unknown }, to: Io) => runCommand(home, request, to);
    ending.push(await listenForCommands(controlPath(home.folder), run));
    const { mainJob, tellAddresses, serve } = await import('./main-job.ts');
    const exit = await mainJob(home, { owner, path, io });
    if (exit !== exitCodes.done || stop.isRequested()) return exit;
    ending.unshift(await serve(home, { owner, site, io }));
    await tellAddresses(home, { owner, io });
    const broke = home.queues.broken.then(() => {
      io.err(`${localWords(owner.locale).start.broken}\n`);
      return exitCodes.fault;
    });
    return await Promise.race([stop.requested.then(() => exitCodes.done), broke]);
  } finally {
    await closeAll(home, ending);
  }
}

// Nothing new comes in, the message in hand is finished, waiting commands are answered, then the table is closed.
async function closeAll(home: Home, ending: readonly (() => Promise<void>)[]): Promise<void> {
  const stopped = home.queues.stop();
  for (const end of ending) await end().catch((fault) => home.log.error('close', { code: faultCode(fault) }));
  await stopped;
  await home.close();
}

/** The first Ctrl-C asks to stop, the second one does; what is on disk by then is carried on at the next start. */
function stopSignal(): Stop {
  let isRequested = false;
  let request: () => void = () => {};
  const requested = new Promise<void>((resolve) => {
    request = resolve;
  });
  const onSignal = () => {
    if (isRequested) process.exit(130);
    isRequested = true;
    request();
  };
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
  // Told to end, npm ends its shell and not us: without this we would serve on with nobody to stop us.
  const parent = process.ppid;
  const orphaned = setInterval(() => {
    if (process.env.npm_lifecycle_event !== undefined && process.ppid !== parent && !isRequested) onSignal();
  }, 500);
  orphaned.unref();
  return {
    requested,
    isRequested: () => isRequested,
    forget: () => {
      clearInterval(orphaned);
      process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
    },
  };
}
