/**
 * Takes the place of the SDK's endpoint rules in the bundles: four services, asked at their usual address in the region
 * of the function, or at an endpoint of the environment (`AWS_ENDPOINT_URL_*`). The rules also know accelerated,
 * multi-region and express buckets, access points, Outposts and a language to say it all in, 60 kB; whoever asks for
 * what is not here is told so, and never sent somewhere else.
 */

/** What the SDK hands to its rules, as far as it counts here; it knows more names. */
type Parameters = {
  readonly Region?: string | undefined;
  readonly Endpoint?: string | undefined;
  readonly Bucket?: string | undefined;
  readonly ForcePathStyle?: boolean | undefined;
  readonly [other: string]: unknown;
};

type Endpoint = {
  readonly url: URL;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string[]>>;
};

type Service = 'dynamodb' | 's3' | 'ses' | 'sqs';

/** AWS General Reference, "Service endpoints and quotas" of each service. */
export const hostNames: Readonly<Record<Service, string>> = {
  dynamodb: 'dynamodb',
  s3: 's3',
  ses: 'email',
  sqs: 'sqs',
};

/** Settings that ask for another kind of endpoint. */
const otherKinds = ['UseFIPS', 'UseDualStack', 'Accelerate'] as const;

/** The partitions that anybody can have an account in (AWS General Reference, "AWS partitions"). */
function domainOf(region: string): string {
  if (region.startsWith('cn-')) return 'amazonaws.com.cn';
  if (region.startsWith('eusc-')) return 'amazonaws.eu';
  if (/-iso[a-z]?-/.test(region)) throw leftOut(`the region ${region}`);
  return 'amazonaws.com';
}

/** A bucket's name that can stand in a host's; not an ARN, and not the alias of an access point or express bucket. */
const hostableBucket = /^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/;
const otherBucket = /:|--(?:x-s3|xa-s3|op-s3|ol-s3)$|-s3alias$/;
const addressOfNumbers = /^(?:\d+\.){3}\d+$|^\[/;

function leftOut(what: string): Error {
  return new Error(`endpoint left out of the bundle: ${what}`);
}

/** The resolver that an SDK client of this service takes; it throws where the endpoint is one that was left out. */
export const endpointResolver =
  (service: Service) =>
  (parameters: Parameters): Endpoint => {
    const other = otherKinds.find((name) => parameters[name] === true);
    if (other !== undefined) throw leftOut(other);
    const { Region: region = '', Endpoint: given } = parameters;
    const url = new URL(given ?? `https://${hostNames[service]}.${region}.${domainOf(region)}`);
    return service === 's3'
      ? { url: bucketUrl(url, parameters), properties: { authSchemes: [signedForS3(region)] }, headers: {} }
      : { url, properties: {}, headers: {} };
  };

/** Buckets are addressed by host, except where the host is a number or the name cannot stand in one. */
function bucketUrl(url: URL, { Bucket: bucket, ForcePathStyle: byPath }: Parameters): URL {
  if (bucket === undefined) return url;
  if (otherBucket.test(bucket)) throw leftOut('a bucket of another kind');
  if (!byPath && hostableBucket.test(bucket) && !addressOfNumbers.test(url.hostname))
    return new URL(`${url.protocol}//${bucket}.${url.host}${url.pathname}`);
  return new URL(`${url.origin}${url.pathname.replace(/\/$/, '')}/${encodeURIComponent(bucket)}`);
}

/** S3 alone signs paths as they are (Amazon S3 API reference, "Signature calculations for the authorization header"). */
const signedForS3 = (region: string) => ({
  name: 'sigv4',
  signingName: 's3',
  signingRegion: region,
  disableDoubleEncoding: true,
});
