import type { Contact, DoubtfulFact, DoubtfulKind } from './contact.ts';
import { dayOf } from './days.ts';
import type { Evidence, OriginStatus } from './evidence-kinds.ts';
import type { IsoDay, IsoTime } from './ids.ts';
import { hasRows, type ImportRecord } from './import.ts';
import type { ExportFile, FileKind } from './snapshot.ts';
import { evidenceFileKinds } from './snapshot.ts';

/** What all accepted uploads together let one look at. */
export type Sight = {
  /** Newest export that held messages with sides that could be told. */
  readonly messagesAt?: IsoTime;
  /** Newest export whose messages name the profile of both sides. */
  readonly messagesByUrlAt?: IsoTime;
  /** Kinds of files that name people by name in some eras only, and some upload did by profile. */
  readonly byProfile: ReadonlySet<FileKind>;
  /** Kinds of files with evidence that some upload held with a row to look at, and those that none did. */
  readonly looked: readonly FileKind[];
  readonly neverSeen: readonly FileKind[];
  /** Those of the latter that some upload held without such a row; absent without any. */
  readonly empty?: readonly FileKind[];
};

/**
 * A file without rows was not there to look at: a Basic archive may hold an empty messages.csv. Nor were messages of
 * which nobody could tell who wrote them, which have no `messagesJoin`.
 */
export function sightOf(imports: readonly ImportRecord[]): Sight {
  const accepted = imports.filter(({ status }) => status === 'accepted');
  const looked = new Set(accepted.flatMap(kindsToLookAt));
  const newest = (withMessages: (record: ImportRecord) => boolean) =>
    accepted
      .filter((record) => kindsToLookAt(record).includes('messages') && withMessages(record))
      .map(({ exportedAt }) => exportedAt)
      .sort()
      .at(-1);
  const held = new Set(accepted.flatMap(({ files }) => files.map(({ kind }) => kind)));
  const empty = evidenceFileKinds.filter((kind) => held.has(kind) && !looked.has(kind));
  return {
    messagesAt: newest(() => true),
    messagesByUrlAt: newest(({ messagesJoin }) => messagesJoin === 'url'),
    byProfile: new Set(accepted.flatMap(kindsByProfile)),
    looked: evidenceFileKinds.filter((kind) => looked.has(kind)),
    neverSeen: evidenceFileKinds.filter((kind) => !looked.has(kind)),
    ...(empty.length === 0 ? {} : { empty }),
  };
}

const kindsToLookAt = ({ files, messagesJoin }: ImportRecord): ExportFile['kind'][] =>
  files
    .filter((file) => hasRows(file) && (file.kind !== 'messages' || messagesJoin !== undefined))
    .map(({ kind }) => kind);

function kindsByProfile({ files, messagesJoin }: ImportRecord): FileKind[] {
  const byProfile = files.flatMap(({ kind, byProfile }) => (byProfile && kind !== 'unknown' ? [kind] : []));
  return messagesJoin === 'url' ? [...byProfile, 'messages'] : byProfile;
}

const filesOfDoubt: Readonly<Record<DoubtfulKind, readonly FileKind[]>> = {
  messages: ['messages'],
  recommendation: ['recommendationsGiven', 'recommendationsReceived'],
  endorsement: ['endorsementsGiven', 'endorsementsReceived'],
  note: ['notes'],
  invitation: ['invitations'],
  addressBook: ['addressBook', 'importedContacts'],
  search: ['searchQueries'],
};

/**
 * The doubts about a contact that still stand: what a file by names alone left open is settled for everybody with a
 * profile as soon as an upload holds the same by profile, whichever of the two came first.
 */
export function standingDoubts(contact: Contact, sight: Sight): readonly DoubtfulFact[] {
  const settled = ({ kind, byNameOnly }: DoubtfulFact): boolean =>
    byNameOnly === true &&
    contact.row.slug !== undefined &&
    filesOfDoubt[kind].every((file) => sight.byProfile.has(file) || !sight.looked.includes(file));
  return (contact.facts.doubtful ?? []).filter((doubt) => !settled(doubt));
}

/**
 * Until when the messages could be searched for this contact: the newest export with messages that is newer than the
 * connection and to which the contact can be joined, by profile or by a name that no other contact has. `namesakes`
 * counts the contact itself: 0 for a name that holds nothing to compare, an emoji for example. A file of the
 * connection's own day may have been written before it.
 */
export function searchedUntil(contact: Contact, sight: Sight, namesakes: number): IsoDay | undefined {
  const at =
    namesakes === 1 ? sight.messagesAt : contact.row.slug === undefined ? undefined : sight.messagesByUrlAt;
  return at !== undefined && dayOf(at) > contact.row.connectedOn ? dayOf(at) : undefined;
}

/**
 * PRODUCT section 2: *known* by one strong fact, or by two weak ones of different kinds of which one is the owner's own
 * act; *unclear* by less, or where a name may be one of several people; *unknown* when nothing was found where it
 * could have been; else *cannot know*.
 */
export function originStatus(input: {
  contact: Contact;
  evidence: readonly Evidence[];
  searchedUntil: IsoDay | undefined;
}): OriginStatus {
  const { contact, evidence } = input;
  const [first] = evidence;
  if (evidence.some(({ strength }) => strength !== 'weak')) return 'known';
  const ofTwoKinds = evidence.some(({ kind }) => kind !== first?.kind);
  if (ofTwoKinds && evidence.some(({ ownAct }) => ownAct)) return 'known';
  if (first !== undefined || (contact.facts.doubtful ?? []).length > 0) return 'unclear';
  return input.searchedUntil === undefined ? 'cannotKnow' : 'unknown';
}
