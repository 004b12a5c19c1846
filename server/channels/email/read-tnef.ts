import { decompressRtf, rtfToText } from './read-rtf.ts';

/** What Outlook packed into winmail.dat (MS-OXTNEF). Personal data. */
export interface TnefContent {
  /** The body as text; '' when it holds none. */
  text: string;
  html?: string;
  files: { name: string; contentType: string; content: Uint8Array; contentId?: string }[];
}

const signature = 0x223e9f78;
const mostFiles = 200;
const mostProperties = 5_000;

const attribute = {
  body: 0x0002800c,
  properties: 0x00069003,
  newFile: 0x00069002,
  fileName: 0x00018010,
  fileData: 0x0006800f,
  fileProperties: 0x00069005,
  codePage: 0x00069007,
} as const;
const property = {
  body: 0x1000,
  rtf: 0x1009,
  html: 0x1013,
  data: 0x3701,
  shortName: 0x3704,
  longName: 0x3707,
  mimeType: 0x370e,
  contentId: 0x3712,
  displayName: 0x3001,
} as const;

type Property = { kind: number; bytes: Buffer; text: () => string };

/**
 * Reads a winmail.dat. Every length is checked against what is there: of a damaged or hostile one comes what stands
 * before the damage. @returns undefined when it is no TNEF at all
 */
export function readTnef(content: Uint8Array): TnefContent | undefined {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  if (bytes.length < 6 || bytes.readUInt32LE(0) !== signature) return undefined;
  const found: TnefContent = { text: '', files: [] };
  let charset = 'windows-1252';
  let at = 6;
  let file: TnefContent['files'][number] | undefined;
  while (at + 9 <= bytes.length && found.files.length <= mostFiles) {
    const level = bytes.readUInt8(at);
    const id = bytes.readUInt32LE(at + 1);
    const length = bytes.readUInt32LE(at + 5);
    const end = at + 9 + length;
    // After the value two bytes of checksum; senders get it wrong, so it is not insisted on.
    if ((level !== 1 && level !== 2) || end > bytes.length) break;
    const value = bytes.subarray(at + 9, end);
    at = end + 2;
    if (id === attribute.codePage && value.length >= 4) charset = charsetOf(value.readUInt32LE(0));
    else if (id === attribute.body && found.text === '') found.text = cleanText(decode(value, charset));
    else if (id === attribute.properties) takeBody(found, readProperties(value, charset));
    else if (id === attribute.newFile) {
      file = { name: '', contentType: 'application/octet-stream', content: Buffer.alloc(0) };
      found.files.push(file);
    } else if (file && id === attribute.fileName) file.name ||= cleanText(decode(value, charset));
    else if (file && id === attribute.fileData) file.content = value;
    else if (file && id === attribute.fileProperties) takeFile(file, readProperties(value, charset));
  }
  found.files = found.files.filter((each) => each.content.length > 0).slice(0, mostFiles);
  return found;
}

function takeBody(found: TnefContent, properties: ReadonlyMap<number, Property>): void {
  const plain = properties.get(property.body)?.text();
  if (plain) found.text = plain;
  const html = properties.get(property.html);
  if (html) found.html = html.text();
  const rtf = properties.get(property.rtf);
  if (rtf && found.text === '' && found.html === undefined)
    found.text = rtfToText(decompressRtf(rtf.bytes)?.toString('latin1') ?? '');
}

function takeFile(file: TnefContent['files'][number], properties: ReadonlyMap<number, Property>): void {
  const name = (
    properties.get(property.longName) ??
    properties.get(property.shortName) ??
    properties.get(property.displayName)
  )?.text();
  if (name) file.name = name;
  const type = properties.get(property.mimeType)?.text();
  if (type && /^[\w.+-]{1,100}\/[\w.+-]{1,100}$/.test(type)) file.contentType = type.toLowerCase();
  const contentId = properties.get(property.contentId)?.text();
  if (contentId) file.contentId = contentId;
  const data = properties.get(property.data);
  // An embedded object starts with its interface's id.
  if (data) file.content = data.kind === 0x000d ? data.bytes.subarray(16) : data.bytes;
}

const fixedSizes: Readonly<Record<number, number>> = {
  0x0002: 4,
  0x0003: 4,
  0x0004: 4,
  0x0005: 8,
  0x0006: 8,
  0x0007: 8,
  0x000a: 4,
  0x000b: 4,
  0x0014: 8,
  0x0040: 8,
  0x0048: 16,
};
const sized = new Set([0x000d, 0x001e, 0x001f, 0x0102]);

function readProperties(bytes: Buffer, charset: string): Map<number, Property> {
  const found = new Map<number, Property>();
  let at = 0;
  const left = (length: number) => length >= 0 && at + length <= bytes.length;
  const number = () => {
    const value = bytes.readUInt32LE(at);
    at += 4;
    return value;
  };
  if (!left(4)) return found;
  const count = Math.min(number(), mostProperties);
  for (let index = 0; index < count && left(4); index += 1) {
    const type = bytes.readUInt16LE(at);
    const id = bytes.readUInt16LE(at + 2);
    at += 4;
    if (id >= 0x8000) {
      // A named property: its set, and a number or a name padded to four bytes.
      if (!left(20)) break;
      at += 16;
      if (number() === 0) at += 4;
      else {
        if (!left(4)) break;
        const name = padded(number());
        if (!left(name)) break;
        at += name;
      }
    }
    const kind = type & 0x0fff;
    const several = (type & 0x1000) !== 0 || sized.has(kind);
    if (several && !left(4)) break;
    const values = several ? number() : 1;
    if (values > mostProperties) break;
    for (let value = 0; value < values; value += 1) {
      if (sized.has(kind) && !left(4)) return found;
      const length = sized.has(kind) ? number() : fixedSizes[kind];
      if (length === undefined || !left(length)) return found;
      const part = bytes.subarray(at, at + length);
      at += padded(length);
      if (value === 0)
        found.set(id, {
          kind,
          bytes: part,
          text: () => cleanText(kind === 0x001f ? part.toString('utf16le') : decode(part, charset)),
        });
    }
  }
  return found;
}

function padded(length: number): number {
  return (length + 3) & ~3;
}

function charsetOf(codePage: number): string {
  if (codePage === 65001) return 'utf-8';
  return codePage >= 1250 && codePage <= 1258 ? `windows-${codePage}` : 'windows-1252';
}

function decode(bytes: Uint8Array, charset: string): string {
  const asUtf8 = new TextDecoder('utf-8').decode(bytes);
  return asUtf8.includes('\ufffd') ? new TextDecoder(charset).decode(bytes) : asUtf8;
}

function cleanText(text: string): string {
  return text.replaceAll('\u0000', '').toWellFormed();
}
