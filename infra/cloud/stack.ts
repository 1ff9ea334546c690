import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { stackNameOf, stackOutputs } from '../../shared/names.ts';
import type { Config } from './config.ts';
import { Alarms } from './constructs/alarms.ts';
import { Audit } from './constructs/audit.ts';
import { Deliver } from './constructs/deliver.ts';
import { ExportsBucket } from './constructs/exports-bucket.ts';
import { Feedback } from './constructs/feedback.ts';
import { Ingest } from './constructs/ingest.ts';
import { NetworkTable } from './constructs/network-table.ts';
import { Review, WebAddress } from './constructs/review.ts';
import { Schedule } from './constructs/schedule.ts';

/** Everything of one stage. A stack is named after its stage, so that several can live in one account. */
export class WoherStack extends Stack {
  constructor(scope: Construct, { config, bundles }: { readonly config: Config; readonly bundles: string }) {
    super(scope, stackNameOf(config.stage), stackProps(config));
    const ofStage = { stage: config.stage, bundles };
    const table = new NetworkTable(this, 'Network');
    const web = new WebAddress(this, 'Web');
    const exports = new ExportsBucket(this, 'Exports', { webOrigin: web.baseUrl, kms: config.kmsExports });

    const deliver = new Deliver(this, 'Deliver', { ...ofStage, ...config, domain: config.domain, table });
    const { mails, configurationSet } = deliver;
    new Feedback(this, 'Feedback', { ...ofStage, table, configurationSet });
    const { baseUrl } = web;
    const { audits } = new Audit(this, 'Audit', { ...ofStage, table, mails, baseUrl, sender: config.sender });
    const { uploads } = new Ingest(this, 'Ingest', { ...ofStage, table, exports, audits });
    const { ticked } = new Schedule(this, 'Schedule', { ...ofStage, table, audits, mails });
    new Review(this, 'Review', { ...ofStage, web, table, exports, uploads });
    const { alarmAddress } = config;
    new Alarms(this, 'Alarms', { stage: config.stage, api: web.api, ticked, alarmAddress });

    this.#tell({
      [stackOutputs.table]: table.table.tableName,
      [stackOutputs.bucket]: exports.bucket.bucketName,
      [stackOutputs.mailsQueue]: mails.queue.queueUrl,
      [stackOutputs.baseUrl]: baseUrl,
      [stackOutputs.sender]: config.sender,
      [stackOutputs.defaultPolicy]: config.defaultPolicy,
      ...(config.domain === undefined ? {} : dkimRecords(deliver)),
    });
  }

  #tell(outputs: Readonly<Record<string, string>>): void {
    for (const [name, value] of Object.entries(outputs)) new CfnOutput(this, name, { value });
  }
}

const stackProps = ({ stage, region }: Config): StackProps => ({
  stackName: stackNameOf(stage),
  description: `Woher, stage ${stage}`,
  env: { region },
  terminationProtection: true,
});

/** What the domain's DNS must hold before SES sends for it: three CNAME records. */
const dkimRecords = ({ identity }: Deliver): Readonly<Record<string, string>> =>
  Object.fromEntries(
    (identity?.dkimRecords ?? []).map(({ name, value }, place) => [
      `DkimRecord${place + 1}`,
      `${name} CNAME ${value}`,
    ]),
  );
