/**
 * Runs before every test file: properties try the same worlds in every run, so that a red test is one that somebody's change
 * broke; `npm run seeds` tries fresh ones (`WOHER_SEED=fresh`, or the number that an earlier failure printed).
 */
import fc from 'fast-check';

const asked = process.env.WOHER_SEED;
const usual = 20_261_101;

if (asked !== 'fresh') fc.configureGlobal({ seed: asked === undefined ? usual : Number(asked) });
