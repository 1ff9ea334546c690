import type { ExplainedEvaluation, Network } from './assess.ts';
import { compareText, groupBy } from './collections.ts';
import { type Contact, contactsById } from './contact.ts';
import { dayOf } from './days.ts';
import type { Reciprocity } from './evidence-kinds.ts';
import type { ContactId, IsoDay } from './ids.ts';
import { hasRows } from './import.ts';
import { noteOf, withNoteApart } from './invitation-evidence.ts';
import type { RememberedInvitation } from './memory.ts';
import { connectedOf } from './settled.ts';

/** One invitation of the owner's. */
export type SentInvitation = {
  readonly on: IsoDay;
  /** Who it went to, where they are a contact: of others no name is kept. */
  readonly contact?: Contact;
};

export const invitationHabits = ['sent', 'withoutNote', 'sameText', 'bulk'] as const;
/**
 * Own invitations: all of them; without a word; with the same text to several people; on days with many. The oldest
 * first.
 */
export type InvitationHabits = Readonly<Record<(typeof invitationHabits)[number], readonly SentInvitation[]>>;

/** What the owner does, as far as the exports showed it (PRODUCT section 1, "mirror of one's own habits"). */
export type Habits = {
  /** Absent: no export had invitations to look at. */
  readonly invitations?: InvitationHabits & {
    /** Exports that had invitations, and the days of the first and the last of them. */
    readonly exports: number;
    readonly from: IsoDay;
    readonly to: IsoDay;
    /** The owner's limits: the same text to so many, and more than so many a day. */
    readonly sameTextFrom: number;
    readonly bulkAbove: number;
    /** Years in which invitations were sent, the first one first. */
    readonly years: readonly (InvitationHabits & { readonly year: string })[];
  };
  /** Contacts alone, those who wait longest first. Absent: no export had messages to look at. */
  readonly messages?: {
    /** Day of the newest export with messages. */
    readonly until: IsoDay;
    /** Days after which a silence counts: the owner's policy. */
    readonly afterDays: number;
    readonly youNeverAnswered: readonly Contact[];
    readonly theyNeverAnswered: readonly Contact[];
  };
};

type Assessed = Pick<Network, 'contacts' | 'memory' | 'imports' | 'head'> &
  Pick<ExplainedEvaluation, 'assessments' | 'context' | 'sight' | 'policy'>;

/** The mirror of an assessed network; the thresholds are those by which evidence is judged. */
export function habitsOf(network: Assessed): Habits {
  const invitations = ownInvitations(network);
  const { messagesAt } = network.sight;
  const unanswered = (state: Reciprocity) =>
    connectedOf(network)
      .filter(({ contactId }) => network.assessments.get(contactId)?.reciprocity === state)
      .map((contact) => withNoteApart(contact, network.context))
      .sort(longestFirst);
  return {
    ...(invitations === undefined ? {} : { invitations }),
    ...(messagesAt === undefined
      ? {}
      : {
          messages: {
            until: dayOf(messagesAt),
            afterDays: network.policy.unansweredAfterDays,
            youNeverAnswered: unanswered('youNeverAnswered'),
            theyNeverAnswered: unanswered('theyNeverAnswered'),
          },
        }),
  };
}

/** Since when somebody waits for the other; of one who wrote and was never answered, as `habitsOf` lists them. */
export const unansweredSince = ({ facts: { messages } }: Contact): IsoDay | undefined =>
  messages?.firstSentOn ?? messages?.firstReceivedOn;

const longestFirst = (a: Contact, b: Contact): number =>
  compareText(unansweredSince(a) ?? '', unansweredSince(b) ?? '') || compareText(a.contactId, b.contactId);

type Own = SentInvitation & { readonly person: ContactId; readonly text: string | undefined };

function ownInvitations({ contacts, imports, memory, context, policy }: Assessed): Habits['invitations'] {
  const exportDays = imports
    .filter(({ status, files }) => status === 'accepted' && files.some(isInvitations))
    .map(({ exportedAt }) => dayOf(exportedAt))
    .sort();
  const [from, to = from] = [exportDays[0], exportDays.at(-1)];
  if (from === undefined || to === undefined) return undefined;
  const byId = contactsById(contacts);
  const named = new Set(memory.invitations.filter(({ bySlug }) => bySlug).map(dayAndName));
  const isOnce = (one: RememberedInvitation) => one.bySlug || !named.has(dayAndName(one));
  const own = [...context.invitationsOf]
    .flatMap(([person, invitations]) =>
      sentTo({ person, contact: byId.get(person) }, invitations.filter(isOnce), context),
    )
    .sort((a, b) => compareText(a.on, b.on) || compareText(a.person, b.person));
  const habits = (some: readonly Own[]): InvitationHabits => ({
    sent: some.map(withoutText),
    withoutNote: some.filter(({ text }) => text === undefined).map(withoutText),
    sameText: some
      .filter(({ text }) => text !== undefined && context.recipientsOfText(text) >= policy.sameTextFromPeople)
      .map(withoutText),
    bulk: some
      .filter(({ on }) => context.invitationsOn(on) > policy.bulkInvitationsAbovePerDay)
      .map(withoutText),
  });
  const years = [...groupBy(own, ({ on }) => on.slice(0, 4))];
  return {
    ...habits(own),
    exports: exportDays.length,
    from,
    to,
    sameTextFrom: policy.sameTextFromPeople,
    bulkAbove: policy.bulkInvitationsAbovePerDay,
    years: years.map(([year, some]) => ({ year, ...habits(some) })),
  };
}

const isInvitations = (file: Network['imports'][number]['files'][number]): boolean =>
  file.kind === 'invitations' && hasRows(file);

const withoutText = ({ on, contact }: Own): SentInvitation => ({ on, ...(contact && { contact }) });

// An upload that names somebody by profile tells of the same invitation as one that had the name alone.
const dayAndName = ({ direction, sentOn, foldedName }: RememberedInvitation): string =>
  `${direction} ${sentOn} ${foldedName}`;

/** Own invitations to one person, one a day; the words of the last may stand in the first message instead. */
function sentTo(
  { person, contact }: { readonly person: ContactId; readonly contact: Contact | undefined },
  invitations: readonly RememberedInvitation[],
  context: Assessed['context'],
): Own[] {
  const note = contact && noteOf(contact, context);
  const written = note?.by === 'owner' ? note.text || undefined : undefined;
  const own = invitations.filter(({ direction }) => direction === 'outgoing');
  const days = [...groupBy(own, ({ sentOn }) => sentOn)].sort(([a], [b]) => compareText(a, b));
  return days.map(([on, same], index) => ({
    on,
    person,
    text:
      same.flatMap(({ note: words }) => words ?? []).sort()[0] ??
      (index === days.length - 1 ? written : undefined),
    ...(contact && { contact }),
  }));
}
