import type { IsoTime } from '../../domain/ids.ts';
import { renderOwnerPage, type Wording } from './layout.tsx';

/** Whether the mails are stopped, and what the last press did. */
export type StopView = {
  readonly post: string;
  readonly pausedAt: IsoTime | undefined;
  readonly told?: 'resumed' | 'notPressed' | 'unreadable';
};

/** The page with one button: stops the mails, or lets them come again. */
export function renderStopPage({ post, pausedAt, told }: StopView, wording: Wording): string {
  const { catalogue, texts: pages, zone } = wording;
  const { stop: texts } = catalogue;
  const { heading, button } = pausedAt === undefined ? texts.running : texts.paused;
  return renderOwnerPage(wording, {
    heading,
    lead: pausedAt === undefined ? texts.running.lead : texts.paused.lead(catalogue.dayOf(pausedAt, zone)),
    footer: texts.footer,
    children: (
      <>
        {told === undefined ? null : (
          <div
            class={told === 'resumed' ? 'told' : 'told problem'}
            role={told === 'resumed' ? 'status' : 'alert'}
          >
            <p>{told === 'resumed' ? texts.resumed : pages.problem[told]}</p>
          </div>
        )}
        <form method="post" action={post}>
          <input type="hidden" name="mails" value={pausedAt === undefined ? 'stop' : 'resume'} />
          <button type="submit">{button}</button>
        </form>
      </>
    ),
  });
}
