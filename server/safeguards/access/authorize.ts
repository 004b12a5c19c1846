import { type ErrorCode, Refusal } from '../../base/errors.ts';
import type { Id } from '../../base/new-id.ts';
import type { AccessLog } from '../access-log/append-entries.ts';
import {
  type Act,
  acts,
  type Declaration,
  type PublishedDeclaration,
  type Task,
} from '../declaration/declaration.ts';
import { purposesFor, servesTask } from '../declaration/may-hold.ts';
import type { Actor, Grant, GrantTerms, SystemTask } from '../vault/grant.ts';
import { issueGrant } from '../vault/issue-grant.ts';
import type { Rights, RightsReader } from './read-rights.ts';
import { staffCategory } from './staff-columns.ts';
import { mayByToken, refuseToken } from './token-limits.ts';

export type StaffActor = Extract<Actor, { kind: 'staff' }>;

export interface Ask {
  readonly act: Act;
  /** The queue of the contact in question: the task must work in it. */
  readonly queue?: string;
  readonly units: readonly Id[];
  /** Left out: all that the task may see. */
  readonly categories?: readonly string[];
  /** The contact, call or reply is the one being worked on: no reason is asked. */
  readonly inHand?: boolean;
  readonly needsReason?: boolean;
  /** A key of the declaration's reasons. */
  readonly reason?: string;
}

export interface Access {
  /**
   * The leave for a staff member to do an act, as the published declaration and their current tasks
   * have it. Categories they may not see are left out of the grant, not refused.
   * @throws Refusal 'sign-in-needed' (account closed), 'undertaking-not-accepted', 'task-missing' or
   *   'reason-needed'; each is durable in the access log before it is thrown
   */
  authorize(actor: StaffActor, ask: Ask): Promise<Grant>;
  /** A refusal that another rule of this house decides, once the act itself is allowed: durable in the log, then thrown. */
  refuse(actor: StaffActor, ask: Ask, code: ErrorCode): Promise<never>;
  /** The queues in which the actor may do the act, in the order declared. */
  queuesFor(actor: StaffActor, act: Act): Promise<string[]>;
  /** Every act the actor may do now; none before the undertaking is accepted. For menus and the access matrix, never instead of `authorize`. */
  actsOf(actor: StaffActor): Promise<Act[]>;
  /**
   * A member of staff and their own account: password, settings, undertaking. Needs no task.
   * @param also what is held of them elsewhere (GDPR Art. 15)
   */
  ownGrant(actor: StaffActor, also?: Scope): Grant;
  systemGrant(task: SystemTask, scope: Scope): Grant;
  /** The person themselves, once identified. */
  personGrant(personId: Id<'person'>, act: Act | SystemTask, scope: Scope): Grant;
}

export interface Scope {
  readonly units: readonly Id[];
  readonly categories: readonly string[];
  readonly purposes?: readonly string[];
}

/** Staff data has a category of its own that no task lists: these acts carry it. */
const staffActs: ReadonlySet<Act> = new Set<Act>([
  'list-staff',
  'manage-staff',
  'grant-tasks',
  'open-inspection',
]);
/** Acts that write or compare without showing what is stored: they also reach what the task only collects. */
const writingActs: ReadonlySet<Act> = new Set<Act>(['collect-field', 'match-identity-code']);
/** The stored identity code is shown for a stated reason, in hand or not (Data Protection Act 1050/2018 s. 29). */
const alwaysReasoned: ReadonlySet<Act> = new Set<Act>(['reveal-identity-code']);

export function createAccess(deps: {
  rights: RightsReader;
  accessLog: AccessLog;
  current(): PublishedDeclaration;
}): Access {
  const { rights, accessLog, current } = deps;

  async function currentTasks(actor: StaffActor): Promise<[string, Task][]> {
    return givenTasks(await rights.of(actor.staffId), current().declaration, actor);
  }

  async function refuse(
    actor: StaffActor,
    ask: Ask,
    published: PublishedDeclaration,
    code: ErrorCode,
  ): Promise<never> {
    const { declaration } = published;
    // Only what the declaration knows may stand in the log: the rest is a caller's text.
    const known = (ask.categories ?? []).filter((category) =>
      Object.hasOwn(declaration.categories, category),
    );
    const queue =
      ask.queue !== undefined && Object.hasOwn(declaration.queues, ask.queue) ? { queue: ask.queue } : {};
    await accessLog.record({
      action: 'refuse',
      actorKind: 'staff',
      actor: actor.staffId,
      act: ask.act,
      task: null,
      purposes: [],
      categories: known,
      units: ask.units,
      subjects: [],
      reason: declaredReason(declaration, ask.reason) ?? null,
      refusal: code,
      declarationVersion: published.version,
      details: {
        ...(actor.token ? { token: actor.token.tokenId } : { session: actor.sessionId }),
        ...queue,
      },
    });
    throw new Refusal(code, { act: ask.act });
  }

  return {
    async authorize(actor, ask) {
      const published = current();
      const { declaration } = published;
      const held = await rights.of(actor.staffId);
      if (!held.active) return refuse(actor, ask, published, 'sign-in-needed');
      if (!held.accepted.includes(declaration.undertaking.version)) {
        return refuse(actor, ask, published, 'undertaking-not-accepted');
      }
      if (actor.token) {
        const code = refuseToken(actor.token, ask.act);
        if (code !== undefined) return refuse(actor, ask, published, code);
      }
      const chosen = chooseTask(declaration, givenTasks(held, declaration, actor), ask);
      if (chosen === undefined) return refuse(actor, ask, published, 'task-missing');
      const reason = declaredReason(declaration, ask.reason);
      const reasonNeeded = alwaysReasoned.has(ask.act) || (ask.needsReason === true && ask.inHand !== true);
      if (reasonNeeded && reason === undefined) return refuse(actor, ask, published, 'reason-needed');
      return issueFrozen({
        actor,
        act: ask.act,
        task: chosen.key,
        purposes: purposesFor(
          declaration,
          chosen.task,
          chosen.categories.filter((category) => category !== staffCategory),
        ),
        units: ask.units,
        categories: chosen.categories,
        ...(reason === undefined ? {} : { reason }),
        declarationVersion: published.version,
      });
    },

    refuse: (actor, ask, code) => refuse(actor, ask, current(), code),

    async queuesFor(actor, act) {
      const { declaration } = current();
      const held = mayByToken(actor.token, act) ? await currentTasks(actor) : [];
      const queues = new Set(
        held.filter(([, task]) => task.acts.includes(act)).flatMap(([, task]) => task.queues),
      );
      return Object.keys(declaration.queues).filter((queue) => queues.has(queue));
    },

    async actsOf(actor) {
      const held = await currentTasks(actor);
      return acts.filter(
        (act) => mayByToken(actor.token, act) && held.some(([, task]) => task.acts.includes(act)),
      );
    },

    ownGrant: (actor, also) =>
      issueFrozen({
        actor,
        act: 'sign-in',
        task: 'sign-in',
        purposes: [],
        units: [actor.staffId, ...(also?.units ?? [])],
        categories: [staffCategory, ...(also?.categories ?? [])],
        declarationVersion: current().version,
      }),

    systemGrant: (task, scope) =>
      issueFrozen({ actor: { kind: 'system', task }, act: task, task, ...termsOf(scope) }),

    personGrant: (personId, act, scope) =>
      issueFrozen({ actor: { kind: 'person', personId }, act, task: 'own-data', ...termsOf(scope) }),
  };

  function termsOf(scope: Scope) {
    return {
      purposes: scope.purposes ?? [],
      units: scope.units,
      categories: scope.categories,
      declarationVersion: current().version,
    };
  }
}

/** Lists of its own, frozen: nobody widens a grant after it was made and recorded. */
function issueFrozen(terms: GrantTerms): Grant {
  return issueGrant({
    ...terms,
    actor: Object.freeze({ ...terms.actor }),
    purposes: Object.freeze([...terms.purposes]),
    units: Object.freeze([...terms.units]),
    categories: Object.freeze([...terms.categories]),
  });
}

function declaredReason(declaration: Declaration, reason: string | undefined): string | undefined {
  return reason !== undefined && Object.hasOwn(declaration.reasons, reason) ? reason : undefined;
}

/** In the order declared; a task that the declaration no longer knows gives nothing, nor any without the undertaking. */
function givenTasks(rights: Rights, declaration: Declaration, actor: StaffActor): [string, Task][] {
  if (!rights.active || !rights.accepted.includes(declaration.undertaking.version)) return [];
  return Object.entries(declaration.tasks).filter(
    ([key]) => rights.tasks.includes(key) && (actor.token?.tasks.includes(key) ?? true),
  );
}

interface Chosen {
  readonly key: string;
  readonly task: Task;
  readonly categories: readonly string[];
}

/** Of the tasks that hold the act in the queue, the one that gives the most of what is wanted; of equals, the first declared. */
function chooseTask(declaration: Declaration, held: readonly [string, Task][], ask: Ask): Chosen | undefined {
  let best: Chosen | undefined;
  for (const [key, task] of held) {
    if (!task.acts.includes(ask.act)) continue;
    if (ask.queue !== undefined && !task.queues.includes(ask.queue)) continue;
    const reached = [...task.categories, ...(writingActs.has(ask.act) ? (task.collects ?? []) : [])];
    const allowed = new Set([
      // What is kept for none of its purposes is out of its reach.
      ...reached.filter((category) => servesTask(declaration, task, category)),
      ...(staffActs.has(ask.act) ? [staffCategory] : []),
    ]);
    const categories =
      ask.categories === undefined
        ? [...allowed]
        : ask.categories.filter((category) => allowed.has(category));
    if (best === undefined || categories.length > best.categories.length) best = { key, task, categories };
  }
  return best;
}
