import type { Rule, RuleBody } from '../../contract/console/rules.ts';
import { ask, type OpenTeam, openTeam } from '../team/open-team.ts';
import { makeColleague, type Person } from '../support/sign-in.ts';

export const id = () => crypto.randomUUID();

/** A rule that is right, but for what is given. */
export const ruleOf = (part: Partial<RuleBody> = {}): RuleBody => ({
  name: 'Stängt',
  active: true,
  queues: ['service'],
  on: 'new-contact',
  when: {},
  does: { priority: 'high' },
  stop: false,
  ...part,
});

export interface RulesHouse extends OpenTeam {
  /** Works in both queues. */
  readonly officer: Person;
  /** Saved anew; fails when it is refused. @returns its id */
  save(part: Partial<RuleBody>, who?: Person): Promise<string>;
  list(): Promise<Rule[]>;
  removeAll(): Promise<void>;
  tag(name: string): Promise<string>;
  canned(part?: { text?: object; shortcut?: string }): Promise<string>;
}

export async function openRules(): Promise<RulesHouse> {
  const open = await openTeam();
  const { the, administrator, lead } = open;
  const officer = await makeColleague(the.house, the.app, administrator, {
    userName: 'tove.tallberg',
    displayName: 'Tove Tallberg',
    tasks: ['handle-data-protection'],
  });
  const list = async () => (await ask<{ rules: Rule[] }>(lead, 'GET', '/team/rules')).body.rules;
  const must = (answer: { status: number; body: unknown }) => {
    if (answer.status !== 200) throw new Error(`refused: ${JSON.stringify(answer)}`);
  };
  return {
    ...open,
    officer,
    list,
    async save(part, who = lead) {
      const made = id();
      must(await ask(who, 'POST', `/team/rules/${made}`, { ...ruleOf(part), version: null }));
      return made;
    },
    async removeAll() {
      for (const rule of await list()) must(await ask(lead, 'DELETE', `/team/rules/${rule.id}`));
    },
    async tag(name) {
      const made = id();
      const body = { name: { sv: name }, tone: 'blue', archived: false, version: null };
      must(await ask(lead, 'POST', `/team/tags/${made}`, body));
      return made;
    },
    async canned({ text = { sv: 'Vi har stängt.' }, shortcut = `s${id().slice(0, 8)}` } = {}) {
      const made = id();
      const body = { title: 'Vi har stängt', shortcut, text, queues: [], version: null };
      must(await ask(lead, 'POST', `/team/canned/${made}`, body));
      return made;
    },
  };
}
