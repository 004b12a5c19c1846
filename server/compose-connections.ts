import type { Clock } from './base/clock.ts';
import type { Conditions } from './base/conditions.ts';
import type { Logger } from './base/logger.ts';
import type { Settings } from './base/settings.ts';
import { listConfigured } from './compose-ways-out.ts';
import { readNetworks, resolveByDns } from './operations/webhooks/check-address.ts';
import { deliverDue } from './operations/webhooks/deliver-webhooks.ts';
import { createTargetSeal, targetPlace } from './operations/webhooks/endpoint-target.ts';
import { createEndpoints } from './operations/webhooks/manage-endpoints.ts';
import { withOutbox } from './operations/webhooks/outbox.ts';
import { listWebhookPlaces } from './operations/webhooks/list-places.ts';
import { createTidy } from './operations/webhooks/tidy-webhooks.ts';
import type { AccessLog } from './safeguards/access-log/append-entries.ts';
import type { Access } from './safeguards/access/authorize.ts';
import type { PublishedDeclaration } from './safeguards/declaration/declaration.ts';
import { type Configured, eachOnce } from './safeguards/processors/configured.ts';
import { createGate } from './safeguards/processors/gate.ts';
import type { Keeper } from './safeguards/vault/keeper.ts';
import type { Vault } from './safeguards/vault/vault.ts';
import type { Database } from './storage/database.ts';
import type { LiveEvents } from './storage/live-events.ts';

export type ConnectionsHouse = ReturnType<typeof createConnections>;

// What another process wrote, and what waits for its next try, is seen at the next look.
const lookEvery = 1_000;

/** What leaves for other systems: the gate, the web hooks, and the live events that also fill their outbox. */
export function createConnections(
  deps: {
    db: Database;
    vault: Vault;
    access: Access;
    accessLog: AccessLog;
    clock: Clock;
    keeper: Keeper;
    log: Logger;
    live: LiveEvents;
    conditions: Conditions;
    current(): PublishedDeclaration;
  },
  settings: Settings,
) {
  const gate = createGate(deps);
  const all = {
    ...deps,
    gate,
    seal: createTargetSeal(deps.keeper),
    networks: readNetworks(settings.webhookNetworks),
    resolve: resolveByDns,
    written: () => soon(),
  };
  const tidy = createTidy(all);
  let running = false;
  let under: Promise<unknown> | undefined;
  let again = false;
  let timer: NodeJS.Timeout | undefined;
  let wakeUp: NodeJS.Timeout | undefined;

  function look(): void {
    if (!running) return;
    if (under) {
      again = true;
      return;
    }
    under = deliverDue(all)
      .then(() => tidy.report())
      // The database is away: said elsewhere, and asked again at the next look.
      .catch(() => undefined)
      .finally(() => {
        under = undefined;
        if (again) {
          again = false;
          look();
        }
      });
  }

  // A burst of mail is one look.
  function soon(): void {
    if (!running) return;
    wakeUp ??= setTimeout(() => {
      wakeUp = undefined;
      look();
    }, 20).unref();
  }

  return {
    gate,
    live: withOutbox(deps.live, all),
    endpoints: createEndpoints(all),
    /** Every connection that the settings and the web hooks ask for. */
    async configured(): Promise<Configured[]> {
      return eachOnce([...listConfigured(settings), ...(await listWebhookPlaces(deps.db))]);
    },
    claimedPlaces: [targetPlace],
    removeOld: tidy.removeOld,
    start() {
      running = true;
      look();
      timer = setInterval(look, lookEvery);
    },
    async stop() {
      running = false;
      clearInterval(timer);
      clearTimeout(wakeUp);
      await under;
    },
  };
}
