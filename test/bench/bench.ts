/**
 * `npm run bench [-- --cap] [-- contacts,messages …] [-- --rounds N]`: a large made-up export read and imported, beside
 * inflating alone and plain csv-parse over the same file; what each import asks of the table and of S3; an audit of the
 * contacts, and one a month later when its flags stand; a digest rendered. Fresh processes in turn, one round of warm-up
 * dropped; medians, and ratios taken round by round. Ratios are what counts: seconds are this machine's.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { NetworkSize } from '../costs/months.ts';
import { auditRows, auditTable, roundsTable } from './report.ts';
import { type Round, runRound } from './round.ts';
import { bundleContestants, figures, runFresh } from './runs.ts';
import { writeUploads } from './uploads.ts';

// The SDK's word on Node versions to come would stand between the tables.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

const usual = ['1500,10000', '10000,100000'];
const cap = '30000,500000';

const { values: options, positionals } = parseArgs({
  options: { cap: { type: 'boolean', default: false }, rounds: { type: 'string', default: '3' } },
  allowPositionals: true,
});
const sizes = (positionals.length > 0 ? positionals : [...usual, ...(options.cap ? [cap] : [])]).map(
  (text): NetworkSize => {
    const [contacts, messages] = text.split(',').map(Number);
    if (!contacts || !messages) throw new Error('say how many contacts and messages, such as 1500,10000');
    return { contacts, messages };
  },
);
const rounds = Number(options.rounds);

const folder = mkdtempSync(join(tmpdir(), 'woher-bench-'));
try {
  const script = await bundleContestants(folder);
  console.log(`Node ${process.version}, ${rounds} rounds after one of warm-up\n`);
  const audits: string[][] = [];
  for (const size of sizes) {
    const uploads = await writeUploads(size, folder);
    const measured: Round[] = [];
    for (let round = 0; round <= rounds; round++) {
      process.stderr.write(`${size.contacts} contacts, round ${round} of ${rounds}\n`);
      const one = await runRound(script, uploads);
      if (round > 0) measured.push(one);
    }
    const { contacts, messages } = size;
    console.log(`${contacts} contacts, ${messages} messages, ZIP of ${uploads.megabytes.toFixed(1)} MB\n`);
    console.log(`${roundsTable(measured)}\n`);
    audits.push(...auditRows(measured));
  }
  console.log(`An audit; computing is all but the table\n\n${auditTable(audits)}\n`);
  console.log(await digestLine(script));
} finally {
  rmSync(folder, { recursive: true });
}

async function digestLine(path: string): Promise<string> {
  const runs = [];
  for (let round = 0; round <= rounds; round++) runs.push(await runFresh(path, ['digest', '50']));
  const warm = runs.slice(1).map(({ compute = Number.NaN }) => compute * 1000);
  return `A digest of 50 contacts: ${figures(warm, 2)} ms when warm, ${((runs[0]?.count ?? 0) / 1000).toFixed(1)} kB of HTML`;
}
