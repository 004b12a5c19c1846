import { type Id, newId } from '../../base/new-id.ts';
import type { Declaration, Language } from '../../safeguards/declaration/declaration.ts';
import type { SendingAccounts } from './sending-accounts.ts';

/**
 * Sends a letter of the house itself, about no customer: marked as automatic, with no return path. It leaves from a
 * mailbox that is not its recipient, where there is one, so that it does not come in as mail of one's own.
 * @throws MailNotSent; Error when no mailbox has an account
 */
export async function sendHouseLetter(
  deps: { accounts: SendingAccounts; declaration: Declaration; now: Date },
  letter: { to: string; language: Language; subject: string; text: string },
): Promise<void> {
  const able = Object.entries(deps.declaration.mailboxes).filter(
    ([key]) => deps.accounts.of(key) !== undefined,
  );
  const others = able.filter(([, { address }]) => address.toLowerCase() !== letter.to.toLowerCase());
  const [chosen] = [...others.filter(([, { language }]) => language === letter.language), ...others, ...able];
  if (chosen === undefined) throw new Error('no mailbox to send from');
  const [key, mailbox] = chosen;
  const account = deps.accounts.of(key)!;
  const messageId: Id<'message'> = newId<'message'>(deps.now);
  await account.inTurn(() =>
    account.sender.send({
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
    }),
  );
}
