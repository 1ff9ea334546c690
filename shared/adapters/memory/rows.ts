import { compareText } from '../../domain/collections.ts';

/** Values by text keys, sorted by them; what goes in and comes out is copied, so that no caller changes what is kept. */
export type Rows<T> = {
  get(key: string): T | undefined;
  set(key: string, value: T): void;
  delete(key: string): void;
  /** All values whose key begins so, by key. */
  all(prefix: string): T[];
};

export function createRows<T>(): Rows<T> {
  const rows = new Map<string, T>();
  return {
    get: (key) => structuredClone(rows.get(key)),
    set: (key, value) => void rows.set(key, structuredClone(value)),
    delete: (key) => void rows.delete(key),
    all: (prefix) =>
      [...rows]
        .filter(([key]) => key.startsWith(prefix))
        .sort(([a], [b]) => compareText(a, b))
        .map(([, value]) => structuredClone(value)),
  };
}
