import { setTimeout as sleep } from 'node:timers/promises';
import { indexedTables } from '../../server/compose-indexed.ts';
import { openKeeper } from '../../server/safeguards/vault/keeper.ts';
import { beginIndexTurn, turnIndex } from '../../server/safeguards/vault/turn-index.ts';
import { createDatabase, type DatabaseConnection } from '../../server/storage/database.ts';

/** A process to be killed at any moment, which turns the index over and over. */
export interface IndexTask {
  readonly connection: DatabaseConnection;
  readonly keeperFolder: string;
  /** Milliseconds for which a cover is known before it is written under. */
  readonly learning: number;
}

const task = JSON.parse(process.argv[2]!) as IndexTask;
const db = createDatabase(task.connection, { max: 2, applicationName: 'haltija-index-turner' });
const keeper = await openKeeper(task.keeperFolder, { create: false });
process.stdout.write('"ready"\n');
for (;;) {
  await beginIndexTurn({ db, keeper });
  await turnIndex({ db, keeper, tables: indexedTables, learning: task.learning });
  await sleep(20);
}
