import { afterEach, describe, expect, test } from 'vitest';
import {
  dayMonthNameYear,
  dottedDay,
  monthNameYear,
  usDay,
  utcSeconds,
  yearFirstDay,
} from '../../shared/exports/dates.ts';

type Case = readonly [text: string, expected: string | number | undefined];

const zones = ['UTC', 'Pacific/Apia', 'America/Sao_Paulo'];
const zoneBefore = process.env.TZ;
afterEach(() => {
  process.env.TZ = zoneBefore;
  if (zoneBefore === undefined) delete process.env.TZ;
});

function inEveryZone(read: (text: string) => string | number | undefined, cases: readonly Case[]): void {
  test.each(cases)('%j is %j', (text, expected) => {
    for (const zone of zones) {
      process.env.TZ = zone;
      expect(read(text), zone).toBe(expected);
    }
  });
}

test('the time zones of these tests take effect', () => {
  process.env.TZ = 'Pacific/Apia';
  expect(new Date(2026, 0, 1).getTimezoneOffset()).toBe(-780);
  process.env.TZ = 'America/Sao_Paulo';
  expect(new Date(2026, 0, 1).getTimezoneOffset()).toBe(180);
});

describe('day, name of month, year', () => {
  inEveryZone(dayMonthNameYear, [
    ['08 Feb 2026', '2026-02-08'],
    ['8 February 2026', '2026-02-08'],
    ['4-Apr-21', '2021-04-04'],
    ['08. Feb 26', '2026-02-08'],
    ['12 Mär 2023', '2023-03-12'],
    ['12 Ma\u0308r 2023', '2023-03-12'],
    ['05 Dez 2023', '2023-12-05'],
    ['1. März 2024', '2024-03-01'],
    ['01 mrt 2023', '2023-03-01'],
    ['01 mei 2023', '2023-05-01'],
    ['3. Feber 2020', '2020-02-03'],
    ['3. Jänner 2020', '2020-01-03'],
    ['08.Feb.2026', '2026-02-08'],
    ['8.Feb.26', '2026-02-08'],
    ['14 févr. 2022', '2022-02-14'],
    ['14 août 2022', '2022-08-14'],
    ['3 ene 2020', '2020-01-03'],
    ['3 de agosto de 2020', '2020-08-03'],
    ['  08 Feb 2026 ', '2026-02-08'],
    ['29 Feb 2024', '2024-02-29'],
    // Days skipped by a zone's clock or calendar: Samoa had no 30 December 2011.
    ['30 Dec 2011', '2011-12-30'],
    ['04 Nov 2018', '2018-11-04'],
    ['29 Feb 2023', undefined],
    ['31 Feb 2024', undefined],
    ['00 Jan 2024', undefined],
    ['08 Foo 2026', undefined],
    ['08 Feb 1026', undefined],
    ['Feb 2026', undefined],
    ['', undefined],
    ['now', undefined],
    // A cut-off 2026 is no 2020.
    ['08 Feb 20', undefined],
  ]);
});

describe('dotted day', () => {
  inEveryZone(dottedDay, [
    ['08.02.2026', '2026-02-08'],
    ['8.2.26', '2026-02-08'],
    ['31.04.2026', undefined],
    ['2026.02.08', undefined],
  ]);
});

describe('year first', () => {
  inEveryZone(yearFirstDay, [
    ['2026-02-08', '2026-02-08'],
    ['2023/03/01 19:52:23 UTC', '2023-03-01'],
    ['2023/03/01 00:00:00 UTC', '2023-03-01'],
    ['2023-03/01', undefined],
    ['2023-02-30', undefined],
  ]);
});

describe('American order, twelve hours', () => {
  inEveryZone(usDay, [
    ['1/29/26, 2:37 PM', '2026-01-29'],
    ['1/29/26, 11:59\u202fPM', '2026-01-29'],
    ['1/29/26, 12:00 AM', '2026-01-29'],
    ['01/24/18, 03:00 PM', '2018-01-24'],
    ['12/31/2025', '2025-12-31'],
    ['29/1/26, 2:37 PM', undefined],
    ['2/30/26, 2:37 PM', undefined],
    ['1/29/26, 14:37 PM', undefined],
    ['1/29/26, 2:61 PM', undefined],
  ]);
});

describe('UTC to the second', () => {
  inEveryZone(utcSeconds, [
    ['2025-06-01 14:03:22 UTC', 1_748_786_602],
    ['2023/03/01 19:52:23 UTC', 1_677_700_343],
    ['2026-09-05 09:50:45', 1_788_601_845],
    ['2018-11-04 00:30:00 UTC', 1_541_291_400],
    ['2025-02-30 14:03:22 UTC', undefined],
    ['2025-06-01 24:03:22 UTC', undefined],
    ['2025-06-01', undefined],
    ['2025-06-01 14:03:22 CET', undefined],
  ]);
});

describe('month', () => {
  inEveryZone(monthNameYear, [
    ['Jan 2020', '2020-01'],
    ['Dez. 2019', '2019-12'],
    ['September 2008', '2008-09'],
    ['Jan-20', '2020-01'],
    ['2020', '2020'],
    ['Foo 2020', undefined],
    ['20', undefined],
    ['', undefined],
  ]);
});
