import type { Locked } from './key-service.ts';

// locked: mark (4), 1 when it never lay here unlocked (1), register (16), length of id (1), id, nonce (12), tag (16), body.
// Unlocked: the 60 bytes of `storeUnder`.
const mark = Buffer.from('HKS1');
const registerLength = 16;
const unlockedLength = 60;

/** A file of the keeper that a key of the service locks. */
export interface LockedFile {
  /** Whether its key was made under the service's, so that no copy of the folder ever held it without. */
  readonly fromTheStart: boolean;
  /** By which its names in the service differ from those of other registers. */
  readonly register: Buffer;
  /** Of the key in the service. */
  readonly id: string;
  readonly locked: Locked;
}

export function writeLockedFile({ fromTheStart, register, id, locked }: LockedFile): Buffer {
  const name = Buffer.from(id);
  return Buffer.concat([
    mark,
    Buffer.from([fromTheStart ? 1 : 0]),
    register,
    Buffer.from([name.length]),
    name,
    locked.nonce,
    locked.tag,
    locked.body,
  ]);
}

/** Undefined for a file that is not locked. */
export function readLockedFile(bytes: Buffer): LockedFile | undefined {
  if (bytes.length <= unlockedLength || !bytes.subarray(0, mark.length).equals(mark)) return undefined;
  let at = mark.length;
  const take = (length: number) => bytes.subarray(at, (at += length));
  const fromTheStart = take(1)[0] === 1;
  const register = take(registerLength);
  const id = take(take(1)[0] ?? 0).toString();
  const [nonce, tag] = [take(12), take(16)];
  return { fromTheStart, register, id, locked: { nonce, tag, body: bytes.subarray(at) } };
}
