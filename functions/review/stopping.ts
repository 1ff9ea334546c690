import { isoTime } from '../../shared/domain/ids.ts';
import { type Owner, rhythms } from '../../shared/domain/owner.ts';
import { wordingFor } from '../../shared/render/pages/layout.tsx';
import { renderStopPage, type StopView } from '../../shared/render/pages/stop-page.tsx';
import { readFields } from './form.ts';
import { isHumanPress } from './gesture.ts';
import type { ReviewServices } from './services.ts';

/** A verified stop ticket, and the request that it came with. */
export type StopInput = {
  readonly services: ReviewServices;
  readonly owner: Owner;
  readonly ticket: string;
  readonly request: Request;
  readonly now: Date;
};

/** How often mails come, if at all, and the buttons that change it. */
export const showStop = ({ owner, ticket }: StopInput, told?: StopView['told']): string =>
  renderStopPage(
    { post: `/s/${ticket.toLowerCase()}`, owner, ...(told === undefined ? {} : { told }) },
    wordingFor(owner),
  );

/**
 * Stops the mails for a mail program's one click (RFC 8058, REQUIREMENTS A-14), which no person need have pressed: that
 * is what it is for. The page's own buttons count only when somebody pressed them, and only they let mails come again, or
 * at another rhythm: the schedule looks at every owner once a day at least, and by the rhythm that they have then.
 */
export async function postStop(input: StopInput): Promise<string> {
  const { owner, request, services } = input;
  const fields = await readFields(request);
  if (fields?.get('List-Unsubscribe') === 'One-Click') return pause(input, true);
  const pressed = isHumanPress((name) => request.headers.get(name) ?? undefined);
  const wanted = fields?.get('mails');
  if (pressed && (wanted === 'stop' || wanted === 'resume')) return pause(input, wanted === 'stop');
  const rhythm = rhythms.find((one) => one === fields?.get('rhythm'));
  const nothingToAsk = (['mail', 'noMail'] as const).find((one) => one === fields?.get('nothingToAsk'));
  const excerpts = (['keep', 'none'] as const).find((one) => one === fields?.get('excerpts'));
  if (pressed && rhythm && nothingToAsk) return change(input, { rhythm, nothingToAsk, excerpts });
  const problem = pressed ? 'unreadable' : 'notPressed';
  services.log.info('stopRefused', { ownerId: owner.ownerId, problem });
  return showStop(input, problem);
}

async function change(
  input: StopInput,
  {
    excerpts,
    ...settings
  }: Required<Pick<Owner, 'rhythm' | 'nothingToAsk'>> & { excerpts: 'keep' | 'none' | undefined },
): Promise<string> {
  const { store, uploads, log } = input.services;
  const { ownerId } = input.owner;
  const { after } = await store.changeOwner(ownerId, (owner) => ({
    ...owner,
    ...settings,
    keepExcerpts: excerpts === undefined ? owner.keepExcerpts : excerpts === 'keep',
  }));
  // Also where none are to be kept already: the message of an earlier press may never have been sent.
  if (excerpts === 'none') await uploads.send({ kind: 'eraseExcerpts', ownerId, at: isoTime(input.now) });
  log.info('mailsChanged', { ownerId });
  return showStop({ ...input, owner: after }, 'saved');
}

async function pause(input: StopInput, stops: boolean): Promise<string> {
  const { services, owner, now } = input;
  const standing = await services.store.pauseOwner(owner.ownerId, stops ? isoTime(now) : undefined);
  services.log.info('mailsStopped', { ownerId: owner.ownerId, stopped: stops });
  // An owner who was erased meanwhile gets no mails either.
  return showStop({ ...input, owner: standing ?? owner }, stops ? undefined : 'resumed');
}
