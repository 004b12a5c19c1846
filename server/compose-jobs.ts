import { randomInt } from 'node:crypto';
import { checkSenderJob } from './channels/email/check-sender-again.ts';
import { forgetKnownMail } from './channels/email/forget-known-mail.ts';
import { sendQueued } from './channels/email/send-queued.ts';
import { forgetAutoReplyTurns } from './channels/email/take-auto-reply-turn.ts';
import type { Logger } from './base/logger.ts';
import { isId } from './base/new-id.ts';
import type { ConnectionsHouse } from './compose-connections.ts';
import type { MailHouse } from './compose-mail.ts';
import { checkPromisesJob, type PromisesHouse } from './compose-promises.ts';
import type { StaffHouse } from './compose-staff.ts';
import type { Job, JobSchedule } from './jobs/run-jobs.ts';
import { sendMessageJob } from './register/contacts/answer-contact.ts';
import type { ContactsDeps } from './register/contacts/contacts.ts';
import { removeOldPresence } from './register/contacts/presence.ts';
import { keepSearchIndex, keepSearchIndexJob } from './register/contacts/search/rebuild-index.ts';
import { wakeContact, wakeContactJob } from './register/contacts/snooze-contact.ts';
import { tellDueEvery, tellDueSoon } from './register/contacts/tell-colleagues.ts';
import { tellTodosDue } from './register/contacts/tell-todos-due.ts';
import { keepFigures, keepFiguresJob } from './register/figures/keep-figures.ts';
import { repointPersonJob } from './register/people/merge-people.ts';
import { repointPersonContacts } from './register/people/repoint-person.ts';
import type { Holding } from './safeguards/retention/holding.ts';
import { removeStrayBlobs } from './safeguards/retention/remove-stray-blobs.ts';
import { type createSweep, removeBlobJob } from './safeguards/retention/sweep.ts';
import { jobQueue } from './storage/job-queue.ts';

interface JobParts {
  readonly log: Logger;
  readonly contacts: ContactsDeps;
  readonly staff: StaffHouse;
  readonly connections: ConnectionsHouse;
  readonly mail: MailHouse;
  readonly promises: PromisesHouse;
  readonly holdings: readonly Holding[];
  readonly sweep: ReturnType<typeof createSweep>;
  /** Aborted when the house stops: long jobs leave off where they can go on. */
  readonly stopping: AbortSignal;
}

/** What the house does by itself, at its hours or when asked. */
export function createJobs(parts: JobParts): Readonly<Record<string, Job>> {
  const { log, contacts, staff, connections, mail, holdings } = parts;
  const { db, clock, blobs, current } = contacts;
  return {
    async sweep() {
      const { units } = await parts.sweep();
      while ((await staff.closing.eraseDue(200)) > 0);
      await staff.sessions.removeExpired();
      await staff.tokens.removeEnded();
      await connections.removeOld();
      await removeOldPresence({ db, clock });
      await staff.attempts.removeOld();
      if (Object.keys(units).length > 0) log.info(units, 'units erased whose period had ended');
    },
    [keepFiguresJob]: () => keepFigures({ db, clock, current }),
    'tell-due-soon': () => tellDueSoon(contacts),
    'tell-todos-due': () => tellTodosDue(contacts),
    async 'forget-known-mail'() {
      const forgotten = await forgetKnownMail({ db, clock });
      await db.transaction((tx) => forgetAutoReplyTurns(tx, clock.now()));
      if (forgotten > 0) log.info({ forgotten }, 'digests of mail long gone forgotten');
    },
    async 'check-promises-soon'() {
      // Many registers on one machine do not all ask at the same minute.
      const runAt = new Date(Date.now() + randomInt(10 * 60_000));
      await jobQueue.enqueue(db, checkPromisesJob, {}, { key: checkPromisesJob, runAt, attempts: 3 });
    },
    async [checkPromisesJob]() {
      const { results, newlyBroken } = await parts.promises.run({ evenIfFresh: true });
      if (newlyBroken.length > 0) log.warn({ probes: newlyBroken }, 'promises of the notice are not kept');
      else log.info({ probes: results.length }, 'promises of the notice checked');
    },
    async 'remove-stray-blobs'() {
      const removed = await removeStrayBlobs({ db, blobs, clock, holdings });
      if (removed > 0) log.info({ removed }, 'blobs without a row removed');
    },
    async [removeBlobJob](payload) {
      if (isId<'blob'>(payload['blob'])) await blobs.remove(payload['blob']);
    },
    async [keepSearchIndexJob]() {
      const rebuilt = await keepSearchIndex(contacts, parts.stopping);
      if (rebuilt > 0) log.info({ rebuilt }, 'texts indexed anew for searching');
    },
    [checkSenderJob]: (payload) => mail.checkSenderAgain(payload),
    [wakeContactJob]: (payload) => wakeContact(contacts, payload),
    async [repointPersonJob](payload) {
      if (isId<'person'>(payload['personId'])) await repointPersonContacts(contacts, payload['personId']);
    },
    ...sendingJobs(contacts, mail.accounts),
  };
}

/** Without an outgoing server nobody takes these jobs: they wait, untried, for a start with one. */
function sendingJobs(contacts: ContactsDeps, accounts: MailHouse['accounts']): Readonly<Record<string, Job>> {
  if (accounts.list.length === 0) return {};
  return {
    async [sendMessageJob]({ messageId }, attempt) {
      if (isId<'message'>(messageId)) await sendQueued({ ...contacts, accounts }, { messageId }, attempt);
    },
  };
}

export const schedule: readonly JobSchedule[] = [
  { task: 'sweep', when: '7 * * * *' },
  { task: keepSearchIndexJob, when: '* * * * *' },
  { task: keepFiguresJob, when: '1 * * * *' },
  { task: 'check-promises-soon', when: '13 * * * *' },
  { task: 'remove-stray-blobs', when: '41 3 * * *' },
  { task: 'forget-known-mail', when: '23 4 * * *' },
  { task: 'tell-due-soon', when: `*/${tellDueEvery} * * * *` },
  { task: 'tell-todos-due', when: '*/15 * * * *' },
];
