import {
  createCipheriv,
  createHmac,
  createSecretKey,
  hash,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto';
import { Refusal } from '../../base/errors.ts';
import type { Db, Tx } from '../../storage/database.ts';
import { createEpochs, type Epochs } from './epochs.ts';
import { createCover, type IndexCover, newCoverKey, unwrapCover, wrapCover } from './index-cover.ts';
import type { Keeper } from './keeper.ts';
import { openStored, storeUnder } from './wrap-stored.ts';

/**
 * One value's digest under each cover that rows may lie under: two while the index turns, else one. Of a writer's the
 * first is the one to be written.
 */
export type Digests = readonly [Buffer, ...Buffer[]];

/**
 * Finds a value without holding it: keyed digests of normalised values. What leaks is equality:
 * who has the database sees that two rows share an address, not which one (docs/threat-model.md).
 */
export interface BlindIndex {
  /** To be looked for. `kind` keeps a phone number and a code with the same digits apart. */
  digests(kind: string, normalised: string): Digests;
  /**
   * Of each word the truncated token hashes it may lie under: 32 bits, so several words share one; open and filter after.
   */
  tokens(kind: string, words: readonly string[]): number[][];
  /** Token hashes of a text's words, all that any of them may lie under. */
  textTokens(words: readonly string[]): number[];
  /** Under no cover, so it stays as it is: to be stored for what nobody can guess (a Message-ID) only, and for locks. */
  lastingDigest(kind: string, value: string): Buffer;
  /** The lasting digest in a stored one. */
  uncover(stored: Buffer): Buffer;
  /** Of a lasting digest. */
  digestsOf(lasting: Buffer): Digests;
  /** For what is written in this transaction; to be asked before the first digest of it is written. */
  hold(tx: Tx): Promise<IndexWriter>;
  /** Learns which covers there are. To be called every few seconds, so that nobody is refused when the index turns. */
  follow(db: Db): Promise<void>;
}

/** Writes under one cover: no row is written under another until the transaction ends. */
export interface IndexWriter {
  /** Goes with tokens into their row. */
  readonly cover: number;
  /** The first is to be written, unless one of the others stands there. */
  digests(kind: string, normalised: string): Digests;
  /** Of a lasting digest. */
  digestsOf(lasting: Buffer): Digests;
  tokens(kind: string, words: readonly string[]): number[];
  textTokens(words: readonly string[]): number[];
}

const keyName = 'identifiers';
/** Younger is believed by those who write. It is a fraction of the while a cover is known before it is written under. */
const knownFor = 15_000;

function nameIn(epoch: number, key: string): string {
  return `index/${key}/${epoch}`;
}

export function wrapIndexKey(epochKey: Buffer, epoch: number, name: string, key: Buffer): Buffer {
  return storeUnder(epochKey, nameIn(epoch, name), key);
}

/** @throws Refusal 'internal' (reason 'ring-row-broken') */
export function unwrapIndexKey(epochKey: Buffer, epoch: number, name: string, wrapped: Buffer): Buffer {
  const key = openStored([epochKey], nameIn(epoch, name), wrapped);
  if (key === undefined) throw new Refusal('internal', { reason: 'ring-row-broken', epoch });
  return key;
}

/** A cover that has not ended, as it stands in the ring. `age` in milliseconds since it began. */
export interface LiveCover {
  readonly generation: number;
  readonly epoch: number | null;
  readonly wrapped: Buffer | null;
  readonly written: boolean;
  readonly age: number;
}

/** Oldest first: one, or two while the index turns. */
export function listCovers(db: Db): Promise<LiveCover[]> {
  return db.query<LiveCover>('SELECT generation, epoch, wrapped, written, age FROM ring.list_covers()');
}

/** @throws Refusal 'internal' (reason 'ring-row-broken') */
export async function openCover(db: Db, epochs: Epochs, row: LiveCover): Promise<IndexCover> {
  const { generation, epoch, wrapped } = row;
  if (epoch === null || wrapped === null) return createCover(generation, undefined);
  const key = unwrapCover(await epochs.keyOf(db, epoch), epoch, generation, wrapped);
  if (key === undefined) throw new Refusal('internal', { reason: 'ring-row-broken', epoch });
  return createCover(generation, key);
}

/** Makes the next cover, under the newest epoch. Of several who do so at once one's stands; others' come to nothing. */
export async function beginCover(db: Db, epochs: Epochs, generation: number): Promise<void> {
  const now = await epochs.current(db);
  await db.query('SELECT ring.begin_cover($1, $2, $3)', [
    generation,
    now.epoch,
    wrapCover(now.key, now.epoch, generation, newCoverKey()),
  ]);
}

/** Opens the index key and the covers from the ring, or makes them on first start. */
export async function openBlindIndex(db: Db, keeper: Keeper): Promise<BlindIndex> {
  const epochs = createEpochs(keeper);
  const inner = createInner(await openIndexKey(db, epochs));
  // Of two processes that start at once the first one's stands.
  if ((await listCovers(db)).length === 0) await beginCover(db, epochs, 1);

  let known: { readonly at: number; readonly covers: readonly IndexCover[] } = { at: 0, covers: [] };
  const opened = new Map<number, IndexCover>();
  async function follow(within: Db): Promise<void> {
    const at = performance.now();
    const rows = await listCovers(within);
    const covers: IndexCover[] = [];
    for (const row of rows) covers.push(opened.get(row.generation) ?? (await openCover(within, epochs, row)));
    if (covers.length === 0) throw new Refusal('storage-unavailable', { reason: 'no-index-key' });
    opened.clear();
    for (const cover of covers) opened.set(cover.generation, cover);
    known = { at, covers };
  }
  await follow(db);

  const under = (digest: Buffer, covers: readonly IndexCover[]) =>
    covers.map((cover) => cover.coverDigest(digest)) as unknown as Digests;

  function createWriter(covers: readonly IndexCover[], generation: number): IndexWriter | undefined {
    const cover = covers.find((each) => each.generation === generation);
    if (cover === undefined) return undefined;
    const ordered = [cover, ...covers.filter((each) => each !== cover)];
    return {
      cover: generation,
      digests: (kind, normalised) => under(inner.digest(kind, normalised), ordered),
      digestsOf: (lasting) => under(lasting, ordered),
      tokens: (kind, words) => inner.tokens(kind, words).map((token) => cover.coverToken(token)),
      textTokens: (words) => Array.from(inner.textTokens(words), (token) => cover.coverToken(token)),
    };
  }

  const writers = new WeakMap<Tx, Promise<IndexWriter>>();
  async function hold(tx: Tx): Promise<IndexWriter> {
    if (performance.now() - known.at > knownFor) await follow(tx);
    const { covers } = known;
    if (covers.length === 1) {
      const [only] = covers;
      // Refused, at the latest when it commits, if another is written under by now.
      tx.send('SELECT ring.hold_index($1)', [only!.generation]);
      return createWriter(covers, only!.generation)!;
    }
    const [row] = await tx.query<{ written: number }>('SELECT ring.hold_index(NULL) AS written');
    const writer = createWriter(covers, row!.written);
    if (writer !== undefined) return writer;
    await follow(tx);
    return createWriter(known.covers, row!.written)!;
  }

  return {
    follow,
    digests: (kind, normalised) => under(inner.digest(kind, normalised), known.covers),
    tokens: (kind, words) =>
      inner.tokens(kind, words).map((token) => known.covers.map((cover) => cover.coverToken(token))),
    textTokens: (words) =>
      Array.from(inner.textTokens(words)).flatMap((token) =>
        known.covers.map((cover) => cover.coverToken(token)),
      ),
    lastingDigest: inner.digest,
    digestsOf: (lasting) => under(lasting, known.covers),
    uncover(stored) {
      const cover = opened.get(stored.readUInt16BE(0));
      if (cover === undefined) throw new Refusal('changed-meanwhile', { what: 'index' });
      return cover.uncoverDigest(stored);
    },
    hold(tx) {
      let writer = writers.get(tx);
      if (writer === undefined) writers.set(tx, (writer = hold(tx)));
      return writer;
    },
  };
}

async function openIndexKey(db: Db, epochs: Epochs): Promise<Buffer> {
  const read = () =>
    db.query<{ epoch: number; wrapped: Buffer }>('SELECT epoch, wrapped FROM ring.read_index_key($1)', [
      keyName,
    ]);
  let [row] = await read();
  if (row === undefined) {
    const now = await epochs.current(db);
    await db.query('SELECT ring.make_index_key($1, $2, $3)', [
      keyName,
      now.epoch,
      wrapIndexKey(now.key, now.epoch, keyName, randomBytes(32)),
    ]);
    // Two processes may have started at once: the first one's key stands.
    [row] = await read();
  }
  if (row === undefined) throw new Refusal('storage-unavailable', { reason: 'no-index-key' });
  return unwrapIndexKey(await epochs.keyOf(db, row.epoch), row.epoch, keyName, row.wrapped);
}

/** What lies under the covers: digests and tokens keyed with the index key alone. */
function createInner(master: Buffer) {
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
  const digest = (kind: string, value: string) => createHmac('sha256', keyOf(kind)).update(value).digest();

  const textKey = hkdfSync('sha256', master, Buffer.alloc(0), 'haltija/index/text-tokens', 32);
  const textCipherKey = createSecretKey(Buffer.from(textKey));
  return {
    digest,
    tokens: (kind: string, words: readonly string[]) => [
      ...new Set(words.map((word) => digest(`${kind}/token`, word).readInt32BE(0))),
    ],
    /**
     * In the words' order: 32 bits of AES(key, SHA-256(word)). A text has a hundred words and more, and one pass of AES
     * over all their digests costs a tenth of as many HMACs.
     */
    textTokens(words: readonly string[]): Int32Array {
      const blocks = Buffer.allocUnsafe(words.length * 16);
      for (const [index, word] of words.entries())
        hash('sha256', word, 'buffer').copy(blocks, index * 16, 0, 16);
      // Each block stands for a word by itself, so there is nothing to chain: the blocks are digests, never text.
      const cipher = createCipheriv('aes-256-ecb', textCipherKey, null).setAutoPadding(false);
      const sealed = cipher.update(blocks);
      return Int32Array.from(words, (_word, index) => sealed.readInt32BE(index * 16));
    },
  };
}
