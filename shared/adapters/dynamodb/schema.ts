import * as z from 'zod/mini';
import { tableKeys } from '../../names.ts';
import { UnfitItem } from './errors.ts';
import type { Item, Key, KeyedItem } from './keys.ts';

// Whatever a function on Lambda reads is read by `zod/mini`: the same checks as functions instead of methods, so that a
// bundle has only those that it calls, a third of what a schema with methods brings along.

/** A text, under the name that the domain gives it. Formats are the business of whoever writes. */
export const text = <T extends string = string>(): z.ZodMiniType<T> =>
  z.string() as unknown as z.ZodMiniType<T>;

export const optionalText = <T extends string = string>(): z.ZodMiniType<T | undefined> =>
  z.optional(text<T>());

/** An object of these properties: the compiler asks for every one of the domain's type, also for the optional ones. */
export const objectOf = <T>(shape: { [K in keyof T]-?: z.ZodMiniType<T[K]> }): z.ZodMiniType<T> =>
  z.object(shape as z.core.$ZodShape) as unknown as z.ZodMiniType<T>;

/**
 * How the values of one family lie in its items. The property `json` is kept as JSON text: smaller and quicker than
 * maps in maps, and equal values come back equal to the byte, which maps do not promise.
 *
 * The schemas are lazy: every function's store knows every family, few functions meet more than some, and to make all
 * schemas takes about as long as to make the clients of the SDK.
 */
export type Shape<T> = { readonly schema: z.ZodMiniType<T>; readonly json?: keyof T & string };

/** Attributes of the store's own making, which are no part of the domain's values. */
export const bookkeeping = {
  /** Tells a repeated conditional put from another one's. */
  requestToken: 'requestToken',
  /** What the condition of an answer compares. */
  answerKey: 'answerKey',
} as const;

const ownAttributes: ReadonlySet<string> = new Set([
  tableKeys.partitionKey,
  tableKeys.sortKey,
  tableKeys.duePartitionKey,
  tableKeys.timeToLive,
  ...Object.values(bookkeeping),
]);

/**
 * The item that keeps a value. Only what belongs to the type is kept: the compiler lets callers hand in wider values.
 *
 * @throws UnfitItem
 */
export function encodeItem<T>({ schema, json }: Shape<T>, key: Key, value: T): KeyedItem {
  const fitting = keptOf(value, fittingAs(familyOf(key), schema, value)) as Item;
  return { ...key, ...fitting, ...(json === undefined ? {} : { [json]: JSON.stringify(fitting[json]) }) };
}

/** A value to be written among many, as `encodeItem` makes its item. */
export const toPut = <T>(shape: Shape<T>, key: Key, value: T): { key: Key; item: () => KeyedItem } => ({
  key,
  item: () => encodeItem(shape, key, value),
});

/** The value that an item keeps; its properties stand in the order of the schema. @throws UnfitItem */
export function decodeItem<T>({ schema, json }: Shape<T>, item: Item): T {
  const value = Object.fromEntries(Object.entries(item).filter(([name]) => !ownAttributes.has(name)));
  if (json !== undefined) value[json] = parsed(value[json]);
  const fitting = fittingAs(familyOf(item), schema, value);
  if (propertiesIn(fitting) !== propertiesIn(value)) throw new UnfitItem(familyOf(item), [unknownProperty]);
  return json === undefined ? fitting : { ...fitting, [json]: value[json] };
}

/** The place that a fault names when an item holds more than this version knows; the names may be anybody's. */
export const unknownProperty = 'item (unrecognized_keys)';

/** The value without what is no part of its type. @throws UnfitItem */
export function fittingAs<T>(family: string, schema: z.ZodMiniType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const places = result.error.issues.map(
    ({ path, code }) => `${path.map(String).join('.') || 'item'} (${code})`,
  );
  throw new UnfitItem(family, places);
}

const familyOf = (item: Item | Key): string => String(item.pk).split('#')[0] ?? '';

function parsed(json: unknown): unknown {
  try {
    return JSON.parse(String(json));
  } catch {
    return undefined;
  }
}

// The value's own order of properties, with only those of its type.
function keptOf(value: unknown, fitting: unknown): unknown {
  if (Array.isArray(value) && Array.isArray(fitting)) return value.map((each, i) => keptOf(each, fitting[i]));
  if (!isObject(value) || !isObject(fitting)) return fitting;
  const names = Object.keys(value).filter((name) => name in fitting);
  return Object.fromEntries(names.map((name) => [name, keptOf(value[name], fitting[name])]));
}

function propertiesIn(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, each) => sum + propertiesIn(each), 0);
  if (!isObject(value)) return 0;
  return Object.values(value).reduce<number>((sum, each) => sum + 1 + propertiesIn(each), 0);
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
