import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { defaultFolder } from '../../infra/local/command-line/paths.ts';
import { commandIn } from '../../infra/local/place.ts';
import type { OwnerId } from '../../shared/domain/ids.ts';

const me = 'me' as OwnerId;
const anna = 'anna' as OwnerId;

test('a command names the folder and the owner only where they are not understood', () => {
  const usual = { folder: defaultFolder, ownerId: me };
  expect(commandIn(usual, 'outbox', me)).toBe('woher outbox');
  expect(commandIn(usual, 'outbox', anna)).toBe('woher outbox --owner anna');
  const elsewhere = { folder: resolve('/data/home'), ownerId: anna };
  expect(commandIn(elsewhere, 'outbox', anna)).toBe('woher outbox --data /data/home');
  expect(commandIn(elsewhere, 'outbox', me)).toBe('woher outbox --owner me --data /data/home');
  expect(commandIn(elsewhere, 'owner list')).toBe('woher owner list --data /data/home');
});

test.each([
  ['/data/of mine', "'/data/of mine'"],
  ["/data/anna's", "'/data/anna'\\''s'"],
  ['/data/$HOME', "'/data/$HOME'"],
])('a folder %s is typed so that a shell takes it whole', (folder, typed) => {
  expect(commandIn({ folder, ownerId: me }, 'outbox')).toBe(`woher outbox --data ${typed}`);
});
