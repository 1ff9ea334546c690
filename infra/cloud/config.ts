import * as z from 'zod';

/** Base of every fault of the deployment's own making; its message is for the person at the command line. */
export class DeploymentError extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
    this.name = new.target.name;
  }
}

/** Values of `cdk.json` or the command line that are missing or do not fit, by name. */
export class ConfigurationUnfit extends DeploymentError {
  constructor(
    stage: string,
    readonly problems: readonly string[],
  ) {
    super(
      'configurationUnfit',
      `The configuration of stage "${stage}" cannot be used: ${problems.join('; ')}. Values stand in cdk.json under "woher", or are given as -c name=value.`,
    );
  }
}

/** Nobody said which stage is meant, and none is meant by itself: a deployment that was not asked for costs money. */
export class StageMissing extends DeploymentError {
  constructor(readonly stages: readonly string[]) {
    super(
      'stageMissing',
      `Say which stage is meant by -c stage=NAME; cdk.json has ${stages.join(', ') || 'none yet, under "woher"'}.`,
    );
  }
}

const addressPattern = /^[A-Za-z0-9._%+-]+@([a-z0-9-]+\.)+[a-z]{2,}$/;
const senderPattern = /^(?:[^\p{Cc}<>"\\,;:@]+ <([^<>\s]+)>|([^<>\s]+))$/u;
const domainPattern = /^([a-z0-9-]+\.)+[a-z]{2,}$/;

/** Values of the command line are text. */
const flag = z
  .union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')])
  .default(false);

const values = z
  .strictObject({
    /** Names the stack and the namespace of its counts. */
    stage: z.string().regex(/^[a-z][a-z0-9-]{0,19}$/, 'must be up to 20 small letters, digits and hyphens'),
    /** Who the mails come from: `Name <address>` or an address. */
    sender: z
      .string('is missing')
      .refine((sender) => addressPattern.test(addressOf(sender)), 'must be an address or "Name <address>"'),
    /** The sending domain; without one the sender's address alone is verified. */
    domain: z.string().regex(domainPattern, 'must be a domain in small letters').optional(),
    /** False where the account has this domain or address as a SES identity already: a second one cannot be made. */
    createIdentity: flag.default(true),
    region: z
      .string('is missing')
      .regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'must be the name of an AWS region, as eu-central-1'),
    /** The policy of owners who choose none. */
    defaultPolicy: z
      .enum(['balanced', 'strict', 'open', 'jobSearch'], 'must be balanced, strict, open or jobSearch')
      .default('balanced'),
    /** Gets the alarms by mail; without it they are in CloudWatch alone. */
    alarmAddress: z.string().regex(addressPattern, 'must be an address').optional(),
    /** Encrypts the exports by a key of their own (about 1 USD a month) in place of S3's. */
    kmsExports: flag,
  })
  .superRefine(({ sender, domain }, context) => {
    if (domain !== undefined && !isOfDomain(addressOf(sender), domain.toLowerCase()))
      context.addIssue({ code: 'custom', path: ['sender'], message: `must be an address of ${domain}` });
  });

/** What one stage is deployed with. */
export type Config = Readonly<z.infer<typeof values>>;

const names = Object.keys(values.shape) as (keyof Config)[];

/** The plain address in `Name <address>`, or the text itself. */
export function addressOf(sender: string): string {
  const match = senderPattern.exec(sender);
  return match?.[1] ?? match?.[2] ?? '';
}

const isOfDomain = (address: string, domain: string): boolean =>
  address.toLowerCase().endsWith(`@${domain}`) || address.toLowerCase().endsWith(`.${domain}`);

/**
 * The chosen stage's values in `woher` of the CDK context, single ones replaced by the command line (`-c sender=…`).
 * @throws StageMissing, ConfigurationUnfit
 */
export function readConfig(contextOf: (name: string) => unknown): Config {
  const stage = String(contextOf('stage') ?? '');
  const stages = stagesIn(contextOf('woher'));
  if (stage === '') throw new StageMissing(Object.keys(stages));
  const chosen = stages[stage];
  if (chosen === undefined)
    throw new ConfigurationUnfit(stage, [
      `stage must be one of cdk.json (${Object.keys(stages).join(', ') || 'there is none'})`,
    ]);
  const given = names
    .map((name) => [name, contextOf(name)] as const)
    .filter(([, value]) => value !== undefined);
  const read = values.safeParse({ ...chosen, ...Object.fromEntries(given) });
  if (read.success) return read.data;
  throw new ConfigurationUnfit(stage, read.error.issues.map(problemOf));
}

function stagesIn(woher: unknown): Readonly<Record<string, object>> {
  const read = z.record(z.string(), z.record(z.string(), z.unknown())).safeParse(woher);
  return read.success ? read.data : {};
}

const problemOf = (issue: z.core.$ZodIssue): string =>
  issue.code === 'unrecognized_keys'
    ? `${issue.keys.join(', ')} is no name of a value`
    : `${issue.path.join('.')} ${issue.message}`;
