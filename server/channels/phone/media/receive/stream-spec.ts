import type { SoundFormat } from '../codecs/decoders.ts';
import type { Side } from '../kept-sound.ts';
import type { SrtpCrypto } from '../rtp/srtp-keys.ts';

/** One m-line of the session, as it was agreed. */
export interface StreamSpec {
  readonly side: Side;
  /** What each payload type means. One that is not named is refused. */
  readonly formats: Readonly<Record<number, SoundFormat>>;
  /** IP addresses that may send: the one signalled, or those the peer is allowed. */
  readonly from: readonly string[];
  /** The port that the peer says it sends from: whoever speaks from there is not kept out by anybody else. */
  readonly fromPort?: number;
  /** Left out: in the clear, as RTP/AVP. */
  readonly crypto?: SrtpCrypto;
  /** True while the m-line is `inactive`: what comes is dropped, and silence is kept. */
  readonly isPaused?: boolean;
}

/** What became of the packets of one stream. */
export interface StreamFigures {
  readonly side: Side;
  /** Taken, whatever they carried. */
  packets: number;
  /** Never came, as far as sequence numbers tell. */
  lost: number;
  /** Came so late that what followed was kept already: placed all the same, dropped only where the codec has memory. */
  late: number;
  duplicates: number;
  /** From an address that may not send, or from a second source while the first goes on. */
  refusedSource: number;
  /** Not as it was sealed, or seen before. */
  refusedSeal: number;
  /** No RTP, a payload type that was not agreed, or a payload that is none of its codec. */
  refusedForm: number;
  /** While paused. */
  paused: number;
  /** RTCP, on either port. Nothing in it is used. */
  control: number;
  /** Milliseconds of the call with no sound of this stream: gaps, loss, pauses, keys. */
  silentMs: number;
  /** Milliseconds of tones and keys that became silence. */
  mutedMs: number;
  /** Changes of source (SSRC, address or port). */
  sources: number;
}

export function noFigures(side: Side): StreamFigures {
  return {
    side,
    packets: 0,
    lost: 0,
    late: 0,
    duplicates: 0,
    refusedSource: 0,
    refusedSeal: 0,
    refusedForm: 0,
    paused: 0,
    control: 0,
    silentMs: 0,
    mutedMs: 0,
    sources: 0,
  };
}
