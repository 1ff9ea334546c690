import { families, tableKeys } from '../../shared/names.ts';
import { noTableCounts, type TableCounts } from './counts.ts';

type Json = Readonly<Record<string, unknown>>;
type Capacity = { readonly CapacityUnits?: number };
type PutOrKey = { readonly PutRequest?: { readonly Item: AttributeMap } };
type AttributeMap = Readonly<Record<string, { readonly S?: string }>>;

const readNames = new Set(['GetItem', 'BatchGetItem', 'Query']);
const writeNames = new Set(['PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem']);

/** One request to the table with its answer. */
export type Exchange = {
  /** Such as `Query`. */
  readonly name: string;
  readonly asked: Json;
  readonly status: number;
  readonly answer: Json;
};

/** Whether the request says of itself what it costs, when asked (`ReturnConsumedCapacity`). */
export const isBilled = (name: string): boolean => readNames.has(name) || writeNames.has(name);

/**
 * What one exchange adds. Three things are bills that the engine here does not write: a query that finds nothing takes
 * the least that a read takes; a failed condition takes a write unit; a due time that moves takes
 * two writes of the index `due`, an old entry out and a new one in (DynamoDB developer guide, "Read and write operations" and "Using Global
 * Secondary Indexes": "Write capacity units").
 */
export function countsOf({ name, asked, status, answer }: Exchange): TableCounts {
  const requests = { [name]: 1 };
  if (status !== 200) {
    const refused = String(answer.__type).endsWith('ConditionalCheckFailedException');
    return { ...noTableCounts, requests, writeUnits: Number(refused) };
  }
  const units = unitsIn(answer.ConsumedCapacity);
  if (readNames.has(name)) {
    const least = asked.ConsistentRead === true || name !== 'Query' ? 1 : 0.5;
    return { ...noTableCounts, requests, readUnits: Math.max(units, least) };
  }
  const written = writtenFamilies(name, asked);
  const indexUnits = 2 * (written[families.schedule] ?? 0);
  return { requests, written, readUnits: 0, writeUnits: units + indexUnits };
}

function unitsIn(consumed: unknown): number {
  const all = (Array.isArray(consumed) ? consumed : [consumed]) as readonly (Capacity | undefined)[];
  return all.reduce((sum, capacity) => sum + (capacity?.CapacityUnits ?? 0), 0);
}

function writtenFamilies(name: string, asked: Json): Record<string, number> {
  const items =
    name === 'BatchWriteItem'
      ? Object.values(asked.RequestItems as Record<string, PutOrKey[]>)
          .flat()
          .map(({ PutRequest }) => PutRequest?.Item)
      : [(asked.Item ?? asked.Key) as AttributeMap];
  const written: Record<string, number> = {};
  for (const item of items) {
    const family = item?.[tableKeys.partitionKey]?.S?.split('#')[0] ?? 'unknown';
    written[family] = (written[family] ?? 0) + 1;
  }
  return written;
}
