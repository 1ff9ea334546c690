import type * as z from 'zod';
import { isoTime } from '../../../shared/domain/ids.ts';
import { hasGoneOut } from '../../../shared/domain/mail-state.ts';
import type { Owner } from '../../../shared/domain/owner.ts';
import { periodOf } from '../../../shared/domain/schedule.ts';
import { evaluateNetwork } from '../../../shared/workflows/evaluate-network.ts';
import { readMailState } from '../../../shared/workflows/read-mail-state.ts';
import { exitCodes } from '../errors.ts';
import { tellLeft } from '../left.ts';
import type { Home } from '../services.ts';
import { type Command, commonArgs, instantArg, ownerOf, printJson, warnOfFuture } from './command.ts';
import { findingsOf, printFindings } from './findings.ts';
import { type AuditShape, auditShape } from './shapes.ts';

const auditArgs = commonArgs.extend({ at: instantArg.optional() });

/** `woher audit`: the hourly tick at a time of one's choice; prints whom the rules ask about then. */
export const command: Command<z.infer<typeof auditArgs>> = {
  args: auditArgs,
  run: async (home, args, io) => {
    const { owner, catalogue, words } = await ownerOf(home, args);
    const at = args.at === undefined ? home.now() : new Date(args.at);
    warnOfFuture(home, { owner, at, io });
    await home.schedule({ at: at.toISOString() });
    // Whatever still waits is told, also from an audit before: nobody may take this one for its success.
    const left = await home.queues.drain();
    const { ownerId } = owner;
    const network = await evaluateNetwork({ store: home.store, ownerId, at: isoTime(at) });
    const findings = findingsOf(network, at);
    const digest = await digestAt(home, owner, at);
    if (args.json) {
      printJson(io, auditShape, { at: isoTime(at), findings, ...(digest === undefined ? {} : { digest }) });
      return tellLeft(home, { left, owner, io });
    }
    if (findings.length > 0) printFindings(io, findings, catalogue);
    // Two rules about one contact are one question, here as in the mail.
    const open = new Set(findings.map(({ subject }) => subject)).size;
    io.err(`${open === 0 ? words.noFindings : words.findings(open)}\n`);
    const sent = digest !== undefined && hasGoneOut(digest.state);
    const exit = tellLeft(home, { left, owner, io });
    if (sent) io.err(`${words.sentTo(owner.address)}\n`);
    else if (exit === exitCodes.done) io.err(`${words.nothingNew}\n`);
    return exit;
  },
};

async function digestAt(home: Home, owner: Owner, at: Date): Promise<AuditShape['digest']> {
  const digest = await home.store.readDigest(owner.ownerId, periodOf(isoTime(at), owner));
  if (digest === undefined) return undefined;
  const { period, mailId } = digest;
  const state = await readMailState(home.store, owner.ownerId, mailId);
  return { period, mailId, questions: digest.questions.length, state };
}
