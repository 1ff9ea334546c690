import { expect, test } from 'vitest';
import { createLog } from '../../../functions/log.ts';
import { quiet } from '../../log.ts';

test('passes, and logs what it may', () => {
  createLog().info('planted', { ownerId: 'me' });
  quiet.error('planted', { importId: '0011223344556677' });
  expect(1).toBe(1);
});
