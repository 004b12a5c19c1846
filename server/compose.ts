import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AskNameServers } from './channels/email/ask-name-servers.ts';
import { forgetKnownMail } from './channels/email/forget-known-mail.ts';
import { forgetAutoReplyTurns } from './channels/email/take-auto-reply-turn.ts';
import { mailHolding, mailOfContacts } from './channels/email/mail-holding.ts';
import { sendQueued } from './channels/email/send-queued.ts';
import type { MailSender } from './channels/email/send-mail.ts';
import { createSendingWatch } from './channels/email/watch-sending.ts';
import { type Clock, systemClock } from './base/clock.ts';
import { type Conditions, createConditions } from './base/conditions.ts';
import { Refusal } from './base/errors.ts';
import { describeError, type Logger } from './base/logger.ts';
import { isId } from './base/new-id.ts';
import type { Settings } from './base/settings.ts';
import { type ConnectionsHouse, createConnections } from './compose-connections.ts';
import { createMailHouse, type MailHouse } from './compose-mail.ts';
import { createSharing, type Sharing } from './compose-sharing.ts';
import { createAccessHouse, createStaffHouse, type StaffHouse } from './compose-staff.ts';
import { openStorage, type StorageHouse } from './compose-storage.ts';
import { type Job, runJobs, type RunningJobs } from './jobs/run-jobs.ts';
import { sendMessageJob } from './register/contacts/answer-contact.ts';
import { createContactHolding } from './register/contacts/contact-holding.ts';
import type { ContactsDeps } from './register/contacts/contacts.ts';
import { incidentHolding } from './register/contacts/incident-holding.ts';
import { contactsForTeam } from './register/contacts/contacts-for-team.ts';
import { removeOldPresence } from './register/contacts/presence.ts';
import { keepSearchIndex, keepSearchIndexJob } from './register/contacts/search/rebuild-index.ts';
import { tellDueEvery, tellDueSoon } from './register/contacts/tell-colleagues.ts';
import { wakeContact, wakeContactJob } from './register/contacts/snooze-contact.ts';
import { keepFigures, keepFiguresJob } from './register/figures/keep-figures.ts';
import { repointPersonJob } from './register/people/merge-people.ts';
import { repointPersonContacts } from './register/people/repoint-person.ts';
import { personHolding } from './register/people/person-holding.ts';
import { createTeam, type Team } from './register/team/create-team.ts';
import { ownSettingsColumn, ownViewColumn } from './register/team/team-columns.ts';
import { type AccessLog, createAccessLog } from './safeguards/access-log/append-entries.ts';
import { createLogReader, type LogReader } from './safeguards/access-log/read-entries.ts';
import { passwordColumn, profileColumn, staffCategory, tokenNameColumn } from './safeguards/access/staff-columns.ts';
import { createDeclarations, type Declarations } from './safeguards/declaration/create-declarations.ts';
import { isDeclaredCategory } from './safeguards/declaration/may-collect.ts';
import type { Holding } from './safeguards/retention/holding.ts';
import { publishDeclaration } from './safeguards/retention/publish-declaration.ts';
import { removeStrayBlobs } from './safeguards/retention/remove-stray-blobs.ts';
import { createSweep, removeBlobJob } from './safeguards/retention/sweep.ts';
import { openBlindIndex } from './safeguards/vault/blind-index.ts';
import { beginFirstEpoch, createKeyRing } from './safeguards/vault/key-ring.ts';
import type { Place } from './safeguards/vault/sealed.ts';
import { createVault } from './safeguards/vault/vault.ts';
import { jobQueue } from './storage/job-queue.ts';
import { createLiveEvents } from './storage/live-events.ts';

/** Everything the product is made of, built by hand. Channels, jobs and watches run once `start` is called. */
export interface House {
  readonly settings: Settings;
  readonly storage: StorageHouse;
  readonly clock: Clock;
  readonly log: Logger;
  readonly conditions: Conditions;
  readonly declarations: Declarations;
  readonly accessLog: AccessLog;
  readonly logReader: LogReader;
  readonly contacts: ContactsDeps;
  readonly sharing: Sharing;
  readonly team: Team;
  readonly staff: StaffHouse;
  readonly connections: ConnectionsHouse;
  readonly mail: MailHouse;
  readonly holdings: readonly Holding[];
  /** Every place where sealed values stand, as its holding claims it. */
  readonly claimedPlaces: readonly Place[];
  readonly sweep: ReturnType<typeof createSweep>;
  publish(source: string, by: string | null): Promise<number>;
  start(): Promise<{ smtpPort: number }>;
  stop(): Promise<void>;
}

export async function compose(
  settings: Settings,
  given: { log: Logger; clock?: Clock; askNameServers?: AskNameServers },
): Promise<House> {
  const { log } = given;
  const clock = given.clock ?? systemClock;
  const conditions = createConditions(clock);
  const storage = await openStorage(settings, { log, clock });
  const { db, logDb, keeper, blobs } = storage;
  try {
    await beginFirstEpoch(db, keeper);
    const declarations = createDeclarations({ db, clock });
    const current = () => declarations.current();
    const blindIndex = await openBlindIndex(db, keeper);
    const accessLog = createAccessLog({ logDb, clock, log });
    const vault = createVault({
      db,
      keyRing: createKeyRing({ keeper }),
      accessLog,
      isDeclared: (category) =>
        category === staffCategory || isDeclaredCategory(current().declaration, category),
    });
    const { rights, access } = createAccessHouse({ db, accessLog, clock, current });
    const connections = createConnections(
      {
        db,
        vault,
        access,
        clock,
        keeper,
        log,
        conditions,
        current,
        live: createLiveEvents({ db, log }),
      },
      settings,
    );
    const { live } = connections;
    const team = createTeam({
      db,
      vault,
      access,
      clock,
      live,
      current,
      contacts: contactsForTeam,
      nameOf: (staffId) => staff.directory.nameOf(staffId),
    });
    const staff = createStaffHouse({
      alsoErase: team.forgetStaff,
      db,
      vault,
      access,
      rights,
      index: blindIndex,
      clock,
      current,
      accessLog,
    });
    const contacts: ContactsDeps = {
      team,
      db,
      vault,
      access,
      blindIndex,
      blobs,
      clock,
      live,
      current,
      version: declarations.version,
    };
    const sharing = createSharing({ access, team });
    // Contacts first: a person goes when the last of them is gone.
    const holdings = [createContactHolding([mailOfContacts]), mailHolding, incidentHolding, personHolding];
    const sweep = createSweep({ db, vault, access, clock, holdings });
    const publish = async (source: string, by: string | null) =>
      (
        await publishDeclaration(
          { db, declarations, vault, access, live, holdings },
          source,
          by !== null && isId<'staff'>(by) ? by : null,
        )
      ).version;

    if (!(await declarations.refresh())) {
      await publish(await readRegister(settings.registerFile), null);
      log.info({ version: 1 }, 'register published for the first time');
    }
    await team.refresh();
    const mail = createMailHouse(
      { ...contacts, keeper, log, conditions, askNameServers: given.askNameServers },
      settings,
    );

    async function runSweep(): Promise<void> {
      const { units } = await sweep();
      while ((await staff.closing.eraseDue(200)) > 0);
      await staff.sessions.removeExpired();
      await staff.tokens.removeEnded();
      await connections.removeOld();
      await removeOldPresence({ db, clock });
      await staff.attempts.removeOld();
      if (Object.keys(units).length > 0) log.info(units, 'units erased whose period had ended');
    }

    const jobs = {
      sweep: runSweep,
      [keepFiguresJob]: () => keepFigures({ db, clock, current }),
      'tell-due-soon': () => tellDueSoon(contacts),
      'forget-known-mail': async () => {
        const forgotten = await forgetKnownMail({ db, clock });
        await db.transaction((tx) => forgetAutoReplyTurns(tx, clock.now()));
        if (forgotten > 0) log.info({ forgotten }, 'digests of mail long gone forgotten');
      },
      'remove-stray-blobs': async () => {
        const removed = await removeStrayBlobs({ db, blobs, clock, holdings });
        if (removed > 0) log.info({ removed }, 'blobs without a row removed');
      },
      [removeBlobJob]: async (payload: Readonly<Record<string, unknown>>) => {
        if (isId<'blob'>(payload['blob'])) await blobs.remove(payload['blob']);
      },
      [keepSearchIndexJob]: async () => {
        const rebuilt = await keepSearchIndex(contacts, stopping.signal);
        if (rebuilt > 0) log.info({ rebuilt }, 'texts indexed anew for searching');
      },
      [wakeContactJob]: (payload: Readonly<Record<string, unknown>>) => wakeContact(contacts, payload),
      [repointPersonJob]: async (payload: Readonly<Record<string, unknown>>) => {
        if (isId<'person'>(payload['personId'])) await repointPersonContacts(contacts, payload['personId']);
      },
      ...createSending(mail.sender),
    };

    /** Without an outgoing server nobody takes these jobs: they wait, untried, for a start with one. */
    function createSending(sender: MailSender | undefined): Readonly<Record<string, Job>> {
      if (sender === undefined) return {};
      return {
      [sendMessageJob]: async ({ messageId }, attempt) => {
          if (isId<'message'>(messageId)) await sendQueued({ ...contacts, sender }, { messageId }, attempt);
        },
      };
    }

    let running: RunningJobs | undefined;
    const stopping = new AbortController();
    const rounds: (() => void)[] = [];
    const watchSending = mail.sender && createSendingWatch({ db, clock, sender: mail.sender });
    /** Each part's own word on how it is; what fails shows on /readyz and to staff, and is asked again. */
    const lookAtDatabase = createLook(conditions, 'database', () => db.query('SELECT 1'));
    const lookAtBlobs = createLook(conditions, 'blobs', () => blobs.check());
    const lookRound = () => Promise.all([lookAtDatabase(), lookAtBlobs()]);
    async function lookAtSending(): Promise<void> {
      conditions.report('mail-out', watchSending === undefined ? 'not-set' : await watchSending());
    }

    return {
      settings,
      storage,
      clock,
      log,
      conditions,
      declarations,
      accessLog,
      logReader: createLogReader({ db }),
      contacts,
      sharing,
      team,
      staff,
      connections,
      mail,
      holdings,
      claimedPlaces: [...holdings.flatMap((holding) => holding.places), profileColumn, passwordColumn, ownSettingsColumn, ownViewColumn, tokenNameColumn, ...connections.claimedPlaces],
      sweep,
      publish,
      async start() {
        await live.start();
        running = await runJobs({
          connection: storage.connection,
          log,
          jobs,
          onState: (code) => conditions.report('jobs', code),
          schedule: [
            { task: 'sweep', when: '7 * * * *' },
            { task: keepSearchIndexJob, when: '* * * * *' },
            { task: keepFiguresJob, when: '1 * * * *' },
            { task: 'remove-stray-blobs', when: '41 3 * * *' },
            { task: 'forget-known-mail', when: '23 4 * * *' },
            { task: 'tell-due-soon', when: `*/${tellDueEvery} * * * *` },
          ],
        });
        await jobQueue.enqueue(db, keepSearchIndexJob, {}, { key: keepSearchIndexJob });
        rounds.push(everyWhile(1_000, () => declarations.refresh()));
        live.subscribe((event) => {
          if (event.kind === 'register-published') void declarations.refresh().catch(() => undefined);
        });
        conditions.onChange(() =>
          live.tellHere({ kind: 'conditions-changed', contactId: null, queue: null }),
        );
        await lookRound();
        connections.start();
        rounds.push(everyWhile(5_000, lookRound), everyWhile(5_000, lookAtSending));
        return mail.start();
      },
      async stop() {
        stopping.abort();
        for (const stop of rounds) stop();
        await mail.stop();
        await connections.stop();
        await running?.stop();
        await live.stop();
        await accessLog.close();
        await storage.stop();
      },
    };
  } catch (error) {
    await storage.stop();
    throw error;
  }
}

/** Milliseconds a part may take to say how it is: one that is frozen says nothing. */
const patience = 4_000;

/** Asks a part how it is. One that has not answered yet is not asked again, so that what hangs does not pile up. */
function createLook(
  conditions: Conditions,
  part: 'database' | 'blobs',
  look: () => Promise<unknown>,
): () => Promise<void> {
  let asked: Promise<string | null> | undefined;
  return async () => {
    asked ??= look()
      .then(
        () => null,
        (error: unknown) => describeError(error).code.toLowerCase(),
      )
      .finally(() => (asked = undefined));
    conditions.report(
      part,
      await Promise.race([asked, sleep(patience, 'storage-unavailable', { ref: false })]),
    );
  };
}

/** Does it now and then, never twice at once; what fails is done again at its next turn. @returns what ends it */
function everyWhile(milliseconds: number, act: () => Promise<unknown>): () => void {
  let under: Promise<unknown> | undefined;
  const begin = () =>
    void (under ??= act()
      .catch(() => undefined)
      .finally(() => (under = undefined)));
  begin();
  const timer = setInterval(begin, milliseconds);
  return () => clearInterval(timer);
}

async function readRegister(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch {
    throw new Refusal('declaration-missing', { setting: 'HALTIJA_REGISTER', reason: 'cannot-read' });
  }
}
