import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createFileSealer, openAgeFile } from '../../server/operations/backup/age-file.ts';

let folder: string;
let identity: string;
let recipient: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'haltija-age-'));
  identity = await generateIdentity();
  recipient = await identityToRecipient(identity);
  await writeFile(join(folder, 'identity'), `${identity}\n`);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function seal(plain: Buffer, pieceSize: number, recipients = [recipient]): Promise<Buffer> {
  const file = await (await createFileSealer(recipients))();
  const written = [file.head];
  for (let from = 0; from < plain.length; from += pieceSize)
    written.push(...file.push(plain.subarray(from, from + pieceSize)));
  return Buffer.concat([...written, ...file.end()]);
}

async function* pieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}

async function open(bytes: Buffer, identities = [identity], size = 10_000): Promise<Buffer> {
  return Buffer.concat(await Array.fromAsync(openAgeFile(pieces(bytes, size), identities)));
}

const chunk = 64 * 1024;
const sizes = [0, 1, chunk - 1, chunk, chunk + 1, 3 * chunk, 3 * chunk + 17];

test('the age program opens what we seal, and we open what it seals, at every edge of a chunk', async () => {
  for (const size of sizes) {
    const plain = randomBytes(size);
    await writeFile(join(folder, 'ours.age'), await seal(plain, 7_001));
    const opened = execFileSync('age', ['-d', '-i', join(folder, 'identity'), join(folder, 'ours.age')], {
      maxBuffer: 1e9,
    });
    expect(opened.equals(plain), `${size} bytes`).toBe(true);
    const theirs = execFileSync('age', ['-r', recipient], { input: plain, maxBuffer: 1e9 });
    for (const step of [chunk * 5, 977])
      expect((await open(theirs, [identity], step)).equals(plain)).toBe(true);
  }
});

test('sealed in pieces of any size it is the same length, and opens', async () => {
  const plain = randomBytes(200_000);
  for (const size of [1_000, chunk, 150_000, 500_000]) {
    const sealed = await seal(plain, size);
    expect(sealed).toHaveLength((await seal(plain, 13_000)).length);
    expect((await open(sealed)).equals(plain)).toBe(true);
  }
});

test('each of several recipients opens it, nobody else', async () => {
  const other = await generateIdentity();
  const sealed = await seal(Buffer.from('x'), 10, [recipient, await identityToRecipient(other)]);
  for (const each of [identity, other]) expect((await open(sealed, [each])).toString()).toBe('x');
  await expect(open(sealed, [await generateIdentity()])).rejects.toMatchObject({
    details: { reason: 'not-for-this-identity' },
  });
});

test('a byte changed anywhere, a cut at any chunk, chunks in another order: refused', async () => {
  const sealed = await seal(randomBytes(2 * chunk + 100), 50_000);
  const head = sealed.indexOf('\n--- ') + 1;
  const body = sealed.indexOf('\n', head) + 1 + 16;
  for (const at of [25, head - 10, head + 10, body - 3, body + 5, body + chunk + 20, sealed.length - 1]) {
    const changed = Buffer.from(sealed);
    changed[at]! ^= 1;
    await expect(open(changed), `byte ${at}`).rejects.toMatchObject({ code: 'value-not-valid' });
  }
  const whole = chunk + 16;
  for (const end of [body, body + whole, body + 2 * whole, sealed.length - 5, 30])
    await expect(open(sealed.subarray(0, end)), `cut at ${end}`).rejects.toMatchObject({
      code: 'value-not-valid',
    });
  const swapped = Buffer.concat([
    sealed.subarray(0, body),
    sealed.subarray(body + whole, body + 2 * whole),
    sealed.subarray(body, body + whole),
    sealed.subarray(body + 2 * whole),
  ]);
  await expect(open(swapped)).rejects.toMatchObject({ details: { reason: 'file-damaged' } });
});

test.each(['', 'age1', 'ssh-ed25519 AAAA', 'AGE-SECRET-KEY-1QQQ'])('no public key: %s', async (text) => {
  await expect(createFileSealer([text])).rejects.toThrow('settings-invalid');
});

test('there is no file for nobody', async () => {
  await expect(createFileSealer([])).rejects.toThrow('settings-invalid');
});
