import type { SubjectKind } from '../../domain/ids.ts';
import { answerWord } from './answer-words.ts';
import type { Wording } from './layout.tsx';
import type { HeldAnswer, HeldRow } from './views.ts';

/** Of a card: that an answer came in which is not in force until the owner presses once more. */
export const NotInForce = (props: { held: HeldAnswer | undefined; kind: SubjectKind; wording: Wording }) =>
  props.held === undefined ? null : (
    <div class="told problem">
      <p>{heldText(props.held, props.kind, props.wording)}</p>
    </div>
  );

function heldText({ given, at }: HeldAnswer, kind: SubjectKind, wording: Wording): string {
  const { texts, catalogue, zone } = wording;
  const day = catalogue.dayOf(at, zone);
  return given === undefined
    ? texts.unconfirmed.takenBack(day)
    : texts.unconfirmed.answered(answerWord(kind, given.answer, wording), day);
}

/** Of a receipt: the answers of the form that are not in force. */
export const HeldRows = ({ rows, wording }: { rows: readonly HeldRow[]; wording: Wording }) =>
  rows.length === 0 ? null : (
    <section>
      <div class="told problem" role="alert">
        <p>
          <strong>{wording.texts.unconfirmed.heading}</strong>
        </p>
        <p>{wording.texts.unconfirmed.lead}</p>
      </div>
      <ul>
        {rows.map(({ title, kind, held: { given } }) => (
          <li class="row">
            <p class="who">
              <bdi>{title}</bdi>
            </p>
            {given === undefined ? null : (
              <p>
                <span class="tag">{answerWord(kind, given.answer, wording)}</span>
              </p>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
