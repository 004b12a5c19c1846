import type { Id } from '../../server/base/new-id.ts';
import type { ImapCursor, ImapCursorStore } from '../../server/channels/email/fetch-new-mail.ts';
import type { KeptMail, MailIntake, ReceivedMail } from '../../server/channels/email/receive-mail.ts';
import type { WithheldMail, WithheldMails } from '../../server/channels/email/withheld-mail.ts';
import type { UnreadableReason } from '../../server/channels/email/parsed-mail.ts';

/**
 * An intake that keeps its word in memory, for tests of the channel alone. `failure` is thrown by the
 * step named, before or after it has taken effect, as a process killed there would leave things.
 */
export interface MemoryIntake extends MailIntake, ImapCursorStore, WithheldMails {
  kept: Map<string, KeptMail & { dedupeKeys: string[] }>;
  received: Map<string, ReceivedMail>;
  unreadable: Map<string, UnreadableReason>;
  cursors: Map<string, ImapCursor>;
  messageIds: Map<string, Id<'contact'>>;
  /** By UID. */
  withheld: Map<number, WithheldMail & { tries: number; due: boolean }>;
  /** Mails that have begun to come in, and are neither kept nor abandoned. */
  unfinished: Set<object>;
  findContactByMessageIds(ids: readonly string[]): Promise<ReadonlyMap<string, Id<'contact'>>>;
  fail(
    step: 'keepRaw' | 'writeRaw' | 'receiveMessage' | 'saveCursor',
    when: 'before' | 'after',
    error: Error,
    times?: number,
  ): void;
}

export function createMemoryIntake(): MemoryIntake {
  const kept: MemoryIntake['kept'] = new Map();
  const received: MemoryIntake['received'] = new Map();
  const unreadable: MemoryIntake['unreadable'] = new Map();
  const cursors: MemoryIntake['cursors'] = new Map();
  const messageIds: MemoryIntake['messageIds'] = new Map();
  const withheld: MemoryIntake['withheld'] = new Map();
  const unfinished: MemoryIntake['unfinished'] = new Set();
  const failures: { step: string; when: string; error: Error; times: number }[] = [];
  const isDone = (rawId: string) => received.has(rawId) || unreadable.has(rawId);
  const maybeFail = (step: string, when: string) => {
    const failure = failures.find((each) => each.step === step && each.when === when && each.times > 0);
    if (!failure) return;
    failure.times -= 1;
    throw failure.error;
  };
  const intake: MemoryIntake = {
    kept,
    received,
    unreadable,
    cursors,
    messageIds,
    withheld,
    unfinished,
    list: () => Promise.resolve([...withheld.values()]),
    async note(_mailbox, _uidValidity, mail) {
      const tries = (withheld.get(mail.uid)?.tries ?? 0) + 1;
      withheld.set(mail.uid, { ...mail, tries, due: false });
    },
    async drop(_mailbox, _uidValidity, uid) {
      withheld.delete(uid);
    },
    fail: (step, when, error, times = 1) => void failures.push({ step, when, error, times }),
    async keepRaw(mail) {
      maybeFail('keepRaw', 'before');
      for (const [rawId, each] of kept) {
        if (!each.dedupeKeys.some((key) => mail.dedupeKeys.includes(key))) continue;
        each.dedupeKeys.push(...mail.dedupeKeys);
        return { rawId, state: isDone(rawId) ? 'done' : 'known' };
      }
      const rawId = `raw-${kept.size + 1}`;
      kept.set(rawId, { ...mail, dedupeKeys: [...mail.dedupeKeys] });
      maybeFail('keepRaw', 'after');
      return { rawId, state: 'new' };
    },
    async beginRaw(mail) {
      const pieces: Uint8Array[] = [];
      unfinished.add(pieces);
      return {
        async write(piece) {
          maybeFail('writeRaw', 'before');
          pieces.push(Uint8Array.from(piece));
        },
        abandon: async () => void unfinished.delete(pieces),
        async finish(dedupeKeys) {
          unfinished.delete(pieces);
          return intake.keepRaw({ ...mail, raw: Buffer.concat(pieces), dedupeKeys: [...dedupeKeys] });
        },
      };
    },
    async isKnown(keys) {
      return [...kept.values()].some((each) => each.dedupeKeys.some((key) => keys.includes(key)));
    },
    async readRaw(rawId) {
      return isDone(rawId) ? undefined : kept.get(rawId);
    },
    async listUnprocessed(limit) {
      return [...kept]
        .filter(([rawId]) => !isDone(rawId))
        .map(([rawId, { raw }]) => ({ rawId, bytes: raw.length }))
        .slice(0, limit);
    },
    async receiveMessage(rawId, mail) {
      maybeFail('receiveMessage', 'before');
      if (!isDone(rawId)) received.set(rawId, mail);
      maybeFail('receiveMessage', 'after');
    },
    async keepUnreadable(rawId, reason) {
      unreadable.set(rawId, reason);
    },
    async findContactByMessageIds(ids) {
      return new Map(ids.flatMap((id) => (messageIds.has(id) ? [[id, messageIds.get(id)!] as const] : [])));
    },
    async loadCursor(mailbox) {
      return cursors.get(mailbox);
    },
    async saveCursor(mailbox, cursor) {
      maybeFail('saveCursor', 'before');
      cursors.set(mailbox, cursor);
    },
  };
  return intake;
}
