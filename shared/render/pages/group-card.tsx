import { type MemberChoice, memberChoices } from '../../domain/answering.ts';
import type { Subject } from '../../domain/ids.ts';
import { isFree } from '../../domain/removal-price.ts';
import { removalsSubject } from '../../domain/rules/removals.ts';
import { isolated } from '../locales/words.ts';
import { Choices, KeptFields } from './answer-fields.tsx';
import { type CardProps, PersonLinks, standingText } from './card-parts.tsx';
import { Name, type Wording } from './layout.tsx';
import type { MemberView } from './views.ts';

/** Members that stand open; the others are one press away. */
const membersShown = 12;

/** What a group is answered with: one answer for all, and each member's own where it has to be another. */
export const GroupBody = ({ view, wording }: CardProps) =>
  view.question.subject === removalsSubject ? (
    <>
      <p class="soft">{wording.texts.reminder.hint}</p>
      <Members view={view} wording={wording} />
    </>
  ) : (
    <>
      <Choices view={view} wording={wording} />
      <p class="hint">{wording.texts.group.hint}</p>
      <div class="more">
        <KeptFields
          view={view}
          wording={wording}
          words={{ origin: wording.texts.group.origin, labels: wording.texts.group.labels }}
        />
      </div>
      <Members view={view} wording={wording} />
    </>
  );

function Members({ view: { question, members }, wording }: CardProps) {
  const { group } = wording.texts;
  const [shown, folded] = [members.slice(0, membersShown), members.slice(membersShown)];
  const rows = (some: readonly MemberView[]) => (
    <ul class="members">
      {some.map((member) => (
        <MemberRow member={member} group={question.subject} wording={wording} />
      ))}
    </ul>
  );
  return (
    <>
      <p class="label">{group.members(members.length)}</p>
      {rows(shown)}
      {folded.length === 0 ? null : (
        <details>
          <summary>{group.more(folded.length)}</summary>
          {rows(folded)}
        </details>
      )}
    </>
  );
}

type MemberProps = { readonly member: MemberView; readonly group: Subject; readonly wording: Wording };

function MemberRow({ member, group, wording }: MemberProps) {
  const { person, price } = member;
  const { catalogue, texts } = wording;
  const job = texts.jobAt(person);
  return (
    <li>
      <div>
        <p>
          <Name of={person.name} catalogue={catalogue} />
        </p>
        {job === isolated('') ? null : <p class="soft">{job}</p>}
        <p class="soft">{sinceWhen({ member, group, wording })}</p>
        {isFree(price) ? null : <p class="soft">{texts.price.lines(price).join(' ')}</p>}
        <PersonLinks person={person} wording={wording} />
      </div>
      <MemberField member={member} group={group} wording={wording} />
      {member.reasonMissing ? (
        <p class="wrong" id={`wrong-${person.contactId}`}>
          {texts.compliance.ownCard}
        </p>
      ) : null}
    </li>
  );
}

function sinceWhen({ member: { person, standing }, group, wording }: MemberProps): string {
  const { catalogue, texts, zone } = wording;
  if (group === removalsSubject && standing?.given.answer === 'remove')
    return texts.removals.promised(catalogue.dayOf(standing.decidedAt, zone));
  const since = texts.connectedSince(catalogue.day(person.connectedOn));
  return standing === undefined ? since : `${since} · ${standingText(standing, 'contact', wording)}`;
}

function MemberField({ member, group, wording }: MemberProps) {
  const { person, choice, standing } = member;
  const { catalogue, texts } = wording;
  const isReminder = group === removalsSubject;
  const words: Readonly<Record<MemberChoice, string>> = isReminder
    ? { ...texts.group.choice, group: texts.reminder.still, keep: texts.reminder.keep }
    : { ...texts.group.choice, ...(standing && { single: texts.group.asAnswered }) };
  const offered = isReminder ? (['group', 'keep'] as const) : memberChoices;
  return (
    <select
      name={`member.${group}.${person.contactId}`}
      aria-label={texts.group.choiceOf(catalogue.name(person.name))}
      {...(member.reasonMissing && {
        'aria-invalid': 'true' as const,
        'aria-describedby': `wrong-${person.contactId}`,
      })}
    >
      {offered.map((one) => (
        <option value={one} selected={choice === one}>
          {words[one]}
        </option>
      ))}
    </select>
  );
}
