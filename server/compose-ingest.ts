import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Conditions } from './base/conditions.ts';
import { Refusal } from './base/errors.ts';
import type { Logger } from './base/logger.ts';
import type { Settings } from './base/settings.ts';
import { type Ingest, openIngest } from './channels/phone/ingest/open-ingest.ts';
import { readSources } from './channels/phone/ingest/sources.ts';
import { readPeers } from './channels/phone/sip/read-peers.ts';
import type { ContactsDeps } from './register/contacts/contacts.ts';
import type { WaysOut } from './safeguards/processors/ways-out.ts';

export interface IngestDeps {
  readonly contacts: ContactsDeps;
  readonly gate: Pick<WaysOut, 'fetch' | 'refusal'>;
  readonly conditions: Conditions;
  readonly log: Logger;
}

/**
 * Calls that telephone systems without SIPREC hand over by HTTP; undefined where none is listed.
 * @throws Refusal 'settings-invalid' for a list that does not do
 */
export async function createIngest(
  deps: IngestDeps,
  { phoneSources, phone, blobDir, port }: Pick<Settings, 'phoneSources' | 'phone' | 'blobDir' | 'port'>,
): Promise<Ingest | undefined> {
  if (phoneSources === undefined) return undefined;
  const setting = 'HALTIJA_PHONE_SOURCES';
  const sources = readSources(await readSetting(setting, readFile(phoneSources, 'utf8')));
  const peers = phone
    ? readPeers(await readSetting('HALTIJA_PHONE_PEERS', readFile(phone.peersFile, 'utf8')))
    : [];
  const { queues } = deps.contacts.current().declaration;
  for (const [index, { name, queue }] of sources.entries()) {
    if (!Object.hasOwn(queues, queue))
      throw new Refusal('settings-invalid', {
        setting,
        at: `sources.${index}.queue`,
        fix: 'a queue of the declaration',
      });
    // By source and id a call is known: the two would end each other's recordings.
    if (peers.some((peer) => peer.name === name))
      throw new Refusal('settings-invalid', {
        setting,
        at: `sources.${index}.name`,
        fix: 'a name that is no peer’s',
      });
  }
  // Whoever answers at the port has the folder: what lies there was left by an earlier life of this one.
  return openIngest({ ...deps, sources, root: join(blobDir, 'spool', `ingest-${port}`) });
}

/** @throws Refusal 'settings-invalid' when a file cannot be read */
export function readSetting<T>(setting: string, reading: Promise<T>): Promise<T> {
  return reading.catch((error: NodeJS.ErrnoException) => {
    throw new Refusal('settings-invalid', {
      setting,
      reason: 'file-unreadable',
      code: error.code ?? 'unknown',
    });
  });
}
