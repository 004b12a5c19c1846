import type { AddressInfo } from 'node:net';
import type { House } from '../server/compose.ts';
import { createServer } from '../server/api/create-server.ts';
import { generateCorpus } from '../server/operations/demo/corpus/generate-corpus.ts';
import { demoPassword, makeStaff } from '../server/operations/demo/make-staff.ts';
import type { StaffActor } from '../server/safeguards/access/authorize.ts';
import { startBenchHouse } from './start-bench-house.ts';

export interface Agent {
  readonly actor: StaffActor;
  /** As a browser sends it. */
  readonly cookie: string;
}

export interface PageHouse {
  readonly house: House;
  readonly folder: string;
  readonly port: number;
  /** Signed in: one session for each of eight clients. */
  readonly agents: readonly Agent[];
  stop(): Promise<void>;
}

/** The house with its pages, and colleagues at work in it. Behind a proxy of this machine, so that clients have addresses of their own. */
export async function startPageHouse(keepIn?: string): Promise<PageHouse> {
  const { house, folder, stop } = await startBenchHouse({
    keepIn,
    settings: { HALTIJA_PUBLIC_URL: 'https://contact.example.fi' },
  });
  try {
    const agents = await signInAgents(house);
    const app = await createServer(house);
    await app.listen({ host: '127.0.0.1', port: 0 });
    const { port } = app.server.address() as AddressInfo;
    return {
      house,
      folder,
      port,
      agents,
      async stop() {
        await app.close();
        await stop();
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Eight sessions of those colleagues who answer customers. */
export async function signInAgents(house: House): Promise<Agent[]> {
  const { staff } = generateCorpus({ seed: 1, now: house.clock.now(), people: 40, contacts: 40 });
  await makeStaff(house, staff);
  const names = staff.filter(({ role }) => role === 'agent').map(({ userName }) => userName);
  const agents: Agent[] = [];
  for (let index = 0; index < 8; index += 1) {
    const signedIn = await house.staff.signIn(names[index % names.length]!, demoPassword);
    const { staffId, sessionId, token } = signedIn;
    agents.push({ actor: { kind: 'staff', staffId, sessionId }, cookie: `__Host-haltija=${token}` });
  }
  return agents;
}
