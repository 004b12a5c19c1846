import { systemClock } from '../base/clock.ts';
import type { Settings } from '../base/settings.ts';
import type { House } from '../compose.ts';
import { attachStorage, type StorageHouse } from '../compose-storage.ts';
import { besideService, createTerminalLog } from './command-settings.ts';

/** Database, keeper and blobs for as long as `work` lasts, beside the running service or without one. */
export async function useStorage<T>(
  settings: Settings,
  work: (storage: StorageHouse) => Promise<T>,
): Promise<T> {
  const storage = await attachStorage(settings, { log: createTerminalLog(settings), clock: systemClock });
  try {
    return await work(storage);
  } finally {
    await storage.stop();
  }
}

/** The whole house, with nothing started: for commands that change what is held. */
export async function useHouse<T>(settings: Settings, work: (house: House) => Promise<T>): Promise<T> {
  // Loaded here: most commands never build the house.
  const { compose } = await import('../compose.ts');
  const house = await compose(besideService(settings), { log: createTerminalLog(settings) });
  try {
    return await work(house);
  } finally {
    await house.stop();
  }
}
