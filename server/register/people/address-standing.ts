import { normaliseEmail } from '../../base/normalise-contact.ts';
import type { Id } from '../../base/new-id.ts';
import type { BlindIndex } from '../../safeguards/vault/blind-index.ts';
import type { Db, Tx } from '../../storage/database.ts';
import { readOwner, setReached, setUndeliverable } from './address-store.ts';
import { identifierKinds } from './person-columns.ts';

const kind = identifierKinds.emailAddress!;

/** Whose an address is and what is known of it; undefined for an address nobody has. */
export interface AddressStanding {
  readonly personId: Id<'person'>;
  readonly verified: boolean;
  readonly undeliverable: boolean;
}

export async function readAddressStanding(
  deps: { db: Db; blindIndex: BlindIndex },
  address: string,
): Promise<AddressStanding | undefined> {
  const normal = normaliseEmail(address);
  if (normal === undefined) return undefined;
  const row = await readOwner(deps.db, kind, deps.blindIndex.digests(kind, normal));
  return row && { personId: row.person_id, verified: row.verified, undeliverable: row.undeliverable };
}

/** Whether mail to the address came back for good. */
export async function isUndeliverable(
  deps: { db: Db; blindIndex: BlindIndex },
  address: string,
): Promise<boolean> {
  return (await readAddressStanding(deps, address))?.undeliverable === true;
}

/**
 * Mail from the address arrived, so it lives; when its domain confirmed the sender, the address is verified from
 * now on. Not to be called for mail that the domain denies.
 */
export function noteMailFrom(tx: Tx, blindIndex: BlindIndex, address: string, confirmed: boolean): void {
  const normal = normaliseEmail(address);
  if (normal !== undefined) setReached(tx, kind, blindIndex.digests(kind, normal), confirmed);
}

/** Mail to the address came back for good. */
export function noteUndeliverable(tx: Tx, blindIndex: BlindIndex, address: string, since: Date): void {
  const normal = normaliseEmail(address);
  if (normal !== undefined) setUndeliverable(tx, kind, blindIndex.digests(kind, normal), since);
}
