/**
 * Names that the code and the infrastructure must agree on: environment variables, table keys, index, queues
 * and object-key prefixes. Imports nothing, so that the infrastructure can import it without the runtime.
 */

/** Key attributes of the one table, and its sparse index of due owners. */
export const tableKeys = {
  partitionKey: 'pk',
  sortKey: 'sk',
  dueIndex: 'due',
  duePartitionKey: 'duePk',
  dueSortKey: 'nextDueAt',
  timeToLive: 'expiresAtSeconds',
} as const;

/** The one partition of the due index; rights on the index name it as its leading key. */
export const duePartition = 'due';

/**
 * First segment of `pk` of every item family. One function writes a family, so that rights can be given by
 * `dynamodb:LeadingKeys`.
 */
export const families = {
  owner: 'owner',
  schedule: 'schedule',
  contacts: 'contacts',
  memory: 'memory',
  imports: 'imports',
  flags: 'flags',
  digests: 'digests',
  auditMails: 'mails-audit',
  ingestMails: 'mails-ingest',
  adminMails: 'mails-admin',
  sends: 'sends',
  outcomes: 'outcomes',
  decisions: 'decisions',
} as const;

/** Queue names, the same in both homes; only the cloud has events of a carrier. */
export const queues = {
  uploads: 'uploads',
  audits: 'audits',
  mails: 'mails',
  sesEvents: 'ses-events',
} as const;

/** How often a message is tried before it goes to the dead letters. */
export const maxReceives = 5;

/** Object keys of uploads: `exports/<ownerId>/<uploadId>/<file name>`. */
export const exportsPrefix = 'exports/';

/** After how many days the bucket deletes an upload (REQUIREMENTS D-9); the upload page promises it. */
export const exportsKeptDays = 30;

/** Environment variables of the functions. */
export const environment = {
  table: 'WOHER_TABLE',
  bucket: 'WOHER_EXPORTS_BUCKET',
  uploadsQueue: 'WOHER_UPLOADS_QUEUE_URL',
  auditsQueue: 'WOHER_AUDITS_QUEUE_URL',
  mailsQueue: 'WOHER_MAILS_QUEUE_URL',
  /** The queue that a function works off. */
  ownQueue: 'WOHER_OWN_QUEUE_URL',
  sender: 'WOHER_SENDER',
  configurationSet: 'WOHER_CONFIGURATION_SET',
  baseUrl: 'WOHER_BASE_URL',
} as const;

/**
 * What the functions count for their operator: numbers alone, never a name or an address. The alarms look at them by
 * these names.
 */
export const metricNames = [
  'imports',
  'importsHeld',
  'importsRejected',
  'importsGivenUp',
  'contacts',
  'writes',
  'findings',
  'digests',
  'digestsOverdue',
  'decisions',
  'answersHeld',
  'mailsSent',
  'mailsFailed',
  'mailsHeld',
  'mailsUndelivered',
  'bounces',
  'softBounces',
  'complaints',
] as const;
export type MetricName = (typeof metricNames)[number];

/** The CloudFormation stack of one stage. */
export const stackNameOf = (stage: string): string => `Woher-${stage}`;

/** Where one stage's counts are kept in CloudWatch. */
export const metricsNamespaceOf = (stage: string): string => `Woher/${stage}`;

/** What a stack tells its operator's commands, by output key. */
export const stackOutputs = {
  table: 'TableName',
  bucket: 'BucketName',
  mailsQueue: 'MailsQueueUrl',
  baseUrl: 'BaseUrl',
  sender: 'Sender',
  defaultPolicy: 'DefaultPolicy',
} as const;
