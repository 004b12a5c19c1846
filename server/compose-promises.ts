import type { Clock } from './base/clock.ts';
import type { Conditions } from './base/conditions.ts';
import type { Logger } from './base/logger.ts';
import { sendHouseLetter } from './channels/email/send-house-letter.ts';
import type { SendingAccounts } from './channels/email/sending-accounts.ts';
import type { Access, StaffActor } from './safeguards/access/authorize.ts';
import type { Declarations } from './safeguards/declaration/create-declarations.ts';
import type { Language } from './safeguards/declaration/declaration.ts';
import { listOpenAlerts } from './safeguards/promises/alerts.ts';
import { attest, readEvidence } from './safeguards/promises/attestations.ts';
import { createProcessSign } from './safeguards/promises/processes.ts';
import { readPromises } from './safeguards/promises/read-promises.ts';
import { type Run, type RunOptions, runProbes } from './safeguards/promises/run-probes.ts';
import { tellBroken } from './safeguards/promises/tell-broken.ts';
import type { Place } from './safeguards/vault/sealed.ts';
import type { Vault } from './safeguards/vault/vault.ts';
import type { Database } from './storage/database.ts';
import { jobQueue } from './storage/job-queue.ts';

export type PromisesHouse = ReturnType<typeof createPromises>;

/** Asks every probe of the promises. */
export const checkPromisesJob = 'check-promises';

/** The promises of the notice, their probes and what they found. */
export function createPromises(deps: {
  db: Database;
  clock: Clock;
  log: Logger;
  conditions: Conditions;
  declarations: Declarations;
  vault: Vault;
  access: Access;
  accounts: SendingAccounts;
  publicUrl: string;
  sealedPlaces(): readonly Place[];
}) {
  const { db, clock, conditions, declarations, accounts } = deps;
  const current = () => declarations.current();
  const reading = { db, clock, current };
  const telling = {
    ...reading,
    log: deps.log,
    publicUrl: deps.publicUrl,
    sendLetter:
      accounts.list.length === 0
        ? undefined
        : (letter: Parameters<typeof sendHouseLetter>[1]) =>
            sendHouseLetter({ accounts, declaration: current().declaration, now: clock.now() }, letter),
  };
  const process = createProcessSign(reading);
  let shown: readonly number[] = [];

  /** What another process found shows here too. */
  async function look(): Promise<void> {
    const broken = [...new Set((await listOpenAlerts(db)).map(({ promise }) => promise))];
    for (const promise of broken) conditions.report('promises', 'promise-broken', `P${promise}`);
    for (const promise of shown)
      if (!broken.includes(promise)) conditions.report('promises', null, `P${promise}`);
    shown = broken;
  }

  return {
    /** @throws Refusal 'too-many-requests' while the very first is under way */
    async run(options: RunOptions = {}): Promise<Run> {
      const run = await runProbes({ ...deps, declarations }, options);
      await Promise.all([tellBroken(telling), look()]);
      return run;
    },
    read: (language: Language) => readPromises(reading, language),
    attest: (actor: StaffActor, input: Parameters<typeof attest>[2]) =>
      attest({ ...deps, current }, actor, input),
    evidence: (id: string) => readEvidence(db, id),
    tellsByMail: accounts.list.length > 0,
    look,
    /** Half a minute after a start: who looks at a new house finds evidence. Later it is asked for every hour. */
    checkSoon: () =>
      jobQueue.enqueue(
        db,
        checkPromisesJob,
        {},
        { key: checkPromisesJob, runAt: new Date(Date.now() + 30_000), attempts: 3 },
      ),
    sign: () => process.sign(),
    leave: () => process.leave(),
  };
}
