/** A piece of work that failed, and why. */
export type Fault<Item> = { readonly item: Item; readonly fault: unknown };

/** Does the same for every item, one after the other; an item that fails does not keep the others. What failed. */
export async function forEach<Item>(
  items: Iterable<Item>,
  run: (item: Item) => Promise<void>,
): Promise<Fault<Item>[]> {
  const faults: Fault<Item>[] = [];
  for (const item of items) {
    try {
      await run(item);
    } catch (fault) {
      faults.push({ item, fault });
    }
  }
  return faults;
}
