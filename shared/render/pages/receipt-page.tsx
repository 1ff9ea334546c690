import { undoDays } from '../../domain/recent-answers.ts';
import { AnswerRow } from './answer-row.tsx';
import { AskingTexts } from './asking.tsx';
import { ComesBack, standingText } from './card-parts.tsx';
import { Name, ProfileLink, renderOwnerPage, type Wording } from './layout.tsx';
import { RemovalRows } from './removals-page.tsx';
import { HeldRows } from './unconfirmed.tsx';
import type { ReceiptView, RecordedAnswer } from './views.ts';

/** The page after a form was saved: what stands now, how to take it back, what to do on the network, what is left. */
export function renderReceiptPage(view: ReceiptView, wording: Wording): string {
  const { receipt, unconfirmed } = wording.texts;
  const isHeld = view.recorded.length === 0 && view.held.length > 0;
  return renderOwnerPage(wording, {
    heading: isHeld ? unconfirmed.heading : headingOf(view, wording),
    ...(isHeld ? {} : { lead: receipt.lead(undoDays) }),
    children: (
      <>
        <HeldRows rows={view.held} wording={wording} />
        <ul>
          {view.recorded.map((recorded) => (
            <Recorded recorded={recorded} undo={view.links.undo} wording={wording} />
          ))}
        </ul>
        <ToRemove view={view} wording={wording} />
        <ToAsk view={view} wording={wording} />
        <ToMute view={view} wording={wording} />
        <ToAnswer view={view} wording={wording} />
        <Left view={view} wording={wording} />
      </>
    ),
  });
}

const headingOf = ({ isSaved, recorded }: ReceiptView, { texts: { receipt } }: Wording): string =>
  isSaved ? receipt.heading(recorded.length) : receipt.nothingNew;

type Props = { readonly view: ReceiptView; readonly wording: Wording };

function Recorded(props: { recorded: RecordedAnswer; undo: string; wording: Wording }) {
  const { wording, recorded, undo } = props;
  const { standing, kind, members } = recorded;
  const { catalogue, texts } = wording;
  const { given } = standing;
  return (
    <AnswerRow answer={recorded} to={undo} wording={wording}>
      {standing.comesBackOn === undefined ? null : (
        <>
          <p class="soft">{standingText(standing, kind, wording)}</p>
          <ComesBack standing={standing} wording={wording} />
        </>
      )}
      {members === undefined ? null : <p class="soft">{texts.receipt.members(members)}</p>}
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
    </AnswerRow>
  );
}

const isContactOrGroup = ({ kind }: RecordedAnswer): boolean => kind === 'contact' || kind === 'group';

function ToRemove({ view, wording }: Props) {
  const isRemoved = (one: RecordedAnswer) =>
    isContactOrGroup(one) && (one.standing.given.answer === 'remove' || (one.members?.removed ?? 0) > 0);
  if (!view.recorded.some(isRemoved)) return null;
  return (
    <section>
      <h2>{wording.texts.receipt.removeHeading}</h2>
      <p>{wording.texts.receipt.removeLead}</p>
      <RemovalRows removals={view.removals} wording={wording} />
    </section>
  );
}

function ToAsk({ view, wording }: Props) {
  const asked = view.recorded.filter(({ standing }) => standing.given.answer === 'ask');
  if (asked.length === 0) return null;
  return (
    <section>
      <h2>{wording.texts.receipt.askHeading}</h2>
      <p>{wording.texts.receipt.askLead(wording.policy.askAgainAfterDays)}</p>
      <ul>
        {asked.map((one) => (
          <li class="row">
            <div class="split">
              <Who recorded={one} wording={wording} />
              <OpenProfile recorded={one} wording={wording} />
            </div>
            <AskingTexts person={one.person} kind={one.kind} wording={wording} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function ToMute({ view, wording }: Props) {
  const muted = view.recorded.filter(({ standing }) => standing.given.answer === 'mute');
  if (muted.length === 0) return null;
  return (
    <section>
      <h2>{wording.texts.receipt.muteHeading}</h2>
      <p>{wording.texts.receipt.muteLead}</p>
      <ProfileRows recorded={muted} wording={wording} />
    </section>
  );
}

function ToAnswer({ view, wording }: Props) {
  const decided = view.recorded.filter(
    ({ kind, standing }) =>
      kind === 'invitation' && (standing.given.answer === 'keep' || standing.given.answer === 'remove'),
  );
  if (decided.length === 0) return null;
  return (
    <section>
      <h2>{wording.texts.receipt.invitationHeading}</h2>
      <p>{wording.texts.receipt.invitationLead}</p>
      <ProfileRows recorded={decided} wording={wording} />
    </section>
  );
}

const ProfileRows = (props: { recorded: readonly RecordedAnswer[]; wording: Wording }) => (
  <ul>
    {props.recorded.map((one) => (
      <li class="row split">
        <Who recorded={one} wording={props.wording} />
        <OpenProfile recorded={one} wording={props.wording} />
      </li>
    ))}
  </ul>
);

type RowProps = { readonly recorded: RecordedAnswer; readonly wording: Wording };

const Who = ({ recorded: { person }, wording: { catalogue } }: RowProps) => (
  <p class="who">
    <Name of={person.name} catalogue={catalogue} />
  </p>
);

const OpenProfile = ({ recorded: { person }, wording: { catalogue, texts } }: RowProps) =>
  person.profileUrl === undefined ? null : (
    <ProfileLink
      class="button quiet"
      url={person.profileUrl}
      text={texts.receipt.removeLink}
      aside={texts.newTab(catalogue.name(person.name))}
    />
  );

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
      <a class="button quiet" href={view.links.answers}>
        {texts.answers.link}
      </a>
    </nav>
  </section>
);
