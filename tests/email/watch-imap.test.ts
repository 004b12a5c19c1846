import { afterAll, beforeAll, expect } from 'vitest';
import { systemClock } from '../../server/base/clock.ts';
import { silentLogger } from '../../server/base/logger.ts';
import { createImapWatcher } from '../../server/channels/email/watch-imap.ts';
import type { ImapState, ImapWatcher, ImapWatcherOptions } from '../../server/channels/email/watch-imap.ts';
import { waysOutTo } from '../support/ways-out.ts';
import { receiveBy } from './gather-pieces.ts';
import { createMemoryIntake } from './memory-intake.ts';
import type { MemoryIntake } from './memory-intake.ts';
import { startDovecot } from './start-dovecot.ts';
import { startLine } from './start-line.ts';
import type { TestDovecot } from './start-dovecot.ts';
import { testWithDovecot as test } from './test-with-dovecot.ts';
import { byPassword as signInBy, mail, until, watchMailbox } from './watch-mailbox.ts';

let dovecot: TestDovecot;
const watchers: ImapWatcher[] = [];

beforeAll(async () => {
  dovecot = await startDovecot([
    'anna',
    'bertta',
    'cilla',
    'disa',
    'ebba',
    'fanny',
    'greta',
    'hilma',
    'iris',
    'jenni',
    'kaisa',
    'lotta',
    'minna',
  ]);
});
afterAll(async () => {
  await Promise.all(watchers.map((watcher) => watcher.stop()));
  await dovecot.stop();
});

const byPassword = (user: string, pass = dovecot.password) => signInBy(user, pass);

function watch(
  user: string,
  intake: MemoryIntake,
  more: Partial<ImapWatcherOptions> = {},
  onState?: (state: ImapState) => void,
) {
  const watcher = watchMailbox(dovecot, user, intake, more, onState);
  watchers.push(watcher);
  return watcher;
}

test('a wrong password is told as such, and no mail server as another thing', async () => {
  const refused = watch('anna', createMemoryIntake(), {
    signIn: byPassword('anna', 'wrong'),
  });
  await until(() => expect(refused.state()).toMatchObject({ state: 'failing', code: 'sign-in-refused' }));
  await refused.stop();
  const away = watch('anna', createMemoryIntake(), { port: 1 });
  await until(() => expect(away.state()).toMatchObject({ state: 'failing', code: 'connection-refused' }));
  await away.stop();
  expect(away.state().state).toBe('stopped');
  const missing = watch('anna', createMemoryIntake(), { folder: 'No such folder' });
  await until(() => expect(missing.state()).toMatchObject({ state: 'failing', code: 'folder-missing' }));
  await missing.stop();
});

test('mail waiting and mail arriving during IDLE is kept once and marked', async () => {
  const intake = createMemoryIntake();
  await dovecot.append('anna', [mail(1), mail(2)]);
  const watcher = watch('anna', intake);
  await until(() => expect(intake.kept.size).toBe(2));
  await until(() => expect(watcher.state().state).toBe('connected'));
  const from = Date.now();
  await dovecot.append('anna', [mail(3)]);
  await until(() => expect(intake.kept.size).toBe(3));
  expect(Date.now() - from).toBeLessThan(3_000);
  await until(() => expect(intake.cursors.get('service')?.lastUid).toBe(3));
  await watcher.stop();
  for (const flags of (await dovecot.listFlags('anna')).values()) {
    expect([...flags]).toEqual(expect.arrayContaining(['\\Seen', '$HaltijaKept']));
  }
});

test('kept mail is moved when a folder is set', async () => {
  const intake = createMemoryIntake();
  await dovecot.append('bertta', [mail(1), mail(2)]);
  const watcher = watch('bertta', intake, { after: { act: 'move', folder: 'Kept' } });
  await until(() => expect(intake.cursors.get('service')?.lastUid).toBe(2));
  await watcher.stop();
  expect((await dovecot.listFlags('bertta')).size).toBe(0);
  expect((await dovecot.listFlags('bertta', 'Kept')).size).toBe(2);
});

test('storage that fails before or after keeping, or at the cursor: nothing lost, nothing doubled', async () => {
  const intake = createMemoryIntake();
  intake.fail('keepRaw', 'before', new Error('x'), 2);
  intake.fail('keepRaw', 'after', new Error('x'), 2);
  intake.fail('saveCursor', 'before', new Error('x'), 2);
  const states: ImapState[] = [];
  await dovecot.append(
    'cilla',
    Array.from({ length: 50 }, (_, number) => mail(number)),
  );
  const watcher = watch('cilla', intake, {}, (state) => states.push(state));
  await until(() => expect(intake.cursors.get('service')?.lastUid).toBe(50));
  await watcher.stop();
  expect(intake.kept.size).toBe(50);
  expect(states).toContainEqual(expect.objectContaining({ state: 'failing', code: 'storage-unavailable' }));
});

test('the server killed and started again: the watcher recovers by itself and says since when it failed', async () => {
  const intake = createMemoryIntake();
  const watcher = watch('disa', intake);
  await until(() => expect(watcher.state().state).toBe('connected'));
  await dovecot.kill();
  await until(() => expect(watcher.state()).toMatchObject({ state: 'failing' }));
  const { since } = watcher.state();
  await until(() => expect(watcher.state()).toMatchObject({ code: 'connection-refused' }));
  expect(watcher.state().since).toEqual(since);
  await dovecot.start();
  await until(() => expect(watcher.state().state).toBe('connected'));
  await dovecot.append('disa', [mail(1)]);
  await until(() => expect(intake.kept.size).toBe(1));
  await watcher.stop();
});

test('another UIDVALIDITY: all is read again and nothing doubled', async () => {
  const intake = createMemoryIntake();
  await dovecot.append('ebba', [mail(1), mail(2), mail(3)]);
  const first = watch('ebba', intake);
  await until(() => expect(intake.cursors.get('service')?.lastUid).toBe(3));
  await first.stop();
  const before = intake.cursors.get('service')!.uidValidity;
  await dovecot.kill();
  dovecot.changeUidValidity('ebba');
  await new Promise((resolve) => setTimeout(resolve, 1_100));
  await dovecot.start();
  await dovecot.append('ebba', [mail(4)]);
  const second = watch('ebba', intake);
  await until(() => expect(intake.cursors.get('service')?.uidValidity).not.toBe(before));
  await until(() => expect(intake.kept.size).toBe(4));
  await second.stop();
  expect([...intake.kept.values()][0]!.dedupeKeys.filter((key) => key.startsWith('imap:'))).toHaveLength(2);
});

test('mail left without a mark below the cursor is found when connecting', async () => {
  const intake = createMemoryIntake();
  await dovecot.append('fanny', [mail(1), mail(2)]);
  const client = await dovecot.connect('fanny');
  const { uidValidity } = await client.mailboxOpen('INBOX');
  await client.logout();
  intake.cursors.set('service', { uidValidity, lastUid: 2 });
  const watcher = watch('fanny', intake);
  await until(() => expect(intake.kept.size).toBe(2));
  await watcher.stop();
});

test('a mail over the limit is kept cut short, not fetched whole and not lost', async () => {
  const intake = createMemoryIntake();
  await dovecot.append('greta', [mail(1) + 'x'.repeat(3_000_000), mail(2)]);
  const watcher = watch('greta', intake, { sizeLimit: 2_000_000 });
  await until(() => expect(intake.kept.size).toBe(2));
  await watcher.stop();
  const [large] = intake.kept.values();
  expect(large!.envelope.cutShort).toBe(true);
  expect(large!.raw.length).toBe(1024 * 1024);
});

test('a line that dies silently during IDLE is noticed and made anew', async () => {
  const intake = createMemoryIntake();
  const line = await startLine(dovecot.port);
  const watcher = watch('hilma', intake, { port: line.port, idleTime: 300, answerTime: 500 });
  await until(() => expect(watcher.state().state).toBe('connected'));
  const before = line.count();
  line.freeze();
  await dovecot.append('hilma', [mail(1)]);
  await until(() => expect(intake.kept.size).toBe(1));
  expect(line.count()).toBeGreaterThan(before);
  await watcher.stop();
  line.stop();
}, 20_000);

test('mail is left untouched, or deleted once kept, as the settings say; a cut-short one is never deleted', async () => {
  const intake = createMemoryIntake();
  await dovecot.append('iris', [mail(1), mail(2)]);
  const leaving = watch('iris', intake, { after: { act: 'leave' } });
  await until(() => expect(intake.cursors.get('service')?.lastUid).toBe(2));
  await leaving.stop();
  for (const flags of (await dovecot.listFlags('iris')).values())
    expect([...flags].filter((flag) => flag !== '\\Recent')).toEqual([]);

  const other = createMemoryIntake();
  await dovecot.append('jenni', [mail(1), mail(2) + 'x'.repeat(1_500_000), mail(3)]);
  const deleting = watch('jenni', other, { after: { act: 'delete' }, sizeLimit: 1_200_000 });
  await until(() => expect(other.cursors.get('service')?.lastUid).toBe(3));
  await deleting.stop();
  expect(other.kept.size).toBe(3);
  expect([...(await dovecot.listFlags('jenni')).keys()]).toEqual([2]);
});

test('at the first reading mail older than the day set is left where it is, and what comes after is not', async () => {
  const intake = createMemoryIntake();
  const client = await dovecot.connect('kaisa');
  await client.append('INBOX', mail(1), [], new Date('2020-01-05'));
  await client.append('INBOX', mail(2), [], new Date('2020-03-05'));
  await client.logout();
  const watcher = watch('kaisa', intake, { since: '2020-02-01' });
  await until(() => expect(watcher.state().state).toBe('connected'));
  await dovecot.append('kaisa', [mail(3)]);
  await until(() => expect(intake.kept.size).toBe(2));
  await watcher.stop();
  const again = watch('kaisa', intake);
  await until(() => expect(again.state().state).toBe('connected'));
  await again.stop();
  expect(
    [...intake.kept.values()].map((each) => /Number (\d)/.exec(Buffer.from(each.raw).toString())?.[1]),
  ).toEqual(['2', '3']);
});

test('after another UIDVALIDITY mail that may have been forgotten does not come back', async () => {
  const intake = createMemoryIntake();
  const client = await dovecot.connect('lotta');
  await client.append('INBOX', mail(1), [], new Date('2020-01-05'));
  await client.append('INBOX', mail(2), [], new Date('2025-03-05'));
  await client.logout();
  intake.cursors.set('service', { uidValidity: 1n, lastUid: 9, forgottenUntil: new Date('2024-01-01') });
  const watcher = watch('lotta', intake);
  await until(() => expect(intake.cursors.get('service')?.uidValidity).not.toBe(1n));
  await until(() => expect(watcher.state().state).toBe('connected'));
  await watcher.stop();
  expect(
    [...intake.kept.values()].map((each) => /Number (\d)/.exec(Buffer.from(each.raw).toString())?.[1]),
  ).toEqual(['2']);
});

test('a folder in which nothing changed is not searched again; a mark taken away is found by HIGHESTMODSEQ', async () => {
  const intake = createMemoryIntake();
  await dovecot.append('minna', [mail(1), mail(2)]);
  const first = watch('minna', intake);
  await until(() => expect(intake.kept.size).toBe(2));
  await until(() => expect(first.state().state).toBe('connected'));
  await first.stop();
  const second = watch('minna', intake);
  await until(() => expect(second.state().state).toBe('connected'));
  await second.stop();
  const { modseq } = intake.cursors.get('service')!;
  expect(modseq).toBeGreaterThan(0n);

  const client = await dovecot.connect('minna');
  await client.mailboxOpen('INBOX');
  await client.messageFlagsRemove('1', ['$HaltijaKept'], { uid: true });
  await client.logout();
  const third = watch('minna', intake);
  await until(() => expect(third.state().state).toBe('connected'));
  await third.stop();
  expect((await dovecot.listFlags('minna')).get(1)).toContain('$HaltijaKept');
  expect(intake.cursors.get('service')!.modseq).toBeGreaterThan(modseq!);
  expect(intake.kept.size).toBe(2);
});

test('a mailbox that the declaration has no more is not read', async () => {
  const intake = createMemoryIntake();
  const watcher = createImapWatcher(
    {
      waysOut: waysOutTo(),
      receiver: receiveBy(() => Promise.reject(new Error('nothing is kept'))),
      cursors: intake,
      withheld: intake,
      clock: systemClock,
      logger: silentLogger,
      isDeclared: () => false,
    },
    { mailbox: 'gone', host: dovecot.host, port: dovecot.port, secure: false, signIn: byPassword('anna') },
  );
  watcher.start();
  await until(() => expect(watcher.state()).toMatchObject({ code: 'mailbox-not-declared' }));
  await watcher.stop();
});
