import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { changeRegister, type Register } from '../../promises/change-register.ts';
import { startHouse, type TestHouse } from '../../support/start-house.ts';
import { secret } from './sign.ts';

export const told = {
  calls: ['incoming', 'outgoing'],
  owner: 'Head of telephony',
  evidence: 'Exchange plan, section 4',
  lastReview: '2026-01-01',
  nextReview: '2099-01-01',
};
export const callBackUrl = 'https://contact.example/api/ingest/phone/call-backs/cloud-1';

/** The list of sources, and the secret they all sign with. */
export async function writeSources(more: object = {}): Promise<string> {
  const place = await mkdtemp(join(tmpdir(), 'haltija-sources-'));
  const keyFile = join(place, 'key');
  await writeFile(keyFile, `${secret}\n`, { mode: 0o600 });
  const source = (name: string, rest: object = {}) => ({
    name,
    recipient: 'exchange',
    queue: 'service',
    keyFile,
    ownNumbers: ['7301', '+358942450001'],
    ...rest,
  });
  const file = join(place, 'sources.json');
  await writeFile(
    file,
    JSON.stringify({
      sources: [
        source('pbx-1', { announcement: told, mostMegabytes: 4, ...more }),
        source('pbx-2', { announcement: told }),
        source('in-only', { announcement: { ...told, calls: ['incoming'] } }),
        source('silent-1'),
        source('stranger', { recipient: 'somebody', announcement: told }),
        source('cloud-1', { announcement: told, callBackUrl, ...more }),
      ],
    }),
  );
  return file;
}

/** The example register, of whose processors `exchange` is one. */
export function registerWithExchange(change: (register: Register) => void = () => undefined): string {
  return changeRegister((register) => {
    const like = structuredClone(register.processors!['work-reports']!);
    register.processors!['exchange'] = { ...like, name: 'Keskus Oy', categories: ['recordings'] };
    change(register);
  });
}

/** A house to which `pbx-1` hands calls over; `silent-1` is one that nobody vouches for, `stranger` is no declared processor. */
export async function openIngestHouse(more: object = {}): Promise<TestHouse> {
  const the = await startHouse({ settings: { HALTIJA_PHONE_SOURCES: await writeSources(more) } });
  await the.house.publish(registerWithExchange(), null);
  return the;
}
