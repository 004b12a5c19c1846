import { createHash, type KeyObject, verify } from 'node:crypto';
import { ed25519PublicKeyOf } from '../../../base/ed25519.ts';

/** A witness that checkpoints are shown to: its name, and the key that its cosignatures are checked with. */
export interface WitnessKey {
  readonly name: string;
  readonly id: Buffer;
  readonly key: KeyObject;
}

export interface Cosignature {
  /** As it goes into the note, without its line end. */
  readonly line: string;
  /** When the witness saw that the log only grew until there. */
  readonly at: Date;
}

// The number that C2SP tlog-cosignature gives a cosignature by Ed25519.
const cosignatureMark = 4;

/** @param text the vkey of the witness, of type 4 (C2SP signed-note, tlog-cosignature). @returns undefined for anything else */
export function readWitnessKey(text: string): WitnessKey | undefined {
  const parts = /^([^\s+]{1,200})\+([0-9a-f]{8})\+([A-Za-z0-9+/]{44})$/.exec(text);
  if (!parts) return undefined;
  const [, name, id, encoded] = parts as unknown as [string, string, string, string];
  const bytes = Buffer.from(encoded, 'base64');
  if (bytes.length !== 33 || bytes[0] !== cosignatureMark) return undefined;
  const expected = createHash('sha256')
    .update(Buffer.concat([Buffer.from(`${name}\n`), bytes]))
    .digest()
    .subarray(0, 4);
  if (expected.toString('hex') !== id) return undefined;
  return { name, id: expected, key: ed25519PublicKeyOf(bytes.subarray(1)) };
}

/**
 * The witness's own among signature lines, checked against the text that was signed. Lines of other keys are passed over.
 * @param note the checkpoint as we signed it. @returns undefined where none of them holds
 */
export function findCosignature(note: string, lines: string, witness: WitnessKey): Cosignature | undefined {
  const text = note.slice(0, note.indexOf('\n\n') + 1);
  for (const line of lines.split('\n')) {
    const parts = /^— (\S+) ([A-Za-z0-9+/]+={0,2})$/.exec(line);
    if (parts?.[1] !== witness.name) continue;
    const bytes = Buffer.from(parts[2]!, 'base64');
    if (bytes.length !== 4 + 8 + 64 || !bytes.subarray(0, 4).equals(witness.id)) continue;
    const seconds = Number(bytes.readBigUInt64BE(4));
    // Later than any Date, it is no moment.
    if (seconds > 8_640_000_000_000) continue;
    const signed = Buffer.from(`cosignature/v1\ntime ${seconds}\n${text}`);
    if (verify(null, signed, witness.key, bytes.subarray(12))) return { line, at: new Date(seconds * 1000) };
  }
  return undefined;
}
