import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hash,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto';
import { Refusal } from '../../base/errors.ts';
import type { Db } from '../../storage/database.ts';
import type { Keeper } from './keeper.ts';

/**
 * Finds a value without holding it: keyed digests of normalised values. What leaks is equality:
 * who has the database sees that two rows share an address, not which one (docs/threat-model.md).
 */
export interface BlindIndex {
  /** Digest of a normalised identifier; `kind` keeps a phone number and a code with the same digits apart. */
  digest(kind: string, normalised: string): Buffer;
  /** Truncated token hashes of a name: 32 bits, so several names share one; open and filter after. */
  tokens(kind: string, words: readonly string[]): number[];
  /**
   * Token hashes of a text's words, in their order: 32 bits of AES(key, SHA-256(word)). A text has a
   * hundred words and more, and one pass of AES over all their digests costs a tenth of as many HMACs.
   */
  textTokens(words: readonly string[]): Int32Array;
}

const keyName = 'identifiers';

function wrapContext(epoch: number): Buffer {
  return Buffer.from(`index/${keyName}/${epoch}`);
}

/** Opens the index key from the ring, or makes it on first start. */
export async function openBlindIndex(db: Db, keeper: Keeper): Promise<BlindIndex> {
  const [current] = await db.query<{ current: number | null }>('SELECT ring.current_epoch() AS current');
  const now = current?.current;
  if (now == null) throw new Refusal('storage-unavailable', { reason: 'no-epoch' });
  const read = () =>
    db.query<{ epoch: number; wrapped: Buffer }>('SELECT epoch, wrapped FROM ring.read_index_key($1)', [
      keyName,
    ]);
  let [row] = await read();
  if (row === undefined) {
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', await keeper.epochKey(now), nonce);
    cipher.setAAD(wrapContext(now));
    const body = Buffer.concat([cipher.update(randomBytes(32)), cipher.final()]);
    await db.query('SELECT ring.make_index_key($1, $2, $3)', [
      keyName,
      now,
      Buffer.concat([nonce, body, cipher.getAuthTag()]),
    ]);
    // Two processes may have started at once: the first one's key stands.
    [row] = await read();
  }
  if (row === undefined) throw new Refusal('storage-unavailable', { reason: 'no-index-key' });
  const { epoch, wrapped } = row;
  const decipher = createDecipheriv('aes-256-gcm', await keeper.epochKey(epoch), wrapped.subarray(0, 12), {
    authTagLength: 16,
  });
  decipher.setAAD(wrapContext(epoch));
  decipher.setAuthTag(wrapped.subarray(wrapped.length - 16));
  const master = Buffer.concat([
    decipher.update(wrapped.subarray(12, wrapped.length - 16)),
    decipher.final(),
  ]);

  const keys = new Map<string, KeyObject>();
  const keyOf = (kind: string): KeyObject => {
    let key = keys.get(kind);
    if (key === undefined) {
      key = createSecretKey(
        Buffer.from(hkdfSync('sha256', master, Buffer.alloc(0), `haltija/index/${kind}`, 32)),
      );
      keys.set(kind, key);
    }
    return key;
  };

  const textKey = hkdfSync('sha256', master, Buffer.alloc(0), 'haltija/index/text-tokens', 32);
  const textCipherKey = createSecretKey(Buffer.from(textKey));

  return {
    textTokens(words) {
      const blocks = Buffer.allocUnsafe(words.length * 16);
      for (const [index, word] of words.entries())
        hash('sha256', word, 'buffer').copy(blocks, index * 16, 0, 16);
      // Each block stands for a word by itself, so there is nothing to chain: the blocks are digests, never text.
      const cipher = createCipheriv('aes-256-ecb', textCipherKey, null).setAutoPadding(false);
      const sealed = cipher.update(blocks);
      return Int32Array.from(words, (_word, index) => sealed.readInt32BE(index * 16));
    },
    digest: (kind, normalised) => createHmac('sha256', keyOf(kind)).update(normalised).digest(),
    tokens: (kind, words) => [
      ...new Set(
        words.map((word) =>
          createHmac('sha256', keyOf(`${kind}/token`))
            .update(word)
            .digest()
            .readInt32BE(0),
        ),
      ),
    ],
  };
}
