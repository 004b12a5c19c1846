import { randomBytes } from 'node:crypto';
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { Refusal } from '../../base/errors.ts';
import type { Planted } from './planted.ts';

/** Packets of 20 ms: two seconds. */
const packets = 100;

/**
 * Hands a call over as an exchange on this machine does (SIPREC by datagrams), with sound that nobody has heard before: only to
 * 127.0.0.1, so that no leave is needed.
 * @param ends false: the call goes on, so that what lies on disk of it is not made into its recording yet
 * @returns pieces of what was said, as it came: G.711 is kept bit for bit
 * @throws Refusal 'internal' (reason 'drill') when it is not taken
 */
export async function handOverCall(
  port: number,
  caller: { readonly name: string; readonly phone: string },
  ends: boolean,
): Promise<Planted[]> {
  const socket = createSocket('udp4');
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  try {
    const from = socket.address().port;
    const callId = randomBytes(12).toString('hex');
    const ask = (method: string, number: number, to: string, content = '') =>
      [
        `${method} sip:recorder@127.0.0.1 SIP/2.0`,
        `Via: SIP/2.0/UDP 127.0.0.1:${from};branch=z9hG4bK${callId}${method};rport`,
        'From: <sip:sbc@127.0.0.1>;tag=drill',
        `To: ${to}`,
        `Call-ID: ${callId}`,
        `CSeq: ${number} ${method}`,
        'Max-Forwards: 70',
        `Contact: <sip:sbc@127.0.0.1:${from}>;+sip.src`,
        ...(content === '' ? [] : ['Require: siprec', 'Content-Type: multipart/mixed;boundary=part']),
        `Content-Length: ${Buffer.byteLength(content)}`,
        '',
        content,
      ].join('\r\n');
    const tell = (text: string) => socket.send(text, port, '127.0.0.1');
    const offer = ask('INVITE', 1, '<sip:recorder@127.0.0.1>', write(callId, from, caller));
    const answer = await answerTo(socket, () => tell(offer));
    const to = /^To: (.*)$/m.exec(answer)?.[1] ?? '';
    const line = Number(/^m=audio (\d+)/m.exec(answer)?.[1] ?? 0);
    if (!answer.startsWith('SIP/2.0 200') || line === 0)
      throw new Refusal('internal', { reason: 'drill', what: 'call' });
    tell(ask('ACK', 1, to));
    const said = Array.from({ length: packets }, () => randomBytes(160));
    for (const [at, sound] of said.entries()) {
      const head = Buffer.alloc(12);
      head[0] = 0x80;
      head.writeUInt16BE(at, 2);
      head.writeUInt32BE(at * 160, 4);
      socket.send(Buffer.concat([head, sound]), line, '127.0.0.1');
      await sleep(20);
    }
    if (ends) await answerTo(socket, () => tell(ask('BYE', 2, to)));
    return [10, 50, 90].map((at) => ({
      category: 'recording',
      secret: { name: `sound ${at} of ${callId}`, bytes: said[at]!.subarray(40, 80) },
    }));
  } finally {
    socket.close();
  }
}

/** The final answer; asked for until it comes, ten seconds at most. */
async function answerTo(socket: Socket, ask: () => void): Promise<string> {
  const heard: string[] = [];
  const hear = (bytes: Buffer) => heard.push(bytes.toString());
  socket.on('message', hear);
  try {
    for (let times = 0; times < 100; times += 1) {
      if (times % 20 === 0) ask();
      const final = heard.find((text) => !text.startsWith('SIP/2.0 1'));
      if (final !== undefined) return final;
      await sleep(100);
    }
    throw new Refusal('internal', { reason: 'drill', what: 'call-not-answered' });
  } finally {
    socket.off('message', hear);
  }
}

function write(callId: string, from: number, { name, phone }: { name: string; phone: string }): string {
  const sdp = `v=0\r\no=drill 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio ${from} RTP/AVP 0\r\na=sendonly\r\na=label:1\r\n`;
  const metadata = `<recording xmlns="urn:ietf:params:xml:ns:recording:1"><datamode>complete</datamode>
<session session_id="${callId}"/><participant participant_id="p"><nameID aor="sip:${phone}@127.0.0.1"><name>${name}</name></nameID></participant>
<stream stream_id="s" session_id="${callId}"><label>1</label></stream>
<participantstreamassoc participant_id="p"><send>s</send></participantstreamassoc></recording>`;
  return `--part\r\nContent-Type: application/sdp\r\n\r\n${sdp}\r\n--part\r\nContent-Type: application/rs-metadata+xml\r\n\r\n${metadata}\r\n--part--\r\n`;
}
