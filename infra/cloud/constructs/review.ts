import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { AccessLogFormat, AccessLogField as Field } from 'aws-cdk-lib/aws-apigateway';
import {
  HttpApi,
  HttpRoute,
  HttpRouteKey,
  HttpStage,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';
import type { ExportsBucket } from './exports-bucket.ts';
import { type FunctionsOfStage, LambdaFunction } from './lambda-function.ts';
import type { NetworkTable } from './network-table.ts';
import type { WorkQueue } from './work-queue.ts';

/** The API alone: its address is part of the mails and of the bucket's rules, which `Review` needs in turn. */
export class WebAddress extends Construct {
  readonly api: HttpApi;
  readonly baseUrl: string;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.api = new HttpApi(this, 'Api', { createDefaultStage: false });
    this.baseUrl = this.api.apiEndpoint;
  }
}

/**
 * What the access log holds. Never a path or a query: they are links, and who has the link may answer. Never an address
 * of a caller either.
 */
const accessLogFields = {
  requestId: Field.contextRequestId(),
  requestTime: Field.contextRequestTime(),
  routeKey: '$context.routeKey',
  method: Field.contextHttpMethod(),
  status: Field.contextStatus(),
  responseLength: Field.contextResponseLength(),
  responseLatency: Field.contextResponseLatency(),
  integrationLatency: Field.contextIntegrationLatency(),
} as const;

/** The pages: HTTP API -> `review`, the one function that answers strangers. */
export class Review extends Construct {
  constructor(
    scope: Construct,
    id: string,
    props: FunctionsOfStage & {
      readonly web: WebAddress;
      readonly table: NetworkTable;
      readonly exports: ExportsBucket;
      readonly uploads: WorkQueue;
    },
  ) {
    super(scope, id);
    const review = new LambdaFunction(this, 'Review', {
      ...props,
      name: 'review',
      loss: 'An owner who follows a link sees an error: their answer is not recorded.',
      memoryMiB: 1_024,
      // API Gateway gives up after 30 seconds.
      timeout: Duration.seconds(29),
    });
    props.table.grant(review, {
      get: ['owner', 'contacts', 'imports', 'digests', 'decisions'],
      batchGet: ['memory'],
      query: ['contacts', 'memory', 'imports', 'flags', 'digests', 'decisions'],
      put: ['owner'],
      update: ['owner', 'decisions'],
    });
    props.exports.grantSignUploads(review);
    // A held export that its owner says is right is imported again.
    props.uploads.grantSend(review, 'uploadsQueue');
    review.set('baseUrl', props.web.baseUrl);
    const route = new HttpRoute(this, 'Route', {
      httpApi: props.web.api,
      routeKey: HttpRouteKey.DEFAULT,
      integration: new HttpLambdaIntegration('Integration', review.lambda),
    });
    acknowledge(route, {
      'AwsSolutions-APIG4': 'The signed link is the authorisation, and the function checks it.',
    });
    this.#openStage(props.web.api);
  }

  #openStage(httpApi: HttpApi): void {
    const logs = new LogGroup(this, 'AccessLogs', {
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    new HttpStage(this, 'Stage', {
      httpApi,
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: 5, burstLimit: 10 },
      accessLogSettings: {
        destination: new LogGroupLogDestination(logs),
        format: AccessLogFormat.custom(JSON.stringify(accessLogFields)),
      },
    });
  }
}
