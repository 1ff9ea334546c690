import { WoherError } from '../../shared/domain/errors.ts';
import type { Incoming } from './upload.ts';

/** A form post that ends before it is complete, or is none. */
export class UploadBroken extends WoherError {
  constructor() {
    super('uploadBroken', 'the form post is cut off or no form post');
  }
}

const longestHead = 16 * 1024;
const endOfHead = Buffer.from('\r\n\r\n');

/**
 * The first file of a `multipart/form-data` post (RFC 7578) as a stream: uploads are larger than memory should be.
 * Undefined when no file was chosen. The stream throws `UploadBroken` when the post ends too early.
 *
 * @throws UploadBroken
 */
export async function firstFile(
  body: AsyncIterable<Uint8Array>,
  contentType: string,
): Promise<Incoming | undefined> {
  const boundary = boundaryOf(contentType);
  if (boundary === undefined) throw new UploadBroken();
  const delimiter = Buffer.from(`\r\n--${boundary}`);
  // A delimiter begins with the end of the line before it; the first one has none.
  const reader = readerOf(body, Buffer.from('\r\n'));
  for await (const _ of upTo(reader, delimiter));
  while ((await reader.take(2)).equals(Buffer.from('\r\n'))) {
    const head = await headOf(reader);
    const fileName = fileNameOf(head);
    const content = upTo(reader, delimiter);
    if (fileName !== undefined && fileName !== '') return { fileName, content };
    for await (const _ of content);
  }
  return undefined;
}

function boundaryOf(contentType: string): string | undefined {
  if (!/^multipart\/form-data\s*;/i.test(contentType)) return undefined;
  const found = /;\s*boundary=(?:"([^"\r\n]{1,70})"|([^\s;"]{1,70}))/i.exec(contentType);
  return found?.[1] ?? found?.[2];
}

// Browsers write names as UTF-8 and escape quotes and line ends by percent (HTML standard, "multipart/form-data").
function fileNameOf(head: string): string | undefined {
  const disposition = head.split('\r\n').find((line) => /^content-disposition:/i.test(line)) ?? '';
  const found = /;\s*filename="([^"]*)"/i.exec(disposition)?.[1];
  return found?.replace(/%22/g, '"').replace(/%0D|%0A/gi, ' ');
}

type Reader = {
  /** What is there; empty only at the end of the post. */
  peek(): Buffer;
  more(): Promise<boolean>;
  drop(bytes: number): void;
  take(bytes: number): Promise<Buffer>;
};

function readerOf(body: AsyncIterable<Uint8Array>, start: Buffer): Reader {
  const chunks = body[Symbol.asyncIterator]();
  let held = start;
  const more = async () => {
    const { value, done } = await chunks.next();
    if (done === true) return false;
    held = held.length === 0 ? Buffer.from(value) : Buffer.concat([held, value]);
    return true;
  };
  return {
    peek: () => held,
    more,
    drop: (bytes) => {
      held = held.subarray(bytes);
    },
    take: async (bytes) => {
      while (held.length < bytes) if (!(await more())) throw new UploadBroken();
      const taken = held.subarray(0, bytes);
      held = held.subarray(bytes);
      return taken;
    },
  };
}

async function headOf(reader: Reader): Promise<string> {
  for (;;) {
    const at = reader.peek().indexOf(endOfHead);
    if (at >= 0) return (await reader.take(at + endOfHead.length)).toString('utf8');
    if (reader.peek().length > longestHead || !(await reader.more())) throw new UploadBroken();
  }
}

async function* upTo(reader: Reader, delimiter: Buffer): AsyncGenerator<Uint8Array> {
  for (;;) {
    const held = reader.peek();
    const at = held.indexOf(delimiter);
    if (at >= 0) {
      if (at > 0) yield held.subarray(0, at);
      reader.drop(at + delimiter.length);
      return;
    }
    // The end of what is there may be the beginning of the delimiter.
    const safe = held.length - delimiter.length + 1;
    if (safe > 0) {
      yield held.subarray(0, safe);
      reader.drop(safe);
    }
    if (!(await reader.more())) throw new UploadBroken();
  }
}
