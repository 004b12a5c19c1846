import type { Id } from '../../base/new-id.ts';
import { rowHasGround } from '../../safeguards/declaration/ground.ts';
import type { Db, Tx } from '../../storage/database.ts';
import { moveInformed, removeInformed } from './informed-store.ts';

export async function readPersonForward(db: Db, old: Id): Promise<Id<'person'> | undefined> {
  const [row] = await db.query<{ person_id: Id<'person'> }>(
    'SELECT person_id FROM register.person_forward WHERE old_id = $1',
    [old],
  );
  return row?.person_id;
}

export interface PersonForward {
  readonly old_id: Id<'person'>;
  readonly at: Date;
  readonly by: Id<'staff'>;
  readonly reason: string;
}

/** Who was merged into this person, when, by whom and why; oldest first. */
export function readForwardsTo(db: Db, person: Id): Promise<PersonForward[]> {
  return db.query<PersonForward>(
    'SELECT old_id, at, by, reason FROM register.person_forward WHERE person_id = $1 ORDER BY at, old_id',
    [person],
  );
}

export function insertPersonForward(tx: Tx, row: PersonForward, to: Id): void {
  tx.send('UPDATE register.person_forward SET person_id = $2 WHERE person_id = $1', [row.old_id, to]);
  tx.send(
    'INSERT INTO register.person_forward (old_id, person_id, at, by, reason) VALUES ($1, $2, $3, $4, $5)',
    [row.old_id, to, row.at, row.by, row.reason],
  );
}

export function insertVariant(
  tx: Tx,
  variant: { kind: string; digest: Buffer; personId: Id; fieldId: Id },
): void {
  tx.send(
    'INSERT INTO register.identifier_variant (kind, digest, person_id, field_id) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING',
    [variant.kind, variant.digest, variant.personId, variant.fieldId],
  );
}

/** An identifier given for one person that is another's. Its own statement: the refusal undoes the rest. */
export async function recordClash(
  db: Db,
  clash: { person: Id; other: Id; category: string; at: Date; by: Id },
): Promise<void> {
  await db.query(
    `INSERT INTO register.person_clash (person_id, other_id, category, at, by)
     SELECT $1, $2, $3, $4, $5
     WHERE EXISTS (SELECT 1 FROM register.person WHERE id = $1) AND EXISTS (SELECT 1 FROM register.person WHERE id = $2)
     ON CONFLICT (person_id, other_id, category) DO UPDATE SET at = excluded.at, by = excluded.by`,
    [clash.person, clash.other, clash.category, clash.at, clash.by],
  );
}

const fieldHasGround = (variant: string) =>
  `EXISTS (SELECT FROM register.person_field f WHERE f.person_id = ${variant}.person_id AND f.id = ${variant}.field_id AND ${rowHasGround('f')})`;

export interface ProposedRow {
  readonly person_id: Id<'person'>;
  readonly ground: 'variant' | 'clash';
  /** The kind of identifier for a variant, the category for a clash. */
  readonly what: string;
  readonly at: Date | null;
}

/** Who may be the same as this person, by identifiers only; those found to be two people are left out. */
export function readProposed(db: Db, person: Id, most: number): Promise<ProposedRow[]> {
  return db.query<ProposedRow>(
    `SELECT found.person_id, found.ground, found.what, max(found.at) AS at FROM (
       SELECT b.person_id, 'variant' AS ground, b.kind AS what, NULL::timestamptz AS at
       FROM register.identifier_variant a
       JOIN register.identifier_variant b ON b.kind = a.kind AND b.digest = a.digest AND b.person_id <> a.person_id
       WHERE a.person_id = $1 AND ${fieldHasGround('a')} AND ${fieldHasGround('b')}
       UNION ALL SELECT other_id, 'clash', category, at FROM register.person_clash WHERE person_id = $1
       UNION ALL SELECT person_id, 'clash', category, at FROM register.person_clash WHERE other_id = $1
     ) found
     WHERE NOT EXISTS (SELECT 1 FROM register.person_distinct d
       WHERE d.lower_id = least(found.person_id, $1) AND d.higher_id = greatest(found.person_id, $1))
     GROUP BY found.person_id, found.ground, found.what ORDER BY 2, 1 LIMIT $2`,
    [person, most],
  );
}

export function insertDistinct(tx: Tx, one: Id, two: Id, at: Date, by: Id): void {
  tx.send(
    `INSERT INTO register.person_distinct (lower_id, higher_id, at, by)
     VALUES (least($1::uuid, $2::uuid), greatest($1::uuid, $2::uuid), $3, $4) ON CONFLICT DO NOTHING`,
    [one, two, at, by],
  );
}

/** Locks the contacts of people, by id, before the people themselves. @returns how many */
export async function lockContactsOf(tx: Tx, people: readonly Id[]): Promise<number> {
  const rows = await tx.query(
    'SELECT 1 FROM register.contact WHERE person_id = ANY ($1) ORDER BY id FOR UPDATE',
    [people],
  );
  return rows.length;
}

/**
 * Digests and contacts of one person are another's from now on. Sealed values are moved and name tokens made anew by the
 * caller, who holds the keys; the log pseudonyms of the contacts are left to the job.
 */
export function repointPerson(tx: Tx, from: Id, to: Id): void {
  tx.send('UPDATE register.identifier SET person_id = $2 WHERE person_id = $1', [from, to]);
  tx.send('UPDATE register.identifier_variant SET person_id = $2 WHERE person_id = $1', [from, to]);
  tx.send('DELETE FROM register.name_token WHERE person_id = $1', [from]);
  tx.send(
    `INSERT INTO register.person_clash (person_id, other_id, category, at, by)
     SELECT $2, other_id, category, at, by FROM register.person_clash WHERE person_id = $1 AND other_id <> $2
     UNION ALL SELECT person_id, $2, category, at, by FROM register.person_clash WHERE other_id = $1 AND person_id <> $2
     ON CONFLICT DO NOTHING`,
    [from, to],
  );
  tx.send('DELETE FROM register.person_clash WHERE person_id = $1 OR other_id = $1', [from]);
  moveInformed(tx, from, to);
  tx.send('DELETE FROM register.person_distinct WHERE lower_id = $1 OR higher_id = $1', [from]);
  tx.send('UPDATE register.person_repoint SET person_id = $2 WHERE person_id = $1', [from, to]);
  tx.send(
    `INSERT INTO register.person_repoint (contact_id, person_id) SELECT id, $2 FROM register.contact WHERE person_id = $1
     ON CONFLICT (contact_id) DO UPDATE SET person_id = excluded.person_id`,
    [from, to],
  );
  tx.send('UPDATE register.contact SET person_id = $2 WHERE person_id = $1', [from, to]);
}

export function moveFieldRow(tx: Tx, from: Id, field: Id, to: Id, sealed: Buffer): void {
  tx.send(
    'UPDATE register.person_field SET person_id = $3, value_sealed = $4 WHERE person_id = $1 AND id = $2',
    [from, field, to, sealed],
  );
}

/** A field goes, with every digest by which it was found. */
export function removeField(tx: Tx, person: Id, field: Id): void {
  tx.send('DELETE FROM register.identifier WHERE person_id = $1 AND field_id = $2', [person, field]);
  tx.send('DELETE FROM register.identifier_variant WHERE person_id = $1 AND field_id = $2', [person, field]);
  tx.send('DELETE FROM register.person_field WHERE person_id = $1 AND id = $2', [person, field]);
}

export function removeNameTokens(tx: Tx, person: Id): void {
  tx.send('DELETE FROM register.name_token WHERE person_id = $1', [person]);
}

const monthsOf = (version: string) =>
  `(SELECT months FROM declaration.term WHERE version = ${version}::integer AND unit = 'person')`;
/** SQL: the merged person goes by the period of the other record. */
const underTheirs = `(${monthsOf('$6')} < ${monthsOf('p.declaration_version')}
  OR ${monthsOf('$6')} = ${monthsOf('p.declaration_version')} AND $4::timestamptz > p.delete_after)`;

/**
 * The merged person as the two together: in the register since the earlier, in contact at the later. Of two periods the
 * shorter holds: of what one of them was told the other may never have heard.
 */
export async function growPerson(
  tx: Tx,
  kept: Id,
  other: {
    since: Date;
    last_contact_at: Date;
    delete_after: Date;
    delete_rule: string;
    declaration_version: number;
    provisional: boolean;
    language: string | null;
  },
  timeZone: string,
): Promise<number> {
  const [row] = await tx.query<{ version: number }>(
    `UPDATE register.person p SET version = version + 1, since = least(since, $2), last_contact_at = greatest(last_contact_at, $3),
       delete_rule = CASE WHEN ${underTheirs} THEN $5 ELSE delete_rule END,
       declaration_version = CASE WHEN ${underTheirs} THEN $6::integer ELSE declaration_version END,
       delete_after = CASE WHEN ${monthsOf('$6')} = ${monthsOf('p.declaration_version')} THEN greatest(delete_after, $4)
         ELSE declaration.due(greatest(last_contact_at, $3), least(${monthsOf('$6')}, ${monthsOf('p.declaration_version')}), $9) END,
       provisional = provisional AND $7, language = coalesce(language, $8)
     WHERE id = $1 RETURNING version`,
    [
      kept,
      other.since,
      other.last_contact_at,
      other.delete_after,
      other.delete_rule,
      other.declaration_version,
      other.provisional,
      other.language,
      timeZone,
    ],
  );
  return row!.version;
}

/** The next contacts whose pseudonym is to change, locked with their contact; one that is gone or moved on is only crossed off. */
export async function lockToRepoint(
  tx: Tx,
  person: Id,
  most: number,
): Promise<{ contact_id: Id<'contact'>; still: boolean }[]> {
  return tx.query(
    `SELECT r.contact_id, coalesce(c.person_id = r.person_id, false) AS still
     FROM register.person_repoint r LEFT JOIN LATERAL
       (SELECT person_id FROM register.contact WHERE id = r.contact_id FOR UPDATE) c ON true
     WHERE r.person_id = $1 ORDER BY r.contact_id LIMIT $2`,
    [person, most],
  );
}

export function crossOff(tx: Tx, contacts: readonly Id[]): void {
  tx.send('DELETE FROM register.person_repoint WHERE contact_id = ANY ($1)', [contacts]);
}

export async function countToRepoint(db: Db, person: Id): Promise<number> {
  const [row] = await db.query<{ count: number }>(
    'SELECT count(*) AS count FROM register.person_repoint WHERE person_id = $1',
    [person],
  );
  return row!.count;
}

/** The rule by which somebody unidentified goes now that no contact of theirs is left; undefined when they stay. */
export async function removable(tx: Tx, id: Id): Promise<string | undefined> {
  const [row] = await tx.query<{ rule: string }>(
    `SELECT delete_rule AS rule FROM register.person p WHERE id = $1 AND provisional
       AND NOT EXISTS (SELECT 1 FROM register.contact c WHERE c.person_id = p.id)`,
    [id],
  );
  return row?.rule;
}

/** Everything of this file that a person takes along when they are erased. */
export async function removeTraces(tx: Tx, people: readonly Id[]): Promise<void> {
  tx.send('DELETE FROM register.identifier_variant WHERE person_id = ANY ($1)', [people]);
  tx.send('DELETE FROM register.person_clash WHERE person_id = ANY ($1) OR other_id = ANY ($1)', [people]);
  tx.send('DELETE FROM register.person_distinct WHERE lower_id = ANY ($1) OR higher_id = ANY ($1)', [people]);
  tx.send('DELETE FROM register.person_repoint WHERE person_id = ANY ($1)', [people]);
  await removeInformed(tx, people);
  tx.send('DELETE FROM register.person_forward WHERE person_id = ANY ($1)', [people]);
}
