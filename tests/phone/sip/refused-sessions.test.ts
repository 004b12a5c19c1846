import { afterEach, describe, expect, test } from 'vitest';
import { headerOf } from '../../../server/channels/phone/sip/message/sip-message.ts';
import { peerOf } from './peer-of.ts';
import { playSource, statusOf, twoPeopleOnTwoLines } from './play-source.ts';
import { type Talker, type TestSip, until } from './test-sip.ts';
import { multipart, twoLines, twoPeople } from './write-invite.ts';

let the: TestSip;
let talker: Talker;
const { ask, call, request, ...source } = playSource();

async function begin(options: Parameters<typeof source.begin>[0] = {}): Promise<void> {
  ({ the, talker } = await source.begin(options));
}
afterEach(source.end);

describe('refused', () => {
  const strict: [string, number, Record<string, string>, string][] = [
    ['without Require', 421, { Require: '' }, 'require-missing'],
    ['another extension', 420, { Require: 'siprec, 100rel' }, 'extension-unknown'],
    ['no +sip.src', 403, { Contact: '<sip:sbc@127.0.0.1>;src' }, 'src-missing'],
    ['no From tag', 400, { From: '<sip:sbc@sbc.example>' }, 'message-unreadable'],
    ['a compressed body', 415, { 'Content-Encoding': 'gzip' }, 'content-unknown'],
    ['another content', 415, { 'Content-Type': 'application/gtd' }, 'content-unknown'],
    [
      'a boundary that is not there',
      400,
      { 'Content-Type': 'multipart/mixed;boundary=x' },
      'body-unreadable',
    ],
  ];
  test.each(strict)('%s: %i', async (_name, expected, headers, code) => {
    await begin();
    expect(statusOf(await ask('INVITE', headers, twoPeopleOnTwoLines))).toBe(expected);
    await until(() => the.codes().length > 0);
    expect(the.codes()).toEqual([code]);
    expect(the.handler.notes).toEqual([]);
  });

  test('what the house refuses, and what it does not decide in time', async () => {
    await begin({ limits: { decisionMilliseconds: 200 } });
    the.handler.decide = async () => ({ kind: 'refuse', why: 'not-recorded' });
    const Via = `SIP/2.0/UDP 127.0.0.1:${talker.port};branch=z9hG4bKrefused;rport`;
    const refused = await ask('INVITE', { Via }, twoPeopleOnTwoLines);
    expect(statusOf(refused)).toBe(603);
    talker.say(request('ACK', { Via, To: headerOf(refused, 'to')!, CSeq: '1 ACK' }));
    the.handler.decide = () => new Promise(() => {});
    expect(statusOf(await ask('INVITE', { 'Call-ID': 'late@sbc.example' }, twoPeopleOnTwoLines))).toBe(503);
    await until(() => the.handler.count('ended') === 1);
    await until(() => the.codes().length > 0);
    expect(the.codes()).toEqual(['decision-late']);
  });

  test('a decision that does not fit the offer', async () => {
    await begin();
    the.handler.decide = async () => ({ kind: 'accept', streams: [{ take: false }] });
    expect(statusOf(await ask('INVITE', {}, twoPeopleOnTwoLines))).toBe(500);
    await until(() => the.codes().length > 0);
    expect(the.codes()).toEqual(['decision-wrong']);
  });

  test('both parties on one line, unless the peer may', async () => {
    const mixed = twoLines().split('m=audio 10294')[0]!;
    const people = twoPeople().replaceAll(/<participantstreamassoc.*\n/g, '');
    await begin();
    expect(statusOf(await ask('INVITE', {}, multipart(mixed, people)))).toBe(488);
    await until(() => the.codes().length > 0);
    expect(the.codes()).toEqual(['mixed-stream']);
    talker.close();
    await the.stop();
    await begin({ peers: [peerOf(['mixed-stream'])] });
    await call({}, multipart(mixed, people));
    expect(the.handler.notes[0]!.session.streams).toMatchObject([
      { isMixed: true, participantIds: ['p1', 'p2'] },
    ]);
  });

  test('a request out of its order, and one that is ours to make', async () => {
    await begin();
    const { To } = await call({ CSeq: '10 INVITE' });
    expect(statusOf(await ask('INVITE', { To, CSeq: '9 INVITE' }, twoPeopleOnTwoLines))).toBe(500);
    expect(statusOf(await ask('REGISTER'))).toBe(405);
    expect(statusOf(await ask('UPDATE'))).toBe(481);
  });
});
