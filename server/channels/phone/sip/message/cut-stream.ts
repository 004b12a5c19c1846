import { endOfHead, parseHead } from './parse-message.ts';
import { sipLimits } from './sip-limits.ts';
import { UnreadableSip } from './unreadable-sip.ts';

export interface StreamCutter {
  /** @throws {UnreadableSip} the stream cannot be followed any more: close it */
  take(chunk: Uint8Array): void;
  /** Whether a message has begun and is not whole. */
  isWaiting(): boolean;
}

/**
 * Cuts a TCP stream into messages by their Content-Length (RFC 3261, 18.3), which must be there. Two line ends alone
 * are a sign of life, to be answered by one (RFC 5626, 3.5.1).
 */
export function cutStream(onMessage: (bytes: Uint8Array) => void, onPing: () => void): StreamCutter {
  let held = Buffer.alloc(4096);
  let size = 0;
  // Up to where no end of a head was found: a message that comes byte by byte is not searched from its beginning each time.
  let searched = 0;
  let awaited: number | undefined;

  function add(chunk: Uint8Array): void {
    if (size + chunk.length > held.length) {
      const larger = Buffer.alloc(Math.max(held.length * 2, size + chunk.length));
      held.copy(larger, 0, 0, size);
      held = larger;
    }
    held.set(chunk, size);
    size += chunk.length;
  }

  function drop(bytes: number): void {
    held.copyWithin(0, bytes, size);
    size -= bytes;
    searched = 0;
    awaited = undefined;
    if (held.length > sipLimits.messageBytes && size < 4096) held = Buffer.from(held.subarray(0, 4096));
  }

  function skipLineEnds(): boolean {
    let ends = 0;
    while (ends + 2 <= size && held[ends] === 13 && held[ends + 1] === 10) ends += 2;
    if (ends >= 4) onPing();
    if (ends > 0) drop(ends);
    return size > 0;
  }

  function next(): boolean {
    if (awaited === undefined) {
      if (!skipLineEnds()) return false;
      const end = endOfHead(held.subarray(0, size), Math.max(0, searched - 3));
      if (end < 0 ? size > sipLimits.headBytes : end > sipLimits.headBytes)
        throw new UnreadableSip('too-large');
      searched = size;
      if (end < 0) return false;
      const { bodyBytes } = parseHead(held.subarray(0, end));
      if (bodyBytes === undefined) throw new UnreadableSip('length-wrong');
      awaited = end + bodyBytes;
      if (awaited > sipLimits.messageBytes) throw new UnreadableSip('too-large');
    }
    if (size < awaited) return false;
    const message = Uint8Array.from(held.subarray(0, awaited));
    drop(awaited);
    onMessage(message);
    return true;
  }

  return {
    take(chunk) {
      add(chunk);
      while (next());
    },
    // A lone CR or an empty line that has begun is no message.
    isWaiting: () => size > 2,
  };
}
