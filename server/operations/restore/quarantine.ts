import type { Db } from '../../storage/database.ts';

/**
 * `restoring`: a restore is under way or was cut short. `behind-witness`: the database is older than what stands beside the
 * keys. `units-unreadable`: a restore found units that have neither a key nor a tombstone.
 */
export type QuarantineReason = 'restoring' | 'behind-witness' | 'units-unreadable';

/** Why nothing is served, by the database itself: every process on it obeys. Ids, codes and numbers only. */
export interface Quarantine {
  readonly since: Date;
  readonly reason: QuarantineReason;
  /** The last step of the restore that is done; where it goes on. */
  readonly step: string;
  readonly details: Readonly<Record<string, unknown>>;
}

/** Asked as the owner of the database: the service's role cannot see it, nor lift it. */
export async function readQuarantine(db: Db): Promise<Quarantine | undefined> {
  const [table] = await db.query<{ there: boolean }>(
    "SELECT to_regclass('public.haltija_quarantine') IS NOT NULL AS there",
  );
  if (!table!.there) return undefined;
  const [row] = await db.query<Quarantine>(
    'SELECT since, reason, step, details FROM public.haltija_quarantine',
  );
  return row;
}

/** Made before any migration: it must hold from the first moment of a restore on. */
async function makeTable(db: Db): Promise<void> {
  await db.query(
    `CREATE TABLE IF NOT EXISTS public.haltija_quarantine (
       the_one boolean PRIMARY KEY DEFAULT true CHECK (the_one),
       since timestamptz NOT NULL DEFAULT now(),
       reason text NOT NULL CHECK (reason IN ('restoring', 'behind-witness', 'units-unreadable')),
       step text NOT NULL,
       details jsonb NOT NULL)`,
  );
}

/** In place of another reason, where there is one. */
export async function enterQuarantine(db: Db, why: Omit<Quarantine, 'since'>): Promise<void> {
  await makeTable(db);
  await db.query(
    `INSERT INTO public.haltija_quarantine (reason, step, details) VALUES ($1, $2, $3::jsonb)
     ON CONFLICT (the_one) DO UPDATE SET reason = excluded.reason, step = excluded.step, details = excluded.details`,
    [why.reason, why.step, JSON.stringify(why.details)],
  );
}

/** As a start finds it. A restore that began meanwhile has its own reason, and its steps: they stay. */
export async function enterBehindWitness(db: Db, details: Quarantine['details']): Promise<void> {
  await makeTable(db);
  await db.query(
    `INSERT INTO public.haltija_quarantine (reason, step, details) VALUES ('behind-witness', 'found', $1::jsonb)
     ON CONFLICT (the_one) DO NOTHING`,
    [JSON.stringify(details)],
  );
}

/** Noted in the transaction whose end is the step's end, where it has one. */
export async function noteStep(db: Db, step: string, details?: Quarantine['details']): Promise<void> {
  await db.query(
    'UPDATE public.haltija_quarantine SET step = $1, details = details || coalesce($2::jsonb, $3::jsonb)',
    [step, details === undefined ? null : JSON.stringify(details), '{}'],
  );
}

/** What is known by now; the step stays the one that it is. */
export async function noteDetails(db: Db, details: Quarantine['details']): Promise<void> {
  await db.query('UPDATE public.haltija_quarantine SET details = details || $1::jsonb', [
    JSON.stringify(details),
  ]);
}

export async function liftQuarantine(db: Db): Promise<void> {
  await db.query('DELETE FROM public.haltija_quarantine');
}
