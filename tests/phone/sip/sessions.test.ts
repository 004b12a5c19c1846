import { connect } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import {
  headerOf,
  type SipMessage,
  valuesOf,
} from '../../../server/channels/phone/sip/message/sip-message.ts';
import { playSource, sdpOf, statusOf, twoPeopleOnTwoLines } from './play-source.ts';
import { takeAll, type Talker, type TestSip, until } from './test-sip.ts';
import { multipart, twoLines, twoPeople, wire } from './write-invite.ts';

let the: TestSip;
let talker: Talker;
const { ask, call, request, ...source } = playSource();

async function begin(options: Parameters<typeof source.begin>[0] = {}): Promise<void> {
  ({ the, talker } = await source.begin(options));
}
afterEach(source.end);

describe('a recording session', () => {
  test('begins, pauses, resumes, is told more, and ends', async () => {
    await begin();
    const { To, answer } = await call();
    expect(valuesOf(answer, 'contact')[0]).toMatch(/;\+sip\.srs$/);
    expect(headerOf(answer, 'content-type')).toBe('application/sdp');
    expect(sdpOf(answer).split('\r\n').slice(2)).toEqual([
      's=-',
      'c=IN IP4 127.0.0.1',
      't=0 0',
      ...[20_000, 20_002].flatMap((port, index) => [
        `m=audio ${port} RTP/AVP 0 8 101`,
        'c=IN IP4 127.0.0.1',
        'a=rtpmap:0 PCMU/8000',
        'a=rtpmap:8 PCMA/8000',
        'a=rtpmap:101 telephone-event/8000',
        'a=fmtp:101 0-16',
        'a=ptime:20',
        `a=label:${index + 1}`,
        'a=recvonly',
      ]),
      '',
    ]);
    const paused = await ask(
      'INVITE',
      { To, CSeq: '2 INVITE' },
      { type: 'application/sdp', text: wire(twoLines('inactive', 2)) },
    );
    expect(sdpOf(paused).match(/a=inactive/g)).toHaveLength(2);
    expect(sdpOf(paused)).toMatch(/o=haltija \d+ 2 /);
    talker.say(request('ACK', { To, CSeq: '2 ACK' }));
    // No metadata came with it: what was known stays.
    expect(the.handler.notes.at(-1)).toMatchObject({
      what: 'changed',
      session: { participants: [{ number: '+358401234567', name: 'Åsa Lindqvist' }, { number: '7301' }] },
    });
    const resumed = await ask(
      'INVITE',
      { To, CSeq: '3 INVITE' },
      { type: 'application/sdp', text: wire(twoLines('sendonly', 3)) },
    );
    expect(sdpOf(resumed).match(/a=recvonly/g)).toHaveLength(2);
    talker.say(request('ACK', { To, CSeq: '3 ACK' }));
    const more = `<recording xmlns="urn:ietf:params:xml:ns:recording:1"><datamode>partial</datamode><participant participant_id="p3"><nameID aor="sip:7302@sbc.example"/></participant><participantsessionassoc participant_id="p2" session_id="s1"><disassociate-time>2026-11-30T08:02:00Z</disassociate-time></participantsessionassoc></recording>`;
    const told = await ask(
      'UPDATE',
      { To, CSeq: '4 UPDATE' },
      { type: 'application/rs-metadata+xml', text: more },
    );
    expect([statusOf(told), told.body.length]).toEqual([200, 0]);
    await until(() => the.handler.count('told') === 1);
    expect(the.handler.notes.at(-1)!.session.participants.map(({ id, hasLeft }) => [id, hasLeft])).toEqual([
      ['p1', false],
      ['p2', true],
      ['p3', false],
    ]);
    const offered = await ask(
      'UPDATE',
      { To, CSeq: '5 UPDATE' },
      { type: 'application/sdp', text: wire(twoLines('inactive', 4)) },
    );
    expect(sdpOf(offered).match(/a=inactive/g)).toHaveLength(2);
    expect(statusOf(await ask('OPTIONS', { To, CSeq: '6 OPTIONS' }))).toBe(200);
    expect(statusOf(await ask('INFO', { To, CSeq: '7 INFO' }))).toBe(405);
    expect(statusOf(await ask('BYE', { To, CSeq: '8 BYE' }))).toBe(200);
    await until(() => the.handler.count('ended', 'ended-by-peer') === 1);
    expect(statusOf(await ask('BYE', { To, CSeq: '9 BYE' }))).toBe(481);
    expect(the.troubles).toEqual([]);
  });

  test('the same offer again refreshes, and nothing is decided anew', async () => {
    await begin();
    const { To } = await call();
    const again = await ask(
      'INVITE',
      { To, CSeq: '2 INVITE' },
      { type: 'application/sdp', text: wire(twoLines()) },
    );
    expect(sdpOf(again)).toMatch(/o=haltija \d+ 1 /);
    expect(the.handler.count('changed')).toBe(0);
  });

  test('an INVITE without an offer is offered to, and the ACK answers', async () => {
    await begin();
    const answer = await ask('INVITE', {}, { type: 'application/rs-metadata+xml', text: twoPeople() });
    expect(sdpOf(answer).match(/^m=audio .* RTP\/AVP 8 0 101\r$/gm)).toHaveLength(2);
    expect(the.handler.notes[0]!.session.streams[0]).toMatchObject({ label: '1', remote: undefined });
    const theirs = twoLines()
      .replaceAll('10292', '30000')
      .replaceAll(/a=label.*\n/g, '');
    talker.say(
      request(
        'ACK',
        { To: headerOf(answer, 'to')!, CSeq: '1 ACK' },
        { type: 'application/sdp', text: wire(theirs) },
      ),
    );
    await until(() => the.handler.count('told') === 1);
    expect(the.handler.notes.at(-1)!.session.streams[0]).toMatchObject({
      label: '1',
      participantIds: ['p1'],
      remote: { address: '127.0.0.1', port: 30_000 },
    });
  });

  test('accepted in silence, and resumed by our own INVITE; then ended by us', async () => {
    await begin();
    the.handler.decide = async (session) => takeAll(session, false);
    const { To, answer } = await call();
    expect(sdpOf(answer).match(/a=inactive/g)).toHaveLength(2);
    const { session } = the.handler.notes[0]!;
    const now = takeAll(session);
    if (now.kind === 'accept') the.sip.change(session.id, now.streams);
    const ours = await talker.asked();
    expect([statusOf(ours), sdpOf(ours).match(/a=recvonly/g)?.length]).toEqual(['INVITE', 2]);
    expect(ours.to.parameters.get('tag')).toBe('their-tag');
    expect(headerOf(ours, 'from')).toBe(To);
    const reply = (message: SipMessage, line: string, headers: string[] = [], content = '') =>
      Buffer.from(
        [
          `SIP/2.0 ${line}`,
          ...['via', 'from', 'to', 'call-id', 'cseq'].map((name) => `${name}: ${headerOf(message, name)}`),
          ...headers,
          `Content-Length: ${content.length}`,
          '',
          content,
        ].join('\r\n'),
      );
    // We asked at the same moment: ours is said again.
    talker.say(reply(ours, '491 Request Pending'));
    expect(statusOf(await talker.asked())).toBe('ACK');
    const again = await talker.asked();
    talker.say(reply(again, '200 OK', ['Content-Type: application/sdp'], wire(twoLines('sendonly', 2))));
    expect(statusOf(await talker.asked())).toBe('ACK');
    await until(() => the.handler.count('told') === 1);
    the.sip.end(session.id);
    const bye = await talker.asked();
    expect(statusOf(bye)).toBe('BYE');
    talker.say(reply(bye, '200 OK'));
    await until(() => the.handler.count('ended', 'ended-by-us') === 1);
  });

  test('encrypted lines are answered with a key of ours, video and DTLS with port 0', async () => {
    await begin();
    const sdp = `${twoLines().replaceAll('RTP/AVP 0 8 101', 'RTP/SAVP 0 8 101').replaceAll('a=ptime:20', 'a=ptime:20\na=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA|2^20|1:4')}m=video 10296 RTP/AVP 96
a=rtpmap:96 H264/90000
a=sendonly
m=audio 10298 UDP/TLS/RTP/SAVP 0
a=sendonly
`;
    const { answer } = await call({}, multipart(sdp, twoPeople()));
    expect(
      sdpOf(answer)
        .match(/^m=.*$/gm)
        ?.map((line) => line.trim()),
    ).toEqual([
      'm=audio 20000 RTP/SAVP 0 8 101',
      'm=audio 20002 RTP/SAVP 0 8 101',
      'm=video 0 RTP/AVP 96',
      'm=audio 0 UDP/TLS/RTP/SAVP 0',
    ]);
    expect(sdpOf(answer).match(/a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:A{40}\r/g)).toHaveLength(2);
    expect(the.handler.notes[0]!.session.streams[0]!.crypto).toMatchObject([
      { lifetime: '2^20', keyIndex: { value: 1, bytes: 4 } },
    ]);
  });

  test('cancelled before it was decided', async () => {
    await begin();
    the.handler.decide = () => new Promise(() => {});
    const Via = `SIP/2.0/UDP 127.0.0.1:${talker.port};branch=z9hG4bKcancelled;rport`;
    talker.say(request('INVITE', { Via }, twoPeopleOnTwoLines));
    expect(statusOf(await talker.hear())).toBe(100);
    talker.say(request('CANCEL', { Via }));
    const answers = [await talker.answer(), await talker.answer()];
    expect(answers.map((answer) => [answer.cseq.method, statusOf(answer)]).toSorted()).toEqual([
      ['CANCEL', 200],
      ['INVITE', 487],
    ]);
    await until(() => the.handler.count('ended', 'cancelled') === 1);
  });

  test('lost packets: the same INVITE is one session, our answer is said until its ACK', async () => {
    await begin();
    const invite = request('INVITE', {}, twoPeopleOnTwoLines);
    for (let each = 0; each < 3; each += 1) talker.say(invite);
    const answers = await Promise.all([talker.answer(), talker.answer(), talker.answer(), talker.answer()]);
    expect(new Set(answers.map((answer) => answer.to.parameters.get('tag'))).size).toBe(1);
    expect(the.handler.count('offered')).toBe(1);
    await until(() => the.handler.count('ended', 'not-acknowledged') === 1);
    await until(() => talker.heard.map(statusOf).includes('BYE'));
  });
});

describe('the interval', () => {
  const interval = { wanted: 3, least: 2 };

  test('a BYE that was lost: the session ends by itself, and we say so', async () => {
    await begin({ interval });
    const { answer } = await call({ Supported: 'timer', 'Session-Expires': '3' });
    expect([headerOf(answer, 'session-expires'), headerOf(answer, 'require')]).toEqual([
      '3;refresher=uac',
      'timer',
    ]);
    await until(() => the.handler.count('ended', 'expired') === 1);
    expect(statusOf(await talker.asked())).toBe('BYE');
  });

  test('too small an interval is refused with ours', async () => {
    await begin({ interval });
    const answer = await ask('INVITE', { Supported: 'timer', 'Session-Expires': '1' }, twoPeopleOnTwoLines);
    expect([statusOf(answer), headerOf(answer, 'min-se')]).toEqual([422, '2']);
    expect(the.handler.notes).toEqual([]);
  });

  test('a peer that knows no timers is asked by us, and is gone when it knows of no call', async () => {
    await begin({ interval });
    await call({ Allow: 'INVITE, ACK, BYE, UPDATE' });
    const refresh = await talker.asked();
    expect([statusOf(refresh), headerOf(refresh, 'session-expires')]).toEqual(['UPDATE', '3;refresher=uac']);
    talker.say(
      Buffer.from(
        `SIP/2.0 481 Gone\r\n${['via', 'from', 'to', 'call-id', 'cseq'].map((name) => `${name}: ${headerOf(refresh, name)}\r\n`).join('')}Content-Length: 0\r\n\r\n`,
      ),
    );
    await until(() => the.handler.count('ended', 'unknown-to-peer') === 1);
  });

  test('connection-closed-while-paused: where no sound is to come the interval ends a call that cannot be asked', async () => {
    await begin({ interval, listen: [{ transport: 'tcp', host: '127.0.0.1', port: 0 }] });
    const socket = connect(the.port, '127.0.0.1');
    let heard = '';
    socket.on('data', (chunk) => (heard += chunk.toString()));
    const Via = 'SIP/2.0/TCP 127.0.0.1;branch=z9hG4bKp';
    const paused = multipart(twoLines('inactive'), twoPeople());
    socket.write(request('INVITE', { Via: `${Via}1` }, paused));
    await until(() => heard.includes('SIP/2.0 200'));
    const [, To = ''] = /^To: (.*tag=.*)\r$/m.exec(heard) ?? [];
    socket.write(request('ACK', { Via: `${Via}2`, To, CSeq: '1 ACK' }));
    await new Promise((resolve) => setTimeout(resolve, 100));
    socket.destroy();
    await until(() => the.handler.count('ended', 'expired') === 1, 6000);
  });

  test('connection-closed-in-mid-call: a call whose connection is gone, and cannot be asked, goes on', async () => {
    await begin({ interval, listen: [{ transport: 'tcp', host: '127.0.0.1', port: 0 }] });
    const socket = connect(the.port, '127.0.0.1');
    let heard = '';
    socket.on('data', (chunk) => (heard += chunk.toString()));
    const Via = 'SIP/2.0/TCP 127.0.0.1;branch=z9hG4bKt';
    socket.write(request('INVITE', { Via: `${Via}1` }, twoPeopleOnTwoLines));
    await until(() => heard.includes('SIP/2.0 200'));
    const [, To = ''] = /^To: (.*tag=.*)\r$/m.exec(heard) ?? [];
    socket.write(request('ACK', { Via: `${Via}2`, To, CSeq: '1 ACK' }));
    await new Promise((resolve) => setTimeout(resolve, 100));
    socket.destroy();
    await until(() => the.troubles.some(({ code }) => code === 'connection-gone'));
    await new Promise((resolve) => setTimeout(resolve, 3000));
    expect(the.handler.count('ended')).toBe(0);
    const again = connect(the.port, '127.0.0.1');
    again.write(request('BYE', { Via: `${Via}3`, To, CSeq: '2 BYE' }));
    await until(() => the.handler.count('ended', 'ended-by-peer') === 1);
    again.destroy();
  });
});
