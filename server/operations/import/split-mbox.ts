import type { FoundMail } from './found-mail.ts';

/** Where each message begins (RFC 4155): "From ", an address or a dash, and a moment with its year. */
const separator = /^From \S+ .*\d{1,2}:\d{2}.*\d{4}/;
const quoted = /^>+From /;
/** So much of a line tells what kind of line it is. */
const telling = 300;
/** A line longer than this is taken in pieces. */
const longestLine = 64 * 1024;
const newline = 0x0a;

interface Piece {
  readonly of: Buffer;
  readonly start: number;
  end: number;
}

/** Bytes of one message as slices of what was read, joined where they follow each other. */
function createPieces() {
  let pieces: Piece[] = [];
  let size = 0;
  return {
    size: () => size,
    add(of: Buffer, start: number, end: number) {
      size += end - start;
      const last = pieces.at(-1);
      if (last && last.of === of && last.end === start) last.end = end;
      else if (end > start) pieces.push({ of, start, end });
    },
    forget: () => void (pieces = []),
    join: () => Buffer.concat(pieces.map(({ of, start, end }) => of.subarray(start, end))),
  };
}

interface Message {
  readonly offset: number;
  readonly number: number;
  readonly statedAt: Date | undefined;
  readonly text: ReturnType<typeof createPieces>;
}

/**
 * The messages of an mbox file, one by one as its bytes come; of one that is larger than the limit only its place.
 * ">From " at the beginning of a line loses its mark (mboxrd; of mboxo all that can be known). What stands before the
 * first message is told as no mail. Memory: one message, and never more than the limit of it.
 */
export async function* splitMbox(
  source: AsyncIterable<Uint8Array>,
  { sizeLimit }: { sizeLimit: number },
): AsyncGenerator<FoundMail> {
  let message: Message | undefined;
  let number = 0;
  let offset = 0;
  let afterBlank = true;
  let midLine = false;
  let rest: Buffer = Buffer.alloc(0);

  function take(of: Buffer, start: number, end: number): FoundMail | undefined {
    const isLine = !midLine;
    const head = isLine ? of.toString('latin1', start, Math.min(end, start + telling)) : '';
    let done: FoundMail | undefined;
    if (isLine && afterBlank && head.startsWith('From ') && (offset === 0 || separator.test(head))) {
      done = message && finish(message, sizeLimit);
      number += 1;
      message = { offset, number, statedAt: readStated(head), text: createPieces() };
    } else {
      // What stands before the first message has its place, and is none.
      message ??= { offset, number: 0, statedAt: undefined, text: createPieces() };
      const mark = isLine && quoted.test(head) ? 1 : 0;
      message.text.add(of, start + mark, end);
      if (message.number === 0 || message.text.size() > sizeLimit) message.text.forget();
    }
    midLine = of[end - 1] !== newline;
    afterBlank = isLine && !midLine && (head === '\n' || head === '\r\n');
    offset += end - start;
    return done;
  }

  for await (const chunk of source) {
    const fresh = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    const bytes: Buffer = rest.length === 0 ? fresh : Buffer.concat([rest, fresh]);
    let at = 0;
    for (let end = bytes.indexOf(newline); end !== -1; end = bytes.indexOf(newline, at)) {
      const done = take(bytes, at, end + 1);
      at = end + 1;
      if (done) yield done;
    }
    // A line that goes on for ever is passed on as it comes.
    if (bytes.length - at > longestLine) {
      const done = take(bytes, at, bytes.length);
      at = bytes.length;
      if (done) yield done;
    }
    rest = bytes.subarray(at);
  }
  if (rest.length > 0) {
    const done = take(rest, 0, rest.length);
    if (done) yield done;
  }
  if (message) yield finish(message, sizeLimit);
}

function finish({ number, offset, text, statedAt }: Message, sizeLimit: number): FoundMail {
  if (number === 0) return { number, offset, problem: 'not-mail' };
  if (text.size() > sizeLimit) return { number, offset, problem: 'too-large' };
  const raw = text.join();
  if (isBlank(raw)) return { number, offset, problem: 'not-mail' };
  return {
    number,
    offset,
    raw,
    ...(statedAt ? { statedAt } : {}),
  };
}

export function isBlank(raw: Buffer): boolean {
  return raw.length < 1000 && raw.toString('latin1').trim() === '';
}

/** The moment of a "From " line; without a zone it is in UTC (RFC 4155). */
function readStated(line: string): Date | undefined {
  const text = /^From \S+ +(.*)$/m.exec(line)?.[1]?.trim() ?? '';
  const moment = new Date(/[+-]\d{4}|\b(?:UTC|GMT|Z)\b/.test(text) ? text : `${text} UTC`);
  return Number.isNaN(moment.getTime()) ? undefined : moment;
}
