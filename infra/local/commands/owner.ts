import { randomBytes, randomUUID } from 'node:crypto';
import * as z from 'zod';
import { defined, stableText } from '../../../shared/domain/collections.ts';
import { ImportBusy, WoherError } from '../../../shared/domain/errors.ts';
import {
  type IsoTime,
  isoTime,
  type OwnerId,
  ownerIdPattern,
  type RunId,
} from '../../../shared/domain/ids.ts';
import { type MailState, mailState } from '../../../shared/domain/mail-state.ts';
import { addressHashOf } from '../../../shared/domain/outcome.ts';
import { locales, type Owner, rhythms } from '../../../shared/domain/owner.ts';
import { policyIds } from '../../../shared/domain/policy.ts';
import type { OwnerChange } from '../../../shared/ports/contact-store.ts';
import { eraseExcerpts } from '../../../shared/workflows/erase-excerpts.ts';
import { welcomeOwner } from '../../../shared/workflows/welcome-owner.ts';
import { type ExitCode, exitCodes, UsageError } from '../errors.ts';
import { ownerWords } from '../owner-words.ts';
import { commandIn, nameOf, type Place } from '../place.ts';
import { policyWords } from '../policy-words.ts';
import { digestSizes, isSameAddress, newOwnerId } from '../settings.ts';
import { changeSettings } from './change-settings.ts';
import {
  type Command,
  commonArgs,
  type Io,
  ownerIdsOf,
  plain,
  printJson,
  printList,
  shownDay,
} from './command.ts';
import { policyChangesAfter, switchedArgs, thresholdArgs } from './policy.ts';
import { type OwnerShape, ownerChangeShape, ownersShape } from './shapes.ts';

const settingsArgs = z.object({
  locale: z.enum(locales).optional(),
  zone: z.string().optional(),
  policy: z.enum(policyIds).optional(),
  digestSize: z.int().min(digestSizes.min).max(digestSizes.max).optional(),
  rhythm: z.enum(rhythms).optional(),
  nothingToAsk: z.enum(['mail', 'noMail']).optional(),
  /** Notes and openings of messages; `none` also erases those that are kept. */
  excerpts: z.enum(['keep', 'none']).optional(),
  /** Thresholds of the owner's own; `null` is the policy's. */
  thresholds: thresholdArgs.optional(),
  /** What asks and what does not, whatever the policy says; `null` is the policy's. */
  switched: switchedArgs.optional(),
});
type SettingsArgs = z.infer<typeof settingsArgs>;

/** An owner with the settings that are asked for; what is not said stays. */
function withSettings(owner: Owner, args: SettingsArgs): Owner {
  const { thresholds, switched, locale = owner.locale } = args;
  const policyChanges = policyChangesAfter({ ...owner, locale }, { thresholds, switched });
  return defined<Owner>({
    ...owner,
    locale,
    zone: args.zone ?? owner.zone,
    policy: args.policy ?? owner.policy,
    digestSize: args.digestSize ?? owner.digestSize,
    rhythm: args.rhythm ?? owner.rhythm,
    nothingToAsk: args.nothingToAsk ?? owner.nothingToAsk,
    keepExcerpts: args.excerpts === undefined ? owner.keepExcerpts : args.excerpts === 'keep',
    policyChanges: Object.keys(policyChanges).length === 0 ? undefined : policyChanges,
  });
}

const id = z
  .string()
  .regex(ownerIdPattern)
  .transform((text) => text as OwnerId);

const addArgs = commonArgs.extend({ address: z.string(), id: id.optional(), ...settingsArgs.shape });

/** Due from the start: whatever time the next tick is planned for finds the owner. */
const alwaysDue = '1970-01-01T00:00:00.000Z' as IsoTime;

/**
 * `woher owner add`: makes an owner and sends the welcome mail. The same address once more changes nothing and queues the
 * mail again, which is sent once: so that whatever failed half-way is mended by the same command.
 */
export const addCommand: Command<z.infer<typeof addArgs>, Place> = {
  args: addArgs,
  run: async (place, args, io) => {
    const standing = await findByAddress(place, args.address);
    if (standing !== undefined && args.id !== undefined && args.id !== standing.ownerId)
      throw new UsageError(`The owner ${standing.ownerId} has this address already.`);
    const owner = standing ?? (await makeOwner(place, args, io));
    const words = ownerWords(owner.locale);
    const tell = args.json ? io.err : io.out;
    const { address, ownerId } = owner;
    tell(`${(standing === undefined ? words.added : words.known)(address, ownerId)}\n`);
    return reach(place, { owner, change: standing === undefined ? 'added' : 'known', json: args.json, io });
  },
};

async function findByAddress(place: Pick<Place, 'store'>, address: string): Promise<Owner | undefined> {
  const owners = await readOwners(place);
  const found = owners.find((owner) => isSameAddress(owner.address, address));
  return found && withKey(place, found);
}

// Owners may be older than upload links.
async function withKey(place: Pick<Place, 'store'>, owner: Owner): Promise<Owner> {
  if (owner.uploadKey !== undefined) return owner;
  const keyed = (one: Owner): Owner => ({ ...one, uploadKey: one.uploadKey ?? newUploadKey() });
  return (await place.store.changeOwner(owner.ownerId, keyed)).after;
}

async function readOwners({ store }: Pick<Place, 'store'>): Promise<Owner[]> {
  const owners: Owner[] = [];
  // One by one: a hundred of them are read in seconds, and nobody waits for thousands.
  for (const ownerId of await ownerIdsOf({ store })) {
    const owner = await store.readOwner(ownerId);
    if (owner !== undefined) owners.push(owner);
  }
  return owners;
}

const newUploadKey = (): string => randomBytes(32).toString('hex');

async function makeOwner(place: Place, args: z.infer<typeof addArgs>, io: Io): Promise<Owner> {
  const { address, id: ownerId = newOwnerId(), ...asked } = args;
  const usual: Owner = {
    ownerId,
    address,
    locale: 'de',
    zone: 'Europe/Berlin',
    policy: place.defaultPolicy,
    digestSize: 12,
    employerAliases: [],
    largeEmployers: [],
    keepExcerpts: true,
    uploadKey: newUploadKey(),
  };
  const owner = withSettings(usual, asked);
  try {
    if ((await place.store.createOwner(owner, alwaysDue)) === 'created') return owner;
  } catch (fault) {
    // The answer may be lost and the owner made, but not listed yet: the id finds them.
    io.err(`Run it again with --id ${owner.ownerId}, so that nobody is added twice.\n`);
    throw fault;
  }
  const standing = await place.store.readOwner(owner.ownerId);
  if (standing !== undefined && isSameAddress(standing.address, owner.address))
    return withKey(place, standing);
  throw new UsageError(
    `In ${nameOf(place)} there is an owner ${owner.ownerId} with another address; "woher owner set ${owner.ownerId} --address ADDRESS" changes it.`,
  );
}

type Reach = {
  readonly owner: Owner;
  readonly change: 'added' | 'known' | 'changed';
  /** A welcome mail that is held or failed is tried once more. */
  readonly again?: true | undefined;
  readonly erasing?: Erasing;
  readonly json: boolean;
  readonly io: Io;
};

/**
 * Makes mails reach an owner: asks the carrier to prove the address where it must, and sends the welcome mail. The mail
 * comes first: it waits until the address is proved, and a carrier that fails takes nothing away.
 */
async function reach(place: Place, { owner, change, again, erasing, json, io }: Reach): Promise<ExitCode> {
  const words = ownerWords(owner.locale);
  const tell = json ? io.err : io.out;
  const shape = await ownerShapeOf(place, owner);
  if (shape.mail !== 'ok') io.err(`${words.stoppedAddress(owner.address, words.stopped[shape.mail])}\n`);
  const mail = await welcomeOwner(place, owner, { again });
  const state = await stateOf(place, owner.ownerId, mail.mailId);
  const isSent = state === 'sent' || state === 'delivered';
  const renew = commandIn(place, `owner set ${owner.ownerId} --new-upload-links`);
  if (state === 'bounced') tell(`${words.welcomeBounced(renew)}\n`);
  else tell(`${isSent ? words.welcomeSent : words.welcomeQueued}\n`);
  const proof = isSent ? 'reachable' : await prove(place, { owner, io, tell });
  if (proof !== 'reachable') await lookSoon(place, owner.ownerId);
  tell(`${words.look(commandIn(place, 'outbox', owner.ownerId))}\n`);
  if (json) {
    const welcome = { mailId: mail.mailId, state };
    printJson(io, ownerChangeShape, { change, ...shape, welcome, proof, ...erasing?.shape });
  }
  return proof === 'failed' || shape.mail !== 'ok' ? exitCodes.fault : exitCodes.done;
}

async function prove(
  { stage, ...place }: Pick<Place, 'stage' | 'folder'>,
  { owner, io, tell }: { owner: Owner; io: Io; tell: (text: string) => void },
): Promise<'reachable' | 'asked' | 'failed'> {
  if (stage === undefined) return 'reachable';
  const words = ownerWords(owner.locale);
  try {
    const proof = await stage.addresses.prove(owner.address);
    if (proof === 'asked') tell(`${words.proofAsked(owner.address)}\n`);
    return proof;
  } catch (fault) {
    const again = commandIn({ stage, ...place }, `owner set ${owner.ownerId} --address ${owner.address}`);
    if (fault instanceof WoherError) io.err(`${fault.message}\n`);
    io.err(`${words.proofFailed(again)}\n`);
    return 'failed';
  }
}

// The tick that sends waiting mails again may have been put off until tomorrow.
async function lookSoon({ store, now }: Pick<Place, 'store' | 'now'>, ownerId: OwnerId): Promise<void> {
  const schedule = await store.readSchedule(ownerId);
  const nextDueAt = isoTime(now());
  if (schedule !== undefined && schedule.nextDueAt > nextDueAt)
    await store.moveDue(ownerId, schedule, { ...schedule, nextDueAt });
}

async function stateOf(
  { store }: Place,
  ownerId: OwnerId,
  mailId: Parameters<Place['store']['readSends']>[1],
): Promise<MailState> {
  const [sends, outcomes] = await Promise.all([
    store.readSends(ownerId, mailId),
    store.readOutcomes(ownerId, mailId),
  ]);
  return mailState({ sends, outcomes });
}

const listArgs = z.object({ json: z.boolean().default(false) });

/** `woher owner list`: everybody in the folder or the stage. */
export const listCommand: Command<z.infer<typeof listArgs>, Place> = {
  args: listArgs,
  run: async (place, args, io) => {
    const owners = await readOwners(place);
    const items: OwnerShape[] = [];
    for (const owner of owners) items.push(await ownerShapeOf(place, owner));
    printList(io, {
      json: args.json,
      schema: ownersShape,
      items,
      none: ownerWords('en').nobody(commandIn(place, 'owner add ADDRESS')),
      table: (shapes) => shapes.map(rowOf),
    });
    return exitCodes.done;
  },
};

function rowOf(shape: OwnerShape): string[] {
  const words = ownerWords(shape.locale);
  const { ownerId, address, locale, zone, policy, policyChanges, digestSize } = shape;
  const { lastImportAt, nextDueAt, mail, pausedAt } = shape;
  const { rhythm } = policyWords(locale);
  return [
    ownerId,
    plain(address),
    locale,
    zone,
    [policy, ...switchedText(policyChanges)].join(' '),
    words.digestSize(digestSize),
    rhythm[shape.rhythm],
    lastImportAt === undefined ? words.noImport : words.lastImport(shownDay(lastImportAt, shape)),
    nextDueAt === undefined || nextDueAt === alwaysDue ? '' : words.nextDue(shownDay(nextDueAt, shape)),
    [...(mail === 'ok' ? [] : [words.stopped[mail]]), ...(pausedAt === undefined ? [] : [words.paused])].join(
      ', ',
    ),
  ];
}

/** What the owner switched on and off, as short as it goes: `+unclearOrigin -burst`. */
const switchedText = ({ switched = {} }: OwnerShape['policyChanges']): string[] =>
  Object.entries(switched).map(([id, isOn]) => `${isOn ? '+' : '-'}${id}`);

async function ownerShapeOf({ store }: Pick<Place, 'store'>, owner: Owner): Promise<OwnerShape> {
  const { ownerId, address, locale, zone, policy, digestSize, pausedAt } = owner;
  const [imports, schedule, stop] = await Promise.all([
    store.readImports(ownerId),
    store.readSchedule(ownerId),
    store.readMailStatus(ownerId, addressHashOf(ownerId, address)),
  ]);
  const uploads = imports.filter(({ status }) => status === 'accepted').map(({ uploadedAt }) => uploadedAt);
  return defined({
    ownerId,
    address,
    locale,
    zone,
    policy,
    policyChanges: owner.policyChanges ?? {},
    rhythm: owner.rhythm ?? ('monthly' as const),
    nothingToAsk: owner.nothingToAsk ?? ('mail' as const),
    excerpts: owner.keepExcerpts ? ('keep' as const) : ('none' as const),
    digestSize,
    lastImportAt: uploads.sort().at(-1),
    nextDueAt: schedule?.nextDueAt,
    mail: stop?.stopped ?? ('ok' as const),
    pausedAt,
  });
}

const setArgs = z.object({
  id,
  address: z.string().optional(),
  ...settingsArgs.shape,
  newUploadLinks: z.boolean().default(false),
  /** Lets mail go again to an address that bounced or whose owner complained. */
  liftStop: z.boolean().default(false),
  /** `true` stops the digests, `false` lets them come again. */
  paused: z.boolean().optional(),
  json: z.boolean().default(false),
});
type SetArgs = z.infer<typeof setArgs>;

/**
 * `woher owner set`: changes settings; another address or other links also bring another welcome mail, and an address that
 * may be mailed again the one that never reached it.
 */
export const setCommand: Command<SetArgs, Place> = {
  args: setArgs,
  run: async (place, args, io) => {
    if ((await place.store.readOwner(args.id)) === undefined) {
      const known = (await ownerIdsOf(place)).join(', ') || 'nobody';
      throw new UsageError(`There is no owner "${args.id}" in ${nameOf(place)}; known: ${known}.`);
    }
    if (args.address !== undefined) await refuseTaken(place, args.id, args.address);
    const { before, after: owner } = await change(place, args);
    const words = ownerWords(owner.locale);
    const tell = args.json ? io.err : io.out;
    const isLifted = args.liftStop && (await liftStop(place, owner, tell));
    const isChanged = isLifted || stableText(owner) !== stableText(before);
    tell(`${isChanged ? words.changed(owner.ownerId) : words.nothingChanged}\n`);
    if (owner.address !== before.address && !args.newUploadLinks) tell(`${words.newAddress}\n`);
    if (args.newUploadLinks) tell(`${words.newLinks}\n`);
    const erasing = await eraseUnwanted(place, { owner, args, io, tell });
    if (args.address !== undefined || args.newUploadLinks || args.liftStop) {
      const keyed = await withKey(place, owner);
      const again = args.liftStop || undefined;
      const reached = await reach(place, {
        owner: keyed,
        change: 'changed',
        again,
        erasing,
        json: args.json,
        io,
      });
      return reached === exitCodes.done ? erasing.exit : reached;
    }
    if (args.json)
      printJson(io, ownerChangeShape, {
        change: 'changed',
        ...(await ownerShapeOf(place, owner)),
        ...erasing.shape,
      });
    return erasing.exit;
  },
};

/** What became of the excerpts that are wanted no more. */
type Erasing = { readonly exit: ExitCode; readonly shape: { readonly excerptsErased?: number } };

// Also where none were to be kept before: the command may have been cut off the last time.
async function eraseUnwanted(
  place: Place,
  about: { owner: Owner; args: SetArgs; io: Io; tell: (text: string) => void },
): Promise<Erasing> {
  const { owner, args, io, tell } = about;
  const words = ownerWords(owner.locale);
  if (args.excerpts !== 'none') return { exit: exitCodes.done, shape: {} };
  try {
    const newRunId = () => randomUUID() as RunId;
    const { store, now } = place;
    const erased = await eraseExcerpts({ store, now, newRunId }, owner.ownerId);
    tell(`${words.excerptsErased(erased)}\n`);
    return { exit: exitCodes.done, shape: { excerptsErased: erased } };
  } catch (fault) {
    if (!(fault instanceof ImportBusy)) throw fault;
    io.err(`${words.excerptsWait(commandIn(place, `owner set ${owner.ownerId} --excerpts none`))}\n`);
    return { exit: exitCodes.busy, shape: {} };
  }
}

// The list of the carrier is its own: as long as the address is on it, the next mail bounces and stops it again.
async function liftStop(
  { store, stage, now }: Pick<Place, 'store' | 'stage' | 'now'>,
  { ownerId, address, locale }: Owner,
  tell: (text: string) => void,
): Promise<boolean> {
  const words = ownerWords(locale);
  const addressHash = addressHashOf(ownerId, address);
  const stop = await store.readMailStatus(ownerId, addressHash);
  const at = isoTime(now());
  // This machine's clock may be behind the carrier's: what the operator sees is what they lift.
  if (stop !== undefined) await store.liftStop(ownerId, addressHash, stop.at > at ? stop.at : at);
  tell(`${stop === undefined ? words.noStop(address) : words.stopLifted(address)}\n`);
  const remove = `aws sesv2 delete-suppressed-destination --email-address ${address}`;
  if (stage !== undefined) tell(`${words.suppressionList(remove)}\n`);
  return stop !== undefined;
}

/** @throws UsageError when somebody else has the address */
async function refuseTaken(place: Place, ownerId: OwnerId, address: string): Promise<void> {
  const owners = await readOwners(place);
  const other = owners.find((owner) => owner.ownerId !== ownerId && isSameAddress(owner.address, address));
  if (other !== undefined) throw new UsageError(`The owner ${other.ownerId} has this address already.`);
}

async function change(place: Place, args: SetArgs): Promise<OwnerChange> {
  const { address, newUploadLinks, paused } = args;
  const { before, after } = await changeSettings(place, args.id, (owner) => ({
    ...withSettings(owner, args),
    address: address ?? owner.address,
    ...(newUploadLinks ? { uploadKey: newUploadKey() } : {}),
  }));
  if (paused === undefined) return { before, after };
  const standing = await place.store.pauseOwner(args.id, paused ? isoTime(place.now()) : undefined);
  return { before, after: standing ?? after };
}
