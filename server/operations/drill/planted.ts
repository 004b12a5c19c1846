import { createLooking, type Looking } from './look-through.ts';
import type { Secret } from './forms-of.ts';
import { createSecretSearch, type SecretSearch } from './search-secrets.ts';
import { categories, type Category, type Theft, type Thief } from './thieves.ts';

export interface Planted {
  readonly category: Category;
  readonly secret: Secret;
}

export interface Hunt {
  readonly planted: readonly Planted[];
  /** Goes through one haul. What it cannot take throws `NotTaken`. */
  rob(thief: Thief, take: (looking: Looking) => Promise<void> | void): Promise<Theft>;
}

/** A haul that cannot be had on this machine, or not as this user; the message is ours, and says why. */
export class NotTaken extends Error {
  override readonly name = 'NotTaken';
}

const mostPlaces = 10;
const nameOf = (secret: Secret) => (typeof secret === 'string' ? secret : secret.name);

export function createHunt(planted: readonly Planted[]): Hunt {
  const search: SecretSearch = createSecretSearch(planted.map(({ secret }) => secret));
  const categoryOf = new Map(planted.map(({ category, secret }) => [nameOf(secret), category]));

  return {
    planted,
    async rob(thief, take) {
      const looking = createLooking(search);
      let notTaken: string | undefined;
      try {
        await take(looking);
        if (looking.bytes() === 0) notTaken = 'there was nothing to look at';
      } catch (error) {
        if (!(error instanceof NotTaken)) throw error;
        notTaken = error.message;
      }
      const stolen = new Map(looking.hits.toReversed().map((hit) => [hit.secret, hit]));
      const found: Record<string, { found: number; planted: number }> = {};
      for (const category of categories) {
        const all = [...categoryOf].filter(([, its]) => its === category);
        if (all.length === 0) continue;
        found[category] = {
          planted: all.length,
          found: all.filter(([secret]) => stolen.has(secret)).length,
        };
      }
      return {
        thief,
        notTaken,
        bytes: looking.bytes(),
        found,
        places: [...stolen.values()].slice(0, mostPlaces).map(({ secret, where, form }) => ({
          category: categoryOf.get(secret)!,
          where,
          form,
        })),
      };
    },
  };
}
