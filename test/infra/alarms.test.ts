import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { ImportBusy } from '../../shared/domain/errors.ts';
import { metricNames } from '../../shared/names.ts';
import { faultCode } from '../../shared/ports/log.ts';
import { cleanUp, functionFolders, makeStack, stages } from './synth.ts';
import { at, functionsIn, idOf, listOf, metricsOf, ofType, resourcesOf } from './template.ts';

afterAll(cleanUp);

const runbook = readFileSync('infra/RUNBOOK.md', 'utf8');
const sections = new Map(
  runbook
    .split(/^## /m)
    .slice(1)
    .map((section) => [section.slice(0, section.indexOf('\n')).trim(), section] as const),
);
const description = /^(?<loss>[A-Z].+\.) What to do: infra\/RUNBOOK\.md, "(?<heading>[^"]+)"\.$/;

/** The function that counts something, by its source; the alarms have to name the same. */
const countedBy = (metric: string): string | undefined =>
  functionFolders.find((name) =>
    readdirSync(join('functions', name)).some((file) =>
      readFileSync(join('functions', name, file), 'utf8').includes(`${metric}:`),
    ),
  );

describe.each(stages)('the alarms of stage $stage', (given) => {
  const resources = resourcesOf(makeStack(given).stack);
  const alarms = ofType(resources, 'AWS::CloudWatch::Alarm');
  const headingOf = (alarm: (typeof alarms)[number]): string =>
    description.exec(String(at(alarm.properties, 'AlarmDescription')))?.groups?.heading ?? '';
  const named = (heading: string) => alarms.filter((alarm) => headingOf(alarm) === heading);

  test('each says what the owner loses and which heading of the runbook helps', () => {
    for (const alarm of alarms) expect([alarm.id, sections.has(headingOf(alarm))]).toEqual([alarm.id, true]);
  });

  test('each calls somebody', () => {
    const [topicId] = alarms.flatMap(({ properties }) => listOf(at(properties, 'AlarmActions')).map(idOf));
    expect(resources.find(({ id }) => id === topicId)?.type).toBe('AWS::SNS::Topic');
    for (const { properties } of alarms)
      expect(listOf(at(properties, 'AlarmActions')).map(idOf)).toEqual([topicId]);
  });

  test('the topic lets alarms in, and sends them to the address that is configured', () => {
    const [topicId] = alarms.flatMap(({ properties }) => listOf(at(properties, 'AlarmActions')).map(idOf));
    const policy = ofType(resources, 'AWS::SNS::TopicPolicy').find(
      ({ properties }) => idOf(at(properties, 'Topics', 0)) === topicId,
    );
    const callers = listOf(at(policy?.properties, 'PolicyDocument', 'Statement')).map((statement) =>
      at(statement, 'Principal', 'Service'),
    );
    expect(callers).toContain('cloudwatch.amazonaws.com');
    const addresses = ofType(resources, 'AWS::SNS::Subscription').filter(
      ({ properties }) => at(properties, 'Protocol') === 'email',
    );
    expect(addresses).toHaveLength(given.stage === 'example' ? 1 : 0);
  });

  test('a schedule that no longer ticks calls somebody, since silence is what it is told by', () => {
    const [alarm] = named('The schedule does not tick');
    const ticked = functionsIn(resources).find(({ name }) => name === 'schedule');
    expect(alarm?.properties).toMatchObject({
      MetricName: 'Invocations',
      Dimensions: [{ Name: 'FunctionName', Value: { Ref: ticked?.id } }],
      ComparisonOperator: 'LessThanThreshold',
      TreatMissingData: 'breaching',
    });
  });

  test('all others are quiet while nothing happens', () => {
    for (const alarm of alarms.filter((each) => !named('The schedule does not tick').includes(each)))
      expect([alarm.id, at(alarm.properties, 'TreatMissingData')]).toEqual([alarm.id, 'notBreaching']);
  });

  test('each count is one of ours, counted by the function that the alarm names', () => {
    const counts = alarms
      .flatMap(metricsOf)
      .filter(({ namespace, name }) => namespace === `Woher/${given.stage}` && name !== 'faults');
    for (const { name, dimensions } of counts) {
      expect(metricNames).toContain(name);
      expect([name, dimensions]).toEqual([name, { service: countedBy(name) }]);
    }
  });

  test('a message that fails is told by the log, but for an import that only waits', () => {
    const filters = ofType(resources, 'AWS::Logs::MetricFilter');
    expect(filters).toHaveLength(functionsIn(resources).length);
    for (const { properties } of filters) {
      expect(at(properties, 'FilterPattern')).toBe(
        `{ ($.level = "ERROR") && (($.fault NOT EXISTS) || ($.fault != "${faultCode(new ImportBusy())}")) }`,
      );
      expect(at(properties, 'MetricTransformations', 0)).toMatchObject({
        MetricNamespace: `Woher/${given.stage}`,
        MetricName: 'faults',
        Dimensions: [{ Key: 'service', Value: '$.service' }],
      });
    }
  });

  test('counts are zero where nothing was counted, so that an alarm ends with its period', () => {
    const gauges = ['A queue is not worked off', 'Dead letters', 'The schedule does not tick'];
    const counting = alarms.filter((alarm) => !gauges.includes(headingOf(alarm)));
    expect(counting.length).toBeGreaterThan(functionsIn(resources).length * 2);
    for (const alarm of counting) {
      const [math] = listOf(at(alarm.properties, 'Metrics'));
      const counts = listOf(at(alarm.properties, 'Metrics'))
        .slice(1)
        .map((query) => String(at(query, 'Id')));
      const filled = counts.map((id) => `FILL(${id}, 0)`).join(' + ');
      expect([alarm.id, at(math, 'Expression')]).toEqual([alarm.id, filled]);
    }
  });

  test('what cannot be worked off is told before SQS leaves it out of the age', () => {
    const waiting = named('A queue is not worked off');
    expect(waiting).toHaveLength(ofType(resources, 'AWS::Lambda::EventSourceMapping').length);
    const longestRunSeconds = (queueId: string | undefined): number => {
      const queue = resources.find(({ id }) => id === queueId);
      return Number(at(queue?.properties, 'VisibilityTimeout')) / 6;
    };
    for (const alarm of waiting) {
      const threshold = Number(at(alarm.properties, 'Threshold'));
      const run = longestRunSeconds(metricsOf(alarm)[0]?.dimensions.QueueName);
      // A function that dies hands its message out again after six, and for the third time after twelve.
      expect([alarm.id, threshold <= Math.max(900, 6 * run)]).toEqual([alarm.id, true]);
      // One that works as long as it may is no fault.
      expect([alarm.id, threshold > run]).toEqual([alarm.id, true]);
    }
  });

  test('each function that fails calls somebody within a quarter of an hour', () => {
    for (const alarm of named('A function fails')) {
      const periods = listOf(at(alarm.properties, 'Metrics')).map((query) =>
        at(query, 'MetricStat', 'Period'),
      );
      for (const period of periods) expect(Number(period ?? 0)).toBeLessThanOrEqual(300);
      expect(at(alarm.properties, 'EvaluationPeriods')).toBe(1);
      expect(
        metricsOf(alarm)
          .map(({ name }) => name)
          .sort(),
      ).toEqual(['Errors', 'faults']);
    }
    expect(named('A function fails')).toHaveLength(functionsIn(resources).length);
  });
});

describe('the runbook', () => {
  const resources = resourcesOf(makeStack().stack);
  const headings = new Set(
    ofType(resources, 'AWS::CloudWatch::Alarm').map(
      ({ properties }) => description.exec(String(at(properties, 'AlarmDescription')))?.groups?.heading ?? '',
    ),
  );

  test.each([...headings])(
    'says of "%s" what one sees, why, what to do and how to know it is over',
    (heading) => {
      const parts = ['What you see', 'Why', 'What to do', 'How to know it is over'];
      const places = parts.map((part) => sections.get(heading)?.indexOf(`**${part}.**`) ?? -1);
      expect(places.every((place) => place > 0)).toBe(true);
      expect(places).toEqual([...places].sort((a, b) => a - b));
    },
  );

  test.each(['Deploy', 'Roll back', 'Restore the table', 'Leave the SES sandbox'])(
    'has a heading %s',
    (heading) => {
      expect(sections.has(heading)).toBe(true);
    },
  );
});
