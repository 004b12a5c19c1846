import { parentPort, workerData } from 'node:worker_threads';
import pg from 'pg';
import { openBlindIndex } from '../server/safeguards/vault/blind-index.ts';
import { openKeeper } from '../server/safeguards/vault/keeper.ts';
import { createDatabase, type DatabaseConnection } from '../server/storage/database.ts';
import { copyRows } from './copy-rows.ts';
import type { FilledContact, FillPart } from './filled.ts';
import { createContactMaker } from './make-contacts.ts';

const batchSize = 2_000;

interface Given {
  readonly part: FillPart;
  readonly keeperDir: string;
  readonly connection: DatabaseConnection;
}

const { part, keeperDir, connection } = workerData as Given;
const keeper = await openKeeper(keeperDir, { create: false });
const db = createDatabase(connection, { max: 1, applicationName: 'haltija-bench-fill' });
const maker = createContactMaker({ db, keeper, blindIndex: await openBlindIndex(db, keeper) }, part);
const clients = await Promise.all(
  [1, 2].map(async () => {
    const client = new pg.Client(connection);
    await client.connect();
    await client.query('SET synchronous_commit = off');
    return client;
  }),
);

const samples: FilledContact[] = [];
let under: Promise<unknown> = Promise.resolve();
for (let from = part.from; from < part.to; from += batchSize) {
  samples.push(...(await maker.make(from, Math.min(batchSize, part.to - from))));
  // The next are made while these are on their way.
  await under;
  const queue = maker.batches.map((batch) => ({ into: batch.into, rows: batch.take() }));
  under = Promise.all(
    clients.map(async (client) => {
      for (let batch = queue.shift(); batch; batch = queue.shift()) await copyRows(client, batch);
    }),
  );
  under.catch(() => undefined);
}
await under;
await Promise.all([...clients.map((client) => client.end()), db.end()]);
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
parentPort!.postMessage(samples);
