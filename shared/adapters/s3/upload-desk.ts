import { createHmac } from 'node:crypto';
import { maxExportBytes } from '../../domain/upload.ts';
import { exportsKeptDays, exportsPrefix } from '../../names.ts';
import type { Clock } from '../../ports/clock.ts';
import type { UploadDesk } from '../../ports/upload-desk.ts';

/** Keys that sign; those of a role come with a session token. */
export type SigningKeys = {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
};

type UploadDeskOptions = {
  readonly bucket: string;
  readonly region: string;
  readonly keys: SigningKeys;
  readonly now: Clock;
  /** Another implementation of the protocol, with the bucket in the path; Amazon's by default. */
  readonly endpoint?: string;
  /** 512 MB unless told. */
  readonly maxBytes?: number;
};

const algorithm = 'AWS4-HMAC-SHA256';
const validForMs = 3_600_000;
// biome-ignore lint/suspicious/noTemplateCurlyInString: S3 puts the name of the file here.
const givenName = '${filename}';

/**
 * Uploads straight into the bucket, by a form whose policy was signed here (Amazon S3 API reference, "Browser-based
 * uploads using POST"): nothing is asked of S3 beforehand. The policy takes any file name under one owner's and one
 * upload's prefix, up to so many bytes, for an hour. S3 puts the name in the place of `${filename}`, without any path in
 * front of it. Objects are encrypted as the bucket says.
 */
export function createS3UploadDesk(options: UploadDeskOptions): UploadDesk {
  const { bucket, region, keys, now, endpoint, maxBytes = maxExportBytes } = options;
  const url =
    endpoint === undefined
      ? `https://${bucket}.s3.${region}.amazonaws.com/`
      : `${endpoint.replace(/\/+$/, '')}/${bucket}`;
  return {
    openUpload({ ownerId, uploadId, returnTo }) {
      const at = now();
      const date = stampOf(at);
      const prefix = `${exportsPrefix}${ownerId}/${uploadId}/`;
      const signed = {
        'x-amz-algorithm': algorithm,
        'x-amz-credential': `${keys.accessKeyId}/${scopeOf(date, region)}`,
        'x-amz-date': date,
        ...(keys.sessionToken === undefined ? {} : { 'x-amz-security-token': keys.sessionToken }),
      };
      const fieldsWith = (answer: Readonly<Record<string, string>>) => {
        const fixed = { ...answer, ...signed };
        const policy = Buffer.from(
          JSON.stringify({
            expiration: new Date(at.getTime() + validForMs).toISOString(),
            conditions: [
              { bucket },
              ['starts-with', '$key', prefix],
              ['content-length-range', 1, maxBytes],
              ...Object.entries(fixed).map(([name, value]) => ({ [name]: value })),
            ],
          }),
        ).toString('base64');
        const signature = signPolicy({ policy, secret: keys.secretAccessKey, date, region });
        return { key: prefix + givenName, ...fixed, policy, 'x-amz-signature': signature };
      };
      return {
        url,
        origin: new URL(url).origin,
        fields: fieldsWith({ success_action_redirect: returnTo }),
        scriptFields: fieldsWith({ success_action_status: '201' }),
        maxBytes,
        keptDays: exportsKeptDays,
      };
    },
  };
}

/**
 * Signature version 4 of a policy, which is the text to sign as it stands, in base64 (Amazon S3 API reference,
 * "Calculating a signature", POST).
 */
export function signPolicy(of: {
  readonly policy: string;
  readonly secret: string;
  /** As in `x-amz-date`: `20151229T000000Z`. */
  readonly date: string;
  readonly region: string;
}): string {
  const scope = scopeOf(of.date, of.region).split('/');
  const key = scope.reduce<string | Buffer>((last, part) => hmac(last, part), `AWS4${of.secret}`);
  return hmac(key, of.policy).toString('hex');
}

const hmac = (key: string | Buffer, text: string): Buffer =>
  createHmac('sha256', key).update(text, 'utf8').digest();

const scopeOf = (date: string, region: string): string => `${date.slice(0, 8)}/${region}/s3/aws4_request`;

const stampOf = (at: Date): string => `${at.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
