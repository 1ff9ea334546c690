import type { Counted, Round } from './round.ts';
import { figures, median, ratio, table } from './runs.ts';

/** Time, memory and requests of each contestant, in Markdown. */
export function roundsTable(measured: readonly Round[]): string {
  const names = Object.keys(measured[0] ?? {}) as (keyof Round)[];
  const walls = (name: keyof Round) => measured.map((round) => round[name].run.wall);
  const cpus = (name: keyof Round) => measured.map((round) => round[name].run.cpu);
  const rows = names.map((name) => {
    const of = measured.map((round) => round[name]);
    const runs = of.map(({ run }) => run);
    return [
      name,
      figures(walls(name), 2),
      figures(cpus(name), 2),
      figures(
        runs.map(({ rss }) => rss),
        0,
      ),
      ratio(walls(name), walls('inflate only')),
      ratio(walls(name), walls('csv-parse, columns: true')),
      ratio(cpus(name), cpus('csv-parse, columns: true')),
      ...requestCells(of.map(({ counted }) => counted)),
    ];
  });
  const head = ['', 'wall s', 'CPU s', 'peak MiB', 'x inflating', 'x csv-parse', 'the same by CPU'];
  return table([...head, 'table requests', 'WRU', 'RRU', 'S3 requests'], rows);
}

function requestCells(counted: readonly (Counted | undefined)[]): string[] {
  const [first] = counted;
  if (first === undefined) return ['', '', '', ''];
  const each = (read: (one: Counted) => number) => {
    const values = counted.map((one) => (one === undefined ? Number.NaN : read(one)));
    return new Set(values).size === 1 ? String(values[0]) : figures(values, 0);
  };
  return [
    each(({ table: { requests } }) => Object.values(requests).reduce((all, count) => all + count, 0)),
    each(({ table: { writeUnits } }) => writeUnits),
    each(({ table: { readUnits } }) => readUnits),
    Object.entries(first.s3)
      .map(([name, count]) => `${count} ${name}`)
      .join(', '),
  ];
}

/** One size's audits, the first one and one a month later; see `auditTable`. */
export const auditRows = (measured: readonly Round[]): string[][] =>
  (['audit', 'later audit'] as const).map((name) => auditRow(measured.map((round) => round[name])));

function auditRow(of: readonly Round['audit'][]): string[] {
  const compute = of.map(({ run }) => run.compute ?? Number.NaN);
  const [first] = of;
  if (first?.counted === undefined) throw new Error('no audit was run');
  const { count } = first.run;
  return [
    String(count),
    String(first.run.standing),
    String(first.counted.table.requests.Query),
    String(first.counted.table.readUnits),
    figures(compute, 2),
    ((median(compute) * 1e6) / count).toFixed(0),
    figures(
      of.map(({ run }) => run.rss),
      0,
    ),
  ];
}

export function auditTable(rows: readonly (readonly string[])[]): string {
  return table(
    ['contacts', 'flags standing', 'queries', 'RRU', 'computing, CPU s', 'µs a contact', 'peak MiB'],
    rows,
  );
}
