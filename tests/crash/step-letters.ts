import { setTimeout as sleep } from 'node:timers/promises';
import { type Id, newId } from '../../server/base/new-id.ts';
import type { House } from '../../server/compose.ts';
import { writeNote } from '../../server/register/contacts/write-note.ts';
import type { StaffActor } from '../../server/safeguards/access/authorize.ts';
import { makeStepAnswer, makeStepMail } from './make-step-mail.ts';

/** The mail of a step, by a house that is composed and not started. */
export async function handInStepMail(
  house: House,
  number: number,
  kind: 'letter' | 'answer' = 'letter',
  copy = '',
): Promise<void> {
  const raw = kind === 'letter' ? makeStepMail(number, copy) : makeStepAnswer(number);
  await house.mail.pump.keep({
    mailbox: 'service',
    raw,
    envelope: { recipients: [] },
    source: { kind: 'smtp' },
  });
  while (house.mail.pump.waiting() > 0) await sleep(1);
}

/** The contact that a step's letter became, and its newest message. */
export async function findStepContact(
  house: House,
  number: number,
): Promise<{ id: Id<'contact'>; person: Id<'person'>; last: Id<'message'> }> {
  const [found] = await house.storage.db.query<{
    id: Id<'contact'>;
    person: Id<'person'>;
    last: Id<'message'>;
  }>(
    `SELECT c.id, c.person_id AS person, m.id AS last
     FROM register.thread_id t JOIN register.contact c ON c.id = t.contact_id JOIN register.contact_message m ON m.contact_id = c.id
     WHERE t.digest = $1 ORDER BY m.id DESC LIMIT 1`,
    [house.contacts.blindIndex.lastingDigest('message-id', `<step-${number}@example.fi>`)],
  );
  return found!;
}

/** Of each step that splits or moves, a contact of its own; another person's comes `otherBy` later. */
export const numberOf = { split: (step: number) => 10_000 + step, move: (step: number) => 20_000 + step };
export const otherBy = 10_000;

/**
 * What a step splits or moves: a contact of two messages, a note and three files; for moving, another person's too. Made
 * here and not by the process that is killed: it would start its parsers anew each time.
 */
export async function furnishStep(
  house: House,
  act: 'split' | 'move',
  step: number,
  actor: StaffActor,
): Promise<void> {
  const number = numberOf[act](step);
  await handInStepMail(house, number);
  await handInStepMail(house, number, 'answer');
  const { id } = await findStepContact(house, number);
  await writeNote(house.contacts, actor, id, {
    noteId: newId<'note'>(),
    text: 'Ringde kunden, återkommer',
  });
  if (act === 'move') await handInStepMail(house, otherBy + number);
}
