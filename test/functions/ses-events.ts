import type { MailEvent } from '../../shared/domain/outcome.ts';

// Events as SES writes them (SES developer guide, "Examples of event data that Amazon SES publishes to Amazon SNS"), with
// the texts that must not get any further than here.

export const eventAddress = 'mara@feldkamp.example';
export const diagnosis = 'smtp; 550 5.1.1 <mara@feldkamp.example>: user unknown';

const timestamp = '2026-11-01T07:00:02.012Z';
const later = '2026-11-01T07:00:13.669Z';
const feedbackId = '01000157c44f053b-61b59c11-9236-11e6-8f96-7be8aexample-000000';

export const ourTags = { owner: ['me'], digest: ['digest-2026-11'], attempt: ['1'] };

/** What every event says about its mail. */
export const aboutMail = (tags: object = ourTags) => ({
  timestamp,
  source: 'Woher <woher@halvorsen.example>',
  sourceArn: 'arn:aws:ses:eu-central-1:123456789012:identity/halvorsen.example',
  sendingAccountId: '123456789012',
  messageId: 'EXAMPLE7c191be45-e9aedb9a-02f9-4d12-a87d-dd0099a07f8a-000000',
  destination: [eventAddress],
  headersTruncated: false,
  headers: [
    { name: 'From', value: 'Woher <woher@halvorsen.example>' },
    { name: 'To', value: eventAddress },
    { name: 'Subject', value: 'Woher kennen wir uns?' },
  ],
  commonHeaders: {
    from: ['Woher <woher@halvorsen.example>'],
    to: [eventAddress],
    messageId: 'EXAMPLE7c191be45-e9aedb9a-02f9-4d12-a87d-dd0099a07f8a-000000',
    subject: 'Woher kennen wir uns?',
  },
  tags: {
    'ses:configuration-set': ['woher-test'],
    'ses:source-ip': ['192.0.2.0'],
    'ses:from-domain': ['halvorsen.example'],
    'ses:caller-identity': ['deliver'],
    ...tags,
  },
});

const bounceOf = (bounceType: string, bounceSubType: string) => ({
  eventType: 'Bounce',
  bounce: {
    bounceType,
    bounceSubType,
    bouncedRecipients: [
      { emailAddress: eventAddress, action: 'failed', status: '5.1.1', diagnosticCode: diagnosis },
    ],
    timestamp: later,
    feedbackId,
    reportingMTA: 'dsn; mta.feldkamp.example',
  },
});

const complaintOf = (rest: object) => ({
  eventType: 'Complaint',
  complaint: {
    complainedRecipients: [{ emailAddress: eventAddress }],
    timestamp: later,
    feedbackId,
    userAgent: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64)',
    arrivalDate: later,
    ...rest,
  },
});

const told = {
  send: { eventType: 'Send', send: {} },
  delivery: {
    eventType: 'Delivery',
    delivery: {
      timestamp: later,
      processingTimeMillis: 11893,
      recipients: [eventAddress],
      smtpResponse: '250 2.6.0 Message received',
      remoteMtaIp: '192.0.2.7',
      reportingMTA: 'mta.feldkamp.example',
    },
  },
  bounce: bounceOf('Permanent', 'General'),
  softBounce: bounceOf('Transient', 'MailboxFull'),
  undetermined: bounceOf('Undetermined', 'Undetermined'),
  suppressed: bounceOf('Permanent', 'OnAccountSuppressionList'),
  complaint: complaintOf({ complaintFeedbackType: 'abuse' }),
  suppressedComplaint: complaintOf({
    complaintSubType: 'OnAccountSuppressionList',
    complaintFeedbackType: null,
  }),
  notSpam: complaintOf({ complaintFeedbackType: 'not-spam' }),
  reject: { eventType: 'Reject', reject: { reason: 'Bad content' } },
  open: { eventType: 'Open', open: { ipAddress: '192.0.2.1', timestamp: later, userAgent: 'Mozilla/5.0' } },
} satisfies Record<MailEvent | string, object>;

/** One event about a mail of ours, or of other tags. */
export const sesEvent = (name: keyof typeof told, tags?: object) => ({
  ...told[name],
  mail: aboutMail(tags),
});
