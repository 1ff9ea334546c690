import { expect, test } from 'vitest';
import { createLog } from '../../functions/log.ts';

test('one line an event, as JSON, with the time and the level that Lambda looks for', () => {
  const lines: string[] = [];
  const log = createLog(
    (line) => lines.push(line),
    () => new Date('2026-11-01T07:00:00Z'),
  );
  log.info('deliver', { ownerId: 'me', attempt: 1, code: undefined });
  log.error('import failed', { fault: 'two\nlines' });
  expect(lines).toEqual([
    '{"timestamp":"2026-11-01T07:00:00.000Z","level":"INFO","event":"deliver","ownerId":"me","attempt":1}\n',
    '{"timestamp":"2026-11-01T07:00:00.000Z","level":"ERROR","event":"import failed","fault":"two\\nlines"}\n',
  ]);
});
