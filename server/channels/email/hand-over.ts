import type { SMTPServerSession } from 'smtp-server';
import { findMailbox, type Mailbox } from './mailbox-addresses.ts';
import type { ArrivedMail, ArrivingMail, MailReceiver } from './receive-mail.ts';
import { keepFailure, SmtpReply } from './smtp-reply.ts';

export const kept = '2.0.0 Kept';

/** What each recipient is answered, in their order. */
export type Answers = (string | SmtpReply)[];

/** A mail too large to be held, on its way to every mailbox it is for. */
export interface HandOver {
  write(piece: Uint8Array): Promise<void>;
  finish(): Promise<Answers>;
  abandon(): Promise<void>;
}

/** Whom a mail that a client hands over is for: each mailbox keeps its own, whatever becomes of the others'. */
export function createHandOver(deps: {
  receiver: Pick<MailReceiver, 'keep' | 'begin'>;
  mailboxes(): readonly Mailbox[];
}) {
  const { receiver, mailboxes } = deps;

  function addressees({ envelope, remoteAddress, hostNameAppearsAs }: SMTPServerSession) {
    const sender = envelope.mailFrom === false ? '' : envelope.mailFrom.address;
    const recipients = envelope.rcptTo.map((each) => each.address);
    const client = { address: remoteAddress, hello: String(hostNameAppearsAs || '') };
    const keyOf = new Map(recipients.map((each) => [each, findMailbox(mailboxes(), each)?.key]));
    const answerOf = new Map<string | undefined, string | SmtpReply>();
    // A declaration published since RCPT no longer has it.
    answerOf.set(undefined, new SmtpReply(550, '5.1.1 No such mailbox here', 'mailbox-gone'));
    const mails: Omit<ArrivedMail, 'raw'>[] = [];
    for (const [mailbox, addressed] of Map.groupBy(recipients, (recipient) => keyOf.get(recipient))) {
      if (mailbox === undefined) continue;
      const envelopeOf = { recipients: addressed, sender, client };
      mails.push({ mailbox, envelope: envelopeOf, source: { kind: 'smtp' } });
    }
    return {
      mails,
      answerOf,
      answers: (): Answers => recipients.map((each) => answerOf.get(keyOf.get(each))!),
    };
  }

  return {
    async keep(raw: Uint8Array, session: SMTPServerSession): Promise<Answers> {
      const { mails, answerOf, answers } = addressees(session);
      for (const mail of mails) {
        try {
          await receiver.keep({ ...mail, raw });
          answerOf.set(mail.mailbox, kept);
        } catch (error) {
          answerOf.set(mail.mailbox, keepFailure(error));
        }
      }
      return answers();
    },

    async begin(session: SMTPServerSession): Promise<HandOver> {
      const { mails, answerOf, answers } = addressees(session);
      const arriving = new Map<string, ArrivingMail>();
      async function fail(mailbox: string, error: unknown): Promise<void> {
        answerOf.set(mailbox, keepFailure(error));
        await arriving.get(mailbox)?.abandon();
        arriving.delete(mailbox);
      }
      for (const mail of mails) {
        try {
          arriving.set(mail.mailbox, await receiver.begin(mail));
        } catch (error) {
          await fail(mail.mailbox, error);
        }
      }
      return {
        async write(piece) {
          for (const [mailbox, mail] of arriving)
            await mail.write(piece).catch((error: unknown) => fail(mailbox, error));
        },
        async finish() {
          for (const [mailbox, mail] of arriving) {
            try {
              await mail.finish();
              answerOf.set(mailbox, kept);
            } catch (error) {
              answerOf.set(mailbox, keepFailure(error));
            }
          }
          return answers();
        },
        async abandon() {
          for (const mail of arriving.values()) await mail.abandon();
        },
      };
    },
  };
}
