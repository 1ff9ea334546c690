import type { Contact } from './contact.ts';
import { monthOf } from './days.ts';
import { type Employers, fallsIntoJob } from './employers.ts';
import type { Evidence } from './evidence-kinds.ts';
import type { ContactId } from './ids.ts';
import type { FormerEmployer, RememberedJob } from './memory.ts';

/** What the evidence of a shared employer depends on. */
export type EmployerContext = {
  readonly employers: Employers;
  readonly jobs: readonly RememberedJob[];
  readonly formerEmployersOf: ReadonlyMap<ContactId, readonly FormerEmployer[]>;
};

/**
 * At most one fact (PRODUCT section 2): "both at one employer: the contact's employer, now or in any earlier upload, is one
 * of the owner's: strong if the connection falls into that job of the owner's (or up to 2 years after) **and** the employer
 * is neither generic nor marked large; else weak".
 */
export function employerEvidence(
  { contactId, row }: Contact,
  { employers, jobs, formerEmployersOf }: EmployerContext,
): Evidence[] {
  const companies = [
    ...(row.company === undefined ? [] : [row.company]),
    ...(formerEmployersOf.get(contactId) ?? []).map(({ company }) => company),
  ];
  const shared = companies.flatMap((company) =>
    jobs
      .filter((job) => employers.same(company, job.company))
      .map((job) => ({ job, strong: fallsIntoJob(row.connectedOn, job) && !employers.isLarge(job.company) })),
  );
  const best = shared.find(({ strong }) => strong) ?? shared[0];
  if (best === undefined) return [];
  const at = best.strong ? monthOf(row.connectedOn) : best.job.startedIn;
  const strength = best.strong ? 'strong' : 'weak';
  return [
    { kind: 'sharedEmployer', strength, ownAct: false, at, file: 'positions', detail: best.job.company },
  ];
}
