import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Id, newId } from '../../server/base/new-id.ts';
import { indexedTables } from '../../server/compose-indexed.ts';
import { openBlindIndex } from '../../server/safeguards/vault/blind-index.ts';
import { openKeeper } from '../../server/safeguards/vault/keeper.ts';
import { createKeyRing, newSubject } from '../../server/safeguards/vault/key-ring.ts';
import { turnEpoch } from '../../server/safeguards/vault/turn-epoch.ts';
import { createDatabase, type DatabaseConnection } from '../../server/storage/database.ts';

/** A process to be killed at any moment. `turner` turns epochs one after another; `writer` makes, replaces and destroys keys meanwhile. */
export interface EpochTask {
  readonly role: 'turner' | 'writer';
  readonly connection: DatabaseConnection;
  readonly keeperFolder: string;
}

/** A line of the writer: what it is about to do, and what it was told is done. Never the key itself. */
export interface Written {
  readonly does: 'make' | 'replace' | 'destroy' | 'note';
  /** Of a note: what is noted, to be found by its digest. */
  readonly unit: Id;
  readonly done: boolean;
  readonly digest?: string;
}

const task = JSON.parse(process.argv[2]!) as EpochTask;
const db = createDatabase(task.connection, { max: 2, applicationName: `haltija-${task.role}` });
const keeper = await openKeeper(task.keeperFolder, { create: false });
const say = (line: unknown) => process.stdout.write(`${JSON.stringify(line)}\n`);
const digestOf = (key: Buffer) => createHash('sha256').update(key).digest('hex');
/** Refused since the epoch or the index turned meanwhile. */
const isAway = (error: unknown) =>
  ['epoch-closed', 'index-turned'].includes(
    String((error as { details?: { reason?: unknown } }).details?.reason),
  );
say('ready');

if (task.role === 'turner') {
  for (;;) {
    // A moment in which the others may learn of the new one: less than they take, so that some are refused.
    await turnEpoch(
      { db, keeper, tables: indexedTables, horizonDays: () => 14, pace: { learning: 15, resting: 10 } },
      true,
    ).catch((error: unknown) => {
      // Another went on by an epoch and closed this one: all is done again, as by the job.
      if (!isAway(error)) throw error;
    });
    await sleep(Math.random() * 10);
  }
}

const ring = createKeyRing({ keeper });
const index = await openBlindIndex(db, keeper);
const mine: Id[] = [];
for (;;) {
  const chance = Math.random();
  const unit = mine[Math.floor(Math.random() * mine.length)];
  try {
    if (chance < 0.2) {
      const noted = newId();
      say({ does: 'note', unit: noted, done: false } satisfies Written);
      await db.transaction(async (tx) => {
        const [digest] = (await index.hold(tx)).digests('auto-reply', noted);
        await tx.query('INSERT INTO mail.auto_reply (digest, at) VALUES ($1, now())', [digest]);
      });
      say({ does: 'note', unit: noted, done: true } satisfies Written);
    } else if (chance < 0.6 || unit === undefined) {
      const id = newId<'contact'>();
      say({ does: 'make', unit: id, done: false } satisfies Written);
      const made = await db.transaction((tx) =>
        ring.makeKeys(tx, [{ id, kind: 'contact', subject: newSubject() }]),
      );
      say({ does: 'make', unit: id, done: true, digest: digestOf(made.get(id)!.key) } satisfies Written);
      mine.push(id);
    } else if (chance < 0.8) {
      say({ does: 'replace', unit, done: false } satisfies Written);
      const fresh = await db.transaction((tx) => ring.replaceKey(tx, unit));
      say({ does: 'replace', unit, done: true, digest: digestOf(fresh.key) } satisfies Written);
    } else {
      say({ does: 'destroy', unit, done: false } satisfies Written);
      mine.splice(mine.indexOf(unit), 1);
      await db.transaction((tx) => ring.destroyKeys(tx, [unit], { rule: 'contact', declarationVersion: 1 }));
      say({ does: 'destroy', unit, done: true } satisfies Written);
    }
  } catch (error) {
    // It looks again, as a process does that is given a second try.
    if (!isAway(error)) throw error;
    await ring.followEpochs(db);
    await index.follow(db);
  }
}
