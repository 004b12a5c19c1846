import { Refusal } from '../../base/errors.ts';
import type { Keeper } from '../../safeguards/vault/keeper.ts';
import type { Place } from '../../storage/place/place.ts';
import { ownerName } from './format.ts';

/** By which a place is known to be this register's: a word that is its alone and tells nothing. */
export const ownerWord = (keeper: Keeper): string => keeper.derive('backups/owner', 16).toString('hex');

/** Undefined: nobody's yet. */
export async function readOwner(place: Place): Promise<string | undefined> {
  try {
    return (await place.read(ownerName, 0, 128)).toString('utf8');
  } catch (error) {
    if (error instanceof Refusal && error.code === 'not-found') return undefined;
    throw error;
  }
}

/**
 * Takes the place when it is nobody's: old backups are removed there, and never those of another register.
 * @throws Refusal 'storage-unavailable' ('of-another-register')
 */
export async function claimPlace(place: Place, keeper: Keeper): Promise<void> {
  const word = ownerWord(keeper);
  if ((await readOwner(place)) === undefined) {
    const object = place.begin(ownerName);
    try {
      await object.write([Buffer.from(word)]);
      await object.finish();
    } catch (error) {
      await object.abandon();
      throw error;
    }
  }
  if ((await readOwner(place)) !== word)
    throw new Refusal('storage-unavailable', { backup: 'of-another-register' });
}
