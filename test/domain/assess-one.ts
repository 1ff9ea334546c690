import type { Contact } from '../../shared/domain/contact.ts';
import type { Decision } from '../../shared/domain/decision.ts';
import { collectEvidence } from '../../shared/domain/evidence.ts';
import { evidenceContext } from '../../shared/domain/evidence-context.ts';
import type { Evidence, OriginStatus } from '../../shared/domain/evidence-kinds.ts';
import { contactSubject } from '../../shared/domain/ids.ts';
import { withNoteApart } from '../../shared/domain/invitation-evidence.ts';
import { emptyMemory, type Memory } from '../../shared/domain/memory.ts';
import { originStatus } from '../../shared/domain/origin.ts';
import type { Owner } from '../../shared/domain/owner.ts';
import { aContact, anOwner, day } from './builders.ts';

/** What one contact's evidence depends on; everything has a default. */
export type Given = {
  readonly contact?: Contact;
  readonly others?: readonly Contact[];
  readonly memory?: Partial<Memory>;
  readonly decision?: Decision;
  readonly owner?: Partial<Owner>;
};

/** The evidence about one contact, in words, and the origin status when all messages were searched. */
export function assessOne({ contact = aContact(), others = [], memory, decision, owner }: Given): {
  readonly found: readonly string[];
  readonly status: OriginStatus;
  readonly evidence: readonly Evidence[];
} {
  const context = evidenceContext({
    contacts: [contact, ...others],
    memory: { ...emptyMemory, ...memory },
    decisionOf: (id) => (decision?.subject === contactSubject(id) ? decision : undefined),
    owner: anOwner(owner),
  });
  const evidence = collectEvidence(withNoteApart(contact, context), context);
  return {
    found: evidence.map(({ kind, strength }) => `${strength} ${kind}`),
    status: originStatus({ contact, evidence, searchedUntil: day('2026-06-01') }),
    evidence,
  };
}
