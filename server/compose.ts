import { readFile } from 'node:fs/promises';
import type { AskNameServers } from './channels/email/ask-name-servers.ts';
import { createSendingLooks } from './channels/email/look-at-sending.ts';
import { mostInHand } from './channels/email/limit-slow-account.ts';
import { mailHolding, mailOfContacts } from './channels/email/mail-holding.ts';
import { importPartHolding } from './operations/import/import-part-holding.ts';
import { type Clock, systemClock } from './base/clock.ts';
import { type Conditions, createConditions } from './base/conditions.ts';
import { Refusal } from './base/errors.ts';
import type { Logger } from './base/logger.ts';
import type { Settings } from './base/settings.ts';
import { type ConnectionsHouse, createConnections } from './compose-connections.ts';
import { createJobs, schedule } from './compose-jobs.ts';
import { createMailHouse, type MailHouse } from './compose-mail.ts';
import { createPapers, type PapersHouse } from './compose-papers.ts';
import { createPromises, type PromisesHouse } from './compose-promises.ts';
import { createSharing, type Sharing } from './compose-sharing.ts';
import { createAccessHouse, createStaffHouse, type StaffHouse } from './compose-staff.ts';
import { createLook, everyWhile } from './compose-watch.ts';
import { openStorage, type StorageHouse } from './compose-storage.ts';
import { runJobs, type RunningJobs } from './jobs/run-jobs.ts';
import { createContactHolding } from './register/contacts/contact-holding.ts';
import type { ContactsDeps } from './register/contacts/contacts.ts';
import { incidentHolding } from './register/contacts/incident-holding.ts';
import { contactsForTeam } from './register/contacts/contacts-for-team.ts';
import { keepSearchIndexJob } from './register/contacts/search/rebuild-index.ts';
import { personHolding } from './register/people/person-holding.ts';
import { createTeam, type Team } from './register/team/create-team.ts';
import { ownSettingsColumn, ownViewColumn } from './register/team/team-columns.ts';
import { type AccessLog, createAccessLog } from './safeguards/access-log/append-entries.ts';
import { createLogReader, type LogReader } from './safeguards/access-log/read-entries.ts';
import { staffCategory, staffPlaces } from './safeguards/access/staff-columns.ts';
import { createDeclarations, type Declarations } from './safeguards/declaration/create-declarations.ts';
import { isDeclaredCategory } from './safeguards/declaration/may-collect.ts';
import type { Holding } from './safeguards/retention/holding.ts';
import { createDrafts, type Drafts } from './safeguards/retention/keep-drafts.ts';
import { publishDeclaration, type Publisher } from './safeguards/retention/publish-declaration.ts';
import { createSweep } from './safeguards/retention/sweep.ts';
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
  readonly papers: PapersHouse;
  readonly promises: PromisesHouse;
  readonly holdings: readonly Holding[];
  /** Every place where sealed values stand, as its holding claims it. */
  readonly claimedPlaces: readonly Place[];
  readonly sweep: ReturnType<typeof createSweep>;
  readonly drafts: Drafts;
  /** @returns the number of the version now in force */
  publish(source: string, publisher: Publisher | null): Promise<number>;
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
  const { db, logDb, searchDb, keeper, blobs } = storage;
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
      searchDb,
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
    const holdings = [
      createContactHolding([mailOfContacts]),
      mailHolding,
      importPartHolding,
      incidentHolding,
      personHolding,
    ];
    const sweep = createSweep({ db, vault, access, clock, holdings });
    const publish = async (source: string, publisher: Publisher | null) =>
      (await publishDeclaration({ db, declarations, vault, access, live, holdings }, source, publisher))
        .version;
    const drafts = createDrafts({ db, access, vault, clock, declarations, publish });

    if (!(await declarations.refresh())) {
      await publish(await readRegister(settings.registerFile), null);
      log.info({ version: 1 }, 'register published for the first time');
    }
    await team.refresh();
    const mail = createMailHouse(
      {
        ...contacts,
        keeper,
        log,
        conditions,
        askNameServers: given.askNameServers,
        acknowledgementFor: team.acknowledgementFor,
      },
      settings,
    );

    const papers = createPapers({ clock });
    const claimedPlaces = [
      ...holdings.flatMap((holding) => holding.places),
      ...staffPlaces,
      ownSettingsColumn,
      ownViewColumn,
      ...connections.claimedPlaces,
    ];
    const promises = createPromises({
      db,
      clock,
      log,
      conditions,
      declarations,
      vault,
      access,
      accounts: mail.accounts,
      publicUrl: settings.publicUrl,
      sealedPlaces: () => claimedPlaces,
    });

    const stopping = new AbortController();
    const jobs = createJobs({
      promises,
      log,
      contacts,
      staff,
      connections,
      mail,
      holdings,
      sweep,
      stopping: stopping.signal,
    });
    let running: RunningJobs | undefined;
    const rounds: (() => void)[] = [];
    /** Each part's own word on how it is; what fails shows on /readyz and to staff, and is asked again. */
    const lookAtDatabase = createLook(conditions, 'database', () => db.query('SELECT 1'));
    const lookAtBlobs = createLook(conditions, 'blobs', () => blobs.check());
    const lookRound = () => Promise.all([lookAtDatabase(), lookAtBlobs()]);
    const followRegister = () => declarations.refresh().then(promises.sign);
    const sendingLooks = createSendingLooks({ db, clock, conditions, current }, mail.accounts);

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
      papers,
      holdings,
      promises,
      claimedPlaces,
      sweep,
      drafts,
      publish,
      async start() {
        await live.start();
        running = await runJobs({
          connection: storage.connection,
          log,
          jobs,
          onState: (code) => conditions.report('jobs', code),
          // Room for other work however many mail servers fall silent.
          concurrency: 3 + mail.accounts.list.length * mostInHand,
          schedule,
        });
        await jobQueue.enqueue(db, keepSearchIndexJob, {}, { key: keepSearchIndexJob });
        rounds.push(everyWhile(1_000, followRegister), everyWhile(60_000, promises.look));
        await promises.checkSoon();
        live.subscribe((event) => {
          if (event.kind === 'register-published') void followRegister().catch(() => undefined);
        });
        conditions.onChange(() =>
          live.tellHere({ kind: 'conditions-changed', contactId: null, queue: null }),
        );
        await lookRound();
        connections.start();
        rounds.push(...[lookRound, ...sendingLooks].map((look) => everyWhile(5_000, look)));
        return mail.start();
      },
      async stop() {
        stopping.abort();
        for (const stop of rounds) stop();
        await papers.stop();
        await mail.stop();
        await connections.stop();
        await running?.stop();
        await promises.leave().catch(() => undefined);
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

async function readRegister(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch {
    throw new Refusal('declaration-missing', { setting: 'HALTIJA_REGISTER', reason: 'cannot-read' });
  }
}
