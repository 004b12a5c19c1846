import { isIP } from '../../../../base/ip-address.ts';
import { readCrypto } from './read-crypto.ts';
import type { Codec, Crypto, MediaDirection, MediaLine, SessionDescription } from './sdp.ts';
import { sipLimits } from './sip-limits.ts';
import { UnreadableSip } from './unreadable-sip.ts';

/** Those that need no rtpmap (RFC 3551). */
const fixed: Readonly<Record<number, readonly [name: string, clockRate: number]>> = {
  0: ['PCMU', 8000],
  3: ['GSM', 8000],
  8: ['PCMA', 8000],
  9: ['G722', 8000],
  13: ['CN', 8000],
  18: ['G729', 8000],
};

interface Line {
  readonly type: string;
  readonly value: string;
}

/** @param incomplete whether t= and c= may be missing @throws {UnreadableSip} sdp-malformed, too-large */
export function parseSdp(bytes: Uint8Array, incomplete = false): SessionDescription {
  if (bytes.length > sipLimits.sdpBytes) throw new UnreadableSip('too-large');
  const lines = readLines(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8'));
  const firstMedia = lines.findIndex(({ type }) => type === 'm');
  const general = firstMedia < 0 ? lines : lines.slice(0, firstMedia);
  const one = (type: string) => general.find((line) => line.type === type)?.value;
  const origin = one('o');
  if (general[0]?.type !== 'v' || general[0].value !== '0' || origin === undefined || one('s') === undefined)
    throw new UnreadableSip('sdp-malformed');
  if (one('t') === undefined && !incomplete) throw new UnreadableSip('sdp-malformed');
  if (!/^\S+ \d{1,20} \d{1,20} IN IP[46] \S+$/.test(origin)) throw new UnreadableSip('sdp-malformed');
  const shared = one('c');
  const sections: Line[][] = [];
  for (const line of firstMedia < 0 ? [] : lines.slice(firstMedia)) {
    if (line.type === 'm') sections.push([]);
    sections.at(-1)!.push(line);
  }
  if (sections.length > sipLimits.mediaLines) throw new UnreadableSip('too-large');
  const ofAll = {
    address: shared === undefined ? undefined : readAddress(shared),
    direction: readDirection(general) ?? 'sendrecv',
  };
  const media = sections.map((section) => readMedia(section, ofAll));
  if (!incomplete && media.some(({ port, address }) => port !== 0 && address === undefined))
    throw new UnreadableSip('sdp-malformed');
  return { origin, media };
}

function readLines(text: string): Line[] {
  // RFC 8866, 5: a line's end is CRLF, and a lone LF should be taken.
  const lines = text.split('\n').map((line) => line.replace(/\r$/, ''));
  while (lines.at(-1) === '') lines.pop();
  if (lines.length > sipLimits.sdpLines) throw new UnreadableSip('too-large');
  return lines.map((line) => {
    // oxlint-disable-next-line no-control-regex -- these are what is looked for
    if (!/^[a-z]=/.test(line) || /[\u0000\r]/.test(line)) throw new UnreadableSip('sdp-malformed');
    return { type: line[0]!, value: line.slice(2) };
  });
}

function attributes(section: readonly Line[], name: string): string[] {
  return section
    .filter(({ type, value }) => type === 'a' && (value === name || value.startsWith(`${name}:`)))
    .map(({ value }) => value.slice(name.length + 1).trim());
}

function readMedia(
  section: readonly Line[],
  general: { address: string | undefined; direction: MediaDirection },
): MediaLine {
  const [, kind, port, protocol, list] =
    /^([\w-]{1,32}) (\d{1,5}) ([\w/.-]{1,40})((?: [^\s]{1,64})+)$/.exec(section[0]!.value.trimEnd()) ?? [];
  const formats = list?.trim().split(' ') ?? [];
  if (kind === undefined || protocol === undefined || Number(port) > 65_535)
    throw new UnreadableSip('sdp-malformed');
  if (formats.length > sipLimits.formats) throw new UnreadableSip('too-large');
  const own = section.find(({ type }) => type === 'c');
  const control = attributes(section, 'rtcp')[0]?.split(' ')[0];
  const label = attributes(section, 'label')[0];
  return {
    kind: kind.toLowerCase(),
    port: Number(port),
    protocol: protocol.toUpperCase(),
    formats,
    codecs: /^RTP\//i.test(protocol) ? readCodecs(section, formats) : [],
    crypto: attributes(section, 'crypto')
      .map(readCrypto)
      .filter((crypto): crypto is Crypto => crypto !== undefined),
    address: own === undefined ? general.address : readAddress(own.value),
    direction: readDirection(section) ?? general.direction,
    label: label === undefined || label === '' ? undefined : label.slice(0, sipLimits.text),
    packetTime: readNumber(attributes(section, 'ptime')[0], 1, 1000),
    controlPort: readNumber(control, 1, 65_535),
    muxesControl: attributes(section, 'rtcp-mux').length > 0,
  };
}

function readNumber(text: string | undefined, least: number, most: number): number | undefined {
  if (text === undefined || !/^\d{1,5}$/.test(text)) return undefined;
  const number = Number(text);
  return number >= least && number <= most ? number : undefined;
}

/** No names: to ask a name server where a peer's sound comes from would let it choose the answer later. */
function readAddress(text: string): string {
  const [, family, address = ''] = /^IN IP([46]) ([0-9A-Fa-f:.]{2,45})$/.exec(text.trim()) ?? [];
  if (family === undefined || isIP(address) !== Number(family)) throw new UnreadableSip('sdp-malformed');
  return address.toLowerCase();
}

function readDirection(lines: readonly Line[]): MediaDirection | undefined {
  const found = lines.find(
    ({ type, value }) => type === 'a' && /^(?:sendrecv|sendonly|recvonly|inactive)\s*$/.test(value),
  );
  return found?.value.trim() as MediaDirection | undefined;
}

function readCodecs(section: readonly Line[], formats: readonly string[]): Codec[] {
  const maps = new Map<number, readonly [string, number, number]>();
  for (const text of attributes(section, 'rtpmap')) {
    const [, type, name, rate, channels] =
      /^(\d{1,3})\s+([\w.-]{1,40})\/(\d{1,7})(?:\/(\d{1,2}))?$/.exec(text) ?? [];
    if (name === undefined) throw new UnreadableSip('sdp-malformed');
    maps.set(Number(type), [name.toUpperCase(), Number(rate), Number(channels ?? 1)]);
  }
  const parameters = new Map<number, string>();
  for (const text of attributes(section, 'fmtp')) {
    const [, type, rest = ''] = /^(\d{1,3})\s+(.*)$/.exec(text) ?? [];
    if (type !== undefined) parameters.set(Number(type), rest.slice(0, sipLimits.text));
  }
  return formats.flatMap((format) => {
    if (!/^\d{1,3}$/.test(format) || Number(format) > 127) throw new UnreadableSip('sdp-malformed');
    const payloadType = Number(format);
    const [name, clockRate, channels = 1] = maps.get(payloadType) ?? fixed[payloadType] ?? [];
    // One that nobody explained cannot be decoded.
    if (name === undefined || clockRate === undefined) return [];
    return [{ payloadType, name, clockRate, channels, parameters: parameters.get(payloadType) ?? '' }];
  });
}
