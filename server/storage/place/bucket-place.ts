import { Refusal } from '../../base/errors.ts';
import type { Bucket } from '../bucket/open-bucket.ts';
import type { Place } from './place.ts';

/** S3 takes 10,000 parts of an object; what is expected may be exceeded by half. */
const partsExpected = 6_000;

/** The bucket speaks of blobs; here it is the backups' place that is away. */
function asPlace(error: unknown): unknown {
  if (!(error instanceof Refusal) || error.details['blobs'] === undefined) return error;
  return new Refusal(error.code, { backup: error.details['blobs'] });
}

async function guard<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    throw asPlace(error);
  }
}

/** Backups in a bucket, below a prefix. */
export function openBucketPlace(bucket: Bucket, prefix: string): Place {
  return {
    begin(name, expected = 0) {
      const object = bucket.begin(prefix + name, Math.ceil(expected / partsExpected));
      return {
        write: (pieces) => guard(() => object.write(pieces)),
        finish: () => guard(() => object.finish()),
        abandon: () => object.abandon(),
      };
    },
    read: (name, from, length) => guard(() => bucket.read(prefix + name, from, length)),
    remove: (name) => guard(() => bucket.remove(prefix + name)),
    async *list(within) {
      try {
        for await (const { name, bytes, at } of bucket.list(prefix + within))
          if (bytes !== undefined) yield { name: name.slice(prefix.length), bytes, at };
      } catch (error) {
        throw asPlace(error);
      }
    },
    async removeUnfinished(within) {
      const names: string[] = [];
      try {
        for await (const { name, bytes } of bucket.list(prefix + within))
          if (bytes === undefined) names.push(name);
      } catch (error) {
        throw asPlace(error);
      }
      // Whole objects of that name stay: only what was begun is ended.
      for (const name of new Set(names)) await guard(() => bucket.endUploads(name));
      return names.length;
    },
  };
}
