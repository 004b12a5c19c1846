import type { Id } from '../../base/new-id.ts';
import type { Db, Tx } from '../../storage/database.ts';
import { removeTraces } from './merging-store.ts';

export interface PersonRow {
  id: Id<'person'>;
  provisional: boolean;
  state: 'active' | 'restricted';
  language: 'sv' | 'fi' | 'en' | null;
  version: number;
  since: Date;
  last_contact_at: Date;
  delete_after: Date;
  delete_rule: string;
  declaration_version: number;
}

export interface FieldRow {
  person_id: Id<'person'>;
  id: Id<'field'>;
  category: string;
  value_sealed: Buffer;
  length_class: 'short' | 'medium' | 'long';
  source: 'email' | 'phone' | 'chat' | 'staff' | 'import';
  collected_at: Date;
  collected_by: Id<'staff'> | null;
  purposes: string[];
  reason: string | null;
  verified: boolean;
  /** Since when mail to this address comes back for good. */
  undeliverable_since: Date | null;
  declaration_version: number;
}

const personColumns =
  'id, provisional, state, language, version, since, last_contact_at, delete_after, delete_rule, declaration_version';
const fieldColumns =
  'person_id, id, category, value_sealed, length_class, source, collected_at, collected_by, purposes, reason, verified, undeliverable_since, declaration_version';

export async function readPerson(db: Db, id: Id): Promise<PersonRow | undefined> {
  const [row] = await db.query<PersonRow>(`SELECT ${personColumns} FROM register.person WHERE id = $1`, [id]);
  return row;
}

/** Locked until the transaction ends, so that no sweep takes the person away under a new contact. */
export async function lockPerson(tx: Tx, id: Id): Promise<PersonRow | undefined> {
  const [row] = await tx.query<PersonRow>(
    `SELECT ${personColumns} FROM register.person WHERE id = $1 FOR UPDATE`,
    [id],
  );
  return row;
}

export function insertPerson(tx: Tx, row: Omit<PersonRow, 'version' | 'state'>): void {
  tx.send(
    `INSERT INTO register.person (id, provisional, language, since, last_contact_at, delete_after, delete_rule, declaration_version)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      row.id,
      row.provisional,
      row.language,
      row.since,
      row.last_contact_at,
      row.delete_after,
      row.delete_rule,
      row.declaration_version,
    ],
  );
}

/** A later contact moves the period on; an older one that is handed in late does not move it back. */
export function movePeriod(
  tx: Tx,
  id: Id,
  lastContactAt: Date,
  deleteAfter: Date,
  rule: string,
  version: number,
): void {
  tx.send(
    `UPDATE register.person SET last_contact_at = $2, delete_after = $3, delete_rule = $4, declaration_version = $5
     WHERE id = $1 AND last_contact_at < $2`,
    [id, lastContactAt, deleteAfter, rule, version],
  );
}

/** @returns the new version, or undefined when somebody changed the person meanwhile */
export async function nextPersonVersion(tx: Tx, id: Id, expected: number): Promise<number | undefined> {
  const [row] = await tx.query<{ version: number }>(
    'UPDATE register.person SET version = version + 1, provisional = false WHERE id = $1 AND version = $2::bigint RETURNING version',
    [id, expected],
  );
  return row?.version;
}

export function insertFields(tx: Tx, rows: readonly Omit<FieldRow, 'undeliverable_since'>[]): void {
  if (rows.length === 0) return;
  const values: unknown[] = [];
  const add = (value: unknown) => `$${values.push(value)}`;
  const listed = rows.map((row) => {
    const before = [
      row.person_id,
      row.id,
      row.category,
      row.value_sealed,
      row.length_class,
      row.source,
      row.collected_at,
      row.collected_by,
      row.purposes,
      row.reason,
      row.verified,
    ];
    return `(${before.map(add).join(', ')}, NULL, ${add(row.declaration_version)})`;
  });
  tx.send(`INSERT INTO register.person_field (${fieldColumns}) VALUES ${listed.join(', ')}`, values);
}

export function readFields(
  db: Db,
  people: readonly Id[],
  categories?: readonly string[],
): Promise<FieldRow[]> {
  return db.query<FieldRow>(
    `SELECT ${fieldColumns} FROM register.person_field
     WHERE person_id = ANY ($1) AND ($2::text[] IS NULL OR category = ANY ($2)) ORDER BY person_id, collected_at, id`,
    [people, categories ?? null],
  );
}

export async function fieldExists(tx: Tx, person: Id, field: Id): Promise<boolean> {
  const rows = await tx.query('SELECT 1 FROM register.person_field WHERE person_id = $1 AND id = $2', [
    person,
    field,
  ]);
  return rows.length > 0;
}

/** Takes the identifier for a person, or tells whose it is. Of two at once the second waits for the first. */
export async function takeIdentifier(
  tx: Tx,
  identifier: { kind: string; digest: Buffer; personId: Id<'person'>; fieldId: Id<'field'> },
): Promise<Id<'person'>> {
  const { kind, digest, personId, fieldId } = identifier;
  const [taken] = await tx.query<{ person_id: Id<'person'> }>(
    'INSERT INTO register.identifier (kind, digest, person_id, field_id) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING RETURNING person_id',
    [kind, digest, personId, fieldId],
  );
  if (taken) return taken.person_id;
  return (await findByIdentifier(tx, kind, digest)) ?? takeIdentifier(tx, identifier);
}

/** A person that an identifier led to, locked until the transaction ends, so that no sweep takes them away under a new contact. */
export interface LockedPerson {
  readonly id: Id<'person'>;
  /** A name is held already. */
  readonly named: boolean;
  /** The identifier that led here is verified. */
  readonly verified: boolean;
}

/**
 * Takes the identifier for a new person, or finds and locks whose it is: both asked at once, since each
 * question that is waited for costs a received mail more than the statement does.
 * @returns undefined when the identifier was free and is taken now; 'gone' when its owner is just being removed
 */
export async function takeOrLockOwner(
  tx: Tx,
  identifier: { kind: string; digest: Buffer; personId: Id<'person'>; fieldId: Id<'field'> },
): Promise<LockedPerson | 'gone' | undefined> {
  const { kind, digest, personId, fieldId } = identifier;
  const [taken, owners] = await Promise.all([
    tx.query(
      'INSERT INTO register.identifier (kind, digest, person_id, field_id) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING RETURNING 1',
      [kind, digest, personId, fieldId],
    ),
    tx.query<LockedPerson>(
      `SELECT p.id, EXISTS (SELECT 1 FROM register.person_field f WHERE f.person_id = p.id AND f.category = 'name') AS named,
         EXISTS (SELECT 1 FROM register.person_field f WHERE f.person_id = i.person_id AND f.id = i.field_id AND f.verified) AS verified
       FROM register.identifier i JOIN register.person p ON p.id = i.person_id
       WHERE i.kind = $1 AND i.digest = $2 FOR UPDATE OF p`,
      [kind, digest],
    ),
  ]);
  return taken.length > 0 ? undefined : (owners[0] ?? 'gone');
}

export async function findByIdentifier(
  db: Db,
  kind: string,
  digest: Buffer,
): Promise<Id<'person'> | undefined> {
  const [row] = await db.query<{ person_id: Id<'person'> }>(
    'SELECT person_id FROM register.identifier WHERE kind = $1 AND digest = $2',
    [kind, digest],
  );
  return row?.person_id;
}

export async function personHasIdentifier(db: Db, person: Id, kind: string): Promise<boolean> {
  const rows = await db.query(
    'SELECT 1 FROM register.identifier WHERE person_id = $1 AND kind = $2 LIMIT 1',
    [person, kind],
  );
  return rows.length > 0;
}

export function insertNameTokens(tx: Tx, person: Id, tokens: readonly number[]): void {
  tx.send(
    'INSERT INTO register.name_token (token, person_id) SELECT unnest($1::int[]), $2 ON CONFLICT DO NOTHING',
    [tokens, person],
  );
}

/** People whose names hold every token; the caller opens and filters, since tokens are shared. */
export async function findByNameTokens(
  db: Db,
  tokens: readonly number[],
  most: number,
): Promise<Id<'person'>[]> {
  const rows = await db.query<{ person_id: Id<'person'> }>(
    `SELECT person_id FROM register.name_token WHERE token = ANY ($1)
     GROUP BY person_id HAVING count(*) = cardinality($1) ORDER BY person_id DESC LIMIT $2`,
    [tokens, most],
  );
  return rows.map((row) => row.person_id);
}

/** Of these people, those whose names hold every token. */
export async function withNameTokens(
  db: Db,
  tokens: readonly number[],
  among: readonly Id[],
): Promise<Id<'person'>[]> {
  const rows = await db.query<{ person_id: Id<'person'> }>(
    `SELECT person_id FROM register.name_token WHERE token = ANY ($1) AND person_id = ANY ($2)
     GROUP BY person_id HAVING count(*) = cardinality($1)`,
    [tokens, among],
  );
  return rows.map((row) => row.person_id);
}

export async function lockDuePeople(
  tx: Tx,
  at: Date,
  most: number,
): Promise<{ id: Id<'person'>; rule: string }[]> {
  return tx.query(
    `SELECT id, delete_rule AS rule FROM register.person p
     WHERE (delete_after <= $1 OR provisional) AND state = 'active'
       AND NOT EXISTS (SELECT 1 FROM register.contact c WHERE c.person_id = p.id)
     ORDER BY delete_after LIMIT $2 FOR UPDATE SKIP LOCKED`,
    [at, most],
  );
}

export async function removePeople(tx: Tx, ids: readonly Id[]): Promise<void> {
  await removeTraces(tx, ids);
  await tx.query('DELETE FROM register.identifier WHERE person_id = ANY ($1)', [ids]);
  await tx.query('DELETE FROM register.name_token WHERE person_id = ANY ($1)', [ids]);
  await tx.query('DELETE FROM register.person_field WHERE person_id = ANY ($1)', [ids]);
  await tx.query('DELETE FROM register.person WHERE id = ANY ($1)', [ids]);
}

/** Whose an identifier is, and whether it is verified. */
export async function readOwner(
  db: Db,
  kind: string,
  digest: Buffer,
): Promise<{ person_id: Id<'person'>; verified: boolean; undeliverable: boolean } | undefined> {
  const [row] = await db.query<{ person_id: Id<'person'>; verified: boolean; undeliverable: boolean }>(
    `SELECT i.person_id, coalesce(f.verified, false) AS verified, f.undeliverable_since IS NOT NULL AS undeliverable
     FROM register.identifier i LEFT JOIN register.person_field f ON f.person_id = i.person_id AND f.id = i.field_id
     WHERE i.kind = $1 AND i.digest = $2`,
    [kind, digest],
  );
  return row;
}

/** What is verified stays so. */
export function setReached(tx: Tx, kind: string, digest: Buffer, confirmed: boolean): void {
  tx.send(
    `UPDATE register.person_field f SET verified = f.verified OR $3::boolean, undeliverable_since = NULL
     FROM register.identifier i WHERE i.kind = $1 AND i.digest = $2 AND f.person_id = i.person_id AND f.id = i.field_id
       AND (f.undeliverable_since IS NOT NULL OR ($3::boolean AND NOT f.verified))`,
    [kind, digest, confirmed],
  );
}

export function setUndeliverable(tx: Tx, kind: string, digest: Buffer, since: Date): void {
  tx.send(
    `UPDATE register.person_field f SET undeliverable_since = coalesce(f.undeliverable_since, $3)
     FROM register.identifier i WHERE i.kind = $1 AND i.digest = $2 AND f.person_id = i.person_id AND f.id = i.field_id`,
    [kind, digest, since],
  );
}
