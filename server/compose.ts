import { mostInHand } from './channels/email/limit-slow-account.ts';
import { hasFreshMail } from './channels/email/mail-holding.ts';
import { type Clock, systemClock } from './base/clock.ts';
import { type Conditions, createConditions } from './base/conditions.ts';
import type { Logger } from './base/logger.ts';
import type { Settings } from './base/settings.ts';
import { type BackupHouse, createBackups } from './compose-backups.ts';
import { type ConnectionsHouse, createConnections } from './compose-connections.ts';
import { createLogTree, type LogTree } from './compose-log.ts';
import { createJobs, lookAtStart, schedule } from './compose-jobs.ts';
import { createHoldings } from './compose-holdings.ts';
import { createKeys } from './compose-keys.ts';
import { mendIndexes } from './compose-mending.ts';
import { createMailHouse, type MailHouse } from './compose-mail.ts';
import { createPapers, type PapersHouse } from './compose-papers.ts';
import { createPhoneHouse, type PhoneHouse } from './compose-phone.ts';
import { createPromises, type PromisesHouse } from './compose-promises.ts';
import { createReceiptsHouse, type ReceiptsHouse } from './compose-receipts.ts';
import { createSharing, type Sharing } from './compose-sharing.ts';
import { createAccessHouse, createStaffHouse, type StaffHouse } from './compose-staff.ts';
import { beginRegister } from './compose-register.ts';
import { createStorageAsking } from './compose-ways-out.ts';
import { createRounds } from './compose-rounds.ts';
import { type Given, standInQuarantine } from './compose-quarantine.ts';
import { openStorage, type StorageHouse, type StorageSettings } from './compose-storage.ts';
import { runJobs, type RunningJobs } from './jobs/run-jobs.ts';
import type { ContactsDeps } from './register/contacts/contacts.ts';
import { contactsForTeam } from './register/contacts/contacts-for-team.ts';
import { createTeam, type Team } from './register/team/create-team.ts';
import { ownSettingsColumn, ownViewColumn } from './register/team/team-columns.ts';
import { type AccessLog, createAccessLog } from './safeguards/access-log/append-entries.ts';
import { createLogReader, type LogReader } from './safeguards/access-log/read-entries.ts';
import { staffPlaces } from './safeguards/access/staff-columns.ts';
import { createDeclarations, type Declarations } from './safeguards/declaration/create-declarations.ts';
import type { Holding } from './safeguards/retention/holding.ts';
import { createDrafts, type Drafts } from './safeguards/retention/keep-drafts.ts';
import { publishDeclaration, type Publisher } from './safeguards/retention/publish-declaration.ts';
import { createGroundRemoval } from './safeguards/retention/remove-groundless.ts';
import { createErasure, type Erasure } from './safeguards/retention/erase-person.ts';
import { createSweep } from './safeguards/retention/sweep.ts';
import type { Place } from './safeguards/vault/sealed.ts';
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
  readonly logTree: LogTree;
  readonly contacts: ContactsDeps;
  readonly sharing: Sharing;
  readonly team: Team;
  readonly staff: StaffHouse;
  readonly connections: ConnectionsHouse;
  readonly mail: MailHouse;
  readonly phone: Pick<PhoneHouse, 'exchanges' | 'ingest'>;
  readonly papers: PapersHouse;
  readonly promises: PromisesHouse;
  readonly receipts: ReceiptsHouse;
  readonly backups: BackupHouse;
  readonly holdings: readonly Holding[];
  /** Every place where sealed values stand, as its holding claims it. */
  readonly claimedPlaces: readonly Place[];
  readonly sweep: ReturnType<typeof createSweep>;
  readonly erasure: Erasure;
  readonly removeGroundless: ReturnType<typeof createGroundRemoval>;
  readonly drafts: Drafts;
  /** @returns the number of the version now in force */
  publish(source: string, publisher: Publisher | null): Promise<number>;
  start(): Promise<{ smtpPort: number; sipPort: number }>;
  stop(): Promise<void>;
}

export async function compose(settings: StorageSettings, given: Given): Promise<House> {
  const { log } = given;
  const clock = given.clock ?? systemClock;
  const conditions = createConditions(clock);
  const asking = createStorageAsking(given.mayConnect);
  const storage = await openStorage(settings, { log, clock, ...asking.may });
  const { db, logDb, searchDb, keeper, blobs } = storage;
  try {
    if (given.quarantined !== 'ignore') await standInQuarantine(storage, settings, log, given.quarantined);
    const declarations = createDeclarations({ db, clock });
    const current = () => declarations.current();
    const accessLog = createAccessLog({ logDb, clock, log });
    const logTree = createLogTree({ db, clock, log, conditions, keeper, accessLog, current }, settings);
    const keys = await createKeys({ db, keeper, accessLog, current });
    const { vault, blindIndex } = keys;
    const { rights, access } = createAccessHouse({ db, accessLog, clock, current });
    const connections = createConnections(
      {
        db,
        vault,
        access,
        accessLog,
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
    asking.ask(connections.gate);
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
    const holdings = createHoldings({ blindIndex });
    // What came in and is no contact yet: its senders wait, what is to be erased may.
    const isBusy = () => hasFreshMail(db, clock.now());
    const sweep = createSweep({ db, vault, access, clock, holdings, isBusy });
    const erasure = createErasure({ db, vault, access, clock, holdings, isBusy });
    const removeGroundless = createGroundRemoval({ db, vault, access, blobs, clock, declarations, holdings });
    const publish = async (source: string, publisher: Publisher | null) =>
      (await publishDeclaration({ db, declarations, vault, access, live, holdings }, source, publisher))
        .version;
    const drafts = createDrafts({ db, access, vault, clock, declarations, publish });

    await beginRegister({ settings, declarations, publish, clock, log });
    await mendIndexes({ db, vault, access, blindIndex, log });
    await team.refresh();
    const mail = createMailHouse(
      {
        ...contacts,
        keeper,
        gate: connections.gate,
        log,
        conditions,
        askNameServers: given.askNameServers,
        acknowledgementFor: team.acknowledgementFor,
      },
      settings,
    );

    const phone = await createPhoneHouse(
      { contacts, gate: connections.gate, extensions: staff.extensions, conditions, log },
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
      keeper,
      print: papers.print,
      accounts: mail.accounts,
      publicUrl: settings.publicUrl,
      sealedPlaces: () => claimedPlaces,
      configured: connections.configured,
    });

    const receipts = createReceiptsHouse({ ...contacts, keeper, logTree, staff, papers, promises });

    const stopping = new AbortController();
    const backups = createBackups({
      settings: settings.backup,
      storage,
      clock,
      conditions,
      leave: (to) => connections.gate.leave(to),
      sequence: logTree.sequence,
      stopping: stopping.signal,
    });
    const jobs = createJobs({
      promises,
      backups,
      logTree,
      turning: { ...keys.turning, beforeEnding: backups.beforeEnding, stopping: stopping.signal },
      log,
      contacts,
      staff,
      connections,
      mail,
      publicUrl: settings.publicUrl,
      anchorMail: settings.anchorMail,
      holdings,
      sweep,
      erasure,
      removeGroundless,
      stopping: stopping.signal,
    });
    let running: RunningJobs | undefined;
    const rounds = createRounds(
      { storage, clock, log, conditions, declarations, keys, logTree, connections, mail, promises, backups },
      settings,
    );

    return {
      settings,
      storage,
      clock,
      log,
      conditions,
      declarations,
      accessLog,
      logReader: createLogReader({ db }),
      logTree,
      contacts,
      sharing,
      team,
      staff,
      connections,
      mail,
      phone,
      papers,
      holdings,
      promises,
      receipts,
      backups,
      claimedPlaces,
      sweep,
      erasure,
      removeGroundless,
      drafts,
      publish,
      async start() {
        await live.start();
        // Before anything happens: what it says of a stopped house is true no longer.
        await rounds.witness();
        running = await runJobs({
          connection: storage.connection,
          log,
          jobs,
          onState: (code) => conditions.report('jobs', code),
          // Room for other work however many mail servers fall silent.
          concurrency: 3 + mail.accounts.list.length * mostInHand,
          schedule,
        });
        await lookAtStart(db, settings);
        rounds.start();
        await promises.checkSoon();
        live.subscribe((event) => {
          if (event.kind === 'register-published') void rounds.followRegister().catch(() => undefined);
        });
        conditions.onChange(() =>
          live.tellHere({ kind: 'conditions-changed', contactId: null, queue: null }),
        );
        await rounds.look();
        connections.start();
        const { sipPort } = await phone.start();
        return { ...(await mail.start()), sipPort };
      },
      async stop() {
        stopping.abort();
        rounds.stop();
        await papers.stop();
        await phone.stop();
        await mail.stop();
        await connections.stop();
        await running?.stop();
        await promises.leave().catch(() => undefined);
        await live.stop();
        await accessLog.close();
        // All has its place in the tree by then.
        if (running) await logTree.sequence().then(() => rounds.witness({ stopped: true }));
        await storage.stop();
      },
    };
  } catch (error) {
    await storage.stop();
    throw error;
  }
}
