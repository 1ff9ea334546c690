import { createHash } from 'node:crypto';
import { type Answer, startServer, type TestServer } from './http-server.ts';
import { postObject } from './s3-post.ts';

/** S3's GetObject, PutObject, POST Object and ListObjectsV2 for one bucket, addressed by path. */
export type S3Server = TestServer & {
  readonly objects: Map<string, Uint8Array>;
  /** When an object was put; else when the test put it here. */
  readonly putAt: Map<string, Date>;
  /** What time it is at S3; signed forms end by it. */
  setNow(now: Date): void;
};

export const testBucket = 'woher-exports';

/** Whose signatures count: the keys of the test suite's environment. */
const postKeys = new Map([['made-up', 'made-up']]);

export async function startS3Server(): Promise<S3Server> {
  const putAt = new Map<string, Date>();
  const objects = new Objects(putAt, () => now ?? new Date());
  let now: Date | undefined;
  const server = await startServer((response, request) => {
    // Not by URL, which would take the key `…/..` for another one: to S3 a key is a text and no path.
    const path = decodeURIComponent(request.path.split('?')[0] ?? '').replace(/(?<=^\/[^/]+)\/$/, '');
    const key = path.slice(`/${testBucket}/`.length);
    if (request.method === 'POST' && path === `/${testBucket}`)
      return postObject(objects, { keys: postKeys, now: () => now ?? new Date() })(response, request);
    if (request.method === 'GET' && path === `/${testBucket}`) return list(objects, putAt)(response, request);
    if (request.method === 'PUT') return put(objects, key)(response, request);
    const object = objects.get(key);
    if (object === undefined) return refuse(404, 'NoSuchKey')(response, request);
    response.writeHead(200, { 'content-length': object.byteLength }).end(object);
  });
  const setNow = (at: Date) => {
    now = at;
  };
  return { ...server, objects, putAt, setNow };
}

/** Keeps when each object was put, as S3 does. */
class Objects extends Map<string, Uint8Array> {
  constructor(
    readonly putAt: Map<string, Date>,
    readonly now: () => Date,
  ) {
    super();
  }
  override set(key: string, object: Uint8Array): this {
    this.putAt.set(key, this.now());
    return super.set(key, object);
  }
}

/** How many keys one answer lists; S3 has 1,000. */
const keysAnAnswer = 3;

// Amazon S3 API reference, ListObjectsV2: in the order of the keys' bytes, times to the second.
const list =
  (objects: Map<string, Uint8Array>, putAt: Map<string, Date>): Answer =>
  (response, request) => {
    const asked = new URL(request.path, 'http://s3.example').searchParams;
    const after = Buffer.from(asked.get('continuation-token') ?? '', 'base64').toString();
    const keys = [...objects.keys()]
      .filter((key) => key.startsWith(asked.get('prefix') ?? '') && key > after)
      .sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    const page = keys.slice(0, keysAnAnswer);
    const encode = (key: string) => encodeURIComponent(key).replaceAll('%20', '+').replaceAll('%2F', '/');
    const contents = page.map((key) => {
      const time = new Date(Math.floor((putAt.get(key)?.getTime() ?? 0) / 1000) * 1000).toISOString();
      const etag = createHash('md5')
        .update(objects.get(key) ?? '')
        .digest('hex');
      return `<Contents><Key>${encode(key)}</Key><LastModified>${time}</LastModified><ETag>&quot;${etag}&quot;</ETag></Contents>`;
    });
    const isTruncated = keys.length > page.length;
    const next = Buffer.from(page.at(-1) ?? '').toString('base64');
    const answer = [
      '<?xml version="1.0" encoding="UTF-8"?><ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">',
      `<IsTruncated>${isTruncated}</IsTruncated>`,
      ...(isTruncated ? [`<NextContinuationToken>${next}</NextContinuationToken>`] : []),
      ...contents,
      '</ListBucketResult>',
    ];
    response.writeHead(200, { 'content-type': 'application/xml' }).end(answer.join(''));
  };

// Takes what has the hash that was announced, as a whole or not at all.
const put =
  (objects: Map<string, Uint8Array>, key: string): Answer =>
  (response, request) => {
    const announced = request.headers['x-amz-checksum-sha256'];
    const sha256 = createHash('sha256').update(request.bytes).digest('base64');
    if (announced !== undefined && announced !== sha256) return refuse(400, 'BadDigest')(response, request);
    objects.set(key, request.bytes);
    response.writeHead(200, { etag: '"made-up"' }).end();
  };

/** An error as S3 writes it. */
export const refuse =
  (status: number, code: string): Answer =>
  (response) => {
    const answer = `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>made up</Message></Error>`;
    response.writeHead(status, { 'content-type': 'application/xml' }).end(answer);
  };

/** Sends a part and ends as if that were all: without a length, nothing on the way notices. */
export const endEarly =
  (part: Uint8Array): Answer =>
  (response) => {
    response.socket?.end(Buffer.concat([Buffer.from('HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n'), part]));
  };

/** Announces any size without sending so much. */
export const announce =
  (sizeBytes: number): Answer =>
  (response) => {
    response.writeHead(200, { 'content-length': sizeBytes });
    response.write('a beginning');
  };
