import { afterAll, beforeAll, expect } from 'vitest';
import type { ImapWatcher } from '../../server/channels/email/watch-imap.ts';
import { createMemoryIntake } from './memory-intake.ts';
import { startDovecot } from './start-dovecot.ts';
import type { TestDovecot } from './start-dovecot.ts';
import { testWithDovecot as test } from './test-with-dovecot.ts';
import { mail, until, watchMailbox } from './watch-mailbox.ts';

let dovecot: TestDovecot;
let watcher: ImapWatcher | undefined;

beforeAll(async () => {
  dovecot = await startDovecot(['nelli']);
});
afterAll(async () => {
  await watcher?.stop();
  await dovecot.stop();
});

test('a mail too large to be held is fetched piece by piece, to its last byte, among others', async () => {
  const intake = createMemoryIntake();
  // Twice the piece that is asked for, one byte more, and half of one more: where it ends shows only at the end.
  const huge = [2 * 512 * 1024, 2 * 512 * 1024 + 1, 1_500_000].map((bytes, at) => {
    const head = mail(10 + at);
    return `${head}${'x'.repeat(bytes - head.length - 2)}\r\n`;
  });
  await dovecot.append('nelli', [mail(1), ...huge, mail(2)]);
  watcher = watchMailbox(dovecot, 'nelli', intake);
  await until(() => expect(intake.kept.size).toBe(5), 40_000);
  const kept = [...intake.kept.values()].map(({ raw }) => Buffer.from(raw).toString('latin1'));
  expect(kept.toSorted().map((each) => each.length)).toEqual(
    [mail(1), ...huge, mail(2)].toSorted().map((each) => each.length),
  );
  expect(kept.toSorted().join() === [mail(1), ...huge, mail(2)].toSorted().join()).toBe(true);
  await until(async () => {
    const flags = [...(await dovecot.listFlags('nelli')).values()];
    expect(flags.every((each) => each.has('$HaltijaKept'))).toBe(true);
  });
}, 60_000);
