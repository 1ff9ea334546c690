import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import {
  ConfigurationSet,
  ConfigurationSetTlsPolicy,
  EmailIdentity,
  Identity,
  SuppressionReasons,
} from 'aws-cdk-lib/aws-ses';
import { Construct } from 'constructs';
import { addressOf } from '../config.ts';
import { type FunctionsOfStage, LambdaFunction } from './lambda-function.ts';
import type { NetworkTable } from './network-table.ts';
import { WorkQueue } from './work-queue.ts';

/** Queue `mails` -> `deliver` -> SES, with the identity that the mails come from. */
export class Deliver extends Construct {
  readonly mails: WorkQueue;
  readonly configurationSet: ConfigurationSet;
  /** Undefined where the account has the identity already. */
  readonly identity: EmailIdentity | undefined;

  constructor(
    scope: Construct,
    id: string,
    props: FunctionsOfStage & {
      readonly table: NetworkTable;
      readonly sender: string;
      readonly domain: string | undefined;
      readonly createIdentity: boolean;
    },
  ) {
    super(scope, id);
    this.configurationSet = new ConfigurationSet(this, 'ConfigurationSet', {
      // The mails are about people: rather bounced than sent in clear text.
      tlsPolicy: ConfigurationSetTlsPolicy.REQUIRE,
      suppressionReasons: SuppressionReasons.BOUNCES_AND_COMPLAINTS,
    });
    this.identity = props.createIdentity ? this.#identity(props) : undefined;
    const deliver = new LambdaFunction(this, 'Deliver', {
      ...props,
      name: 'deliver',
      loss: 'A mail is not sent: its owner does not get it.',
      memoryMiB: 512,
      timeout: Duration.minutes(2),
    });
    props.table.grant(deliver, {
      get: ['owner', 'auditMails', 'ingestMails', 'adminMails', 'sends', 'outcomes'],
      query: ['sends', 'outcomes'],
      put: ['sends'],
    });
    deliver.set('configurationSet', this.configurationSet.configurationSetName);
    this.#grantSend(deliver, addressOf(props.sender));
    this.mails = new WorkQueue(this, 'Mails', { consumer: deliver });
  }

  #identity({ domain, sender }: { domain: string | undefined; sender: string }): EmailIdentity {
    const identity = domain === undefined ? Identity.email(addressOf(sender)) : Identity.domain(domain);
    const made = new EmailIdentity(this, 'Identity', { identity, configurationSet: this.configurationSet });
    // Other mail of the account may come from it by then; verifying anew would take a person.
    made.applyRemovalPolicy(RemovalPolicy.RETAIN);
    return made;
  }

  /**
   * Sending is bound to the sender's address, whatever its identity is. It is not bound to recipients: owners come and
   * go in the table, and a policy cannot look there.
   */
  #grantSend(deliver: LambdaFunction, address: string): void {
    const stack = Stack.of(this);
    const { configurationSetName } = this.configurationSet;
    const send = {
      actions: ['ses:SendRawEmail'],
      conditions: { StringEqualsIgnoreCase: { 'ses:FromAddress': address } },
    };
    const set = { service: 'ses', resource: 'configuration-set', resourceName: configurationSetName };
    deliver.allow({ ...send, resources: [stack.formatArn(set)] });
    const identities = { service: 'ses', resource: 'identity', resourceName: '*' };
    deliver.allowWildcard(
      { ...send, resources: [stack.formatArn(identities)] },
      'SES checks the right also on the identity of a recipient that is verified in this account, as every owner is in the sandbox. The sender is bound by ses:FromAddress.',
    );
  }
}
