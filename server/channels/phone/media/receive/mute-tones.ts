import { encodings, type TakeSound } from '../kept-sound.ts';
import { isTone } from './find-tone.ts';

/** 20 ms: a key sounds 40 ms at least, so that one block lies within it wherever the blocks begin. */
const blockTicks = 160;

interface Block {
  readonly tick: number;
  readonly encoding: number;
  readonly bytes: Uint8Array;
  isMuted: boolean;
}

/**
 * Lets sound through, and silence of the same length where a key is pressed: card numbers are typed as tones. The block before and the one after
 * a tone are muted with it, since they hold its edges; so the last block always waits for its neighbour.
 */
export class ToneMuter {
  /** Ticks of sound that became silence. */
  muted = 0;
  private readonly take: TakeSound;
  private waiting: Block | undefined;
  private wasTone = false;
  /** The block that is being filled. */
  private room = new Uint8Array(0);
  private filled = 0;
  private tick = 0;
  private encoding = 0;

  constructor(take: TakeSound) {
    this.take = take;
  }

  push(tick: number, encoding: number, bytes: Uint8Array): void {
    const { perTick } = encodings[encoding]!;
    if (encoding !== this.encoding || tick !== this.tick + this.filled / perTick) this.flush();
    if (this.filled === 0) {
      this.tick = tick;
      this.encoding = encoding;
    }
    const size = blockTicks * perTick;
    for (let at = 0; at < bytes.length;) {
      // Most packets are a block as they come.
      const left = bytes.length - at;
      if (this.filled === 0 && left >= size) {
        this.finish(bytes.subarray(at, at + size));
        at += size;
        continue;
      }
      if (this.filled === 0) this.room = new Uint8Array(size);
      const part = bytes.subarray(at, at + size - this.filled);
      this.room.set(part, this.filled);
      this.filled += part.length;
      at += part.length;
      if (this.filled === size) {
        this.filled = 0;
        this.finish(this.room);
      }
    }
  }

  /** Lets go of what waits: a gap follows, or the end. */
  flush(): void {
    if (this.filled > 0) {
      const rest = this.room.subarray(0, this.filled);
      this.filled = 0;
      this.finish(rest);
    }
    this.release();
    this.wasTone = false;
  }

  private finish(bytes: Uint8Array): void {
    const encoding = encodings[this.encoding]!;
    const isMuted = isTone(bytes, encoding);
    if (isMuted && this.waiting) this.waiting.isMuted = true;
    this.release();
    this.waiting = { tick: this.tick, encoding: this.encoding, bytes, isMuted: isMuted || this.wasTone };
    this.wasTone = isMuted;
    this.tick += bytes.length / encoding.perTick;
  }

  private release(): void {
    const block = this.waiting;
    if (!block) return;
    this.waiting = undefined;
    const { silence, perTick } = encodings[block.encoding]!;
    if (block.isMuted) this.muted += block.bytes.length / perTick;
    this.take(
      block.tick,
      block.encoding,
      block.isMuted ? new Uint8Array(block.bytes.length).fill(silence) : block.bytes,
    );
  }
}
