import { isDeepStrictEqual } from 'node:util';
import { Refusal } from '../../../base/errors.ts';
import type { Id } from '../../../base/new-id.ts';
import type { StaffActor } from '../../../safeguards/access/authorize.ts';
import type { Db, Tx } from '../../../storage/database.ts';
import type { TeamDeps } from '../team-deps.ts';
import { checkRule, findBreaks, type RuleWorld } from './check-rule.ts';
import { chooseRules } from './choose-rules.ts';
import { clockOf } from './clock-of.ts';
import { type ArrivedText, reduceText, type RuleInput } from './rule-input.ts';
import { actsOfRule, type Break, type KeptRule, mostRules, type Rule } from './rule.ts';
import { deleteRule, insertRule, lockRules, placeRules, readRules, updateRule } from './rules-store.ts';

/** A mail on its way in, and the moment it came. */
export interface Arrival
  extends ArrivedText, Pick<RuleInput, 'isNew' | 'channel' | 'mailbox' | 'queue' | 'language'> {
  readonly at: Date;
}

export interface Rules {
  /** In their order, with what of each is not there any more. */
  list(): readonly (KeptRule & { readonly breaks: readonly Break[] })[];
  /** Undefined once it is removed. */
  nameOf(id: Id<'rule'>): string | undefined;
  /**
   * The rules that act on what arrived. Broken ones are passed over.
   * @param answeredBefore asked only where a rule wants to know
   */
  choose(arrival: Arrival, answeredBefore: () => Promise<boolean>): Promise<readonly KeptRule[]>;
  /**
   * @param version of what was changed; null for a new one, which stands last
   * @throws Refusal as `authorize` (act 'manage-settings') and `checkRule`, 'changed-meanwhile', 'limit-reached',
   *   'task-missing' for a queue in which the actor may not do by hand what the rule does
   */
  save(actor: StaffActor, id: Id<'rule'>, rule: Rule, version: number | null): Promise<number>;
  /** @throws Refusal as `authorize`, 'not-found' */
  remove(actor: StaffActor, id: Id<'rule'>): Promise<void>;
  /** @param ids all there are. @throws Refusal as `authorize`, 'changed-meanwhile' */
  order(actor: StaffActor, ids: readonly Id<'rule'>[]): Promise<void>;
  /** Reads all anew. */
  refresh(db: Db): Promise<void>;
}

export function createRules(
  deps: Pick<TeamDeps, 'db' | 'access' | 'vault' | 'clock' | 'live' | 'current'> &
    Omit<RuleWorld, 'declaration'> & {
      /** Of the queues that have opening hours: whether each is open at the moment. */
      openAt(moment: Date): ReadonlyMap<string, boolean>;
      /** This process knows at once. */
      changed(): Promise<void>;
    },
): Rules {
  const { db, access, vault, clock, live } = deps;
  let rules: readonly KeptRule[] = [];
  const world = (): RuleWorld => ({ ...deps, declaration: deps.current().declaration });

  /** Leave, lock, log line, rows and event in one transaction. */
  async function administer(
    actor: StaffActor,
    details: { change: string; item?: Id<'rule'> },
    work: (tx: Tx, kept: readonly KeptRule[]) => void | Promise<void>,
  ): Promise<void> {
    const grant = await access.authorize(actor, { act: 'manage-settings', units: [] });
    await db.transaction(async (tx) => {
      await work(tx, await lockRules(tx));
      await vault.change(tx, grant, 'administer', { details: { ...details, setting: 'rule' } });
      await live.announce(tx, { kind: 'settings-changed', contactId: null, queue: null });
    });
    await deps.changed();
  }

  /** A rule must not do what who saves it could not do by hand: bring a contact into sight, say (P13). */
  async function mustReach(actor: StaffActor, rule: Rule): Promise<void> {
    for (const act of actsOfRule(rule.does)) {
      const reached = await access.queuesFor(actor, act);
      const beyond = rule.queues.find((queue) => !reached.includes(queue));
      if (beyond !== undefined) await access.refuse(actor, { act, queue: beyond, units: [] }, 'task-missing');
    }
  }

  return {
    list: () => rules.map((rule) => ({ ...rule, breaks: findBreaks(rule, world()) })),

    nameOf: (id) => rules.find((each) => each.id === id)?.name,

    async choose(arrival, answeredBefore) {
      if (!rules.some(({ active }) => active)) return [];
      const now = world();
      const acting = rules.filter((rule) => rule.active && findBreaks(rule, now).length === 0);
      const { isNew, channel, mailbox, queue, language } = arrival;
      const asks = !isNew && acting.some(({ when }) => when.answeredBefore !== undefined);
      return chooseRules(acting, {
        isNew,
        channel,
        mailbox,
        queue,
        language,
        ...clockOf(arrival.at, now.declaration.register.timeZone),
        open: deps.openAt(arrival.at),
        ...reduceText(acting, arrival),
        answeredBefore: asks && (await answeredBefore()),
      });
    },

    async save(actor, id, rule, version) {
      await administer(actor, { change: 'saved', item: id }, async (tx, kept) => {
        const there = kept.find((each) => each.id === id);
        if ((there?.version ?? null) !== version)
          throw new Refusal('changed-meanwhile', { version: there?.version ?? 0 });
        if (!there && kept.length >= mostRules) throw new Refusal('limit-reached', { most: mostRules });
        // One that names what is gone can still be switched off.
        if (!there || !isDeepStrictEqual(bodyOf(there), bodyOf(rule))) {
          checkRule(rule, world());
          await mustReach(actor, rule);
        }
        (there ? updateRule : insertRule)(tx, id, rule, clock.now());
      });
      return (version ?? 0) + 1;
    },

    remove: (actor, id) =>
      administer(actor, { change: 'removed', item: id }, (tx, kept) => {
        if (!kept.some((each) => each.id === id)) throw new Refusal('not-found', { what: 'rule' });
        deleteRule(tx, id);
      }),

    order: (actor, ids) =>
      administer(actor, { change: 'ordered' }, (tx, kept) => {
        const named = new Set(ids);
        if (
          named.size !== kept.length ||
          ids.length !== kept.length ||
          !kept.every(({ id }) => named.has(id))
        )
          throw new Refusal('changed-meanwhile');
        placeRules(tx, ids);
      }),

    async refresh(from) {
      rules = await readRules(from);
    },
  };
}

const bodyOf = ({ name, queues, on, when, does, stop }: Rule) => ({ name, queues, on, when, does, stop });
