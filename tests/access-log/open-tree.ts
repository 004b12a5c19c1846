import { systemClock } from '../../server/base/clock.ts';
import { silentLogger } from '../../server/base/logger.ts';
import { createAccessLog } from '../../server/safeguards/access-log/append-entries.ts';
import { createCheckpointSigner } from '../../server/safeguards/access-log/tree/checkpoint.ts';
import { exportTree } from '../../server/safeguards/access-log/tree/export-tree.ts';
import { sequenceEntries } from '../../server/safeguards/access-log/tree/sequence-entries.ts';
import { verifyTree } from '../../server/safeguards/access-log/tree/verify-tree.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';
import { makeEntry } from './make-entry.ts';

export type OpenTree = Awaited<ReturnType<typeof openTree>>;

/** A log and its tree on a database of their own. */
export async function openTree() {
  const test: TestDatabase = await createTestDatabase();
  const accessLog = createAccessLog({ logDb: test.logWriter, clock: systemClock, log: silentLogger });
  const signer = createCheckpointSigner(Buffer.alloc(32, 5));
  const deps = { db: test.service, clock: systemClock, signer };
  return {
    test,
    accessLog,
    signer,
    deps,
    append: (count: number) =>
      Promise.all(
        Array.from({ length: count }, (_, at) => accessLog.record(makeEntry({ details: { opened: at } }))),
      ),
    sequence: () => sequenceEntries(deps),
    verify: () => verifyTree(deps),
    /** By the owner of the database: a superuser. */
    force: (sql: string, values: readonly unknown[] = []) =>
      test.owner.query<Record<string, unknown>>(sql, values),
    async export(): Promise<string> {
      let text = '';
      for await (const part of exportTree(deps)) text += part;
      return text;
    },
    /** The ids by place. */
    async placed(): Promise<string[]> {
      const rows = await test.owner.query<{ id: string }>(
        'SELECT entry_id AS id FROM log.place ORDER BY index',
      );
      return rows.map(({ id }) => id);
    },
    empty: () =>
      test.owner.query('TRUNCATE log.entry, log.waiting, log.place, log.tile, log.checkpoint, log.anchoring'),
    async stop() {
      await accessLog.close();
      await test.drop();
    },
  };
}
