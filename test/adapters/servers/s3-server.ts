import { createHash } from 'node:crypto';
import { type Answer, startServer, type TestServer } from './http-server.ts';
import { postObject } from './s3-post.ts';

/** S3's GetObject, PutObject and POST Object for one bucket, addressed by path. */
export type S3Server = TestServer & {
  readonly objects: Map<string, Uint8Array>;
  /** What time it is at S3; signed forms end by it. */
  setNow(now: Date): void;
};

export const testBucket = 'woher-exports';

/** Whose signatures count: the keys of the test suite's environment. */
const postKeys = new Map([['made-up', 'made-up']]);

export async function startS3Server(): Promise<S3Server> {
  const objects = new Map<string, Uint8Array>();
  let now: Date | undefined;
  const server = await startServer((response, request) => {
    // Not by URL, which would take the key `…/..` for another one: to S3 a key is a text and no path.
    const path = decodeURIComponent(request.path.split('?')[0] ?? '');
    const key = path.slice(`/${testBucket}/`.length);
    if (request.method === 'POST' && path === `/${testBucket}`)
      return postObject(objects, { keys: postKeys, now: () => now ?? new Date() })(response, request);
    if (request.method === 'PUT') return put(objects, key)(response, request);
    const object = objects.get(key);
    if (object === undefined) return refuse(404, 'NoSuchKey')(response, request);
    response.writeHead(200, { 'content-length': object.byteLength }).end(object);
  });
  const setNow = (at: Date) => {
    now = at;
  };
  return { ...server, objects, setNow };
}

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
