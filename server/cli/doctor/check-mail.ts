import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { systemClock } from '../../base/clock.ts';
import { Refusal } from '../../base/errors.ts';
import { silentLogger } from '../../base/logger.ts';
import { type ImapSetting, mailboxSetting, type OutgoingSetting } from '../../base/mail-settings.ts';
import type { Settings } from '../../base/settings.ts';
import type { ImapFailureCode } from '../../channels/email/imap-failure.ts';
import { createMailSender, MailNotSent, type MailNotSentCode } from '../../channels/email/send-mail.ts';
import { createSignIns } from '../../channels/email/sign-in-to-mail.ts';
import { createImapWatcher } from '../../channels/email/watch-imap.ts';
import { createLeaver, type WaysOut } from '../../safeguards/processors/ways-out.ts';
import { parseDeclaration } from '../../safeguards/declaration/parse-declaration.ts';
import { type Finding, ok, problem, warning } from './finding.ts';
import { readInForce } from './read-in-force.ts';

const answerTime = 10_000;

/** Mail out and in: signs in where the settings say. Reads, marks and sends nothing. */
export async function checkMail(settings: Settings): Promise<Finding[]> {
  const inForce = await readInForce(settings);
  const waysOut = createLeaver({ clock: systemClock, current: () => inForce });
  const signIn = createSignIns({ clock: systemClock, logger: silentLogger, waysOut });
  const [out, boxes, coming] = await Promise.all([
    checkSending(settings, signIn, waysOut),
    Promise.all(settings.imap.map((setting) => checkMailbox(setting, signIn, waysOut))),
    checkMailboxNames(settings),
  ]);
  return [...out, ...boxes, ...coming];
}

type SignIns = ReturnType<typeof createSignIns>;

async function checkSending({ outgoing }: Settings, signIn: SignIns, waysOut: WaysOut): Promise<Finding[]> {
  if (outgoing.length > 0)
    return Promise.all(outgoing.map((account) => checkAccount(account, signIn, waysOut)));
  return [
    warning(
      mailboxSetting('OUTGOING_SMTP', null),
      'is not set: answers wait in their queue',
      'Write smtps://user:password@host:465 or smtp://host:587',
    ),
  ];
}

async function checkAccount(account: OutgoingSetting, signIn: SignIns, waysOut: WaysOut): Promise<Finding> {
  const about = mailboxSetting('OUTGOING_SMTP', account.mailbox);
  const sender = createMailSender({
    url: account.url,
    signIn: account.signIn && signIn(account.signIn),
    tokenKey: randomBytes(32),
    answerTime,
  });
  try {
    await sender.check(await waysOut.leave(sender.destination));
    return ok(about, 'the server answers and lets us in');
  } catch (error) {
    if (error instanceof Refusal) return notTried(about);
    if (!(error instanceof MailNotSent)) throw error;
    return problem(about, ...outgoingWords(error.code));
  }
}

/** What the way to an access token gives for trouble; undefined for another code. */
function tokenWords(code: string): [string, string] | undefined {
  if (code === 'token-endpoint-not-allowed')
    return [
      'the declaration does not let us connect to the identity provider',
      'Declare it (way: sign-in); see connections',
    ];
  if (code === 'token-refused')
    return [
      'the provider refuses our OAuth2 client or its refresh token',
      'Mend HALTIJA_OAUTH_<NAME>_…; a refresh token may have ended or been taken back: let the owner of the mailbox consent anew',
    ];
  if (code === 'token-endpoint-out-of-reach' || code === 'token-endpoint-failed')
    return [
      'the provider gives no access token',
      'Check HALTIJA_OAUTH_<NAME>_TOKEN_URL, and that this host may reach it',
    ];
  if (code === 'secret-unreadable')
    return ['a file with a password, secret or token cannot be read', 'Check its path and rights'];
  return undefined;
}

function outgoingWords(code: MailNotSentCode): [string, string] {
  const token = tokenWords(code);
  if (token) return token;
  if (code === 'sign-in-refused')
    return [
      'the server refuses the user name or password',
      'Mend them in the address; write special characters percent-encoded',
    ];
  if (code === 'tls-unavailable')
    return [
      'the server offers no TLS we can trust',
      'Use smtps:// with port 465, or a server with STARTTLS and a certificate that is valid for its name',
    ];
  if (code === 'server-not-answering')
    return ['the server does not answer in 10 s', 'Check host, port and firewall'];
  if (code === 'server-out-of-reach')
    return [
      'the server cannot be reached',
      'Check host and port, and that the certificate is valid for the name',
    ];
  return [`the server does not take us (${code})`, 'Ask whoever runs it'];
}

/** Told under connections, with what to declare. */
const notTried = (about: string) =>
  warning(about, 'is not tried: the declaration does not let us connect', 'See connections');

const readsNothing = () => Promise.reject(new Error('the doctor reads no mail'));

/** Signed in and the folder open is when the watcher asks how far it has read: there we stop it. */
async function checkMailbox(setting: ImapSetting, signIn: SignIns, waysOut: WaysOut): Promise<Finding> {
  const about = mailboxSetting('IMAP', setting.mailbox);
  if (waysOut.refusal({ way: 'mail-in', host: setting.host, port: setting.port }) !== undefined)
    return notTried(about);
  const { promise, resolve } = Promise.withResolvers<Finding>();
  const late = setTimeout(
    () => resolve(problem(about, ...mailboxWords('not-answering', setting))),
    2 * answerTime,
  );
  const watcher = createImapWatcher(
    {
      receiver: { keep: readsNothing, begin: readsNothing },
      cursors: {
        loadCursor() {
          resolve(ok(about, `signs in, and opens ${setting.folder}`));
          return readsNothing();
        },
        saveCursor: () => Promise.resolve(),
      },
      waysOut,
      withheld: {
        list: () => Promise.resolve([]),
        note: () => Promise.resolve(),
        drop: () => Promise.resolve(),
      },
      clock: systemClock,
      logger: silentLogger,
      onState(state) {
        if (state.state === 'failing') resolve(problem(about, ...mailboxWords(state.code, setting)));
      },
    },
    {
      mailbox: setting.mailbox,
      host: setting.host,
      port: setting.port,
      secure: setting.secure,
      folder: setting.folder,
      answerTime,
      signIn: signIn(setting.signIn),
    },
  );
  watcher.start();
  return promise.finally(() => {
    clearTimeout(late);
    return watcher.stop();
  });
}

function mailboxWords(code: ImapFailureCode, { folder }: ImapSetting): [string, string] {
  const token = tokenWords(code);
  if (token) return token;
  if (code === 'sign-in-refused')
    return [
      'the server refuses the user name or password',
      'Mend them in the address; write special characters percent-encoded',
    ];
  if (code === 'folder-missing')
    return [
      `there is no folder ${folder}`,
      'Write an existing one at the end of the address, such as /INBOX',
    ];
  if (code === 'host-not-found') return ['there is no such host', 'Mend the host in the address'];
  if (code === 'connection-refused')
    return ['nothing answers on that host and port', 'Check host, port and firewall'];
  if (code === 'not-answering')
    return ['the server does not answer in 10 s', 'Check host, port and firewall'];
  if (code === 'tls-failed')
    return [
      'no TLS that can be trusted',
      'Use imaps:// with port 993 and a certificate that is valid for the name',
    ];
  return [`the mailbox cannot be read (${code})`, 'Ask whoever runs the server'];
}

/** Each mailbox of the settings is one of the declaration, and each of the declaration gets its mail somehow. */
async function checkMailboxNames(settings: Settings): Promise<Finding[]> {
  let declared: string[];
  try {
    declared = Object.keys(parseDeclaration(await readFile(settings.registerFile, 'utf8')).mailboxes);
  } catch {
    // Told under HALTIJA_REGISTER.
    return [];
  }
  const named = [
    ...settings.imap.map(({ mailbox }) => ({ way: 'IMAP', mailbox }) as const),
    ...settings.outgoing.map(({ mailbox }) => ({ way: 'OUTGOING_SMTP', mailbox }) as const),
  ];
  const findings = named.flatMap(({ way, mailbox }) =>
    mailbox === null || declared.includes(mailbox)
      ? []
      : problem(
          mailboxSetting(way, mailbox),
          'names a mailbox that the declaration does not have',
          `Write one of ${declared.map((key) => mailboxSetting(way, key)).join(', ')}`,
        ),
  );
  const sending = settings.outgoing.map(({ mailbox }) => mailbox);
  const silent = sending.includes(null) ? [] : declared.filter((key) => !sending.includes(key));
  if (sending.length > 0 && silent.length > 0) {
    findings.push(
      warning(
        'mail',
        `answers from ${silent.join(', ')} wait: there is no account to send them by`,
        `Set ${silent.map((key) => mailboxSetting('OUTGOING_SMTP', key)).join(', ')}, or HALTIJA_OUTGOING_SMTP_URL for all`,
      ),
    );
  }
  const listens = settings.smtpPort !== 0 || settings.lmtpPort !== 0;
  const unread = declared.filter((key) => !settings.imap.some(({ mailbox }) => mailbox === key));
  if (!listens && unread.length > 0) {
    findings.push(
      warning(
        'mail',
        `no mail reaches ${unread.join(', ')}`,
        'Set HALTIJA_SMTP_PORT or HALTIJA_LMTP_PORT, or HALTIJA_IMAP_<MAILBOX>_URL',
      ),
    );
  }
  return findings;
}
