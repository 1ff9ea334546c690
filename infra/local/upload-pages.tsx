import { resultOf } from '../../functions/review/uploading.ts';
import type { ImportRecord } from '../../shared/domain/import.ts';
import type { Owner } from '../../shared/domain/owner.ts';
import type { UploadProblem } from '../../shared/render/locales/upload-texts.ts';
import type { Frame } from '../../shared/render/pages/layout.tsx';
import { wordingFor } from '../../shared/render/pages/layout.tsx';
import { renderResultPage, renderUploadPage } from '../../shared/render/pages/upload-page.tsx';
import { Back, page, paths } from './pages.tsx';
import { localForm } from './upload-desk.ts';
import { localWords } from './words.ts';

const links = { upload: paths.upload };

/** The pages that both homes have, without their links' warning: nobody but this machine comes here. */
const frameOf = (owner: Owner, reviewUrl?: string): Frame => ({
  footer: localWords(owner.locale).pages.local,
  end: (
    <>
      {reviewUrl === undefined ? null : (
        <p class="ways">
          <a class="button" href={reviewUrl}>
            {localWords(owner.locale).pages.toReview}
          </a>
        </p>
      )}
      <Back owner={owner} />
    </>
  ),
});

/** The form for an export, with what went wrong last time. */
export const uploadPage = (owner: Owner, problem?: UploadProblem): string =>
  renderUploadPage(
    { form: localForm(paths.upload), ...(problem === undefined ? {} : { problem }) },
    wordingFor(owner),
    frameOf(owner),
  );

/** What an upload did. */
export function importPage(
  owner: Owner,
  record: ImportRecord,
  about: { again: boolean; reviewUrl: string | undefined },
): string {
  const { importId, status, uploadedAt: at, fileName } = record;
  const again = about.again ? ({ code: 'alreadyImported' } as const) : {};
  const view =
    status === 'applying'
      ? ({ result: 'waiting', fileName, lines: [] } as const)
      : resultOf(
          owner,
          status === 'replaced'
            ? { importId, status: 'rejected', code: 'givenUp', at }
            : { importId, status, at, ...again },
          [record],
        );
  const reviewUrl = view.result === 'rejected' ? undefined : about.reviewUrl;
  return renderResultPage({ ...view, links }, wordingFor(owner), frameOf(owner, reviewUrl));
}

/** Shown while an import is running; the browser asks again by itself. */
export const workingPage = (owner: Owner): string =>
  renderResultPage({ result: 'waiting', lines: [], links }, wordingFor(owner), frameOf(owner));

export function noticePage(owner: Owner, notice: 'failed' | 'notFound'): string {
  const { pages: words } = localWords(owner.locale);
  return page(owner, {
    heading: words[notice],
    ...(notice === 'failed' ? { lead: words.failedLead } : {}),
    children: <Back owner={owner} />,
  });
}
