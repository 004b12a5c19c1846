import { test } from 'vitest';
import { findSipp, findStunnel } from '../../support/find-counterparts.ts';

const required = process.env['HALTIJA_REQUIRE_ALL'] === '1';
const missing = [...(findSipp() ? [] : ['sipp']), ...(findStunnel() ? [] : ['stunnel'])];
if (missing.length > 0 && !required)
  console.log(
    `Left out, because ${missing.join(' and ')} was not found: calls handed over by a real counterpart`,
  );

/** A test that plays calls with a real sipp, over TLS behind a real stunnel: left out, with a line that says so, where one is missing and none is required. */
export const testWithSipp = test.skipIf(missing.length > 0 && !required);
