import type { Id } from '../../server/base/new-id.ts';
import { recordCall, type Recorded } from '../calls/make-call.ts';
import { openRecordingHouse, type RecordingHouse } from '../promises/p11-house.ts';
import { makeColleague } from '../support/sign-in.ts';
import { type Ask, signInAgain } from '../promises/visit.ts';

export interface QualityHouse extends RecordingHouse {
  /** A second lead of the same team. */
  other(): Promise<Ask>;
  readonly otherId: Id<'staff'>;
  /** A call that was recorded, by the agent unless told. */
  call(given: Partial<Parameters<typeof recordCall>[1]> & { readonly at: Date }): Promise<Recorded>;
  /** @returns the id of a project that is open */
  project(given?: { readonly endsOn?: string; readonly queue?: string; readonly by?: Ask }): Promise<string>;
}

/** A house with recordings, and two who have the task of quality projects. */
export async function openQualityHouse(start: string): Promise<QualityHouse> {
  const house = await openRecordingHouse(start);
  const { the, administrator, agent } = house.desk;
  const second = await makeColleague(the.house, the.app, administrator, {
    userName: 'maria.malm',
    displayName: 'Maria Malm',
    tasks: ['lead-team'],
  });
  let next = 1_000_000;
  return {
    ...house,
    otherId: second.staffId,
    other: () => signInAgain(the.app, 'maria.malm'),
    call(given) {
      next += 1;
      return recordCall(
        the.house,
        { number: `+35840${next}`, staffId: agent.staffId, ...given },
        Buffer.from('OggS Salainen puhelu'),
      );
    },
    async project({ endsOn = '2026-06-30', queue = 'service', by } = {}) {
      const projectId = crypto.randomUUID();
      const ask = by ?? (await house.lead());
      const made = await ask('POST', '/api/console/quality-projects', {
        projectId,
        queue,
        ownerId: queue === 'service' ? house.leadId : house.officerId,
        endsOn,
        name: 'Hur samtalen börjar',
        reason: 'Vi vill veta vad som frågas i onödan',
      });
      if (made.status !== 200) throw new Error(JSON.stringify(made.body));
      return projectId;
    },
  };
}
