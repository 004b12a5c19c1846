import { readFile, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compress, expand } from '../../../server/channels/phone/media/codecs/g711.ts';
import { makeAdministrator, makeColleague, type Person } from '../../support/sign-in.ts';
import { openSender, pieces, send, stream } from '../media/datagrams.ts';
import { play } from '../media/play-opus.ts';
import { compare, speech } from '../media/speech.ts';
import { sdpOf, statusOf } from '../sip/play-source.ts';
import { contentOf } from '../sip/read-offers.ts';
import {
  handOver,
  makePhoneSettings,
  openPhoneHouse,
  readAudioFile,
  recordingsOf,
  waitUntilKept,
} from './phone-house.ts';

// Offers as vendors make them, from the signalling to what is played; only the address where they send from is this machine's.

interface Vendor {
  readonly file: string;
  readonly address: string;
  readonly tolerances: readonly string[];
  readonly ownNumbers: readonly string[];
  readonly direction: 'incoming' | 'outgoing';
  /** Of the customer: the line of their voice, and the number as the register writes it. */
  readonly line: 0 | 1;
  readonly numbers: readonly string[];
}

const connectel = {
  address: '127.0.0.22',
  tolerances: ['sdp-without-connection', 'parameters-in-name', 'streams-in-order', 'caller-first'],
  ownNumbers: ['0760516936'],
  direction: 'incoming',
  line: 0,
  numbers: ['+358771121212'],
} as const;
const vendors: readonly Vendor[] = [
  {
    file: 'cisco-siprec-offer.txt',
    address: '127.0.0.21',
    // Who called stands nowhere in it.
    tolerances: ['caller-first'],
    ownNumbers: ['7301'],
    direction: 'outgoing',
    line: 1,
    // 7300 is an extension, and no number.
    numbers: [],
  },
  { file: 'connectel-offer.txt', ...connectel },
  { file: 'connectel-offer2.txt', ...connectel },
  { file: 'connectel-offer3.txt', ...connectel },
  {
    file: 'procomm-siprec-offer.txt',
    address: '127.0.0.23',
    tolerances: [],
    ownNumbers: [],
    direction: 'incoming',
    line: 0,
    numbers: ['+35816190200'],
  },
  {
    file: 'sonus-siprec-offer.txt',
    address: '127.0.0.24',
    tolerances: ['old-namespace'],
    ownNumbers: ['2249888500'],
    direction: 'outgoing',
    line: 0,
    numbers: ['+3582249888012'],
  },
];
const voices = [speech(2000, 0), speech(2000, 2)];

let the: Awaited<ReturnType<typeof openPhoneHouse>>;
let lead: Person;
beforeAll(async () => {
  const settings = await makePhoneSettings();
  const file = settings['HALTIJA_PHONE_PEERS']!;
  const { peers } = JSON.parse(await readFile(file, 'utf8'));
  const [first] = peers;
  for (const { address, tolerances, ownNumbers } of new Map(
    vendors.map((each) => [each.address, each]),
  ).values())
    peers.push({
      ...first,
      name: `vendor-${address.slice(-2)}`,
      addresses: [address],
      tolerances,
      ownNumbers,
    });
  await writeFile(file, JSON.stringify({ peers }));
  the = await openPhoneHouse(undefined, settings);
  lead = await makeColleague(the.house, the.app, await makeAdministrator(the.house, the.app), {
    userName: 'liisa.laine',
    displayName: 'Liisa Laine',
    tasks: ['lead-team'],
  });
}, 120_000);
afterAll(() => the?.stop(), 60_000);

/** The nearest of 256 steps. */
function compressA(samples: Int16Array): Uint8Array {
  const steps = [...expand.alaw];
  const nearest = (sample: number) =>
    steps.reduce(
      (best, step, code) => (Math.abs(step - sample) < Math.abs(steps[best]! - sample) ? code : best),
      0,
    );
  return Uint8Array.from(samples, nearest);
}

test.each(vendors)('$file is recorded: whose voice is whose, and which way it went', async (vendor) => {
  const before = (await recordingsOf(the)).length;
  const { type, text } = contentOf(vendor.file);
  const content = { type, text: text.replaceAll(/^c=IN IP4 \S+/gm, `c=IN IP4 ${vendor.address}`) };
  const call = await handOver(the.sipPort, vendor.file, content, vendor.address);
  expect(statusOf(call.answer)).toBe(200);
  const taken = [...sdpOf(call.answer).matchAll(/^m=audio \d+ \S+ (\d+)/gm)].map(([, payload]) =>
    Number(payload),
  );
  const sender = await openSender(vendor.address);
  await Promise.all(
    voices.map((voice, at) => {
      const payloadType = taken[at]!;
      const bytes = payloadType === 8 ? compressA(voice) : compress(voice);
      return send(sender, call.ports[at]!, stream(pieces(bytes), { ssrc: at + 1, payloadType }));
    }),
  );
  sender.close();
  expect(statusOf(await call.ask('BYE'))).toBe(200);
  call.end();

  const kept = (await waitUntilKept(the, before + 1)).at(-1)!;
  expect(kept).toMatchObject({ state: 'kept', direction: vendor.direction, announcement: 'attested' });
  const { sound } = await play(await readAudioFile(the, kept), 2);
  // The customer on the left, whichever line was theirs.
  const spoken = vendor.line === 0 ? voices : voices.toReversed();
  for (const [side, voice] of spoken.entries()) {
    expect(compare(voice, sound[side]!, 6000).likeness).toBeGreaterThan(0.85);
    expect(compare(voice, sound[1 - side]!, 6000).likeness).toBeLessThan(0.2);
  }
  const { body } = await lead.ask<{ calls: { customers: string[] }[] }>('GET', '/api/console/calls');
  expect(body.calls[0]!.customers).toEqual(vendor.numbers);
  expect(the.logLines.filter((line) => line.includes('trying again'))).toEqual([]);
});
