import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { cleanUp, makeStack } from '../infra/synth.ts';
import { resourcesOf } from '../infra/template.ts';
import { costSection, type PricedMonths, type RecordedCounts } from './cost-table.ts';
import { deploymentOf } from './deployment.ts';
import type { NetworkSize, OwnerMonths } from './months.ts';

/** An ordinary owner, and LinkedIn's cap. */
const sizes: readonly NetworkSize[] = [
  { contacts: 1_500, messages: 10_000 },
  { contacts: 30_000, messages: 500_000 },
];

const countsFile = new URL('./counts.json', import.meta.url);
const run = promisify(execFile);

// A process each: the handlers read their environment once.
async function countInProcess({ contacts, messages }: NetworkSize): Promise<PricedMonths> {
  const script = fileURLToPath(new URL('./count-one.ts', import.meta.url));
  const args = ['--import', 'tsx', script, String(contacts), String(messages)];
  const { stdout } = await run(process.execPath, args, { maxBuffer: 1 << 24 });
  const { idleTick, first, later, storedBytes } = JSON.parse(stdout) as OwnerMonths;
  return { idleTick, first, later, storedBytes };
}

const owners: RecordedCounts['owners'][number][] = [];
for (const size of sizes) {
  process.stderr.write(`counting ${size.contacts} contacts, ${size.messages} messages\n`);
  owners.push({ ...size, months: await countInProcess(size) });
}
const deployment = deploymentOf(resourcesOf(makeStack().stack));
cleanUp();
const countedOn = new Date().toISOString().slice(0, 10);
const recorded: RecordedCounts = { countedOn, deployment, owners };
await writeFile(countsFile, `${JSON.stringify(recorded, undefined, 2)}\n`);
process.stdout.write(`<!-- costs -->\n${costSection(recorded)}\n<!-- /costs -->\n`);
