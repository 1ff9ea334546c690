import type { Owner } from '../../domain/owner.ts';
import { renderOwnerPage, type Wording } from './layout.tsx';

/** How often mails come, if at all, and what the last press did. */
export type StopView = {
  readonly post: string;
  readonly owner: Pick<Owner, 'pausedAt' | 'rhythm' | 'nothingToAsk' | 'keepExcerpts'>;
  readonly told?: 'saved' | 'resumed' | 'notPressed' | 'unreadable';
};

/** The page on which an owner chooses how often mails come, stops them, or lets them come again. */
export function renderStopPage({ post, owner, told }: StopView, wording: Wording): string {
  const { catalogue, texts: pages, zone } = wording;
  const { stop: texts } = catalogue;
  const { pausedAt, rhythm = 'monthly', nothingToAsk = 'mail' } = owner;
  const isDone = told === 'saved' || told === 'resumed';
  const isPaused = pausedAt !== undefined;
  const { heading, button } = isPaused ? texts.paused : texts.running;
  const lead = isPaused ? texts.paused.lead(catalogue.dayOf(pausedAt, zone)) : texts.running.lead;
  const settings = (
    <form method="post" action={post}>
      <Choices name="rhythm" {...texts.rhythm} set={rhythm} />
      <Choices name="nothingToAsk" {...texts.nothingToAsk} set={nothingToAsk} />
      <Choices name="excerpts" {...texts.excerpts} set={owner.keepExcerpts ? 'keep' : 'none'} />
      <button type="submit">{texts.save}</button>
    </form>
  );
  const stop = (
    <form method="post" action={post}>
      <input type="hidden" name="mails" value={isPaused ? 'resume' : 'stop'} />
      <button type="submit" class={isPaused ? undefined : 'quiet'}>
        {button}
      </button>
    </form>
  );
  return renderOwnerPage(wording, {
    heading: isPaused ? heading : texts.heading,
    ...(isPaused ? { lead } : {}),
    footer: texts.footer,
    children: (
      <>
        {told === undefined ? null : (
          <div class={isDone ? 'told' : 'told problem'} role={isDone ? 'status' : 'alert'}>
            <p>{isDone ? texts[told] : pages.problem[told]}</p>
          </div>
        )}
        {isPaused ? stop : settings}
        <h2>{isPaused ? texts.heading : heading}</h2>
        {isPaused ? null : <p>{lead}</p>}
        {isPaused ? settings : stop}
      </>
    ),
  });
}

type ChoicesProps = {
  readonly name: string;
  readonly legend: string;
  readonly choice: Readonly<Record<string, string>>;
  /** What has to be known before one chooses. */
  readonly hint?: string;
  readonly set: string;
};

const Choices = ({ name, legend, choice, hint, set }: ChoicesProps) => (
  <fieldset class="card" aria-describedby={hint === undefined ? undefined : `hint-${name}`}>
    <legend>{legend}</legend>
    {hint === undefined ? null : (
      <p class="hint" id={`hint-${name}`}>
        {hint}
      </p>
    )}
    <div class="choices">
      {Object.entries(choice).map(([value, text]) => (
        <label class="choice keep">
          <input type="radio" name={name} value={value} checked={value === set} />
          {text}
        </label>
      ))}
    </div>
  </fieldset>
);
