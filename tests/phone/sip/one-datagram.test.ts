import { afterAll, beforeAll, expect, test } from 'vitest';
import { headerOf } from '../../../server/channels/phone/sip/message/sip-message.ts';
import { startTalker, startTestSip, type Talker, type TestSip, until } from './test-sip.ts';
import { multipart, twoLines, twoPeople, writeRequest } from './write-invite.ts';

// One datagram, which anybody who can forge a peer's address may send, ends no call of anybody.

let the: TestSip;
let talker: Talker;
beforeAll(async () => {
  the = await startTestSip();
  talker = await startTalker(the.port);
});
afterAll(async () => {
  talker.close();
  await the.stop();
});

const say = (method: string, headers: Record<string, string>) =>
  talker.say(
    writeRequest(
      method,
      {
        Via: `SIP/2.0/UDP 127.0.0.1:${talker.port};branch=z9hG4bK${crypto.randomUUID()};rport`,
        ...(method === 'INVITE' ? {} : { Require: '' }),
        ...headers,
      },
      method === 'INVITE' ? multipart(twoLines(), twoPeople()) : undefined,
    ),
  );

async function beginCall(callId: string, contact: string): Promise<string> {
  say('INVITE', { 'Call-ID': callId, Contact: contact });
  let answer = await talker.answer('1 INVITE');
  while (answer.callId !== callId) answer = await talker.answer('1 INVITE');
  say('ACK', { 'Call-ID': callId, To: headerOf(answer, 'to')!, CSeq: '1 ACK' });
  return the.handler.notes.find(({ session }) => session.recordingSessionId === callId)!.session.id;
}

const isAlive = async (callId: string) => {
  say('OPTIONS', { 'Call-ID': callId, CSeq: '1 OPTIONS' });
  await until(() => talker.heard.some((message) => message.callId === callId));
  expect(the.codes()).not.toContain('thread-lost');
};

test('via-of-port-0: an answer that cannot be sent there ends no call', async () => {
  await beginCall('first@sbc.example', '<sip:sbc@127.0.0.1:5999>;+sip.src');
  say('OPTIONS', { 'Call-ID': 'nowhere', Via: 'SIP/2.0/UDP 127.0.0.1:0;branch=z9hG4bKnowhere' });
  await isAlive('after-nowhere');
  expect(the.handler.count('ended')).toBe(0);
});

test('contact-of-port-0: our BYE goes back the way the peer came', async () => {
  const session = await beginCall('zero@sbc.example', '<sip:sbc@127.0.0.1:0>;+sip.src');
  the.sip.end(session);
  const bye = await talker.asked();
  expect(bye).toMatchObject({ method: 'BYE', callId: 'zero@sbc.example' });
  await isAlive('after-zero');
  expect(the.handler.count('ended')).toBe(1);
});
