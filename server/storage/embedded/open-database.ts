import { Client } from 'pg';
import { Refusal } from '../../base/errors.ts';
import { ownerName } from './make-cluster.ts';

/**
 * Proves that the password is the one the cluster was made with, and makes the database when it is missing.
 * @throws Refusal `storage-unavailable` (`owner-password-differs`)
 */
export async function openDatabase(options: {
  socketFolder: string;
  port: number;
  ownerPassword: string;
  databaseName: string;
}): Promise<void> {
  const client = new Client({
    host: options.socketFolder,
    port: options.port,
    user: ownerName,
    database: 'postgres',
    password: options.ownerPassword,
  });
  client.on('error', () => {});
  try {
    await client.connect();
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [options.databaseName]);
    if (found.rowCount === 0) {
      await client.query(`CREATE DATABASE ${client.escapeIdentifier(options.databaseName)}`);
    }
  } catch (error) {
    if ((error as { code?: string }).code === '28P01') {
      throw new Refusal('storage-unavailable', {
        reason: 'owner-password-differs',
        fix: 'the keeper folder does not belong to this data folder; bring back the one it was made with',
      });
    }
    throw error;
  } finally {
    await client.end().catch(() => {});
  }
}
