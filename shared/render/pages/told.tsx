import type { Wording } from './layout.tsx';
import type { Told } from './views.ts';

/** What just happened, or why nothing did; read out first. */
export function ToldBox({ told, wording: { texts } }: { told: Told | undefined; wording: Wording }) {
  if (told === undefined) return null;
  if ('problem' in told)
    return (
      <div class="told problem" role="alert">
        <p>{texts.problem[told.problem]}</p>
      </div>
    );
  const { title, answer } = told.undone;
  return (
    <div class="told" role="status">
      <p>{answer === undefined ? texts.undone.open(title) : texts.undone.again(title, answer)}</p>
    </div>
  );
}
