import type { QueueSettings, Team } from '../../contract/console/team.ts';
import { makeAdministrator, makeColleague, type Person } from '../support/sign-in.ts';
import { startHouse, type TestHouse } from '../support/start-house.ts';

export interface OpenTeam {
  readonly the: TestHouse;
  readonly administrator: Person;
  readonly lead: Person;
  /** Four who answer customers. */
  readonly agents: readonly Person[];
  readTeam(who: Person): Promise<Team>;
  setQueue(change: (settings: QueueSettings) => QueueSettings): Promise<void>;
}

export const ask = <Answer = { code?: string; details?: Record<string, unknown>; version: number }>(
  who: Person,
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  body?: unknown,
) => who.ask<Answer>(method, `/api/console${path}`, body);

/** A house with a team lead and four agents. */
export async function openTeam(): Promise<OpenTeam> {
  const the = await startHouse();
  const administrator = await makeAdministrator(the.house, the.app);
  const colleague = (userName: string, displayName: string, tasks: string[]) =>
    makeColleague(the.house, the.app, administrator, { userName, displayName, tasks });
  const lead = await colleague('liisa.laine', 'Liisa Laine', ['lead-team']);
  const agents: Person[] = [];
  for (const [userName, displayName] of [
    ['anna.aalto', 'Anna Aalto'],
    ['bengt.berg', 'Bengt Berg'],
    ['carita.karlsson', 'Carita Karlsson'],
    ['olli.ojala', 'Olli Ojala'],
  ] as const)
    agents.push(await colleague(userName, displayName, ['answer-customers']));
  const readTeam = async (who: Person) => (await ask<Team>(who, 'GET', '/team')).body;
  return {
    the,
    administrator,
    lead,
    agents,
    readTeam,
    async setQueue(change) {
      const { settings, version } = (await readTeam(lead)).queues.find(({ queue }) => queue === 'service')!;
      const saved = await ask(lead, 'POST', '/team/queues/service', {
        settings: change(settings),
        version: version || null,
      });
      if (saved.status !== 200) throw new Error(`saving the queue gave ${saved.status}`);
    },
  };
}
