import { setTimeout as sleep } from 'node:timers/promises';
import { ImapFlow } from 'imapflow';
import type { FetchMessageObject, MailboxObject } from 'imapflow';
import type { Clock } from '../../base/clock.ts';
import type { Logger } from '../../base/logger.ts';
import { describeImapFailure, ImapFailure, isLocalHost, withinTime } from './imap-failure.ts';
import type { ImapFailureCode } from './imap-failure.ts';
import type { MailReceiver } from './receive-mail.ts';

/** How far a folder has been read. */
export interface ImapCursor {
  uidValidity: bigint;
  lastUid: number;
}

export interface ImapCursorStore {
  loadCursor(mailbox: string): Promise<ImapCursor | undefined>;
  saveCursor(mailbox: string, cursor: ImapCursor): Promise<void>;
}

/** What /readyz and the staff are told of a mailbox. */
export type ImapState =
  | { state: 'connecting' | 'connected' | 'stopped'; since: Date }
  | { state: 'failing'; since: Date; code: ImapFailureCode };

export interface ImapWatcherOptions {
  /** Key of the declared mailbox. */
  mailbox: string;
  host: string;
  port: number;
  /** TLS from the first byte; otherwise STARTTLS, which only a server on this host may lack. */
  secure: boolean;
  /** CA in PEM, for a server with a certificate of one's own. */
  ca?: string;
  /** Asked at each connection, so that an OAuth2 token may be fresh. */
  signIn(): Promise<{ user: string; pass: string } | { user: string; accessToken: string }>;
  folder?: string;
  /** Move kept mail to this folder; otherwise it is marked `\Seen` and `$HaltijaKept` where it is. */
  moveTo?: string;
  /** Bytes; of a larger mail the first mebibyte is kept and shown in the tray as too large. */
  sizeLimit?: number;
  /** Milliseconds of IDLE after which the connection is tested, and of waiting without IDLE. */
  idleTime?: number;
  pollTime?: number;
  /** Milliseconds for the server's answer to a command. */
  answerTime?: number;
  /** Milliseconds before trying again: the first wait, doubled to the last, less up to half by chance. */
  retry?: { first: number; last: number };
}

export interface ImapWatcher {
  start(): void;
  /** Ends after the mail in hand. */
  stop(): Promise<void>;
  state(): ImapState;
}

const keptKeyword = '$HaltijaKept';
const batchSize = 20;
const headOfTooLarge = 1024 * 1024;

/**
 * Watches a mailbox by IMAP: keeps each mail, then marks it, then notes how far it came. Each of the three
 * may be repeated, so a kill anywhere neither loses nor doubles. A dead connection shows at the latest after
 * `idleTime` + `answerTime`; it then connects anew, for ever.
 */
export function createImapWatcher(
  deps: {
    receiver: Pick<MailReceiver, 'keep'>;
    cursors: ImapCursorStore;
    clock: Clock;
    logger: Logger;
    onState?(state: ImapState): void;
  },
  options: ImapWatcherOptions,
): ImapWatcher {
  const { clock, logger } = deps;
  const answerTime = options.answerTime ?? 60_000;
  const sizeLimit = options.sizeLimit ?? 40 * 1024 * 1024;
  const retry = options.retry ?? { first: 1_000, last: 120_000 };
  const stopping = new AbortController();
  let state: ImapState = { state: 'stopped', since: clock.now() };
  let running: Promise<void> | undefined;

  function report(kind: 'connecting' | 'connected' | 'stopped'): void;
  function report(kind: 'failing', code: ImapFailureCode): void;
  function report(kind: ImapState['state'], code?: ImapFailureCode): void {
    const lasts = kind === 'failing' && state.state === 'failing';
    const since = lasts ? state.since : clock.now();
    if (lasts && state.state === 'failing' && state.code === code) return;
    state = kind === 'failing' ? { state: kind, since, code: code! } : { state: kind, since };
    deps.onState?.(state);
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
        failures = clock.now().getTime() - from > 60_000 ? 1 : failures + 1;
        logger.warn({ mailbox: options.mailbox, code, failures }, 'mailbox is out of reach');
        report('failing', code);
      }
      if (stopping.signal.aborted) break;
      const wait = Math.min(retry.last, retry.first * 2 ** Math.min(failures - 1, 20));
      await sleep(wait * (0.5 + Math.random() / 2), undefined, { signal: stopping.signal }).catch(() => {});
    }
    report('stopped');
  }

  async function session(): Promise<void> {
    const client = new ImapFlow({
      host: options.host,
      port: options.port,
      secure: options.secure,
      ...(options.secure || isLocalHost(options.host) ? {} : { doSTARTTLS: true }),
      auth: await options.signIn(),
      tls: { minVersion: 'TLSv1.2', ...(options.ca === undefined ? {} : { ca: options.ca }) },
      // The library's log holds addresses and subjects.
      logger: false,
      disableAutoIdle: true,
      connectionTimeout: answerTime,
      greetingTimeout: answerTime,
      socketTimeout: (options.idleTime ?? 240_000) + 2 * answerTime,
      maxLiteralSize: sizeLimit + headOfTooLarge,
    });
    let lost: unknown;
    let wake: (() => void) | undefined;
    client.on('error', (error) => (lost = error));
    client.on('close', () => wake?.());
    client.on('exists', () => wake?.());
    const close = () => client.close();
    stopping.signal.addEventListener('abort', close, { once: true });
    try {
      await withinTime(client.connect(), 2 * answerTime);
      const folder = await openFolder(client);
      let first = true;
      for (;;) {
        // Made before looking, so that a mail that arrives while looking is not slept over.
        const news = new Promise<void>((resolve) => (wake = resolve));
        await fetchNew(client, folder, first);
        first = false;
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
      }
    } catch (error) {
      if (stopping.signal.aborted) return;
      throw error;
    } finally {
      stopping.signal.removeEventListener('abort', close);
      client.close();
    }
  }

  async function openFolder(client: ImapFlow): Promise<MailboxObject> {
    if (options.moveTo !== undefined) await withinTime(client.mailboxCreate(options.moveTo), answerTime);
    try {
      return await withinTime(client.mailboxOpen(options.folder ?? 'INBOX'), answerTime);
    } catch (error) {
      const refused = (error as { responseStatus?: unknown }).responseStatus === 'NO';
      throw refused ? new ImapFailure('folder-missing') : error;
    }
  }

  /** @param whole also look for mail below the cursor that carries no mark: left by a kill between two steps */
  async function fetchNew(client: ImapFlow, folder: MailboxObject, whole: boolean): Promise<void> {
    const saved = await keepsStorage(deps.cursors.loadCursor(options.mailbox));
    const { uidValidity } = folder;
    // Another UIDVALIDITY: all UIDs mean other mails now. Everything is read again; the digests know what is kept.
    let lastUid = saved?.uidValidity === uidValidity ? saved.lastUid : 0;
    if (saved && saved.uidValidity !== uidValidity && whole)
      logger.warn({ mailbox: options.mailbox }, 'UIDVALIDITY changed');
    const canMark =
      folder.permanentFlags?.has('\\*') === true || folder.permanentFlags?.has(keptKeyword) === true;
    const found = new Set(await search(client, { uid: `${lastUid + 1}:*` }));
    // "n:*" names the newest mail even when its UID is below n.
    for (const uid of found) if (uid <= lastUid) found.delete(uid);
    if (whole && lastUid > 0 && (canMark || options.moveTo !== undefined)) {
      const unmarked = options.moveTo === undefined ? { unKeyword: keptKeyword } : { all: true };
      for (const uid of await search(client, unmarked)) found.add(uid);
    }
    const uids = [...found].sort((a, b) => a - b);
    for (let at = 0; at < uids.length && !stopping.signal.aborted; at += batchSize) {
      const batch = uids.slice(at, at + batchSize);
      const kept = await keepBatch(client, uidValidity, batch);
      await mark(client, kept, canMark);
      lastUid = Math.max(lastUid, ...batch);
      if (!stopping.signal.aborted)
        await keepsStorage(deps.cursors.saveCursor(options.mailbox, { uidValidity, lastUid }));
    }
  }

  async function search(client: ImapFlow, query: Parameters<ImapFlow['search']>[0]): Promise<number[]> {
    const found = await withinTime(client.search(query, { uid: true }), answerTime);
    if (!Array.isArray(found)) throw new ImapFailure('connection-lost');
    return found;
  }

  async function keepBatch(client: ImapFlow, uidValidity: bigint, uids: number[]): Promise<number[]> {
    const sizes = await withinTime(
      client.fetchAll(uids.join(','), { uid: true, size: true }, { uid: true }),
      answerTime,
    );
    const kept: number[] = [];
    for (const { uid, size = 0 } of sizes.sort((a, b) => a.uid - b.uid)) {
      if (stopping.signal.aborted) throw new ImapFailure('connection-lost');
      const cutShort = size > sizeLimit;
      const source = cutShort ? { maxLength: headOfTooLarge } : true;
      // A mebibyte in two seconds is the slowest line expected.
      const time = answerTime + (size / headOfTooLarge) * 2_000;
      const message: FetchMessageObject | false = await withinTime(
        client.fetchOne(uid, { uid: true, source }, { uid: true }),
        time,
      );
      // Gone since it was found: another program took it, or it was moved.
      if (!message || !message.source) {
        if (!client.usable) throw new ImapFailure('connection-lost');
        continue;
      }
      await keepsStorage(
        deps.receiver.keep({
          mailbox: options.mailbox,
          raw: message.source,
          envelope: { recipients: [], ...(cutShort ? { cutShort } : {}) },
          source: { kind: 'imap', uidValidity, uid },
        }),
      );
      kept.push(uid);
    }
    return kept;
  }

  async function mark(client: ImapFlow, uids: number[], canMark: boolean): Promise<void> {
    if (uids.length === 0) return;
    const range = uids.join(',');
    const flags = canMark ? ['\\Seen', keptKeyword] : ['\\Seen'];
    if (!(await withinTime(client.messageFlagsAdd(range, flags, { uid: true }), answerTime))) {
      if (!client.usable) throw new ImapFailure('connection-lost');
      logger.warn({ mailbox: options.mailbox, count: uids.length }, 'kept mail could not be marked');
    }
    if (options.moveTo !== undefined)
      await withinTime(client.messageMove(range, options.moveTo, { uid: true }), answerTime);
  }

  return {
    start() {
      running ??= run();
    },
    async stop() {
      stopping.abort();
      await running;
    },
    state: () => state,
  };
}

// Our own storage failing must not be told to staff as a mail server failing.
async function keepsStorage<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch {
    throw new ImapFailure('storage-unavailable');
  }
}
