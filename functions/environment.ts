import * as z from 'zod/mini';
import { WoherError } from '../shared/domain/errors.ts';
import { environment } from '../shared/names.ts';

/** Variables that are missing or do not fit, by name; their values are nobody's business. */
export class EnvironmentIncomplete extends WoherError {
  constructor(readonly variables: readonly string[]) {
    super('environmentIncomplete', `missing or unfit in the environment: ${variables.join(', ')}`);
  }
}

type Name = keyof typeof environment;
/** The process's environment, or a test's. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Any text but an empty one. */
export const text = z.string().check(z.minLength(1));
/** An address with http or https. */
export const url = z.url({ protocol: /^https?$/ });

/**
 * Reads a function's variables: the schema has our names, `shared/names.ts` says what the environment calls them.
 * @throws EnvironmentIncomplete
 */
export function readVariables<Shape extends { readonly [name in Name]?: z.ZodMiniType }>(
  schema: z.ZodMiniObject<Shape>,
  env: Environment,
): z.infer<z.ZodMiniObject<Shape>> {
  const names = Object.keys(schema.shape) as Name[];
  const values = Object.fromEntries(names.map((name) => [name, env[environment[name]]]));
  const read = schema.safeParse(values);
  if (read.success) return read.data;
  const unfit = new Set(read.error.issues.map(({ path }) => environment[path[0] as Name]));
  throw new EnvironmentIncomplete([...unfit]);
}
