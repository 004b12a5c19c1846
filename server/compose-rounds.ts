import { createSendingLooks } from './channels/email/look-at-sending.ts';
import type { Clock } from './base/clock.ts';
import type { Conditions } from './base/conditions.ts';
import type { Logger } from './base/logger.ts';
import type { Settings } from './base/settings.ts';
import type { BackupHouse } from './compose-backups.ts';
import type { ConnectionsHouse } from './compose-connections.ts';
import type { createKeys } from './compose-keys.ts';
import type { LogTree } from './compose-log.ts';
import type { MailHouse } from './compose-mail.ts';
import type { PromisesHouse } from './compose-promises.ts';
import type { StorageHouse } from './compose-storage.ts';
import { createKeysRound, createLookRound, createWitnessRound, everyWhile } from './compose-watch.ts';
import type { Declarations } from './safeguards/declaration/create-declarations.ts';

/** What the house does again and again while it runs: it follows what others changed, looks at its parts, and writes down how far it has come. */
export function createRounds(
  deps: {
    storage: StorageHouse;
    clock: Clock;
    log: Logger;
    conditions: Conditions;
    declarations: Declarations;
    keys: Awaited<ReturnType<typeof createKeys>>;
    logTree: LogTree;
    connections: ConnectionsHouse;
    mail: MailHouse;
    promises: PromisesHouse;
    backups: BackupHouse;
  },
  settings: Settings,
) {
  const {
    storage,
    clock,
    log,
    conditions,
    declarations,
    keys,
    logTree,
    connections,
    mail,
    promises,
    backups,
  } = deps;
  const { db, keeper } = storage;
  const running: (() => void)[] = [];
  const look = createLookRound(conditions, storage);
  const witness = createWitnessRound({ db, keeper, log, conditions }, settings);
  const lookAtKeys = createKeysRound({ conditions, log, service: storage.keyService }, settings);
  const sendingLooks = createSendingLooks(
    { db, clock, conditions, current: () => declarations.current() },
    mail.accounts,
  );
  async function followRegister(): Promise<void> {
    await declarations.refresh();
    mail.followDeclaration();
    await promises.sign();
  }
  return {
    followRegister,
    /** Writes down beside the keys what the database has come to. */
    witness,
    /** Each part's own word on how it is. */
    look,
    start() {
      running.push(
        everyWhile(1_000, followRegister),
        everyWhile(60_000, promises.look),
        everyWhile(2_000, logTree.sequence),
        everyWhile(60_000, logTree.anchor),
        everyWhile(60_000, () => logTree.witness(connections.gate)),
        everyWhile(60_000, keys.follow),
        everyWhile(60_000, lookAtKeys),
        everyWhile(5_000, () => keys.blindIndex.follow(db)),
        everyWhile(3_600_000, () => keys.copy(settings, log)),
        everyWhile(10_000, witness),
        everyWhile(60_000, backups.look),
        ...[look, ...sendingLooks].map((each) => everyWhile(5_000, each)),
      );
    },
    stop() {
      for (const end of running) end();
    },
  };
}
