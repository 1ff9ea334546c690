import { type Answer, startServer, type TestServer } from './http-server.ts';

/** S3's GetObject for one bucket, addressed by path. */
export type S3Server = TestServer & { readonly objects: Map<string, Uint8Array> };

export const testBucket = 'woher-exports';

export async function startS3Server(): Promise<S3Server> {
  const objects = new Map<string, Uint8Array>();
  const server = await startServer((response, request) => {
    const path = decodeURIComponent(new URL(request.path, 'http://s3').pathname);
    const object = objects.get(path.slice(`/${testBucket}/`.length));
    if (object === undefined) return refuse(404, 'NoSuchKey')(response, request);
    response.writeHead(200, { 'content-length': object.byteLength }).end(object);
  });
  return { ...server, objects };
}

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
