import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Answering, id, openAnswering } from '../answering/open-answering.ts';

let the: Answering;
beforeAll(async () => {
  the = await openAnswering();
});
afterAll(() => the?.stop());

const url = (contactId: string, rest: string) => `/api/console/contacts/${contactId}${rest}`;

test('asking by an answer whether an address is somebody’s leaves a line each time', async () => {
  await the.contact('Kalle Toinen <kalle.toinen@example.fi>');
  const contactId = await the.contact();
  const lines = async () =>
    (
      await the.house.storage.db.query(
        "SELECT 1 FROM log.entry WHERE actor = $1 AND action = 'refuse' AND refusal = 'recipient-doubtful'",
        [the.eero.staffId],
      )
    ).length;
  const before = await lines();
  for (const address of ['kalle.toinen@example.fi', 'ei.kukaan@example.fi']) {
    const { version } = await the.open(the.eero, contactId);
    const answer = { messageId: id(), version, text: 'Hei.', to: [address] };
    expect((await the.eero.ask('POST', url(contactId, '/replies'), answer)).body).toMatchObject({
      code: 'recipient-doubtful',
      details: { doubts: expect.any(String) },
    });
  }
  expect(await lines()).toBe(before + 2);
  const first = {
    contactId: id(),
    messageId: id(),
    mailbox: 'service',
    to: 'kalle.toinen@example.fi',
    name: 'Irja Salo',
    subject: 'Asia',
    text: 'Hei Liisa,\nliitteenä kuitti.',
  };
  const asked = await the.eero.ask('POST', '/api/console/contacts/write-first', first);
  expect(asked.body).toMatchObject({ code: 'recipient-doubtful' });
  expect(await lines()).toBe(before + 3);
});

test('a contact that goes to another queue while a change waits for it is not changed by who does not reach it there', async () => {
  const contactId = await the.contact();
  const { version } = await the.open(the.eero, contactId);
  const { db } = the.house.storage;
  let changing: Promise<{ status: number }> | undefined;
  await db.transaction(async (tx) => {
    await tx.query("UPDATE register.contact SET queue = 'privacy' WHERE id = $1", [contactId]);
    changing = the.eero.ask('POST', url(contactId, '/notes'), { noteId: id(), text: 'Myöhässä.' });
    const waits = async () =>
      (
        await db.query(
          "SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query ILIKE '%register.contact%'",
        )
      ).length;
    await expect.poll(waits, { timeout: 5_000 }).toBeGreaterThan(0);
  });
  expect((await changing!).status).toBe(409);
  expect(await db.query('SELECT 1 FROM register.contact_note WHERE contact_id = $1', [contactId])).toEqual(
    [],
  );
  expect(version).toBeGreaterThan(0);
});
