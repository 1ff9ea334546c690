import { join } from 'node:path';
import type { Owner } from '../../shared/domain/owner.ts';
import { queues } from '../../shared/names.ts';
import type { Io } from './commands/command.ts';
import { type ExitCode, exitCodes } from './errors.ts';
import { deadFolder } from './message-file.ts';
import type { Drained, Told } from './queue.ts';
import type { Home } from './services.ts';
import { localWords } from './words.ts';

/** Of what a drain left, that which was sent since a time: what somebody started then, and what followed from it. */
export function sentSince({ waiting, buried }: Drained, time: Date): Drained {
  const isSince = ({ sentAtMs = 0 }: Told) => sentAtMs >= time.getTime();
  return { waiting: waiting.filter(isSince), buried: buried.filter(isSince) };
}

/** Tells the person in one sentence what did not get done, and gives the exit code of that. */
export function tellLeft(
  home: Home,
  { left: { waiting, buried }, owner, io }: { left: Drained; owner: Owner; io: Io },
): ExitCode {
  const words = localWords(owner.locale);
  const isUpload = ({ queue }: Told) => queue === queues.uploads;
  const lost = buried.find(isUpload) ?? buried[0];
  if (lost !== undefined) {
    const sentence = isUpload(lost) ? words.importGivenUp : words.stepGivenUp;
    io.err(`${sentence(deadFolderOf(home, lost))}\n`);
  } else if (waiting.length > 0) io.err(`${waiting.some(isUpload) ? words.unfinished : words.waiting}\n`);
  else return exitCodes.done;
  return exitCodes.fault;
}

/** Where the messages of a queue lie that were given up. */
export const deadFolderOf = (home: Home, { queue }: Told): string =>
  deadFolder(join(home.folder, 'queues', queue));
