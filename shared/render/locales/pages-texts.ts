import type { MemberChoice } from '../../domain/answering.ts';
import type { Answer, PutOff } from '../../domain/decision.ts';
import type { Excerpt } from '../../domain/memory.ts';
import type { RemovalStatus } from '../../domain/removal.ts';
import type { RemovalPrice } from '../../domain/removal-price.ts';

/** Why a form changed nothing. */
export type FormProblem =
  /** The browser did not say that somebody pressed the button (REQUIREMENTS A-3). */
  | 'notPressed'
  | 'nothingAnswered'
  /** Not a form of these pages, or about somebody whom the link does not cover. */
  | 'unreadable'
  /** More than a note or the labels may hold; the places are marked. */
  | 'tooLong'
  | 'tooLarge'
  /** Put off, by *later* or *ask*, though *later* was said as often as it may be; the places are marked. */
  | 'laterTooOften'
  /** Somebody on the compliance list kept without a reason; the places are marked. */
  | 'reasonMissing'
  /** An undo of an answer that another one has replaced since. */
  | 'changedSince'
  /** An undo that came in faster than anybody presses (REQUIREMENTS A-8). */
  | 'unconfirmed';

/** What only the review pages say. Counts come as numbers, days and names ready to show. */
export type PagesTexts = {
  /** The browser's title of every page: no name, because it stays in the history. */
  readonly title: string;
  readonly heading: string;
  overview(counts: { readonly questions: number; readonly minutes: number; readonly open: number }): string;
  /** Above further questions, behind those of the mail. */
  overviewNext(counts: { readonly questions: number; readonly open: number }): string;
  readonly oneLead: string;
  readonly answersMean: string;
  readonly answerMeans: Readonly<Record<Answer, (policy: PutOff) => string>>;
  connectedSince(day: string): string;
  jobAt(job: { readonly position?: string; readonly company?: string }): string;
  readonly profile: string;
  /** Read out after the words of a link that opens a new tab. */
  newTab(name: string): string;
  readonly evidence: Readonly<Record<'found' | 'notFound' | 'empty' | 'notThere', string>>;
  excerpt(excerpt: Pick<Excerpt, 'kind' | 'by'>, facts: { name: string; day?: string }): string;
  readonly price: {
    readonly heading: string;
    /** What a removal costs, a fact a line; none for one that costs nothing. */
    lines(price: RemovalPrice): readonly string[];
  };
  answered(answer: string, day: string): string;
  /** When a question that is back was put off. */
  putOff(day: string): string;
  /** Put off for the how-many-th time, and of how many; more than those were allowed by an earlier policy. */
  later(round: number, of: number): string;
  /** Says that *later* is not offered any more. */
  readonly laterOver: string;
  asked(day: string): string;
  /** Behind `later` and `asked`: until when. */
  comesBack(day: string): string;
  readonly asking: {
    readonly heading: string;
    readonly hint: string;
    /** The language of a text, in that language. */
    readonly language: string;
    /** A message to somebody who is a contact, and one to somebody who wants to become one. Nothing in it is isolated. */
    message(person: { readonly name: string; readonly day: string }): string;
    reply(person: { readonly name: string; readonly day: string }): string;
  };
  readonly compliance: {
    reason(reason: string): string;
    readonly label: string;
    readonly hint: string;
    readonly missing: string;
    /** Of a member of a group, who takes a reason of their own. */
    readonly ownCard: string;
  };
  readonly group: {
    members(count: number): string;
    more(count: number): string;
    readonly choice: Readonly<Record<MemberChoice, string>>;
    /** Instead of `choice.single` for somebody who is answered already. */
    readonly asAnswered: string;
    /** What the field for one member is called. */
    choiceOf(name: string): string;
    readonly origin: string;
    readonly labels: { readonly label: string; readonly hint: string };
    readonly hint: string;
  };
  /** The reminder of promised removals. */
  readonly reminder: { readonly still: string; readonly keep: string; readonly hint: string };
  readonly pair: {
    readonly vanished: string;
    readonly appeared: string;
    missingSince(day: string): string;
    firstSeen(day: string): string;
    readonly nothingKnown: string;
    readonly hint: string;
  };
  readonly invitation: {
    invitedOn(day: string): string;
    readonly answer: Readonly<Record<'keep' | 'remove', string>>;
    readonly hint: string;
  };
  readonly origin: { readonly label: string; readonly none: string };
  readonly labels: { readonly label: string; readonly hint: string; readonly problem: string };
  readonly note: { readonly label: string; readonly hint: string; readonly problem: string };
  readonly save: { readonly one: string; readonly many: string };
  readonly openStaysOpen: string;
  all(count: number): string;
  readonly back: string;
  readonly noLongerThere: string;
  readonly nothingFurther: string;
  /** Of answers that came in faster than anybody presses: they are not in force until the owner presses once more. */
  readonly unconfirmed: {
    readonly heading: string;
    readonly lead: string;
    answered(answer: string, day: string): string;
    takenBack(day: string): string;
  };
  /** A page that lists answers takes none: it says of an undo that is held what can be done there. */
  readonly problem: Readonly<Record<FormProblem | 'unconfirmedInList', string>>;
  readonly receipt: {
    heading(count: number): string;
    /** The same where nothing was chosen anew. */
    readonly nothingNew: string;
    /** For how many days, at least, answers can be taken back. */
    lead(undoDays: number): string;
    readonly labels: string;
    readonly note: string;
    readonly undo: string;
    /** Read out after the word on the button. */
    undoWhom(name: string): string;
    /** What became of a group's members: as the group, otherwise, and left as they are. */
    members(counts: { readonly asGroup: number; readonly kept: number; readonly removed: number }): string;
    readonly removeHeading: string;
    readonly removeLead: string;
    readonly removeLink: string;
    readonly muteHeading: string;
    readonly muteLead: string;
    readonly askHeading: string;
    askLead(days: number): string;
    readonly invitationHeading: string;
    readonly invitationLead: string;
    /** Opens the rest of a long list. */
    more(count: number): string;
    unanswered(count: number): string;
    next(count: number): string;
    open(count: number): string;
    readonly allDone: string;
  };
  /** The page of recent answers. */
  readonly answers: {
    readonly link: string;
    readonly heading: string;
    lead(days: number): string;
    none(days: number): string;
    /** When an answer was given. */
    on(day: string): string;
    /** Opens the rest of a long list. */
    more(count: number): string;
  };
  readonly undone: {
    open(name: string): string;
    /** Of whom or which nobody is there any more to ask about. */
    over(name: string): string;
    again(name: string, answer: string): string;
  };
  readonly removals: {
    readonly heading: string;
    readonly lead: string;
    readonly none: string;
    readonly link: string;
    promised(day: string): string;
    readonly status: Readonly<Record<RemovalStatus, string>>;
    /** What the export of that day proves. */
    proved(status: Exclude<RemovalStatus, 'promised'>, day: string): string;
    /** The export of that day was the first without the contact, and proves nothing by itself. */
    unsure(day: string): string;
    readonly whatHappens: string;
    readonly facts: readonly string[];
    readonly left: {
      heading(count: number): string;
      readonly lead: string;
      since(days: { readonly connected: string; readonly missing: string }): string;
    };
  };
  /** Above everything else while an export is being read in. */
  readonly importing: string;
  /** How long the link works that opened the page. */
  footer(until: string | undefined): string;
  readonly unknownLink: {
    readonly heading: string;
    readonly lines: readonly string[];
  };
  readonly fault: { readonly heading: string; readonly lines: readonly string[] };
};
