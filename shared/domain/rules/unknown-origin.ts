import { mostNamesakes } from '../contact.ts';
import { messagesAndNoteIn } from '../facts.ts';
import type { Verdict } from '../finding.ts';
import type { Rule, RuleInput } from './rule.ts';

/**
 * Enforces PRODUCT section 1: "Go through the contacts again and again and ask 'woher kennen wir uns?'; no memory **and** no
 * chat history: sort out, sometimes", by the defaults of section 2: "unknown origin: asked (also *unclear*)", in brackets
 * for *strict*. *Cannot know* is "never asked as if it were unknown". To have connected in the days in which colleagues did
 * explains nobody: who is in no open group of colleagues is asked about as one of whom nothing is known.
 */
export const unknownOrigin: Rule = { ruleId: 'unknownOrigin', evaluate };

function evaluate(input: RuleInput): Verdict {
  const { contact, assessment, searchedUntil, policy } = input;
  const { connectedOn } = contact.row;
  const { originStatus, evidence } = assessment;
  const [strongest] = evidence;
  if (originStatus === 'known' && strongest !== undefined)
    return { rests: { kind: 'originKnown', by: strongest.kind } };
  if (originStatus === 'unknown' && searchedUntil !== undefined)
    return { asks: { kind: 'noTrace', connectedOn, searchedUntil, ...someMessages(contact) } };
  if (originStatus !== 'unclear') return { rests: { kind: 'cannotKnow' } };
  if (!policy.askUnclearOrigin && !isOnlyNear(input))
    return {
      rests: {
        kind: 'originUnclear',
        ...(strongest && { hint: strongest.kind }),
        ...(policy.switchedOff?.includes('unclearOrigin') && { switchedOff: true }),
      },
    };
  if (strongest !== undefined)
    return { asks: { kind: 'onlyHint', connectedOn, hint: strongest.kind, hintAt: strongest.at } };
  const namesakes = mostNamesakes(contact.facts.doubtful ?? []);
  return { asks: { kind: 'namesakes', connectedOn, namesakes } };
}

// What one side wrote and nobody has answered (yet) explains nobody, nor does the text of many invitations; it is there all
// the same.
const someMessages = ({ facts }: RuleInput['contact']): { messages?: number } => {
  const messages = messagesAndNoteIn(facts);
  return messages === 0 ? {} : { messages };
};

/** Whether the only trace of somebody, where messages could be searched, is the days in which colleagues connected. */
export const isOnlyNear = ({
  contact,
  assessment,
  searchedUntil,
}: Pick<RuleInput, 'contact' | 'assessment' | 'searchedUntil'>): boolean =>
  searchedUntil !== undefined &&
  assessment.evidence.length > 0 &&
  assessment.evidence.every(({ kind }) => kind === 'nearColleagues') &&
  (contact.facts.doubtful ?? []).length === 0;
