import { S3Client, type S3ClientConfig } from '@aws-sdk/client-s3';
import { quietLogger, timeLimits } from '../aws-client.ts';

export type S3ClientOptions = Pick<
  S3ClientConfig,
  'endpoint' | 'region' | 'credentials' | 'forcePathStyle'
> & {
  /** How long the other side may be silent, before the first byte and between two; 10 s unless told. */
  readonly silenceMs?: number;
};

/**
 * A client whose requests end: connected within 2 s, never silent for more than 10 s, or failed. Region, credentials and
 * endpoint (`AWS_ENDPOINT_URL_S3`) come from the SDK's usual environment unless given.
 */
export function createS3Client({ silenceMs, ...options }: S3ClientOptions = {}): S3Client {
  return new S3Client({
    ...options,
    logger: quietLogger,
    requestHandler: timeLimits(silenceMs),
  });
}
