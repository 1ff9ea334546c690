import type { ImportRecord } from '../../shared/domain/import.ts';
import type { Owner } from '../../shared/domain/owner.ts';
import { catalogueFor } from '../../shared/render/locales/catalogue.ts';
import { Back, linesOf, page, paths } from './pages.tsx';
import { localWords } from './words.ts';

/** The form for an export, with what went wrong last time. */
export function uploadPage(owner: Owner, problem?: string): string {
  const { pages: words } = localWords(owner.locale);
  return page(owner, {
    heading: words.upload,
    lead: words.uploadLead,
    children: (
      <>
        {problem === undefined ? null : (
          <div class="told problem" role="alert">
            <p>{problem}</p>
          </div>
        )}
        <form class="card" method="post" action={paths.upload} enctype="multipart/form-data">
          <p>
            <label for="file">{words.chooseFile}</label>
          </p>
          <p>
            <input type="file" id="file" name="file" accept=".zip,.csv" required />
          </p>
          <button type="submit">{words.send}</button>
        </form>
        <p class="explained">{catalogueFor(owner.locale).howToExport}</p>
        <Back owner={owner} />
      </>
    ),
  });
}

/** What an upload did. */
export function importPage(
  owner: Owner,
  record: ImportRecord,
  about: { again: boolean; reviewUrl: string | undefined },
): string {
  const words = localWords(owner.locale);
  const [first, ...others] = linesOf(owner, record);
  return page(owner, {
    heading: words.pages.result[record.status],
    lead: <bdi>{record.fileName}</bdi>,
    children: (
      <>
        <div class={record.status === 'rejected' ? 'told problem' : 'told'}>
          <p>{about.again ? words.alreadyImported : first}</p>
        </div>
        {(about.again ? [first, ...others] : others).map((line) => (
          <p>{line}</p>
        ))}
        <p class="ways">
          {record.status === 'rejected' ? (
            <a class="button" href={paths.upload}>
              {words.pages.upload}
            </a>
          ) : about.reviewUrl === undefined ? null : (
            <a class="button" href={about.reviewUrl}>
              {words.pages.toReview}
            </a>
          )}
        </p>
        <Back owner={owner} />
      </>
    ),
  });
}

/** Shown while an import is running; the browser asks again by itself. */
export function workingPage(owner: Owner): string {
  const { pages: words } = localWords(owner.locale);
  return page(owner, { heading: words.working, lead: words.workingLead, children: <Back owner={owner} /> });
}

export function noticePage(owner: Owner, notice: 'failed' | 'notFound'): string {
  const { pages: words } = localWords(owner.locale);
  return page(owner, {
    heading: words[notice],
    ...(notice === 'failed' ? { lead: words.failedLead } : {}),
    children: <Back owner={owner} />,
  });
}
