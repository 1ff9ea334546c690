import { Stack, Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import * as z from 'zod';

/**
 * Takes findings of the gate as known, each with its reason: of this construct and of what is below it, nothing else.
 * An id is a rule's (`AwsSolutions-S1`) or one finding's (`AwsSolutions-IAM5[Resource::*]`).
 */
export function acknowledge(construct: IConstruct, reasons: Readonly<Record<string, string>>): void {
  for (const [id, reason] of Object.entries(reasons)) Validations.of(construct).acknowledge({ id, reason });
}

/** A resource with a wildcard that some rights of this construct have to name, with the reason. */
export function acknowledgeWildcard(construct: IConstruct, arn: string, reason: string): void {
  acknowledge(construct, {
    [`AwsSolutions-IAM5[Resource::${asFindingsWriteIt(Stack.of(construct).resolve(arn))}]`]: reason,
  });
}

const joined = z.object({ 'Fn::Join': z.tuple([z.string(), z.array(z.unknown())]) });
const attribute = z.object({ 'Fn::GetAtt': z.array(z.string()) });
const reference = z.object({ Ref: z.string() });

/** cdk-nag writes what only CloudFormation knows as `<LogicalId.Arn>` and `<AWS::AccountId>`. */
function asFindingsWriteIt(value: unknown): string {
  const join = joined.safeParse(value);
  if (join.success) return join.data['Fn::Join'][1].map(asFindingsWriteIt).join(join.data['Fn::Join'][0]);
  const get = attribute.safeParse(value);
  if (get.success) return `<${get.data['Fn::GetAtt'].join('.')}>`;
  const ref = reference.safeParse(value);
  return ref.success ? `<${ref.data.Ref}>` : String(value);
}
