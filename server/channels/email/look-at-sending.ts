import type { Clock } from '../../base/clock.ts';
import type { Conditions } from '../../base/conditions.ts';
import type { PublishedDeclaration } from '../../safeguards/declaration/declaration.ts';
import type { Db } from '../../storage/database.ts';
import type { SendingAccounts } from './sending-accounts.ts';
import { createSendingWatch } from './watch-sending.ts';

/**
 * What is to be asked every few seconds, each by itself so that a silent server delays the news of no other: one of each
 * account, and one that says of which mailboxes answers wait because there is none.
 */
export function createSendingLooks(
  deps: { db: Db; clock: Clock; conditions: Conditions; current(): PublishedDeclaration },
  accounts: SendingAccounts,
): readonly (() => Promise<void>)[] {
  const { conditions, current } = deps;
  const declared = () => current().declaration.mailboxes;
  const looks = accounts.list.map((account) => {
    const { mailbox } = account;
    const watch = createSendingWatch({ ...deps, account, version: () => current().version });
    return async () => {
      if (mailbox !== null && declared()[mailbox] === undefined)
        return conditions.report('mail-out', 'mailbox-not-declared', mailbox);
      conditions.report('mail-out', await watch(), mailbox ?? undefined);
    };
  });
  let without: readonly string[] = [];
  async function lookForNone(): Promise<void> {
    if (accounts.list.length === 0) return conditions.report('mail-out', 'not-set');
    const now = Object.keys(declared()).filter((mailbox) => accounts.of(mailbox) === undefined);
    for (const mailbox of without) if (!now.includes(mailbox)) conditions.report('mail-out', null, mailbox);
    for (const mailbox of now) conditions.report('mail-out', 'not-set', mailbox);
    without = now;
  }
  return [...looks, lookForNone];
}
