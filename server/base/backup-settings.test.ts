import { expect, test } from 'vitest';
import { readSettings, SettingsInvalid } from './settings.ts';

const key = 'age1zzv3tj8dchf0jz6cq9fj9sjkjzwpghr2r2hsz0cnr7p9q2qkhe3s9g6t4z';
const data = { HALTIJA_DATA_DIR: '/srv/h/data', HALTIJA_KEEPER_DIR: '/srv/k/keeper' };
const bucket = {
  HALTIJA_BACKUP_URL: 's3://backups/haltija',
  HALTIJA_BACKUP_S3_ENDPOINT: 'https://objects.example.fi',
  HALTIJA_BACKUP_S3_ACCESS_KEY: 'a',
  HALTIJA_BACKUP_S3_SECRET_KEY: 'b',
};

const read = (given: Record<string, string>) =>
  readSettings({ ...data, ...given }, { registerFile: 'register.yaml' }).backup;

function problemsOf(given: Record<string, string>): string[] {
  try {
    read(given);
  } catch (error) {
    if (error instanceof SettingsInvalid)
      return error.problems.map(({ setting, problem }) => `${setting} ${problem}`);
    throw error;
  }
  return [];
}

test('without a place there are no backups', () => {
  expect(read({})).toBeUndefined();
});

test('a folder, with keys and days', () => {
  expect(read({ HALTIJA_BACKUP_DIR: '/mnt/backups', HALTIJA_BACKUP_RECIPIENTS: `${key}, ${key}` })).toEqual({
    place: { folder: '/mnt/backups' },
    recipients: [key, key],
    keepDays: 30,
  });
  expect(
    read({
      HALTIJA_BACKUP_DIR: '/mnt/backups',
      HALTIJA_BACKUP_RECIPIENTS: key,
      HALTIJA_BACKUP_KEEP_DAYS: '7',
    }),
  ).toMatchObject({ keepDays: 7 });
});

test('a bucket of its own, beside that of the blobs', () => {
  expect(read({ ...bucket, HALTIJA_BACKUP_RECIPIENTS: key })).toMatchObject({
    place: { bucket: { bucket: 'backups', prefix: 'haltija/', endpoint: 'https://objects.example.fi' } },
  });
});

test.each([
  ['/srv/h/data/backups', 'HALTIJA_DATA_DIR'],
  ['/srv/h', 'HALTIJA_DATA_DIR'],
  ['/srv/k/keeper', 'HALTIJA_KEEPER_DIR'],
  ['/', 'HALTIJA_DATA_DIR'],
])('backups in %s: refused, they and %s lie one in the other', (folder, setting) => {
  expect(problemsOf({ HALTIJA_BACKUP_DIR: folder, HALTIJA_BACKUP_RECIPIENTS: key })).toContain(
    `HALTIJA_BACKUP_DIR and ${setting} lie one in the other, so who loses one loses both`,
  );
});

test('a folder whose name only begins alike is another one', () => {
  expect(problemsOf({ HALTIJA_BACKUP_DIR: '/srv/h/data-backups', HALTIJA_BACKUP_RECIPIENTS: key })).toEqual(
    [],
  );
});

test.each([
  [{ HALTIJA_BACKUP_DIR: '/mnt/b' }, 'HALTIJA_BACKUP_RECIPIENTS is missing'],
  [
    { HALTIJA_BACKUP_DIR: '/mnt/b', HALTIJA_BACKUP_RECIPIENTS: 'AGE-SECRET-KEY-1QQQQQQQQQQQQQQQQQQQQQQQ' },
    'HALTIJA_BACKUP_RECIPIENTS holds what is no public key of age',
  ],
  [
    { HALTIJA_BACKUP_RECIPIENTS: key },
    'HALTIJA_BACKUP_RECIPIENTS is about backups, and no place for them is named',
  ],
  [
    { HALTIJA_BACKUP_KEEP_DAYS: '3' },
    'HALTIJA_BACKUP_KEEP_DAYS is about backups, and no place for them is named',
  ],
  [
    { HALTIJA_BACKUP_S3_REGION: 'eu-north-1' },
    'HALTIJA_BACKUP_S3_REGION says how to reach a bucket, and none is named',
  ],
  [
    { ...bucket, HALTIJA_BACKUP_DIR: '/mnt/b', HALTIJA_BACKUP_RECIPIENTS: key },
    'HALTIJA_BACKUP_URL stands beside HALTIJA_BACKUP_DIR',
  ],
  [
    { HALTIJA_BACKUP_DIR: '/mnt/b', HALTIJA_BACKUP_RECIPIENTS: key, HALTIJA_BACKUP_KEEP_DAYS: '0' },
    'HALTIJA_BACKUP_KEEP_DAYS is no number of days',
  ],
])('%o: %s', (given, problem) => {
  expect(problemsOf(given as Record<string, string>)).toContain(problem);
});
