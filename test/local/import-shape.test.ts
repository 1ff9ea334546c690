import { expect, test } from 'vitest';
import { importShapeOf } from '../../infra/local/commands/import.ts';
import { anImport, anOwner } from '../domain/builders.ts';

test.each(['applying', 'replaced'] as const)('an import that is %s is printed as no result', (status) => {
  const record = anImport(['connections'], { status });
  const before = { before: undefined };
  expect(() => importShapeOf(record, before, anOwner())).toThrow(RangeError);
  expect(importShapeOf({ ...record, status: 'accepted' }, before, anOwner()).status).toBe('accepted');
});
