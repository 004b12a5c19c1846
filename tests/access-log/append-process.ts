import { systemClock } from '../../server/base/clock.ts';
import { silentLogger } from '../../server/base/logger.ts';
import { createAccessLog } from '../../server/safeguards/access-log/append-entries.ts';
import { createCheckpointSigner } from '../../server/safeguards/access-log/tree/checkpoint.ts';
import { sequenceEntries } from '../../server/safeguards/access-log/tree/sequence-entries.ts';
import { createDatabase, type DatabaseConnection } from '../../server/storage/database.ts';
import { makeEntry } from './make-entry.ts';

// A process of its own: appends until it is ended, says which lines are durable, and sequences besides.
process.once('message', async (given: { service: DatabaseConnection; logWriter: DatabaseConnection }) => {
  const db = createDatabase(given.service, { max: 2 });
  const accessLog = createAccessLog({
    logDb: createDatabase(given.logWriter, { max: 1 }),
    clock: systemClock,
    log: silentLogger,
    maxBatch: 25,
  });
  const deps = { db, clock: systemClock, signer: createCheckpointSigner(Buffer.alloc(32, 5)) };
  const append = async () => {
    for (;;) {
      const ids = await Promise.all(Array.from({ length: 10 }, () => accessLog.record(makeEntry())));
      process.send!(ids);
    }
  };
  const sequence = async () => {
    for (;;) {
      await sequenceEntries(deps);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  };
  await Promise.all([append(), append(), append(), sequence()]);
});
