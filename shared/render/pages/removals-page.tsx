import { dayOf } from '../../domain/days.ts';
import type { Removal } from '../../domain/removal.ts';
import { Name, ProfileLink, renderOwnerPage, type Wording } from './layout.tsx';
import type { RemovalsView } from './views.ts';

/** The promised removals with what the exports prove, and what removing does on the network. */
export function renderRemovalsPage(view: RemovalsView, wording: Wording): string {
  const { removals: texts, back } = wording.texts;
  return renderOwnerPage(wording, {
    heading: texts.heading,
    lead: texts.lead,
    children: (
      <>
        {view.removals.length === 0 ? (
          <p>{texts.none}</p>
        ) : (
          <RemovalRows removals={view.removals} wording={wording} />
        )}
        <section>
          <h2>{texts.whatHappens}</h2>
          <ul class="plain">
            {texts.facts.map((fact) => (
              <li>{fact}</li>
            ))}
          </ul>
        </section>
        <nav class="ways">
          <a class="button quiet" href={view.links.all}>
            {back}
          </a>
        </nav>
      </>
    ),
  });
}

/** Removals as rows; those that are done need no profile link any more. */
export const RemovalRows = (props: { removals: readonly Removal[]; wording: Wording }) => (
  <ul>
    {props.removals.map((removal) => (
      <RemovalRow removal={removal} wording={props.wording} />
    ))}
  </ul>
);

function RemovalRow({ removal, wording }: { removal: Removal; wording: Wording }) {
  const { catalogue, texts, zone } = wording;
  const { name, profileUrl, status } = removal;
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
        {status === 'done' || removal.withdraws.length === 0 ? null : (
          <p class="soft">{texts.withdraws(removal.withdraws)}</p>
        )}
      </div>
      {status === 'done' || profileUrl === undefined ? null : (
        <ProfileLink
          class="button quiet"
          url={profileUrl}
          text={texts.receipt.removeLink}
          aside={texts.newTab(catalogue.name(name))}
        />
      )}
    </li>
  );
}
