import { assessNetwork } from '../../shared/domain/assess.ts';
import { habitsOf } from '../../shared/domain/habits.ts';
import { isoTime } from '../../shared/domain/ids.ts';
import { overviewOf } from '../../shared/domain/overview.ts';
import { wordingFor } from '../../shared/render/pages/layout.tsx';
import { renderOverviewPage } from '../../shared/render/pages/overview-page.tsx';
import { overviewView } from '../../shared/render/pages/overview-view.ts';
import type { PageMaker } from './reading.ts';
import { pageLinks } from './views.ts';

/** Who is in the network as things are now, and the mirror of the owner's habits; for every link, as the removals are. */
export const showOverview: PageMaker = async ({ services, link, state, importing, now }) => {
  const { owner, contacts, memory, decisions, head } = state;
  const network = {
    owner,
    contacts,
    memory,
    imports: await services.store.readImports(owner.ownerId),
    decisions: [...decisions.values()],
    ...(head === undefined ? {} : { head }),
  };
  const assessed = { ...network, ...assessNetwork(network, isoTime(now)) };
  const wording = wordingFor(owner, link.record, importing);
  return renderOverviewPage(
    overviewView(overviewOf(assessed), habitsOf(assessed), wording),
    { back: pageLinks(link, 'all').all },
    wording,
  );
};
