import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Id } from '../../server/base/new-id.ts';
import { newId } from '../../server/base/new-id.ts';
import { followContact, markSeen } from '../../server/register/contacts/follow-contact.ts';
import { writeNote } from '../../server/register/contacts/write-note.ts';
import type { StaffActor } from '../../server/safeguards/access/authorize.ts';
import { type Desk, openDesk, welcome } from '../promises/one-customer.ts';

// The database itself does not tie these to their contact any more: whoever writes one holds the contact, or finds it gone.

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
}, 60_000);
afterAll(() => desk?.the.stop());

const tables = [
  'contact_note',
  'contact_todo',
  'contact_draft',
  'contact_scheduled',
  'contact_follower',
  'contact_seen',
  'contact_event',
  'contact_forward',
  'contact_call',
  'contact_call_leg',
  'identification',
  'complaint',
  'masked_code',
];

test('what is written while its contact is erased is written nowhere', async () => {
  const { house } = desk.the;
  const deps = house.contacts;
  const contactId = (await welcome(desk.the)).contactId as Id<'contact'>;
  const actor: StaffActor = { kind: 'staff', staffId: desk.agent.staffId, sessionId: crypto.randomUUID() };
  const { body } = await desk.agent.ask<{ version: number }>('GET', `/api/console/contacts/${contactId}`);
  const path = `/api/console/contacts/${contactId}`;
  const writers = () => [
    markSeen(deps, actor, contactId),
    followContact(deps, actor, contactId, true),
    writeNote(deps, actor, contactId, {
      noteId: newId<'note'>(),
      text: 'Ringde, återkommer. Kod 131052-9982',
    }),
    desk.agent.ask('POST', `${path}/todos`, {
      todoId: crypto.randomUUID(),
      text: 'Ring upp',
      ownerId: actor.staffId,
      dueOn: '2030-01-01',
    }),
    desk.agent.ask('POST', `${path}/identification`, {
      identificationId: crypto.randomUUID(),
      way: 'questions',
      answers: [
        { category: 'identityCode', value: '131052-9982' },
        { category: 'address', value: 'Gatan 1, 00100 Helsingfors' },
      ],
    }),
    desk.agent.ask('POST', `${path}/close`, { version: body.version }),
    desk.agent.ask('POST', `${path}/drafts/${crypto.randomUUID()}`, {
      kind: 'note',
      text: 'Påbörjat',
      version: 0,
    }),
  ];
  const holding = house.holdings.find(({ kind }) => kind === 'contact')!;
  let written: PromiseSettledResult<unknown>[] = [];
  let writing: Promise<void> | undefined;
  await house.storage.db.transaction(async (tx) => {
    await tx.query('SELECT 1 FROM register.contact WHERE id = $1 FOR UPDATE', [contactId]);
    const units = [contactId, ...(await holding.dependants(tx, [contactId]))];
    await deps.vault.destroy(tx, deps.access.systemGrant('sweep', { units, categories: [] }), 'contact');
    await holding.remove(tx, [contactId]);
    await tx.query('SELECT 1');
    // All is deleted, and nobody else sees it yet.
    writing = Promise.allSettled(writers()).then((all) => void (written = all));
    // Time to come as far as the lock.
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  });
  await writing;
  expect(written).toHaveLength(7);
  for (const table of tables)
    expect(
      await house.storage.db.query(`SELECT 1 FROM register.${table} WHERE contact_id = $1`, [contactId]),
      table,
    ).toEqual([]);
});
