import type { QueryClient } from '@tanstack/react-query';
import type { ViewFilter } from '../../../contract/console/team.ts';
import { type ContactFilter, ownQuery, teamQuery } from '../api/queries.ts';

/** No narrowing of any kind. */
export const nothing = {
  tag: undefined,
  assignee: undefined,
  channel: undefined,
  language: undefined,
  priority: undefined,
  overdue: undefined,
  order: undefined,
  queue: undefined,
} as const;

/** A saved view as the list's filter: what it does not name is as it is without it. */
export function filterOfView({ overdue, ...rest }: ViewFilter): ContactFilter {
  return {
    ...nothing,
    ...rest,
    view: rest.view ?? 'all',
    status: rest.status ?? 'open',
    overdue: overdue ? 'yes' : undefined,
  } as ContactFilter;
}

/** What one has chosen the inbox to begin with; undefined when nothing, or when it is gone since. */
export async function findDefaultView(
  queries: QueryClient,
): Promise<{ readonly filter: ViewFilter } | undefined> {
  const own = await queries.ensureQueryData(ownQuery).catch(() => undefined);
  const chosen = own?.settings.defaultView ?? null;
  if (own === undefined || chosen === null) return undefined;
  const mine = own.views.find(({ id }) => id === chosen);
  if (mine) return mine;
  const team = await queries.ensureQueryData(teamQuery).catch(() => undefined);
  return team?.views.find(({ id }) => id === chosen);
}
