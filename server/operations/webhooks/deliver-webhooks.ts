import type { BlockList } from 'node:net';
import type { Clock } from '../../base/clock.ts';
import { Refusal } from '../../base/errors.ts';
import { describeError, type Logger } from '../../base/logger.ts';
import type { Gate } from '../../safeguards/processors/gate.ts';
import type { Leave } from '../../safeguards/processors/leave.ts';
import type { Db } from '../../storage/database.ts';
import { checkAddress, destinationOf, type Resolve } from './check-address.ts';
import { chooseContent } from './choose-content.ts';
import type { EndpointTarget, TargetSeal } from './endpoint-target.ts';
import { type Posted, postWebhook } from './post-webhook.ts';
import { signWebhook } from './sign-webhook.ts';
import {
  type DeliveryRow,
  markFailing,
  readEndpoint,
  setState,
  settleDelivery,
  takeDue,
} from './webhooks-store.ts';

/** Seconds until the next try, by the number of tries so far (Standard Webhooks: ten tries over three days). */
export const retrySeconds = [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400] as const;
/** An endpoint that has answered nothing rightly for so long is stopped. */
export const stopAfterDays = 5;
const leaseMilliseconds = 60_000;
const most = 16;

export interface DeliverDeps {
  readonly db: Db;
  readonly gate: Gate;
  readonly clock: Clock;
  readonly log: Logger;
  readonly seal: TargetSeal;
  readonly networks: BlockList;
  readonly resolve: Resolve;
}

/** What a receiver gets: that something happened, when, and the number of the contact; beyond that what it is declared for. */
function payloadOf(delivery: DeliveryRow, content: Readonly<Record<string, unknown>> | undefined): string {
  return JSON.stringify({
    id: delivery.event_id,
    type: delivery.type,
    timestamp: delivery.at.toISOString(),
    data: {
      ...(delivery.contact_id === null ? {} : { contactId: delivery.contact_id }),
      ...(content === undefined ? {} : { content }),
    },
  });
}

/**
 * Delivers what is due, until nothing is. Safe to run in every process at once, and again after one was killed:
 * what it had in hand is due again when its minute is over. @returns how many were tried
 */
export async function deliverDue(deps: DeliverDeps): Promise<number> {
  let tried = 0;
  for (;;) {
    const now = deps.clock.now();
    const leasedUntil = new Date(now.getTime() + leaseMilliseconds);
    const taken = await takeDue(deps.db, { now, leasedUntil, most });
    await Promise.all(
      taken.map((delivery) =>
        deliver(deps, delivery).catch((error: unknown) =>
          // It stays as it was and is due again after its minute: the log or the database is away.
          deps.log.warn({ error: describeError(error) }, 'a web hook could not be tried'),
        ),
      ),
    );
    tried += taken.length;
    if (taken.length === 0) return tried;
  }
}

async function deliver(deps: DeliverDeps, delivery: DeliveryRow): Promise<void> {
  const { db, gate, clock } = deps;
  const endpoint = await readEndpoint(db, delivery.endpoint_id);
  if (endpoint?.target_sealed == null) return;
  const target = deps.seal.open(endpoint.id, endpoint.target_sealed);
  const told = await chooseContent(deps, endpoint, target, delivery);
  const passing = {
    recipient: endpoint.recipient,
    purpose: endpoint.purpose,
    categories: told?.categories ?? [],
    way: 'web-hook',
    endpointId: endpoint.id,
    what: delivery.type.replace('.', '-'),
    contactId: delivery.contact_id,
  } as const;
  try {
    const { recipient } = endpoint;
    const leave = await gate.leave({ ...destinationOf(new URL(target.url)), recipient });
    const passed = await gate.pass(passing, (content) => post(deps, leave, target, delivery, content), told);
    if (passed.left) return await settle(deps, delivery, passed.result);
    // Somebody restricted, erased or merged the person a moment ago: looked at anew in seconds.
    const wait = passed.code === 'unit-erased' ? undefined : retrySeconds[delivery.attempts];
    await settleDelivery(db, delivery, {
      state: wait === undefined ? 'withdrawn' : 'waiting',
      attempts: delivery.attempts + (wait === undefined ? 0 : 1),
      dueAt: new Date(clock.now().getTime() + (wait ?? 0) * 1_000),
      at: clock.now(),
      status: null,
      code: passed.code,
    });
  } catch (error) {
    if (!(error instanceof Refusal) || !/^(?:recipient|connection)-/.test(error.code)) throw error;
    // Nothing leaves until the declaration has it again and somebody lets it go on; nothing is lost until then.
    await setState(db, endpoint.id, { state: 'stopped', code: error.code });
    await settleDelivery(db, delivery, {
      state: 'waiting',
      attempts: delivery.attempts,
      dueAt: clock.now(),
      at: clock.now(),
      status: null,
      code: error.code,
    });
  }
}

async function post(
  deps: DeliverDeps,
  leave: Leave,
  { url, secrets }: EndpointTarget,
  delivery: DeliveryRow,
  content: Readonly<Record<string, unknown>> | undefined,
): Promise<Posted> {
  const now = deps.clock.now();
  const valid = secrets.filter(({ until }) => until === null || Date.parse(until) > now.getTime());
  const body = payloadOf(delivery, content);
  let checked;
  try {
    checked = await checkAddress(url, deps);
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, status: null, code: error.code };
    throw error;
  }
  const headers = signWebhook(
    valid.map(({ secret }) => secret),
    { id: delivery.event_id, at: now, body },
  );
  return postWebhook(leave, checked, { headers, body });
}

async function settle(deps: DeliverDeps, delivery: DeliveryRow, posted: Posted): Promise<void> {
  const { db, clock } = deps;
  const at = clock.now();
  const attempts = delivery.attempts + 1;
  const end = { attempts, at, status: posted.status, code: posted.code };
  if (posted.ok) {
    await settleDelivery(db, delivery, { ...end, state: 'delivered', dueAt: at });
    await markFailing(db, delivery.endpoint_id, null);
    return;
  }
  const wait = retrySeconds[attempts - 1];
  await settleDelivery(db, delivery, {
    ...end,
    state: wait === undefined ? 'given-up' : 'waiting',
    dueAt: new Date(at.getTime() + (wait ?? 0) * 1_000),
  });
  const since = await markFailing(db, delivery.endpoint_id, at);
  const days = since === null ? 0 : (at.getTime() - since.getTime()) / 86_400_000;
  // Gone is a receiver's word that it wants no more.
  if (posted.status === 410)
    await setState(db, delivery.endpoint_id, { state: 'stopped', code: 'receiver-gone' });
  else if (days >= stopAfterDays)
    await setState(db, delivery.endpoint_id, { state: 'stopped', code: 'failing-too-long' });
}
