import type { Configured } from '../../safeguards/processors/configured.ts';
import type { Db } from '../../storage/database.ts';
import { destinationOf } from './check-address.ts';
import { listTargets } from './webhooks-store.ts';

/** Where the web hooks go, by the host that is kept beside the sealed address. */
export async function listWebhookPlaces(db: Db): Promise<Configured[]> {
  const targets = await listTargets(db);
  return targets.map(({ host, recipient }) => ({
    ...destinationOf(new URL(`https://${host}`)),
    recipient,
    setting: null,
  }));
}
