import { afterAll, describe, expect, test } from 'vitest';
import { environment } from '../../shared/names.ts';
import { cleanUp, functionFolders, makeStack, stages } from './synth.ts';
import { at, functionsIn, resourcesOf } from './template.ts';

afterAll(cleanUp);

const ours: ReadonlySet<string> = new Set(Object.values(environment));

/** The variables that a function asks its environment for. */
async function variablesRead(name: string): Promise<readonly string[]> {
  const { readEnv } = await import(`../../functions/${name}/env.ts`);
  const read = new Set<string>();
  const listening = new Proxy({}, { get: (_, variable) => void read.add(String(variable)) });
  expect(() => readEnv(listening)).toThrow('missing or unfit');
  return [...read].sort();
}

describe.each(stages)('the environment of stage $stage', (given) => {
  const functions = functionsIn(resourcesOf(makeStack(given).stack));

  test.each(functionFolders)('%s gets what it reads, and nothing else', async (name) => {
    const variables = at(functions.find((fn) => fn.name === name)?.properties, 'Environment', 'Variables');
    const set = Object.keys(variables ?? {}).filter((variable) => ours.has(variable));
    expect(set.sort()).toEqual(await variablesRead(name));
  });

  test('every function says who it is to its logs and counts', () => {
    for (const { properties, name } of functions)
      expect(at(properties, 'Environment', 'Variables')).toMatchObject({
        POWERTOOLS_SERVICE_NAME: name,
        POWERTOOLS_METRICS_NAMESPACE: `Woher/${given.stage}`,
      });
  });

  test('no function is told to log the events that start it', () => {
    for (const { properties } of functions)
      expect(Object.keys(at(properties, 'Environment', 'Variables') ?? {})).not.toContain(
        'POWERTOOLS_LOGGER_LOG_EVENT',
      );
  });
});
