import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { silentLogger } from '../../server/base/logger.ts';
import type { Id } from '../../server/base/new-id.ts';
import { readSettings } from '../../server/base/settings.ts';
import { makeMessageId } from '../../server/channels/email/build-mail.ts';
import { mailOfContacts } from '../../server/channels/email/mail-holding.ts';
import { compose } from '../../server/compose.ts';
import { readContact } from '../../server/register/contacts/contacts-store.ts';
import { moveContactToPerson } from '../../server/register/contacts/move-contact-to-person.ts';
import { recordingsOfContacts } from '../../server/register/recordings/recordings-of-contacts.ts';
import { splitContact } from '../../server/register/contacts/split-contact.ts';
import { createErasure } from '../../server/safeguards/retention/erase-person.ts';
import type { StaffActor } from '../../server/safeguards/access/authorize.ts';
import { registerFile } from '../support/start-house.ts';
import { findStepContact, handInStepMail, numberOf, otherBy } from './step-letters.ts';

/** One act, killed at its n-th step. A step is a statement to the database, the answer to a COMMIT, or a blob's file. */
export interface StepTask {
  readonly settings: Readonly<Record<string, string>>;
  readonly act: 'intake' | 'sweep' | 'erase' | 'split' | 'move';
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

const handIn = (number: number, copy = '') => handInStepMail(house, number, 'letter', copy);

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
} else if (task.act === 'erase') {
  const { db, vault, access, clock } = house.contacts;
  const isBusy = () => Promise.resolve(false);
  // One contact at once, so that there is a rest.
  const erasure = createErasure({ db, vault, access, clock, holdings: house.holdings, isBusy, atOnce: 1 });
  for (const { person_id } of await db.query<{ person_id: Id<'person'> }>(
    'SELECT person_id FROM register.erasure',
  ))
    await erasure.finish(person_id);
  const number = 40_000 + task.step;
  await handIn(number);
  for (const copy of ['-again', '-once-more']) await handIn(number, copy);
  const { person } = await findStepContact(house, number);
  armed = true;
  await erasure.begin(person, 'erasure', (units) => access.systemGrant('sweep', { units, categories: [] }));
  await erasure.finish(person);
} else if (task.act !== 'sweep') {
  const number = numberOf[task.act](task.step);
  const contact = await findStepContact(house, number);
  const { version } = (await readContact(house.storage.db, contact.id))!;
  const deps = {
    ...house.contacts,
    movers: [mailOfContacts, recordingsOfContacts],
    messageIdOf: makeMessageId,
  };
  if (task.act === 'split') {
    armed = true;
    await splitContact(deps, task.actor!, contact.id, {
      version,
      messageIds: [contact.last],
      noteIds: [],
      person: 'same',
    });
  } else {
    const { person: personId } = await findStepContact(house, otherBy + number);
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
