import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  employersOf,
  fallsIntoJob,
  foldEmployer,
  isGenericEmployer,
  jobsOn,
} from '../../shared/domain/employers.ts';
import type { IsoMonth } from '../../shared/domain/ids.ts';
import { aJob, day, month } from './builders.ts';

const plain = employersOf([], []);

it('is done with a name of hostile length at once, and tells firms apart by its beginning alone', () => {
  const hostile = ' s a s'.repeat(4_000);
  const startedAt = performance.now();
  for (let time = 0; time < 20; time++) foldEmployer(`x${hostile}y`);
  isGenericEmployer(hostile);
  expect(performance.now() - startedAt).toBeLessThan(1_000);
  const long = 'Nordwerk '.repeat(30);
  expect(foldEmployer(`${long} GmbH`)).toBe(foldEmployer(`${long} AG`));
});

describe('two names of one employer', () => {
  it.each([
    ['Nordwerk', 'NORDWERK'],
    ['Nordwerk', 'Nordwerk GmbH'],
    ['Nordwerk GmbH', 'Nordwerk AG'],
    ['Nordwerk', 'Nordwerk GmbH & Co. KG'],
    ['Nordwerk', 'Nordwerk UG (haftungsbeschränkt)'],
    ['Nordwerk', 'Nordwerk e.K.'],
    ['Nordwerk', 'Nordwerk e.V.'],
    ['Nordwerk', 'Nordwerk gGmbH'],
    ['Nordwerk', 'Nordwerk SE'],
    ['Nordwerk', 'Nordwerk B.V.'],
    ['Nordwerk', 'Nordwerk BV'],
    ['Nordwerk', 'Nordwerk N.V.'],
    ['Nordwerk', 'Nordwerk, Inc.'],
    ['Nordwerk', 'Nordwerk Ltd.'],
    ['Nordwerk', 'Nordwerk LLC'],
    ['Nordwerk', 'Nordwerk S.A.'],
    ['Nordwerk', 'Nordwerk S.A.S.'],
    ['Nordwerk', 'Nordwerk S.p.A.'],
    ['Nordwerk', 'Nordwerk S.à r.l.'],
    ['Nordwerk', 'Nordwerk A/S'],
    ['Nordwerk', 'Nordwerk AB'],
    ['Nordwerk', 'Nordwerk und Co. KG'],
    ['Nordwerk', 'Nordwerk AG & Co. KGaA'],
    ['Nordwerk', 'Nordwerk Pty. Ltd.'],
    ['EG', 'EG A/S'],
    ['SE Consulting', 'SE Consulting GmbH'],
    ['Nordwerk (Ulm)', 'Nordwerk GmbH (Ulm)'],
    ['Nordwerk Niederlassung Ulm', 'Nordwerk GmbH & Co. KG, Niederlassung Ulm'],
    ['Nordwerk Ulm', 'Nordwerk UG (haftungsbeschränkt) Ulm'],
    ['Müller & Söhne', 'Mueller & Soehne'],
    ['Müller', 'Mu\u0308ller'],
    ['Groß Bau', 'GROSS-BAU'],
    ['Café Central', 'Cafe Central'],
    ['E.ON', 'E-ON'],
  ])('%s is %s', (a, b) => {
    expect(plain.same(a, b)).toBe(true);
    expect(plain.same(b, a)).toBe(true);
  });

  it.each([
    ['Nordwerk', 'Südwerk'],
    ['Nordwerk', 'Nordwerk Immobilien'],
    ['AG', 'GmbH'],
    ['AB Consulting', 'SE Consulting GmbH'],
    ['EG Software', 'Software AG'],
    ['Co. Lab', 'Lab AG'],
    ['NV Energy', 'Energy AG'],
    ['AS Watson', 'Watson'],
    ['Co-op', 'Op AG'],
    ['SAS Institute', 'Institute Ltd.'],
    ['Lab SE Consulting', 'Lab Consulting'],
    ['Home', 'Home AG'],
    ['', ''],
    ['!!!', '???'],
  ])('%s is not %s', (a, b) => {
    expect(plain.same(a, b)).toBe(false);
  });

  it('are the same whether or not a sign beyond ASCII stands beside it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary-ascii' }), (name) => {
        expect(foldEmployer(`${name} ”`)).toBe(foldEmployer(name));
      }),
      { numRuns: 1_000 },
    );
    const words = fc.constantFrom('Nordwerk', 'Lab', 'SE', 'AG', 'GmbH', '& Co.', 'KG', 'A/S', 'e.V.', 'Ulm');
    fc.assert(
      fc.property(fc.array(words, { minLength: 1, maxLength: 5 }), (name) => {
        const [one, other] = [name.join(' '), `„${name.join(' ')}“`];
        expect(foldEmployer(other)).toBe(foldEmployer(one));
        expect(isGenericEmployer(other)).toBe(isGenericEmployer(one));
      }),
      { numRuns: 1_000 },
    );
  });

  it('are told by the owner, in any spelling and for any number of names', () => {
    const { same, isLarge } = employersOf(
      [['Altwerk Maschinen GmbH', 'Nordwerk AG', 'Neuwerk']],
      ['nordwerk', 'Riesen AG'],
    );
    expect(same('ALTWERK Maschinen', 'neuwerk B.V.')).toBe(true);
    expect(same('Altwerk Maschinen', 'Riesen')).toBe(false);
    expect([isLarge('Neuwerk'), isLarge('Riesen GmbH'), isLarge('Südwerk')]).toEqual([true, true, false]);
  });
});

describe('a name that names no employer', () => {
  it.each([
    'Selbstständig',
    'selbständig',
    'Selbststaendig',
    'Freelance',
    'Freelancer',
    'Freelance, self-employed',
    'Freelance / ZZP',
    'Selbständig und freiberuflich',
    'Freiberuflich',
    'Freiberufliche Tätigkeit',
    'Freiberufler',
    'Self-Employed',
    'self employed',
    'Independent Consultant',
    'Independent Contractor',
    'Stealth',
    'Stealth Startup',
    'Stealth-Mode Startup',
    'Stealth AI Company',
    'Stealth Co.',
    'Student',
    'Students',
    'Studentin',
    'ZZP',
    "ZZP'er",
    'Zelfstandig',
    'Zelfstandig ondernemer',
    'Eigen baas',
    'Werkzoekend',
    'Gepensioneerd',
    'Arbeitssuchend',
    'Ruhestand',
    'Retired',
    'Unemployed',
    'Privat',
    'Confidential',
    'N/A',
    '-',
  ])('is %s', (company) => {
    expect(isGenericEmployer(company)).toBe(true);
    expect(plain.same(company, company)).toBe(false);
  });

  it.each([
    'Nordwerk',
    'Studentenwerk Freiburg',
    'Freelancermap',
    'SAS',
    'Independent News',
    'Stealth Robotics GmbH',
    'Home AG',
    'Private AG',
    'Various Ltd',
    'Self',
  ])('is not %s', (company) => {
    expect(isGenericEmployer(company)).toBe(false);
    expect(plain.same(company, company)).toBe(true);
  });
});

describe('a connection and a job of the owner', () => {
  it.each<[string, string, string, string | undefined, boolean]>([
    ['in the month before it began', '2019-12-31', '2020-01', undefined, false],
    ['in its first month', '2020-01-01', '2020-01', undefined, true],
    ['while it lasts', '2031-01-01', '2020-01', undefined, true],
    ['in its last month', '2021-06-30', '2020-01', '2021-06', true],
    ['two years after it', '2023-06-30', '2020-01', '2021-06', true],
    ['two years and a month after it', '2023-07-01', '2020-01', '2021-06', false],
    ['in January of the year it began in', '2020-01-01', '2020', '2021', true],
    ['in December two years after the year it ended in', '2023-12-31', '2020', '2021', true],
    ['in the third year after the year it ended in', '2024-01-01', '2020', '2021', false],
  ])('%s', (_, connectedOn, startedIn, finishedIn, falls) => {
    const job = {
      startedIn: month(startedIn),
      ...(finishedIn === undefined ? {} : { finishedIn: finishedIn as IsoMonth }),
    };
    expect(fallsIntoJob(day(connectedOn), job, 2)).toBe(falls);
  });

  it('names where the owner worked then, the job begun last first, without the two years after', () => {
    const jobs = [
      aJob({ company: 'First', startedIn: month('2018'), finishedIn: month('2020') }),
      aJob({ company: 'Side', startedIn: month('2019-05'), finishedIn: month('2020-06') }),
      aJob({ company: 'Now', startedIn: month('2021-01') }),
    ];
    const on = (text: string) => jobsOn(day(text), jobs).map(({ company }) => company);
    expect(on('2017-12-31')).toEqual([]);
    expect(on('2020-06-30')).toEqual(['Side', 'First']);
    expect(on('2020-12-31')).toEqual(['First']);
    expect(on('2026-01-01')).toEqual(['Now']);
  });
});
