import pg from 'pg';
import { secretsOf } from '../server/compose-storage.ts';
import type { House } from '../server/compose.ts';
import type { DatabaseConnection } from '../server/storage/database.ts';

export function ownerConnection(house: House): DatabaseConnection {
  const { connection, keeper } = house.storage;
  return { ...connection, user: 'haltija_owner', password: secretsOf(keeper)('owner') };
}

/** The owner's connection: the service may not copy into the ring. */
export async function connectAsOwner(house: House): Promise<pg.Client> {
  const owner = new pg.Client(ownerConnection(house));
  await owner.connect();
  return owner;
}
