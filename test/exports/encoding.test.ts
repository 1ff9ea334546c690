import { describe, expect, test } from 'vitest';
import { utf8Bytes } from '../../shared/exports/encoding.ts';

const windowBytes = 65_536;

async function decoded(chunks: readonly Uint8Array[]): Promise<string> {
  const found: Uint8Array[] = [];
  for await (const chunk of utf8Bytes(source(chunks))) found.push(Uint8Array.from(chunk));
  return Buffer.concat(found).toString('utf8');
}

async function* source(chunks: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* chunks;
}

describe('a character on the border of the window that decides the encoding', () => {
  test.each([1, 2, 3, 4])('%i bytes before it', async (before) => {
    for (const letter of ['ü', '€', '👋']) {
      const text = `${'x'.repeat(windowBytes - before)}${letter} and more ${letter}`;
      const bytes = Buffer.from(text);
      const halves = [bytes.subarray(0, windowBytes), bytes.subarray(windowBytes)];
      expect((await decoded(halves)) === text, letter).toBe(true);
    }
  });

  test('of Windows-1252', async () => {
    const text = `${'x'.repeat(windowBytes - 1)}ü, then ß`;
    const bytes = Buffer.from(text, 'latin1');
    expect((await decoded([bytes.subarray(0, windowBytes), bytes.subarray(windowBytes)])) === text).toBe(
      true,
    );
  });
});

test('a mark is no text', async () => {
  expect(await decoded([Buffer.from('\ufeffname')])).toBe('name');
  expect(await decoded([Buffer.from('\ufeffname', 'utf16le')])).toBe('name');
});
