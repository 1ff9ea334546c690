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
  return wide === undefined && bytes.includes(0) ? 'other' : 'text';
}

const startsWith = (bytes: Buffer, signature: string): boolean =>
  bytes.toString('latin1', 0, signature.length) === signature;
