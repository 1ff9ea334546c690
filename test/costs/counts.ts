/** Requests to the table, as DynamoDB bills them. */
export type TableCounts = {
  /** Requests by name, such as `BatchWriteItem`. */
  readonly requests: Readonly<Record<string, number>>;
  /** Items written, by item family. */
  readonly written: Readonly<Record<string, number>>;
  readonly readUnits: number;
  /** The index `due` included. */
  readonly writeUnits: number;
};

/** One function's invocations, and the processor time that they took on the machine that counted. */
type InvocationCounts = { readonly invocations: number; readonly cpuSeconds: number };

/** What one owner, or an idle deployment, uses in a span of time. */
export type Counts = {
  readonly table: TableCounts;
  readonly functions: Readonly<Record<string, InvocationCounts>>;
  /** `uploads` are billed as PUT. */
  readonly s3: { readonly uploads: number; readonly gets: number; readonly uploadedBytes: number };
  /** Every send, receive and delete. */
  readonly sqsRequests: number;
  readonly snsPublishes: number;
  readonly mails: number;
  /** Pages and forms, and the bytes of their answers. */
  readonly web: { readonly requests: number; readonly bytesOut: number };
  readonly logs: { readonly bytes: number };
  /** Hours in which a metric of ours got a value, summed over the metrics. */
  readonly metricHours: number;
};

export const noTableCounts: TableCounts = { requests: {}, written: {}, readUnits: 0, writeUnits: 0 };

export const noCounts: Counts = {
  table: noTableCounts,
  functions: {},
  s3: { uploads: 0, gets: 0, uploadedBytes: 0 },
  sqsRequests: 0,
  snsPublishes: 0,
  mails: 0,
  web: { requests: 0, bytesOut: 0 },
  logs: { bytes: 0 },
  metricHours: 0,
};

type Tree = { readonly [name: string]: number | Tree };

/** `one + times * other`, number by number; what one of them lacks counts as 0. */
export function addCounts(one: Counts, other: Counts, times = 1): Counts {
  return addTrees(one, other, times) as unknown as Counts;
}

function addTrees(one: Tree, other: Tree, times: number): Tree {
  const names = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  return Object.fromEntries(
    names.map((name) => {
      const [a, b] = [one[name], other[name]];
      if (typeof a === 'object' || typeof b === 'object')
        return [name, addTrees((a ?? {}) as Tree, (b ?? {}) as Tree, times)];
      return [name, (a ?? 0) + times * (b ?? 0)];
    }),
  );
}
