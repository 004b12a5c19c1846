import type { OutgoingSetting } from '../../base/mail-settings.ts';
import type { MailboxGroup } from '../../register/contacts/mailbox-group.ts';
import { type InTurn, limitSlowAccount } from './limit-slow-account.ts';
import { Refusal } from '../../base/errors.ts';
import type { Leave } from '../../safeguards/processors/leave.ts';
import type { ConnectionRefusal } from '../../safeguards/processors/refuse-connection.ts';
import type { WaysOut } from '../../safeguards/processors/ways-out.ts';
import { createMailSender, MailNotSent, type MailSender } from './send-mail.ts';
import type { createSignIns } from './sign-in-to-mail.ts';

/** A server that answers go out by, and our user there. */
export interface SendingAccount {
  /** Null: the one for all mailboxes that have none of their own. */
  readonly mailbox: string | null;
  readonly host: string;
  readonly signIn: 'password' | 'oauth2' | 'none';
  readonly serves: MailboxGroup;
  readonly sender: MailSender;
  /** To be asked before each connection. @throws {MailNotSent} with a code of `ConnectionRefusal` */
  leave(): Promise<Leave>;
  /** Whether a leave would be given. */
  refusal(): ConnectionRefusal | undefined;
  /** A mail goes when it has its turn: one account's mail holds up no other's. */
  readonly inTurn: InTurn;
}

export interface SendingAccounts {
  readonly list: readonly SendingAccount[];
  /** The mailbox's own, else the common one; undefined when there is neither: its answers wait. */
  of(mailbox: string): SendingAccount | undefined;
}

/** @throws {Refusal} settings-invalid */
export function createSendingAccounts(
  deps: {
    signIn: ReturnType<typeof createSignIns>;
    tokenKey: Uint8Array;
    waysOut: Pick<WaysOut, 'leave' | 'refusal'>;
  },
  settings: readonly OutgoingSetting[],
): SendingAccounts {
  const own = settings.flatMap(({ mailbox }) => mailbox ?? []);
  const list = settings.map(({ mailbox, url, signIn }): SendingAccount => {
    const kind = signIn?.kind === 'oauth' ? 'oauth2' : signIn?.kind;
    const sender = createMailSender({
      url,
      tokenKey: deps.tokenKey,
      signIn: signIn && deps.signIn(signIn),
    });
    return {
      mailbox,
      host: sender.destination.host,
      signIn: kind ?? 'none',
      serves:
        mailbox === null ? { mailboxes: own, butThese: true } : { mailboxes: [mailbox], butThese: false },
      sender,
      async leave() {
        try {
          return await deps.waysOut.leave(sender.destination);
        } catch (error) {
          if (error instanceof Refusal) throw new MailNotSent(error.code as ConnectionRefusal, true);
          throw error;
        }
      },
      refusal: () => deps.waysOut.refusal(sender.destination),
      inTurn: limitSlowAccount(),
    };
  });
  const of = (mailbox: string | null) => list.find((account) => account.mailbox === mailbox);
  return { list, of: (mailbox) => of(mailbox) ?? of(null) };
}
