import { Refusal } from '../../base/errors.ts';
import { isId } from '../../base/new-id.ts';
import { permittedCategories } from '../../operations/webhooks/choose-content.ts';
import { readMergedInto } from '../../register/people/merged-into.ts';
import { dayOf } from '../../safeguards/access/calendar-day.ts';
import { recipientOf, recipientsOf, refuseDisclosure } from '../../safeguards/processors/may-disclose.ts';
import { asWritten } from '../../safeguards/declaration/wording.ts';
import type { House } from '../../compose.ts';
import { presentAttempt, presentConfigured } from './present-connections.ts';
import type { Handlers } from './bind-routes.ts';

type ConnectionHandlers = Pick<
  Handlers,
  | 'ownTokens'
  | 'makeToken'
  | 'revokeOwnToken'
  | 'listTokens'
  | 'revokeToken'
  | 'listRecipients'
  | 'listEndpoints'
  | 'makeEndpoint'
  | 'changeEndpoint'
  | 'removeEndpoint'
  | 'setEndpointState'
  | 'rotateSecret'
  | 'testEndpoint'
  | 'listDeliveries'
  | 'replayDelivery'
  | 'listWaysOut'
  | 'listDisclosures'
>;

const done = { done: true } as const;
const iso = (date: Date | null) => date?.toISOString() ?? null;

/** The id that a page ended with. @throws Refusal 'invalid-input' */
function afterId(query: { cursor?: string | undefined; limit: number }): { cursor?: string; limit: number } {
  const { cursor, limit } = query;
  if (cursor === undefined) return { limit };
  if (!isId(cursor)) throw new Refusal('invalid-input', { field: 'cursor' });
  return { cursor, limit };
}

export function createConnectionHandlers(house: House): ConnectionHandlers {
  const { tokens } = house.staff;
  const { endpoints, gate } = house.connections;
  const { access } = house.contacts;
  const withheldOf = (row: { recipient: string; purpose: string; categories: readonly string[] }) => {
    const permitted = permittedCategories(gate, row);
    return row.categories.filter((category) => !permitted.includes(category));
  };

  return {
    async ownTokens(_call, { actor }) {
      const own = await tokens.listOwn(actor);
      return { tokens: own.map((token) => ({ ...presentToken(token), name: token.name })) };
    },
    makeToken: ({ body }, { actor }) => tokens.make(actor, body),
    async revokeOwnToken({ params }, { actor }) {
      await tokens.revokeOwn(actor, params.tokenId);
      return done;
    },
    async listTokens({ query }, { actor }) {
      const page = await tokens.list(actor, afterId(query));
      return { tokens: page.tokens.map(presentToken), next: page.next };
    },
    async revokeToken({ params }, { actor }) {
      await tokens.revoke(actor, params.tokenId);
      return done;
    },

    async listRecipients(_call, { actor }) {
      await access.authorize(actor, { act: 'manage-connections', units: [] });
      const { declaration } = house.declarations.current();
      const today = dayOf(house.clock.now(), declaration.register.timeZone);
      return {
        recipients: recipientsOf(declaration).map(([recipient, each]) => ({
          recipient,
          name: each.name,
          why: each.why,
          agreement: each.agreement,
          validUntil: each.until ?? null,
          purposes: [...each.purposes],
          categories: [...each.categories],
          countries: [...each.countries],
          transferGround: each.transferGround ?? null,
          gate: each.purposes.map((purpose) => ({
            purpose,
            refusal: refuseDisclosure(declaration, today, { recipient, purpose, categories: [] }) ?? null,
            categories: permittedCategories(gate, { recipient, purpose, categories: each.categories }),
          })),
        })),
        queues: Object.entries(declaration.queues).map(([queue, { name }]) => ({ queue, name })),
      };
    },

    async listEndpoints({ query }, { actor }) {
      const page = await endpoints.list(actor, afterId(query));
      return {
        endpoints: page.endpoints.map((row) => ({
          endpointId: row.id,
          recipient: row.recipient,
          purpose: row.purpose,
          host: row.host,
          types: [...row.types],
          queues: [...row.queues],
          categories: [...row.categories],
          withheld: withheldOf(row),
          state: row.state === 'removed' ? ('stopped' as const) : row.state,
          stopCode: row.stop_code,
          failingSince: iso(row.failing_since),
          rotatedAt: iso(row.rotated_at),
          madeBy: row.made_by,
          madeAt: row.made_at.toISOString(),
          waiting: row.waiting,
        })),
        next: page.next,
      };
    },
    makeEndpoint: ({ body }, { actor }) => endpoints.make(actor, body),
    async changeEndpoint({ params, body }, { actor }) {
      await endpoints.change(actor, params.endpointId, body);
      return done;
    },
    async removeEndpoint({ params }, { actor }) {
      await endpoints.remove(actor, params.endpointId);
      return done;
    },
    async setEndpointState({ params, body }, { actor }) {
      await endpoints.setState(actor, params.endpointId, body.state);
      return done;
    },
    async rotateSecret({ params }, { actor }) {
      const { secret, bothUntil } = await endpoints.rotate(actor, params.endpointId);
      return { secret, bothUntil: bothUntil.toISOString() };
    },
    testEndpoint: ({ params }, { actor }) => endpoints.test(actor, params.endpointId),
    async listDeliveries({ params, query }, { actor }) {
      const { cursor } = query;
      if (cursor !== undefined && !/^\d{1,15}$/.test(cursor))
        throw new Refusal('invalid-input', { field: 'cursor' });
      const page = await endpoints.deliveries(actor, {
        endpointId: params.endpointId,
        limit: query.limit,
        ...(cursor === undefined ? {} : { cursor: Number(cursor) }),
      });
      return {
        deliveries: page.deliveries.map((row) => ({
          eventId: row.event_id,
          type: row.type,
          contactId: row.contact_id,
          at: row.at.toISOString(),
          state: row.state,
          attempts: row.attempts,
          nextTryAt: row.state === 'waiting' ? row.due_at.toISOString() : null,
          settledAt: iso(row.settled_at),
          status: row.status,
          code: row.code,
        })),
        next: page.next === null ? null : String(page.next),
      };
    },
    async replayDelivery({ params }, { actor }) {
      await endpoints.replay(actor, params.endpointId, params.eventId);
      return done;
    },

    async listWaysOut(_call, { actor }) {
      await access.authorize(actor, { act: 'manage-connections', units: [] });
      const { declaration } = house.declarations.current();
      const today = dayOf(house.clock.now(), declaration.register.timeZone);
      const [configured, refused] = await Promise.all([house.connections.configured(), gate.refused()]);
      return {
        connections: configured.map((each) => presentConfigured(declaration, today, each)),
        refused: refused.map((each) => presentAttempt(declaration, today, each)),
      };
    },

    async listDisclosures({ query }, { actor }) {
      await access.authorize(actor, { act: 'read-access-log', units: [] });
      const { contactId, personId } = query;
      const people = personId && [personId, ...(await readMergedInto(house.contacts, personId))];
      const { declaration } = house.declarations.current();
      const page = await gate.list({
        ...afterId(query),
        ...(contactId ? { contactId } : {}),
        ...(people ? { people } : {}),
      });
      return {
        disclosures: page.disclosures.map((row) => ({
          disclosureId: row.id,
          at: row.at.toISOString(),
          recipient: row.recipient,
          recipientName: recipientOf(declaration, row.recipient)?.name ?? asWritten(row.recipient),
          purpose: row.purpose,
          categories: [...row.categories],
          way: row.way,
          endpointId: row.endpoint_id,
          what: row.what,
          contactId: row.contact_id,
          personId: row.person_id,
          declarationVersion: row.declaration_version,
          outcome: row.outcome,
          code: row.code,
        })),
        next: page.next,
      };
    },
  };
}

type Token = Awaited<ReturnType<House['staff']['tokens']['list']>>['tokens'][number];

function presentToken(token: Token) {
  return {
    tokenId: token.tokenId,
    staffId: token.staffId,
    tasks: [...token.tasks],
    mayWrite: token.mayWrite,
    madeAt: token.madeAt.toISOString(),
    until: token.until,
    lastUsedOn: token.lastUsedOn,
    revokedAt: iso(token.revokedAt),
  };
}
