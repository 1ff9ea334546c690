/**
 * Checks the import arrows (`npm run arrows`), and the checker: it must have read modules, and must report a violation
 * that is planted for it.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import extractDepcruiseConfig from 'dependency-cruiser/config-utl/extract-depcruise-config';
import extractTsConfig from 'dependency-cruiser/config-utl/extract-ts-config';

const folders = ['shared', 'functions', 'infra'];

async function violations(paths: string[]): Promise<ICruiseResult['summary']> {
  const config = await extractDepcruiseConfig('./.dependency-cruiser.cjs');
  const { output } = await cruise(paths, { ruleSet: config, validate: true, ...config.options }, undefined, {
    tsConfig: extractTsConfig('tsconfig.json'),
  });
  if (typeof output === 'string') throw new Error('dependency-cruiser gave a report, not a result');
  return output.summary;
}

const summary = await violations(folders);
for (const { rule, from, to } of summary.violations) console.error(`${rule.name}: ${from} -> ${to}`);

const planted = mkdtempSync(join('shared', 'domain', 'planted-'));
writeFileSync(join(planted, 'violation.ts'), "import '../../workflows/run-audit.ts';\n");
const caught = (await violations([planted])).violations.length > 0;
rmSync(planted, { recursive: true });

if (summary.totalCruised < 50) console.error(`only ${summary.totalCruised} modules were read`);
if (!caught) console.error('a planted violation was not reported');
const failed = summary.violations.length > 0 || summary.totalCruised < 50 || !caught;
console.log(`${summary.totalCruised} modules, ${summary.violations.length} arrows the wrong way`);
process.exit(failed ? 1 : 0);
