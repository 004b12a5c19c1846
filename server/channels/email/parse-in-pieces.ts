import type PostalMime from 'postal-mime';
import type { Email } from 'postal-mime';
import type { MailInPieces } from './mail-in-pieces.ts';
import { createPartCounter, isBlank, type MailLimits } from './mail-limits.ts';
import { mendHeaders, type MimePart } from './mend-charsets.ts';
import { type AttachmentPlace, UnreadableMail } from './parsed-mail.ts';

/** Attachments that decode to more than this stay where they are. */
const largestHeld = 1024 * 1024;
/** So much of such a one is held, for telling what it really is. */
const beginningBytes = 64 * 1024;
/** Within this the header of the mail is mended. */
const headBytes = 512 * 1024;

/** What of the library is driven by hand: by itself it reads only mail that is held whole. */
interface Driven {
  currentNode: Part;
  processLine(line: Uint8Array, isFinal: boolean): Promise<void>;
  parse(nothing: Uint8Array): Promise<Email>;
}

/** A part as the library reads it. */
interface Part extends MimePart {
  contentDisposition: { parsed: { params: Record<string, string> } };
  contentDecoder: Decoder | null;
  setupContentDecoder(encoding: string): void;
}

/** That of base64. */
interface Decoder {
  /** What is decoded, mostly some 75 kB each. */
  chunks: ArrayBuffer[];
  update(line: Uint8Array): void;
  flushRemainder(): void;
  finalize(): Promise<ArrayBuffer>;
}

/** Where large attachments stand, by the content that the library was left with: their beginning. */
export type Places = Map<unknown, AttachmentPlace>;

interface Line {
  readonly bytes: Uint8Array;
  readonly from: number;
  readonly isFinal: boolean;
}

/**
 * Parses a mail as it is read. A large attachment in base64 is decoded to learn its length and dropped; where it stands
 * is noted in `places`. What else a mail is made of - texts, messages within it, other encodings - is held, as in a small one.
 * @throws {UnreadableMail}; whatever reading throws, and the library
 */
export async function parseInPieces(
  postalMime: PostalMime,
  mail: MailInPieces,
  limits: MailLimits,
  places: Places,
): Promise<Email> {
  const parser = postalMime as unknown as Driven;
  const cut = createLineCutter();
  const count = createPartCounter();
  let blank = true;
  let part: Part | undefined;
  let line: Line | undefined;
  for await (const piece of withMendedHead(mail)) {
    blank &&= isBlank(piece.bytes);
    for (line of cut(piece)) {
      if (count(line.bytes) > limits.parts) throw new UnreadableMail('too-many-parts');
      if (part !== parser.currentNode) {
        part = parser.currentNode;
        watchPart(part, places, () => line!);
      }
      await parser.processLine(line.bytes, line.isFinal);
    }
  }
  if (blank) throw new UnreadableMail('empty');
  // All lines are in: what is left is to gather what they made.
  return parser.parse(new Uint8Array());
}

/** Pieces with their place in the mail; the first holds the header, mended. */
async function* withMendedHead(mail: MailInPieces): AsyncGenerator<Line> {
  let head: Uint8Array[] | undefined = [];
  let at = 0;
  for await (const bytes of mail.read()) {
    const from = at;
    at += bytes.length;
    const isFinal = at === mail.size;
    if (head === undefined) {
      yield { bytes, from, isFinal };
      continue;
    }
    head.push(bytes);
    if (at < headBytes && !isFinal) continue;
    const whole = Buffer.concat(head);
    head = undefined;
    const mended = mendHeaders(whole);
    // What follows the header stands where it stood.
    yield { bytes: mended, from: whole.length - mended.length, isFinal };
  }
}

/** Lines as the library cuts them: without their ends, and the last one is told to be it. */
function createLineCutter(): (piece: Line) => Generator<Line> {
  let begun: Uint8Array[] = [];
  let begunAt = 0;
  return function* cut({ bytes, from, isFinal }) {
    for (let at = 0; at < bytes.length;) {
      const end = bytes.indexOf(0x0a, at);
      if (begun.length === 0) begunAt = from + at;
      begun.push(bytes.subarray(at, end === -1 ? bytes.length : end + 1));
      if (end === -1 && !isFinal) return;
      at = end === -1 ? bytes.length : end + 1;
      const line = begun.length === 1 ? begun[0]! : Buffer.concat(begun);
      begun = [];
      yield { bytes: withoutEnd(line), from: begunAt, isFinal: isFinal && at === bytes.length };
    }
  };
}

function withoutEnd(line: Uint8Array): Uint8Array {
  let end = line.length;
  while (end > 0 && (line[end - 1] === 0x0a || line[end - 1] === 0x0d)) end -= 1;
  return line.subarray(0, end);
}

function watchPart(part: Part, places: Places, current: () => Line): void {
  const setUp = part.setupContentDecoder.bind(part);
  part.setupContentDecoder = (encoding) => {
    setUp(encoding);
    if (/base64/i.test(encoding) && mayStay(part)) leaveInPlace(part.contentDecoder!, places, current);
  };
}

/** Texts are shown, messages parsed, calendars and winmail.dat looked into: of all else only the beginning matters. */
function mayStay({ contentType, contentDisposition }: Part): boolean {
  const { value, params } = contentType.parsed;
  const name = contentDisposition.parsed.params['filename'] ?? params['name'] ?? '';
  return (
    !/^(?:text|message|multipart)\/|^application\/(?:ics|(?:vnd\.)?ms-tnef)$/i.test(value) &&
    !/winmail/i.test(name)
  );
}

function leaveInPlace(decoder: Decoder, places: Places, current: () => Line): void {
  const update = decoder.update.bind(decoder);
  const finalize = decoder.finalize.bind(decoder);
  let from: number | undefined;
  let to = 0;
  let size = 0;
  let counted = 0;

  function countDecoded(): void {
    for (; counted < decoder.chunks.length; counted += 1) size += decoder.chunks[counted]!.byteLength;
    if (size <= largestHeld) return;
    let held = 0;
    for (let bytes = 0; bytes < beginningBytes; held += 1) bytes += decoder.chunks[held]!.byteLength;
    decoder.chunks.length = held;
    counted = held;
  }

  decoder.update = (line) => {
    const { from: at, bytes } = current();
    from ??= at;
    to = at + bytes.length;
    update(line);
    countDecoded();
  };
  decoder.finalize = async () => {
    decoder.flushRemainder();
    countDecoded();
    const content = await finalize();
    if (size > largestHeld) places.set(content, { from: from!, to, size });
    return content;
  };
}
