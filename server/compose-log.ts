import type { Clock } from './base/clock.ts';
import type { Conditions } from './base/conditions.ts';
import { describeError, type Logger } from './base/logger.ts';
import { type Settings, SettingsInvalid } from './base/settings.ts';
import type { AccessLog } from './safeguards/access-log/append-entries.ts';
import { createReceipts } from './safeguards/access-log/tree/create-receipts.ts';
import { openAnchorFolder } from './safeguards/access-log/tree/anchor-folder.ts';
import { anchorTree } from './safeguards/access-log/tree/anchor-tree.ts';
import { createCheckpointSigner } from './safeguards/access-log/tree/checkpoint.ts';
import { readWitnessKey, type WitnessKey } from './safeguards/access-log/tree/cosignature.ts';
import { exportTree } from './safeguards/access-log/tree/export-tree.ts';
import {
  type CheckpointLetter,
  type Handed,
  mailCheckpoint,
} from './safeguards/access-log/tree/mail-checkpoint.ts';
import { proveEntry } from './safeguards/access-log/tree/prove-entry.ts';
import { pruneEntries } from './safeguards/access-log/tree/prune-entries.ts';
import { readPublicCheckpoint, readTreeState } from './safeguards/access-log/tree/read-tree-state.ts';
import { sequenceEntries, TreeBroken } from './safeguards/access-log/tree/sequence-entries.ts';
import { type AskWitness, showWitness, type WitnessCode } from './safeguards/access-log/tree/show-witness.ts';
import { readTile, readTileAddress } from './safeguards/access-log/tree/tile-files.ts';
import { readVerifierPage } from './safeguards/access-log/tree/verifier-page.ts';
import { dayOf } from './safeguards/access/calendar-day.ts';
import type { PublishedDeclaration } from './safeguards/declaration/declaration.ts';
import { dueBefore, periodFor } from './safeguards/declaration/period-for.ts';
import type { WaysOut } from './safeguards/processors/ways-out.ts';
import type { Keeper } from './safeguards/vault/keeper.ts';
import type { Database } from './storage/database.ts';

export type LogTree = ReturnType<typeof createLogTree>;

const part = 'access-log';

/** @throws SettingsInvalid for a key that its own id belies */
function mustReadWitnessKey(text: string): WitnessKey {
  const key = readWitnessKey(text);
  if (key) return key;
  throw new SettingsInvalid([
    {
      setting: 'HALTIJA_WITNESS_KEY',
      problem: 'is no whole key of a witness',
      write: 'Write what its keeper gives: name+id+key, of the type for cosignatures (4)',
    },
  ]);
}

/** What signs the checkpoints of this installation's log: its key is derived from the keeper's and stands nowhere else. */
export const logSigner = (keeper: Keeper) => createCheckpointSigner(keeper.derive('access-log/checkpoint'));

/** The access log as a tree: its places, its checkpoints, where they are anchored, and what is given out of it. */
export function createLogTree(
  deps: {
    db: Database;
    clock: Clock;
    log: Logger;
    conditions: Conditions;
    keeper: Keeper;
    accessLog: AccessLog;
    current(): PublishedDeclaration;
  },
  settings: Pick<Settings, 'anchorDir' | 'witness'>,
) {
  const { db, clock, log, conditions } = deps;
  const signer = logSigner(deps.keeper);
  const tree = { db, clock, signer };
  const { anchorDir } = settings;
  const folder = anchorDir === undefined ? undefined : openAnchorFolder(anchorDir, signer);
  const witness = settings.witness && {
    url: settings.witness.url,
    key: mustReadWitnessKey(settings.witness.key),
  };
  let told: string | null = null;
  let witnessTold: string | null = null;

  /** Said once, when it begins or ends; the condition stays. */
  function tellAnchor(code: string | null): void {
    conditions.report(part, code, 'anchor');
    if (code !== told && code !== null)
      log.error({ code }, 'the access log does not go on from the checkpoint that was anchored');
    told = code;
  }

  async function sequence(): Promise<number> {
    try {
      const placed = await sequenceEntries(tree);
      conditions.report(part, null, 'tree');
      return placed;
    } catch (error) {
      if (error instanceof TreeBroken) {
        conditions.report(part, 'log-rewritten', 'tree');
        log.error({ size: error.size }, 'the tree of the access log is not the one that was signed');
      } else log.warn({ error: describeError(error) }, 'the access log could not be given its places');
      return 0;
    }
  }

  return {
    verifierKey: signer.verifierKey,
    anchors: anchorDir !== undefined,
    /** Gives what waits its place. Every few seconds; one process at a time finds something to do. */
    sequence,
    /** Lines given out with their proofs. */
    receipts: createReceipts({ db, signer, sequence }),
    /** Holds the tree against what was anchored, and anchors what came since. */
    async anchor(): Promise<string | null> {
      if (!folder) return null;
      const code = await anchorTree({ ...tree, folder });
      tellAnchor(code);
      return code;
    },
    /** Shows the witness what came since, by a leave of the gate. Nothing where none is set. */
    async witness(ways: Pick<WaysOut, 'fetch'>): Promise<WitnessCode | null> {
      if (!witness) return null;
      const ask: AskWitness = async (path, body) => {
        const asking = { method: 'POST', body, answerTime: 10_000, mostBytes: 16 * 1024 };
        const answer = await ways.fetch('witness', `${witness.url}/${path}`, asking);
        return { status: answer.status, text: await answer.text() };
      };
      const code = await showWitness({ ...tree, witness: witness.key, ask }, clock.now());
      conditions.report(part, code, 'witness');
      if (code !== witnessTold && code !== null)
        log.error({ code }, 'the witness does not sign the checkpoints of the access log');
      witnessTold = code;
      return code;
    },
    /** A checkpoint a day to the auditor. @param hand gives a letter to our mail server */
    mail(hand: (letter: CheckpointLetter) => Promise<Handed>): Promise<boolean> {
      const { declaration } = deps.current();
      const { name, languages, timeZone } = declaration.register;
      const language = languages[0]!;
      return mailCheckpoint(
        { ...tree, register: name[language], language, hand },
        dayOf(clock.now(), timeZone),
      );
    },
    async prune(): Promise<number> {
      const { declaration } = deps.current();
      const found = periodFor(declaration, 'access-log');
      return pruneEntries({
        ...deps,
        olderThan: found && {
          rule: found.rule,
          moment: dueBefore(found.period, clock.now(), declaration.register.timeZone),
        },
      });
    },
    /** For everybody: the last of an hour that is over, which tells how much was done in which hour and no more. */
    publicCheckpoint: () => readPublicCheckpoint(db, clock.now()),
    state: () => readTreeState(db, anchorDir !== undefined),
    verifierPage: readVerifierPage,
    prove: (entryId: string) => proveEntry(db, entryId),
    export: () => exportTree(tree),
    /** Of an address after `tile/`; undefined where nothing stands. */
    async tile(path: string) {
      const address = readTileAddress(path);
      return address && { address, bytes: await readTile(db, address) };
    },
  };
}
