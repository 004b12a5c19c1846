import { Refusal } from '../../base/errors.ts';
import { newId, type Id } from '../../base/new-id.ts';
import type { StaffActor } from '../../safeguards/access/authorize.ts';
import { mayBring, mayImport } from '../../safeguards/declaration/may-collect.ts';
import type { PlacedMail } from './find-mail-files.ts';
import { type ImportCounts, noCounts } from './import-classes.ts';
import { type ImportDeps, importMails, type ImportOptions } from './import-mails.ts';
import { insertRun, saveRun } from './import-store.ts';

export interface ImportRun {
  readonly id: Id<'import-run'>;
  /** Once. @returns what became of them; the run's row says the same */
  bring(source: AsyncIterable<PlacedMail>): Promise<ImportCounts>;
}

/** A row is written anew after so long at the most, so that others see that it goes on. */
const saveEvery = 2_000;

/**
 * Begins to bring old mail into a mailbox: checks that it may be, and writes the run's row and its line in the access
 * log. A dry run writes neither.
 * @param actor undefined for the operator at the terminal, who holds the machine
 * @throws Refusal 'import-not-declared', 'not-found' (mailbox), 'category-not-allowed-on-channel', 'task-missing'
 */
export async function beginImport(
  deps: ImportDeps,
  actor: StaffActor | undefined,
  options: ImportOptions,
): Promise<ImportRun> {
  const { db, clock, access, vault, current } = deps.contacts;
  const { mailbox, dryRun } = options;
  const { declaration } = current();
  const grant = actor
    ? await access.authorize(actor, { act: 'import-mail', units: [] })
    : access.systemGrant('administration', { units: [], categories: [] });
  if (!mayBring(declaration, 'old-mail', 'messages')) {
    if (actor && !dryRun)
      await access.refuse(actor, { act: 'import-mail', units: [] }, 'import-not-declared');
    throw new Refusal('import-not-declared', { write: 'sources' });
  }
  if (!Object.hasOwn(declaration.mailboxes, mailbox)) throw new Refusal('not-found', { what: 'mailbox' });
  if (!mayImport(declaration, 'messages'))
    throw new Refusal('category-not-allowed-on-channel', { category: 'messages', channel: 'email' });

  const id = newId<'import-run'>();
  if (!dryRun) {
    await db.transaction(async (tx) => {
      insertRun(tx, { id, mailbox, by: actor?.staffId ?? null, at: clock.now() });
      await vault.change(tx, grant, 'administer', {
        details: {
          change: 'mail-import',
          channel: 'email',
          queue: declaration.mailboxes[mailbox]!.queue,
          item: id,
        },
      });
    });
  }

  return {
    id,
    async bring(source) {
      let latest: ImportCounts = noCounts;
      const save = async (state: Parameters<typeof saveRun>[3]) => {
        if (!dryRun) await saveRun(db, id, clock.now(), state, latest);
      };
      const timer = setInterval(() => void save('running').catch(() => undefined), saveEvery);
      const onCount = (counts: ImportCounts) => {
        latest = counts;
        options.onCount?.(counts);
      };
      try {
        latest = await importMails(deps, source, { ...options, onCount });
        clearInterval(timer);
        await save(options.signal.aborted ? 'cancelled' : 'finished');
        return latest;
      } catch (error) {
        clearInterval(timer);
        await save('failed').catch(() => undefined);
        throw error;
      }
    },
  };
}
