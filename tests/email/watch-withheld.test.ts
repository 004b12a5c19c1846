import { afterAll, beforeAll, expect } from 'vitest';
import type { ImapState, ImapWatcher, ImapWatcherOptions } from '../../server/channels/email/watch-imap.ts';
import { createMemoryIntake, type MemoryIntake } from './memory-intake.ts';
import { startDovecot, type TestDovecot } from './start-dovecot.ts';
import { startLine } from './start-line.ts';
import { mail, until, watchMailbox } from './watch-mailbox.ts';
import { testWithDovecot as test } from './test-with-dovecot.ts';

// One mail that a server cannot give out must not stop its mailbox.

let dovecot: TestDovecot;
const watchers: ImapWatcher[] = [];
beforeAll(async () => {
  dovecot = await startDovecot(['nelli', 'oona', 'pirkko', 'ritva', 'saara', 'tekla']);
});
afterAll(async () => {
  await Promise.all(watchers.map((watcher) => watcher.stop()));
  await dovecot.stop();
});

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

const numbersOf = (intake: MemoryIntake) =>
  [...intake.kept.values()].map((each) => Number(/Number (\d)/.exec(Buffer.from(each.raw).toString())?.[1]));

// Dovecot ends the connection when it finds that it may not read a mail's file.
test('a mail at which the server breaks off is left to the end, holds nothing up, and comes once it can be read', async () => {
  const intake = createMemoryIntake();
  await dovecot.append('nelli', [mail(1), mail(2), mail(3)]);
  dovecot.setReadable('nelli', 2, false);
  const watcher = watch('nelli', intake, { idleTime: 200 });
  await until(() => expect(numbersOf(intake)).toEqual([1, 3]));
  await until(() => expect([...intake.withheld.values()]).toMatchObject([{ uid: 2, tries: 1 }]));
  expect(intake.withheld.get(2)!.cameAt).toBeInstanceOf(Date);
  await until(() => expect(intake.cursors.get('service')?.lastUid).toBe(3));
  await dovecot.append('nelli', [mail(4)]);
  await until(() => expect(numbersOf(intake)).toEqual([1, 3, 4]));

  // Asked for again and broken off again: one more try, and the mailbox is read on.
  intake.withheld.get(2)!.due = true;
  watcher.look();
  await until(() => expect(intake.withheld.get(2)).toMatchObject({ tries: 2, due: false }));
  await until(() => expect(watcher.state().state).toBe('connected'));
  dovecot.setReadable('nelli', 2, true);
  intake.withheld.get(2)!.due = true;
  watcher.look();
  await until(() => expect(numbersOf(intake)).toEqual([1, 3, 4, 2]));
  await until(() => expect(intake.withheld.size).toBe(0));
  await watcher.stop();
  for (const flags of (await dovecot.listFlags('nelli')).values())
    expect([...flags]).toContain('$HaltijaKept');
});

test('a mail that is refused is passed by at once where others are given, and asked for on the same connection', async () => {
  const intake = createMemoryIntake();
  const line = await startLine(dovecot.port);
  await dovecot.append('oona', [mail(1), mail(2), mail(3)]);
  line.refuse(2);
  const watcher = watch('oona', intake, { port: line.port, idleTime: 200 });
  await until(() => expect(numbersOf(intake)).toEqual([1, 3]));
  await until(() => expect(intake.withheld.get(2)).toMatchObject({ tries: 1 }));
  intake.withheld.get(2)!.due = true;
  watcher.look();
  await until(() => expect(intake.withheld.get(2)).toMatchObject({ tries: 2, due: false }));
  line.refuse(undefined);
  intake.withheld.get(2)!.due = true;
  watcher.look();
  await until(() => expect(numbersOf(intake)).toEqual([1, 3, 2]));
  await until(() => expect(intake.withheld.size).toBe(0));
  expect(line.count()).toBe(1);
  await watcher.stop();
  line.stop();
});

test('a server that gives nothing out is failing; after three tries the mail is noted, and another process does not ask anew', async () => {
  const intake = createMemoryIntake();
  const line = await startLine(dovecot.port);
  await dovecot.append('pirkko', [mail(1)]);
  line.refuse(1);
  const states: ImapState[] = [];
  const first = watch('pirkko', intake, { port: line.port }, (state) => states.push(state));
  await until(() => expect(intake.withheld.get(1)).toMatchObject({ tries: 1 }));
  await until(() => expect(first.state().state).toBe('connected'));
  expect(line.count()).toBe(3);
  expect(states).toContainEqual(expect.objectContaining({ state: 'failing', code: 'mail-withheld' }));
  await first.stop();
  const second = watch('pirkko', intake, { port: line.port });
  await until(() => expect(second.state().state).toBe('connected'));
  await second.stop();
  expect(intake.withheld.get(1)).toMatchObject({ tries: 1 });
  expect(intake.kept.size).toBe(0);
  line.stop();
});

/** Of several pieces; those of these tests go by half a mebibyte. */
const hugeMail = (number: number) => mail(number) + `${'y'.repeat(70)}\r\n`.repeat(30_000);
const secondPiece = '<524288.';
const rawOf = (intake: MemoryIntake, number: number) =>
  [...intake.kept.values()]
    .map((each) => Buffer.from(each.raw).toString())
    .find((raw) => raw.includes(`Number ${number}\r\n`));

test('a huge mail that is refused in the middle is passed by, leaves nothing behind, and comes whole once it is given', async () => {
  const intake = createMemoryIntake();
  const line = await startLine(dovecot.port);
  await dovecot.append('ritva', [mail(1), hugeMail(2), mail(3), hugeMail(4)]);
  line.refuse(2, secondPiece);
  const watcher = watch('ritva', intake, { port: line.port, idleTime: 200 });
  await until(() => expect(numbersOf(intake)).toEqual([1, 3, 4]));
  await until(() => expect(intake.withheld.get(2)).toMatchObject({ tries: 1 }));
  expect(intake.unfinished.size).toBe(0);
  expect(rawOf(intake, 4)).toBe(hugeMail(4));
  intake.withheld.get(2)!.due = true;
  watcher.look();
  await until(() => expect(intake.withheld.get(2)).toMatchObject({ tries: 2, due: false }));
  line.refuse(undefined);
  intake.withheld.get(2)!.due = true;
  watcher.look();
  await until(() => expect(numbersOf(intake)).toEqual([1, 3, 4, 2]));
  await until(() => expect(intake.withheld.size).toBe(0));
  expect(rawOf(intake, 2)).toBe(hugeMail(2));
  expect([line.count(), intake.unfinished.size]).toEqual([1, 0]);
  await watcher.stop();
  line.stop();
});

test('a huge mail in the middle of which the connection ends is left to the end, holds nothing up, and comes whole later', async () => {
  const intake = createMemoryIntake();
  const line = await startLine(dovecot.port);
  await dovecot.append('saara', [hugeMail(1), mail(2)]);
  line.breakOff(1, secondPiece);
  const watcher = watch('saara', intake, { port: line.port, idleTime: 200 });
  await until(() => expect(numbersOf(intake)).toEqual([2]));
  await until(() => expect(intake.withheld.get(1)).toMatchObject({ tries: 1 }));
  expect([line.count(), intake.unfinished.size]).toEqual([2, 0]);
  line.breakOff(undefined);
  intake.withheld.get(1)!.due = true;
  watcher.look();
  await until(() => expect(numbersOf(intake)).toEqual([2, 1]));
  await until(() => expect(intake.withheld.size).toBe(0));
  expect(rawOf(intake, 1)).toBe(hugeMail(1));
  await watcher.stop();
  line.stop();
});

test('our own storage that fails while a huge mail comes is no fault of the mail', async () => {
  const intake = createMemoryIntake();
  await dovecot.append('tekla', [hugeMail(7)]);
  intake.fail('writeRaw', 'before', new Error('disk'), 1);
  const states: ImapState[] = [];
  const watcher = watch('tekla', intake, {}, (state) => states.push(state));
  await until(() => expect(numbersOf(intake)).toContain(7));
  expect(states).toContainEqual(expect.objectContaining({ state: 'failing', code: 'storage-unavailable' }));
  expect([intake.withheld.size, intake.unfinished.size]).toEqual([0, 0]);
  await watcher.stop();
});
