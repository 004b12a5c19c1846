/**
 * `npm test` runs small sizes. The whole proof - 10,000 mails and fifty kills, twice, and five hundred
 * replies - takes minutes: CRASH_FULL=1 npx vitest run tests/crash/intake-killed.test.ts (and
 * database-stopped, replies-killed, reseal-steps, unit-steps).
 */
export const full = process.env['CRASH_FULL'] === '1';

export const mailCount = full ? 10_000 : 1_000;
export const killCount = full ? 50 : 10;
