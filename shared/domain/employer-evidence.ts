import { groupBy } from './collections.ts';
import type { Contact } from './contact.ts';
import { monthOf } from './days.ts';
import { type Employers, fallsIntoJob } from './employers.ts';
import type { Evidence } from './evidence-kinds.ts';
import type { ContactId } from './ids.ts';
import type { FormerEmployer, RememberedJob } from './memory.ts';
import type { Thresholds } from './policy.ts';

/** What the evidence of a shared employer depends on. */
export type EmployerContext = {
  readonly employers: Employers;
  /** The owner's jobs at an employer, by `Employers.keyOf`. */
  readonly jobsAt: ReadonlyMap<string, readonly RememberedJob[]>;
  readonly formerEmployersOf: ReadonlyMap<ContactId, readonly FormerEmployer[]>;
  readonly policy: Pick<Thresholds, 'sharedEmployerUpToYearsAfterJob'>;
};

/** The owner's jobs by employer, without those at none in particular. */
export function jobsByEmployer(
  jobs: readonly RememberedJob[],
  { keyOf }: Pick<Employers, 'keyOf'>,
): ReadonlyMap<string, readonly RememberedJob[]> {
  const at = ({ company }: RememberedJob): string => keyOf(company);
  return groupBy(
    jobs.filter((job) => at(job) !== ''),
    at,
  );
}

/**
 * At most one fact (PRODUCT section 2): "both at one employer: the contact's employer, now or in any earlier upload, is one
 * of the owner's: strong if the connection falls into that job of the owner's (or up to 2 years after) **and** the employer
 * is neither generic nor marked large; else weak".
 */
export function employerEvidence(
  { contactId, row }: Contact,
  { employers, jobsAt, formerEmployersOf, policy }: EmployerContext,
): readonly Evidence[] {
  const jobsAtOne = (company: string): readonly RememberedJob[] => jobsAt.get(employers.keyOf(company)) ?? [];
  const now = row.company === undefined ? [] : jobsAtOne(row.company);
  const former = formerEmployersOf.get(contactId);
  const shared =
    former === undefined ? now : [...now, ...former.flatMap(({ company }) => jobsAtOne(company))];
  const [first] = shared;
  if (first === undefined) return [];
  const { sharedEmployerUpToYearsAfterJob: years } = policy;
  const strong = shared.find(
    (job) => fallsIntoJob(row.connectedOn, job, years) && !employers.isLarge(job.company),
  );
  const { company: detail, startedIn } = strong ?? first;
  const fact = { kind: 'sharedEmployer', ownAct: false, file: 'positions', detail } as const;
  return strong === undefined
    ? [{ ...fact, strength: 'weak', at: startedIn }]
    : [{ ...fact, strength: 'strong', at: monthOf(row.connectedOn) }];
}
