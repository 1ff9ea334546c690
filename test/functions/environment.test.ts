import { expect, test } from 'vitest';
import { readEnv as auditEnv } from '../../functions/audit/env.ts';
import { EnvironmentIncomplete } from '../../functions/environment.ts';
import { readEnv as ingestEnv } from '../../functions/ingest/env.ts';

const complete = {
  WOHER_TABLE: 'woher',
  WOHER_MAILS_QUEUE_URL: 'https://sqs.eu-central-1.amazonaws.com/123456789012/mails',
  WOHER_OWN_QUEUE_URL: 'https://sqs.eu-central-1.amazonaws.com/123456789012/audits',
  WOHER_SENDER: 'Woher <woher@halvorsen.example>',
  WOHER_BASE_URL: 'https://woher.halvorsen.example',
};

test('variables come by our names, and nothing else comes along', () => {
  expect(auditEnv({ ...complete, HOME: '/nowhere' })).toEqual({
    table: 'woher',
    mailsQueue: 'https://sqs.eu-central-1.amazonaws.com/123456789012/mails',
    ownQueue: 'https://sqs.eu-central-1.amazonaws.com/123456789012/audits',
    sender: 'Woher <woher@halvorsen.example>',
    baseUrl: 'https://woher.halvorsen.example',
  });
});

test('all that is missing is named at once', () => {
  expect(() => ingestEnv({})).toThrow(
    'WOHER_TABLE, WOHER_EXPORTS_BUCKET, WOHER_AUDITS_QUEUE_URL, WOHER_OWN_QUEUE_URL',
  );
});

test('what does not fit is named without its value', () => {
  const read = () => auditEnv({ ...complete, WOHER_BASE_URL: 'ftp://secret.example' });
  expect(read).toThrow(EnvironmentIncomplete);
  expect(read).toThrow(/WOHER_BASE_URL$/);
});
