import { mkdtemp, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Refusal } from '../../../server/base/errors.ts';
import type { Id } from '../../../server/base/new-id.ts';
import { readCallBack } from '../../../server/channels/phone/ingest/call-backs.ts';
import { createSignatureChecker } from '../../../server/channels/phone/ingest/check-signature.ts';
import type { Source } from '../../../server/channels/phone/ingest/sources.ts';
import { takeRecordings } from '../../../server/channels/phone/ingest/take-recordings.ts';
import type { TestHouse } from '../../support/start-house.ts';
import { recordingsOf } from '../calls/phone-house.ts';
import { speech } from '../media/speech.ts';
import { openIngestHouse, registerWithExchange } from './ingest-house.ts';
import { ask, events, recordings, secret, send, sha256, sign, tell } from './sign.ts';
import { slin, wave } from './write-audio.ts';

let the: TestHouse;
let root: string;
beforeAll(async () => {
  the = await openIngestHouse();
  const { blobDir, port } = the.house.settings;
  root = join(blobDir, 'spool', `ingest-${port}`);
}, 120_000);
afterAll(() => the?.stop(), 60_000);

const file = wave(slin(speech(1000)));
async function begin(callId: string): Promise<Id<'recording'>> {
  const at = new Date().toISOString();
  await tell(the.app, events, {
    callId,
    event: 'ended',
    at,
    parties: [{ number: '+358401234567' }, { number: '7301' }],
  });
  const tracks = [{ format: 'wav', sides: ['mixed'], bytes: file.length }];
  const told = { callId, beganAt: at, tracks, sha256: sha256(file) };
  return (await tell(the.app, recordings, told)).json<{ uploadId: Id<'recording'> }>().uploadId;
}

test('somebody erased while their recording comes in: no more of it is taken, nothing of it stays, and it does not come back', async () => {
  const id = await begin('erased');
  expect((await send(the.app, id, 0, file.subarray(0, 9000))).statusCode).toBe(204);
  expect(await readdir(root)).toEqual([id]);
  const { house } = the;
  const [{ person_id }] = (await house.storage.db.query<{ person_id: Id<'person'> }>(
    'SELECT c.person_id FROM register.contact c JOIN register.recording r ON r.contact_id = c.id WHERE r.id = $1',
    [id],
  )) as [{ person_id: Id<'person'> }];
  await house.erasure.begin(person_id, 'erasure', (units) =>
    house.contacts.access.systemGrant('sweep', { units, categories: [] }),
  );
  const more = await send(the.app, id, 9000, file.subarray(9000));
  expect(more.json()).toMatchObject({ code: 'unit-erased' });
  expect(await readdir(root)).toEqual([]);
  expect((await ask(the.app, 'GET', id)).statusCode).toBe(404);
  const at = new Date().toISOString();
  const told = { callId: 'erased', event: 'ended', at, parties: [] };
  expect((await tell(the.app, events, told)).json()).toMatchObject({ code: 'unit-erased' });
  const tracks = [{ format: 'wav', sides: ['mixed'], bytes: file.length }];
  const again = { callId: 'erased', beganAt: at, tracks, sha256: sha256(file) };
  expect((await tell(the.app, recordings, again)).json()).toMatchObject({ code: 'not-found' });
  expect(await recordingsOf(the)).toEqual([]);
});

test('vouched for incoming calls alone: an outgoing one is not kept, whatever is said with its recording', async () => {
  const at = new Date().toISOString();
  const signing = { name: 'in-only' };
  const parties = [{ number: '7301' }, { number: '+358401234567' }];
  await tell(the.app, events, { callId: 'out', event: 'ended', at, parties }, signing);
  const tracks = [{ format: 'wav', sides: ['mixed'], bytes: file.length }];
  const told = { callId: 'out', beganAt: at, tracks, sha256: sha256(file) };
  expect((await tell(the.app, recordings, told, signing)).json()).toMatchObject({
    state: 'withheld',
    code: 'not-told',
  });
  const claimed = { ...told, direction: 'incoming' };
  expect((await tell(the.app, recordings, claimed, signing)).json()).toMatchObject({ code: 'invalid-input' });
});

test('an upload that nobody goes on with is given up after a day, and not before', async () => {
  const id = await begin('left');
  await send(the.app, id, 0, file.subarray(0, 9000));
  let hours = 0;
  const clock = { now: () => new Date(Date.now() + hours * 3_600_000) };
  // As the next life finds it.
  const taken = takeRecordings({
    contacts: { ...the.house.contacts, clock },
    root,
    arrived: () => undefined,
    fetch: () => undefined,
    unreadable: (_id, error) => expect(error).toBeUndefined(),
  });
  await taken.recover();
  hours = 23;
  await taken.giveUpIdle();
  expect(await readdir(root)).toEqual([id]);
  hours = 25;
  await taken.giveUpIdle();
  expect(await readdir(root)).toEqual([]);
  expect((await recordingsOf(the)).find((each) => each.id === id)).toMatchObject({
    state: 'failed',
    code: 'abandoned',
  });
});

test('whatever stands in the heads of a signature, or the fields of a call-back, is taken or refused', async () => {
  const keyFile = join(await mkdtemp(join(tmpdir(), 'haltija-key-')), 'key');
  await writeFile(keyFile, secret);
  const source = { name: 'pbx-1', keyFile, ownNumbers: ['7301'] } as unknown as Source;
  const checker = createSignatureChecker({ sources: [source], now: () => Date.now() });
  const good = sign('GET', '/a', {});
  const spoilt = fc.oneof(
    fc.string({ maxLength: 80 }),
    fc.tuple(fc.nat({ max: 120 }), fc.string({ minLength: 1, maxLength: 3 })).map(([place, text]) => {
      const input = good['signature-input']!;
      const changed = input.slice(0, place) + text + input.slice(place + text.length);
      return changed === input ? `${input};` : changed;
    }),
  );
  await fc.assert(
    fc.asyncProperty(spoilt, async (input) => {
      const heads: Record<string, string> = { ...good, 'signature-input': input };
      const checking = checker.check({ method: 'GET', path: '/a', header: (name) => heads[name] }, 'nothing');
      await expect(checking).rejects.toThrow('signature-not-valid');
    }),
    { numRuns: 300 },
  );
  const names = [
    'CallSid',
    'ParentCallSid',
    'CallStatus',
    'From',
    'To',
    'Direction',
    'Timestamp',
    'RecordingUrl',
    'RecordingStatus',
  ];
  const values = fc.oneof(
    fc.string({ maxLength: 40 }),
    fc.constantFrom('completed', 'ringing', `CA${'0a'.repeat(16)}`),
  );
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...names), values), (fields) => {
      try {
        readCallBack(source, fields, new Date());
      } catch (error) {
        expect(error).toBeInstanceOf(Refusal);
      }
    }),
    { numRuns: 300 },
  );
});

test('once the agreement has ended nothing more is taken', async () => {
  const id = await begin('ended');
  await the.house.publish(
    registerWithExchange((register) => {
      register.processors!['exchange']!.validUntil = '2026-01-31';
      register.processors!['exchange']!.agreement.date = '2025-01-01';
    }),
    null,
  );
  const told = { callId: 'more', event: 'ended', at: new Date().toISOString(), parties: [] };
  expect((await tell(the.app, events, told)).json()).toMatchObject({ code: 'recipient-agreement-ended' });
  expect((await send(the.app, id, 0, file)).json()).toMatchObject({ code: 'recipient-agreement-ended' });
});
