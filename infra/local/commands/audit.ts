import type * as z from 'zod';
import { isoTime } from '../../../shared/domain/ids.ts';
import { mailState } from '../../../shared/domain/mail.ts';
import type { Owner } from '../../../shared/domain/owner.ts';
import { periodOf } from '../../../shared/domain/schedule.ts';
import { evaluateNetwork } from '../../../shared/workflows/evaluate-network.ts';
import { exitCodes } from '../errors.ts';
import type { Home } from '../services.ts';
import { type Command, commonArgs, instantArg, ownerOf, printJson } from './command.ts';
import { findingsOf, printFindings } from './findings.ts';
import { type AuditShape, auditShape } from './shapes.ts';

const auditArgs = commonArgs.extend({ at: instantArg.optional() });

/** `woher audit`: the hourly tick at a time of one's choice; prints whom the rules ask about then. */
export const command: Command<z.infer<typeof auditArgs>> = {
  args: auditArgs,
  run: async (home, args, io) => {
    const { owner, catalogue, words } = await ownerOf(home, args);
    const at = args.at === undefined ? home.now() : new Date(args.at);
    await home.schedule({ at: at.toISOString() });
    await home.queues.drain();
    const { ownerId } = owner;
    const network = await evaluateNetwork({ store: home.store, ownerId, at: isoTime(at) });
    const findings = findingsOf(network, at);
    const digest = await digestAt(home, owner, at);
    if (args.json) {
      printJson(io, auditShape, { at: isoTime(at), findings, ...(digest === undefined ? {} : { digest }) });
      return exitCodes.done;
    }
    if (findings.length > 0) printFindings(io, findings, catalogue);
    io.err(`${findings.length === 0 ? words.noFindings : words.findings(findings.length)}\n`);
    const sent = digest !== undefined && digest.questions > 0 && digest.state === 'sent';
    io.err(`${sent ? words.sentTo(owner.address) : words.nothingNew}\n`);
    return exitCodes.done;
  },
};

async function digestAt(home: Home, owner: Owner, at: Date): Promise<AuditShape['digest']> {
  const digest = await home.store.readDigest(owner.ownerId, periodOf(isoTime(at), owner.zone));
  if (digest === undefined) return undefined;
  const { period, mailId } = digest;
  const state = mailState(await home.store.readSends(owner.ownerId, mailId));
  return { period, mailId, questions: digest.questions.length, state };
}
