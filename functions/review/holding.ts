import type { Decision } from '../../shared/domain/decision.ts';
import type { Subject } from '../../shared/domain/ids.ts';
import { answerTarget } from '../../shared/domain/same-person.ts';
import { heldOf, withUnconfirmed } from '../../shared/domain/unconfirmed.ts';
import type { PageInput } from './reading.ts';

type Decisions = ReadonlyMap<Subject, Decision>;

/**
 * What stands once a POST is recorded, with what came in meanwhile: POSTs that come at once each begin with what stood before
 * all of them, and only who reads after its own write can tell that they were too many (REQUIREMENTS A-8). The last of them to
 * write does; what it finds held of its own is what the operator is told.
 */
export async function standingAfter(
  { services, link, state }: PageInput,
  { recorded, submit }: { readonly recorded: Decisions; readonly submit: string },
): Promise<Decisions> {
  const { ownerId } = link.record;
  const all = withUnconfirmed(await services.store.readDecisions(ownerId));
  const held = heldOf(all, submit);
  if (held > 0) {
    services.log.info('answersHeld', { ownerId, held, unconfirmed: all.filter(isUnconfirmed).length });
    services.metrics.count({ answersHeld: held });
  }
  const bySubject = new Map(all.map((decision) => [decision.subject, decision]));
  return new Map(
    [...recorded].map(([subject, decision]) => {
      const target = answerTarget(decision, subject);
      const now = bySubject.get(target.subject);
      const isNews = decision !== state.decisions.get(subject) || (now && isUnconfirmed(now));
      return [subject, now && isNews ? target.shown(now) : decision];
    }),
  );
}

const isUnconfirmed = ({ unconfirmed }: Decision): boolean => unconfirmed !== undefined;
