import type { Wording } from './layout.tsx';
import type { Told } from './views.ts';

/** What just happened, or why nothing did; read out first. */
export function ToldBox(props: { told: Told | undefined; wording: Wording; inList?: true }) {
  const { told, inList } = props;
  const { texts } = props.wording;
  if (told === undefined) return null;
  if ('problem' in told)
    return (
      <div class="told problem" role="alert">
        <p>{texts.problem[inList && told.problem === 'unconfirmed' ? 'unconfirmedInList' : told.problem]}</p>
      </div>
    );
  const { title, answer, over } = told.undone;
  const taken = over ? texts.undone.over(title) : texts.undone.open(title);
  return (
    <div class="told" role="status">
      <p>{answer === undefined ? taken : texts.undone.again(title, answer)}</p>
    </div>
  );
}
