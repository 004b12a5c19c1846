import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished } from 'vitest';
import { compress } from '../../../server/channels/phone/media/codecs/g711.ts';
import { parseSdesKey, type SrtpSuite } from '../../../server/channels/phone/media/rtp/srtp-keys.ts';
import { openSender, pieces, send, stream } from './datagrams.ts';
import { openBench, recordsOf, samplesOf, spec } from './record-call.ts';
import { startRtpengine, testWithRtpengine } from './rtpengine.ts';
import { compare, speech } from './speech.ts';

const sdp = (media: readonly string[]) =>
  ['v=0', 'o=- 1 1 IN IP4 127.0.0.1', 's=-', 'c=IN IP4 127.0.0.1', 't=0 0', ...media, ''].join('\r\n');
const portOf = (text: string, at = 0) => Number([...text.matchAll(/^m=audio (\d+)/gm)][at]![1]);

testWithRtpengine.each<SrtpSuite>(['AES_CM_128_HMAC_SHA1_80', 'AEAD_AES_128_GCM'])(
  'a call that a real forker hands over, sealed by %s, is kept on both sides',
  { timeout: 120_000 },
  async (suite) => {
    const proxy = await startRtpengine(46_000 + 400 * (process.pid % 20));
    onTestFinished(() => proxy.end());
    const [caller, callee] = [await openSender(), await openSender()];
    onTestFinished(() => void [caller.close(), callee.close()]);
    const call = { 'call-id': `call-${suite}`, 'from-tag': 'caller' };
    const offerOf = (port: number) =>
      sdp([`m=audio ${port} RTP/AVP 0`, 'a=rtpmap:0 PCMU/8000', 'a=sendrecv']);
    const offered = await proxy.ask('offer', {
      ...call,
      sdp: offerOf((caller.address() as AddressInfo).port),
    });
    const answered = await proxy.ask('answer', {
      ...call,
      'to-tag': 'callee',
      sdp: offerOf((callee.address() as AddressInfo).port),
    });
    const asked = await proxy.ask('subscribe request', {
      'call-id': call['call-id'],
      flags: ['all', 'siprec'],
      'transport-protocol': 'RTP/SAVP',
    });
    const forked = asked.get('sdp')!;
    const sections = forked.split(/^m=/m).slice(1);
    expect(sections).toHaveLength(2);

    const bench = await openBench();
    const cryptoLine = (section: string) =>
      new RegExp(`^a=crypto:(\\d+) ${suite} (\\S+)`, 'm').exec(section) as unknown as [
        string,
        string,
        string,
      ];
    const streams = sections.map((section, at) =>
      spec(at === 0 ? 'customer' : 'staff', { crypto: parseSdesKey(suite, cryptoLine(section)[2]) }),
    );
    const running = await bench.start(streams);
    const own = randomBytes(suite === 'AEAD_AES_128_GCM' ? 28 : 30).toString('base64');
    await proxy.ask('subscribe answer', {
      'call-id': call['call-id'],
      'to-tag': asked.get('to-tag')!,
      flags: ['siprec'],
      sdp: sdp(
        sections.flatMap((section, at) => [
          `m=audio ${running.ports[at]} RTP/SAVP 0`,
          `a=crypto:${cryptoLine(section)[1]} ${suite} inline:${own}`,
          'a=rtpmap:0 PCMU/8000',
          'a=recvonly',
        ]),
      ),
    });
    const voices = [speech(3000, 0), speech(3000, 1)];
    await Promise.all([
      send(caller, portOf(answered.get('sdp')!), stream(pieces(compress(voices[0]!)), { ssrc: 1 })),
      send(callee, portOf(offered.get('sdp')!), stream(pieces(compress(voices[1]!)), { ssrc: 2 })),
    ]);
    const end = await running.stop();
    const records = await recordsOf(await bench.open(running.recording));
    for (const figures of end.streams) {
      expect(figures.refusedSeal).toBe(0);
      expect(figures.packets).toBeGreaterThan(140);
    }
    const kept = [samplesOf(records, 'customer'), samplesOf(records, 'staff')];
    const likeness = kept.map((side) => voices.map((voice) => compare(voice, side, 8000).likeness));
    // Which m-line is whose the metadata of SIPREC tells; here each holds one voice whole, and nothing of the other.
    const [first, second] = likeness as [number[], number[]];
    expect(Math.max(...first)).toBeGreaterThan(0.97);
    expect(Math.max(...second)).toBeGreaterThan(0.97);
    expect(first.indexOf(Math.max(...first))).not.toBe(second.indexOf(Math.max(...second)));
    expect(Math.min(...first, ...second)).toBeLessThan(0.3);
  },
);
