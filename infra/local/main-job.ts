import { join } from 'node:path';
import { createReviewApp } from '../../functions/review/review.tsx';
import type { DigestRecord } from '../../shared/domain/digest.ts';
import { ImportBusy } from '../../shared/domain/errors.ts';
import { isoTime } from '../../shared/domain/ids.ts';
import { hasGoneOut } from '../../shared/domain/mail-state.ts';
import type { Owner } from '../../shared/domain/owner.ts';
import { faultCode } from '../../shared/ports/log.ts';
import { evaluateNetwork } from '../../shared/workflows/evaluate-network.ts';
import { readMailState } from '../../shared/workflows/read-mail-state.ts';
import type { Io } from './commands/command.ts';
import { findingsOf } from './commands/findings.ts';
import { exitCodeOfImport, importPath, printImport } from './commands/import.ts';
import { openDropFolder } from './drop.ts';
import { type ExitCode, exitCodes, InputRefused } from './errors.ts';
import { deadFolderOf, sentSince, tellLeft } from './left.ts';
import { paths } from './pages.tsx';
import { repeat } from './repeat.ts';
import type { Home } from './services.ts';
import type { Site } from './site.ts';
import { checkReadable } from './upload.ts';
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
    const { shape, left } = await importPath(home, { owner, path, io });
    if (shape !== undefined) printImport(io, shape, owner);
    const told = tellLeft(home, { left, owner, io });
    if (told !== exitCodes.done) return told;
    if (shape?.status !== 'accepted') return exitCodeOfImport(shape);
  }
  const startedAt = home.now();
  const digests = await home.store.readDigests(owner.ownerId);
  await home.schedule({ at: startedAt.toISOString() });
  const left = sentSince(await home.queues.drain(), startedAt);
  const told = tellLeft(home, { left, owner, io });
  const after = await home.store.readDigests(owner.ownerId);
  await tellDigest(home, { owner, digest: after.at(-1), io });
  if (told === exitCodes.done && (path !== undefined || after.length > digests.length))
    io.out(`${words.took((performance.now() - startedMs) / 1000)}\n`);
  return told;
}

async function tellDigest(
  home: Home,
  { owner, digest, io }: { owner: Owner; digest: DigestRecord | undefined; io: Io },
): Promise<void> {
  const words = localWords(owner.locale);
  const { ownerId } = owner;
  if (digest === undefined) return;
  const at = home.now();
  const network = await evaluateNetwork({ store: home.store, ownerId, at: isoTime(at) }).catch(
    (fault: unknown) => {
      // One that was left half applied is no reason not to serve: the page for uploading is the way out.
      if (fault instanceof ImportBusy) return io.err(`${words.halfRead}\n`);
      throw fault;
    },
  );
  if (network === undefined) return;
  const open = new Set(findingsOf(network, at).map(({ subject }) => subject));
  const asked = digest.questions.filter(({ subject }) => open.has(subject)).length;
  io.out(open.size === 0 ? `${words.noFindings}\n` : `${words.asked(asked, open.size)}\n`);
  if (hasGoneOut(await readMailState(home.store, ownerId, digest.mailId)))
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
  if ((await home.store.readHead(owner.ownerId)) === undefined)
    io.err(`${words.nothingImported(`${home.baseUrl}${paths.upload}`)}\n`);
  io.err(`${words.drop(dropFolderOf(home))}\n${words.stop}\n`);
}

const dropFolderOf = (home: Home): string => join(home.folder, 'drop');
const hourMs = 3_600_000;

/** Serves the pages, ticks every hour and takes dropped files, until it is ended. What fails is told in a sentence. */
export async function serve(
  home: Home,
  { owner, site, io }: { owner: Owner; site: Site; io: Io },
): Promise<() => Promise<void>> {
  const words = localWords(owner.locale).start;
  const tellFault = (sentence: string) => (fault: unknown) => {
    home.log.error('serve', { code: faultCode(fault) });
    io.err(`${sentence}\n`);
  };
  const endWatch = home.queues.watch((told) => io.err(`${words.givenUp(deadFolderOf(home, told))}\n`));
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
    tellFault(words.tickFailed),
  );
  const drop = await openDropFolder(dropFolderOf(home), home.now);
  const endDrops = repeat(
    500,
    async () => {
      for (const path of await drop.look()) {
        try {
          await checkReadable(path);
          const to = { out: io.out, err: io.err };
          // Waits for every retry: only then it is known whether the file may go.
          const { shape } = await importPath(home, { owner, path, io: to, patienceMs: Infinity });
          if (shape === undefined) {
            drop.leave(path);
            io.err(`${words.dropFailed}\n`);
            continue;
          }
          await drop.remove(path);
          printImport(io, shape, owner);
        } catch (fault) {
          drop.leave(path);
          if (fault instanceof InputRefused) io.err(`${fault.message}\n`);
          else throw fault;
        }
      }
    },
    tellFault(words.dropFailed),
  );
  return async () => {
    await site.close();
    await Promise.all([endTicks(), endDrops()]);
    endWatch();
  };
}
