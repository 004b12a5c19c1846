import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Command } from 'commander';
import { Refusal } from '../base/errors.ts';
import { systemClock } from '../base/clock.ts';
import { overlap } from '../base/settings.ts';
import { indexedTables } from '../compose-indexed.ts';
import { keyServiceOf, openKeys } from '../compose-keeper.ts';
import { secretsOf } from '../compose-storage.ts';
import { horizonOf } from '../safeguards/declaration/horizon-of.ts';
import { copyKeeper } from '../safeguards/vault/copy-keeper.ts';
import { changeMaster, putBackMaster, readMasters, tryMaster } from '../safeguards/vault/master-key.ts';
import { joinShares, shareCount, sharesNeeded, splitMaster } from '../safeguards/vault/recovery-shares.ts';
import { holdKeeper, turnEpoch, usualPace } from '../safeguards/vault/turn-epoch.ts';
import { beginIndexTurn, turnIndex } from '../safeguards/vault/turn-index.ts';
import { readServiceSettings } from './command-settings.ts';
import { addKeyService } from './key-service.ts';
import { print, say } from './print.ts';
import { useHouse, useStorage } from './use-storage.ts';

const files = 'files with a share each; left out, they are asked for';

export function addKey(program: Command): void {
  const key = program
    .command('key')
    .helpCommand(false)
    .description('recovery shares, a new master key, the epochs of the keys');
  key
    .command('shares')
    .description('print three recovery shares of the master key: any two of them bring it back')
    .action(printShares);
  key
    .command('rehearse')
    .description('prove that two shares bring the master key back; changes nothing')
    .argument('[files...]', files)
    .action(rehearse);
  key
    .command('recover')
    .description('put back a lost master key from two shares')
    .argument('[files...]', files)
    .action(recover);
  key
    .command('change')
    .description('a new master key; services go on running, and old shares are worth nothing')
    .action(change);
  key
    .command('turn')
    .description('begin a new epoch now; the service does so by itself within the horizon')
    .action(turn);
  key
    .command('turn-index')
    .description('lay what is found by look-up under a new cover now; the service does so with each epoch')
    .action(turnIndexNow);
  key
    .command('copy')
    .description('copy root key and epoch keys, without the master key, to a folder on another disk')
    .argument('[folder]', 'left out: HALTIJA_KEEPER_COPY_DIR')
    .action(copy);
  addKeyService(key);
  key
    .command('database-password')
    .description('print the password of the embedded database’s owner, for pg_dump')
    .action(async () => {
      const keeper = await openKeys(readServiceSettings(), { create: false });
      print(secretsOf(keeper)('owner'));
    });
}

async function printShares(): Promise<void> {
  const masters = await readMasters(readServiceSettings().keeperDir);
  if (masters.length > 1) throw new Refusal('changed-meanwhile', { reason: 'master-change-unfinished' });
  const day = systemClock.now().toISOString().slice(0, 10);
  for (const [index, share] of (await splitMaster(masters[0]!)).entries()) {
    const lines = share.match(/.{1,29}( |$)/g)!.map((line) => `  ${line.trim()}`);
    print(
      [
        `Haltija: recovery share ${index + 1} of ${shareCount}, ${day}`,
        '',
        ...lines,
        '',
        'Any two of the three bring the master key back (haltija key recover). One alone tells nothing.',
        'Keep it on paper, away from the other two and from the data.',
        ...(index + 1 < shareCount ? ['', '-'.repeat(72), ''] : []),
      ].join('\n'),
    );
  }
  say('Print them, give them to three people, and clear this screen. Then: haltija key rehearse');
}

async function rehearse(names: readonly string[]): Promise<void> {
  const settings = readServiceSettings();
  const { keeperDir } = settings;
  const master = await joinShares(await readShares(names));
  const { files: many, shut } = await tryMaster(keeperDir, [master], keyServiceOf(settings));
  if (shut.length > 0) throw new Refusal('value-not-valid', { reason: 'shares-of-another-key' });
  print(
    `These shares bring the master key back: it opens all ${many} keys in ${keeperDir}. Nothing was changed.`,
  );
}

async function recover(names: readonly string[]): Promise<void> {
  const settings = readServiceSettings();
  const { keeperDir } = settings;
  await putBackMaster(keeperDir, await joinShares(await readShares(names)), keyServiceOf(settings));
  print(`The master key is back in ${keeperDir}. haltija doctor looks whether all is well.`);
}

async function change(): Promise<void> {
  const settings = readServiceSettings();
  await useStorage(settings, ({ db }) =>
    db.transaction(async (tx) => {
      await holdKeeper(tx);
      await changeMaster(settings.keeperDir, keyServiceOf(settings));
      const { keeperDir, keeperCopyDir } = settings;
      if (keeperCopyDir !== undefined) await copyKeeper(keeperDir, keeperCopyDir, { first: false });
    }),
  );
  print('The master key is new. The old shares are worth nothing now: haltija key shares prints new ones.');
  say('What was wrapped by the old one is new with the next epoch: haltija key turn begins it now.');
}

async function turn(): Promise<void> {
  await useHouse(readServiceSettings(), async ({ storage: { db, keeper }, declarations, backups }) => {
    const turned = await turnEpoch(
      {
        db,
        keeper,
        tables: indexedTables,
        horizonDays: () => horizonOf(declarations.current().declaration),
        beforeEnding: backups.beforeEnding,
      },
      true,
    );
    if (turned.began !== undefined) print(`Epoch ${turned.began} began.`);
    if (turned.rewrapped > 0) print(`Keys wrapped anew: ${turned.rewrapped}.`);
    if (turned.waits !== undefined) {
      print(
        'The old epoch has not ended: the late set could not be written at the place of the backups, or its key not be destroyed.',
      );
      throw turned.waits;
    }
    if (turned.ended === undefined)
      print('The old key is destroyed within three hours, while the service runs; or say this again then.');
    else print(`Epoch ${turned.ended} ended: its key is destroyed.`);
  });
}

/** Waits until all processes know the next cover, and goes on to the end. What is cut short the service goes on with. */
async function turnIndexNow(): Promise<void> {
  await useStorage(readServiceSettings(), async ({ db, keeper }) => {
    const { learning } = usualPace;
    const epochs = await db.query('SELECT 1 FROM ring.epoch WHERE ended_at IS NULL');
    if (epochs.length > 1) {
      print('An epoch is being turned, and the index with it: haltija key turn goes on with it.');
      return;
    }
    if ((await beginIndexTurn({ db, keeper })) !== undefined)
      say(`Every process learns of the new cover first: ${learning / 1000} seconds.`);
    const turning = { db, keeper, tables: indexedTables, learning };
    let rows = 0;
    for (let tries = 0; tries < 30; tries += 1) {
      const turned = await turnIndex(turning);
      rows += turned.rows;
      if (turned.done) {
        print(`The index is turned: ${rows} rows lie under the new cover, the old one is destroyed.`);
        return;
      }
      await sleep(learning / 10);
    }
    print('The index is not turned yet: somebody writes for long. The service goes on with it.');
  });
}

async function copy(folder?: string): Promise<void> {
  const settings = readServiceSettings();
  const target = folder === undefined ? settings.keeperCopyDir : resolve(folder);
  if (target === undefined)
    throw new Refusal('invalid-input', {
      field: 'folder',
      write: 'a folder, or set HALTIJA_KEEPER_COPY_DIR',
    });
  if ([settings.dataDir, settings.keeperDir].some((other) => overlap(target, other)))
    throw new Refusal('invalid-input', {
      field: 'folder',
      write: 'a folder outside the data folder and the keeper folder',
    });
  const { written, removed } = await useStorage(settings, ({ db }) =>
    db.transaction(async (tx) => {
      await holdKeeper(tx);
      return copyKeeper(settings.keeperDir, target, { first: true });
    }),
  );
  print(`Copied to ${target}: ${written} files are new there, ${removed} keys that ended were overwritten.`);
  if (target !== settings.keeperCopyDir)
    say(
      'Copy again after each turn, over this one: an older copy brings back what was erased. Or set HALTIJA_KEEPER_COPY_DIR.',
    );
}

/** From files, or typed one after another. A share is never an argument: those stand in the list of processes. */
async function readShares(names: readonly string[]): Promise<string[]> {
  if (names.length > 0) return Promise.all(names.map(readShareFile));
  const typed = createInterface({ input: process.stdin });
  const shares: string[] = [];
  say(`Share 1 of ${sharesNeeded}:`);
  for await (const line of typed) {
    if (line.trim() !== '') shares.push(line);
    if (shares.length === sharesNeeded) break;
    say(`Share ${shares.length + 1} of ${sharesNeeded}:`);
  }
  return shares;
}

/** A page as it was printed will do: only the indented lines of letters count. */
async function readShareFile(name: string): Promise<string> {
  let text: string;
  try {
    text = await readFile(name, 'utf8');
  } catch (error) {
    const code = String((error as NodeJS.ErrnoException).code);
    throw new Refusal('invalid-input', { field: name, write: `a file that can be read (${code})` });
  }
  const lines = text
    .split(/\r?\n/)
    .filter((line) => /^[\sA-Z2-7-]*$/i.test(line) && /[A-Z2-7]{4}/i.test(line));
  return lines.join(' ');
}
