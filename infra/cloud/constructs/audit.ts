import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { type FunctionsOfStage, LambdaFunction } from './lambda-function.ts';
import type { NetworkTable } from './network-table.ts';
import { WorkQueue } from './work-queue.ts';

/** Queue `audits` -> `audit`. */
export class Audit extends Construct {
  readonly audits: WorkQueue;

  constructor(
    scope: Construct,
    id: string,
    props: FunctionsOfStage & {
      readonly table: NetworkTable;
      readonly mails: WorkQueue;
      readonly sender: string;
      readonly baseUrl: string;
    },
  ) {
    super(scope, id);
    const audit = new LambdaFunction(this, 'Audit', {
      ...props,
      name: 'audit',
      loss: 'An owner is not audited: their digest is not written.',
      memoryMiB: 1_024,
      timeout: Duration.minutes(2),
    });
    props.table.grant(audit, {
      get: ['owner', 'imports', 'digests', 'auditMails'],
      query: ['contacts', 'memory', 'imports', 'flags', 'digests', 'sends', 'outcomes', 'decisions'],
      put: ['digests', 'auditMails'],
      batchWrite: ['flags'],
    });
    props.mails.grantSend(audit, 'mailsQueue');
    audit.set('sender', props.sender);
    audit.set('baseUrl', props.baseUrl);
    this.audits = new WorkQueue(this, 'Audits', { consumer: audit });
  }
}
