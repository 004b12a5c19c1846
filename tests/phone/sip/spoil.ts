import fc from 'fast-check';
import { UnreadableSip } from '../../../server/channels/phone/sip/message/unreadable-sip.ts';

/** Real bytes with some of them changed, cut, doubled: what a hostile or broken peer sends. */
export const spoilt = (bytes: Buffer) =>
  fc
    .array(fc.tuple(fc.nat(bytes.length), fc.nat(40), fc.uint8Array({ maxLength: 12 })), {
      minLength: 1,
      maxLength: 6,
    })
    .map((changes) => {
      let changed = bytes;
      for (const [at, length, put] of changes)
        changed = Buffer.concat([changed.subarray(0, at), put, changed.subarray(at + length)]);
      return changed;
    });

/** Runs it: it may refuse, by a code, and do nothing else. */
export function mayRefuse(act: () => unknown): void {
  try {
    act();
  } catch (error) {
    if (!(error instanceof UnreadableSip)) throw error;
  }
}
