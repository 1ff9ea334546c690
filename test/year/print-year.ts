/** `npm run year`: a year of a made-up owner as a table, one row a month. */
import type { Log } from '../../shared/ports/log.ts';
import { playYear } from './play-year.ts';
import { yearTable } from './year-table.ts';

const silent: Log = { info: () => {}, error: () => {} };

process.stdout.write(yearTable(await playYear(silent)));
