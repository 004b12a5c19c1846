import { Refusal } from '../base/errors.ts';
import { isId, newId, type Id } from '../base/new-id.ts';
import { type Blobs, placeOf } from './blobs.ts';
import type { Bucket } from './bucket/open-bucket.ts';

/** Says whose blobs these are: who reads another's word takes none of them for a stray. */
const ownerName = 'haltija-register';

/** Undefined when the place is nobody's yet. */
export async function readBlobOwner(bucket: Bucket, prefix: string): Promise<string | undefined> {
  try {
    return (await bucket.read(`${prefix}${ownerName}`, 0, 128)).toString('utf8');
  } catch (error) {
    if (error instanceof Refusal && error.code === 'not-found') return undefined;
    throw error;
  }
}

/**
 * Blobs in a bucket, placed as in the folder, so that they can be copied from one to the other as they are.
 * @param owner a word that is this register's alone and tells nothing
 */
export function keepBlobsInBucket(bucket: Bucket, prefix: string, owner: string): Blobs {
  const nameOf = (id: Id<'blob'>) => `${prefix}${placeOf(id)}/${id}`;

  /** Takes the place when it is nobody's. @throws Refusal 'storage-unavailable' (`of-another-register`) */
  async function checkOwner(): Promise<void> {
    const found = await readBlobOwner(bucket, prefix);
    if (found === owner) return;
    if (found === undefined) {
      const object = bucket.begin(`${prefix}${ownerName}`);
      await object.write([Buffer.from(owner)]);
      await object.finish();
      // Two that came at once read the same word.
      if ((await readBlobOwner(bucket, prefix)) === owner) return;
    }
    throw new Refusal('storage-unavailable', { blobs: 'of-another-register' });
  }

  function known(id: Id<'blob'>): Id<'blob'> {
    if (!isId(id)) throw new Refusal('not-found');
    return id;
  }

  return {
    bestRead: 2 * 1024 * 1024,
    // A promise, as the folder's is: there is nothing to ask the server for yet.
    async begin(given) {
      const id = given ?? newId<'blob'>();
      const object = bucket.begin(nameOf(id));
      return {
        write: (pieces) => object.write(pieces),
        finish: () => object.finish().then(() => id),
        abandon: () => object.abandon(),
      };
    },
    size: async (id) => bucket.size(nameOf(known(id))),
    read: async (id, from, length, into) => bucket.read(nameOf(known(id)), from, length, into),
    async remove(id) {
      if (isId(id)) await bucket.remove(nameOf(id));
    },
    async *list() {
      await checkOwner();
      for await (const { name, at } of bucket.list(prefix)) {
        const id = name.slice(name.lastIndexOf('/') + 1);
        if (isId<'blob'>(id) && name === nameOf(id)) yield { id, at };
      }
    },
    // Asked every few seconds: a probe that is written would stay for ever where the bucket keeps what is removed.
    check: checkOwner,
  };
}
