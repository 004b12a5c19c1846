import type { Id } from '../../base/new-id.ts';
import type { AccessLog } from '../../safeguards/access-log/append-entries.ts';
import { createKeyRing } from '../../safeguards/vault/key-ring.ts';
import type { Database } from '../../storage/database.ts';
import type { LogStand } from './check-log.ts';
import type { Chosen } from './choose-sets.ts';
import { continueAnchors, witnessAnew } from './continue-witness.ts';
import { openSample } from './open-sample.ts';
import { enterQuarantine, liftQuarantine, noteStep } from './quarantine.ts';
import {
  countOf,
  isWell,
  type RestoreReport,
  type RestoreStatement,
  signReport,
  storeReport,
} from './report.ts';
import type { RestoredHouse, RestoreDeps, Standing } from './restore-deps.ts';
import { enqueueAnew, settleOutgoing } from './settle-outgoing.ts';
import { type Settled, settleUnits } from './settle-units.ts';

export interface Settling {
  /** As the owner of the database. */
  readonly db: Database;
  readonly log: LogStand;
  /** Undefined: there is no backup in it, only what was seen since. */
  readonly chosen:
    | (Pick<Chosen, 'late' | 'because'> & { readonly backup: Chosen['backup'] | undefined })
    | undefined;
  /** The newest late set there is, for the witness. */
  readonly lateSeen: number;
  readonly standing: Standing;
  /** The operator's word why what is unreadable is given up. */
  readonly acceptLoss: string | undefined;
}

/**
 * The second half of a restore, through the house itself: units are held against the ring, what was about to leave is held
 * back, and what came of it all is signed, stored and written into the log. Then the quarantine ends.
 */
export async function settleRestored(deps: RestoreDeps, given: Settling): Promise<RestoreReport> {
  const { db, standing } = given;
  const house = await deps.openHouse();
  try {
    deps.tell('units');
    await tellLog(house, { change: 'restore-begun', count: Math.min(given.log.missing, 9_999_999) });
    const settled = await settle(deps, house, given);
    const opened = await openSample({
      ...house.contacts,
      holdings: house.holdings,
      record: deps.recordOpening,
    });
    const finishedAt = deps.clock.now();
    const startedAt = new Date(standing.startedAt);
    const statement: RestoreStatement = {
      kind: deps.kind,
      product: deps.product,
      startedAt: standing.startedAt,
      finishedAt: finishedAt.toISOString(),
      seconds: Math.max(0, Math.round((finishedAt.getTime() - startedAt.getTime()) / 1000)),
      resumed: standing.resumed,
      ...describeSets(given),
      rows: standing.rows,
      blobs: standing.blobs,
      log: given.log,
      units: settled.units.kinds,
      alarming: settled.units.alarming,
      lossAccepted: given.acceptLoss ?? null,
      replayed: settled.replayed,
      heldBack: settled.heldBack,
      mailsInTray: settled.units.mails,
      opened,
      dangling: await countDangling(db),
    };
    const report = signReport(deps.keeper, statement);
    await finish(deps, house, given, report);
    return report;
  } finally {
    await house.stop();
  }
}

function describeSets({ chosen }: Settling): Pick<RestoreStatement, 'backup' | 'late' | 'blobsGone'> {
  const backup = chosen?.backup;
  return {
    backup: backup ? { id: backup.id, snapshotAt: backup.snapshotAt, product: backup.product } : null,
    late: chosen
      ? {
          number: chosen.late.number,
          snapshotAt: chosen.late.snapshotAt,
          because: chosen.because,
        }
      : null,
    blobsGone: backup?.blobs.gone ?? 0,
  };
}

async function settle(deps: RestoreDeps, house: RestoredHouse, given: Settling) {
  const { db, standing, chosen } = given;
  const { contacts } = house;
  const from = chosen?.backup?.declarationVersion;
  const { version: newest } = contacts.current();
  let shortened = 0;
  // A shorter period reached what is held when it was published, and must reach what came back.
  if (from !== undefined)
    for (let version = from + 1; version <= newest; version += 1) {
      const published = await house.version(version);
      shortened += await contacts.db.transaction(async (tx) => {
        let sum = 0;
        for (const holding of house.holdings) sum += await holding.shorten(tx, published);
        return sum;
      });
    }
  await contacts.db.transaction(async (tx) => {
    const gone = await tx.query<{ id: Id<'staff'> }>("SELECT id FROM staff.member WHERE state = 'erased'");
    await house.forgetStaff(
      tx,
      gone.map(({ id }) => id),
    );
    await tx.query(
      "DELETE FROM staff.extension WHERE staff_id IN (SELECT id FROM staff.member WHERE state <> 'active')",
    );
  });
  const units: Settled = await settleUnits(
    {
      db: contacts.db,
      owner: db,
      vault: contacts.vault,
      access: contacts.access,
      keyRing: createKeyRing({ keeper: deps.keeper }),
      blobs: contacts.blobs,
      holdings: house.holdings,
    },
    given.acceptLoss !== undefined,
  );
  deps.tell('outgoing');
  const messages = await settleOutgoing(contacts, standing.quiet);
  await enqueueAnew(contacts);
  if (deps.kind !== 'rehearsal' && !standing.quiet)
    await contacts.db.query(
      'INSERT INTO mail.restored (until) VALUES ($1) ON CONFLICT (one) DO UPDATE SET until = excluded.until',
      [deps.clock.now()],
    );
  const [restricted] = await db.query<{ people: number }>(
    "SELECT count(*) AS people FROM register.person WHERE state = 'restricted'",
  );
  return {
    units,
    replayed: {
      declarationVersions: from === undefined ? 0 : newest - from,
      erasures: standing.erasures,
      people: standing.brought['register.person'] ?? 0,
      restricted: restricted!.people,
      mergedContacts: standing.mergedContacts,
      shortened,
      rows: standing.brought,
    },
    heldBack: { messages, letters: standing.letters, webHooks: standing.webHooks },
  };
}

async function countDangling(db: Database): Promise<number> {
  const [row] = await db.query<{ contacts: number }>(
    'SELECT count(*) AS contacts FROM register.contact c WHERE NOT EXISTS (SELECT FROM register.person p WHERE p.id = c.person_id)',
  );
  return row!.contacts;
}

/** Stored and told first; what shows that this is the newest comes last but one, and then the door. */
async function finish(
  deps: RestoreDeps,
  house: RestoredHouse,
  { db, lateSeen }: Settling,
  report: RestoreReport,
): Promise<void> {
  const { statement } = report;
  deps.tell('report');
  const id = await storeReport(house.contacts.db, report);
  await tellLog(house, {
    change: 'restored',
    item: id,
    complete: isWell(statement),
    count: Math.min(statement.log.missing, 9_999_999),
  });
  await house.sequence();
  await noteStep(db, 'settled');
  if (deps.kind === 'rehearsal') return;
  await witnessAnew({ db: house.contacts.db, keeper: deps.keeper, keeperDir: deps.keeperDir }, lateSeen);
  if (deps.anchors) await continueAnchors(db, deps.anchors, deps.clock, report);
  const alarms = countOf(statement.units, 'alarms');
  if (alarms > 0 && statement.lossAccepted === null)
    await enterQuarantine(db, {
      reason: 'units-unreadable',
      step: 'settled',
      details: { alarms, report: id },
    });
  else await liftQuarantine(db);
}

async function tellLog(
  house: RestoredHouse,
  details: Parameters<AccessLog['record']>[0]['details'],
): Promise<void> {
  await house.accessLog.record({
    action: 'administer',
    actorKind: 'system',
    actor: 'restore',
    act: 'restore',
    task: 'restore',
    purposes: [],
    categories: [],
    units: [],
    subjects: [],
    reason: null,
    refusal: null,
    declarationVersion: house.contacts.current().version,
    details,
  });
}
