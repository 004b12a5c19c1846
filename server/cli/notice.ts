import { readFile } from 'node:fs/promises';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { systemClock } from '../base/clock.ts';
import { Refusal } from '../base/errors.ts';
import type { Settings } from '../base/settings.ts';
import { isStorageMade } from '../compose-storage.ts';
import { createDeclarations } from '../safeguards/declaration/create-declarations.ts';
import {
  type Language,
  languages,
  type PublishedDeclaration,
} from '../safeguards/declaration/declaration.ts';
import { noticeToMarkdown } from '../safeguards/declaration/notice/notice-to-markdown.ts';
import { renderNotice } from '../safeguards/declaration/notice/render-notice.ts';
import { parseDeclaration } from '../safeguards/declaration/parse-declaration.ts';
import { readSettingsForReading } from './command-settings.ts';
import { say } from './print.ts';
import { useStorage } from './use-storage.ts';

export function addNotice(program: Command): void {
  program
    .command('notice')
    .description('print the privacy notice as Markdown')
    .addOption(
      new Option('--lang <language>', 'language of the notice').choices(languages).makeOptionMandatory(),
    )
    .option('--version <number>', 'an older version; the newest when left out', readVersion)
    .action(async ({ lang, version }: { lang: Language; version?: number }) => {
      const settings = readSettingsForReading();
      const published = isStorageMade(settings)
        ? await readPublished(settings, version)
        : await readDraft(settings, version);
      process.stdout.write(noticeToMarkdown(renderNotice(published, lang)));
    });
}

function readVersion(text: string): number {
  const version = Number(text);
  if (!Number.isInteger(version) || version < 1)
    throw new InvalidArgumentError('Write the number of a version, such as 2.');
  return version;
}

function readPublished(settings: Settings, version: number | undefined): Promise<PublishedDeclaration> {
  return useStorage(settings, async ({ db }) => {
    const declarations = createDeclarations({ db, clock: systemClock });
    if (version !== undefined) return declarations.version(version);
    await declarations.refresh();
    return declarations.current();
  });
}

/** Before the first start there is only the file, which will then become version 1. */
async function readDraft(settings: Settings, version: number | undefined): Promise<PublishedDeclaration> {
  if (version !== undefined)
    throw new Refusal('storage-unavailable', { reason: 'no-data-yet', folder: settings.dataDir });
  const declaration = parseDeclaration(await readFile(settings.registerFile, 'utf8'));
  say(
    `haltija: nothing is published in ${settings.dataDir} yet; this is what ${settings.registerFile} says, as if published now`,
  );
  return { version: 1, publishedAt: systemClock.now(), declaration };
}
