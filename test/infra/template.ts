import type { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';

/** One resource of a template, by its logical id. */
export type Resource = { readonly id: string; readonly type: string; readonly properties: unknown };

/** What a template holds, as data to state rules about. */
export type Resources = readonly Resource[];

export function resourcesOf(stack: Stack): Resources {
  const { Resources: resources } = Template.fromStack(stack).toJSON();
  return Object.entries(resources).map(([id, resource]) => ({
    id,
    type: String(at(resource, 'Type')),
    properties: at(resource, 'Properties'),
  }));
}

export const ofType = (resources: Resources, type: string): Resources =>
  resources.filter((resource) => resource.type === type);

/** What stands at a path inside of some JSON; undefined where it ends early. */
export function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (inner, step) => (inner !== null && typeof inner === 'object' ? Reflect.get(inner, step) : undefined),
    value,
  );
}

/** A list, a single value as a list of one, or nothing. */
export const listOf = (value: unknown): readonly unknown[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value];

export const textsOf = (value: unknown): readonly string[] => listOf(value).map(String);

/** The logical id that a `Ref` or a `Fn::GetAtt` points to. */
export const idOf = (reference: unknown): string | undefined => {
  const id = at(reference, 'Ref') ?? at(reference, 'Fn::GetAtt', 0);
  return id === undefined ? undefined : String(id);
};

/** A value as one line, references as `<id>`. */
export function lineOf(value: unknown): string {
  if (typeof value === 'string') return value;
  const parts = at(value, 'Fn::Join', 1);
  if (parts !== undefined) return listOf(parts).map(lineOf).join('');
  return `<${idOf(value)}>`;
}

/** A function of the template with what belongs to it. */
export type FunctionFacts = {
  readonly id: string;
  /** Its folder in `functions/`, by the service that it logs as; undefined for one that is not ours. */
  readonly name: string | undefined;
  readonly properties: unknown;
  readonly roleId: string | undefined;
  readonly statements: readonly Statement[];
  /** The queues that it reads. */
  readonly sources: readonly { readonly mapping: Resource; readonly queue: Resource | undefined }[];
};

export type Statement = {
  readonly effect: string;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly conditions: unknown;
};

export function functionsIn(resources: Resources): readonly FunctionFacts[] {
  return ofType(resources, 'AWS::Lambda::Function').map(({ id, properties }) => {
    const name = at(properties, 'Environment', 'Variables', 'POWERTOOLS_SERVICE_NAME');
    const roleId = idOf(at(properties, 'Role'));
    return {
      id,
      name: name === undefined ? undefined : String(name),
      properties,
      roleId,
      statements: roleId === undefined ? [] : statementsOfRole(resources, roleId),
      sources: ofType(resources, 'AWS::Lambda::EventSourceMapping')
        .filter((mapping) => idOf(at(mapping.properties, 'FunctionName')) === id)
        .map((mapping) => {
          const queueId = idOf(at(mapping.properties, 'EventSourceArn'));
          return { mapping, queue: resources.find((resource) => resource.id === queueId) };
        }),
    };
  });
}

/** The statements of every role of the template, with the policies that are attached to it. */
export function statementsOfRole(resources: Resources, roleId: string): readonly Statement[] {
  const role = resources.find(({ id }) => id === roleId);
  const inline = listOf(at(role?.properties, 'Policies')).map((policy) => at(policy, 'PolicyDocument'));
  const attached = ofType(resources, 'AWS::IAM::Policy')
    .filter(({ properties }) => listOf(at(properties, 'Roles')).some((ref) => idOf(ref) === roleId))
    .map(({ properties }) => at(properties, 'PolicyDocument'));
  return [...inline, ...attached].flatMap((document) => listOf(at(document, 'Statement')).map(statementOf));
}

export const statementOf = (statement: unknown): Statement => ({
  effect: String(at(statement, 'Effect')),
  actions: textsOf(at(statement, 'Action')),
  resources: listOf(at(statement, 'Resource')).map(lineOf),
  conditions: at(statement, 'Condition'),
});

/** Every metric that an alarm looks at: its own, or those of its expression. */
export const metricsOf = (alarm: Resource): readonly MetricFacts[] =>
  at(alarm.properties, 'MetricName') === undefined
    ? listOf(at(alarm.properties, 'Metrics'))
        .map((query) => at(query, 'MetricStat', 'Metric'))
        .filter((metric) => metric !== undefined)
        .map(metricFacts)
    : [metricFacts(alarm.properties)];

export type MetricFacts = {
  readonly namespace: string;
  readonly name: string;
  /** By dimension: a text, or the logical id of what it refers to. */
  readonly dimensions: Readonly<Record<string, string>>;
};

const metricFacts = (metric: unknown): MetricFacts => ({
  namespace: String(at(metric, 'Namespace')),
  name: String(at(metric, 'MetricName')),
  dimensions: Object.fromEntries(
    listOf(at(metric, 'Dimensions')).map((dimension) => {
      const value = at(dimension, 'Value');
      return [String(at(dimension, 'Name')), idOf(value) ?? String(value)];
    }),
  ),
});
