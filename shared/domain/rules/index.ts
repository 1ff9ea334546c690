import { lostFromSight } from './lost-from-sight.ts';
import type { Rule } from './rule.ts';
import { unknownOrigin } from './unknown-origin.ts';
import { unreciprocated } from './unreciprocated.ts';

/** All rules, in the order in which their findings are listed for one contact. */
export const rules: readonly Rule[] = [unreciprocated, unknownOrigin, lostFromSight];
