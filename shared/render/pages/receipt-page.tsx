import { Name, ProfileLink, renderOwnerPage, type Wording } from './layout.tsx';
import { RemovalRows } from './removals-page.tsx';
import type { ReceiptView, RecordedAnswer } from './views.ts';

/** The page after a form was saved: what stands now, how to take it back, what to do on the network, what is left. */
export function renderReceiptPage(view: ReceiptView, wording: Wording): string {
  const { receipt } = wording.texts;
  return renderOwnerPage(wording, {
    heading: receipt.heading(view.recorded.length),
    lead: receipt.lead,
    children: (
      <>
        <ul>
          {view.recorded.map((recorded) => (
            <Recorded recorded={recorded} undo={view.links.undo} wording={wording} />
          ))}
        </ul>
        <ToRemove view={view} wording={wording} />
        <ToMute view={view} wording={wording} />
        <Left view={view} wording={wording} />
      </>
    ),
  });
}

type Props = { readonly view: ReceiptView; readonly wording: Wording };

function Recorded(props: { recorded: RecordedAnswer; undo: string; wording: Wording }) {
  const { given, name, subject, entries } = props.recorded;
  const { catalogue, texts } = props.wording;
  return (
    <li class="row split">
      <div>
        <p class="who">
          <Name of={name} catalogue={catalogue} />
        </p>
        <p>
          <span class={`tag ${given.answer}`}>{catalogue.answer[given.answer]}</span>
        </p>
        {given.origin === undefined ? null : <p class="soft">{catalogue.origin[given.origin]}</p>}
        {given.labels === undefined ? null : (
          <p class="soft">
            {texts.receipt.labels}: {given.labels.join(', ')}
          </p>
        )}
        {given.note === undefined ? null : (
          <p class="soft note">
            {texts.receipt.note}: {given.note}
          </p>
        )}
      </div>
      <form method="post" action={props.undo}>
        <input type="hidden" name="subject" value={subject} />
        <input type="hidden" name="entries" value={String(entries)} />
        <button type="submit" class="quiet">
          {texts.receipt.undo}
          <span class="hidden"> {texts.receipt.undoWhom(catalogue.name(name))}</span>
        </button>
      </form>
    </li>
  );
}

function ToRemove({ view, wording }: Props) {
  if (!view.recorded.some(({ given }) => given.answer === 'remove')) return null;
  return (
    <section>
      <h2>{wording.texts.receipt.removeHeading}</h2>
      <p>{wording.texts.receipt.removeLead}</p>
      <RemovalRows removals={view.removals} wording={wording} />
    </section>
  );
}

function ToMute({ view, wording: { catalogue, texts } }: Props) {
  const muted = view.recorded.filter(({ given }) => given.answer === 'mute');
  if (muted.length === 0) return null;
  return (
    <section>
      <h2>{texts.receipt.muteHeading}</h2>
      <p>{texts.receipt.muteLead}</p>
      <ul>
        {muted.map(({ name, profileUrl }) => (
          <li class="row split">
            <p class="who">
              <Name of={name} catalogue={catalogue} />
            </p>
            {profileUrl === undefined ? null : (
              <ProfileLink
                class="button quiet"
                url={profileUrl}
                text={texts.receipt.removeLink}
                aside={texts.newTab(catalogue.name(name))}
              />
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

const Left = ({ view, wording: { texts } }: Props) => (
  <section>
    <h2>{view.openCount === 0 ? texts.receipt.allDone : texts.receipt.open(view.openCount)}</h2>
    <nav class="ways">
      {view.unanswered === 0 ? null : (
        <a class="button" href={view.links.unanswered}>
          {texts.receipt.unanswered(view.unanswered)}
        </a>
      )}
      {view.nextCount === 0 ? null : (
        <a class={view.unanswered === 0 ? 'button' : 'button quiet'} href={view.links.next}>
          {texts.receipt.next(view.nextCount)}
        </a>
      )}
      {view.unanswered > 0 ? null : (
        <a class="button quiet" href={view.links.all}>
          {texts.back}
        </a>
      )}
      <a class="button quiet" href={view.links.removals}>
        {texts.removals.link}
      </a>
    </nav>
  </section>
);
