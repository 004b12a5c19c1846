import { test } from 'vitest';
import { findSwift } from '../find-counterparts.ts';

export const isSwiftMissing = findSwift() === undefined && process.env['HALTIJA_REQUIRE_ALL'] !== '1';
if (isSwiftMissing)
  console.log(
    'Left out, because no OpenStack Swift was found (HALTIJA_SWIFT names a Python that has it): blobs in a bucket',
  );

/** A test against a real S3 server: left out, with a line that says so, where there is none and none is required. */
export const testWithSwift = test.skipIf(isSwiftMissing);
