import type { Hmac } from 'node:crypto';

/** A line that does not end within this is taken in parts, so that it need not be held. */
const longLine = 64 * 1024;
/** More than this is held of nothing, whatever a mail is made of. */
const mostHeld = 1024 * 1024;

const isSpace = (byte: number) => byte === 32 || (byte >= 9 && byte <= 13);

/**
 * Digests a body without what differs by the way it came: line ends, blank lines at the end, the marks of a file of mails.
 * Takes it in pieces, holding an unfinished line and the blanks that may be the last.
 */
export function digestBody(digest: Hmac): { update(piece: Buffer): void; end(): void } {
  let line: Buffer | undefined;
  let blanks: Buffer[] = [];
  let held = 0;

  function flush(): void {
    for (const each of blanks) digest.update(each);
    blanks = [];
    held = 0;
  }

  /** @param bytes from the beginning of a line, or from within a long one where no mark can begin */
  function take(bytes: Buffer): void {
    let end = bytes.length;
    while (end > 0 && isSpace(bytes[end - 1]!)) end -= 1;
    if (end > 0) {
      flush();
      // The blank after a mark may be the last of the bytes.
      for (const [from, to] of withoutQuotedFrom(bytes))
        for (const each of withoutReturns(bytes.subarray(from, Math.min(to, end)))) digest.update(each);
    }
    for (const each of withoutReturns(bytes.subarray(end))) {
      // A copy: the piece may be used again.
      blanks.push(Buffer.from(each));
      held += each.length;
    }
    if (held > mostHeld) flush();
  }

  return {
    update(piece) {
      const bytes = line === undefined ? piece : Buffer.concat([line, piece]);
      const cut = bytes.lastIndexOf(10) + 1 || cutLongLine(bytes);
      if (cut > 0) take(bytes.subarray(0, cut));
      line = cut === bytes.length ? undefined : Buffer.from(bytes.subarray(cut));
    },
    end() {
      if (line) take(line);
      line = undefined;
    },
  };
}

/** Where a line may be cut without hiding a line end or a mark; 0: not yet. */
function cutLongLine(bytes: Buffer): number {
  if (bytes.length < longLine) return 0;
  for (let cut = bytes.length - 1; cut > bytes.length - 1024; cut -= 1) {
    const mark = bytes.subarray(cut - quotedFrom.length, cut + 1).includes(quotedFrom[0]!);
    if (!mark && bytes[cut - 1] !== 13) return cut;
  }
  return bytes.length < mostHeld ? 0 : bytes.length;
}

const quotedFrom = Buffer.from('>From ');

/** A file of mails marks lines that begin with "From ", and kinds of files differ in which of them. */
function* withoutQuotedFrom(body: Buffer): Generator<[from: number, to: number]> {
  let at = 0;
  for (let mark = body.indexOf(quotedFrom); mark !== -1; mark = body.indexOf(quotedFrom, mark + 1)) {
    let start = mark;
    while (start > at && body[start - 1] === quotedFrom[0]) start -= 1;
    if (start !== 0 && body[start - 1] !== 0x0a) continue;
    yield [at, start];
    at = mark + 1;
  }
  yield [at, body.length];
}

function* withoutReturns(body: Buffer): Generator<Buffer> {
  const end = body.length;
  let at = 0;
  while (at < end) {
    const crlf = body.indexOf('\r\n', at);
    const stop = crlf === -1 ? end : crlf;
    if (stop > at) yield body.subarray(at, stop);
    at = stop === end ? end : stop + 1;
  }
}
