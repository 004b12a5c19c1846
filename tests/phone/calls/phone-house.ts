import { writeFile, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Id } from '../../../server/base/new-id.ts';
import { audioColumn } from '../../../server/register/recordings/recording-columns.ts';
import { findBlob, openBlob, readWhole } from '../../../server/safeguards/vault/sealed-blob.ts';
import { freePort } from '../../crash/free-port.ts';
import { changeRegister } from '../../promises/change-register.ts';
import { startHouse, type TestHouse } from '../../support/start-house.ts';
import { compress } from '../../../server/channels/phone/media/codecs/g711.ts';
import { openSender, pieces, send, stream } from '../media/datagrams.ts';
import { headerOf, type SipMessage } from '../../../server/channels/phone/sip/message/sip-message.ts';
import { sdpOf } from '../sip/play-source.ts';
import { startTalker, type Talker } from '../sip/test-sip.ts';
import { type BodyText, writeRequest } from '../sip/write-invite.ts';

let nextPorts = 40_000 + (process.pid % 100) * 100;

const told = {
  calls: ['incoming', 'outgoing'],
  owner: 'Head of telephony',
  evidence: 'Exchange plan, section 4',
  lastReview: '2026-01-01',
  nextReview: '2099-01-01',
};

type PhoneSettings = Readonly<Record<`HALTIJA_PHONE_${string}`, string>>;
type PhoneHouse = TestHouse & { sipPort: number; phoneSettings: PhoneSettings };

/** A house to which the exchange `sbc-1` on this machine hands calls over; `silent-1` is one that nobody vouches for, `stranger` is no declared processor. */
export async function openPhoneHouse(folder?: string, again?: PhoneSettings): Promise<PhoneHouse> {
  const phoneSettings = again ?? (await makePhoneSettings());
  const the = await startHouse({ ...(folder && { folder }), settings: phoneSettings });
  // The second start on a folder finds it published.
  if (folder === undefined) await declareExchange(the);
  return { ...the, phoneSettings, sipPort: Number(phoneSettings['HALTIJA_PHONE_SIP_PORT']) };
}

export async function makePhoneSettings(): Promise<PhoneSettings> {
  const place = await mkdtemp(join(tmpdir(), 'haltija-peers-'));
  const peersFile = join(place, 'peers.json');
  const peer = (name: string, address: string, recipient: string, more: object = {}) => ({
    name,
    recipient,
    queue: 'service',
    addresses: [address],
    transports: ['udp'],
    ownNumbers: ['7301', '7302'],
    ...more,
  });
  await writeFile(
    peersFile,
    JSON.stringify({
      peers: [
        peer('sbc-1', '127.0.0.1', 'exchange', { announcement: told }),
        peer('silent-1', '127.0.0.2', 'exchange'),
        peer('stranger', '127.0.0.3', 'somebody', { announcement: told }),
      ],
    }),
  );
  nextPorts += 20;
  return {
    HALTIJA_PHONE_PEERS: peersFile,
    HALTIJA_PHONE_SIP_PORT: await freePort(),
    HALTIJA_PHONE_MEDIA_PORTS: `${nextPorts - 20}-${nextPorts - 1}`,
  };
}

export async function declareExchange({ house }: TestHouse): Promise<void> {
  await house.publish(
    changeRegister((register) => {
      const like = structuredClone(register.processors!['work-reports']!);
      register.processors!['exchange'] = { ...like, name: 'Keskus Oy', categories: ['recordings'] };
    }),
    null,
  );
}

/** An exchange in the middle of a call that it hands over. */
export interface HandedOver {
  readonly answer: SipMessage;
  readonly ports: readonly number[];
  /** A request within the call; its final answer. */
  ask(method: string, content?: BodyText): Promise<SipMessage>;
  end(): void;
}

export async function handOver(
  sipPort: number,
  callId: string,
  content: BodyText,
  address = '127.0.0.1',
): Promise<HandedOver> {
  const talker: Talker = await startTalker(sipPort, address);
  let number = 0;
  const headers = (method: string, more: Record<string, string>) => ({
    Via: `SIP/2.0/UDP ${address}:${talker.port};branch=z9hG4bK${callId}${number}${method};rport`,
    Contact: `<sip:sbc@${address}:${talker.port}>;+sip.src`,
    'Call-ID': callId,
    CSeq: `${number} ${method}`,
    ...(method === 'INVITE' ? {} : { Require: '' }),
    ...more,
  });
  async function say(method: string, more: Record<string, string>, body?: BodyText) {
    number += 1;
    talker.say(writeRequest(method, headers(method, more), body));
    const answer = await talker.answer(`${number} ${method}`);
    if (method === 'INVITE')
      talker.say(writeRequest('ACK', { ...headers('ACK', more), CSeq: `${number} ACK` }));
    return answer;
  }
  const answer = await say('INVITE', {}, content);
  const To = headerOf(answer, 'to') ?? '';
  return {
    answer,
    ports: [...sdpOf(answer).matchAll(/^m=audio (\d+)/gm)].map(([, port]) => Number(port)),
    ask: (method, body) => say(method, { To }, body),
    end: () => talker.close(),
  };
}

/** Speaks on each line, 20 ms after 20 ms. */
export async function speak(ports: readonly number[], voices: readonly Int16Array[]): Promise<void> {
  const sender = await openSender();
  await Promise.all(
    voices.map((voice, at) => send(sender, ports[at]!, stream(pieces(compress(voice)), { ssrc: at + 1 }))),
  );
  sender.close();
}

export interface Kept {
  id: Id<'recording'>;
  state: string;
  code: string | null;
  direction: string;
  announcement: string;
  milliseconds: number | null;
  blob: Id<'blob'> | null;
}

export async function recordingsOf({ house }: TestHouse): Promise<Kept[]> {
  return house.storage.db.query<Kept>(
    'SELECT id, state, code, direction, announcement, milliseconds, blob FROM register.recording ORDER BY began_at',
  );
}

export async function waitUntilKept(the: TestHouse, count: number, timeout = 60_000): Promise<Kept[]> {
  const settled = async () => (await recordingsOf(the)).filter(({ state }) => state !== 'recording').length;
  await expect.poll(settled, { timeout, interval: 100 }).toBe(count);
  return recordingsOf(the);
}

/** The file as a player gets it. */
export async function readAudioFile({ house }: TestHouse, { id, blob }: Kept): Promise<Buffer> {
  const { vault, access, blobs } = house.contacts;
  const grant = access.systemGrant('intake', { units: [id], categories: ['recordings'] });
  const opened = await vault.open(
    grant,
    'view',
    () => findBlob(blobs, blob!),
    (opener, found) => openBlob(blobs, opener, audioColumn, id, id, found),
  );
  return readWhole(opened.read());
}
