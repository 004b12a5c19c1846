import type { House } from '../../compose.ts';
import type { Handlers } from './bind-routes.ts';
import { purposesOfPeriod } from '../../safeguards/declaration/held-for.ts';
import { recipientsOf } from '../../safeguards/processors/may-disclose.ts';

type SystemHandlers = Pick<Handlers, 'register' | 'conditions'>;

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
          purposes: [...purposesOfPeriod(declaration, each)],
          months: each.months,
          from: each.from,
          capMonths: each.capMonths ?? null,
          decidedBy: each.decidedBy,
          ground: each.ground,
        })),
        recipients: recipientsOf(declaration).map(([recipient, each]) => ({
          recipient,
          name: each.name,
          why: each.why,
          isProcessor: each.agreement !== null,
          purposes: [...each.purposes],
          categories: [...each.categories],
        })),
        sources: Object.entries(declaration.sources ?? {}).map(([source, each]) => ({
          source,
          name: each.name,
          explanation: each.explanation,
          categories: [...each.categories],
        })),
        backupDays: declaration.backups?.horizonDays ?? null,
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
  };
}
