import { isoTime } from '../../shared/domain/ids.ts';
import type { Owner } from '../../shared/domain/owner.ts';
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

/** Whether the mails are stopped, and the button for the other. */
export const showStop = ({ owner, ticket }: StopInput, told?: StopView['told']): string =>
  renderStopPage(
    { post: `/s/${ticket.toLowerCase()}`, pausedAt: owner.pausedAt, ...(told === undefined ? {} : { told }) },
    wordingFor(owner),
  );

/**
 * Stops the mails for a mail program's one click (RFC 8058, REQUIREMENTS A-14), which no person need have pressed: that
 * is what it is for. The page's own button counts only when somebody pressed it, and only that lets mails come again.
 */
export async function postStop(input: StopInput): Promise<string> {
  const { owner, request, services } = input;
  const fields = await readFields(request);
  const wanted = fields?.get('mails');
  if (fields?.get('List-Unsubscribe') === 'One-Click') return pause(input, true);
  const pressed = isHumanPress((name) => request.headers.get(name) ?? undefined);
  if (pressed && (wanted === 'stop' || wanted === 'resume')) return pause(input, wanted === 'stop');
  const problem = pressed ? 'unreadable' : 'notPressed';
  services.log.info('stopRefused', { ownerId: owner.ownerId, problem });
  return showStop(input, problem);
}

async function pause(input: StopInput, stops: boolean): Promise<string> {
  const { services, owner, now } = input;
  const standing = await services.store.pauseOwner(owner.ownerId, stops ? isoTime(now) : undefined);
  services.log.info('mailsStopped', { ownerId: owner.ownerId, stopped: stops });
  // An owner who was erased meanwhile gets no mails either.
  return showStop({ ...input, owner: standing ?? owner }, stops ? undefined : 'resumed');
}
