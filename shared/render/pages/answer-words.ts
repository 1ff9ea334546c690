import type { GivenAnswer } from '../../domain/decision.ts';
import type { Person, Question } from '../../domain/digest.ts';
import type { SubjectKind } from '../../domain/ids.ts';
import type { Wording } from './layout.tsx';

/** The word on the button of an answer: to keep somebody who is no contact yet is to accept them. */
export const answerWord = (
  kind: SubjectKind,
  answer: GivenAnswer['answer'],
  { catalogue, texts }: Pick<Wording, 'catalogue' | 'texts'>,
): string =>
  kind === 'invitation' && (answer === 'keep' || answer === 'remove')
    ? texts.invitation.answer[answer]
    : catalogue.answer[answer];

/** What a question is called, ready to show: by the name of its person, a group by what it is. */
export const titleOf = (about: Person | Question, { catalogue }: Pick<Wording, 'catalogue'>): string =>
  'kind' in about && about.kind === 'group' ? catalogue.titleOf(about) : catalogue.name(about.name);
