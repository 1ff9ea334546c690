import { defined } from '../collections.ts';
import { dayIn } from '../days.ts';
import type { Decision } from '../decision.ts';
import type { Finding, Reason } from '../finding.ts';
import { type ContactId, subjectContact } from '../ids.ts';

/** Of which rule's making the finding is: as what was put off, it waits for the owner's word. */
export const askedAs = 'dueAgain';

/** A contact whose latest answer the owner has to confirm. */
export type ToConfirm = { readonly contactId: ContactId; readonly reason: Reason };

/**
 * Enforces REQUIREMENTS A-8: an answer that is held is "shown again in the next digest", under every policy and however new
 * the contact is, since nobody judges them by it. Members that were answered with their group are asked about with it, where
 * it is asked (`findings`) and no answer of their own is in force.
 */
export function contactsToConfirm(
  decisions: readonly Decision[],
  { findings, zone }: { readonly findings: readonly Finding[]; readonly zone: string },
): readonly ToConfirm[] {
  const asked = new Set(
    findings.flatMap(({ subject, members = [] }) => members.map((id) => `${subject} ${id}`)),
  );
  return decisions.flatMap(({ subject, given, unconfirmed }): ToConfirm[] => {
    const contactId = subjectContact(subject);
    if (contactId === undefined || unconfirmed === undefined) return [];
    const said = unconfirmed.given;
    if (given === undefined && asked.has(`${said?.group} ${contactId}`)) return [];
    const reason = defined<Reason>({
      kind: 'unconfirmed',
      answer: said?.answer,
      on: dayIn(unconfirmed.at, zone),
    });
    return [{ contactId, reason }];
  });
}
