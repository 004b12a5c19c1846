import type { Id } from '../../base/new-id.ts';
import type { Database } from '../../storage/database.ts';
import type { LiveEvents } from '../../storage/live-events.ts';
import type { Access } from '../access/authorize.ts';
import type { Declarations } from '../declaration/create-declarations.ts';
import type { PublishedDeclaration } from '../declaration/declaration.ts';
import type { Vault } from '../vault/vault.ts';
import type { Holding } from './holding.ts';

/**
 * Publishes a declaration: from its commit it is in force (P26). A shorter period reaches what is
 * held in the same transaction; a longer one only what arrives from now on (GDPR Art. 13(3)).
 * @throws DeclarationInvalid; Refusal 'already-done' when it is the one in force
 */
export async function publishDeclaration(
  deps: {
    db: Database;
    declarations: Declarations;
    vault: Vault;
    access: Access;
    live: LiveEvents;
    holdings: readonly Holding[];
  },
  source: string,
  by: Id<'staff'> | null,
): Promise<PublishedDeclaration> {
  const first = (await deps.declarations.versions()).length === 0;
  const published = await deps.db.transaction(async (tx) => {
    const made = await deps.declarations.publish(tx, source, by);
    let shortened = 0;
    for (const holding of deps.holdings) shortened += await holding.shorten(tx, made);
    // The very first has no declaration before it under which its publishing could be logged.
    if (!first) {
      const grant = deps.access.systemGrant('administration', { units: [], categories: [] });
      await deps.vault.change(tx, grant, 'publish', {
        details: { version: made.version, count: Math.min(shortened, 9_999_999) },
      });
    }
    await deps.live.announce(tx, { kind: 'register-published', contactId: null, queue: null });
    return made;
  });
  await deps.declarations.refresh();
  return published;
}
