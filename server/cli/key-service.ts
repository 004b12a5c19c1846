import type { Command } from 'commander';
import type { Settings } from '../base/settings.ts';
import { keyServiceOf } from '../compose-keeper.ts';
import { copyKeeper } from '../safeguards/vault/copy-keeper.ts';
import { mustBeSet } from '../safeguards/vault/keeper-files.ts';
import type { KeyService } from '../safeguards/vault/key-service.ts';
import { moveIntoService, moveOutOfService, readServiceState } from '../safeguards/vault/move-keeper.ts';
import { tryService } from '../safeguards/vault/try-service.ts';
import { holdKeeper } from '../safeguards/vault/turn-epoch.ts';
import { readServiceSettings } from './command-settings.ts';
import { print, say } from './print.ts';
import { useStorage } from './use-storage.ts';

export function addKeyService(key: Command): void {
  const service = key
    .command('service')
    .helpCommand(false)
    .description('lock the keeper by a key service (KMIP), or take it out again');
  service
    .command('on')
    .description('lock every key of the keeper by a key in the service; services go on running')
    .action(turnOn);
  service.command('off').description('unlock them, and destroy the keys in the service').action(turnOff);
  service
    .command('status')
    .description(
      'what is locked, and whether the service does what it must: a key is made, tried and destroyed',
    )
    .action(tellStatus);
}

async function turnOn(): Promise<void> {
  await holding(async (settings, service, copy) => {
    // Before the first key is locked by it.
    await tryService(service);
    const moved = await moveIntoService(settings.keeperDir, service);
    await copy();
    print(
      moved === 0
        ? 'Every key was locked by the service already.'
        : `Locked by the key service: ${moved} keys. The folder alone opens nothing from now on.`,
    );
    say(
      'Copies of the folder from before still open without it: haltija key turn begins a new epoch now, and haltija key copy FOLDER replaces a copy of your own.',
    );
  });
}

async function turnOff(): Promise<void> {
  await holding(async (settings, service, copy) => {
    const moved = await moveOutOfService(settings.keeperDir, service, copy);
    print(
      `Unlocked: ${moved} keys. Those in the key service are destroyed; a copy of the folder of your own is to be made anew.`,
    );
    say('Leave HALTIJA_KEY_SERVICE_URL and the files beside it out of the settings now.');
  });
}

/** With the keeper held, so that no epoch begins or ends meanwhile. */
async function holding(
  work: (settings: Settings, service: KeyService, copy: () => Promise<void>) => Promise<void>,
): Promise<void> {
  const settings = readServiceSettings();
  const { keeperDir, keeperCopyDir } = settings;
  const service = mustBeSet(keyServiceOf(settings));
  await useStorage(settings, ({ db }) =>
    db.transaction(async (tx) => {
      await holdKeeper(tx);
      await work(settings, service, async () => {
        if (keeperCopyDir !== undefined) await copyKeeper(keeperDir, keeperCopyDir, { first: false });
      });
    }),
  );
}

async function tellStatus(): Promise<void> {
  const settings = readServiceSettings();
  const { files, unlocked, locksNew } = await readServiceState(settings.keeperDir);
  if (unlocked.length === files) print(`No key service locks the ${files} keys in ${settings.keeperDir}.`);
  else if (unlocked.length === 0) print(`A key service locks all ${files} keys in ${settings.keeperDir}.`);
  else
    print(
      `A move was cut short: ${unlocked.join(', ')} of ${files} keys are not locked. haltija key service ${locksNew ? 'on' : 'off'} goes on with it.`,
    );
  const service = keyServiceOf(settings);
  if (service === undefined && unlocked.length === files) return;
  const { givesAway } = await tryService(mustBeSet(service));
  print('The service makes, uses and destroys keys as it must.');
  if (givesAway)
    print(
      'It would give the keys themselves to whoever has our certificate: if it knows a rule against that (sensitive, not extractable), set it.',
    );
}
