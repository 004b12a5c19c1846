import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Id } from '../../server/base/new-id.ts';
import { handInMailWithFile } from '../promises/hand-in-raw.ts';
import { downloadAs } from '../support/download-as.ts';
import { findUnreadable, isInChunks, readSealedValues } from '../support/read-sealed-values.ts';
import { merge, type MergingHouse, open, startMergingHouse } from './merging-house.ts';
import { opens, stealKey } from './steal-key.ts';

// Files of many chunks, whose contact is split: what stays and what goes are sealed under new keys, and read as before.

let world: MergingHouse;
let download: Awaited<ReturnType<typeof downloadAs>>;
beforeAll(async () => {
  world = await startMergingHouse();
  download = await downloadAs(world.the.app, world.agent.userName);
});
afterAll(() => world.the.stop());

const url = (contactId: string, rest: string) => `/api/console/contacts/${contactId}${rest}`;
const chunk = 256 * 1024;
/** No whole number of chunks, and exactly some. */
const files = [randomBytes(5 * 1024 * 1024 + 321), randomBytes(3 * 1024 * 1024)] as const;

interface Made {
  readonly contactId: Id<'contact'>;
  readonly messages: readonly { readonly messageId: Id<'message'>; readonly fileId: string }[];
}

let count = 0;
/** A contact of two messages, each with a large file. */
async function make(): Promise<Made> {
  count += 1;
  const from = `"Suvi Suuri" <suvi.suuri${count}@example.fi>`;
  const handIn = (index: 0 | 1) =>
    handInMailWithFile(world.the.house, { from, file: { name: `${index}.pdf`, content: files[index] } });
  const contactId = await handIn(0);
  const other = await handIn(1);
  if (other !== contactId) expect((await merge(world.agent, contactId, [other])).status).toBe(200);
  const { messages } = await open(world.agent, contactId);
  return {
    contactId,
    messages: messages.map((each) => ({ messageId: each.messageId, fileId: each.files[0]!.fileId })),
  };
}

async function split(contactId: Id<'contact'>, messageId: Id<'message'>): Promise<Id<'contact'>> {
  const { version } = await open(world.agent, contactId);
  const done = await world.agent.ask<{ newContactId: Id<'contact'> }>('POST', url(contactId, '/split'), {
    version,
    messageIds: [messageId],
    person: 'same',
  });
  expect(done.status).toBe(200);
  return done.body.newContactId;
}

async function readFile(contactId: Id<'contact'>, fileId: string) {
  const got = await download(url(contactId, `/files/${fileId}`));
  return { status: got.statusCode, bytes: got.rawPayload };
}

const blobsOf = async (contactId: Id<'contact'>) =>
  (
    await world.the.house.storage.db.query<{ blob: Id<'blob'> }>(
      'SELECT blob FROM register.contact_file WHERE contact_id = $1 AND blob IS NOT NULL',
      [contactId],
    )
  ).map(({ blob }) => blob);

test('each comes back byte for byte where it now is, and the old key opens no chunk of either', async () => {
  const { house } = world.the;
  const { contactId, messages } = await make();
  const then = await readSealedValues(house, contactId);
  const old = await stealKey(house, contactId);
  const inChunks = then.filter(({ envelope }) => isInChunks(envelope));
  expect(inChunks.map(({ envelope }) => envelope.length).every((length) => length > 11 * chunk)).toBe(true);
  expect(inChunks).toHaveLength(2);
  expect(then.filter((value) => !opens(old.key, value))).toEqual([]);
  const blobs = await blobsOf(contactId);

  const taken = await split(contactId, messages[1]!.messageId);

  for (const [contact, index] of [
    [contactId, 0],
    [taken, 1],
  ] as const) {
    const { fileId } = messages[index]!;
    const { status, bytes } = await readFile(contact, fileId);
    expect([status, bytes.equals(files[index])]).toEqual([200, true]);
    const now = await readSealedValues(house, contact);
    expect(now.filter(({ envelope }) => isInChunks(envelope))).toHaveLength(1);
    expect(now.filter((value) => opens(old.key, value))).toEqual([]);
    const held = await stealKey(house, contact);
    expect(now.filter((value) => !opens(held.key, value))).toEqual([]);
    expect(then.filter((value) => opens(held.key, value))).toEqual([]);
    expect(await findUnreadable(house, contact)).toEqual([]);
  }
  // It left, so it is not found where it was.
  expect((await readFile(contactId, messages[1]!.fileId)).status).toBe(404);
  const isThere = (blob: Id<'blob'>) =>
    house.storage.blobs.size(blob).then(
      () => true,
      () => false,
    );
  await expect.poll(async () => (await Promise.all(blobs.map(isThere))).includes(true)).toBe(false);
});

test.each([
  ['before its first byte', 2],
  ['in the middle', 9],
])('one that is sealed anew %s of a download comes whole all the same', async (_when, at) => {
  const { blobs } = world.the.house.contacts;
  const { contactId, messages } = await make();
  const { read } = blobs;
  let reads = 0;
  blobs.read = async (id, ...where) => {
    reads += 1;
    if (reads === at) {
      blobs.read = read;
      await split(contactId, messages[1]!.messageId);
      await blobs.remove(id);
    }
    return read(id, ...where);
  };
  const { status, bytes } = await readFile(contactId, messages[0]!.fileId);
  blobs.read = read;
  expect([reads, status, bytes.equals(files[0])]).toEqual([at, 200, true]);
});

test('one that leaves the contact in the middle of its download breaks it off', async () => {
  const { blobs } = world.the.house.contacts;
  const { contactId, messages } = await make();
  const { read } = blobs;
  let reads = 0;
  blobs.read = async (id, ...where) => {
    reads += 1;
    if (reads === 6) {
      blobs.read = read;
      await split(contactId, messages[0]!.messageId);
      await blobs.remove(id);
    }
    return read(id, ...where);
  };
  const got = await readFile(contactId, messages[0]!.fileId).catch((error: unknown) => error);
  blobs.read = read;
  expect(reads).toBe(6);
  expect(got).toBeInstanceOf(Error);
});
