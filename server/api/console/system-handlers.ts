import { listTray, openTrayItem, settleTrayItem } from '../../channels/email/tray.ts';
import type { House } from '../../compose.ts';
import type { Handlers } from './bind-routes.ts';

type SystemHandlers = Pick<
  Handlers,
  'register' | 'conditions' | 'listTray' | 'openTrayItem' | 'settleTrayItem'
>;

export function createSystemHandlers(house: House): SystemHandlers {
  const deps = house.contacts;

  return {
    async register() {
      const { version, publishedAt, declaration } = house.declarations.current();
      const [versions, ...counts] = await Promise.all([
        house.declarations.versions(),
        ...house.holdings.map((holding) => holding.count(deps.db)),
      ]);
      const { name, businessId, contactAddress } = declaration.controller;
      return {
        version,
        publishedAt: publishedAt.toISOString(),
        name: declaration.register.name,
        systemName: declaration.register.systemName,
        controller: { name, businessId, contactAddress },
        purposes: Object.entries(declaration.purposes).map(([purpose, each]) => ({
          purpose,
          name: each.name,
          basis: each.basis,
          decidedBy: each.decidedBy,
        })),
        categories: Object.entries(declaration.categories).map(([category, each]) => ({
          category,
          name: each.name,
          purposes: [...each.purposes],
        })),
        channels: Object.entries(declaration.channels).map(([channel, each]) => ({
          channel,
          name: each.name,
          collects: each.collects.map((rule) => ({
            category: rule.category,
            when: rule.when,
            purposes: [...rule.purposes],
          })),
        })),
        tasks: Object.entries(declaration.tasks).map(([task, each]) => ({
          task,
          name: each.name,
          acts: [...each.acts],
          queues: [...each.queues],
          categories: [...each.categories],
          purposes: [...each.purposes],
        })),
        periods: Object.entries(declaration.periods).map(([rule, each]) => ({
          rule,
          name: each.name,
          unit: each.unit,
          months: each.months,
          from: each.from,
          capMonths: each.capMonths ?? null,
          decidedBy: each.decidedBy,
          ground: each.ground,
        })),
        held: counts
          .flat()
          .map(({ rule, units, next }) => ({ rule, units, nextDeletion: next?.toISOString() ?? null })),
        versions: versions.map((each) => ({
          version: each.version,
          publishedAt: each.publishedAt.toISOString(),
          statedOn: each.statedOn ?? '',
        })),
      };
    },

    async conditions() {
      return {
        conditions: house.conditions.list().map((each) => ({
          ...each,
          // The address of a mailbox stands in the public notice; its key is ours.
          about:
            each.about === null
              ? null
              : (deps.current().declaration.mailboxes[each.about]?.address ?? each.about),
          since: each.since.toISOString(),
        })),
      };
    },

    async listTray(_call, { actor }) {
      const rows = await listTray(deps, actor);
      return {
        items: rows.map((row) => ({
          mailId: row.id,
          mailbox: deps.current().declaration.mailboxes[row.mailbox]?.address ?? row.mailbox,
          receivedAt: row.received_at.toISOString(),
          size: row.size,
          problem: row.problem ?? 'malformed',
        })),
      };
    },

    async openTrayItem({ params }, { actor }) {
      return { mailId: params.mailId, ...(await openTrayItem(deps, actor, params.mailId)) };
    },

    async settleTrayItem({ params, body }, { actor }) {
      const { act, emailAddress = '', name = '', subject = '' } = body;
      const settlement = act === 'make-contact' ? { act, emailAddress, name, subject } : { act };
      return { contactId: await settleTrayItem(deps, actor, params.mailId, settlement) };
    },
  };
}
