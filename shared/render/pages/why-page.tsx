import { ProfileLink, renderOwnerPage, type Wording } from './layout.tsx';
import type { BalanceRow, LookedRow, RuleRow, WhyView } from './why-view.ts';

/** All that is known of one contact, what was looked for, and why each rule asks or not; nothing here can be pressed. */
export function renderWhyPage(view: WhyView, links: { readonly back: string }, wording: Wording): string {
  const { texts } = view;
  const { sections } = texts;
  return renderOwnerPage(wording, {
    heading: texts.heading(wording.catalogue.name(view.name)),
    title: wording.texts.title,
    lead: <Who view={view} wording={wording} />,
    children: (
      <>
        <h2>{sections.origin}</h2>
        <p class="reason">{view.status.join(' · ')}</p>
        {view.origin.map((sentence) => (
          <p>{sentence}</p>
        ))}
        <Items items={view.looked.flatMap(({ facts }) => facts)} />
        <h2>{sections.balance}</h2>
        <BalanceTable rows={view.balance} texts={texts} />
        <h2>{sections.rules}</h2>
        <Rules rows={view.rules} />
        {view.hooks.length === 0 ? null : <h2>{sections.hooks}</h2>}
        <Items items={view.hooks} />
        <h2>{sections.answers}</h2>
        {view.answers.map((answer) => (
          <p class="note">{answer}</p>
        ))}
        <h2>{sections.ways}</h2>
        <Items items={view.ways} />
        <h2>{sections.looked}</h2>
        <LookedRows rows={view.looked} texts={texts} />
        <nav class="ways">
          <a class="button quiet" href={links.back}>
            {wording.texts.back}
          </a>
        </nav>
      </>
    ),
  });
}

type Texts = WhyView['texts'];

const Who = ({ view, wording: { catalogue, texts } }: { view: WhyView; wording: Wording }) => (
  <>
    {view.job === undefined ? null : <span>{view.job} · </span>}
    {view.connection.map((words) => (
      <span>{words} </span>
    ))}
    {view.profileUrl === undefined ? null : (
      <ProfileLink
        url={view.profileUrl}
        text={texts.profile}
        aside={texts.newTab(catalogue.name(view.name))}
      />
    )}
  </>
);

const Items = ({ items }: { items: readonly string[] }) =>
  items.length === 0 ? null : (
    <ul class="plain">
      {items.map((item) => (
        <li>{item}</li>
      ))}
    </ul>
  );

/** Two columns that meet in the middle; a bar for every count, against the larger of the two. */
const BalanceTable = ({ rows, texts }: { rows: readonly BalanceRow[]; texts: Texts }) => (
  <table class="balance">
    <thead>
      <tr>
        <td />
        <th scope="col">{texts.balance.given}</th>
        <th scope="col">{texts.balance.received}</th>
      </tr>
    </thead>
    <tbody>
      {rows.map(({ label, given, received }) => (
        <tr>
          <th scope="row">{label}</th>
          <td>
            {given.text}
            <Bar of={given.count} most={Math.max(given.count ?? 0, received.count ?? 0)} />
          </td>
          <td>
            {received.text}
            <Bar of={received.count} most={Math.max(given.count ?? 0, received.count ?? 0)} />
          </td>
        </tr>
      ))}
    </tbody>
  </table>
);

// The number stands beside it: the bar is for the eye alone.
const Bar = ({ of, most }: { of: number | undefined; most: number }) =>
  of === undefined || most === 0 ? null : <meter aria-hidden="true" min={0} max={most} value={of} />;

const Rules = ({ rows }: { rows: readonly RuleRow[] }) => (
  <ul>
    {[...rows]
      .sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state))
      .map(({ rule, state, result, sentences }) => (
        <li class="row">
          <p class="who">
            {rule} <span class={`tag ${state}`}>{result}</span>
          </p>
          {sentences.map((sentence) => (
            <p>{sentence}</p>
          ))}
        </li>
      ))}
  </ul>
);

const order: readonly RuleRow['state'][] = ['asks', 'settled', 'rests'];

const LookedRows = (props: { rows: readonly LookedRow[]; texts: Texts }) => (
  <table class="looks">
    <thead>
      <tr>
        <th scope="col">{props.texts.columns.evidence}</th>
        <th scope="col">{props.texts.columns.state}</th>
        <th scope="col">{props.texts.columns.file}</th>
      </tr>
    </thead>
    <tbody>
      {props.rows.map(({ evidence, state, result, facts, file, exportedOn }) => (
        <tr class={`look-${state}`}>
          <th scope="row">{evidence}</th>
          <td>{facts.length === 0 ? result : `${result}: ${facts.join('; ')}`}</td>
          <td>
            {file}
            {exportedOn === undefined ? null : <span class="soft"> {props.texts.exported(exportedOn)}</span>}
          </td>
        </tr>
      ))}
    </tbody>
  </table>
);
