import * as z from 'zod';
import { defined } from '../../../shared/domain/collections.ts';
import { contactState } from '../../../shared/domain/contact.ts';
import { dayIn } from '../../../shared/domain/days.ts';
import { type Employers, employersOf, isGenericEmployer } from '../../../shared/domain/employers.ts';
import { complianceKinds } from '../../../shared/domain/finding.ts';
import { type IsoDay, isoTime } from '../../../shared/domain/ids.ts';
import { type ComplianceEntry, type Listed, listedName, type Owner } from '../../../shared/domain/owner.ts';
import { binds, namesContact } from '../../../shared/domain/rules/compliance.ts';
import { type ExitCode, exitCodes, UsageError } from '../errors.ts';
import type { Place } from '../place.ts';
import { policyWords } from '../policy-words.ts';
import { changeSettings, typed } from './change-settings.ts';
import { type Command, commonArgs, type Io, ownerOf, printJson, printList } from './command.ts';
import { type ComplianceShape, complianceShape } from './shapes.ts';

/** As many entries as one list has. */
const mostEntries = 200;
const longestReason = 1000;

const entryArgs = { by: z.enum(complianceKinds), value: z.string() };
const addArgs = commonArgs.extend({
  ...entryArgs,
  reason: z.string(),
  until: z.iso.date().optional(),
});
const removeArgs = commonArgs.extend(entryArgs);

/** `woher compliance list`: with whom contact is forbidden, and whom of the contacts that names. */
export const listCommand: Command<z.infer<typeof commonArgs>, Place> = {
  args: commonArgs,
  run: async (place, args, io) => {
    const { owner, catalogue } = await ownerOf(place, args);
    const words = policyWords(owner.locale);
    printList(io, {
      json: args.json,
      schema: complianceShape,
      items: await listed(place, owner),
      none: words.nobodyListed,
      table: (entries) =>
        entries.map(({ by, value, reason, until, binds: isBinding, contacts: count }) => [
          words.by[by],
          value,
          until === undefined ? '' : (isBinding ? words.until : words.ended)(catalogue.day(until as IsoDay)),
          words.names(count),
          reason,
        ]),
    });
    return exitCodes.done;
  },
};

async function listed(place: Place, owner: Owner): Promise<ComplianceShape> {
  const [contacts, head] = await Promise.all([
    place.store.readContacts(owner.ownerId),
    place.store.readHead(owner.ownerId),
  ]);
  const connected = contacts.filter((contact) => contactState(contact, head) === 'connected');
  const employers = employersOf(owner.employerAliases, owner.largeEmployers);
  const today = dayIn(isoTime(place.now()), owner.zone);
  return (owner.compliance ?? []).map((entry) => ({
    ...entry,
    binds: binds(entry, today),
    contacts: connected.filter((contact) => namesContact(entry, contact, employers)).length,
  }));
}

/** `woher compliance add`: puts an entry on the list, or changes the reason and the last day of one that stands there. */
export const addCommand: Command<z.infer<typeof addArgs>, Place> = {
  args: addArgs,
  run: async (place, args, io) => {
    const { owner } = await ownerOf(place, args);
    const entry = defined<ComplianceEntry>({
      by: args.by,
      value: namesSomebody(args),
      reason: typed(args.reason, { what: 'the reason', most: longestReason }),
      until: args.until as IsoDay | undefined,
    });
    const { after } = await changeSettings(place, owner.ownerId, (standing) => withEntry(standing, entry));
    const list = await listed(place, after);
    const found = list.find(sameEntry(after, entry)) ?? { value: entry.value, contacts: 0 };
    const told = policyWords(owner.locale).listed(found.value, found.contacts);
    return tell(list, { ...args, io, told });
  },
};

/** `woher compliance remove`: takes an entry off the list. */
export const removeCommand: Command<z.infer<typeof removeArgs>, Place> = {
  args: removeArgs,
  run: async (place, args, io) => {
    const { owner } = await ownerOf(place, args);
    const names = sameEntry(owner, args);
    const standing = owner.compliance?.find(names);
    if (standing === undefined)
      throw new UsageError(`"${args.value}" is not on the list; "woher compliance list" shows it.`);
    const { after } = await changeSettings(place, owner.ownerId, (one) => ({
      ...one,
      compliance: (one.compliance ?? []).filter((entry) => !names(entry)),
    }));
    const told = policyWords(owner.locale).unlisted(standing.value);
    return tell(await listed(place, after), { ...args, io, told });
  },
};

function tell(list: ComplianceShape, { json, io, told }: { json: boolean; io: Io; told: string }): ExitCode {
  if (json) printJson(io, complianceShape, list);
  else io.out(`${told}\n`);
  return exitCodes.done;
}

/** An owner with an entry on the list; one that stands there keeps its spelling, and so what was answered in spite of it. */
function withEntry(owner: Owner, entry: ComplianceEntry): Owner {
  const { compliance = [] } = owner;
  const names = sameEntry(owner, entry);
  if (compliance.some(names))
    return {
      ...owner,
      compliance: compliance.map((one) => (names(one) ? { ...entry, value: one.value } : one)),
    };
  if (compliance.length >= mostEntries)
    throw new UsageError(`The list holds ${mostEntries} entries at most; take one off first.`);
  return { ...owner, compliance: [...compliance, entry] };
}

/** Whether another entry names the same company, domain or person, in whatever spelling. */
function sameEntry({ employerAliases }: Owner, entry: Listed): (other: Listed) => boolean {
  const employers = employersOf(employerAliases, []);
  const key = keyOf(entry, employers);
  return (other) => other.by === entry.by && keyOf(other, employers) === key;
}

const keyOf = (entry: Listed, employers: Employers): string =>
  (entry.by === 'company' && employers.keyOf(entry.value)) || listedName(entry);

const domainPattern = /^[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+$/u;

/** What is to be listed, if it can name anybody. @throws UsageError */
function namesSomebody({ by, value }: Listed): string {
  const name = typed(value, { what: 'whom' });
  const listed = listedName({ by, value: name });
  if (by === 'company' && isGenericEmployer(name)) throw new UsageError(`"${name}" names no employer.`);
  if (by === 'domain' && !domainPattern.test(listed))
    throw new UsageError(`"${name}" is no domain; say one like example.org.`);
  if (by === 'person' && listed === '') throw new UsageError(`"${name}" is nobody's name.`);
  return by === 'domain' ? listed : name;
}
