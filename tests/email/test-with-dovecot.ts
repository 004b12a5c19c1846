import { test } from 'vitest';
import { findDovecot } from '../support/find-counterparts.ts';

const isMissing = findDovecot() === undefined && process.env['HALTIJA_REQUIRE_ALL'] !== '1';
if (isMissing)
  console.log(
    'Left out, because no Dovecot was found (HALTIJA_DOVECOT names one): a suite of mail fetched by IMAP',
  );

/** A test that fetches mail from a real Dovecot: left out, with a line that says so, where there is none and none is required. */
export const testWithDovecot = test.skipIf(isMissing);
