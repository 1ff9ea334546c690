import { byteOrderMark, utf16WithoutMark } from './encoding.ts';

/** What the first bytes of an upload show it to be, whatever its name says. */
export type FileType = 'empty' | 'zip' | 'pdf' | 'webPage' | 'text' | 'other';

/** @param head the first bytes, some hundreds of them at least where the file has as many */
export function fileType(head: Uint8Array): FileType {
  if (head.length === 0) return 'empty';
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.byteLength);
  // The second signature is that of a ZIP without entries.
  if (startsWith(bytes, 'PK\u0003\u0004') || startsWith(bytes, 'PK\u0005\u0006')) return 'zip';
  if (startsWith(bytes, '%PDF-')) return 'pdf';
  const start = bytes.toString('latin1', 0, 2048).replace(/^ï»¿/, '').toLowerCase();
  const text = start
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/^\s*<\?xml[^>]*>/, '')
    .trimStart();
  if (/^<(!doctype html|html|head|body)\b/.test(text)) return 'webPage';
  const wide = byteOrderMark(bytes) ?? utf16WithoutMark(bytes);
  return wide === undefined && holdsManyNul(bytes) ? 'other' : 'text';
}

const nulsInText = 3;
const nulsInTextPerByte = 0.001;

// A few of them are damage in a text, which is full of them in no encoding but UTF-16.
function holdsManyNul(bytes: Buffer): boolean {
  if (!bytes.includes(0)) return false;
  const count = bytes.reduce((sum, byte) => (byte === 0 ? sum + 1 : sum), 0);
  return count > Math.max(nulsInText, nulsInTextPerByte * bytes.length);
}

const startsWith = (bytes: Buffer, signature: string): boolean =>
  bytes.toString('latin1', 0, signature.length) === signature;
