import { noLongerConnected } from '../../shared/domain/no-longer-connected.ts';
import { wordingFor } from '../../shared/render/pages/layout.tsx';
import { renderRemovalsPage } from '../../shared/render/pages/removals-page.tsx';
import { takenBack } from './answering.ts';
import type { PageInput, PageMaker } from './reading.ts';
import { removalViews, type Showing } from './showing.ts';
import { pageLinks } from './views.ts';

/** The promised removals with their proofs, and who left by themselves. */
export const showRemovals: PageMaker = async (input) => removalsPage(input);

/** Takes a removal back, and shows the others again. */
export const postRemovalsUndo: PageMaker = (input) => takenBack(input, removalsPage);

/** The list, with what a press on it did. */
async function removalsPage({ link, state, importing }: PageInput, { told }: Showing = {}): Promise<string> {
  const links = pageLinks(link, 'all');
  return renderRemovalsPage(
    { removals: removalViews(state), left: noLongerConnected(state), links, ...(told && { told }) },
    wordingFor(state.owner, link.record, importing),
  );
}
