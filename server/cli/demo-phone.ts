import { createHash } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Settings } from '../base/settings.ts';
import { writePeers } from '../operations/demo/phone/exchanges.ts';
import { findSipPort } from '../operations/demo/phone/open-line.ts';

const fileOf = (settings: Settings) => `${settings.dataDir}-peers.json`;
/** Demos of several folders, as the drills have, begin to look at ports of their own: each is taken some seconds later. */
const sipPorts = { from: 5066, to: 9066 };
const mediaPorts = { from: 24_500, to: 24_699 };

/** An exchange beside the demo's data, which calls this machine alone; those of the settings where any are set. */
export async function withDemoPhone(settings: Settings): Promise<Settings> {
  if (settings.phone !== undefined) return settings;
  const peersFile = fileOf(settings);
  const year = new Date().getUTCFullYear();
  mkdirSync(dirname(peersFile), { recursive: true });
  writeFileSync(peersFile, writePeers(`${year}-01-01`, `${year + 2}-01-01`), { mode: 0o600 });
  const host = '127.0.0.1';
  const sipPort = await findSipPort(placeOf(settings));
  return { ...settings, phone: { peersFile, host, address: host, sipPort, tls: undefined, mediaPorts } };
}

function placeOf({ dataDir }: Settings): number {
  const chance = createHash('sha256').update(dataDir).digest().readUInt32BE(0);
  return sipPorts.from + (chance % (sipPorts.to - sipPorts.from));
}

export function removeDemoPhone(settings: Settings): void {
  rmSync(fileOf(settings), { force: true });
}
