import type { Clock } from './base/clock.ts';
import type { Conditions } from './base/conditions.ts';
import type { Logger } from './base/logger.ts';
import type { Printable } from './base/printable.ts';
import { writeZip } from './base/write-zip.ts';
import { sendHouseLetter } from './channels/email/send-house-letter.ts';
import type { SendingAccounts } from './channels/email/sending-accounts.ts';
import type { Access, StaffActor } from './safeguards/access/authorize.ts';
import type { Declarations } from './safeguards/declaration/create-declarations.ts';
import type { Language } from './safeguards/declaration/declaration.ts';
import { listOpenAlerts } from './safeguards/promises/alerts.ts';
import { attest, readEvidence } from './safeguards/promises/attestations.ts';
import { type Bundle, makeBundle } from './safeguards/promises/bundle.ts';
import { printBundle } from './safeguards/promises/bundle-files.ts';
import { createErasures } from './safeguards/promises/certificate.ts';
import { createProcessSign } from './safeguards/promises/processes.ts';
import { readPromises } from './safeguards/promises/read-promises.ts';
import { type Run, type RunOptions, runProbes } from './safeguards/promises/run-probes.ts';
import { tellBroken } from './safeguards/promises/tell-broken.ts';
import type { Configured } from './safeguards/processors/configured.ts';
import type { Keeper } from './safeguards/vault/keeper.ts';
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
  keeper: Keeper;
  print(printable: Printable): Promise<Buffer>;
  accounts: SendingAccounts;
  publicUrl: string;
  sealedPlaces(): readonly Place[];
  configured(): Promise<readonly Configured[]>;
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
  let making: Promise<Bundle> | undefined;
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
    erasures: createErasures({ ...deps, current }),
    evidence: (id: string) => readEvidence(db, id),
    /** For an auditor, as one ZIP archive. The whole access log is read for it: who asks meanwhile is given the same. */
    async bundle(language: Language): Promise<{ readonly name: string; readonly zip: Buffer }> {
      making ??= makeBundle({ ...deps, current }).finally(() => (making = undefined));
      const bundle = await making;
      const { pdf, sig, pem, json } = await printBundle({ ...deps, current }, bundle, language);
      const { madeAt } = bundle.statement;
      const name = `promises-${madeAt.slice(0, 10)}`;
      const files = { pdf, 'pdf.sig': sig, 'pdf.pem': pem, 'pdf.json': json };
      const entries = Object.entries(files).map(([ending, bytes]) => ({ name: `${name}.${ending}`, bytes }));
      return { name, zip: writeZip(entries, new Date(madeAt)) };
    },
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
