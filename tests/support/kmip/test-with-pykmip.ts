import { test } from 'vitest';
import { findPykmip } from '../find-counterparts.ts';

export const isPykmipMissing = findPykmip() === undefined && process.env['HALTIJA_REQUIRE_ALL'] !== '1';
if (isPykmipMissing)
  console.log(
    'Left out, because no PyKMIP was found (HALTIJA_PYKMIP names a Python that has it): keys in a key service',
  );

/** A test against a real KMIP server: left out, with a line that says so, where there is none and none is required. */
export const testWithPykmip = test.skipIf(isPykmipMissing);
