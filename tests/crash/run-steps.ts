import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { silentLogger } from '../../server/base/logger.ts';
import { type Id, newId } from '../../server/base/new-id.ts';
import { readSettings } from '../../server/base/settings.ts';
import { makeMessageId } from '../../server/channels/email/build-mail.ts';
import { mailOfContacts } from '../../server/channels/email/mail-holding.ts';
import { compose } from '../../server/compose.ts';
import { readContact } from '../../server/register/contacts/contacts-store.ts';
import { moveContactToPerson } from '../../server/register/contacts/move-contact-to-person.ts';
import { splitContact } from '../../server/register/contacts/split-contact.ts';
import { writeNote } from '../../server/register/contacts/write-note.ts';
import type { StaffActor } from '../../server/safeguards/access/authorize.ts';
import { registerFile } from '../support/start-house.ts';
import { makeStepAnswer, makeStepMail } from './make-step-mail.ts';

/** One act, killed at its n-th step. A step is a statement to the database, the answer to a COMMIT, or a blob's file. */
export interface StepTask {
  readonly settings: Readonly<Record<string, string>>;
  readonly act: 'intake' | 'sweep' | 'split' | 'move';
  readonly step: number;
  /** The step that the process before this one was killed at. */
  readonly before?: number;
  /** Who splits and moves. */
  readonly actor?: StaffActor;
}

const task = JSON.parse(process.argv[2]!) as StepTask;
const longAfter = 20 * 366 * 86_400_000;
let ahead = 0;
let armed = false;
let steps = 0;

function step(): void {
  if (!armed) return;
  steps += 1;
  if (steps === task.step) process.kill(process.pid, 'SIGKILL');
}

const prototype = pg.Client.prototype as unknown as { query(...given: unknown[]): unknown };
const query = prototype.query;
prototype.query = function (this: unknown, ...given: unknown[]) {
  const text = typeof given[0] === 'string' ? given[0] : ((given[0] as { text?: string }).text ?? '');
  // Telling and hearing of changes goes on beside the act, now and then.
  if (/FROM live\.event|pg_notify/.test(text)) return query.apply(this, given);
  step();
  const asked = query.apply(this, given);
  // Sent but not answered: the server commits, and we never hear of it.
  if (text === 'COMMIT') setImmediate(step);
  return asked;
};

// Not started: every statement from here on belongs to the act.
const house = await compose(readSettings(task.settings, { registerFile }), {
  log: silentLogger,
  clock: { now: () => new Date(Date.now() + ahead) },
});
const { blobs } = house.storage;
const { begin } = blobs;
blobs.begin = async () => {
  step();
  const blob = await begin();
  return {
    ...blob,
    async write(pieces) {
      step();
      await blob.write(pieces);
    },
    async finish() {
      step();
      const id = await blob.finish();
      step();
      return id;
    },
  };
};

async function handIn(number: number, kind: 'letter' | 'answer' = 'letter'): Promise<void> {
  const raw = kind === 'letter' ? makeStepMail(number) : makeStepAnswer(number);
  await house.mail.pump.keep({
    mailbox: 'service',
    raw,
    envelope: { recipients: [] },
    source: { kind: 'smtp' },
  });
  while (house.mail.pump.waiting() > 0) await sleep(1);
}

/** The contact that a step's letter became, and its newest message. */
async function findContact(
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
    [house.contacts.blindIndex.digest('message-id', `<step-${number}@example.fi>`)],
  );
  return found!;
}

async function recover(): Promise<void> {
  // What was kept a moment ago counts as in the hands of whoever kept it.
  ahead = 60_000;
  house.mail.pump.start();
  while ((await house.storage.db.query("SELECT 1 FROM mail.raw WHERE state = 'kept' LIMIT 1")).length > 0)
    await sleep(5);
  ahead = 0;
}

process.stdout.write('ready\n');
await once(createInterface({ input: process.stdin }), 'line');
if (task.act === 'intake') {
  // The sender was never told, so it hands the mail over again.
  if (task.before !== undefined) await handIn(task.before);
  await recover();
  armed = true;
  await handIn(task.step);
} else if (task.act !== 'sweep') {
  // One whose making was cut short is of no interest here: each step has a contact of its own.
  const number = task.step + (task.act === 'split' ? 10_000 : 20_000);
  await handIn(number);
  await handIn(number, 'answer');
  const contact = await findContact(number);
  const note = { noteId: newId<'note'>(), text: 'Ringde kunden, återkommer' };
  await writeNote(house.contacts, task.actor!, contact.id, note);
  const { version } = (await readContact(house.storage.db, contact.id))!;
  const deps = { ...house.contacts, movers: [mailOfContacts], messageIdOf: makeMessageId };
  if (task.act === 'split') {
    armed = true;
    await splitContact(deps, task.actor!, contact.id, {
      version,
      messageIds: [contact.last],
      noteIds: [],
      person: 'same',
    });
  } else {
    await handIn(10_000 + number);
    const { person: personId } = await findContact(10_000 + number);
    armed = true;
    await moveContactToPerson(deps, task.actor!, contact.id, { version, personId });
  }
} else {
  ahead = longAfter;
  await house.sweep();
  ahead = 0;
  await handIn(100_000 + task.step);
  ahead = longAfter;
  armed = true;
  await house.sweep();
}
armed = false;
process.stdout.write(`${JSON.stringify({ steps })}\n`);
process.exit(0);
