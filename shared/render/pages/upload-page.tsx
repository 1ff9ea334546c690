import type { UploadForm } from '../../domain/upload.ts';
import type { UploadProblem, UploadTexts } from '../locales/upload-texts.ts';
import { type Frame, renderOwnerPage, type Wording } from './layout.tsx';
import { uploadScript } from './upload-script.ts';

/** What the page for uploading shows. */
export type UploadView = {
  readonly form: UploadForm;
  /** Where the script goes on to; without it where the form's own answer leads. */
  readonly next?: string;
  readonly problem?: UploadProblem;
};

/** The page with the form for an export, and how to get one. */
export function renderUploadPage(view: UploadView, wording: Wording, frame?: Frame): string {
  const { upload: texts } = wording.catalogue;
  const { form, problem } = view;
  return renderOwnerPage(wording, {
    heading: texts.heading,
    lead: texts.lead,
    footer: texts.footer(wording.until ?? ''),
    ...frame,
    script: uploadScript,
    children: (
      <>
        {problem === undefined ? null : <Problem problem={problem} wording={wording} shown />}
        <ExportForm view={view} wording={wording} />
        <section>
          <h2>{texts.how.heading}</h2>
          <ol>
            {texts.how.steps.map((step) => (
              <li>{step}</li>
            ))}
          </ol>
          <p class="soft">{texts.kept(form.keptDays)}</p>
        </section>
      </>
    ),
  });
}

function ExportForm({ view: { form, next }, wording }: { view: UploadView; wording: Wording }) {
  const { upload: texts } = wording.catalogue;
  return (
    <form
      class="card upload"
      method="post"
      action={form.url}
      enctype="multipart/form-data"
      data-fields={JSON.stringify(form.scriptFields)}
      data-max={String(form.maxBytes)}
      data-next={next ?? ''}
    >
      {Object.entries(form.fields).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <label for="file">{texts.file}</label>
      <p class="hint" id="file-hint">
        {texts.hint}
      </p>
      {/* S3 reads no field behind the file. */}
      <input type="file" id="file" name="file" accept=".zip,.csv" required aria-describedby="file-hint" />
      <button type="submit">{texts.send}</button>
      <div id="sending" role="status" hidden>
        <label for="progress">{texts.sending}</label>
        <progress id="progress" max="1" value="0" />
      </div>
      {(['noFile', 'tooLarge', 'broken'] as const).map((of) => (
        <Problem problem={of} wording={wording} />
      ))}
    </form>
  );
}

// The hidden ones are for the script to show.
function Problem(props: { problem: UploadProblem; wording: Wording; shown?: boolean }) {
  const text = props.wording.catalogue.upload.problem[props.problem];
  return (
    <div class="told problem" role="alert" {...(props.shown ? {} : { id: props.problem, hidden: true })}>
      <p>{text}</p>
    </div>
  );
}

/** What is known about an upload. */
export type ResultView = {
  readonly result: keyof UploadTexts['result'];
  readonly fileName?: string;
  /** What the import did, or why it did nothing, the most important sentence first. */
  readonly lines: readonly string[];
  readonly links: { readonly upload: string; readonly again?: string };
  /** Where the owner's word goes that a held export is right, and what became of the last press. */
  readonly override?: { readonly post: string; readonly problem?: 'notPressed' | 'unreadable' };
};

/** The page with what became of an upload. */
export function renderResultPage(view: ResultView, wording: Wording, frame?: Frame): string {
  const { upload: texts } = wording.catalogue;
  const { heading, lead } = texts.result[view.result];
  const isRefused = view.result === 'rejected' || view.result === 'held';
  const [first, ...others] = view.lines;
  return renderOwnerPage(wording, {
    heading,
    lead: view.fileName ? <bdi>{view.fileName}</bdi> : lead,
    footer: texts.footer(wording.until ?? ''),
    ...frame,
    children: (
      <>
        {first === undefined ? null : (
          <div class={isRefused ? 'told problem' : 'told'}>
            <p>{first}</p>
          </div>
        )}
        {others.map((line) => (
          <p>{line}</p>
        ))}
        {view.fileName ? <p class="soft">{lead}</p> : null}
        {view.override === undefined ? null : <Override override={view.override} wording={wording} />}
        <nav class="ways">
          {view.links.again === undefined ? null : (
            <a class="button" href={view.links.again}>
              {texts.lookAgain}
            </a>
          )}
          {view.result === 'waiting' || view.result === 'taking' ? null : (
            <a class={view.result === 'rejected' ? 'button' : 'button quiet'} href={view.links.upload}>
              {texts.another}
            </a>
          )}
        </nav>
      </>
    ),
  });
}

function Override(props: { override: NonNullable<ResultView['override']>; wording: Wording }) {
  const { post, problem } = props.override;
  const { catalogue, texts: pages } = props.wording;
  return (
    <>
      {problem === undefined ? null : (
        <div class="told problem" role="alert">
          <p>{pages.problem[problem]}</p>
        </div>
      )}
      <form method="post" action={post}>
        <p>{catalogue.upload.override.lead}</p>
        <input type="hidden" name="export" value="right" />
        <button type="submit">{catalogue.upload.override.button}</button>
      </form>
    </>
  );
}
