import type { Contact } from '../contact.ts';
import { fullName } from '../contact.ts';
import type { Employers } from '../employers.ts';
import type { Verdict } from '../finding.ts';
import type { IsoDay } from '../ids.ts';
import { foldName } from '../names-of-people.ts';
import { type ComplianceEntry, complianceId } from '../owner.ts';
import type { Rule, RuleInput } from './rule.ts';

/**
 * Enforces PRODUCT section 1: "My contract forbids contact with a client: compliance list (company, e-mail domain, person;
 * reason; end date): always asked first; keeping needs a reason", and section 2: "compliance: always", under every policy
 * and in the first days of a connection too. An entry binds up to and with its last day. Of several entries that name one
 * contact the first that the owner has not kept them in spite of is asked about: each needs a reason of its own.
 */
export const compliance: Rule = { ruleId: 'compliance', alsoNew: true, evaluate };

function evaluate({ contact, compliance: list, context, decision, on }: RuleInput): Verdict {
  const entries = list.filter((one) => binds(one, on) && namesContact(one, contact, context.employers));
  const keptDespite = decision?.given?.despite ?? [];
  const entry = entries.find((one) => !keptDespite.includes(complianceId(one))) ?? entries[0];
  if (entry === undefined) return { rests: { kind: 'notOnList' } };
  const { by, value, until } = entry;
  return {
    asks: {
      kind: 'compliance',
      by,
      value,
      entry: complianceId(entry),
      ...(until === undefined ? {} : { until }),
      connectedOn: contact.row.connectedOn,
    },
  };
}

/** Whether an entry binds on a day: up to and with its last one. */
export const binds = ({ until }: ComplianceEntry, on: IsoDay): boolean => until === undefined || on <= until;

/** Whether an entry names a contact, by what the newest export shows of them. */
export function namesContact(
  { by, value }: ComplianceEntry,
  { row }: Contact,
  employers: Employers,
): boolean {
  switch (by) {
    case 'company':
      return row.company !== undefined && employers.same(row.company, value);
    case 'domain':
      return row.email !== undefined && isWithin(row.email, value);
    case 'person':
      return foldName(value) !== '' && foldName(value) === foldName(fullName(row));
  }
}

/** Whether an address is one of the domain's, or of a domain below it. */
function isWithin(email: string, domain: string): boolean {
  const host = email.trim().toLowerCase().split('@').at(-1) ?? '';
  const wanted = domain.trim().toLowerCase().replace(/^@/, '');
  return wanted !== '' && (host === wanted || host.endsWith(`.${wanted}`));
}
