import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readSettings, SettingsInvalid } from './settings.ts';

const whole = {
  HALTIJA_BLOB_URL: 's3://blobs.example/register/one',
  HALTIJA_S3_ENDPOINT: 'https://objects.example.fi',
  HALTIJA_S3_ACCESS_KEY: 'the-access-key',
  HALTIJA_S3_SECRET_KEY: 'the-secret-key',
};
const read = (given: Record<string, string>) => readSettings(given, { registerFile: 'register.yaml' }).bucket;

/** Names of the settings that are told to be wrong. */
function wrong(given: Record<string, string>): string[] {
  try {
    read(given);
    return [];
  } catch (error) {
    if (!(error instanceof SettingsInvalid)) throw error;
    for (const value of Object.values(given)) expect(error.message).not.toContain(value);
    return error.problems.map(({ setting }) => setting);
  }
}

test('a bucket is a place, an endpoint, a region and two keys; without its address blobs are in the folder', () => {
  expect(read({})).toBeUndefined();
  expect(read(whole)).toEqual({
    bucket: 'blobs.example',
    prefix: 'register/one/',
    endpoint: 'https://objects.example.fi',
    region: 'us-east-1',
    accessKey: { kind: 'value', value: 'the-access-key' },
    secretKey: { kind: 'value', value: 'the-secret-key' },
  });
  expect(read({ ...whole, HALTIJA_BLOB_URL: 's3://blobs' })).toMatchObject({ bucket: 'blobs', prefix: '' });
  expect(read({ ...whole, HALTIJA_BLOB_URL: 's3://blobs/' })).toMatchObject({ prefix: '' });
  const { HALTIJA_S3_ENDPOINT: _, ...ofAmazon } = whole;
  expect(read({ ...ofAmazon, HALTIJA_S3_REGION: 'eu-north-1' })).toMatchObject({
    endpoint: 'https://s3.eu-north-1.amazonaws.com',
    region: 'eu-north-1',
  });
});

test('keys in files are named by their files, which must be there', () => {
  const folder = mkdtempSync(join(tmpdir(), 'haltija-settings-'));
  const file = join(folder, 'key');
  const { HALTIJA_S3_SECRET_KEY: _, ...others } = whole;
  try {
    expect(wrong({ ...others, HALTIJA_S3_SECRET_KEY_FILE: file })).toEqual(['HALTIJA_S3_SECRET_KEY_FILE']);
    writeFileSync(file, 'the-secret-key\n');
    expect(read({ ...others, HALTIJA_S3_SECRET_KEY_FILE: file })).toMatchObject({
      secretKey: { kind: 'file', path: file },
    });
    expect(wrong({ ...whole, HALTIJA_S3_SECRET_KEY_FILE: file })).toContain('HALTIJA_S3_SECRET_KEY');
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test.each([
  [['HALTIJA_BLOB_URL'], { ...whole, HALTIJA_BLOB_URL: 'https://objects.example.fi/blobs' }],
  [['HALTIJA_BLOB_URL'], { ...whole, HALTIJA_BLOB_URL: 's3://key:secret@blobs/one' }],
  [['HALTIJA_BLOB_URL'], { ...whole, HALTIJA_BLOB_URL: 's3:///one' }],
  [['HALTIJA_BLOB_URL'], { ...whole, HALTIJA_BLOB_URL: 's3://blobs/../one' }],
  [['HALTIJA_BLOB_URL'], { ...whole, HALTIJA_BLOB_URL: 's3://blobs/one?versions' }],
  [['HALTIJA_BLOB_URL'], { ...whole, HALTIJA_BLOB_URL: 's3://Åsa-Lindqvist/one' }],
  [['HALTIJA_BLOB_URL'], { ...whole, HALTIJA_BLOB_DIR: '/srv/blobs' }],
  [['HALTIJA_S3_ENDPOINT'], { ...whole, HALTIJA_S3_ENDPOINT: 'http://objects.example.fi' }],
  [['HALTIJA_S3_ENDPOINT'], { ...whole, HALTIJA_S3_ENDPOINT: 'https://objects.example.fi/blobs' }],
  [['HALTIJA_S3_ENDPOINT'], { ...whole, HALTIJA_S3_ENDPOINT: 'https://key:secret@objects.example.fi' }],
  [['HALTIJA_S3_ENDPOINT'], { ...whole, HALTIJA_S3_ENDPOINT: 'objects.example.fi' }],
  [['HALTIJA_S3_REGION'], { ...whole, HALTIJA_S3_REGION: 'eu north/1' }],
  [
    ['HALTIJA_S3_ENDPOINT', 'HALTIJA_S3_ACCESS_KEY', 'HALTIJA_S3_SECRET_KEY'],
    { HALTIJA_BLOB_URL: whole.HALTIJA_BLOB_URL },
  ],
  [['HALTIJA_S3_ACCESS_KEY'], { HALTIJA_S3_ACCESS_KEY: whole.HALTIJA_S3_ACCESS_KEY }],
])('%j is told to be wrong', (settings, given) => {
  expect(wrong(given)).toEqual(settings);
});

test('without TLS only to this machine', () => {
  for (const endpoint of ['http://127.0.0.1:9000', 'http://localhost:9000', 'http://[::1]:9000'])
    expect(read({ ...whole, HALTIJA_S3_ENDPOINT: endpoint })).toMatchObject({ endpoint });
});
