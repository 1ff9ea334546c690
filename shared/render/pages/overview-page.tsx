import { overviewTextsFor } from '../locales/overview.ts';
import { renderOwnerPage, type Wording } from './layout.tsx';
import {
  listedText,
  type OverviewBlock,
  type OverviewRow,
  type OverviewView,
  type YearRow,
} from './overview-view.ts';

/** Names that a page lists below one number; the command lists all. */
const mostNames = 500;

/** Who is in the network, roughly, and the mirror of the owner's own habits; nothing here can be pressed but lists open. */
export function renderOverviewPage(
  view: OverviewView,
  links: { readonly back: string },
  wording: Wording,
): string {
  const { texts, settled, years } = view;
  return renderOwnerPage(wording, {
    heading: texts.heading,
    lead: view.asOf ?? texts.noContacts,
    children: (
      <>
        {settled && (
          <>
            <p class="big">{settled.text}</p>
            <ul>
              <Row
                row={{ ...settled, text: wording.catalogue.number(settled.list.length) }}
                wording={wording}
              />
            </ul>
            {view.blocks.map((block) => (
              <Block block={block} wording={wording} />
            ))}
            <h2>{texts.sections.growth}</h2>
            <p class="soft">{texts.leads.growth}</p>
            <Growth years={years} wording={wording} />
            <h2>{texts.sections.year}</h2>
            <p class="soft">{texts.leads.year}</p>
            <Years years={years} wording={wording} />
          </>
        )}
        {view.habits.map((block) => (
          <Block block={block} wording={wording} />
        ))}
        <nav class="ways">
          <a class="button quiet" href={links.back}>
            {wording.texts.back}
          </a>
        </nav>
      </>
    ),
  });
}

const Block = ({ block, wording }: { block: OverviewBlock; wording: Wording }) => (
  <>
    {block.heading && <h2>{block.heading}</h2>}
    {block.leads.map((lead) => (
      <p class="soft">{lead}</p>
    ))}
    {block.title && <h3>{block.title}</h3>}
    <ul>
      {block.rows.map((row) => (
        <Row row={row} wording={wording} />
      ))}
    </ul>
    {block.ends.map((end) => (
      <p class="soft">{end}</p>
    ))}
  </>
);

function Row({ row, wording }: { row: OverviewRow; wording: Wording }) {
  const { list, label, text, bar } = row;
  const head = (
    <>
      <span>{label}</span>
      <b>{text}</b>
      {bar === undefined ? null : <Bar share={bar} />}
    </>
  );
  if (list.length === 0) return <li class="part">{head}</li>;
  return (
    <li>
      <details>
        <summary class="part">{head}</summary>
        <Names row={row} wording={wording} />
      </details>
    </li>
  );
}

const Names = ({ row: { list }, wording }: { row: OverviewRow; wording: Wording }) => (
  <>
    <ul class="plain">
      {list.slice(0, mostNames).map((one) => (
        <li>{listedText(one, wording)}</li>
      ))}
    </ul>
    {list.length > mostNames && (
      <p class="soft">{overviewTextsFor(wording.locale).more(list.length - mostNames)}</p>
    )}
  </>
);

// The number stands beside it: the picture is for the eye alone. No attribute of it is a style, which the policy forbids.
const Bar = ({ share }: { share: number }) => (
  <svg class="pic" aria-hidden="true">
    <rect width={`${share * 100}%`} height="100%" />
  </svg>
);

/** A column a year: those who were there before, and on top of them the new ones. */
function Growth({ years, wording }: { years: readonly YearRow[]; wording: Wording }) {
  const { onTop } = overviewTextsFor(wording.locale);
  const endOf = (end: YearRow | undefined) => end && `${end.year}: ${wording.catalogue.number(end.total)}`;
  const most = years.at(-1)?.total ?? 1;
  const height = (count: number) => (count / most) * 100;
  return (
    <figure aria-hidden="true">
      <svg
        class="pic tall"
        aria-hidden="true"
        viewBox={`0 0 ${years.length * 10} 100`}
        preserveAspectRatio="none"
      >
        {years.map(({ came, total }, index) => (
          <>
            <rect class="old" x={index * 10 + 1} width="8" y={100 - height(total)} height={height(total)} />
            <rect x={index * 10 + 1} width="8" y={100 - height(total)} height={height(came)} />
          </>
        ))}
      </svg>
      <figcaption class="soft">
        <span>{endOf(years[0])}</span>
        <span>{onTop}</span>
        <span>{endOf(years.at(-1))}</span>
      </figcaption>
    </figure>
  );
}

const Years = ({
  years,
  wording: { catalogue, locale },
}: {
  years: readonly YearRow[];
  wording: Wording;
}) => (
  <table class="years">
    <thead>
      <tr>
        {Object.values(overviewTextsFor(locale).columns).map((column) => (
          <th scope="col">{column}</th>
        ))}
      </tr>
    </thead>
    <tbody>
      {years.map(({ year, came, total, both, text }) => (
        <tr>
          <th scope="row">{year}</th>
          <td>{catalogue.number(came)}</td>
          <td>{catalogue.number(total)}</td>
          <td>
            {text}
            {both === undefined ? null : <Bar share={both} />}
          </td>
        </tr>
      ))}
    </tbody>
  </table>
);
