import type { Id } from '../../base/new-id.ts';
import type { Access } from '../../safeguards/access/authorize.ts';
import type { UnitKind } from '../../safeguards/declaration/declaration.ts';
import type { HeldUnit, Holding } from '../../safeguards/retention/holding.ts';
import type { KeyRing, WrappedKey } from '../../safeguards/vault/key-ring.ts';
import type { Vault } from '../../safeguards/vault/vault.ts';
import type { Blobs } from '../../storage/blobs.ts';
import type { Database, Tx } from '../../storage/database.ts';

/** The tombstone's rule for what a restore could not bring back. */
export const lostRule = 'lost-in-restore';
const lowestId = '00000000-0000-0000-0000-000000000000' as Id;
const page = 500;
const mostNamed = 1_000;

/** Of the units of one kind. */
export interface SettledKind {
  /** Have a key that is theirs: they open. */
  held: number;
  /** Erased since the backup, by the rule of their tombstone: their rows are gone. */
  readonly erased: Record<string, number>;
  /** A key without rows, made after the backup: there is nothing to open with it. Destroyed. */
  made: number;
  /** Sealed anew since under another key, which does not open what the backup has. Gone. */
  resealed: number;
  /** Neither a key nor a tombstone: unreadable, and nobody knows why. */
  alarms: number;
}

export interface Settled {
  readonly kinds: Record<string, SettledKind>;
  /** Of those without key and tombstone, the first thousand. */
  readonly alarming: { readonly kind: string; readonly id: string }[];
  /** Mail as it came, of contacts that were lost, merged or divided since: it is in the tray. */
  mails: number;
}

export interface SettlingDeps {
  readonly db: Database;
  /** Reads the ring itself: the service may ask it by unit only, and is told nothing of what lost its ground. */
  readonly owner: Database;
  readonly vault: Vault;
  readonly access: Access;
  readonly keyRing: KeyRing;
  readonly blobs: Blobs;
  readonly holdings: readonly Holding[];
}

/**
 * Holds every unit of the restored data against the newest ring, a page at a time, along both in the order of ids. What was
 * erased goes as the sweep would take it; what is unreadable without a tombstone stays as it is, and is told of. May be
 * killed anywhere and said again. @param acceptLoss what is unreadable goes as well, as lost
 */
export async function settleUnits(deps: SettlingDeps, acceptLoss: boolean): Promise<Settled> {
  const settled: Settled = { kinds: {}, alarming: [], mails: 0 };
  for (const [kind, holdings] of Map.groupBy(deps.holdings, (holding) => holding.kind))
    await settleKind(deps, kind, holdings, acceptLoss, settled);
  return settled;
}

async function settleKind(
  deps: SettlingDeps,
  kind: UnitKind,
  holdings: readonly Holding[],
  acceptLoss: boolean,
  settled: Settled,
): Promise<void> {
  const of: SettledKind = { held: 0, erased: {}, made: 0, resealed: 0, alarms: 0 };
  settled.kinds[kind] = of;
  for (const holding of holdings)
    for (let after = lowestId; ;) {
      const units = await holding.listUnits(deps.db, after, page);
      await settlePage(deps, { kind, holding, of, settled, acceptLoss }, units);
      const last = units.at(-1);
      if (units.length < page || last === undefined) break;
      after = last.id;
    }
  for (let after = lowestId; ;) {
    const keys = await deps.owner.query<{ unit_id: Id }>(
      'SELECT unit_id FROM ring.unit_key WHERE kind = $1 AND unit_id > $2 ORDER BY unit_id LIMIT $3',
      [kind, after, page],
    );
    const ids = keys.map(({ unit_id }) => unit_id);
    const there = new Set<Id>();
    for (const holding of holdings) for (const id of await withRows(deps, holding, ids)) there.add(id);
    const rowless = ids.filter((id) => !there.has(id));
    of.made += rowless.length;
    if (rowless.length > 0) await deps.db.transaction((tx) => destroy(deps, tx, rowless, lostRule));
    if (keys.length < page) break;
    after = ids.at(-1)!;
  }
}

/** Which of these, in the order of ids, have rows. */
async function withRows({ db }: SettlingDeps, holding: Holding, ids: readonly Id[]): Promise<Set<Id>> {
  const found = new Set<Id>();
  const last = ids.at(-1);
  if (last === undefined) return found;
  // From just before the first: ids are compared as they are written.
  for (let after = before(ids[0]!); ;) {
    const units = await holding.listUnits(db, after, page);
    for (const { id } of units) if (id <= last) found.add(id);
    const end = units.at(-1);
    if (units.length < page || end === undefined || end.id >= last) return found;
    after = end.id;
  }
}

function before(id: Id): Id {
  const number = BigInt(`0x${id.replaceAll('-', '')}`) - 1n;
  const hex = (number < 0n ? 0n : number).toString(16).padStart(32, '0');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join(
    '-',
  ) as Id;
}

interface PageOf {
  readonly kind: UnitKind;
  readonly holding: Holding;
  readonly of: SettledKind;
  readonly settled: Settled;
  readonly acceptLoss: boolean;
}

async function settlePage(deps: SettlingDeps, to: PageOf, units: readonly HeldUnit[]): Promise<void> {
  const { of } = to;
  const ids = units.map(({ id }) => id);
  const rows = await deps.owner.query<WrappedKey>(
    'SELECT unit_id, kind, epoch, wrapped FROM ring.unit_key WHERE unit_id = ANY ($1)',
    [ids],
  );
  const keys = await deps.keyRing.unwrapKeys(deps.db, rows);
  const stones = new Map(
    (
      await deps.owner.query<{ unit_id: Id; rule: string }>(
        'SELECT unit_id, rule FROM ring.tombstone WHERE unit_id = ANY ($1)',
        [ids],
      )
    ).map(({ unit_id, rule }) => [unit_id, rule]),
  );
  const erased: { id: Id; rule: string }[] = [];
  const resealed: Id[] = [];
  const alarming: Id[] = [];
  for (const unit of units) {
    const key = keys.get(unit.id);
    const rule = stones.get(unit.id);
    if (key === undefined) {
      if (rule === undefined) alarming.push(unit.id);
      else erased.push({ id: unit.id, rule });
      continue;
    }
    const version = await sealedBy(deps, unit);
    if (version === undefined || version === key.version) of.held += 1;
    else resealed.push(unit.id);
  }
  for (const [rule, group] of Map.groupBy(erased, (each) => each.rule)) {
    of.erased[rule] = (of.erased[rule] ?? 0) + group.length;
    await remove(
      deps,
      to,
      group.map(({ id }) => id),
      rule,
    );
  }
  of.resealed += resealed.length;
  await remove(deps, to, resealed, lostRule);
  of.alarms += alarming.length;
  for (const id of alarming)
    if (to.settled.alarming.length < mostNamed) to.settled.alarming.push({ kind: to.kind, id });
  if (to.acceptLoss) await remove(deps, to, alarming, lostRule);
}

/** The version of the key that a unit was sealed by: the second byte of every envelope. */
async function sealedBy({ blobs }: SettlingDeps, { head, blob }: HeldUnit): Promise<number | undefined> {
  const bytes = head ?? (blob === null ? undefined : await blobs.read(blob, 0, 2).catch(() => undefined));
  return bytes?.[1];
}

async function remove(deps: SettlingDeps, to: PageOf, ids: readonly Id[], rule: string): Promise<void> {
  if (ids.length === 0) return;
  const blobs = await deps.db.transaction(async (tx) => {
    if (to.kind === 'contact') to.settled.mails += await keepMails(deps, tx, ids);
    const dependants = await to.holding.dependants(tx, ids);
    await destroy(deps, tx, [...ids, ...dependants], rule);
    return (await to.holding.remove(tx, ids)).blobs;
  });
  for (const blob of blobs) await deps.blobs.remove(blob);
  // Without a key there is nothing that the ring could mark as gone.
  if (rule === lostRule) await markLost(deps.owner, to.kind, ids);
}

async function destroy(deps: SettlingDeps, tx: Tx, units: readonly Id[], rule: string): Promise<void> {
  await deps.vault.destroy(tx, deps.access.systemGrant('restore', { units, categories: [] }), rule);
}

/**
 * Mail as it came that has a key of its own while its contact has none: it went with another contact since, or what was made
 * of it is lost. It is laid into the tray, where a colleague can have it read once more. @returns how many
 */
async function keepMails(deps: SettlingDeps, tx: Tx, contacts: readonly Id[]): Promise<number> {
  const mails = await tx.query<{ id: Id }>('SELECT id FROM mail.raw WHERE contact_id = ANY ($1)', [contacts]);
  const keyed = await deps.owner.query<{ unit_id: Id }>(
    'SELECT unit_id FROM ring.unit_key WHERE unit_id = ANY ($1)',
    [mails.map(({ id }) => id)],
  );
  await tx.query(
    "UPDATE mail.raw SET contact_id = NULL, state = 'unreadable', problem = 'restored' WHERE id = ANY ($1)",
    [keyed.map(({ unit_id }) => unit_id)],
  );
  return keyed.length;
}

async function markLost(owner: Database, kind: UnitKind, ids: readonly Id[]): Promise<void> {
  await owner.query(
    `INSERT INTO ring.tombstone (unit_id, kind, epoch, rule, declaration_version)
     SELECT unit, $2, (SELECT max(epoch) FROM ring.epoch), $3, (SELECT max(version) FROM declaration.version)
     FROM unnest($1::uuid[]) AS unit ON CONFLICT (unit_id) DO NOTHING`,
    [ids, kind, lostRule],
  );
}
