import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, ProjectionType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import { duePartition, families, tableKeys } from '../../../shared/names.ts';
import type { LambdaFunction } from './lambda-function.ts';

type Family = keyof typeof families;

/** What a function may do with which item families; one request of the store is one word here. */
export type TableRights = {
  readonly get?: readonly Family[];
  readonly batchGet?: readonly Family[];
  readonly query?: readonly Family[];
  /** A conditional put reads its item back: give `get` with it. */
  readonly put?: readonly Family[];
  readonly update?: readonly Family[];
  readonly batchWrite?: readonly Family[];
  /** Query of the index of due owners. */
  readonly due?: boolean;
};

const actions = {
  get: 'dynamodb:GetItem',
  batchGet: 'dynamodb:BatchGetItem',
  query: 'dynamodb:Query',
  put: 'dynamodb:PutItem',
  update: 'dynamodb:UpdateItem',
  batchWrite: 'dynamodb:BatchWriteItem',
} as const;

/** The one table: on demand, with recovery to any second of 35 days, protected from deletion. */
export class NetworkTable extends Construct {
  readonly table: Table;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const text = (name: string) => ({ name, type: AttributeType.STRING });
    this.table = new Table(this, 'Table', {
      partitionKey: text(tableKeys.partitionKey),
      sortKey: text(tableKeys.sortKey),
      billingMode: BillingMode.PAY_PER_REQUEST,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: true,
      timeToLiveAttribute: tableKeys.timeToLive,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.table.addGlobalSecondaryIndex({
      indexName: tableKeys.dueIndex,
      partitionKey: text(tableKeys.duePartitionKey),
      sortKey: text(tableKeys.dueSortKey),
      projectionType: ProjectionType.KEYS_ONLY,
    });
  }

  /**
   * Gives a function its families, and tells it the table's name. Families are the leading keys; a request without one
   * (a scan, a statement in PartiQL) matches nothing, which `ForAllValues` alone would let pass.
   */
  grant(fn: LambdaFunction, rights: TableRights): void {
    for (const [request, action] of Object.entries(actions)) {
      const granted = rights[request as keyof typeof actions] ?? [];
      if (granted.length > 0)
        fn.allow({
          actions: [action],
          resources: [this.table.tableArn],
          conditions: leadingKeys(granted.map((family) => `${families[family]}#*`)),
        });
    }
    if (rights.due === true)
      fn.allow({
        actions: [actions.query],
        resources: [`${this.table.tableArn}/index/${tableKeys.dueIndex}`],
        conditions: leadingKeys([duePartition]),
      });
    fn.set('table', this.table.tableName);
  }
}

const leadingKeys = (keys: readonly string[]) => ({
  'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': keys },
  Null: { 'dynamodb:LeadingKeys': 'false' },
});
