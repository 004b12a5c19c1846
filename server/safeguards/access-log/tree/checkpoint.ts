import { createHash, type KeyObject, sign, verify } from 'node:crypto';
import { ed25519KeyOf, ed25519PublicKeyOf, rawPublicKeyOf } from '../../../base/ed25519.ts';

/** So many lines have this root (C2SP tlog-checkpoint). */
export interface Checkpoint {
  readonly origin: string;
  readonly size: number;
  readonly root: Buffer;
}

export interface CheckpointSigner {
  /** The log's name, first line of every checkpoint and name of its key. */
  readonly origin: string;
  /** What others check the signatures with (the vkey of C2SP signed-note). */
  readonly verifierKey: string;
  /** The signed note: text, empty line, signature line. */
  sign(size: number, root: Buffer): string;
  /**
   * A signed note that is no checkpoint. Its first line says what it is; a checkpoint's is the log's own name.
   * @param text lines, each with its end
   */
  signNote(text: string): string;
  /** @returns undefined for what is no checkpoint signed by us */
  read(note: string): Checkpoint | undefined;
}

// The number that C2SP signed-note gives Ed25519.
const ed25519Mark = Buffer.of(1);

/**
 * Checkpoints are signed with a key derived from the keeper's, and the log is named by that key: the public address of a house
 * may change, and two houses must never share a name.
 * @param seed 32 bytes, for this use alone
 */
export function createCheckpointSigner(seed: Buffer): CheckpointSigner {
  const key = ed25519KeyOf(seed);
  const raw = rawPublicKeyOf(key);
  const origin = `haltija-access-log-${createHash('sha256').update(raw).digest('hex').slice(0, 16)}`;
  const verifierKey = `${origin}+${keyIdOf(origin, raw).toString('hex')}+${Buffer.concat([ed25519Mark, raw]).toString('base64')}`;
  const reader = readVerifierKey(verifierKey)!;
  function signText(text: string): string {
    const signature = Buffer.concat([keyIdOf(origin, raw), sign(null, Buffer.from(text), key)]);
    return `${text}\n— ${origin} ${signature.toString('base64')}\n`;
  }
  return {
    origin,
    verifierKey,
    sign: (size, root) => signText(`${origin}\n${size}\n${root.toString('base64')}\n`),
    signNote(text) {
      // Nobody who can choose a text may have it taken for a checkpoint.
      if (!/^haltija-[a-z]+-\d+\n/.test(text) || text.startsWith(origin) || !text.endsWith('\n'))
        throw new TypeError('a note names its own kind');
      return signText(text);
    },
    read: (note) => readCheckpoint(note, reader),
  };
}

interface VerifierKey {
  readonly name: string;
  readonly id: Buffer;
  readonly key: KeyObject;
}

function keyIdOf(name: string, raw: Buffer): Buffer {
  return createHash('sha256')
    .update(Buffer.concat([Buffer.from(`${name}\n`), ed25519Mark, raw]))
    .digest()
    .subarray(0, 4);
}

function readVerifierKey(text: string): VerifierKey | undefined {
  const parts = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(text);
  if (!parts) return undefined;
  const [, name, id, encoded] = parts as unknown as [string, string, string, string];
  const bytes = Buffer.from(encoded, 'base64');
  if (bytes.length !== 33 || bytes[0] !== 1) return undefined;
  const raw = bytes.subarray(1);
  if (keyIdOf(name, raw).toString('hex') !== id) return undefined;
  return { name, id: Buffer.from(id, 'hex'), key: ed25519PublicKeyOf(raw) };
}

function readCheckpoint(note: string, by: VerifierKey): Checkpoint | undefined {
  const parts = /^((\S+)\n(0|[1-9]\d{0,15})\n([A-Za-z0-9+/]{43}=)\n(?:[^\n]+\n)*)\n((?:— \S+ \S+\n)+)$/.exec(
    note,
  );
  if (!parts) return undefined;
  const [, text, origin, size, root, signatures] = parts as unknown as string[];
  if (origin !== by.name) return undefined;
  for (const line of signatures!.split('\n')) {
    const [, name, encoded] = line.split(' ');
    if (name !== by.name) continue;
    const bytes = Buffer.from(encoded!, 'base64');
    if (!bytes.subarray(0, 4).equals(by.id)) continue;
    if (verify(null, Buffer.from(text!), by.key, bytes.subarray(4)))
      return { origin: origin!, size: Number(size), root: Buffer.from(root!, 'base64') };
  }
  return undefined;
}
