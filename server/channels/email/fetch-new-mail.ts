import type { ImapFlow, SearchObject } from 'imapflow';
import type { Logger } from '../../base/logger.ts';
import type { AfterKeeping } from '../../base/mail-settings.ts';
import { describeMails, fetchRaw } from './ask-for-mail.ts';
import { keepInPieces, readInPieces } from './fetch-in-pieces.ts';
import {
  BrokenOff,
  describeImapFailure,
  ImapFailure,
  isRefusal,
  keepsStorage,
  withinTime,
} from './imap-failure.ts';
import { ordinaryBytes } from './limit-huge-mail.ts';
import type { MailReceiver } from './receive-mail.ts';
import type { WithheldMail, WithheldMails } from './withheld-mail.ts';

/** How far a folder has been read. */
export interface ImapCursor {
  uidValidity: bigint;
  lastUid: number;
  /** HIGHESTMODSEQ up to which every change has been looked at (RFC 7162); absent when the server has none. */
  modseq?: bigint;
  /** By what it is known, mail that came before this has been forgotten; such mail is not taken for new. Not saved. */
  forgottenUntil?: Date;
}

export interface ImapCursorStore {
  loadCursor(mailbox: string): Promise<ImapCursor | undefined>;
  saveCursor(mailbox: string, cursor: ImapCursor): Promise<void>;
}

export interface MailFetcherOptions {
  mailbox: string;
  after: AfterKeeping;
  /** ISO date: at the first reading older mail is left where it is. */
  since?: string;
  /** Bytes; of a larger mail the first mebibyte is kept and shown in the tray as too large. */
  sizeLimit: number;
  /** Milliseconds for the server's answer to a command. */
  answerTime: number;
}

/** `bytes` are held until `keeping` resolves. */
interface TakenMail {
  readonly cutShort: boolean;
  readonly bytes: number;
  readonly keeping: Promise<unknown>;
}

export const keptKeyword = '$HaltijaKept';
const batchSize = 20;
/** Keeping waits for the disk, so that several are under way while the next is fetched. */
const keptAtOnce = 4;
const keptAtOnceBytes = 8 * 1024 * 1024;
/** So often a server may say no to all that is new before the mails are to blame. */
const mostRefusals = 3;
const day = 86_400_000;

/**
 * Fetches what is new in the open folder: keeps each mail, then marks it, then notes how far it came. Each of the
 * three may be repeated, so a kill anywhere neither loses nor doubles.
 */
export function createMailFetcher(
  deps: {
    receiver: Pick<MailReceiver, 'keep' | 'begin'>;
    cursors: ImapCursorStore;
    withheld: WithheldMails;
    logger: Logger;
    /** Mails found and not yet kept. */
    onBacklog(count: number): void;
  },
  options: MailFetcherOptions,
  stopping: AbortSignal,
): { fetchNew(client: ImapFlow, whole: boolean): Promise<void> } {
  const { logger } = deps;
  const { mailbox, after, answerTime, sizeLimit } = options;
  /** By UID, how often the server said no to a mail, and at which mails the connection ended. */
  const refusals = new Map<number, number>();
  const brokenOff = new Set<number>();
  let countedIn: bigint | undefined;

  /** @param whole also look for mail below the cursor that should have been marked or taken away: a kill came between two steps, or another program brought it back */
  async function fetchNew(client: ImapFlow, whole: boolean): Promise<void> {
    const folder = client.mailbox;
    if (!folder) throw new ImapFailure('connection-lost');
    // Read before the folder is looked at: whatever changes meanwhile counts as later.
    const { uidValidity, highestModseq: modseq } = folder;
    const saved = await keepsStorage(deps.cursors.loadCursor(mailbox));
    const same = saved?.uidValidity === uidValidity;
    if (countedIn !== uidValidity) {
      refusals.clear();
      brokenOff.clear();
    }
    countedIn = uidValidity;
    const withheld = await keepsStorage(deps.withheld.list(mailbox, uidValidity));
    const due = withheld.filter((mail) => mail.due);
    // Both are as fresh as the opening of the folder, and only then.
    const untouched =
      modseq !== undefined && saved?.modseq === modseq && folder.uidNext === saved.lastUid + 1;
    if (whole && same && untouched && due.length === 0) return;
    if (saved && !same && whole) logger.warn({ mailbox }, 'UIDVALIDITY changed');
    const canMark =
      after.act !== 'leave' &&
      (folder.permanentFlags?.has('\\*') === true || folder.permanentFlags?.has(keptKeyword) === true);

    // Another UIDVALIDITY: all UIDs mean other mails now. Everything is read again; the digests know what is kept.
    let lastUid = same ? saved.lastUid : 0;
    const from = same ? undefined : oldestWanted(saved);
    const found = new Set(
      await search(client, { uid: `${lastUid + 1}:*`, ...(from === undefined ? {} : { since: from }) }),
    );
    // "n:*" names the newest mail even when its UID is below n.
    for (const uid of found) if (uid <= lastUid) found.delete(uid);
    const highest = Math.max(lastUid, folder.uidNext - 1);
    if (whole && lastUid > 0 && after.act !== 'leave' && (canMark || after.act !== 'mark')) {
      const unmarked: SearchObject = canMark ? { unKeyword: keptKeyword } : { all: true };
      const changed =
        saved?.modseq === undefined || modseq === undefined ? {} : { modseq: saved.modseq + 1n };
      for (const uid of await search(client, { ...unmarked, ...changed })) found.add(uid);
    }
    for (const { uid } of withheld) found.delete(uid);
    const uids = [...found].sort((a, b) => a - b);
    const before = same ? saved.modseq : undefined;
    const save = (seen: bigint | undefined) =>
      keepsStorage(
        deps.cursors.saveCursor(mailbox, {
          uidValidity,
          lastUid,
          ...(seen === undefined ? {} : { modseq: seen }),
        }),
      );
    for (let at = 0; at < uids.length && !stopping.aborted; at += batchSize) {
      deps.onBacklog(uids.length - at);
      const batch = uids.slice(at, at + batchSize);
      const kept = await keepBatch(client, uidValidity, batch);
      await mark(client, kept, canMark);
      lastUid = Math.max(lastUid, ...batch);
      // Until all is read, what changed before must be looked at again.
      if (!stopping.aborted) await save(before);
    }
    deps.onBacklog(0);
    await askAgain(client, uidValidity, due, canMark);
    // What was left out as too old counts as read.
    if (from !== undefined) lastUid = Math.max(lastUid, highest);
    // Only a whole look has seen what changed below the cursor.
    const looked = whole ? modseq : before;
    const news = !same || lastUid !== saved.lastUid || looked !== saved.modseq;
    if (stopping.aborted || !news) return;
    await save(looked);
  }

  /** Mail before this day is not taken: the settings say so, or we could no longer tell whether we had it. */
  function oldestWanted(saved: ImapCursor | undefined): Date | undefined {
    if (saved === undefined) return options.since === undefined ? undefined : new Date(options.since);
    // SINCE knows days only, in the server's zone; two more and none comes back.
    return saved.forgottenUntil && new Date(saved.forgottenUntil.getTime() + 2 * day);
  }

  async function search(client: ImapFlow, query: SearchObject): Promise<number[]> {
    const found = await withinTime(client.search(query, { uid: true }), answerTime);
    if (!Array.isArray(found)) throw new ImapFailure('connection-lost');
    return found;
  }

  async function keepBatch(
    client: ImapFlow,
    uidValidity: bigint,
    uids: number[],
  ): Promise<{ uid: number; cutShort: boolean }[]> {
    const kept: { uid: number; cutShort: boolean }[] = [];
    const refused: WithheldMail[] = [];
    let keeping: Promise<unknown>[] = [];
    let bytes = 0;
    for (const mail of await describeMails(client, uids, answerTime)) {
      if (stopping.aborted) throw new ImapFailure('connection-lost');
      const { uid } = mail;
      const size = mail.size ?? 0;
      // The connection has ended at this one: all others go first.
      if (brokenOff.has(uid)) {
        refused.push(mail);
        continue;
      }
      if (keeping.length === keptAtOnce || bytes + size > keptAtOnceBytes) {
        await Promise.all(keeping);
        keeping = [];
        bytes = 0;
      }
      let taken: TakenMail | undefined;
      try {
        taken = await take(client, uidValidity, mail);
      } catch (error) {
        if (!isRefusal(error)) throw blamed(error, uid);
        refusals.set(uid, (refusals.get(uid) ?? 0) + 1);
        refused.push(mail);
        continue;
      }
      // Gone since it was found: another program took it, or it was moved.
      if (taken === undefined) continue;
      const { cutShort, keeping: work } = taken;
      bytes += taken.bytes;
      // It may fail while the next is fetched, and is waited for after that.
      work.catch(() => {});
      keeping.push(work);
      kept.push({ uid, cutShort });
    }
    await Promise.all(keeping);
    // A server that gives nothing out is in trouble itself: it is asked for all of it once more, but not for ever.
    const passed = refused.filter(
      ({ uid }) => kept.length > 0 || brokenOff.has(uid) || (refusals.get(uid) ?? 0) >= mostRefusals,
    );
    if (passed.length < refused.length) throw new ImapFailure('mail-withheld');
    for (const mail of passed) await keepsStorage(deps.withheld.note(mailbox, uidValidity, mail));
    if (passed.length > 0) logger.warn({ mailbox, count: passed.length }, 'mail that the server withholds');
    return kept;
  }

  /** Once more for what was withheld. That it is asked for is noted first: it may end the connection, or us. */
  async function askAgain(
    client: ImapFlow,
    uidValidity: bigint,
    due: readonly WithheldMail[],
    canMark: boolean,
  ): Promise<void> {
    for (const { uid } of due) {
      if (stopping.aborted) return;
      const [mail = { uid, cameAt: null, size: null }] = await describeMails(client, [uid], answerTime);
      await keepsStorage(deps.withheld.note(mailbox, uidValidity, mail));
      let taken: TakenMail | undefined;
      try {
        taken = await take(client, uidValidity, mail);
      } catch (error) {
        if (!isRefusal(error)) throw blamed(error);
        continue;
      }
      if (taken !== undefined) {
        await taken.keeping;
        await mark(client, [{ uid, cutShort: taken.cutShort }], canMark);
      }
      refusals.delete(uid);
      brokenOff.delete(uid);
      await keepsStorage(deps.withheld.drop(mailbox, uidValidity, uid));
    }
  }

  /** Fetches a mail; a large one is kept as it comes, any other is being kept then. Undefined when it is there no more. */
  async function take(
    client: ImapFlow,
    uidValidity: bigint,
    mail: WithheldMail,
  ): Promise<TakenMail | undefined> {
    const { uid } = mail;
    const size = mail.size ?? 0;
    const cutShort = size > sizeLimit;
    const arrived = {
      mailbox,
      envelope: { recipients: [], ...(cutShort ? { cutShort } : {}) },
      source: { kind: 'imap' as const, uidValidity, uid },
    };
    if (size > ordinaryBytes && !cutShort) {
      const pieces = readInPieces(client, uid, { size, answerTime });
      const isThere = await keepInPieces(deps.receiver, arrived, pieces);
      return isThere ? { cutShort, bytes: 0, keeping: Promise.resolve() } : undefined;
    }
    const raw = await fetchRaw(client, mail, options);
    if (raw === undefined) return undefined;
    return { cutShort, bytes: raw.length, keeping: keepsStorage(deps.receiver.keep({ ...arrived, raw })) };
  }

  /** The connection ended at this mail, unless it was our own storage that failed while it came. */
  function blamed(error: unknown, uid?: number): unknown {
    const code = describeImapFailure(error);
    if (code === 'storage-unavailable') return error;
    if (uid !== undefined) brokenOff.add(uid);
    return new BrokenOff(code);
  }

  async function mark(
    client: ImapFlow,
    kept: readonly { uid: number; cutShort: boolean }[],
    canMark: boolean,
  ): Promise<void> {
    if (kept.length === 0 || after.act === 'leave') return;
    const range = kept.map(({ uid }) => uid).join(',');
    const flags = canMark ? ['\\Seen', keptKeyword] : ['\\Seen'];
    if (!(await withinTime(client.messageFlagsAdd(range, flags, { uid: true }), answerTime))) {
      if (!client.usable) throw new ImapFailure('connection-lost');
      logger.warn({ mailbox, count: kept.length }, 'kept mail could not be marked');
    }
    if (after.act === 'move')
      await withinTime(client.messageMove(range, after.folder, { uid: true }), answerTime);
    // Of a mail that was too large the mailbox holds the only whole copy.
    const whole = kept.filter(({ cutShort }) => !cutShort);
    if (after.act === 'delete' && whole.length > 0)
      await withinTime(
        client.messageDelete(whole.map(({ uid }) => uid).join(','), { uid: true }),
        answerTime,
      );
  }

  return { fetchNew };
}
