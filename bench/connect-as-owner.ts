import pg from 'pg';
import { secretsOf } from '../server/compose-storage.ts';
import type { House } from '../server/compose.ts';

/** The owner's connection: the service may not copy into the ring. */
export async function connectAsOwner(house: House): Promise<pg.Client> {
  const { connection, keeper } = house.storage;
  const owner = new pg.Client({ ...connection, user: 'haltija_owner', password: secretsOf(keeper)('owner') });
  await owner.connect();
  return owner;
}
