import fc from 'fast-check';
import { expect, test } from 'vitest';
import { firstFile, UploadBroken } from '../../infra/local/multipart.ts';

const boundary = '----WebKitFormBoundaryAbC123';
const type = `multipart/form-data; boundary=${boundary}`;

async function* inChunks(bytes: Buffer, sizes: readonly number[]) {
  let at = 0;
  for (let no = 0; at < bytes.length; no += 1) {
    const size = sizes[no % sizes.length] ?? 1;
    yield bytes.subarray(at, at + size);
    at += size;
  }
}

const part = (head: string, content: Buffer) =>
  Buffer.concat([Buffer.from(`--${boundary}\r\n${head}\r\n\r\n`), content, Buffer.from('\r\n')]);
const post = (...parts: Buffer[]) => Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)]);
const file = (content: Buffer, name = 'x.zip') =>
  part(
    `Content-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: application/zip`,
    content,
  );
const field = part('Content-Disposition: form-data; name="note"', Buffer.from('hello'));

async function contentOf(body: AsyncIterable<Uint8Array>, contentType = type) {
  const found = await firstFile(body, contentType);
  if (found === undefined) return undefined;
  const chunks = [];
  for await (const chunk of found.content) chunks.push(chunk);
  return { fileName: found.fileName, content: Buffer.concat(chunks) };
}

test('any content comes out as it went in, however it is cut into chunks', async () => {
  const confusing = fc.constantFrom('\r\n', '--', `\r\n--${boundary.slice(0, 9)}`, '\r', '\n', '\0', 'PK');
  const content = fc
    .array(fc.oneof(confusing, fc.string({ maxLength: 9 })), { maxLength: 30 })
    .map((texts) => Buffer.from(texts.join('')));
  await fc.assert(
    fc.asyncProperty(
      content,
      fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 8 }),
      async (bytes, sizes) => {
        const found = await contentOf(inChunks(post(field, file(bytes)), sizes));
        expect(found?.content.equals(bytes)).toBe(true);
      },
    ),
    { numRuns: 500 },
  );
});

test('a post that is cut off anywhere is never taken for a whole one', async () => {
  const whole = post(file(Buffer.from('content')));
  const end = whole.length - '--\r\n'.length;
  for (let length = 0; length < end - `\r\n--${boundary}`.length; length += 1)
    await expect(contentOf(inChunks(whole.subarray(0, length), [7]))).rejects.toBeInstanceOf(UploadBroken);
});

test('a form without a chosen file has none', async () => {
  expect(await contentOf(inChunks(post(field), [5]))).toBeUndefined();
  expect(await contentOf(inChunks(post(file(Buffer.alloc(0), '')), [5]))).toBeUndefined();
});

test('names are read as browsers write them', async () => {
  const found = await contentOf(inChunks(post(file(Buffer.from('x'), 'Über %22neu%22.zip')), [64]));
  expect(found?.fileName).toBe('Über "neu".zip');
});

test.each(['text/plain', 'multipart/form-data', 'application/x-www-form-urlencoded', ''])(
  'a post of type %j is no form post',
  async (contentType) => {
    await expect(contentOf(inChunks(post(field), [9]), contentType)).rejects.toBeInstanceOf(UploadBroken);
  },
);
