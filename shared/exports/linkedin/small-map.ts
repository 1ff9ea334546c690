/**
 * A map by number in as little memory as a few entries need: two arrays, and a `Map`, which takes four times as much,
 * only above 16. A mailbox has one for each of its conversations, and most of these are between two.
 */
export type SmallMap<Value> =
  | { readonly keys: readonly number[]; readonly values: readonly Value[] }
  | Map<number, Value>;

const mostInArrays = 16;

export const emptyMap: SmallMap<never> = { keys: [], values: [] };

export function valueIn<Value>(map: SmallMap<Value>, key: number): Value | undefined {
  if (map instanceof Map) return map.get(key);
  const place = map.keys.indexOf(key);
  return place < 0 ? undefined : map.values[place];
}

export const hasKey = (map: SmallMap<unknown>, key: number): boolean =>
  map instanceof Map ? map.has(key) : map.keys.includes(key);

/** The map with this entry; the one handed in may be changed, and is not to be used any more. */
export function withEntry<Value>(map: SmallMap<Value>, key: number, value: Value): SmallMap<Value> {
  if (map instanceof Map) return map.set(key, value);
  const { keys, values } = map;
  const place = keys.indexOf(key);
  if (place >= 0) return { keys, values: values.with(place, value) };
  if (keys.length >= mostInArrays) return new Map(entriesOf(map)).set(key, value);
  // Not by `push`, which makes room for 17 more.
  return { keys: [...keys, key], values: [...values, value] };
}

export const sizeOf = (map: SmallMap<unknown>): number => (map instanceof Map ? map.size : map.keys.length);

export const entriesOf = <Value>(map: SmallMap<Value>): readonly (readonly [number, Value])[] =>
  map instanceof Map ? [...map] : map.keys.map((key, place) => [key, map.values[place] as Value] as const);
