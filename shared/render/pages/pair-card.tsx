import { dayOf } from '../../domain/days.ts';
import { Choices } from './answer-fields.tsx';
import { type CardProps, evidenceText, PersonLines, standingText } from './card-parts.tsx';
import { Name, type Wording } from './layout.tsx';
import type { PairView } from './views.ts';

/** Two who may be one person, side by side, with what is known of each. */
export const PairBody = ({ view, wording }: CardProps) => (
  <>
    <div class="pair">
      {view.pair.map((one) => (
        <OneOfTwo one={one} wording={wording} />
      ))}
    </div>
    <Choices view={view} wording={wording} />
    <p class="hint">{wording.texts.pair.hint}</p>
  </>
);

function OneOfTwo({ one, wording }: { one: PairView; wording: Wording }) {
  const { catalogue, texts } = wording;
  const { person, role, at, evidence, standing } = one;
  const day = catalogue.day(dayOf(at));
  return (
    <section>
      <p class="label">{texts.pair[role]}</p>
      <p class="who">
        <Name of={person.name} catalogue={catalogue} />
      </p>
      <PersonLines
        person={person}
        since={texts.connectedSince(catalogue.day(person.connectedOn))}
        wording={wording}
      />
      <p class="soft">{role === 'vanished' ? texts.pair.missingSince(day) : texts.pair.firstSeen(day)}</p>
      <p class="soft">
        {evidence.length === 0
          ? texts.pair.nothingKnown
          : `${texts.evidence.found}: ${evidenceText(evidence, wording)}`}
      </p>
      {standing === undefined ? null : <p class="soft">{standingText(standing, 'contact', wording)}</p>}
    </section>
  );
}
