import type { ExplainedEvaluation, Network } from './assess.ts';
import { compareText, groupBy } from './collections.ts';
import type { Contact } from './contact.ts';
import type { Origin } from './decision.ts';
import { origins } from './decision.ts';
import { type EvidenceKind, evidenceKinds, type OriginStatus, type Reciprocity } from './evidence-kinds.ts';
import type { IsoTime } from './ids.ts';
import { connectedOf, settledAmong } from './settled.ts';

/** One part of a breakdown: whom its number counts. */
export type Part<Key extends string = string> = {
  readonly key: Key;
  /** The newest connection first, ties by id. */
  readonly contacts: readonly Contact[];
};

/** The statuses in the order in which a page shows them; the parts of every one add up to all contacts. */
export const originStatuses = ['known', 'unclear', 'unknown', 'cannotKnow'] as const satisfies OriginStatus[];
export const reciprocities = [
  'mutual',
  'inGroups',
  'theyNeverAnswered',
  'youNeverAnswered',
  'silent',
  'cannotKnow',
] as const satisfies Reciprocity[];

/** Contacts at one employer, as most of them write its name. */
export type EmployerPart = Part & { readonly name: string };

/** Who connected in one year. */
export type YearPart = Part & {
  /** They and those of all years before; whoever left since is in no year. */
  readonly atYearEnd: number;
  /**
   * Conversations of whom the exports could show them, and with how many of these both wrote: to each other, or in one
   * small group.
   */
  readonly seen: number;
  readonly bothWrote: number;
};

/** Who is in a network, roughly (PRODUCT section 1, "overview page"); about the connected contacts alone. */
export type Overview = {
  /** Date of the newest accepted export; absent before the first. */
  readonly exportedAt?: IsoTime;
  readonly contacts: readonly Contact[];
  /** The headline: as in the digest. */
  readonly settled: readonly Contact[];
  /** One part a status, also where it is empty. */
  readonly statuses: readonly Part<OriginStatus>[];
  /** Everybody of known origin: by the owner's answer, all others by the strongest evidence. No part is empty. */
  readonly answered: readonly Part<Origin>[];
  readonly explained: readonly Part<EvidenceKind>[];
  readonly employers: {
    /** Those with the most contacts, at most 10; with their aliases one employer. */
    readonly largest: readonly EmployerPart[];
    readonly others: Part<'others'> & { readonly employers: number };
    /** Without an employer, or with one that everybody can have ("Freelance"). */
    readonly without: Part<'none'>;
  };
  /** Every year from the first connection to the last. */
  readonly years: readonly YearPart[];
  /** One part a reciprocity, also where it is empty. */
  readonly reciprocity: readonly Part<Reciprocity>[];
};

const mostEmployers = 10;

type Assessed = Pick<Network, 'contacts' | 'decisions' | 'head'> &
  Pick<ExplainedEvaluation, 'assessments' | 'context'>;

/** The figures of an assessed network. Nothing is estimated: every number is the length of a list. */
export function overviewOf(network: Assessed): Overview {
  const { assessments, head } = network;
  const contacts = connectedOf(network).sort(newestFirst);
  const assessed = ({ contactId }: Contact) => assessments.get(contactId);
  const settled = settledAmong(contacts, network);
  const known = contacts.filter((contact) => assessed(contact)?.originStatus === 'known');
  const strongest = (contact: Contact) => assessed(contact)?.evidence[0];
  const said = (contact: Contact) =>
    strongest(contact)?.kind === 'answer' ? strongest(contact)?.detail : undefined;
  return {
    ...(head === undefined ? {} : { exportedAt: head.exportedAt }),
    contacts,
    settled,
    statuses: partsOf(contacts, originStatuses, (contact) => assessed(contact)?.originStatus ?? 'cannotKnow'),
    answered: partsOf(known, origins, said).filter(isFilled),
    explained: partsOf(known, evidenceKinds, (contact) => strongest(contact)?.kind)
      .filter(({ key }) => key !== 'answer')
      .filter(isFilled)
      .sort(largestFirst),
    employers: employersAmong(contacts, network.context.employers.keyOf),
    years: yearsOf(contacts, (contact) => assessed(contact)?.reciprocity ?? 'cannotKnow'),
    reciprocity: partsOf(
      contacts,
      reciprocities,
      (contact) => assessed(contact)?.reciprocity ?? 'cannotKnow',
    ),
  };
}

const newestFirst = (a: Contact, b: Contact): number =>
  compareText(b.row.connectedOn, a.row.connectedOn) || compareText(a.contactId, b.contactId);

const largestFirst = (a: Part, b: Part): number => b.contacts.length - a.contacts.length;

const isFilled = ({ contacts }: Part): boolean => contacts.length > 0;

function partsOf<Key extends string>(
  contacts: readonly Contact[],
  keys: readonly Key[],
  keyOf: (contact: Contact) => string | undefined,
): Part<Key>[] {
  const groups = groupBy(contacts, keyOf);
  return keys.map((key) => ({ key, contacts: groups.get(key) ?? [] }));
}

function employersAmong(
  contacts: readonly Contact[],
  keyOf: (company: string) => string,
): Overview['employers'] {
  const groups = groupBy(contacts, ({ row }) => keyOf(row.company ?? ''));
  const named = [...groups]
    .filter(([key]) => key !== '')
    .map(([key, members]): EmployerPart => ({ key, name: usualName(members), contacts: members }))
    .sort((a, b) => largestFirst(a, b) || compareText(a.name, b.name) || compareText(a.key, b.key));
  const others = named.slice(mostEmployers);
  return {
    largest: named.slice(0, mostEmployers),
    others: {
      key: 'others',
      employers: others.length,
      contacts: others.flatMap((employer) => employer.contacts).sort(newestFirst),
    },
    without: { key: 'none', contacts: groups.get('') ?? [] },
  };
}

/** The name that most of an employer's contacts write; of several the first by its letters. */
function usualName(contacts: readonly Contact[]): string {
  const names = [...groupBy(contacts, ({ row }) => row.company ?? '')];
  names.sort(([a, by], [b, than]) => than.length - by.length || compareText(a, b));
  return names[0]?.[0] ?? '';
}

function yearsOf(contacts: readonly Contact[], reciprocityOf: (contact: Contact) => Reciprocity): YearPart[] {
  const groups = groupBy(contacts, ({ row }) => Number(row.connectedOn.slice(0, 4)));
  const last = Number(contacts[0]?.row.connectedOn.slice(0, 4) ?? 0);
  const first = Number(contacts.at(-1)?.row.connectedOn.slice(0, 4) ?? 1);
  let atYearEnd = 0;
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index): YearPart => {
    const came = groups.get(first + index) ?? [];
    atYearEnd += came.length;
    const seen = came.map(reciprocityOf).filter((one) => one !== 'cannotKnow');
    const bothWrote = seen.filter((one) => one === 'mutual' || one === 'inGroups').length;
    return { key: String(first + index), contacts: came, atYearEnd, seen: seen.length, bothWrote };
  });
}
