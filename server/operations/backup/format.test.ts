import fc from 'fast-check';
import { expect, test } from 'vitest';
import { backupIdAt, isBackupId, timeOfBackup } from './format.ts';

const moment = fc.date({
  min: new Date('2020-01-01T00:00:00Z'),
  max: new Date('2100-01-01T00:00:00Z'),
  noInvalidDate: true,
});
const random = fc.stringMatching(/^[0-9a-f]{5}$/);

test('same-second: of two backups the later one has the later name, however soon it followed', () => {
  fc.assert(
    fc.property(moment, fc.integer({ min: 1, max: 2000 }), random, random, (at, after, one, other) => {
      const first = backupIdAt(at, one);
      const second = backupIdAt(new Date(at.getTime() + after), other);
      expect(isBackupId(first) && isBackupId(second)).toBe(true);
      expect(first < second).toBe(true);
      expect(timeOfBackup(first).getTime()).toBe(Math.floor(at.getTime() / 1000) * 1000);
    }),
  );
});
