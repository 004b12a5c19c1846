import { crc32 } from 'node:zlib';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { readZip } from '../../tests/support/read-zip.ts';
import { writeZip } from './write-zip.ts';

it('holds every file as it was, whatever is in it', () => {
  const files = fc.uniqueArray(
    fc.record({
      name: fc.stringMatching(/^[a-z0-9.-]{1,20}$/),
      bytes: fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
    }),
    { selector: ({ name }) => name, maxLength: 5 },
  );
  fc.assert(
    fc.property(files, (entries) => {
      expect(readZip(writeZip(entries, new Date('2026-11-30T21:04:06Z')))).toEqual(
        entries.map(({ name, bytes }) => ({
          name,
          bytes,
          crc: crc32(bytes),
          at: '2026-11-30T21:04:06',
        })),
      );
    }),
  );
});
