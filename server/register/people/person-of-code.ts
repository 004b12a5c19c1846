import type { Id } from '../../base/new-id.ts';
import type { BlindIndex } from '../../safeguards/vault/blind-index.ts';
import type { Db } from '../../storage/database.ts';
import { findByIdentifier } from './people-store.ts';

/** By digest alone: no stored code is opened to compare it. */
export function personOfCode(
  deps: { readonly db: Db; readonly blindIndex: BlindIndex },
  code: string,
): Promise<Id<'person'> | undefined> {
  return findByIdentifier(deps.db, 'identity-code', deps.blindIndex.digests('identity-code', code));
}
