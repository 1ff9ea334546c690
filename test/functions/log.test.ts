import { afterEach, expect, test, vi } from 'vitest';
import { createLog } from '../../functions/log.ts';
import { createMetrics } from '../../functions/metrics.ts';
import { keepOutput } from '../log.ts';

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

test('one line an event, as JSON, with the time and the level that Lambda looks for', () => {
  vi.stubEnv('POWERTOOLS_SERVICE_NAME', 'deliver');
  const lines = keepOutput();
  const log = createLog();
  log.info('deliver', { ownerId: 'me', attempt: 1, code: undefined });
  log.error('import failed', { fault: 'two\nlines' });
  const line = { timestamp: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T.*Z$/), service: 'deliver' };
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    expect.objectContaining({ ...line, level: 'INFO', message: 'deliver', ownerId: 'me', attempt: 1 }),
    expect.objectContaining({ ...line, level: 'ERROR', message: 'import failed', fault: 'two\nlines' }),
  ]);
});

test('counts go out in the embedded metric format, under the namespace and the service of the environment', () => {
  vi.stubEnv('POWERTOOLS_METRICS_NAMESPACE', 'Woher/test');
  vi.stubEnv('POWERTOOLS_SERVICE_NAME', 'ingest');
  const lines = keepOutput();
  const metrics = createMetrics();
  metrics.count({ imports: 1, writes: 12 });
  metrics.count({ imports: 1 });
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    {
      imports: 1,
      writes: 12,
      service: 'ingest',
      _aws: {
        CloudWatchMetrics: [
          {
            Namespace: 'Woher/test',
            Dimensions: [['service']],
            Metrics: [
              { Name: 'imports', Unit: 'Count' },
              { Name: 'writes', Unit: 'Count' },
            ],
          },
        ],
      },
    },
    { imports: 1 },
  ]);
});
