import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import { BlockPublicAccess, Bucket, BucketEncryption, type CfnBucket, HttpMethods } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { exportsKeptDays, exportsPrefix } from '../../../shared/names.ts';
import { acknowledge } from '../acknowledge.ts';
import type { LambdaFunction } from './lambda-function.ts';

const whyAllKeys = 'The keys of uploads are made when somebody uploads; the prefix holds nothing else.';

/** How long what was replaced or deleted can still be brought back (REQUIREMENTS D-9). */
const oldVersionsKeptDays = 7;
/**
 * In a versioned bucket an object that expires becomes an old version, whose days count from then; either time is rounded
 * up to the next midnight (Amazon S3 user guide, "Lifecycle configuration elements"). Nothing needs an upload for longer:
 * its message is lost after 14 days.
 */
const roundedUpDays = 2;
const newestKeptDays = exportsKeptDays - oldVersionsKeptDays - roundedUpDays;

/** Uploaded exports: private, versioned, gone to the last byte after 30 days, each one told to EventBridge. */
export class ExportsBucket extends Construct {
  readonly bucket: Bucket;
  readonly #key: Key | undefined;

  /** @param props.webOrigin - where the upload page is, which posts from the browser. */
  constructor(scope: Construct, id: string, props: { readonly webOrigin: string; readonly kms: boolean }) {
    super(scope, id);
    this.#key = props.kms
      ? new Key(this, 'Key', { enableKeyRotation: true, removalPolicy: RemovalPolicy.RETAIN })
      : undefined;
    this.bucket = new Bucket(this, 'Bucket', {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      versioned: true,
      encryption: this.#key === undefined ? BucketEncryption.S3_MANAGED : BucketEncryption.KMS,
      encryptionKey: this.#key,
      bucketKeyEnabled: this.#key !== undefined,
      removalPolicy: RemovalPolicy.RETAIN,
      lifecycleRules: [
        {
          id: 'Exports',
          expiration: Duration.days(newestKeptDays),
          noncurrentVersionExpiration: Duration.days(oldVersionsKeptDays),
          abortIncompleteMultipartUploadAfter: Duration.days(1),
        },
        { id: 'DeleteMarkers', expiredObjectDeleteMarker: true },
      ],
      cors: [
        {
          allowedMethods: [HttpMethods.POST],
          allowedOrigins: [props.webOrigin],
          allowedHeaders: ['*'],
          maxAge: 3_600,
        },
      ],
    });
    // The L2's `eventBridgeEnabled` would deploy a function of its own to set what CloudFormation can set.
    (this.bucket.node.defaultChild as CfnBucket).notificationConfiguration = {
      eventBridgeConfiguration: { eventBridgeEnabled: true },
    };
    acknowledge(this.bucket, {
      'AwsSolutions-S1':
        'Access logs would need a second bucket, outlive the exports and hold the names of their files; every import has its record in the table.',
    });
  }

  /** Lets a function fetch uploads, and learn that one is gone. */
  grantFetch(fn: LambdaFunction): void {
    fn.allowWildcard({ actions: ['s3:GetObject'], resources: [this.#objects] }, whyAllKeys);
    // Without it a missing object is AccessDenied, not NoSuchKey. That check asks without a prefix, hence "IfExists".
    fn.allow({
      actions: ['s3:ListBucket'],
      resources: [this.bucket.bucketArn],
      conditions: { StringLikeIfExists: { 's3:prefix': `${exportsPrefix}*` } },
    });
    if (this.#key !== undefined) fn.allow({ actions: ['kms:Decrypt'], resources: [this.#key.keyArn] });
    fn.set('bucket', this.bucket.bucketName);
  }

  /** Lets a function sign uploads: who posts by its signature has its rights. */
  grantSignUploads(fn: LambdaFunction): void {
    fn.allowWildcard({ actions: ['s3:PutObject'], resources: [this.#objects] }, whyAllKeys);
    if (this.#key !== undefined)
      fn.allow({ actions: ['kms:GenerateDataKey'], resources: [this.#key.keyArn] });
    fn.set('bucket', this.bucket.bucketName);
  }

  get #objects(): string {
    return this.bucket.arnForObjects(`${exportsPrefix}*`);
  }
}
