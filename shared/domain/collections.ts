/** Groups values by a key, in the order of first appearance (Node 20 has no `Map.groupBy`). */
export function groupBy<Key, Value>(values: Iterable<Value>, key: (value: Value) => Key): Map<Key, Value[]> {
  const groups = new Map<Key, Value[]>();
  for (const value of values) {
    const itsKey = key(value);
    const group = groups.get(itsKey);
    if (group === undefined) groups.set(itsKey, [value]);
    else group.push(value);
  }
  return groups;
}

/** A value that is made when it is first asked for, and kept. */
export function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** Comparator of texts by code unit: the same on every machine, unlike `localeCompare`. */
export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** A copy without the properties that are undefined, so that equal values are written equally. */
export function defined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, v]) => v !== undefined)) as T;
}

/** Text that is equal for equal plain values, whatever the order of their properties; `undefined` is left out. */
export function stableText(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => compareText(a, b)))
      : inner,
  );
}

/**
 * Whether two plain values have the same `stableText`, told without writing it: for many values, or large ones. `besides` is
 * a property that may differ, at any depth.
 */
export function sameValue(a: unknown, b: unknown, besides?: string): boolean {
  if (a === b) return true;
  if (!isObject(a) || !isObject(b)) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((value, index) => sameValue(value, b[index], besides));
  for (const name in a) if (name !== besides && !sameValue(a[name], own(b, name), besides)) return false;
  for (const name in b)
    if (name !== besides && b[name] !== undefined && own(a, name) === undefined) return false;
  return true;
}

/** The first so many values in an order, found without ordering the others. */
export function firstOf<Value>(
  values: Iterable<Value>,
  count: number,
  compare: (a: Value, b: Value) => number,
): Value[] {
  const first: Value[] = [];
  for (const value of values) {
    const last = first.at(-1);
    if (first.length >= count && (last === undefined || compare(value, last) >= 0)) continue;
    const place = first.findIndex((one) => compare(value, one) < 0);
    first.splice(place < 0 ? first.length : place, 0, value);
    if (first.length > count) first.pop();
  }
  return first;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

// A property of every object, such as `constructor`, is not one that a value has.
const own = (value: Readonly<Record<string, unknown>>, name: string): unknown =>
  Object.hasOwn(value, name) ? value[name] : undefined;
