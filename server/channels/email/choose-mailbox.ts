import type { Declaration, Language, Mailbox } from '../../safeguards/declaration/declaration.ts';
import type { SendingAccount, SendingAccounts } from './sending-accounts.ts';

/**
 * The mailbox that a letter of the house leaves from: of its language where there is one, and not its own recipient, so that
 * it does not come in as mail of one's own. Undefined when none has an account.
 */
export function chooseMailbox(
  deps: { readonly accounts: Pick<SendingAccounts, 'of'>; readonly declaration: Declaration },
  letter: { readonly to: string; readonly language: Language },
): { readonly mailbox: Mailbox; readonly account: SendingAccount } | undefined {
  const able = Object.entries(deps.declaration.mailboxes).flatMap(([key, mailbox]) => {
    const account = deps.accounts.of(key);
    return account === undefined ? [] : [{ mailbox, account }];
  });
  const others = able.filter(({ mailbox }) => mailbox.address.toLowerCase() !== letter.to.toLowerCase());
  return others.find(({ mailbox }) => mailbox.language === letter.language) ?? others[0] ?? able[0];
}
