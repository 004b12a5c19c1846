import { createHmac, timingSafeEqual } from 'node:crypto';
import { Refusal } from '../../base/errors.ts';
import type { Db } from '../../storage/database.ts';
import type { Keeper } from './keeper.ts';

/** The epochs as this process knows them: which one to wrap under, and their keys. */
export interface Epochs {
  /** New keys are wrapped under this one. */
  current(db: Db): Promise<{ epoch: number; key: Buffer }>;
  /** @throws Refusal 'settings-invalid': 'no-epoch-key' also when the epoch has ended */
  keyOf(db: Db, epoch: number): Promise<Buffer>;
  /** Asks anew, and forgets the keys of epochs that ended. */
  follow(db: Db): Promise<void>;
}

interface LiveEpoch {
  readonly epoch: number;
  readonly key_check: Buffer;
}

/**
 * A process learns of a new epoch within this while, long before the old one takes no more keys (`learning` in
 * turn-epoch). One that was away longer is refused by the database, and asks anew.
 */
const knownFor = 5_000;

export function createEpochs(keeper: Keeper): Epochs {
  let known: { at: number; live: readonly LiveEpoch[] } | undefined;
  const proved = new Set<number>();

  async function look(db: Db): Promise<readonly LiveEpoch[]> {
    const live = await db.query<LiveEpoch>(
      'SELECT epoch, key_check FROM ring.epoch WHERE ended_at IS NULL ORDER BY epoch DESC',
    );
    known = { at: Date.now(), live };
    keeper.rememberOnly(live.map(({ epoch }) => epoch));
    return live;
  }

  async function prove(found: LiveEpoch): Promise<Buffer> {
    const key = await keeper.epochKey(found.epoch);
    if (!proved.has(found.epoch)) {
      mustMatch(found.epoch, key, found.key_check);
      proved.add(found.epoch);
    }
    return key;
  }

  return {
    async current(db) {
      if (known !== undefined && Math.abs(Date.now() - known.at) < knownFor) {
        const [newest] = known.live;
        // It may have ended within that while, its key gone.
        const key = newest && (await prove(newest).catch(() => undefined));
        if (key) return { epoch: newest.epoch, key };
      }
      const [newest] = await look(db);
      if (newest === undefined) throw new Refusal('storage-unavailable', { reason: 'no-epoch' });
      return { epoch: newest.epoch, key: await prove(newest) };
    },
    async keyOf(db, epoch) {
      const find = (live: readonly LiveEpoch[]) => live.find((each) => each.epoch === epoch);
      const found = (known && find(known.live)) ?? find(await look(db));
      if (found === undefined)
        throw new Refusal('settings-invalid', {
          setting: 'HALTIJA_KEEPER_DIR',
          reason: 'no-epoch-key',
          epoch,
        });
      return prove(found);
    },
    follow: async (db) => void (await look(db)),
  };
}

/** What the ring keeps of an epoch's key: it tells nothing of the key, and tells another one apart. */
export function checkOf(epoch: number, key: Buffer): Buffer {
  return createHmac('sha256', key).update(`haltija/epoch/${epoch}`).digest().subarray(0, 16);
}

/** Two keepers for one database would each have an epoch key of their own, and neither could read the other's. */
export function mustMatch(epoch: number, key: Buffer, check: Buffer): void {
  if (!timingSafeEqual(checkOf(epoch, key), check))
    throw new Refusal('settings-invalid', {
      setting: 'HALTIJA_KEEPER_DIR',
      reason: 'epoch-key-differs',
      epoch,
    });
}
