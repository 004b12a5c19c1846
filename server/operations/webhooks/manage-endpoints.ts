import { Refusal } from '../../base/errors.ts';
import { type Id, newId } from '../../base/new-id.ts';
import type { Access, StaffActor } from '../../safeguards/access/authorize.ts';
import { tellableCategories } from '../../register/contacts/tell-recipient.ts';
import type { PublishedDeclaration } from '../../safeguards/declaration/declaration.ts';
import type { Vault } from '../../safeguards/vault/vault.ts';
import type { Database, Tx } from '../../storage/database.ts';
import { checkAddress, destinationOf } from './check-address.ts';
import { isSecure } from './choose-content.ts';
import type { DeliverDeps } from './deliver-webhooks.ts';
import { newSecret } from './endpoint-target.ts';
import { eventTypes, testType } from './event-types.ts';
import {
  type EndpointRow,
  giveUpWaiting,
  insertEndpoint,
  insertTest,
  listDeliveries,
  listEndpoints,
  makeWaitingDue,
  readEndpoint,
  resumeDelivery,
  setState,
  setTarget,
  setWishes,
} from './webhooks-store.ts';

/** Hours in which both the new secret and the one before it sign. */
export const bothSecretsHours = 24;

export interface ManageDeps extends DeliverDeps {
  readonly db: Database;
  readonly vault: Vault;
  readonly access: Access;
  current(): PublishedDeclaration;
  /** Something waits to be delivered. */
  written(): void;
}

interface Wishes {
  readonly types: readonly string[];
  readonly queues: readonly string[];
  /** What its recipient is to be told beside ids. */
  readonly categories: readonly string[];
}
type Optional<Whole> = { readonly [Key in keyof Whole]?: Whole[Key] | undefined };

/** Who holds `manage-connections` decides where web hooks go; each act is in the access log. */
export function createEndpoints(deps: ManageDeps) {
  const { db, vault, access, clock, seal } = deps;
  const allow = (actor: StaffActor) => access.authorize(actor, { act: 'manage-connections', units: [] });

  /** @throws Refusal as `authorize`, 'not-found' */
  async function change(
    actor: StaffActor,
    endpointId: Id<'endpoint'>,
    what: string,
    work: (tx: Tx, row: EndpointRow) => Promise<void>,
    event: { event?: Id<'event'> } = {},
  ): Promise<void> {
    const grant = await allow(actor);
    await db.transaction(async (tx) => {
      const row = await readEndpoint(tx, endpointId, { lock: true });
      if (row === undefined) throw new Refusal('not-found', { what: 'endpoint' });
      await work(tx, row);
      await vault.change(tx, grant, 'administer', {
        details: { change: what, endpoint: endpointId, recipient: row.recipient, ...event },
      });
      tx.afterCommit(deps.written);
    });
  }

  function readTypes(given: readonly string[]): string[] {
    const types = eventTypes.filter((type) => given.includes(type));
    if (types.length === 0 || types.length !== new Set(given).size)
      throw new Refusal('invalid-input', { field: 'types' });
    return types;
  }

  function readQueues(given: readonly string[]): string[] {
    const queues = Object.keys(deps.current().declaration.queues).filter((queue) => given.includes(queue));
    if (queues.length === 0 || queues.length !== new Set(given).size)
      throw new Refusal('invalid-input', { field: 'queues' });
    return queues;
  }

  /** @throws Refusal 'recipient-category-not-declared', 'invalid-input' for what no web hook carries */
  function readCategories(of: {
    recipient: string;
    purpose: string;
    categories: readonly string[];
  }): string[] {
    const known: readonly string[] = tellableCategories;
    if (!of.categories.every((category) => known.includes(category)))
      throw new Refusal('invalid-input', { field: 'categories' });
    const categories = known.filter((category) => of.categories.includes(category));
    if (categories.length > 0) deps.gate.check({ ...of, categories });
    return categories;
  }

  /** Its machine must be one that its recipient is declared with. @throws Refusal as `Gate.leave` */
  function mustBeDeclared(url: URL, recipient: string): void {
    const refusal = deps.gate.refusal({ ...destinationOf(url), recipient });
    if (refusal !== undefined) throw new Refusal(refusal, { way: 'web-hook' });
  }

  /** On a network of one's own ids may go in the clear; what is told of a person may not. */
  function mustBeSecret(url: URL, categories: readonly string[]): void {
    if (categories.length > 0 && !isSecure(url.href))
      throw new Refusal('address-not-allowed', { reason: 'not-https' });
  }

  return {
    /**
     * A web hook to a declared recipient. Its secret is handed out here and shown nowhere again.
     * @throws Refusal as `authorize`, 'recipient-…', 'connection-not-declared' (the gate), 'address-not-allowed', 'invalid-input' (`types`, `queues`, `categories`)
     */
    async make(
      actor: StaffActor,
      given: Wishes & { readonly url: string; readonly recipient: string; readonly purpose: string },
    ): Promise<{ endpointId: Id<'endpoint'>; secret: string }> {
      const grant = await allow(actor);
      deps.gate.check({ recipient: given.recipient, purpose: given.purpose, categories: [] });
      const types = readTypes(given.types);
      const queues = readQueues(given.queues);
      const categories = readCategories(given);
      const { url } = await checkAddress(given.url, deps);
      mustBeSecret(url, categories);
      mustBeDeclared(url, given.recipient);
      const now = clock.now();
      const endpointId = newId<'endpoint'>(now);
      const secret = newSecret();
      await db.transaction(async (tx) => {
        await insertEndpoint(tx, {
          id: endpointId,
          recipient: given.recipient,
          purpose: given.purpose,
          host: url.host,
          target_sealed: seal.seal(endpointId, { url: url.href, secrets: [{ secret, until: null }] }),
          types,
          queues,
          categories,
          made_by: actor.staffId,
          made_at: now,
        });
        await vault.change(tx, grant, 'administer', {
          details: { change: 'make-endpoint', endpoint: endpointId, recipient: given.recipient },
        });
      });
      return { endpointId, secret };
    },

    /**
     * Other events, queues, data or another address, with the same secret; what is left out stays. A new address is checked
     * as a first one is, and what waited goes there.
     * @throws Refusal as `make`, 'not-found'
     */
    async change(
      actor: StaffActor,
      endpointId: Id<'endpoint'>,
      given: Optional<Wishes & { readonly url: string }>,
    ): Promise<void> {
      await allow(actor);
      const checked = given.url === undefined ? undefined : await checkAddress(given.url, deps);
      await change(actor, endpointId, 'change-endpoint', async (tx, row) => {
        const { secrets, url: before } = seal.open(row.id, row.target_sealed!);
        const url = checked?.url ?? new URL(before);
        const categories =
          given.categories === undefined
            ? row.categories
            : readCategories({ ...row, categories: given.categories });
        mustBeSecret(url, categories);
        if (checked) mustBeDeclared(url, row.recipient);
        await setWishes(tx, row.id, {
          types: given.types === undefined ? row.types : readTypes(given.types),
          queues: given.queues === undefined ? row.queues : readQueues(given.queues),
          categories,
          target: checked && { host: url.host, sealed: seal.seal(row.id, { url: url.href, secrets }) },
        });
        if (checked && row.state === 'active') await makeWaitingDue(tx, row.id, clock.now());
      });
    },

    /** A new secret; the one before it signs beside it for a day. @throws Refusal as `authorize`, 'not-found' */
    async rotate(
      actor: StaffActor,
      endpointId: Id<'endpoint'>,
    ): Promise<{ secret: string; bothUntil: Date }> {
      const secret = newSecret();
      const now = clock.now();
      const bothUntil = new Date(now.getTime() + bothSecretsHours * 3_600_000);
      await change(actor, endpointId, 'rotate-secret', async (tx, row) => {
        const target = seal.open(row.id, row.target_sealed!);
        const before = target.secrets[0]!;
        const secrets = [
          { secret, until: null },
          { secret: before.secret, until: bothUntil.toISOString() },
        ];
        await setTarget(tx, row.id, seal.seal(row.id, { url: target.url, secrets }), now);
      });
      return { secret, bothUntil };
    },

    /** One that goes on is checked at the gate again; what waited is due at once. @throws Refusal as `authorize`, 'not-found', 'recipient-…' */
    setState: (actor: StaffActor, endpointId: Id<'endpoint'>, state: 'active' | 'paused') =>
      change(
        actor,
        endpointId,
        state === 'active' ? 'resume-endpoint' : 'pause-endpoint',
        async (tx, row) => {
          if (state === 'active') {
            deps.gate.check({ recipient: row.recipient, purpose: row.purpose, categories: [] });
            mustBeDeclared(new URL(seal.open(row.id, row.target_sealed!).url), row.recipient);
            await makeWaitingDue(tx, row.id, clock.now());
          }
          await setState(tx, row.id, { state, code: null });
        },
      ),

    /** Its address and secrets are gone with it; what it was told stays on record. @throws Refusal as `authorize`, 'not-found' */
    remove: (actor: StaffActor, endpointId: Id<'endpoint'>) =>
      change(actor, endpointId, 'remove-endpoint', async (tx, row) => {
        await giveUpWaiting(tx, row.id, clock.now());
        await setState(tx, row.id, { state: 'removed', code: null });
      }),

    /** @throws Refusal as `authorize`, 'not-found' */
    async test(actor: StaffActor, endpointId: Id<'endpoint'>): Promise<{ eventId: Id<'event'> }> {
      const at = clock.now();
      const eventId = newId<'event'>(at);
      const insert = (tx: Tx, row: EndpointRow) =>
        insertTest(tx, { endpointId: row.id, eventId, type: testType, at });
      await change(actor, endpointId, 'test-endpoint', insert, { event: eventId });
      return { eventId };
    },

    /** The same event again, with the same id. @throws Refusal as `authorize`, 'not-found', 'already-done' (it waits already) */
    async replay(actor: StaffActor, endpointId: Id<'endpoint'>, eventId: Id<'event'>): Promise<void> {
      const resume = async (tx: Tx, row: EndpointRow) => {
        const again = await resumeDelivery(tx, { endpointId: row.id, eventId, at: clock.now() });
        if (again === undefined) throw new Refusal('not-found', { what: 'event' });
        if (!again) throw new Refusal('already-done');
      };
      await change(actor, endpointId, 'replay-event', resume, { event: eventId });
    },

    /** Newest first, without addresses and secrets. @throws Refusal as `authorize` */
    async list(actor: StaffActor, page: { cursor?: Id; limit: number }) {
      await allow(actor);
      const rows = await listEndpoints(db, { before: page.cursor ?? null, limit: page.limit + 1 });
      const endpoints = rows.slice(0, page.limit);
      return { endpoints, next: rows.length > page.limit ? endpoints.at(-1)!.id : null };
    },

    /** Newest first: status and code only. @throws Refusal as `authorize` */
    async deliveries(
      actor: StaffActor,
      page: { endpointId: Id<'endpoint'>; cursor?: number; limit: number },
    ) {
      await allow(actor);
      const rows = await listDeliveries(db, {
        endpointId: page.endpointId,
        before: page.cursor ?? null,
        limit: page.limit + 1,
      });
      const deliveries = rows.slice(0, page.limit);
      return { deliveries, next: rows.length > page.limit ? deliveries.at(-1)!.seq : null };
    },
  };
}
