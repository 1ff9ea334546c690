import { join } from 'node:path';
import { createReviewApp } from '../../functions/review/review.tsx';
import { isoTime } from '../../shared/domain/ids.ts';
import { mailState } from '../../shared/domain/mail.ts';
import type { Owner } from '../../shared/domain/owner.ts';
import { faultCode } from '../../shared/ports/log.ts';
import { evaluateNetwork } from '../../shared/workflows/evaluate-network.ts';
import type { Io } from './commands/command.ts';
import { findingsOf } from './commands/findings.ts';
import { exitCodeOfImport, importPath, printImport } from './commands/import.ts';
import { openDropFolder } from './drop.ts';
import { type ExitCode, exitCodes } from './errors.ts';
import { paths } from './pages.tsx';
import { repeat } from './repeat.ts';
import type { Home } from './services.ts';
import type { Site } from './site.ts';
import { createWebApp, reviewUrlOf } from './web.tsx';
import { localWords } from './words.ts';

/** Import, audit, digest, mail: what a start does before it serves, told in a few lines. */
export async function mainJob(
  home: Home,
  { owner, path, io }: { owner: Owner; path: string | undefined; io: Io },
): Promise<ExitCode> {
  const words = localWords(owner.locale);
  const startedMs = performance.now();
  if (path !== undefined) {
    const shape = await importPath(home, { owner, path, io });
    if (shape === undefined) {
      io.err(`${words.unfinished}\n`);
      return exitCodes.fault;
    }
    printImport(io, shape, owner);
    if (shape.status !== 'accepted') return exitCodeOfImport(shape);
  }
  await home.schedule({ at: home.now().toISOString() });
  await home.queues.drain();
  await tellDigest(home, owner, io);
  io.out(`${words.took(((performance.now() - startedMs) / 1000).toFixed(1))}\n`);
  return exitCodes.done;
}

async function tellDigest(home: Home, owner: Owner, io: Io): Promise<void> {
  const words = localWords(owner.locale);
  const { ownerId } = owner;
  const digest = (await home.store.readDigests(ownerId)).at(-1);
  if (digest === undefined) return;
  const at = home.now();
  const network = await evaluateNetwork({ store: home.store, ownerId, at: isoTime(at) });
  const open = new Set(findingsOf(network, at).map(({ subject }) => subject));
  const asked = digest.questions.filter(({ subject }) => open.has(subject)).length;
  io.out(open.size === 0 ? `${words.noFindings}\n` : `${words.asked(asked, open.size)}\n`);
  if (mailState(await home.store.readSends(ownerId, digest.mailId)) === 'sent')
    io.out(`${words.sentTo(owner.address)}\n`);
}

/** Where the person goes from here. */
export async function tellAddresses(home: Home, { owner, io }: { owner: Owner; io: Io }): Promise<void> {
  const words = localWords(owner.locale).start;
  const review = await reviewUrlOf(home, owner);
  const lines = [
    [words.overview, `${home.baseUrl}${paths.overview}`],
    [words.inbox, `${home.baseUrl}${paths.inbox}`],
    [words.upload, `${home.baseUrl}${paths.upload}`],
    ...(review === undefined ? [] : [[words.review, review]]),
  ];
  io.out(`\n${lines.map(([name, url]) => `${`${name}:`.padEnd(14)}${url}\n`).join('')}\n`);
  io.err(`${words.drop(dropFolderOf(home))}\n${words.stop}\n`);
}

const dropFolderOf = (home: Home): string => join(home.folder, 'drop');
const hourMs = 3_600_000;

/** Serves the pages, ticks every hour and takes dropped files, until it is ended. */
export async function serve(
  home: Home,
  { owner, site, io }: { owner: Owner; site: Site; io: Io },
): Promise<() => Promise<void>> {
  const onFault = (fault: unknown) => home.log.error('serve', { code: faultCode(fault) });
  site.serve(createWebApp(home, createReviewApp(home.review)));
  let tickedHour = Math.floor(home.now().getTime() / hourMs);
  const endTicks = repeat(
    60_000,
    async () => {
      // A machine that slept through hours owes one tick, for the hour that it woke up in.
      const hour = Math.floor(home.now().getTime() / hourMs);
      if (hour === tickedHour) return;
      tickedHour = hour;
      await home.schedule({ at: new Date(hour * hourMs).toISOString() });
    },
    onFault,
  );
  const drop = await openDropFolder(dropFolderOf(home), home.now);
  const endDrops = repeat(
    500,
    async () => {
      for (const path of await drop.look()) {
        try {
          const kept = await importPath(home, { owner, path, io: { out: io.out, err: io.err } });
          await drop.remove(path);
          if (kept !== undefined) printImport(io, kept, owner);
        } catch (fault) {
          drop.leave(path);
          throw fault;
        }
      }
    },
    onFault,
  );
  return async () => {
    await site.close();
    await Promise.all([endTicks(), endDrops()]);
  };
}
