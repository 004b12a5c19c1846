import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LiveEvent } from '../../contract/console/system.ts';
import type { Id } from '../../server/base/new-id.ts';
import { sendQueued } from '../../server/channels/email/send-queued.ts';
import { listenLive } from '../promises/listen-live.ts';
import { makeColleague, type Person } from '../support/sign-in.ts';
import { type Answering, id, openAnswering } from './open-answering.ts';

// A reply that does not reach its customer: nobody believes them answered.

let the: Answering;
let lead: Person;
beforeAll(async () => {
  the = await openAnswering();
  lead = await makeColleague(the.house, the.app, the.administrator, {
    userName: 'liisa.laine',
    displayName: 'Liisa Laine',
    tasks: ['lead-team'],
  });
});
afterAll(() => the?.stop());

const url = (contactId: string, rest: string) => `/api/console/contacts/${contactId}${rest}`;
const answer = async (contactId: string, more: Record<string, unknown> = {}) => {
  const { version } = await the.open(the.eero, contactId);
  const body = { messageId: id<'message'>(), version, text: 'Tack, vi tittar på det.', ...more };
  expect((await the.eero.ask('POST', url(contactId, '/replies'), body)).status).toBe(200);
  return body.messageId;
};
const resend = (contactId: string, messageId: string, body: object = {}) =>
  the.eero.ask('POST', url(contactId, `/messages/${messageId}/resend`), body);
const messageOf = async (contactId: string, messageId: string) =>
  (await the.open(the.eero, contactId)).messages.find((each) => each.messageId === messageId);
const isTold = (contactId: string) => (event: LiveEvent) =>
  event.kind === 'for-you' && event.notice === 'not-delivered' && event.contactId === contactId;

async function setTarget(firstAnswer: number): Promise<void> {
  const hours = [{ from: '00:00', to: '24:00' }];
  const none = { firstAnswer: null, resolution: null };
  const saved = await lead.ask('POST', '/api/console/team/queues/service', {
    version: null,
    settings: {
      hours: { mon: hours, tue: hours, wed: hours, thu: hours, fri: hours, sat: hours, sun: hours },
      holidays: [],
      days: [],
      targets: { low: none, high: none, urgent: none, normal: { ...none, firstAnswer } },
      assignment: { rule: 'by-hand', ceiling: null, inHoursOnly: false },
    },
  });
  expect(saved.status, JSON.stringify(saved.body)).toBe(200);
}

test('refused for good: open again as it waited before, author and holder told, and answered once sent again', async () => {
  await setTarget(240);
  const contactId = await the.contact();
  const before = await the.open(the.eero, contactId);
  expect(before.answerDueAt).not.toBeNull();
  const assigned = await the.eero.ask('POST', url(contactId, '/assign'), {
    version: before.version,
    assigneeId: the.maija.staffId,
  });
  expect(assigned.status).toBe(200);
  const [author, holder] = await Promise.all([
    listenLive(the, the.eero.userName),
    listenLive(the, the.maija.userName),
  ]);
  the.sink.refuse({ at: 'rcpt', code: 550 });
  const messageId = await answer(contactId, { thenClose: true });
  await Promise.all([author.until(isTold(contactId)), holder.until(isTold(contactId))]);
  await Promise.all([author.stop(), holder.stop()]);
  const { waitingSince, answerDueAt } = before;
  expect(await the.open(the.eero, contactId)).toMatchObject({ status: 'open', waitingSince, answerDueAt });
  expect(await messageOf(contactId, messageId)).toMatchObject({ delivery: 'failed', missed: [] });

  the.sink.refuse(undefined);
  expect((await resend(contactId, messageId)).status).toBe(200);
  await expect.poll(() => messageOf(contactId, messageId)).toMatchObject({ delivery: 'sent' });
  expect(await the.open(the.eero, contactId)).toMatchObject({
    status: 'waiting',
    waitingSince: null,
    answerDueAt: null,
  });
});

test('given up after the last try, or too large: the same', async () => {
  for (const [code, attempt, refused] of [
    [452, 25, 'server-busy'],
    [552, 1, 'message-too-large'],
  ] as const) {
    the.sink.refuse({ at: 'data', code });
    const contactId = await the.contact();
    const { waitingSince } = await the.open(the.eero, contactId);
    const messageId = await answer(contactId, { delaySeconds: 30 });
    const now = await the.eero.ask('POST', url(contactId, `/messages/${messageId}/send-now`));
    expect(now.status).toBe(200);
    const { accounts } = the.house.mail;
    const { gate } = the.house.connections;
    await sendQueued(
      { ...the.house.contacts, accounts, gate, publicUrl: the.house.settings.publicUrl },
      { messageId: messageId as Id<'message'> },
      attempt,
    ).catch(() => undefined);
    await expect
      .poll(() => messageOf(contactId, messageId))
      .toMatchObject({ delivery: 'failed', deliveryCode: refused });
    expect(await the.open(the.eero, contactId)).toMatchObject({ status: 'open', waitingSince });
  }
  the.sink.refuse(undefined);
});

test('some refused: open again, and what is sent again goes to those only', async () => {
  const contactId = await the.contact('Lempi Aalto <lempi.aalto@example.fi>');
  const before = await the.open(the.eero, contactId);
  the.sink.refuse({ at: 'rcpt', code: 550, address: 'lempi.aalto@example.fi' });
  const live = await listenLive(the, the.eero.userName);
  const messageId = await answer(contactId, { cc: ['kopia@example.com'], confirmed: ['address-unknown'] });
  await live.until(isTold(contactId));
  await live.stop();
  expect(the.sink.mails.at(-1)!.recipients).toEqual(['kopia@example.com']);
  const { waitingSince } = before;
  expect(await the.open(the.eero, contactId)).toMatchObject({ status: 'open', waitingSince });
  expect(await messageOf(contactId, messageId)).toMatchObject({
    delivery: 'sent',
    deliveryCode: 'some-refused',
    missed: ['lempi.aalto@example.fi'],
  });

  // Refused once more, now as the only one; the copy is not sent twice.
  const sent = the.sink.mails.length;
  expect((await resend(contactId, messageId)).status).toBe(200);
  await expect
    .poll(() => messageOf(contactId, messageId))
    .toMatchObject({ delivery: 'failed', missed: ['lempi.aalto@example.fi'] });
  expect(the.sink.mails.length).toBe(sent);

  const doubtful = await resend(contactId, messageId, { to: ['lempi@example.org'] });
  expect([doubtful.status, doubtful.body['details']]).toEqual([409, { doubts: 'address-unknown' }]);
  const corrected = { to: ['lempi@example.org'], confirmed: ['address-unknown'] };
  expect((await resend(contactId, messageId, corrected)).status).toBe(200);
  await expect
    .poll(() => messageOf(contactId, messageId))
    .toMatchObject({ delivery: 'sent', to: ['lempi@example.org'], cc: ['kopia@example.com'], missed: [] });
  expect(the.sink.mails.slice(sent).map((each) => each.recipients)).toEqual([['lempi@example.org']]);
  expect(await the.open(the.eero, contactId)).toMatchObject({ status: 'waiting', waitingSince: null });
  expect((await resend(contactId, messageId)).body).toMatchObject({ code: 'already-done' });
  the.sink.refuse(undefined);
});

test('the customer wrote meanwhile: what is sent again does not answer that', async () => {
  const contactId = await the.contact('Aino Salmi <aino.salmi@example.fi>');
  the.sink.refuse({ at: 'rcpt', code: 550 });
  const messageId = await answer(contactId);
  await expect.poll(() => messageOf(contactId, messageId)).toMatchObject({ delivery: 'failed' });
  the.sink.refuse(undefined);
  await the.writeAgain(contactId, 'Aino Salmi <aino.salmi@example.fi>');
  const { waitingSince } = await the.open(the.eero, contactId);
  expect((await resend(contactId, messageId)).status).toBe(200);
  await expect.poll(() => messageOf(contactId, messageId)).toMatchObject({ delivery: 'sent' });
  expect(await the.open(the.eero, contactId)).toMatchObject({ status: 'open', waitingSince });
});
