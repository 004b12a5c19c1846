import type { StaffActor } from '../../../safeguards/access/authorize.ts';
import type { ContactsDeps } from '../contacts.ts';

/** What one task of the searcher reaches: its queues, and what it may see in them. */
export interface SearchScope {
  readonly queues: readonly string[];
  readonly categories: readonly string[];
  /** Asking with it gives a grant of this very task. */
  readonly askQueue: string | undefined;
}

export const searchedCategories = ['messages', 'notes', 'files', 'name', 'emailAddress', 'phone'];

/**
 * Almost always one: the task that sees most, in all queues. Who holds tasks of different queues searches under each
 * in its own, so that none lends its categories to another's queue.
 * @throws Refusal 'task-missing' (logged), also when no task of theirs sees messages
 */
export async function searchScopes(deps: ContactsDeps, actor: StaffActor): Promise<SearchScope[]> {
  const act = 'search-contacts';
  const ask = { act, units: [], categories: searchedCategories } as const;
  const [best, reached] = await Promise.all([
    deps.access.authorize(actor, ask),
    deps.access.queuesFor(actor, act),
  ]);
  const { tasks } = deps.current().declaration;
  const own = tasks[best.task]?.queues ?? [];
  const scopes = new Map<
    string,
    { queues: string[]; categories: readonly string[]; askQueue: string | undefined }
  >();
  scopes.set(best.task, {
    queues: reached.filter((queue) => own.includes(queue)),
    categories: best.categories,
    askQueue: undefined,
  });
  for (const queue of reached.filter((each) => !own.includes(each))) {
    const grant = await deps.access.authorize(actor, { ...ask, queue });
    const scope = scopes.get(grant.task);
    if (scope) scope.queues.push(queue);
    else scopes.set(grant.task, { queues: [queue], categories: grant.categories, askQueue: queue });
  }
  const seeing = [...scopes.values()].filter(
    ({ queues, categories }) => queues.length > 0 && categories.includes('messages'),
  );
  return seeing.length > 0 ? seeing : deps.access.refuse(actor, ask, 'task-missing');
}
