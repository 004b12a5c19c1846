import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { headerOf } from '../../../server/channels/phone/sip/message/sip-message.ts';
import { peerOf } from './peer-of.ts';
import { spoilt } from './spoil.ts';
import { startTalker, startTestSip, type Talker, type TestSip, until } from './test-sip.ts';
import { multipart, twoLines, twoPeople, writeRequest } from './write-invite.ts';

let the: TestSip;
const talkers: Talker[] = [];
let branch = 0;

/** A connection that is reset is closed as well. */
const closed = (socket: Socket) => new Promise((resolve) => socket.once('close', resolve));

const talk = async (address?: string) => {
  const talker = await startTalker(the.port, address);
  talkers.push(talker);
  return talker;
};
afterEach(async () => {
  for (const talker of talkers.splice(0)) talker.close();
  await the.stop();
});

const request = (
  method: string,
  headers: Record<string, string> = {},
  content?: { type: string; text: string },
) => {
  branch += 1;
  return writeRequest(
    method,
    {
      Via: `SIP/2.0/UDP 127.0.0.1:5999;branch=z9hG4bKh${branch};rport`,
      ...(method === 'INVITE' ? {} : { Require: '' }),
      ...headers,
    },
    content,
  );
};
const body = multipart(twoLines(), twoPeople());
const status = (message: Awaited<ReturnType<Talker['answer']>>) =>
  message.kind === 'response' ? message.status : 0;

const tcp = (limits: Parameters<typeof startTestSip>[0] = {}) =>
  startTestSip({ listen: [{ transport: 'tcp', host: '127.0.0.1', port: 0 }], ...limits });

describe('who is no peer', () => {
  test('hears nothing by datagrams', async () => {
    the = await startTestSip();
    const stranger = await talk('127.0.0.2');
    for (let each = 0; each < 500; each += 1) stranger.say(request('OPTIONS'));
    await until(() => the.codes().includes('not-a-peer'));
    await expect(stranger.hear(500)).rejects.toThrow('heard nothing');
    // However many there were, it is told once a minute.
    expect(the.troubles).toEqual([{ peer: undefined, code: 'not-a-peer', count: 1 }]);
  });

  test('has its connection closed before a byte', async () => {
    the = await tcp();
    const socket = connect({ port: the.port, host: '127.0.0.1', localAddress: '127.0.0.2' });
    const heard: Buffer[] = [];
    socket.on('data', (chunk) => heard.push(chunk)).on('error', () => {});
    socket.write(request('OPTIONS'));
    await closed(socket);
    expect(heard).toEqual([]);
  });

  test('another transport than declared is none', async () => {
    the = await startTestSip({ peers: [peerOf([], { transports: ['tcp'] })] });
    const talker = await talk();
    talker.say(request('OPTIONS'));
    await expect(talker.hear(500)).rejects.toThrow('heard nothing');
  });
});

test('a peer ends no session of another, and none without its tags', async () => {
  the = await startTestSip({ peers: [peerOf(), peerOf([], { name: 'sbc-2', addresses: ['127.0.0.2'] })] });
  const [mine, other] = [await talk(), await talk('127.0.0.2')];
  mine.say(request('INVITE', {}, body));
  const answer = await mine.answer();
  const To = headerOf(answer, 'to')!;
  mine.say(request('ACK', { To, CSeq: '1 ACK' }));
  const bye = { To, CSeq: '2 BYE' };
  other.say(request('BYE', bye));
  expect(status(await other.answer('2 BYE'))).toBe(481);
  mine.say(request('BYE', { ...bye, From: '<sip:sbc@sbc.example>;tag=guessed' }));
  expect(status(await mine.answer('2 BYE'))).toBe(481);
  expect(the.handler.count('ended')).toBe(0);
  mine.say(request('BYE', bye));
  expect(status(await mine.answer('2 BYE'))).toBe(200);
});

describe('floods', () => {
  test('by datagrams are dropped above the rate, and the rest is served', async () => {
    the = await startTestSip({ limits: { messagesPerSecond: 20 } });
    const talker = await talk();
    for (let each = 0; each < 1000; each += 1) talker.say(request('OPTIONS'));
    await until(() => the.codes().includes('too-many-requests'));
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(talker.heard.length).toBeGreaterThan(10);
    expect(talker.heard.length).toBeLessThan(200);
    await new Promise((resolve) => setTimeout(resolve, 1000));
    talker.say(request('OPTIONS', { 'Call-ID': 'after@sbc.example' }));
    await until(() => talker.heard.some(({ callId }) => callId === 'after@sbc.example'));
  });

  test('on a connection wait, and none is lost', async () => {
    the = await tcp({ limits: { messagesPerSecond: 50 } });
    const socket = connect(the.port, '127.0.0.1');
    let heard = '';
    socket.on('data', (chunk) => (heard += chunk.toString()));
    for (let each = 0; each < 200; each += 1)
      socket.write(request('OPTIONS', { Via: `SIP/2.0/TCP 127.0.0.1;branch=z9hG4bKf${each}` }));
    await until(() => heard.match(/^SIP\/2\.0 200 OK/gm)?.length === 200);
    socket.destroy();
  });

  test('of half-open sessions are refused, and what never is acknowledged goes', async () => {
    the = await startTestSip({ limits: { halfOpenPerPeer: 5 } });
    const talker = await talk();
    for (let each = 0; each < 20; each += 1)
      talker.say(request('INVITE', { 'Call-ID': `half-${each}@sbc.example` }, body));
    await until(
      () =>
        talker.heard.filter((message) => message.kind === 'response' && message.status === 503).length >= 15,
    );
    expect(the.handler.count('offered')).toBe(5);
    expect(the.codes()).toContain('too-many-half-open');
    await until(() => the.handler.count('ended', 'not-acknowledged') === 5);
    talker.say(request('INVITE', { 'Call-ID': 'later@sbc.example' }, body));
    await until(() => the.handler.count('offered') === 6);
  });

  test('of sessions', async () => {
    the = await startTestSip({ limits: { sessionsPerPeer: 1 } });
    const talker = await talk();
    talker.say(request('INVITE', {}, body));
    const answer = await talker.answer();
    talker.say(request('ACK', { To: headerOf(answer, 'to')!, CSeq: '1 ACK' }));
    talker.say(request('INVITE', { 'Call-ID': 'second@sbc.example' }, body));
    await until(() => talker.heard.some((message) => message.kind === 'response' && message.status === 503));
    await until(() => the.codes().length > 0);
    expect(the.codes()).toEqual(['too-many-calls']);
  });

  test('of connections', async () => {
    the = await tcp({ limits: { connectionsPerPeer: 3 } });
    const sockets = Array.from({ length: 8 }, () => connect(the.port, '127.0.0.1').on('error', () => {}));
    await until(() => sockets.filter((socket) => socket.closed).length === 5);
    expect(the.codes()).toContain('too-many-connections');
    for (const socket of sockets) socket.destroy();
    // Their places are free again.
    await new Promise((resolve) => setTimeout(resolve, 200));
    const socket = connect(the.port, '127.0.0.1');
    socket.write('\r\n\r\n');
    expect(String((await once(socket, 'data'))[0])).toBe('\r\n');
    socket.destroy();
  });
});

describe('on a stream', () => {
  const cases: [string, Buffer, string][] = [
    ['a head without end', Buffer.alloc(20_000, 'a'), 'stream-unreadable'],
    ['no Content-Length', request('OPTIONS', { 'Content-Length': '' }), 'stream-unreadable'],
    ['a body of a gigabyte', request('OPTIONS', { 'Content-Length': '999999999' }), 'stream-unreadable'],
    ['Content-Length twice', request('OPTIONS', { l: '0' }), 'stream-unreadable'],
    ['a message that stops midway', request('OPTIONS').subarray(0, 100), 'connection-stalled'],
  ];
  test.each(cases)('%s ends the connection', async (_name, bytes, code) => {
    the = await tcp({ limits: { stallMilliseconds: 300 } });
    const socket = connect(the.port, '127.0.0.1').on('error', () => {});
    socket.resume().write(bytes);
    await closed(socket);
    await until(() => the.codes().includes(code));
    await until(() => the.codes().length > 0);
    expect(the.codes()).toEqual([code]);
  });
});

describe('in what a peer sends', () => {
  const bomb = `<!DOCTYPE r [${Array.from({ length: 9 }, (_, at) => `<!ENTITY e${at + 1} "${`&e${at};`.repeat(10)}">`).join('')}<!ENTITY e0 "ha">]><recording xmlns="urn:ietf:params:xml:ns:recording:1"><datamode>&e9;</datamode></recording>`;
  const outside =
    '<!DOCTYPE r [<!ENTITY e SYSTEM "file:///etc/passwd">]><recording xmlns="urn:ietf:params:xml:ns:recording:1"><datamode>&e;</datamode></recording>';
  const deep = `<recording xmlns="urn:ietf:params:xml:ns:recording:1">${'<a>'.repeat(3000)}${'</a>'.repeat(3000)}</recording>`;
  const many = `<recording xmlns="urn:ietf:params:xml:ns:recording:1">${'<participant participant_id="p"/>'.repeat(200)}</recording>`;
  const large = `<recording xmlns="urn:ietf:params:xml:ns:recording:1"><datamode>${'x'.repeat(200_000)}</datamode></recording>`;
  test.each([
    ['a bomb of entities', bomb],
    ['an entity of a file', outside],
    ['elements 3,000 deep', deep],
    ['200 participants', many],
    ['metadata of 200 kB', large],
    ['no XML', 'hello'],
    ['another document', '<html/>'],
  ])('%s is refused, and the next call is taken', async (_name, metadata) => {
    the = await tcp();
    const socket = connect(the.port, '127.0.0.1');
    let heard = '';
    socket.on('data', (chunk) => (heard += chunk.toString()));
    socket.write(
      request('INVITE', { Via: 'SIP/2.0/TCP 127.0.0.1;branch=z9hG4bKa' }, multipart(twoLines(), metadata)),
    );
    await until(() => heard.includes('SIP/2.0 400'));
    await until(() => the.codes().length > 0);
    await until(() => the.codes().length > 0);
    expect(the.codes()).toEqual(['body-unreadable']);
    socket.write(
      request('INVITE', { Via: 'SIP/2.0/TCP 127.0.0.1;branch=z9hG4bKb', 'Call-ID': 'b@sbc.example' }, body),
    );
    await until(() => heard.includes('SIP/2.0 200'));
    socket.destroy();
  });

  test('a datagram that is no SIP is answered by nothing', async () => {
    the = await startTestSip();
    const talker = await talk();
    talker.say(Buffer.from('GET / HTTP/1.1\r\n\r\n'));
    talker.say(Buffer.from([0, 1, 2, 3, 4, 5, 255]));
    await until(() => the.codes().includes('message-unreadable'));
    await expect(talker.hear(300)).rejects.toThrow('heard nothing');
  });
});

test('spoilt messages by the hundred end nothing', async () => {
  the = await startTestSip({ limits: { messagesPerSecond: 5000, halfOpenPerPeer: 5000 } });
  const talker = await talk();
  for (const bytes of fc.sample(spoilt(request('INVITE', {}, body)), 400)) {
    talker.say(bytes);
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  await until(() => {
    talker.say(request('OPTIONS', { 'Call-ID': 'after@sbc.example' }));
    return talker.heard.some(({ callId }) => callId === 'after@sbc.example');
  });
  expect(the.codes()).toContain('message-unreadable');
  expect(the.codes()).not.toContain('thread-lost');
});

test('a lost thread ends its sessions and is started again on the same port', async () => {
  let back = 0;
  the = await startTestSip({
    script: new URL('lose-thread-worker.mjs', import.meta.url),
    onBack: () => (back += 1),
  });
  const talker = await talk();
  talker.say(request('INVITE', {}, body));
  const answer = await talker.answer();
  talker.say(request('ACK', { To: headerOf(answer, 'to')!, CSeq: '1 ACK' }));
  the.sip.end('lose the thread');
  await until(() => the.handler.count('ended', 'signalling-stopped') === 1);
  await until(() => the.codes().length > 0);
  expect(the.codes()).toEqual(['thread-lost']);
  await until(() => {
    talker.say(request('OPTIONS', { 'Call-ID': 'again@sbc.example' }));
    return talker.heard.some(({ callId }) => callId === 'again@sbc.example');
  });
  expect(back).toBe(1);
});

test('a port that is taken is said at the start', async () => {
  the = await tcp();
  await expect(
    startTestSip({ listen: [{ transport: 'tcp', host: '127.0.0.1', port: the.port }] }),
  ).rejects.toMatchObject({
    code: 'settings-invalid',
    details: { code: 'EADDRINUSE' },
  });
});
