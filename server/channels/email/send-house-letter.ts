import { type Id, newId } from '../../base/new-id.ts';
import type { Declaration, Language } from '../../safeguards/declaration/declaration.ts';
import { chooseMailbox } from './choose-mailbox.ts';
import type { SendingAccounts } from './sending-accounts.ts';

/**
 * Sends a letter of the house itself, about no customer: marked as automatic, with no return path.
 * @throws MailNotSent; Error when no mailbox has an account
 */
export async function sendHouseLetter(
  deps: { accounts: SendingAccounts; declaration: Declaration; now: Date },
  letter: { to: string; language: Language; subject: string; text: string },
): Promise<void> {
  const chosen = chooseMailbox(deps, letter);
  if (chosen === undefined) throw new Error('no mailbox to send from');
  const { mailbox, account } = chosen;
  const messageId: Id<'message'> = newId<'message'>(deps.now);
  await account.inTurn(async () => {
    const leave = await account.leave();
    const mail = {
      messageId,
      // It has no contact: an answer to it begins one.
      contactId: newId<'contact'>(deps.now),
      from: { name: mailbox.name[letter.language], address: mailbox.address },
      to: { name: '', address: letter.to },
      subject: letter.subject,
      text: letter.text,
      references: [],
      date: deps.now,
      automatic: true,
      attachments: [],
    };
    return account.sender.send(mail, leave);
  });
}
