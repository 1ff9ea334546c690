import type { IsoDay } from '../../domain/ids.ts';

/** Counts of own invitations, of all years or of one. */
export type InvitationCounts = Readonly<Record<'sent' | 'withoutNote' | 'sameText' | 'bulk', number>>;

/** What the overview of the network says, and the mirror of one's own habits. Names come isolated. */
export type OverviewTexts = {
  /** Words of the link to the page. */
  readonly link: string;
  readonly heading: string;
  asOf(day: IsoDay): string;
  readonly noContacts: string;
  /** Behind the share of those who are settled: of how many, and what that means. */
  settled(counts: { readonly count: number; readonly total: number }): string;
  readonly sections: Readonly<
    Record<'status' | 'origin' | 'employer' | 'growth' | 'wrote' | 'year' | 'habits', string>
  >;
  /** What a section counts and what it cannot, as whole sentences. */
  readonly leads: Readonly<Record<'origin' | 'growth' | 'year' | 'habits', string>>;
  /** Above the origins that the owner named, and those that the files explain. */
  readonly answered: string;
  readonly explained: string;
  others(employers: number): string;
  readonly without: string;
  /** Below the picture of the growth. */
  readonly onTop: string;
  readonly columns: Readonly<Record<'year' | 'came' | 'total' | 'both', string>>;
  /** With how many of those whose conversations could be seen both wrote, at least one of them; and of how many nothing is known. */
  both(both: number, seen: number): string;
  unseen(count: number): string;
  /** From which exports the invitations are, and what these leave out. */
  invitations(from: { readonly exports: number; readonly from: IsoDay; readonly to: IsoDay }): string;
  /** What each count counts, by the owner's limits. */
  habit(limits: {
    readonly sameTextFrom: number;
    readonly bulkAbove: number;
  }): Readonly<Record<keyof InvitationCounts, string>>;
  /** One year's invitations in one line. */
  inYear(year: string, counts: InvitationCounts): string;
  /** Until when messages were searched, and from how many days on a silence counts. */
  messages(facts: { readonly until: IsoDay; readonly afterDays: number }): string;
  /** Who waits longest, as a whole sentence. */
  longest(name: string, since: IsoDay): string;
  readonly notThere: Readonly<Record<'invitations' | 'messages', string>>;
  /** Instead of the name of somebody who is no contact. */
  readonly noContact: string;
  /** Below the first names of a list, before the command that lists all. */
  more(count: number): string;
};
