import type { Id } from '../../base/new-id.ts';
import type { Db, Tx } from '../../storage/database.ts';

export type EndpointState = 'active' | 'paused' | 'stopped' | 'removed';

export interface EndpointRow {
  readonly id: Id<'endpoint'>;
  readonly recipient: string;
  readonly purpose: string;
  readonly host: string;
  readonly target_sealed: Buffer | null;
  readonly types: readonly string[];
  readonly queues: readonly string[];
  /** Asked for beside ids; what of them leaves the declaration in force says at each delivery. */
  readonly categories: readonly string[];
  readonly state: EndpointState;
  readonly stop_code: string | null;
  readonly failing_since: Date | null;
  readonly rotated_at: Date | null;
  readonly made_by: Id<'staff'>;
  readonly made_at: Date;
}

export interface DeliveryRow {
  readonly endpoint_id: Id<'endpoint'>;
  readonly event_id: Id<'event'>;
  readonly seq: number;
  readonly type: string;
  readonly contact_id: Id<'contact'> | null;
  readonly at: Date;
  readonly state: 'waiting' | 'delivered' | 'given-up' | 'withdrawn';
  readonly attempts: number;
  readonly due_at: Date;
  readonly settled_at: Date | null;
  readonly status: number | null;
  readonly code: string | null;
}

const endpointColumns =
  'id, recipient, purpose, host, target_sealed, types, queues, categories, state, stop_code, failing_since, rotated_at, made_by, made_at';
const deliveryColumns =
  'd.endpoint_id, d.event_id, d.seq, d.type, d.contact_id, d.at, d.state, d.attempts, d.due_at, d.settled_at, d.status, d.code';

/** For every endpoint that wants it, a paused or stopped one too: it is told once it goes on. */
export function insertEvents(
  tx: Tx,
  given: {
    events: readonly { id: Id<'event'>; type: string }[];
    contactId: Id<'contact'>;
    queue: string;
    at: Date;
  },
): void {
  tx.send(
    `INSERT INTO connections.delivery (endpoint_id, event_id, type, contact_id, at, due_at)
     SELECT e.id, v.id, v.type, $3, $5, $5
     FROM unnest($1::uuid[], $2::text[]) WITH ORDINALITY AS v (id, type, place)
     JOIN connections.endpoint e ON e.state <> 'removed' AND v.type = ANY (e.types) AND $4 = ANY (e.queues)
     ORDER BY v.place`,
    [
      given.events.map((event) => event.id),
      given.events.map((event) => event.type),
      given.contactId,
      given.queue,
      given.at,
    ],
  );
}

export async function insertTest(
  tx: Tx,
  given: { endpointId: Id<'endpoint'>; eventId: Id<'event'>; type: string; at: Date },
): Promise<void> {
  await tx.query(
    'INSERT INTO connections.delivery (endpoint_id, event_id, type, at, due_at) VALUES ($1, $2, $3, $4, $4)',
    [given.endpointId, given.eventId, given.type, given.at],
  );
}

/**
 * Takes what is due: of each contact the oldest only, so that a receiver never hears the later before the earlier.
 * Whoever takes it has until `leasedUntil`; after that it is due again.
 */
export function takeDue(
  db: Db,
  given: { now: Date; leasedUntil: Date; most: number },
): Promise<DeliveryRow[]> {
  return db.query(
    `WITH due AS (
       SELECT d.endpoint_id, d.event_id FROM connections.delivery d
       JOIN connections.endpoint e ON e.id = d.endpoint_id AND e.state = 'active'
       WHERE d.state = 'waiting' AND d.due_at <= $1 AND NOT EXISTS (
         SELECT 1 FROM connections.delivery b
         WHERE b.endpoint_id = d.endpoint_id AND b.contact_id = d.contact_id AND b.state = 'waiting' AND b.seq < d.seq)
       ORDER BY d.due_at, d.seq LIMIT $3 FOR UPDATE OF d SKIP LOCKED
     )
     UPDATE connections.delivery d SET due_at = $2 FROM due
     WHERE d.endpoint_id = due.endpoint_id AND d.event_id = due.event_id
     RETURNING ${deliveryColumns}`,
    [given.now, given.leasedUntil, given.most],
  );
}

export async function settleDelivery(
  db: Db,
  of: Pick<DeliveryRow, 'endpoint_id' | 'event_id'>,
  end: {
    state: DeliveryRow['state'];
    attempts: number;
    dueAt: Date;
    at: Date;
    status: number | null;
    code: string | null;
  },
): Promise<void> {
  await db.query(
    `UPDATE connections.delivery SET state = $3, attempts = $4, due_at = $5, status = $6, code = $7,
       settled_at = CASE WHEN $3 = 'waiting' THEN NULL ELSE $8::timestamptz END
     WHERE endpoint_id = $1 AND event_id = $2 AND state = 'waiting'`,
    [of.endpoint_id, of.event_id, end.state, end.attempts, end.dueAt, end.status, end.code, end.at],
  );
}

/** @returns undefined for one that is not there, false for one that waits already */
export async function resumeDelivery(
  tx: Tx,
  of: { endpointId: Id<'endpoint'>; eventId: Id<'event'>; at: Date },
): Promise<boolean | undefined> {
  const [row] = await tx.query<{ state: string }>(
    'SELECT state FROM connections.delivery WHERE endpoint_id = $1 AND event_id = $2 FOR UPDATE',
    [of.endpointId, of.eventId],
  );
  if (row === undefined) return undefined;
  if (row.state === 'waiting') return false;
  await tx.query(
    `UPDATE connections.delivery SET state = 'waiting', attempts = 0, due_at = $3, settled_at = NULL
     WHERE endpoint_id = $1 AND event_id = $2`,
    [of.endpointId, of.eventId, of.at],
  );
  return true;
}

/** @param page.before the `seq` of the last one seen */
export function listDeliveries(
  db: Db,
  page: { endpointId: Id<'endpoint'>; before: number | null; limit: number },
): Promise<DeliveryRow[]> {
  return db.query(
    `SELECT ${deliveryColumns} FROM connections.delivery d
     WHERE d.endpoint_id = $1 AND ($2::bigint IS NULL OR d.seq < $2) ORDER BY d.seq DESC LIMIT $3`,
    [page.endpointId, page.before, page.limit],
  );
}

export async function readEndpoint(
  db: Db,
  id: Id<'endpoint'>,
  options: { lock?: boolean } = {},
): Promise<EndpointRow | undefined> {
  const [row] = await db.query<EndpointRow>(
    options.lock
      ? `SELECT ${endpointColumns} FROM connections.endpoint WHERE id = $1 AND state <> 'removed' FOR UPDATE`
      : `SELECT ${endpointColumns} FROM connections.endpoint WHERE id = $1 AND state <> 'removed'`,
    [id],
  );
  return row;
}

/** Of those that deliver, or would but for the gate. */
export function listTargets(db: Db): Promise<{ host: string; recipient: string }[]> {
  return db.query(
    "SELECT DISTINCT host, recipient FROM connections.endpoint WHERE state IN ('active', 'stopped') ORDER BY 1, 2",
  );
}

export interface ListedEndpoint extends EndpointRow {
  readonly waiting: number;
}

export function listEndpoints(db: Db, page: { before: Id | null; limit: number }): Promise<ListedEndpoint[]> {
  return db.query(
    `SELECT ${endpointColumns},
       (SELECT count(*)::integer FROM (SELECT 1 FROM connections.delivery d
        WHERE d.endpoint_id = endpoint.id AND d.state = 'waiting' LIMIT 1000) counted) AS waiting
     FROM connections.endpoint WHERE state <> 'removed' AND ($1::uuid IS NULL OR id < $1) ORDER BY id DESC LIMIT $2`,
    [page.before, page.limit],
  );
}

export async function insertEndpoint(
  tx: Tx,
  row: Pick<
    EndpointRow,
    'id' | 'recipient' | 'purpose' | 'host' | 'types' | 'queues' | 'categories' | 'made_by' | 'made_at'
  > & { target_sealed: Buffer },
): Promise<void> {
  await tx.query(
    `INSERT INTO connections.endpoint (id, recipient, purpose, host, target_sealed, types, queues, categories, state, made_by, made_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'active', $9, $10)`,
    [
      row.id,
      row.recipient,
      row.purpose,
      row.host,
      row.target_sealed,
      row.types,
      row.queues,
      row.categories,
      row.made_by,
      row.made_at,
    ],
  );
}

export async function setTarget(tx: Tx, id: Id<'endpoint'>, target: Buffer, at: Date): Promise<void> {
  await tx.query('UPDATE connections.endpoint SET target_sealed = $2, rotated_at = $3 WHERE id = $1', [
    id,
    target,
    at,
  ]);
}

/** Another address begins with a clean slate: the one before it may have failed. */
export async function setWishes(
  tx: Tx,
  id: Id<'endpoint'>,
  to: Pick<EndpointRow, 'types' | 'queues' | 'categories'> & {
    target?: { readonly host: string; readonly sealed: Buffer } | undefined;
  },
): Promise<void> {
  await tx.query(
    `UPDATE connections.endpoint SET types = $2, queues = $3, categories = $4, host = coalesce($5, host),
       target_sealed = coalesce($6, target_sealed), failing_since = CASE WHEN $6::bytea IS NULL THEN failing_since END
     WHERE id = $1`,
    [id, to.types, to.queues, to.categories, to.target?.host ?? null, to.target?.sealed ?? null],
  );
}

/** One that goes on begins with a clean slate; what waited is due. */
export async function setState(
  db: Db,
  id: Id<'endpoint'>,
  to: { state: EndpointState; code: string | null },
): Promise<void> {
  await db.query(
    `UPDATE connections.endpoint SET state = $2, stop_code = $3,
       failing_since = CASE WHEN $2 = 'active' THEN NULL ELSE failing_since END,
       target_sealed = CASE WHEN $2 = 'removed' THEN NULL ELSE target_sealed END
     WHERE id = $1 AND state <> 'removed'`,
    [id, to.state, to.code],
  );
}

export async function makeWaitingDue(tx: Tx, id: Id<'endpoint'>, at: Date): Promise<void> {
  await tx.query(
    `UPDATE connections.delivery SET due_at = $2, attempts = 0 WHERE endpoint_id = $1 AND state = 'waiting'`,
    [id, at],
  );
}

/** What an endpoint that is taken away was still to be told is given up. */
export async function giveUpWaiting(tx: Tx, id: Id<'endpoint'>, at: Date): Promise<void> {
  await tx.query(
    `UPDATE connections.delivery SET state = 'given-up', settled_at = $2, code = 'endpoint-removed'
     WHERE endpoint_id = $1 AND state = 'waiting'`,
    [id, at],
  );
}

/** @returns since when it fails: null once it works */
export async function markFailing(db: Db, id: Id<'endpoint'>, since: Date | null): Promise<Date | null> {
  const [row] = await db.query<{ failing_since: Date | null }>(
    `UPDATE connections.endpoint SET failing_since = CASE WHEN $2::timestamptz IS NULL THEN NULL ELSE coalesce(failing_since, $2) END
     WHERE id = $1 RETURNING failing_since`,
    [id, since],
  );
  return row?.failing_since ?? null;
}

export async function countStopped(db: Db): Promise<number> {
  const [row] = await db.query<{ stopped: number }>(
    `SELECT count(*)::integer AS stopped FROM connections.endpoint WHERE state = 'stopped'`,
  );
  return row?.stopped ?? 0;
}

/** Deletes what was settled so many days ago, and gives up what has waited as long. @returns how many went */
export async function removeOldDeliveries(db: Db, now: Date, days: number): Promise<number> {
  await db.query(
    `UPDATE connections.delivery SET state = 'given-up', settled_at = $1, code = 'too-old'
     WHERE state = 'waiting' AND at < $1::timestamptz - make_interval(days => $2)`,
    [now, days],
  );
  const gone = await db.query(
    `DELETE FROM connections.delivery
     WHERE state <> 'waiting' AND settled_at < $1::timestamptz - make_interval(days => $2) RETURNING event_id`,
    [now, days],
  );
  return gone.length;
}
