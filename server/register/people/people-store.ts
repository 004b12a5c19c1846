import type { Id } from '../../base/new-id.ts';
import { rowHasGround } from '../../safeguards/declaration/ground.ts';
import type { Digests, IndexWriter } from '../../safeguards/vault/blind-index.ts';
import type { Db, Tx } from '../../storage/database.ts';
import type { DueUnit, SweptTo } from '../../safeguards/retention/holding.ts';
import { removeTraces } from './merging-store.ts';
import { type NameTokens, spreadTokens, wordsOfTokens } from './name-tokens.ts';

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

/**
 * A later contact moves the period on; an older one that is handed in late does not move it back. Held under a shorter
 * period than the one in force they stay under it, until they are informed: see `declarationForHeld`.
 */
export function movePeriod(tx: Tx, id: Id, lastContactAt: Date, inForce: InForce): void {
  tx.send(
    `UPDATE register.person p SET last_contact_at = $2,
       delete_after = declaration.due($2, least($4::integer, held.months), $3),
       delete_rule = CASE WHEN held.months < $4 THEN p.delete_rule ELSE $5 END,
       declaration_version = CASE WHEN held.months < $4 THEN p.declaration_version ELSE $6 END
     FROM register.person before LEFT JOIN declaration.term held ON held.version = before.declaration_version AND held.unit = 'person'
     WHERE p.id = $1 AND before.id = p.id AND p.last_contact_at < $2`,
    [id, lastContactAt, inForce.timeZone, inForce.months, inForce.rule, inForce.version],
  );
}

/** The period of people's records in force. */
export interface InForce {
  readonly version: number;
  readonly rule: string;
  readonly months: number;
  readonly timeZone: string;
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

/** Those that have ground: what has lost it can be read by nobody, though it is not removed yet. */
export function readFields(
  db: Db,
  people: readonly Id[],
  categories?: readonly string[],
): Promise<FieldRow[]> {
  // Of one, as in an open contact, a plan is made once a connection; of a list it is made anew each time.
  const one = people.length === 1;
  return db.query<FieldRow>(one ? fieldsOf('= $1') : fieldsOf('= ANY ($1)'), [
    one ? people[0] : people,
    categories ?? null,
  ]);
}

const fieldsOf = (people: '= $1' | '= ANY ($1)') =>
  `SELECT ${fieldColumns} FROM register.person_field f
   WHERE person_id ${people} AND ($2::text[] IS NULL OR category = ANY ($2)) AND ${rowHasGround('f')}
   ORDER BY person_id, collected_at, id`;

export async function fieldExists(tx: Tx, person: Id, field: Id): Promise<boolean> {
  const rows = await tx.query('SELECT 1 FROM register.person_field WHERE person_id = $1 AND id = $2', [
    person,
    field,
  ]);
  return rows.length > 0;
}

/** An identifier for a person to take: the first of the digests, if none of them stands there. */
export interface IdentifierToTake {
  readonly kind: string;
  readonly digests: Digests;
  readonly personId: Id<'person'>;
  readonly fieldId: Id<'field'>;
}

// Of two under one cover the key decides. One that still lies under the cover before is seen: none is written there any more.
const takeSql = `INSERT INTO register.identifier (kind, digest, person_id, field_id)
  SELECT $1, $2, $3, $4 WHERE NOT EXISTS (SELECT FROM register.identifier WHERE kind = $1 AND digest = ANY ($5::bytea[]))
  ON CONFLICT DO NOTHING RETURNING 1`;

function takeValues({ kind, digests: [digest, ...others], personId, fieldId }: IdentifierToTake): unknown[] {
  return [kind, digest, personId, fieldId, others];
}

/** Takes the identifier for a person, or tells whose it is. Of two at once the second waits for the first. */
export async function takeIdentifier(tx: Tx, identifier: IdentifierToTake): Promise<Id<'person'>> {
  const { kind, digests, personId } = identifier;
  const [taken] = await tx.query(takeSql, takeValues(identifier));
  if (taken) return personId;
  const owner = await findByIdentifier(tx, kind, digests);
  if (owner !== undefined) return owner;
  await freeGroundless(tx, kind, digests);
  return takeIdentifier(tx, identifier);
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
  identifier: IdentifierToTake,
): Promise<LockedPerson | 'gone' | undefined> {
  const { kind, digests } = identifier;
  const [taken, owners] = await Promise.all([
    tx.query(takeSql, takeValues(identifier)),
    tx.query<LockedPerson>(
      `SELECT p.id, EXISTS (SELECT 1 FROM register.person_field f WHERE f.person_id = p.id AND f.category = 'name' AND ${rowHasGround('f')}) AS named,
         f.verified
       FROM register.identifier i JOIN register.person p ON p.id = i.person_id
         JOIN register.person_field f ON f.person_id = i.person_id AND f.id = i.field_id AND ${rowHasGround('f')}
       WHERE i.kind = $1 AND i.digest = ANY ($2::bytea[]) FOR UPDATE OF p`,
      [kind, digests],
    ),
  ]);
  if (taken.length > 0) return undefined;
  if (owners[0] !== undefined) return owners[0];
  return (await freeGroundless(tx, kind, digests)) ? takeOrLockOwner(tx, identifier) : 'gone';
}

/** Nobody is found by what has lost its ground: whoever has the identifier now takes it. @returns whether it was one */
async function freeGroundless(tx: Tx, kind: string, digests: Digests): Promise<boolean> {
  const freed = await tx.query(
    `DELETE FROM register.identifier i USING register.person_field f
     WHERE i.kind = $1 AND i.digest = ANY ($2::bytea[]) AND f.person_id = i.person_id AND f.id = i.field_id AND NOT ${rowHasGround('f')} RETURNING 1`,
    [kind, digests],
  );
  return freed.length > 0;
}

export async function findByIdentifier(
  db: Db,
  kind: string,
  digests: Digests,
): Promise<Id<'person'> | undefined> {
  const [row] = await db.query<{ person_id: Id<'person'> }>(
    `SELECT i.person_id FROM register.identifier i JOIN register.person_field f ON f.person_id = i.person_id AND f.id = i.field_id
     WHERE i.kind = $1 AND i.digest = ANY ($2::bytea[]) AND ${rowHasGround('f')}`,
    [kind, digests],
  );
  return row?.person_id;
}

export function insertNameTokens(tx: Tx, person: Id, index: IndexWriter, words: readonly string[]): void {
  tx.send(
    'INSERT INTO register.name_token (token, person_id, cover) SELECT unnest($1::int[]), $2, $3::int ON CONFLICT DO NOTHING',
    [index.tokens('name', words), person, index.cover],
  );
}

/** People whose names hold every token; the caller opens and filters, since tokens are shared. */
export async function findByNameTokens(db: Db, tokens: NameTokens, most: number): Promise<Id<'person'>[]> {
  const asked = spreadTokens(tokens);
  const rows = await db.query<{ person_id: Id<'person'> }>(
    `SELECT person_id FROM register.name_token JOIN ${wordsOfTokens('$1', '$2')} USING (token)
     GROUP BY person_id HAVING count(DISTINCT word) = $3 ORDER BY person_id DESC LIMIT $4`,
    [asked.words, asked.tokens, tokens.length, most],
  );
  return rows.map((row) => row.person_id);
}

/** Of these people, those whose names hold every token. */
export async function withNameTokens(
  db: Db,
  tokens: NameTokens,
  among: readonly Id[],
): Promise<Id<'person'>[]> {
  const asked = spreadTokens(tokens);
  const rows = await db.query<{ person_id: Id<'person'> }>(
    `SELECT person_id FROM register.name_token JOIN ${wordsOfTokens('$1', '$2')} USING (token)
     WHERE person_id = ANY ($4) GROUP BY person_id HAVING count(DISTINCT word) = $3`,
    [asked.words, asked.tokens, tokens.length, among],
  );
  return rows.map((row) => row.person_id);
}

/** The next people by id, locked. */
export async function lockPeopleAfter(tx: Tx, after: Id, most: number): Promise<Id<'person'>[]> {
  const rows = await tx.query<{ id: Id<'person'> }>(
    'SELECT id FROM register.person WHERE id > $1 ORDER BY id LIMIT $2 FOR UPDATE',
    [after, most],
  );
  return rows.map(({ id }) => id);
}

export function removeIdentifiers(tx: Tx, people: readonly Id[]): void {
  tx.send('DELETE FROM register.identifier WHERE person_id = ANY ($1)', [people]);
  tx.send('DELETE FROM register.identifier_variant WHERE person_id = ANY ($1)', [people]);
}

/** Whose period has ended; and whoever was never identified, at once. Of both only those who have no contact left. */
export function lockDuePeople(tx: Tx, at: Date, most: number, after: SweptTo): Promise<DueUnit[]> {
  return tx.query(
    `SELECT p.id, p.delete_rule AS rule, least(p.delete_after, $1) AS due FROM register.person p
     WHERE p.id IN (
         (SELECT p.id FROM register.person p WHERE p.delete_after <= $1 AND p.delete_after >= $3
            AND (p.delete_after > $3 OR p.id > $4) AND p.state = 'active'
            AND NOT EXISTS (SELECT 1 FROM register.contact c WHERE c.person_id = p.id)
          ORDER BY p.delete_after, p.id LIMIT $2)
         UNION ALL
         (SELECT p.id FROM register.person p WHERE p.provisional AND p.state = 'active'
            AND NOT EXISTS (SELECT 1 FROM register.contact c WHERE c.person_id = p.id)
          LIMIT $2))
       -- Asked again of the row as it is when it is locked: they may just have written.
       AND (p.delete_after <= $1 OR p.provisional) AND p.state = 'active'
       AND NOT EXISTS (SELECT 1 FROM register.contact c WHERE c.person_id = p.id)
     ORDER BY due, p.id LIMIT $2 FOR UPDATE SKIP LOCKED`,
    [at, most, after.due, after.id],
  );
}

export async function removePeople(tx: Tx, ids: readonly Id[]): Promise<void> {
  await removeTraces(tx, ids);
  tx.send('DELETE FROM register.identifier WHERE person_id = ANY ($1)', [ids]);
  tx.send('DELETE FROM register.name_token WHERE person_id = ANY ($1)', [ids]);
  tx.send('DELETE FROM register.person_field WHERE person_id = ANY ($1)', [ids]);
  tx.send('DELETE FROM register.person WHERE id = ANY ($1)', [ids]);
}
