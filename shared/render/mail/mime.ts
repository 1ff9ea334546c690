import { createHash } from 'node:crypto';
import MailComposer from 'nodemailer/lib/mail-composer';
import { encode, wrap } from 'nodemailer/lib/qp';
import type { IsoTime } from '../../domain/ids.ts';
import type { Locale } from '../../domain/owner.ts';

/** What a message is made from. */
export type MimeInput = {
  /** Address, or `Name <address>`. */
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly locale: Locale;
  readonly date: IsoTime;
  /** Left side of the Message-ID, or the whole of it; without a host it gets the sender's. */
  readonly messageId: string;
  /** Host-like name of the list (RFC 2919); by default `digest.` and the sender's host. */
  readonly listId?: string;
  /** Takes a POST without a login (RFC 8058). */
  readonly unsubscribeUrl?: string;
};

/** Bytes that the HTML of a message may have: Gmail cuts it off near 102 KB (REQUIREMENTS B-1). */
export const maxHtmlBytes = 95 * 1024;
/** Bytes that a message may have (REQUIREMENTS B-1, C-8). */
export const maxMimeBytes = 150 * 1024;

/**
 * The whole message, RFC 5322, as multipart/alternative: lines of at most 76 characters, ASCII only, each part in the
 * encoding that makes it shorter. Equal input gives equal bytes, so that a mail sent again is the same mail.
 * @throws RangeError above `maxHtmlBytes` or `maxMimeBytes`, or for an address that is none.
 */
export async function buildMime(input: MimeInput): Promise<string> {
  const mime = await mimeWithinLimits(input);
  if (mime === undefined) throw new RangeError('the message is larger than a message may be');
  return mime;
}

/** The same message, or undefined where it or its HTML would be larger. @throws RangeError for an address that is none. */
export async function mimeWithinLimits(input: MimeInput): Promise<string | undefined> {
  if (Buffer.byteLength(input.html) > maxHtmlBytes) return undefined;
  const from = oneLine(input.from);
  const to = oneLine(input.to);
  const host = hostOf(from);
  hostOf(to);
  const messageId = oneLine(input.messageId).replace(/[<>\s]/g, '');
  const composer = new MailComposer({
    from,
    to,
    subject: oneLine(input.subject),
    date: new Date(Date.parse(input.date)),
    messageId: `<${messageId.includes('@') ? messageId : `${messageId}@${host}`}>`,
    alternatives: [partOf('plain', input.text), partOf('html', input.html)],
    newline: 'win',
    // Random by default; the digest of the content cannot be foreseen by somebody who writes a part of it.
    baseBoundary: createHash('sha256').update(JSON.stringify(input)).digest('hex').slice(0, 32),
    boundaryPrefix: 'woher',
    disableFileAccess: true,
    disableUrlAccess: true,
    headers: headersOf(input, host),
  });
  const bytes = await composer.compile().build();
  return bytes.length > maxMimeBytes ? undefined : bytes.toString('utf8');
}

/**
 * A part in quoted-printable, which spends three characters on most bytes that are not ASCII, or in base64, which spends
 * four on any three. Its line breaks are CRLF before they are encoded (RFC 2045 section 6.8).
 */
function partOf(kind: 'plain' | 'html', text: string) {
  const content = text.replace(/\r?\n/g, '\r\n');
  const isShorterInBase64 = base64Length(content) < wrap(encode(content)).length;
  return {
    contentType: `text/${kind}; charset=utf-8`,
    content,
    contentTransferEncoding: isShorterInBase64 ? ('base64' as const) : ('quoted-printable' as const),
  };
}

/** In lines of 76 characters (RFC 2045 section 6.8). */
function base64Length(content: string): number {
  const letters = Math.ceil(Buffer.byteLength(content) / 3) * 4;
  return letters + 2 * Math.floor(letters / 76);
}

function headersOf({ locale, listId, unsubscribeUrl }: MimeInput, host: string): Record<string, string> {
  return {
    'Auto-Submitted': 'auto-generated',
    'X-Auto-Response-Suppress': 'All',
    'Content-Language': locale,
    'List-Id': `<${oneLine(listId ?? `digest.${host}`).replace(/[<>\s]/g, '')}>`,
    ...(unsubscribeUrl === undefined
      ? {}
      : {
          'List-Unsubscribe': `<${oneLine(unsubscribeUrl).replace(/[<>\s]/g, '')}>`,
          'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
        }),
  };
}

// A line break in a header would begin another one.
const oneLine = (text: string): string =>
  text
    .replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ')
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .trim();

function hostOf(address: string): string {
  const host = /^(?:[^<>@,]*<)?[^<>@,\s]+@([a-z0-9.-]+)>?$/i.exec(address)?.[1];
  if (host === undefined) throw new RangeError('not one mail address');
  return host.toLowerCase();
}
