import { compareText, groupBy } from './collections.ts';
import { type Contact, fullName } from './contact.ts';
import type { Hook } from './digest.ts';
import { foldEmployer, isGenericEmployer, jobsOn } from './employers.ts';
import type { RememberedJob } from './memory.ts';

const namesShown = 3;

/**
 * Makes the memory hooks of any contact of one network: who else was added that day, other contacts at that company,
 * where the owner worked then. They help to remember and are no evidence.
 */
export function memoryHooks(
  contacts: readonly Contact[],
  jobs: readonly RememberedJob[],
): (contact: Contact) => Hook[] {
  const connected = contacts.filter((contact) => contact.missingSince === undefined);
  const byDay = groupBy(connected, (contact) => contact.row.connectedOn);
  const byCompany = groupBy(
    connected.filter(
      (contact) => contact.row.company !== undefined && !isGenericEmployer(contact.row.company),
    ),
    (contact) => foldEmployer(contact.row.company ?? ''),
  );
  return (contact) => {
    const { company, connectedOn } = contact.row;
    const [job] = jobsOn(connectedOn, jobs);
    const sameDay = others(byDay.get(connectedOn), contact);
    const sameCompany =
      company === undefined ? undefined : others(byCompany.get(foldEmployer(company)), contact);
    return [
      ...(sameDay === undefined ? [] : [{ kind: 'sameDay', ...sameDay } as const]),
      ...(sameCompany === undefined || company === undefined
        ? []
        : [{ kind: 'sameCompany', company, ...sameCompany } as const]),
      ...(job === undefined ? [] : [{ kind: 'ownJob', company: job.company, title: job.title } as const]),
    ];
  };
}

function others(
  group: readonly Contact[] = [],
  contact: Contact,
): { names: string[]; others: number } | undefined {
  const rest = group
    .filter((other) => other.contactId !== contact.contactId)
    .sort((a, b) => compareText(a.contactId, b.contactId));
  if (rest.length === 0) return undefined;
  return {
    names: rest.slice(0, namesShown).map((other) => fullName(other.row)),
    others: Math.max(0, rest.length - namesShown),
  };
}
