import { readFile } from 'node:fs/promises';
import { InvalidArgumentError } from 'commander';
import { systemClock } from '../base/clock.ts';
import { Refusal } from '../base/errors.ts';
import type { Settings } from '../base/settings.ts';
import { isStorageMade } from '../compose-storage.ts';
import { createDeclarations } from '../safeguards/declaration/create-declarations.ts';
import type { PublishedDeclaration } from '../safeguards/declaration/declaration.ts';
import { parseDeclaration } from '../safeguards/declaration/parse-declaration.ts';
import { say } from './print.ts';
import { useStorage } from './use-storage.ts';

/** The number of a version, as an option is given it. */
export function readVersion(text: string): number {
  const version = Number(text);
  if (!Number.isInteger(version) || version < 1)
    throw new InvalidArgumentError('Write the number of a version, such as 2.');
  return version;
}

/** That version, or the newest; before the first start, the file that will become version 1. */
export function readPublished(
  settings: Settings,
  version: number | undefined,
): Promise<PublishedDeclaration> {
  return isStorageMade(settings) ? fromStorage(settings, version) : fromFile(settings, version);
}

function fromStorage(settings: Settings, version: number | undefined): Promise<PublishedDeclaration> {
  return useStorage(settings, async ({ db }) => {
    const declarations = createDeclarations({ db, clock: systemClock });
    if (version !== undefined) return declarations.version(version);
    await declarations.refresh();
    return declarations.current();
  });
}

async function fromFile(settings: Settings, version: number | undefined): Promise<PublishedDeclaration> {
  if (version !== undefined)
    throw new Refusal('storage-unavailable', { reason: 'no-data-yet', folder: settings.dataDir });
  const declaration = parseDeclaration(await readFile(settings.registerFile, 'utf8'));
  say(
    `haltija: nothing is published in ${settings.dataDir} yet; this is what ${settings.registerFile} says, as if published now`,
  );
  return { version: 1, publishedAt: systemClock.now(), declaration };
}
