import { setTimeout as sleep } from 'node:timers/promises';
import type { ImapFlow } from 'imapflow';
import type { Clock } from '../../base/clock.ts';
import { isThisMachine } from '../../base/host-name.ts';
import type { Logger } from '../../base/logger.ts';
import type { Leave } from '../../safeguards/processors/leave.ts';
import type { ConnectionRefusal } from '../../safeguards/processors/refuse-connection.ts';
import type { WaysOut } from '../../safeguards/processors/ways-out.ts';
import { headOfTooLarge } from './ask-for-mail.ts';
import { createMailFetcher, type ImapCursorStore, type MailFetcherOptions } from './fetch-new-mail.ts';
import { BrokenOff, describeImapFailure, ImapFailure, withinTime } from './imap-failure.ts';
import type { ImapFailureCode } from './imap-failure.ts';
import { openImap } from './open-imap.ts';
import type { MailReceiver } from './receive-mail.ts';
import type { MailSignIn } from './sign-in-to-mail.ts';
import type { WithheldMails } from './withheld-mail.ts';

/** What /readyz and the staff are told of a mailbox. */
export type ImapState =
  | { state: 'connecting' | 'connected' | 'stopped'; since: Date }
  | { state: 'failing'; since: Date; code: ImapFailureCode };

export interface ImapProgress {
  /** When the folder was last read to its end. */
  lookedAt: Date | null;
  /** Mails found there and not yet kept. */
  backlog: number;
}

export interface ImapWatcherOptions extends Partial<MailFetcherOptions> {
  /** Key of the declared mailbox. */
  mailbox: string;
  host: string;
  port: number;
  /** TLS from the first byte; otherwise STARTTLS, which only a server on this host may lack. */
  secure: boolean;
  /** CA in PEM, for a server with a certificate of one's own. */
  ca?: string;
  signIn: MailSignIn;
  folder?: string;
  /** Milliseconds of IDLE after which the connection is tested, and of waiting without IDLE. */
  idleTime?: number;
  pollTime?: number;
  /** Milliseconds before trying again: the first wait, doubled to the last, less up to half by chance. */
  retry?: { first: number; last: number };
}

export interface ImapWatcher {
  start(): void;
  /** Ends after the mail in hand. */
  stop(): Promise<void>;
  /** Looks at the folder now instead of at the next news. */
  look(): void;
  /** Ends a connection that the declaration in force no longer lets stand; a new version is tried at once. */
  follow(isNewVersion: boolean): void;
  state(): ImapState;
  progress(): ImapProgress;
}

/** Whom to wait longer for: asking again and again with what was refused locks accounts. */
const refusedCodes: ReadonlySet<ImapFailureCode> = new Set(['sign-in-refused', 'token-refused']);

/**
 * Watches a mailbox by IMAP. A dead connection shows at the latest after
 * `idleTime` + `answerTime`; it then connects anew, for ever.
 */
export function createImapWatcher(
  deps: {
    receiver: Pick<MailReceiver, 'keep' | 'begin'>;
    cursors: ImapCursorStore;
    withheld: WithheldMails;
    waysOut: Pick<WaysOut, 'leave' | 'refusal'>;
    clock: Clock;
    logger: Logger;
    /** Whether the declaration in force has the mailbox; what comes for none could be shown to nobody. */
    isDeclared?(): boolean;
    onState?(state: ImapState): void;
  },
  options: ImapWatcherOptions,
): ImapWatcher {
  const { clock, logger } = deps;
  const answerTime = options.answerTime ?? 60_000;
  const sizeLimit = options.sizeLimit ?? 50 * 1024 * 1024;
  const retry = options.retry ?? { first: 1_000, last: 120_000 };
  const stopping = new AbortController();
  let state: ImapState = { state: 'stopped', since: clock.now() };
  let running: Promise<void> | undefined;
  let progress: ImapProgress = { lookedAt: null, backlog: 0 };
  let wake: (() => void) | undefined;
  let open: ImapFlow | undefined;
  /** Why the connection was ended by ourselves. */
  let withdrawn: ConnectionRefusal | undefined;
  let pause = new AbortController();
  const destination = { way: 'mail-in', host: options.host, port: options.port } as const;
  const { fetchNew } = createMailFetcher(
    { ...deps, onBacklog: (backlog) => (progress = { ...progress, backlog }) },
    {
      mailbox: options.mailbox,
      after: options.after ?? { act: 'mark' },
      ...(options.since === undefined ? {} : { since: options.since }),
      sizeLimit,
      answerTime,
    },
    stopping.signal,
  );

  function report(kind: 'connecting' | 'connected' | 'stopped'): void;
  function report(kind: 'failing', code: ImapFailureCode): void;
  function report(kind: ImapState['state'], code?: ImapFailureCode): void {
    const lasts = kind === 'failing' && state.state === 'failing';
    const since = lasts ? state.since : clock.now();
    if (lasts && state.state === 'failing' && state.code === code) return;
    if (kind === 'connected' && state.state === 'connected') return;
    state = kind === 'failing' ? { state: kind, since, code: code! } : { state: kind, since };
    deps.onState?.(state);
  }

  function longestWait(): number {
    const code = state.state === 'failing' ? state.code : undefined;
    if (code !== undefined && refusedCodes.has(code)) return 5 * retry.last;
    // Our own storage burdens no stranger, and is back within seconds.
    return code === 'storage-unavailable' ? Math.min(5_000, retry.last) : retry.last;
  }

  async function run(): Promise<void> {
    let failures = 0;
    report('connecting');
    while (!stopping.signal.aborted) {
      const from = clock.now().getTime();
      try {
        await session();
      } catch (error) {
        const code = describeImapFailure(error);
        // A connection that held a while was sound: begin again with the short wait.
        const sound = error instanceof BrokenOff || clock.now().getTime() - from > 60_000;
        failures = sound ? 1 : failures + 1;
        logger.warn({ mailbox: options.mailbox, code, failures }, 'mailbox is out of reach');
        // Servers end idle connections as they please; one that comes back at once is no news.
        if (failures > 1 || code !== 'connection-lost' || state.state !== 'connected')
          report('failing', code);
      }
      if (stopping.signal.aborted) break;
      const wait = Math.min(longestWait(), retry.first * 2 ** Math.min(failures - 1, 20));
      pause = new AbortController();
      const signal = AbortSignal.any([stopping.signal, pause.signal]);
      await sleep(wait * (0.5 + Math.random() / 2), undefined, { signal }).catch(() => {});
    }
    report('stopped');
  }

  function createClient(leave: Leave, auth: Awaited<ReturnType<MailSignIn['credentials']>>): ImapFlow {
    return openImap(leave, {
      secure: options.secure,
      ...(options.secure || isThisMachine(options.host) ? {} : { doSTARTTLS: true }),
      auth,
      tls: { minVersion: 'TLSv1.2', ...(options.ca === undefined ? {} : { ca: options.ca }) },
      // The library's log holds addresses and subjects.
      logger: false,
      disableAutoIdle: true,
      connectionTimeout: answerTime,
      greetingTimeout: answerTime,
      socketTimeout: (options.idleTime ?? 240_000) + 2 * answerTime,
      maxLiteralSize: sizeLimit + headOfTooLarge,
    });
  }

  /** Signed in. A token that the server refuses may have been taken back before its time: one more is asked for, once. */
  async function connect(onClient: (client: ImapFlow) => void): Promise<ImapFlow> {
    for (let again = true; ; again = false) {
      const leave = await deps.waysOut.leave(destination);
      const credentials = await options.signIn.credentials();
      const client = createClient(leave, credentials);
      onClient(client);
      try {
        await withinTime(client.connect(), 2 * answerTime);
        return client;
      } catch (error) {
        client.close();
        const refused = describeImapFailure(error) === 'sign-in-refused';
        if (!refused || !options.signIn.refused(credentials)) throw error;
        if (!again || stopping.signal.aborted) throw error;
      }
    }
  }

  async function session(): Promise<void> {
    if (deps.isDeclared?.() === false) throw new ImapFailure('mailbox-not-declared');
    let lost: unknown;
    withdrawn = undefined;
    const close = () => open?.close();
    stopping.signal.addEventListener('abort', close, { once: true });
    try {
      const client = await connect((each) => {
        open = each;
        each.on('error', (error) => (lost = error));
        each.on('close', () => wake?.());
        each.on('exists', () => wake?.());
      });
      await openFolder(client);
      let first = true;
      for (;;) {
        // Made before looking, so that a mail that arrives while looking is not slept over.
        const news = new Promise<void>((resolve) => (wake = resolve));
        await fetchNew(client, first);
        first = false;
        progress = { ...progress, lookedAt: clock.now() };
        report('connected');
        const canIdle = client.capabilities.has('IDLE');
        const idling = canIdle ? client.idle() : undefined;
        idling?.catch(() => {});
        const nap = new AbortController();
        const time = canIdle ? (options.idleTime ?? 240_000) : (options.pollTime ?? 30_000);
        await Promise.race([news, sleep(time, undefined, { signal: nap.signal }).catch(() => {})]);
        nap.abort();
        if (stopping.signal.aborted) return;
        if (!client.usable) throw lost ?? new ImapFailure('connection-lost');
        // Ends IDLE, lets a server without IDLE tell its news, and tests the connection: TCP alone may take
        // many minutes to tell that the peer is gone.
        await withinTime(client.noop(), answerTime);
        if (deps.isDeclared?.() === false) throw new ImapFailure('mailbox-not-declared');
      }
    } catch (error) {
      if (stopping.signal.aborted) return;
      throw withdrawn === undefined ? error : new ImapFailure(withdrawn);
    } finally {
      stopping.signal.removeEventListener('abort', close);
      close();
      open = undefined;
    }
  }

  async function openFolder(client: ImapFlow): Promise<void> {
    const { after } = options;
    if (after?.act === 'move') await withinTime(client.mailboxCreate(after.folder), answerTime);
    try {
      await withinTime(client.mailboxOpen(options.folder ?? 'INBOX'), answerTime);
    } catch (error) {
      const refused = (error as { responseStatus?: unknown }).responseStatus === 'NO';
      throw refused ? new ImapFailure('folder-missing') : error;
    }
  }

  return {
    start() {
      running ??= run();
    },
    async stop() {
      stopping.abort();
      await running;
    },
    look: () => wake?.(),
    follow(isNewVersion) {
      const refusal = deps.waysOut.refusal(destination);
      if (refusal !== undefined && open !== undefined) {
        withdrawn = refusal;
        open.close();
      }
      if (isNewVersion) pause.abort();
    },
    state: () => state,
    progress: () => progress,
  };
}
