import { compareText, defined } from './collections.ts';
import { type Contact, fullName } from './contact.ts';
import type { Decision, HistoryEntry } from './decision.ts';
import { type ContactId, contactSubject, type FileHash, type IsoTime } from './ids.ts';
import { emptyMemory } from './memory.ts';
import { foldName } from './names-of-people.ts';
import { samePeople, unitedIds, uniteSame } from './same-person.ts';
import type { ExportOwner } from './snapshot.ts';

/** Why an import is held until the owner says that it is right (DESIGN section 3, "Guard"). */
export const holdReasons = ['tooManyMissing', 'canariesMissing', 'otherOwner'] as const;
export type HoldReason = (typeof holdReasons)[number];

/** What the guard saw. An import with a reason is held: nothing changes. */
export type GuardReport = {
  readonly reasons: readonly HoldReason[];
  /** Contacts that should have been there: connected, and not decided *remove*. */
  readonly expected: number;
  /** Those of them that the export lacks, and how many it may lack. */
  readonly missing: number;
  readonly mayMiss: number;
  /** The canaries that the export lacks; one is only named; two hold, if one of them is missing for the first time. */
  readonly missingCanaries: readonly Canary[];
};

/** One of the contacts whose absence says that something is wrong with an export. */
export type Canary = { readonly contactId: ContactId; readonly name: string };

/** Whose exports an owner uploads, as far as the accepted ones told for sure. */
export type KnownProfile = Pick<ExportOwner, 'name' | 'slug'>;

/** The owner's word that one held file is right; bound to its bytes, so that it is used once. */
export type Override = {
  readonly fileHash: FileHash;
  readonly at: IsoTime;
  readonly via: HistoryEntry['via'];
};

const canaryCount = 5;
const canariesThatHold = 2;
const fewestThatMayMiss = 3;
const mostThatMayMiss = 50;

/**
 * How many of the expected contacts an export may lack: 5 %, in small networks up to 10 or 20 %, never more than 50 and
 * never fewer than 3.
 */
export function mayMiss(expected: number): number {
  const share = Math.max(0.05 * expected, Math.min(10, 0.2 * expected));
  return Math.floor(Math.max(fewestThatMayMiss, Math.min(mostThatMayMiss, share)));
}

/**
 * The five oldest contacts that the owner keeps; none below five. Ties by id. Who is missing stays one of them, so that
 * those who vanish one by one are counted together, until the owner says of an export that it is right: whoever was
 * missing at its date (`pinnedAt`) makes room for others.
 */
export function canariesOf(
  contacts: readonly Contact[],
  decisions: readonly Decision[],
  pinnedAt?: IsoTime,
): readonly ContactId[] {
  const kept = decided(decisions, 'keep');
  const isCounted = ({ missingSince }: Contact) =>
    missingSince === undefined || pinnedAt === undefined || missingSince > pinnedAt;
  const candidates = contacts
    .filter((contact) => isCounted(contact) && kept.has(contactSubject(contact.contactId)))
    .sort(
      (a, b) => compareText(a.row.connectedOn, b.row.connectedOn) || compareText(a.contactId, b.contactId),
    );
  if (candidates.length < canaryCount) return [];
  return candidates.slice(0, canaryCount).map(({ contactId }) => contactId);
}

/** Who is known, who of them the export lacks, and what the owner answered. */
type Expecting = {
  readonly known: readonly Contact[];
  readonly absent: readonly Contact[];
  readonly decisions: readonly Decision[];
};

/**
 * Compares an export with what is known before anything is written. `absent` are the known contacts that it lacks after
 * renamed people were found again; `profile` is whose export the newest accepted one was.
 */
export function guardImport(
  input: Expecting & {
    readonly profile: KnownProfile | undefined;
    readonly exportOwner: ExportOwner;
    /** Date of the newest export of which the owner said that it is right. */
    readonly pinnedAt?: IsoTime | undefined;
  },
): GuardReport {
  const { known, absent, decisions } = asPeople(input);
  const removed = decided(decisions, 'remove');
  const isExpected = ({ contactId, missingSince }: Contact) =>
    missingSince === undefined && !removed.has(contactSubject(contactId));
  const expected = known.filter(isExpected).length;
  const missing = absent.filter(isExpected).length;
  const absentNames = new Map(absent.map(({ contactId, row }) => [contactId, fullName(row)]));
  const missingCanaries = canariesOf(known, decisions, input.pinnedAt).flatMap((contactId): Canary[] => {
    const name = absentNames.get(contactId);
    return name === undefined ? [] : [{ contactId, name }];
  });
  const reasons: HoldReason[] = [];
  if (missing > mayMiss(expected)) reasons.push('tooManyMissing');
  // Where nobody is missing anew, an export with the same absences was accepted; every later one would be held.
  const isNew = absent.some(
    ({ contactId, missingSince }) =>
      missingSince === undefined && missingCanaries.some((canary) => canary.contactId === contactId),
  );
  if (isNew && missingCanaries.length >= canariesThatHold) reasons.push('canariesMissing');
  if (isSomebodyElse(input.profile, input.exportOwner)) reasons.push('otherOwner');
  return { reasons, expected, missing, mayMiss: mayMiss(expected), missingCanaries };
}

/**
 * The known and the absent with those as one whom the owner called one person: kept or to be removed under a former name,
 * they are so under the newer one.
 */
function asPeople({ known, absent, decisions }: Expecting): Expecting {
  const people = samePeople(known, decisions);
  if (people.length === 0) return { known, absent, decisions };
  const ids = unitedIds(people);
  const united = uniteSame({ contacts: known, memory: emptyMemory, decisions });
  const idOf = ({ contactId }: Contact) => ids.get(contactId) ?? contactId;
  const lacking = new Set(absent.filter(({ missingSince }) => missingSince === undefined).map(idOf));
  const isAbsent = new Set(absent.map(({ contactId }) => contactId));
  const present = new Set(known.filter(({ contactId }) => !isAbsent.has(contactId)).map(idOf));
  return {
    known: united.contacts,
    absent: united.contacts.filter(
      ({ contactId, missingSince }) =>
        lacking.has(contactId) || (missingSince !== undefined && !present.has(contactId)),
    ),
    decisions: united.decisions,
  };
}

/** What is known about the owner's profile after an export was accepted: what it tells for sure, else what was known. */
export const profileAfter = (before: KnownProfile | undefined, now: ExportOwner): KnownProfile =>
  defined<KnownProfile>({ name: now.name ?? before?.name, slug: sureSlug(now) ?? before?.slug });

// One thing that both exports know for sure must be the same; where they know nothing in common, nobody is held up.
function isSomebodyElse(before: KnownProfile | undefined, now: ExportOwner): boolean {
  if (before === undefined) return false;
  const pairs = [
    [before.slug, sureSlug(now)],
    [foldName(before.name ?? ''), foldName(now.name ?? '')],
  ].filter(([a, b]) => a !== undefined && a !== '' && b !== undefined && b !== '');
  return pairs.length > 0 && pairs.every(([a, b]) => a !== b);
}

// Who is in nearly every conversation may be somebody else.
const sureSlug = ({ slug, foundBy }: ExportOwner): string | undefined =>
  foundBy === 'everyConversation' ? undefined : slug;

function decided(decisions: readonly Decision[], answer: 'keep' | 'remove'): ReadonlySet<string> {
  return new Set(decisions.filter(({ given }) => given?.answer === answer).map(({ subject }) => subject));
}
