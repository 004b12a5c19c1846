import { endCall } from './receive-call.ts';
import { listGoingOn } from './call-log-store.ts';
import type { ContactsDeps } from './contacts.ts';

/** Calls of these exchanges that an earlier life of this process left going on: it was there that their end would have been told. @returns how many */
export async function endLostCalls(deps: ContactsDeps, sources: readonly string[]): Promise<number> {
  const at = deps.clock.now();
  let ended = 0;
  for (const id of await listGoingOn(deps.db, sources)) if (await endCall(deps, id, at)) ended += 1;
  return ended;
}
