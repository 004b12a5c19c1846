import { parseIdentityCode } from '../../base/identity-code.ts';
import { Refusal } from '../../base/errors.ts';
import type { Id } from '../../base/new-id.ts';
import { countRecent } from '../../safeguards/access-log/count-recent.ts';
import type { Access, StaffActor } from '../../safeguards/access/authorize.ts';
import type { Clock } from '../../base/clock.ts';
import type { BlindIndex } from '../../safeguards/vault/blind-index.ts';
import type { Vault } from '../../safeguards/vault/vault.ts';
import type { Db } from '../../storage/database.ts';
import { findByIdentifier, personHasIdentifier, readPerson } from './people-store.ts';

interface CodeDeps {
  readonly db: Db;
  readonly blindIndex: BlindIndex;
}

/** A colleague who tries more codes than this in so short a time is not serving customers. */
const mostTries = 20;
const triesWithinMinutes = 10;

/** @throws Refusal 'too-many-requests' */
export async function mayTryCode(deps: { db: Db; clock: Clock }, actor: StaffActor): Promise<void> {
  const since = new Date(deps.clock.now().getTime() - triesWithinMinutes * 60_000);
  const tries = await countRecent(deps.db, actor.staffId, 'match-identity-code', since);
  if (tries >= mostTries)
    throw new Refusal('too-many-requests', { act: 'match-identity-code', seconds: triesWithinMinutes * 60 });
}

/** By digest alone: no stored code is opened to compare it. */
export async function matchCodeOfPerson(
  deps: CodeDeps,
  personId: Id<'person'>,
  code: string,
): Promise<{ match: boolean; onFile: boolean }> {
  const [owner, onFile] = await Promise.all([
    personOfCode(deps, code),
    personHasIdentifier(deps.db, personId, 'identity-code'),
  ]);
  return { match: owner === personId, onFile };
}

export function personOfCode(deps: CodeDeps, code: string): Promise<Id<'person'> | undefined> {
  return findByIdentifier(deps.db, 'identity-code', deps.blindIndex.digests('identity-code', code));
}

/**
 * Staff type what the caller says and see match or no match (Data Protection Act 1050/2018 s. 29: the
 * code is shown no more than is needed). Each try is a line in the log.
 * @throws Refusal 'value-not-valid' when it is no identity code, 'not-found', 'task-missing', 'too-many-requests'
 */
export async function matchIdentityCode(
  deps: CodeDeps & { access: Access; vault: Vault; clock: Clock },
  actor: StaffActor,
  personId: Id<'person'>,
  typed: string,
): Promise<{ match: boolean; onFile: boolean }> {
  const parsed = parseIdentityCode(typed);
  if (parsed === undefined) throw new Refusal('value-not-valid', { field: 'code', kind: 'identity-code' });
  if ((await readPerson(deps.db, personId)) === undefined) throw new Refusal('not-found', { what: 'person' });
  const grant = await deps.access.authorize(actor, {
    act: 'match-identity-code',
    units: [personId],
    categories: ['identityCode'],
  });
  if (!grant.categories.includes('identityCode'))
    throw new Refusal('task-missing', { act: 'match-identity-code', category: 'identityCode' });
  await mayTryCode(deps, actor);
  return deps.vault.open(
    grant,
    'match',
    () => matchCodeOfPerson(deps, personId, parsed.code),
    (_opener, result) => result,
  );
}
