import { type Contact, type DoubtfulKind, mostNamesakes } from './contact.ts';
import { dayOf } from './days.ts';
import { type Evidence, type EvidenceKind, evidenceKinds } from './evidence-kinds.ts';
import { messagesAndNoteIn, messagesIn } from './facts.ts';
import type { Blind } from './finding.ts';
import type { IsoDay, IsoTime } from './ids.ts';
import { hasRows, type ImportRecord } from './import.ts';
import type { FileKind } from './snapshot.ts';

/**
 * What a look for one kind of evidence in one kind of file came to:
 * - `covered`: not needed, since the same fact was found elsewhere, or one that says more;
 * - `maybe`: something is there that may belong to any contact of that name;
 * - `notFound`: the file was there and says nothing of it; `onlyMessages`: there are messages, and they are no conversation;
 * - `cannotJoin`: it was there, and nobody can tell whether this contact is in it;
 * - `tooOld`: there, but of the connection's own day or older; `empty`: there without a row; `notThere`: in no upload.
 */
export const lookedStates = [
  'found',
  'covered',
  'maybe',
  'notFound',
  'onlyMessages',
  'cannotJoin',
  'tooOld',
  'empty',
  'notThere',
] as const;
export type LookedState = (typeof lookedStates)[number];

/** One look: for one kind of evidence in one place. */
export type LookedFor = {
  readonly kind: EvidenceKind;
  readonly place: Place;
  readonly state: LookedState;
  readonly found: readonly Evidence[];
  /** The newest upload's file that counts here: its name as uploaded, and the date of that export. */
  readonly file?: { readonly name: string; readonly exportedAt: IsoTime };
  /** How many contacts may be meant; only with `maybe`. */
  readonly namesakes?: number;
  /** How many; only with `onlyMessages`. */
  readonly messages?: number;
};

type Place = FileKind | 'review';

/** Where each kind of evidence can stand. */
const placesOf: Readonly<Record<EvidenceKind, readonly Place[]>> = {
  answer: ['review'],
  linkedInNote: ['notes'],
  conversation: ['messages'],
  answeredOnce: ['messages'],
  groupChat: ['messages'],
  silentGroupChat: ['messages'],
  recommendationGiven: ['recommendationsGiven'],
  recommendationReceived: ['recommendationsReceived'],
  invitationSentWithNote: ['invitations', 'messages'],
  invitationSent: ['invitations', 'messages'],
  invitationReceivedWithNote: ['invitations', 'messages'],
  sharedEmployer: ['positions'],
  nearColleagues: ['positions'],
  endorsementGiven: ['endorsementsGiven'],
  endorsementReceived: ['endorsementsReceived'],
  addressBook: ['addressBook', 'importedContacts'],
  nameSearch: ['searchQueries'],
  ownEvent: ['events'],
};

/** Kinds that say more of the same: where one is found, the weaker is not looked for. */
const strongerThan: Readonly<Partial<Record<EvidenceKind, EvidenceKind>>> = {
  answeredOnce: 'conversation',
  silentGroupChat: 'groupChat',
  invitationSent: 'invitationSentWithNote',
};

/** Messages of both sides. */
const talks: ReadonlySet<EvidenceKind> = new Set(['conversation', 'answeredOnce']);

const ofInvitations: ReadonlySet<EvidenceKind> = new Set([
  'invitationSentWithNote',
  'invitationSent',
  'invitationReceivedWithNote',
]);

const doubtIn: Readonly<Partial<Record<Place, DoubtfulKind>>> = {
  messages: 'messages',
  invitations: 'invitation',
  notes: 'note',
  recommendationsGiven: 'recommendation',
  recommendationsReceived: 'recommendation',
  endorsementsGiven: 'endorsement',
  endorsementsReceived: 'endorsement',
  addressBook: 'addressBook',
  importedContacts: 'addressBook',
  searchQueries: 'search',
};

/** Files that name people or employers whether or not they are connected: an old one tells as much as a new one. */
const ageless: ReadonlySet<Place> = new Set(['review', 'positions', 'addressBook', 'importedContacts']);

/** What the looks at one contact depend on. */
export type LookSources = {
  /** With only those doubts that still stand. */
  readonly contact: Contact;
  readonly evidence: readonly Evidence[];
  readonly searchedUntil: IsoDay | undefined;
  readonly imports: readonly ImportRecord[];
};

/** Every kind of evidence in every place where it can stand, in the order of the kinds. */
export function looksAt(sources: LookSources): LookedFor[] {
  return evidenceKinds.flatMap((kind) => placesOf[kind].map((place) => lookFor(kind, place, sources)));
}

function lookFor(kind: EvidenceKind, place: Place, sources: LookSources): LookedFor {
  const { contact, evidence } = sources;
  const found = evidence.filter((fact) => fact.kind === kind && fact.file === place);
  const seen = newestFile(place, sources);
  const doubt = contact.facts.doubtful?.filter((fact) => fact.kind === doubtIn[place]) ?? [];
  const file = seen === undefined ? {} : { file: { name: seen.name, exportedAt: seen.exportedAt } };
  const look = { kind, place, found, ...file };
  if (found.length > 0) return { ...look, state: 'found' };
  if (evidence.some((fact) => fact.kind === kind || fact.kind === strongerThan[kind]))
    return { ...look, state: 'covered' };
  if (doubt.length > 0) return { ...look, state: 'maybe', namesakes: mostNamesakes(doubt) };
  // The note of an invitation is evidence of its own, if any.
  const count = evidence.some((fact) => ofInvitations.has(fact.kind)) ? messagesIn : messagesAndNoteIn;
  const messages = place === 'messages' && talks.has(kind) ? count(contact.facts) : 0;
  if (messages > 0 && !evidence.some((fact) => talks.has(fact.kind)))
    return { ...look, state: 'onlyMessages', messages };
  return { ...look, state: blindIn(place, seen, sources) ?? 'notFound' };
}

/** Why the messages could not be searched for the contact; undefined where they could. */
export const blindInMessages = (sources: LookSources): Blind | undefined =>
  blindIn('messages', newestFile('messages', sources), sources);

type Seen = { readonly name: string; readonly rows: number; readonly exportedAt: IsoTime };

function blindIn(
  place: Place,
  seen: Seen | undefined,
  { contact, searchedUntil }: LookSources,
): Blind | undefined {
  if (place === 'review') return undefined;
  if (seen === undefined) return 'notThere';
  if (seen.rows === 0) return 'empty';
  if (!ageless.has(place) && dayOf(seen.exportedAt) <= contact.row.connectedOn) return 'tooOld';
  return place === 'messages' && searchedUntil === undefined ? 'cannotJoin' : undefined;
}

/** A file with rows goes before an empty one, however new that is; of messages it is the one that could be searched. */
function newestFile(place: Place, { imports, searchedUntil }: LookSources): Seen | undefined {
  const could = ({ messagesJoin, exportedAt }: ImportRecord): boolean =>
    place !== 'messages' ||
    searchedUntil === undefined ||
    (messagesJoin !== undefined && dayOf(exportedAt) <= searchedUntil);
  const seen = imports
    .filter((record) => record.status === 'accepted' && could(record))
    .flatMap(({ files, exportedAt }) =>
      files.flatMap((file): Seen[] =>
        file.kind === place ? [{ name: file.name, rows: hasRows(file) ? file.rows : 0, exportedAt }] : [],
      ),
    );
  const rank = ({ rows, exportedAt }: Seen): string => `${rows > 0 ? 1 : 0} ${exportedAt}`;
  return seen.reduce<Seen | undefined>((a, b) => (a === undefined || rank(b) > rank(a) ? b : a), undefined);
}
