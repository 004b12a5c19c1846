import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Settings } from '../base/settings.ts';
import { writePeers } from '../operations/demo/phone/exchanges.ts';
import { findSipPort } from '../operations/demo/phone/open-line.ts';

const fileOf = (settings: Settings) => `${settings.dataDir}-peers.json`;
const usualSipPort = 5066;
const mediaPorts = { from: 24_500, to: 24_699 };

/** An exchange beside the demo's data, which calls this machine alone; those of the settings where any are set. */
export async function withDemoPhone(settings: Settings): Promise<Settings> {
  if (settings.phone !== undefined) return settings;
  const peersFile = fileOf(settings);
  const year = new Date().getUTCFullYear();
  mkdirSync(dirname(peersFile), { recursive: true });
  writeFileSync(peersFile, writePeers(`${year}-01-01`, `${year + 2}-01-01`), { mode: 0o600 });
  const host = '127.0.0.1';
  const sipPort = await findSipPort(usualSipPort);
  return { ...settings, phone: { peersFile, host, address: host, sipPort, tls: undefined, mediaPorts } };
}

export function removeDemoPhone(settings: Settings): void {
  rmSync(fileOf(settings), { force: true });
}
