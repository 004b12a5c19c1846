import { randomInt } from 'node:crypto';
import { checkSenderJob } from './channels/email/check-sender-again.ts';
import { forgetKnownMail } from './channels/email/forget-known-mail.ts';
import { sendHouseLetter } from './channels/email/send-house-letter.ts';
import { sendInformLetters } from './channels/email/send-inform-letters.ts';
import { MailNotSent } from './channels/email/send-mail.ts';
import { sendQueued } from './channels/email/send-queued.ts';
import { forgetAutoReplyTurns } from './channels/email/take-auto-reply-turn.ts';
import { describeError, type Logger } from './base/logger.ts';
import { isId } from './base/new-id.ts';
import { auditorPlace } from './compose-ways-out.ts';
import type { Settings } from './base/settings.ts';
import type { BackupHouse } from './compose-backups.ts';
import type { ConnectionsHouse } from './compose-connections.ts';
import type { LogTree } from './compose-log.ts';
import type { MailHouse } from './compose-mail.ts';
import { checkPromisesJob, type PromisesHouse } from './compose-promises.ts';
import type { StaffHouse } from './compose-staff.ts';
import type { Job, JobSchedule } from './jobs/run-jobs.ts';
import { sendMessageJob } from './register/contacts/answer-contact.ts';
import type { ContactsDeps } from './register/contacts/contacts.ts';
import {
  informPeopleJob,
  settleLetters,
  settleLettersJob,
} from './register/contacts/informing/inform-people.ts';
import { remindEvery, remindOfClocks } from './register/contacts/incidents/remind-of-clock.ts';
import { forgetCalls } from './register/contacts/forget-calls.ts';
import { removeOldPresence } from './register/contacts/presence.ts';
import { keepSearchIndex, keepSearchIndexJob } from './register/contacts/search/rebuild-index.ts';
import { wakeContact, wakeContactJob } from './register/contacts/snooze-contact.ts';
import { tellDueEvery, tellDueSoon } from './register/contacts/tell-colleagues.ts';
import { tellTodosDue } from './register/contacts/tell-todos-due.ts';
import { keepFigures, keepFiguresJob } from './register/figures/keep-figures.ts';
import { repointPersonJob } from './register/people/merge-people.ts';
import { repointPersonContacts } from './register/people/repoint-person.ts';
import { remindOfRecordings } from './register/recordings/remind-of-recordings.ts';
import { recordingsOf } from './register/recordings/recordings-of-contacts.ts';
import type { Holding } from './safeguards/retention/holding.ts';
import { type createGroundRemoval, removeGroundlessJob } from './safeguards/retention/remove-groundless.ts';
import { removeStrayBlobs } from './safeguards/retention/remove-stray-blobs.ts';
import { type Erasure, eraseRestJob } from './safeguards/retention/erase-person.ts';
import { removeBlobJob } from './safeguards/retention/remove-units.ts';
import type { createSweep } from './safeguards/retention/sweep.ts';
import { turnEpoch, type TurnDeps } from './safeguards/vault/turn-epoch.ts';
import type { Db } from './storage/database.ts';
import { jobQueue } from './storage/job-queue.ts';

const keepBackupsJob = 'keep-backups';

interface JobParts {
  readonly log: Logger;
  readonly contacts: ContactsDeps;
  readonly staff: StaffHouse;
  readonly connections: ConnectionsHouse;
  readonly mail: MailHouse;
  readonly publicUrl: string;
  readonly anchorMail: string | undefined;
  readonly promises: PromisesHouse;
  readonly backups: BackupHouse;
  readonly logTree: LogTree;
  readonly holdings: readonly Holding[];
  readonly sweep: ReturnType<typeof createSweep>;
  readonly erasure: Erasure;
  readonly removeGroundless: ReturnType<typeof createGroundRemoval>;
  readonly turning: TurnDeps;
  /** Aborted when the house stops: long jobs leave off where they can go on. */
  readonly stopping: AbortSignal;
}

/** What the house does by itself, at its hours or when asked. */
export function createJobs(parts: JobParts): Readonly<Record<string, Job>> {
  const { log, contacts, staff, connections, mail, holdings } = parts;
  const { db, clock, blobs, current } = contacts;
  return {
    async sweep() {
      await parts.erasure.resume();
      const { units } = await parts.sweep(parts.stopping);
      while ((await staff.closing.eraseDue(200)) > 0);
      while ((await staff.inspections.removeDue(200)) > 0);
      await staff.sessions.removeExpired();
      await staff.tokens.removeEnded();
      await connections.removeOld();
      await removeOldPresence({ db, clock });
      await staff.attempts.removeOld();
      if (Object.keys(units).length > 0) log.info(units, 'units erased whose period had ended');
    },
    async [removeGroundlessJob]() {
      if (!(await parts.removeGroundless(parts.stopping)))
        log.info({}, 'values without ground are left to be removed');
    },
    [keepFiguresJob]: () => keepFigures({ db, clock, current }),
    async 'turn-epoch'() {
      const turned = await turnEpoch(parts.turning);
      if (turned.rewrapped > 0 || turned.began !== undefined || turned.ended !== undefined)
        log.info({ ...turned, waits: undefined }, 'the epoch of the keys turns');
      if (turned.waits !== undefined)
        log.error(
          { error: describeError(turned.waits) },
          'the old epoch has not ended: what must be done before that could not be',
        );
    },
    async [keepBackupsJob]() {
      try {
        const done = await parts.backups.keep();
        if (done === 'backup') log.info({}, 'a backup was made');
      } catch (error) {
        // Tried again within the hour; the condition says so meanwhile.
        if (!parts.stopping.aborted) log.error({ error: describeError(error) }, 'the backup failed');
      }
    },
    'tell-due-soon': () => tellDueSoon(contacts),
    async 'remind-of-clocks'() {
      const reminded = await remindOfClocks(contacts);
      if (reminded > 0) log.info({ reminded }, 'clocks of incidents called to mind');
    },
    'tell-todos-due': () => tellTodosDue(contacts),
    async 'remind-of-recordings'() {
      const told = await remindOfRecordings(contacts);
      if (told > 0) log.info({ told }, 'owners told of recordings that wait for a decision');
    },
    async 'forget-known-mail'() {
      const forgotten = await forgetKnownMail({ db, clock });
      await db.transaction((tx) => forgetAutoReplyTurns(tx, clock.now()));
      if (forgotten > 0) log.info({ forgotten }, 'digests of mail long gone forgotten');
      await forgetCalls({ db, clock });
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
    async 'prune-access-log'() {
      const pruned = await parts.logTree.prune();
      if (pruned > 0) log.info({ pruned }, 'lines of the access log removed whose period had ended');
    },
    async 'remove-stray-blobs'() {
      const removed = await removeStrayBlobs({ db, blobs, clock, holdings });
      if (removed > 0) log.info({ removed }, 'blobs without a row removed');
    },
    async [removeBlobJob](payload) {
      // One by one as older versions asked for it, or many.
      const named = String(payload['blobs'] ?? payload['blob'] ?? '').split(' ');
      for (const id of named) if (isId<'blob'>(id)) await blobs.remove(id);
    },
    async [eraseRestJob]({ person }) {
      if (isId<'person'>(person)) await parts.erasure.finish(person, parts.stopping);
    },
    async [keepSearchIndexJob]() {
      const rebuilt = await keepSearchIndex(contacts, parts.stopping);
      if (rebuilt > 0) log.info({ rebuilt }, 'texts indexed anew for searching');
    },
    [checkSenderJob]: (payload) => mail.checkSenderAgain(payload),
    [wakeContactJob]: (payload) => wakeContact(contacts, payload),
    async [repointPersonJob](payload) {
      if (isId<'person'>(payload['personId']))
        await repointPersonContacts({ ...contacts, companionsOf: recordingsOf }, payload['personId']);
    },
    async [settleLettersJob]() {
      const told = await settleLetters(contacts);
      if (told > 0) log.info({ told }, 'people told by letters that have not come back');
    },
    ...sendingJobs(parts),
  };
}

const mailCheckpointJob = 'mail-checkpoint';

/** Without an outgoing server nobody takes these jobs: they wait, untried, for a start with one. */
function sendingJobs(parts: JobParts): Readonly<Record<string, Job>> {
  const { accounts } = parts.mail;
  if (accounts.list.length === 0) return {};
  const { contacts, connections, publicUrl, stopping } = parts;
  const deps = { ...contacts, gate: connections.gate, accounts, publicUrl };
  const { anchorMail } = parts;
  return {
    async [mailCheckpointJob]() {
      if (anchorMail === undefined) return;
      const { clock, current } = contacts;
      // Refused where nobody is declared who keeps it there; the attempt stands on the page of connections.
      await connections.gate.leave(auditorPlace(anchorMail));
      await parts.logTree.mail(async (letter) => {
        const { declaration } = current();
        const language = declaration.register.languages[0]!;
        try {
          await sendHouseLetter(
            { accounts, declaration, now: clock.now() },
            { to: anchorMail, language, ...letter },
          );
          return 'taken';
        } catch (error) {
          parts.log.warn(
            { error: describeError(error) },
            'a checkpoint of the access log could not be mailed',
          );
          return error instanceof MailNotSent && error.unsure ? 'unsure' : 'not-taken';
        }
      });
    },
    async [informPeopleJob]({ version, incidentId }) {
      if (typeof version === 'number') await sendInformLetters(deps, { version }, stopping);
      else if (isId<'incident'>(incidentId)) await sendInformLetters(deps, { incidentId }, stopping);
    },
    async [sendMessageJob]({ messageId }, attempt) {
      if (isId<'message'>(messageId)) await sendQueued(deps, { messageId }, attempt);
    },
  };
}

/** What is looked into at each start, and not only at its hour. */
export async function lookAtStart(db: Db, settings: Pick<Settings, 'backup'>): Promise<void> {
  const jobs = [keepSearchIndexJob, removeGroundlessJob, ...(settings.backup ? [keepBackupsJob] : [])];
  for (const job of jobs) await jobQueue.enqueue(db, job, {}, { key: job });
}

export const schedule: readonly JobSchedule[] = [
  { task: 'sweep', when: '7 * * * *' },
  { task: keepSearchIndexJob, when: '* * * * *' },
  // Once a day; what did not leave is tried again.
  { task: mailCheckpointJob, when: '19 * * * *' },
  { task: settleLettersJob, when: '23 * * * *' },
  { task: keepFiguresJob, when: '1 * * * *' },
  { task: 'check-promises-soon', when: '13 * * * *' },
  // Each hour it goes a step: it begins, all is wrapped anew, the old key goes.
  { task: 'turn-epoch', when: '29 * * * *' },
  { task: keepBackupsJob, when: '47 * * * *' },
  { task: 'remove-stray-blobs', when: '41 3 * * *' },
  // What a restriction held back may be free by now.
  { task: removeGroundlessJob, when: '37 2 * * *' },
  { task: 'prune-access-log', when: '53 3 * * *' },
  { task: 'forget-known-mail', when: '23 4 * * *' },
  { task: 'tell-due-soon', when: `*/${tellDueEvery} * * * *` },
  { task: 'remind-of-clocks', when: `*/${remindEvery} * * * *` },
  { task: 'tell-todos-due', when: '*/15 * * * *' },
  { task: 'remind-of-recordings', when: '11 * * * *' },
];
