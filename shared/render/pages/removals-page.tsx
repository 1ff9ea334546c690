import type { Child } from 'hono/jsx';
import { dayOf } from '../../domain/days.ts';
import { leftFragment } from '../../domain/link.ts';
import type { Departure } from '../../domain/no-longer-connected.ts';
import { Price } from './card-parts.tsx';
import { Name, ProfileLink, renderOwnerPage, type Wording } from './layout.tsx';
import { ToldBox } from './told.tsx';
import { UndoForm } from './undo.tsx';
import type { RemovalsView, RemovalView } from './views.ts';

/** Rows that stand open; the others of a long list are one press away. */
const rowsShown = 12;

/** The promised removals with what the exports prove, what removing does on the network, and who left by themselves. */
export function renderRemovalsPage(view: RemovalsView, wording: Wording): string {
  const { removals: texts, back } = wording.texts;
  return renderOwnerPage(wording, {
    heading: texts.heading,
    lead: texts.lead,
    children: (
      <>
        <ToldBox told={view.told} wording={wording} inList />
        {view.removals.length === 0 ? (
          <p>{texts.none}</p>
        ) : (
          <RemovalRows removals={view.removals} undo={view.links.removals} wording={wording} />
        )}
        <section>
          <h2>{texts.whatHappens}</h2>
          <ul class="plain">
            {texts.facts.map((fact) => (
              <li>{fact}</li>
            ))}
          </ul>
        </section>
        <LeftByThemselves left={view.left} wording={wording} />
        <nav class="ways">
          <a class="button quiet" href={view.links.all}>
            {back}
          </a>
          <a class="button quiet" href={view.links.answers}>
            {wording.texts.answers.link}
          </a>
        </nav>
      </>
    ),
  });
}

/**
 * Removals as rows; those that are done need no profile link any more, and are taken back no more but where the recent
 * answers list them. With `undo` each has a button that posts there.
 */
export const RemovalRows = (props: { removals: readonly RemovalView[]; undo?: string; wording: Wording }) => (
  <Rows
    rows={props.removals.map((removal) => (
      <RemovalRow removal={removal} undo={props.undo} wording={props.wording} />
    ))}
    more={props.wording.texts.receipt.more}
  />
);

/** Rows of which those of a long list are folded; `more` says how many. */
export function Rows({ rows, more }: { rows: readonly Child[]; more: (count: number) => string }) {
  const folded = rows.slice(rowsShown);
  return (
    <>
      <ul>{rows.slice(0, rowsShown)}</ul>
      {folded.length === 0 ? null : (
        <details>
          <summary>{more(folded.length)}</summary>
          <ul>{folded}</ul>
        </details>
      )}
    </>
  );
}

function RemovalRow(props: { removal: RemovalView; undo: string | undefined; wording: Wording }) {
  const { removal, undo, wording } = props;
  const { catalogue, texts, zone } = wording;
  const { name, profileUrl, status, subject, entries } = removal;
  return (
    <li class="row split">
      <div>
        <p class="who">
          <Name of={name} catalogue={catalogue} />
        </p>
        <p>
          <span class={`tag ${status}`}>{texts.removals.status[status]}</span>
        </p>
        <p class="soft">{texts.removals.promised(catalogue.dayOf(removal.promisedAt, zone))}</p>
        {status === 'promised' || removal.provedAt === undefined ? null : (
          <p class="soft">{texts.removals.proved(status, catalogue.day(dayOf(removal.provedAt)))}</p>
        )}
        {removal.missingSince === undefined ? null : (
          <p class="soft">{texts.removals.unsure(catalogue.day(dayOf(removal.missingSince)))}</p>
        )}
        {removal.note === undefined ? null : (
          <p class="soft note">
            {texts.receipt.note}: {removal.note}
          </p>
        )}
        {status === 'done' ? null : <Price price={removal.price} wording={wording} />}
      </div>
      {status === 'done' || profileUrl === undefined ? null : (
        <ProfileLink
          class="button quiet"
          url={profileUrl}
          text={texts.receipt.removeLink}
          aside={texts.newTab(catalogue.name(name))}
        />
      )}
      {status === 'done' || undo === undefined ? null : (
        <UndoForm
          to={undo}
          subject={subject}
          entries={entries}
          title={catalogue.name(name)}
          wording={wording}
        />
      )}
    </li>
  );
}

function LeftByThemselves({ left, wording }: { left: readonly Departure[]; wording: Wording }) {
  const { catalogue, texts } = wording;
  if (left.length === 0) return null;
  return (
    <section id={leftFragment}>
      <h2>{texts.removals.left.heading(left.length)}</h2>
      <p>{texts.removals.left.lead}</p>
      <Rows
        rows={left.map(({ name, connectedOn, missingSince }) => (
          <li class="row">
            <p class="who">
              <Name of={name} catalogue={catalogue} />
            </p>
            <p class="soft">
              {texts.removals.left.since({
                connected: catalogue.day(connectedOn),
                missing: catalogue.day(dayOf(missingSince)),
              })}
            </p>
          </li>
        ))}
        more={texts.receipt.more}
      />
    </section>
  );
}
