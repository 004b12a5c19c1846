import type { Id } from '../../base/new-id.ts';
import { hasGround } from '../../safeguards/declaration/ground.ts';
import { periodFor } from '../../safeguards/declaration/period-for.ts';
import type { Holding } from '../../safeguards/retention/holding.ts';
import { keepTerm } from '../../safeguards/retention/keep-term.ts';
import type { Tx } from '../../storage/database.ts';
import { withoutHeld } from './holds-store.ts';
import {
  audioColumn,
  extensionColumn,
  holdColumn,
  markColumn,
  peaksColumn,
  remarkColumn,
} from './recording-columns.ts';
import { settleExtensions } from './recordings-store.ts';

const isHeld =
  'EXISTS (SELECT FROM register.recording_hold h WHERE h.recording_id = r.id AND h.ended_at IS NULL)';
const ofRestricted = `EXISTS (SELECT FROM register.contact c JOIN register.person p ON p.id = c.person_id
  WHERE c.id = r.contact_id AND p.state = 'restricted')`;

/** By the period alone: what is kept longer is counted where it stands. */
const term = keepTerm('recording', {
  table: '(SELECT call_at, base_after AS delete_after, delete_rule FROM register.recording) recording',
  moments: { call: 'call_at' },
});

/** Recordings: units of their own, since they go long before their contact does, or by law stay after it. */
export const recordingHolding: Holding = {
  kind: 'recording',
  places: [audioColumn, peaksColumn, extensionColumn, holdColumn, markColumn, remarkColumn],

  async lockDue(tx, at, most, after) {
    if (after.due.getTime() === 0) await settleTerms(tx, at);
    const due = await tx.query<{ id: Id<'recording'>; rule: string; due: Date }>(
      `SELECT r.id, CASE WHEN r.extended_until > r.base_after THEN r.extended_for ELSE r.delete_rule END AS rule, r.delete_after AS due
       FROM register.recording r
       WHERE r.delete_after <= $1 AND (r.delete_after, r.id) > ($3, $4) AND NOT ${isHeld}
       ORDER BY r.delete_after, r.id LIMIT $2 FOR UPDATE OF r SKIP LOCKED`,
      [at, most, after.due, after.id],
    );
    const free = await withoutHeld(
      tx,
      due.map(({ id }) => id),
    );
    return due.filter(({ id }) => free.includes(id));
  },

  // They go with their contacts.
  lockOfPerson: () => Promise.resolve({ ids: [], more: false }),
  dependants: () => Promise.resolve([]),

  async remove(tx, ids) {
    const rows = await tx.query<{ blob: Id<'blob'> | null }>(
      'DELETE FROM register.recording WHERE id = ANY ($1) RETURNING blob',
      [ids],
    );
    return { blobs: rows.flatMap(({ blob }) => (blob === null ? [] : [blob])) };
  },

  async namesBlobs(db, blobs) {
    const rows = await db.query<{ blob: Id<'blob'> }>(
      'SELECT blob FROM register.recording WHERE blob = ANY ($1)',
      [blobs],
    );
    return rows.map(({ blob }) => blob);
  },

  countValues: (db) =>
    db.query(
      `SELECT 'recordings' AS category, r.purposes, c.purposes AS within,
         coalesce(p.state = 'restricted', false) OR ${isHeld} AS restricted, count(*) AS values
       FROM register.recording r LEFT JOIN register.contact c ON c.id = r.contact_id LEFT JOIN register.person p ON p.id = c.person_id
       GROUP BY 2, 3, 4`,
    ),

  async lockGroundless(tx, after, most) {
    const found = await tx.query<{
      id: Id<'recording'>;
      whole: boolean;
      values: number;
      categories: string[];
    }>(
      `SELECT r.id, true AS whole, 1 AS values, ARRAY['recordings'] AS categories FROM register.recording r
       WHERE r.id > $1 AND NOT ${isHeld} AND NOT ${ofRestricted} AND NOT ${hasGround('r', 'recordings')}
       ORDER BY r.id LIMIT $2 FOR UPDATE OF r SKIP LOCKED`,
      [after, most],
    );
    const free = await withoutHeld(
      tx,
      found.map(({ id }) => id),
    );
    return found.filter(({ id }) => free.includes(id));
  },
  // A recording has no parts: it goes whole.
  removeGroundless: () => Promise.resolve({ blobs: [], units: [] }),

  async shorten(tx, published) {
    const found = periodFor(published.declaration, 'recording');
    if (found === undefined) return 0;
    const { rule, period } = found;
    const { timeZone } = published.declaration.register;
    // What is kept longer goes by the new cap, and not at all where its ground is declared no more.
    tx.send(
      `UPDATE register.recording_extension x SET ended_at = now(), end_code = 'withdrawn'
       WHERE x.ended_at IS NULL AND NOT x.ground = ANY ($1)`,
      [Object.keys(period.extensions ?? {})],
    );
    if (period.capMonths !== undefined)
      tx.send(
        `UPDATE register.recording_extension x SET until = declaration.due(r.call_at, $1::integer, $2) FROM register.recording r
         WHERE r.id = x.recording_id AND x.ended_at IS NULL AND declaration.due(r.call_at, $1::integer, $2) < x.until`,
        [period.capMonths, timeZone],
      );
    const rows = await tx.query(
      `UPDATE register.recording SET base_after = declaration.due(call_at, $1::integer, $2), delete_rule = $3, declaration_version = $4
       WHERE declaration.due(call_at, $1::integer, $2) < base_after RETURNING 1`,
      [period.months, timeZone, rule, published.version],
    );
    await settleExtensions(tx, null);
    return rows.length;
  },
  foresee: term.foresee,

  listUnits: (db, after, most) =>
    db.query(
      `SELECT id, blob, substring(audio_sealed FROM 1 FOR 2) AS head FROM register.recording WHERE id > $1 ORDER BY id LIMIT $2`,
      [after, most],
    ),
  count: term.count,
};

/**
 * What a recording is kept by follows what has happened since, whoever brought it about: extensions that ended, also while a backup
 * was brought back; and the restriction of a person (GDPR Art. 18), which holds what would go, and lets it go when it is lifted.
 */
async function settleTerms(tx: Tx, at: Date): Promise<void> {
  await settleExtensions(tx, null);
  await tx.query(
    `UPDATE register.recording_hold SET ended_at = $1 FROM register.recording r
     WHERE recording_hold.recording_id = r.id AND recording_hold.ground = 'restriction' AND recording_hold.ended_at IS NULL
       AND NOT ${ofRestricted}`,
    [at],
  );
  await tx.query(
    `INSERT INTO register.recording_hold (recording_id, id, ground, made_at)
     SELECT r.id, gen_random_uuid(), 'restriction', $1 FROM register.recording r
     WHERE r.delete_after <= $1 AND ${ofRestricted} AND NOT EXISTS (SELECT FROM register.recording_hold h
       WHERE h.recording_id = r.id AND h.ground = 'restriction' AND h.ended_at IS NULL)
     ON CONFLICT DO NOTHING`,
    [at],
  );
}
