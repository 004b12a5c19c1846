import type { Id } from '../../base/new-id.ts';
import { hasGround } from '../../safeguards/declaration/ground.ts';
import type { Db, Tx } from '../../storage/database.ts';
import type { DrawAsked } from './draw-blind.ts';
import { type PlainRecording, recordingColumns } from './recordings-store.ts';

export interface DrawRow {
  project_id: Id<'quality-project'>;
  id: Id<'draw'>;
  drawn_at: Date;
  drawn_by: Id<'staff'>;
  direction: 'incoming' | 'outgoing' | null;
  /** ISO. */
  from_on: string;
  to_on: string;
  from_hour: number;
  to_hour: number;
  weekdays: number[];
  least_seconds: number;
  most_seconds: number | null;
  asked: number;
  size: number;
  population: Buffer;
  population_sealed: Buffer;
  seed: Buffer;
  drawn: number;
}

const columns = [
  'project_id',
  'id',
  'drawn_at',
  'drawn_by',
  'direction',
  'from_on',
  'to_on',
  'from_hour',
  'to_hour',
  'weekdays',
  'least_seconds',
  'most_seconds',
  'asked',
  'size',
  'population',
  'population_sealed',
  'seed',
  'drawn',
] as const satisfies readonly (keyof DrawRow)[];

/** Oldest first. */
export function readDraws(db: Db, project: Id): Promise<DrawRow[]> {
  return db.query<DrawRow>(
    `SELECT ${columns.join(', ')} FROM register.quality_draw WHERE project_id = $1 ORDER BY drawn_at, id`,
    [project],
  );
}

export async function readDraw(db: Db, project: Id, id: Id): Promise<DrawRow | undefined> {
  const [row] = await db.query<DrawRow>(
    `SELECT ${columns.join(', ')} FROM register.quality_draw WHERE project_id = $1 AND id = $2`,
    [project, id],
  );
  return row;
}

export function insertDraw(tx: Tx, row: DrawRow): void {
  tx.send(
    `INSERT INTO register.quality_draw (${columns.join(', ')}) VALUES (${columns.map((_, at) => `$${at + 1}`).join(', ')})`,
    columns.map((column) => row[column]),
  );
}

/**
 * May be used for a project: there with its sound, not past its end, with a ground; nothing holds it by law, its person is neither
 * restricted (Art. 18) nor being erased; and nobody has kept it for the project or taken it out of it before.
 */
const isFree = (
  now: string,
  project: string,
) => `r.state = 'kept' AND r.contact_id IS NOT NULL AND r.delete_after > ${now}
  AND ${hasGround('r', 'recordings')}
  AND NOT EXISTS (SELECT FROM register.recording_hold h WHERE h.recording_id = r.id AND h.ended_at IS NULL)
  AND NOT EXISTS (SELECT FROM register.contact c JOIN register.person p ON p.id = c.person_id
    WHERE c.id = r.contact_id AND (p.state = 'restricted' OR EXISTS (SELECT FROM register.erasure e WHERE e.person_id = p.id)))
  AND NOT EXISTS (SELECT FROM register.recording_extension x WHERE x.recording_id = r.id AND x.project_id = ${project})`;

export type Candidate = Pick<PlainRecording, 'id' | 'call_at' | 'base_after'>;

/** All that fit, in no order: whoever called or answered stands in none of this. */
export function readCandidates(
  db: Db,
  asked: Omit<DrawAsked, 'count'>,
  within: {
    readonly project: Id;
    readonly queue: string;
    readonly now: Date;
    readonly from: Date;
    readonly to: Date;
    readonly timeZone: string;
  },
): Promise<Candidate[]> {
  return db.query<Candidate>(
    `SELECT r.id, r.call_at, r.base_after FROM register.recording r
     WHERE ${isFree('$1', '$2')} AND r.call_at >= $3 AND r.call_at < $4
       AND coalesce((SELECT c.queue FROM register.contact c WHERE c.id = r.contact_id), r.queue) = $5
       AND ($6::text IS NULL OR r.direction = $6)
       AND extract(hour FROM r.call_at AT TIME ZONE $7) >= $8 AND extract(hour FROM r.call_at AT TIME ZONE $7) < $9
       AND extract(isodow FROM r.call_at AT TIME ZONE $7) = ANY ($10::integer[])
       AND r.milliseconds >= $11::bigint * 1000 AND ($12::bigint IS NULL OR r.milliseconds <= $12 * 1000)`,
    [
      within.now,
      within.project,
      within.from,
      within.to,
      within.queue,
      asked.direction ?? null,
      within.timeZone,
      asked.fromHour,
      asked.toHour,
      asked.weekdays,
      asked.leastSeconds,
      asked.mostSeconds ?? null,
    ],
  );
}

/** Of these, held until the transaction ends, those that may still be used. */
export async function lockFree(
  tx: Tx,
  ids: readonly Id[],
  project: Id,
  queue: string,
  now: Date,
): Promise<PlainRecording[]> {
  await tx.query('SELECT FROM register.recording WHERE id = ANY ($1) ORDER BY id FOR UPDATE', [ids]);
  // In a statement of its own: the one that waited for the lock would not see what was made meanwhile.
  return tx.query<PlainRecording>(
    `SELECT ${recordingColumns} FROM register.recording r WHERE r.id = ANY ($3) AND ${isFree('$1', '$2')}
       AND coalesce((SELECT c.queue FROM register.contact c WHERE c.id = r.contact_id), r.queue) = $4 ORDER BY r.id`,
    [now, project, ids, queue],
  );
}
