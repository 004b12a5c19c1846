import { access } from 'node:fs/promises';
import { join } from 'node:path';
import type { Db } from '../../server/storage/database.ts';

const tables = [
  ['person', 'SELECT id FROM register.person'],
  ['contact', 'SELECT id FROM register.contact'],
  ['mail', 'SELECT id FROM mail.raw'],
  ['staff', 'SELECT id FROM staff.member'],
] as const;

const parts = [
  ['field', 'SELECT person_id AS unit FROM register.person_field'],
  ['message', 'SELECT contact_id AS unit FROM register.contact_message'],
  ['note', 'SELECT contact_id AS unit FROM register.contact_note'],
  ['file', 'SELECT contact_id AS unit FROM register.contact_file'],
  ['masked code', 'SELECT contact_id AS unit FROM register.masked_code'],
  ['thread id', 'SELECT contact_id AS unit FROM register.thread_id'],
  ['task to do', 'SELECT contact_id AS unit FROM register.contact_todo'],
  ['draft', 'SELECT contact_id AS unit FROM register.contact_draft'],
  ['scheduled message', 'SELECT contact_id AS unit FROM register.contact_scheduled'],
  ['follower', 'SELECT contact_id AS unit FROM register.contact_follower'],
  ['mark of what was seen', 'SELECT contact_id AS unit FROM register.contact_seen'],
  ['event', 'SELECT contact_id AS unit FROM register.contact_event'],
  ['forwarding', 'SELECT contact_id AS unit FROM register.contact_forward'],
  ['identifier', 'SELECT person_id AS unit FROM register.identifier'],
  ['name token', 'SELECT person_id AS unit FROM register.name_token'],
  // Whose erasure has begun is gone first; their contacts give no key, and follow.
  [
    'contact of person',
    'SELECT person_id AS unit FROM register.contact c WHERE NOT EXISTS (SELECT FROM register.erasure e WHERE e.person_id = c.person_id)',
  ],
  ['mail of contact', 'SELECT contact_id AS unit FROM mail.raw WHERE contact_id IS NOT NULL'],
  ['mail of message', 'SELECT mail_id AS unit FROM register.contact_message WHERE mail_id IS NOT NULL'],
] as const;

async function listKeys(db: Db, kind: string): Promise<Set<string>> {
  const keys = new Set<string>();
  for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
    const rows = await db.query<{ id: string }>('SELECT id FROM ring.list_units($1, $2, 500) AS id', [
      kind,
      after,
    ]);
    for (const { id } of rows) keys.add(id);
    if (rows.length < 500) return keys;
    after = rows.at(-1)!.id;
  }
}

/**
 * Everything that should never be, whatever was killed when: empty when all is well. Asked with the rights
 * of the service, while nobody writes.
 */
export async function findBrokenUnits(db: Db, blobDir: string): Promise<string[]> {
  const broken: string[] = [];
  const all = new Set<string>();
  for (const [kind, text] of tables) {
    const rows = await db.query<{ id: string }>(text);
    const keys = await listKeys(db, kind);
    for (const { id } of rows) if (!keys.delete(id)) broken.push(`${kind} ${id} without a key`);
    for (const id of keys) broken.push(`key of ${kind} ${id} without its unit`);
    for (const { id } of rows) all.add(id);
  }
  for (const [what, text] of parts) {
    for (const { unit } of await db.query<{ unit: string }>(text))
      if (!all.has(unit)) broken.push(`${what} of ${unit}, which is not there`);
  }
  for (const { unit_id: id } of await db.query<{ unit_id: string }>('SELECT unit_id FROM ring.tombstone')) {
    if (all.has(id)) broken.push(`${id} is there and has a tombstone`);
  }
  // What was made and what was destroyed stands in the log, once.
  const lines = await db.query<{ action: string; unit: string; times: number }>(
    "SELECT action, unit, count(*) AS times FROM log.entry, unnest(units) AS unit WHERE (act IN ('intake', 'sweep') AND action IN ('make', 'erase')) OR (act = 'reseal' AND action = 'erase') GROUP BY 1, 2",
  );
  const made = new Map(
    lines.filter(({ action }) => action === 'make').map(({ unit, times }) => [unit, times]),
  );
  const erased = new Map(
    lines.filter(({ action }) => action === 'erase').map(({ unit, times }) => [unit, times]),
  );
  for (const { id } of await db.query<{ id: string }>(
    // What a split made has its line under another act, with the unit it came from.
    `SELECT id FROM register.contact c
     WHERE NOT EXISTS (SELECT 1 FROM register.contact_event e WHERE e.contact_id = c.id AND e.kind = 'split-from')
     UNION ALL SELECT id FROM mail.raw`,
  )) {
    if (made.get(id) !== 1) broken.push(`the making of ${id} is logged ${made.get(id) ?? 0} times`);
    if (erased.has(id)) broken.push(`${id} is there and logged as erased`);
  }
  for (const { unit_id: id } of await db.query<{ unit_id: string }>('SELECT unit_id FROM ring.tombstone')) {
    if (erased.get(id) !== 1) broken.push(`the erasing of ${id} is logged ${erased.get(id) ?? 0} times`);
  }
  const blobs = await db.query<{ blob: string }>(
    'SELECT blob FROM mail.raw WHERE blob IS NOT NULL UNION ALL SELECT blob FROM register.contact_file WHERE blob IS NOT NULL',
  );
  for (const { blob } of blobs) {
    const path = join(blobDir, blob.slice(-2), blob.slice(-4, -2), blob);
    await access(path).catch(() => broken.push(`a row names blob ${blob}, which is not there`));
  }
  return broken;
}
