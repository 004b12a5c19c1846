import type { Database, Tx } from '../../storage/database.ts';
import { jobQueue } from '../../storage/job-queue.ts';
import type { LiveEvents } from '../../storage/live-events.ts';
import type { Access, StaffActor } from '../access/authorize.ts';
import type { Declarations } from '../declaration/create-declarations.ts';
import type { PublishedDeclaration } from '../declaration/declaration.ts';
import type { Vault } from '../vault/vault.ts';
import type { Holding } from './holding.ts';
import { removeGroundlessJob } from './remove-groundless.ts';

export interface Publisher {
  readonly actor: StaffActor;
  /** The version whose differences they were shown. */
  readonly against: number;
  /** What is done in the same transaction. */
  also(tx: Tx): Promise<void>;
}

/**
 * Publishes a declaration: from its commit it is in force (P26). A shorter period reaches what is
 * held in the same transaction; a longer one only what arrives from now on (GDPR Art. 13(3)). What lost its ground can be
 * read by nobody from the commit on, and a job removes it.
 * @param publisher null: the operator, at the machine
 * @throws DeclarationInvalid; Refusal 'already-done' when it is the one in force, and for staff as `authorize`
 *   (act 'publish-register') and 'changed-meanwhile' when another version came into force than they compared with
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
  publisher: Publisher | null,
): Promise<PublishedDeclaration> {
  const grant = publisher
    ? await deps.access.authorize(publisher.actor, { act: 'publish-register', units: [] })
    : undefined;
  const first = (await deps.declarations.versions()).length === 0;
  const published = await deps.db.transaction(async (tx) => {
    const made = await deps.declarations.publish(
      tx,
      source,
      publisher?.actor.staffId ?? null,
      publisher?.against,
    );
    let shortened = 0;
    for (const holding of deps.holdings) shortened += await holding.shorten(tx, made);
    // The very first has none before it, under which its publishing could be logged or anything be held.
    if (!first) {
      const leave = grant ?? deps.access.systemGrant('administration', { units: [], categories: [] });
      await deps.vault.change(tx, leave, 'publish', {
        details: { version: made.version, count: Math.min(shortened, 9_999_999) },
      });
      if (await jobQueue.isThere(tx))
        await jobQueue.enqueue(tx, removeGroundlessJob, {}, { key: removeGroundlessJob });
    }
    await publisher?.also(tx);
    await deps.live.announce(tx, { kind: 'register-published', contactId: null, queue: null });
    return made;
  });
  await deps.declarations.refresh();
  return published;
}
