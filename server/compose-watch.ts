import { setTimeout as sleep } from 'node:timers/promises';
import type { Conditions } from './base/conditions.ts';
import { describeError, type Logger } from './base/logger.ts';
import type { Settings } from './base/settings.ts';
import { createWitness } from './operations/restore/keep-witness.ts';
import { WitnessDamaged } from './operations/restore/witness-file.ts';
import type { Keeper } from './safeguards/vault/keeper.ts';
import type { KeyService } from './safeguards/vault/key-service.ts';
import { lookAtService } from './safeguards/vault/try-service.ts';
import type { Blobs } from './storage/blobs.ts';
import type { Database, Db } from './storage/database.ts';

/** Milliseconds a part may take to say how it is: one that is frozen says nothing. */
const patience = 4_000;

/** Asks a part how it is. One that has not answered yet is not asked again, so that what hangs does not pile up. */
function createLook(
  conditions: Conditions,
  part: 'database' | 'blobs',
  look: () => Promise<unknown>,
): () => Promise<void> {
  let asked: Promise<string | null> | undefined;
  return async () => {
    asked ??= look()
      .then(
        () => null,
        (error: unknown) => describeError(error).code.toLowerCase(),
      )
      .finally(() => (asked = undefined));
    conditions.report(
      part,
      await Promise.race([asked, sleep(patience, 'storage-unavailable', { ref: false })]),
    );
  };
}

/** Each part's own word on how it is; what fails shows on /readyz and to staff, and is asked again. */
export function createLookRound(
  conditions: Conditions,
  { db, blobs }: { db: Db; blobs: Blobs },
): () => Promise<unknown> {
  const lookAtDatabase = createLook(conditions, 'database', () => db.query('SELECT 1'));
  const lookAtBlobs = createLook(conditions, 'blobs', () => blobs.check());
  return () => Promise.all([lookAtDatabase(), lookAtBlobs()]);
}

/** Does it now and then, never twice at once; what fails is done again at its next turn. @returns what ends it */
export function everyWhile(milliseconds: number, act: () => Promise<unknown>): () => void {
  let under: Promise<unknown> | undefined;
  const begin = () =>
    void (under ??= act()
      .catch(() => undefined)
      .finally(() => (under = undefined)));
  begin();
  const timer = setInterval(begin, milliseconds);
  return () => clearInterval(timer);
}

/** Writes down beside the keys what the database has come to. What fails shows, and is tried again at the next round. */
export function createWitnessRound(
  deps: { db: Database; keeper: Keeper; log: Logger; conditions: Conditions },
  { keeperDir }: Pick<Settings, 'keeperDir'>,
): (options?: { stopped: boolean }) => Promise<void> {
  const { conditions, log } = deps;
  const witness = createWitness({ ...deps, keeperDir });
  let told: string | null = null;
  return async (options) => {
    let code: string | null = null;
    try {
      await witness.note(options);
    } catch (error) {
      code = error instanceof WitnessDamaged ? 'witness-damaged' : describeError(error).code.toLowerCase();
      if (code !== told) log.error({ error: describeError(error) }, 'the witness could not be written');
    }
    told = code;
    conditions.report('access-log', code, 'beside-keys');
  };
}

/** Asks the key service, where there is one, for what a start or a turn would ask. What is wrong shows, and is said once. */
export function createKeysRound(
  { conditions, log, service }: { conditions: Conditions; log: Logger; service: KeyService | undefined },
  { keeperDir }: Pick<Settings, 'keeperDir'>,
): () => Promise<void> {
  let told: string | null = null;
  return async () => {
    if (service === undefined) return;
    const code = await lookAtService(keeperDir, service);
    conditions.report('keys', code);
    if (code !== told && code !== null) log.error({ code }, 'the key service does not do what it must');
    told = code;
  };
}
