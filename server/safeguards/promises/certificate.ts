import { createHash } from 'node:crypto';
import type { Clock } from '../../base/clock.ts';
import { Refusal } from '../../base/errors.ts';
import type { Id } from '../../base/new-id.ts';
import type { Db } from '../../storage/database.ts';
import type { PublishedDeclaration } from '../declaration/declaration.ts';
import { horizonOf } from '../declaration/horizon-of.ts';
import type { Keeper } from '../vault/keeper.ts';
import { countErasures, type ErasureRow, listErasures, readErasures } from './erasures-store.ts';
import { type Signed, type SignatureVerdict, signStatement, verifyStatement } from './sign-statement.ts';

const format = 'haltija-erasure-1';
const day = 86_400_000;

/** That units were erased: when they could be read no more, when no copy can bring them back, what was destroyed. */
export type Certificate = Signed<typeof format, Statement>;
type Statement = Readonly<Record<string, unknown>>;

export interface Erasure {
  readonly unitId: Id;
  readonly kind: ErasureRow['kind'];
  readonly rule: string;
  readonly unreadableSince: Date;
  /** Null: somebody with an older copy of the database and the keeper's keys of today could still open it. */
  readonly unrecoverableSince: Date | null;
  /** By when it is to be, so the declared horizon. */
  readonly unrecoverableBy: Date;
}

interface ErasureDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly keeper: Keeper;
  current(): PublishedDeclaration;
}

export function createErasures(deps: ErasureDeps) {
  const { db, clock, keeper } = deps;
  const deadline = (from: Date) => new Date(from.getTime() + horizonOf(deps.current().declaration) * day);
  const present = (row: ErasureRow): Erasure => ({
    unitId: row.unit_id,
    kind: row.kind,
    rule: row.rule,
    unreadableSince: row.destroyed_at,
    unrecoverableSince: row.ended_at,
    unrecoverableBy: deadline(row.destroyed_at),
  });

  return {
    /** Newest first, a page at a time. */
    async list(after: Id | undefined, most: number): Promise<{ erasures: Erasure[]; next: Id | null }> {
      const rows = await listErasures(db, after, most + 1);
      const erasures = rows.slice(0, most).map(present);
      return { erasures, next: rows.length > most ? (erasures.at(-1)?.unitId ?? null) : null };
    },
    /** How many were erased, how many of them no copy can bring back, and by when the oldest of the others is to be so. */
    async count() {
      const { erased, unrecoverable, oldest } = await countErasures(db);
      return { erased, unrecoverable, nextBy: oldest && deadline(oldest) };
    },
    /** @throws Refusal 'not-found' for a unit that was not erased, named or not */
    async certify(units: readonly Id[]): Promise<Certificate> {
      const rows = await readErasures(db, units);
      const missing = units.find((unit) => rows.every((row) => row.unit_id !== unit));
      if (missing !== undefined) throw new Refusal('not-found', { what: 'erasure' });
      const { declaration } = deps.current();
      return signStatement(keeper, format, {
        madeAt: clock.now().toISOString(),
        controller: { name: declaration.controller.name, businessId: declaration.controller.businessId },
        horizonDays: horizonOf(declaration),
        units: rows.map((row) => describe(row, deadline(row.destroyed_at))),
        ends: [
          'Unreadable: the key of the unit was destroyed with its rows; no part of the running system can open it.',
          'Unrecoverable: the key under which older copies of the unit’s key lie was destroyed in the keeper. No copy of the database, its logs and backups can be opened with what the keeper holds since; nor can guesses be tried on the digests by which it was found there, save what it had in common with somebody who is held still.',
          'Where a service-key is named: the epoch’s key was locked from its beginning by a key that never left a key service, and that key was destroyed there. No copy of the keeper’s folder, of whatever time, opens it.',
          'Not covered: where no service-key is named, copies of the keeper’s folder that were made before and still lie somewhere; copies that the key service itself keeps of its keys; what left the system before, as sent mail.',
        ],
      });
    },
  };
}

/** No id and no name: whoever knows the unit's id finds it by its digest. */
function describe(row: ErasureRow, by: Date): Record<string, unknown> {
  const { ended_at } = row;
  const keys = ended_at === null ? ['unit-key'] : ['unit-key', 'epoch-key'];
  return {
    unitSha256: createHash('sha256').update(row.unit_id).digest('hex'),
    kind: row.kind,
    rule: row.rule,
    declarationVersion: row.declaration_version,
    unreadableSince: row.destroyed_at.toISOString(),
    unrecoverableSince: ended_at?.toISOString() ?? null,
    ...(ended_at === null ? { unrecoverableBy: by.toISOString() } : {}),
    epoch: row.epoch,
    destroyed: row.in_service ? [...keys, 'service-key'] : keys,
  };
}

export function verifyCertificate(text: string, fingerprint?: string): SignatureVerdict<Statement> {
  return verifyStatement(text, format, fingerprint);
}
