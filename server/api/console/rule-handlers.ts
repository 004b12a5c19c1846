import type { z } from 'zod';
import type { doesSchema, ruleRoutes, whenSchema } from '../../../contract/console/rules.ts';
import type { House } from '../../compose.ts';
import { triedDays, tryRule } from '../../register/contacts/try-rule.ts';
import type { Rule } from '../../register/team/rules/rule.ts';
import type { Handlers } from './bind-routes.ts';

const done = { done: true } as const;

/** The rules that act by themselves on what arrives. */
export function createRuleHandlers(house: House): Pick<Handlers, keyof typeof ruleRoutes> {
  const { rules } = house.team;
  return {
    async listRules() {
      return {
        rules: rules.list().map((rule) => ({
          ...rule,
          queues: [...rule.queues],
          when: structuredClone(rule.when) as z.input<typeof whenSchema>,
          does: structuredClone(rule.does) as z.input<typeof doesSchema>,
          breaks: [...rule.breaks],
        })),
      };
    },
    async saveRule({ params, body: { version, ...rule } }, { actor }) {
      return { version: await rules.save(actor, params.id, rule as Rule, version) };
    },
    async removeRule({ params }, { actor }) {
      await rules.remove(actor, params.id);
      return done;
    },
    async orderRules({ body }, { actor }) {
      await rules.order(actor, body.ids);
      return done;
    },
    async tryRule({ body }, { actor }) {
      const trial = await tryRule(house.contacts, actor, body as Pick<Rule, 'queues' | 'when'>);
      return { ...trial, sealed: [...trial.sealed], days: triedDays };
    },
  };
}
