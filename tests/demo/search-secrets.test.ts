import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { grepForSecrets } from '../support/grep-for-secrets.ts';
import { createSecretSearch } from '../../server/operations/drill/search-secrets.ts';

const secrets = [
  'Gun-Britt Åkerblåst',
  'gun.akerblast@example.fi',
  '131052-998T',
  'Jag har väntat på brevet i två veckor nu.',
];
const { search } = createSecretSearch(secrets);
const found = (bytes: Buffer) => search('here', bytes).map((hit) => hit.secret);
/** A compressed file in a ZIP (APPNOTE 4.3.7), as far as it matters here. */
function partOfZip(text: string): Buffer {
  const head = Buffer.alloc(30);
  head.write('PK\u0003\u0004');
  head.writeUInt16LE(8, 8);
  head.writeUInt16LE(5, 26);
  return Buffer.concat([head, Buffer.from('a.txt'), deflateRawSync(text)]);
}
const between = (bytes: Buffer) => Buffer.concat([randomBytes(97), bytes, randomBytes(101)]);

test('finds nothing in noise', () => {
  expect(found(randomBytes(1_000_000))).toEqual([]);
});

test.each(secrets)('finds %s in every dress', (secret) => {
  const quoted = [...Buffer.from(secret)]
    .map((byte) => (byte > 126 ? `=${byte.toString(16).toUpperCase()}` : String.fromCharCode(byte)))
    .join('');
  const dresses: Record<string, Buffer> = {
    utf8: Buffer.from(secret),
    lower: Buffer.from(secret.toLowerCase()),
    latin1: Buffer.from(secret, 'latin1'),
    utf16: Buffer.from(secret, 'utf16le'),
    hex: Buffer.from(Buffer.from(secret).toString('hex')),
    quoted: Buffer.from(quoted),
    'quoted, folded': Buffer.from(`${quoted.slice(0, 7)}=\r\n${quoted.slice(7)}`),
    json: Buffer.from(JSON.stringify({ secret })),
    url: Buffer.from(encodeURIComponent(secret)),
    upper: Buffer.from(secret.toUpperCase()),
    reversed: Buffer.from([...secret].toReversed().join('')),
    zlib: deflateSync(`before ${secret} after`),
    gzip: gzipSync(`before ${secret} after`),
    zip: partOfZip(`before ${secret} after`),
  };
  for (const before of ['', 'x', 'xy', 'xyz']) {
    dresses[`base64 after ${before.length}`] = Buffer.from(
      Buffer.from(`${before}${secret} and more`).toString('base64'),
    );
    const folded = Buffer.from(`${before}${secret} and more`)
      .toString('base64')
      .replaceAll(/(.{12})/g, '$1\r\n');
    dresses[`base64 folded after ${before.length}`] = Buffer.from(folded);
    dresses[`base64 folded in a dump after ${before.length}`] = Buffer.from(
      folded.replaceAll('\r\n', '\\r\\n'),
    );
  }
  for (const [dress, bytes] of Object.entries(dresses)) {
    // Wherever it stands: every third place is looked at.
    for (const shift of [0, 1, 2])
      expect(found(Buffer.concat([Buffer.alloc(shift), between(bytes)])), dress).toContain(secret);
  }
});

test('finds a secret on the cut between two pieces of a large file, and one in a file name', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'haltija-grep-'));
  try {
    const bytes = Buffer.alloc(20 * 1024 * 1024, 'abcdefghijklmnop');
    for (const at of [8 * 1024 * 1024 - 5, 16 * 1024 * 1024 - 3]) bytes.write(secrets[1]!, at);
    await writeFile(join(folder, 'large'), bytes);
    await writeFile(join(folder, `${secrets[2]}.txt`), '');
    const { hits } = await grepForSecrets({ secrets, folders: [folder] });
    expect(new Set(hits.map((hit) => hit.secret))).toEqual(new Set([secrets[1], secrets[2]]));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

test('keys are found as bytes, in hexadecimal and in base 64; told of by their name', () => {
  const bytes = randomBytes(32);
  const keys = createSecretSearch([{ name: 'a key', bytes }]);
  for (const dress of [
    bytes,
    Buffer.from(bytes.toString('hex')),
    Buffer.from(`x${bytes.toString('base64')}`),
  ])
    expect(keys.search('here', between(dress)).map(({ secret }) => secret)).toEqual(['a key']);
  expect(keys.search('here', randomBytes(100_000))).toEqual([]);
});
