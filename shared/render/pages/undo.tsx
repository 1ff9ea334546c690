import type { Subject } from '../../domain/ids.ts';
import type { Wording } from './layout.tsx';

/** One answer that can be taken back: what was answered, and after how many entries of its history. */
type Undo = {
  /** Where the button posts to. */
  readonly to: string;
  readonly subject: Subject;
  readonly entries: number;
};

type ButtonProps = {
  /** What was answered about, ready to show: read out after the word on the button. */
  readonly title: string;
  readonly wording: Wording;
  /** Id of the form that it sends, where it stands inside of another one. */
  readonly form?: string;
};

/** A form with its one button, which takes an answer back. */
export const UndoForm = ({ title, wording, ...undo }: Undo & ButtonProps) => (
  <form method="post" action={undo.to}>
    <UndoFields {...undo} />
    <UndoButton title={title} wording={wording} />
  </form>
);

/** The form of a button that stands inside of another form: HTML nests none. */
export const UndoFormApart = ({ id, ...undo }: Undo & { readonly id: string }) => (
  <form method="post" action={undo.to} id={id}>
    <UndoFields {...undo} />
  </form>
);

const UndoFields = ({ subject, entries }: Undo) => (
  <>
    <input type="hidden" name="subject" value={subject} />
    <input type="hidden" name="entries" value={String(entries)} />
  </>
);

export const UndoButton = ({ title, wording: { texts }, form }: ButtonProps) => (
  <button type="submit" class="quiet undo" form={form}>
    {texts.receipt.undo}
    <span class="hidden"> {texts.receipt.undoWhom(title)}</span>
  </button>
);
