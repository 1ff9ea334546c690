import * as z from 'zod';
import { employersOf, foldEmployer, isGenericEmployer } from '../../../shared/domain/employers.ts';
import type { Owner } from '../../../shared/domain/owner.ts';
import { type ExitCode, exitCodes, UsageError } from '../errors.ts';
import type { Place } from '../place.ts';
import { policyWords } from '../policy-words.ts';
import { changeSettings, typed } from './change-settings.ts';
import { type Command, commonArgs, type Io, ownerOf, printJson } from './command.ts';
import { employersShape } from './shapes.ts';

/** As many groups, names of one group, and large employers as are kept. */
const mostKept = 200;

const sameArgs = commonArgs.extend({ names: z.array(z.string()), off: z.boolean().default(false) });
const largeArgs = commonArgs.extend({ company: z.string().optional(), off: z.boolean().default(false) });

/** `woher employer same A B…`: these names mean one employer; groups that share a name become one. */
export const sameCommand: Command<z.infer<typeof sameArgs>, Place> = {
  args: sameArgs,
  run: async (place, args, io) => {
    const { owner } = await ownerOf(place, args);
    const names = args.names.map(employerOf);
    if (names.length === 0 && !args.off) return show(owner, { ...args, io });
    const distinct = new Set(names.map(foldEmployer)).size;
    if (args.off) {
      const isKept = (name: string) => owner.employerAliases.some((group) => holds(group, name));
      const unknown = names.find((name) => !isKept(name));
      if (unknown !== undefined || distinct === 0)
        throw new UsageError(
          `"${unknown ?? ''}" is kept as the same as nothing; "woher employer same" lists them.`,
        );
    } else if (distinct < 2)
      throw new UsageError('Say two names of the employer at least; capitals and legal forms make no other.');
    const { after } = await changeSettings(place, owner.ownerId, (standing) =>
      bounded({ ...standing, employerAliases: (args.off ? parted : joined)(standing, names) }),
    );
    return show(after, { ...args, io });
  },
};

const holds = (group: readonly string[], name: string): boolean =>
  group.some((one) => foldEmployer(one) === foldEmployer(name));

/** The groups with one of all these names and of the groups that share one with it, where the first of these stood. */
function joined({ employerAliases }: Owner, names: readonly string[]): (readonly string[])[] {
  const isSame = (group: readonly string[]) => names.some((name) => holds(group, name));
  const same = [...employerAliases.filter(isSame).flat(), ...names];
  // Of several spellings the first: the first name of a group tells it from the others.
  const distinct = same.filter(
    (name, no) => same.findIndex((one) => foldEmployer(one) === foldEmployer(name)) === no,
  );
  const first = employerAliases.findIndex(isSame);
  if (first < 0) return [...employerAliases, distinct];
  return employerAliases.flatMap((group, no) => (no === first ? [distinct] : isSame(group) ? [] : [group]));
}

/** The groups without these names; a name that is left alone means nobody else. */
const parted = ({ employerAliases }: Owner, names: readonly string[]): (readonly string[])[] =>
  employerAliases
    .map((group) => group.filter((one) => !holds(names, one)))
    .filter((group) => group.length > 1);

/** `woher employer large NAME`: so many work there that a shared one hints at nothing by itself. */
export const largeCommand: Command<z.infer<typeof largeArgs>, Place> = {
  args: largeArgs,
  run: async (place, args, io) => {
    const { owner } = await ownerOf(place, args);
    if (args.company === undefined) return show(owner, { ...args, io });
    const company = employerOf(args.company);
    const isIt = (one: string) => employersOf(owner.employerAliases, []).same(one, company);
    const isKept = owner.largeEmployers.some(isIt);
    if (args.off && !isKept) throw new UsageError(`"${company}" is not marked as large.`);
    const { after } = await changeSettings(place, owner.ownerId, (standing) => {
      const { largeEmployers } = standing;
      if (args.off) return { ...standing, largeEmployers: largeEmployers.filter((one) => !isIt(one)) };
      if (largeEmployers.some(isIt)) return standing;
      return bounded({ ...standing, largeEmployers: [...largeEmployers, company] });
    });
    return show(after, { ...args, io });
  },
};

/** @throws UsageError for a name that names no employer, so that nobody works there together */
function employerOf(text: string): string {
  const name = typed(text, { what: 'the name of an employer' });
  if (isGenericEmployer(name)) throw new UsageError(`"${name}" names no employer.`);
  return name;
}

function bounded(owner: Owner): Owner {
  const { employerAliases, largeEmployers } = owner;
  const most = Math.max(
    employerAliases.length,
    largeEmployers.length,
    ...employerAliases.map((group) => group.length),
  );
  if (most > mostKept) throw new UsageError(`At most ${mostKept} are kept; --off takes one off.`);
  return owner;
}

function show(
  { employerAliases, largeEmployers, locale }: Owner,
  { json, io }: { json: boolean; io: Io },
): ExitCode {
  const words = policyWords(locale);
  const same = employerAliases.map((group) => [...group]);
  if (json) printJson(io, employersShape, { same, large: [...largeEmployers] });
  else if (same.length + largeEmployers.length === 0) io.err(`${words.noEmployers}\n`);
  else {
    for (const group of same) io.out(`${group.join(' = ')}\n`);
    for (const one of largeEmployers) io.out(`${one} (${words.large})\n`);
  }
  return exitCodes.done;
}
