import { readCertificate } from './base/certificate.ts';
import type { Conditions } from './base/conditions.ts';
import type { Logger } from './base/logger.ts';
import type { Settings } from './base/settings.ts';
import { askNobody, type AskNameServers, createNameServers } from './channels/email/ask-name-servers.ts';
import type { AcknowledgingDeps } from './channels/email/acknowledge-mail.ts';
import { checkSenderAgain } from './channels/email/check-sender-again.ts';
import { createMailIntake } from './channels/email/create-mail-intake.ts';
import { createMailParser } from './channels/email/create-mail-parser.ts';
import { createHugeMailLimit } from './channels/email/limit-huge-mail.ts';
import { createSmtpListener, type SmtpListener } from './channels/email/listen-smtp.ts';
import type { Mailbox } from './channels/email/mailbox-addresses.ts';
import { createMailPump, type FailedMail } from './channels/email/process-mail.ts';
import { createMailReceiver, type MailReceiver } from './channels/email/receive-mail.ts';
import { createSendingAccounts, type SendingAccounts } from './channels/email/sending-accounts.ts';
import { createSignIns } from './channels/email/sign-in-to-mail.ts';
import { createSenderVerifier } from './channels/email/verify-sender.ts';
import { createImapWatcher, type ImapProgress, type ImapState } from './channels/email/watch-imap.ts';
import { createWithheldMails } from './channels/email/withheld-mail.ts';
import type { ContactsDeps } from './register/contacts/contacts.ts';
import type { Gate } from './safeguards/processors/gate.ts';
import type { Keeper } from './safeguards/vault/keeper.ts';

export interface MailHouse {
  readonly pump: ReturnType<typeof createMailPump>;
  /** For old mail: it is read at once by whoever brings it. */
  readonly importing: Pick<MailReceiver, 'keep' | 'process' | 'look'> & FailedMail;
  /** None when no outgoing server is set: answers wait in their queue. */
  readonly accounts: SendingAccounts;
  /** The work of `checkSenderJob`. */
  checkSenderAgain(payload: Readonly<Record<string, unknown>>): Promise<void>;
  /** To be asked every second: the connections that stand are those that the declaration in force has. */
  followDeclaration(): void;
  /** How the mailboxes are that this process reads by IMAP, by key. */
  watched(): ReadonlyMap<string, { state: ImapState; progress: ImapProgress }>;
  /** @returns the port of the SMTP listener, 0 for none */
  start(): Promise<{ smtpPort: number }>;
  stop(): Promise<void>;
}

export function createMailHouse(
  deps: ContactsDeps & {
    keeper: Keeper;
    gate: Gate;
    log: Logger;
    conditions: Conditions;
    askNameServers?: AskNameServers | undefined;
    acknowledgementFor: AcknowledgingDeps['acknowledgementFor'];
  },
  settings: Settings,
): MailHouse {
  const { keeper, log, conditions, clock, gate } = deps;
  const tokenKey = keeper.derive('mail/reply-token');
  const parser = createMailParser({ workers: 2 });
  const intake = createMailIntake({
    ...deps,
    digestKey: keeper.derive('mail/known'),
    asksNameServers: settings.mailDns && deps.askNameServers !== askNobody,
    acknowledging: {
      publicUrl: settings.publicUrl,
      acknowledgementFor: deps.acknowledgementFor,
    },
  });
  let listed: { readonly of: unknown; readonly mailboxes: readonly Mailbox[] } | undefined;
  const mailboxes = (): readonly Mailbox[] => {
    const of = deps.current().declaration.mailboxes;
    if (listed?.of !== of)
      listed = { of, mailboxes: Object.entries(of).map(([key, { address }]) => ({ key, address })) };
    return listed.mailboxes;
  };
  const verifier = createSenderVerifier(
    { ask: deps.askNameServers ?? (settings.mailDns ? createNameServers() : askNobody), clock },
    { authservId: settings.mailAuthservId },
  );
  const receiver = createMailReceiver({
    intake,
    parser,
    known: intake,
    verifier,
    mailboxes,
    tokenKeys: [tokenKey],
    dedupeKey: keeper.derive('mail/dedupe'),
    clock,
    logger: log,
  });
  // One of the largest mails at a time, or several of a few mebibytes.
  const huge = createHugeMailLimit(settings.mailSizeLimit);
  const pump = createMailPump({ receiver, intake, log, huge });
  const signIn = createSignIns({ clock, logger: log, waysOut: gate });
  const { mailSizeLimit: sizeLimit, smtpTls } = settings;
  const accounts = createSendingAccounts({ signIn, tokenKey, waysOut: gate }, settings.outgoing);

  const readTls = smtpTls && (() => readCertificate(smtpTls));
  const listener = (port: number, lmtp: boolean): SmtpListener | undefined =>
    port === 0
      ? undefined
      : createSmtpListener(
          { receiver: pump, mailboxes, logger: log },
          {
            host: settings.smtpHost,
            port,
            lmtp,
            name: 'haltija',
            allowedNetworks: settings.smtpNetworks,
            sizeLimit,
            readTls,
          },
        );
  const smtp = listener(settings.smtpPort, false);
  const lmtp = listener(settings.lmtpPort, true);

  const withheld = createWithheldMails(deps);
  const watchers = settings.imap.map((setting) => {
    const { mailbox, host, port, secure, folder, after, since } = setting;
    const watcher = createImapWatcher(
      {
        receiver: pump,
        cursors: intake,
        withheld,
        waysOut: gate,
        clock,
        logger: log,
        isDeclared: () => deps.current().declaration.mailboxes[mailbox] !== undefined,
        onState: (state) =>
          conditions.report('mail-in', state.state === 'failing' ? state.code : null, mailbox),
      },
      {
        mailbox,
        host,
        port,
        secure,
        folder,
        after,
        ...(since === undefined ? {} : { since }),
        sizeLimit,
        signIn: signIn(setting.signIn),
      },
    );
    return { mailbox, watcher };
  });

  let followed = deps.current().version;

  // Somebody may want what a mailbox withholds to be asked for at once.
  const stopHearing = deps.live.subscribe((event) => {
    if (event.kind === 'tray-changed') for (const { watcher } of watchers) watcher.look();
  });

  return {
    pump,
    importing: { ...receiver, noteFailure: (rawId, error) => intake.noteFailure(rawId, error) },
    accounts,
    async checkSenderAgain(payload) {
      await checkSenderAgain({ ...deps, verifier, parser }, payload);
    },
    followDeclaration() {
      const { version } = deps.current();
      for (const { watcher } of watchers) watcher.follow(version !== followed);
      followed = version;
    },
    watched: () =>
      new Map(
        watchers.map(({ mailbox, watcher }) => [
          mailbox,
          { state: watcher.state(), progress: watcher.progress() },
        ]),
      ),
    async start() {
      pump.start();
      const started = await smtp?.start();
      await lmtp?.start();
      for (const { watcher } of watchers) watcher.start();
      return { smtpPort: started?.port ?? 0 };
    },
    async stop() {
      stopHearing();
      await Promise.allSettled([
        smtp?.stop(),
        lmtp?.stop(),
        ...watchers.map(({ watcher }) => watcher.stop()),
      ]);
      await pump.stop();
      await parser.close();
    },
  };
}
