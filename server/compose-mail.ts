import type { Conditions } from './base/conditions.ts';
import type { Logger } from './base/logger.ts';
import type { Settings } from './base/settings.ts';
import { createMailIntake } from './channels/email/create-mail-intake.ts';
import { createMailParser } from './channels/email/create-mail-parser.ts';
import { createSmtpListener, type SmtpListener } from './channels/email/listen-smtp.ts';
import type { Mailbox } from './channels/email/mailbox-addresses.ts';
import { createMailPump } from './channels/email/process-mail.ts';
import { createMailReceiver } from './channels/email/receive-mail.ts';
import { createMailSender, type MailSender } from './channels/email/send-mail.ts';
import { createImapWatcher, type ImapState } from './channels/email/watch-imap.ts';
import type { ContactsDeps } from './register/contacts/contacts.ts';
import type { Keeper } from './safeguards/vault/keeper.ts';

export interface MailHouse {
  readonly pump: ReturnType<typeof createMailPump>;
  /** Undefined when no outgoing server is set: answers wait in their queue. */
  readonly sender: MailSender | undefined;
  /** @returns the port of the SMTP listener, 0 for none */
  start(): Promise<{ smtpPort: number }>;
  stop(): Promise<void>;
}

export function createMailHouse(
  deps: ContactsDeps & { keeper: Keeper; log: Logger; conditions: Conditions },
  settings: Settings,
): MailHouse {
  const { keeper, log, conditions, clock } = deps;
  const tokenKey = keeper.derive('mail/reply-token');
  const parser = createMailParser({ workers: 2 });
  const intake = createMailIntake({ ...deps, digestKey: keeper.derive('mail/known') });
  const mailboxes = (): Mailbox[] =>
    Object.entries(deps.current().declaration.mailboxes).map(([key, { address }]) => ({ key, address }));
  const receiver = createMailReceiver({
    intake,
    parser,
    known: intake,
    mailboxes,
    tokenKeys: [tokenKey],
    dedupeKey: keeper.derive('mail/dedupe'),
    clock,
    logger: log,
  });
  const pump = createMailPump({ receiver, log });
  const sender =
    settings.outgoingSmtpUrl === undefined
      ? undefined
      : createMailSender({ url: settings.outgoingSmtpUrl, tokenKey });

  const listener = (port: number, lmtp: boolean): SmtpListener | undefined =>
    port === 0
      ? undefined
      : createSmtpListener(
          { receiver: pump, mailboxes, logger: log },
          { host: settings.smtpHost, port, lmtp, name: 'haltija', allowedNetworks: settings.smtpNetworks },
        );
  const smtp = listener(settings.smtpPort, false);
  const lmtp = listener(settings.lmtpPort, true);

  const states = new Map<string, ImapState>();
  const watchers = settings.imap.map((setting) =>
    createImapWatcher(
      {
        receiver: pump,
        cursors: intake,
        clock,
        logger: log,
        onState(state) {
          states.set(setting.mailbox, state);
          const failing = [...states.values()].find((each) => each.state === 'failing');
          conditions.report('mail-in', failing?.state === 'failing' ? failing.code : null);
        },
      },
      {
        mailbox: setting.mailbox,
        host: setting.host,
        port: setting.port,
        secure: setting.secure,
        folder: setting.folder,
        signIn: () => Promise.resolve({ user: setting.user, pass: setting.password }),
      },
    ),
  );

  return {
    pump,
    sender,
    async start() {
      pump.start();
      const started = await smtp?.start();
      await lmtp?.start();
      for (const watcher of watchers) watcher.start();
      return { smtpPort: started?.port ?? 0 };
    },
    async stop() {
      await Promise.allSettled([smtp?.stop(), lmtp?.stop(), ...watchers.map((watcher) => watcher.stop())]);
      await pump.stop();
      await parser.close();
      sender?.close();
    },
  };
}
