import type { Contact } from '../contact.ts';
import { fullName } from '../contact.ts';
import { dayIn } from '../days.ts';
import type { Employers } from '../employers.ts';
import type { Reason, Verdict } from '../finding.ts';
import type { IsoDay } from '../ids.ts';
import { foldName } from '../names-of-people.ts';
import { type ComplianceEntry, complianceIds, listedName } from '../owner.ts';
import type { Rule, RuleInput } from './rule.ts';

/**
 * Enforces PRODUCT section 1: "My contract forbids contact with a client: compliance list (company, e-mail domain, person;
 * reason; end date): always asked first; keeping needs a reason", and section 2: "compliance: always", under every policy
 * and in the first days of a connection too. An entry binds up to and with its last day. Of several entries that name one
 * contact the first that the owner has not kept them in spite of is asked about: each needs a reason of its own. A promised
 * removal settles it until an export holds them all the same; then this rule asks again, unless the rule *removals* reminds.
 */
export const compliance: Rule = { ruleId: 'compliance', alsoNew: true, evaluate };

function evaluate(input: RuleInput): Verdict {
  const { contact, compliance: list, context, decision, on } = input;
  const entries = list.filter((one) => binds(one, on) && namesContact(one, contact, context.employers));
  const keptDespite = decision?.given?.despite ?? [];
  const keptAs = (one: ComplianceEntry) => complianceIds(one).find((id) => keptDespite.includes(id));
  const entry = entries.find((one) => keptAs(one) === undefined) ?? entries[0];
  if (entry === undefined) return { rests: { kind: 'notOnList' } };
  const { by, value, until } = entry;
  return {
    asks: {
      kind: 'compliance',
      by,
      value,
      entry: keptAs(entry) ?? complianceIds(entry)[0],
      ...(until === undefined ? {} : { until }),
      connectedOn: contact.row.connectedOn,
      ...promiseOf(input),
    },
  };
}

/** That the owner wanted to remove them: under a policy that does not remind of promised removals only here. */
function promiseOf({
  contact,
  policy,
  unkeptRemoval,
  zone,
}: RuleInput): Pick<Extract<Reason, { kind: 'compliance' }>, 'promisedOn' | 'cameBack'> {
  const removal = policy.asks.includes('removals') ? undefined : unkeptRemoval(contact.contactId);
  if (removal === undefined) return {};
  const promisedOn = dayIn(removal.promisedAt, zone);
  return removal.status === 'cameBack' ? { promisedOn, cameBack: true } : { promisedOn };
}

/** Whether an entry binds on a day: up to and with its last one. */
export const binds = ({ until }: ComplianceEntry, on: IsoDay): boolean => until === undefined || on <= until;

/** Whether an entry names a contact, by what the newest export shows of them. */
export function namesContact(entry: ComplianceEntry, { row }: Contact, employers: Employers): boolean {
  const { by, value } = entry;
  switch (by) {
    case 'company':
      return row.company !== undefined && employers.same(row.company, value);
    case 'domain':
      return row.email !== undefined && isWithin(row.email, listedName(entry));
    case 'person':
      return foldName(value) !== '' && foldName(value) === foldName(fullName(row));
  }
}

/** Whether an address is one of the domain's, or of a domain below it. */
function isWithin(email: string, domain: string): boolean {
  const host = email.trim().toLowerCase().split('@').at(-1) ?? '';
  return domain !== '' && (host === domain || host.endsWith(`.${domain}`));
}
