import { Refusal } from '../../base/errors.ts';
import type { Id } from '../../base/new-id.ts';
import type { StaffActor } from '../../safeguards/access/authorize.ts';
import type { CalendarDay } from '../../safeguards/access/calendar-day.ts';
import { withoutCodes } from '../contacts/incidents/make-incident.ts';
import type { ContactsDeps } from '../contacts/contacts.ts';
import { checkMatter, followMatter, type MatterChange } from './matters.ts';
import {
  countKeptFor,
  insertProject,
  listProjectRows,
  lockProject,
  type ProjectRow,
  readProject,
  updateProject,
} from './matters-store.ts';
import { readPlace, writePlace } from './places.ts';
import { type ProjectAccount, projectColumn } from './recording-columns.ts';
import { capOf, endOfDay, recordingPeriod } from './recording-period.ts';

const categories = ['notes'];

/** It goes when no recording could be kept for it any more: as long after its end as one of that moment could be. */
function projectTerm(deps: ContactsDeps, endsOn: CalendarDay) {
  const published = deps.current();
  const end = endOfDay(endsOn, published.declaration.register.timeZone);
  const { delete_rule, declaration_version } = recordingPeriod(published, end);
  return {
    delete_after: capOf(published.declaration, 'quality-project', end),
    delete_rule,
    declaration_version,
  };
}

/**
 * A project on the quality of the service, in one queue. The same `projectId` again changes nothing.
 * @throws Refusal 'task-missing', those of `checkMatter`
 */
export async function openProject(
  deps: ContactsDeps,
  actor: StaffActor,
  input: {
    readonly projectId: Id<'quality-project'>;
    readonly queue: string;
    readonly ownerId: Id<'staff'>;
    readonly endsOn: CalendarDay;
    readonly name: string;
    readonly reason: string;
  },
): Promise<{ version: number }> {
  const { projectId: id, queue } = input;
  const ask = { act: 'extend-recording', queue, units: [id], categories } as const;
  const grant = await deps.access.authorize(actor, ask);
  if (!grant.categories.includes('notes')) return deps.access.refuse(actor, ask, 'task-missing');
  await checkMatter(deps, 'quality-project', input);
  if ((await readProject(deps.db, id)) !== undefined) return { version: 1 };
  return deps.db.transaction(async (tx) => {
    const sealer = await deps.vault.change(tx, grant, 'make', {
      make: [{ id, kind: 'recording' }],
      details: { change: 'project-opened', queue },
    });
    await insertProject(tx, {
      id,
      queue,
      owner_id: input.ownerId,
      opened_at: deps.clock.now(),
      opened_by: actor.staffId,
      ends_on: input.endsOn,
      account_sealed: sealer.seal(projectColumn, id, id, {
        name: withoutCodes(input.name),
        reason: withoutCodes(input.reason),
      }),
      ...projectTerm(deps, input.endsOn),
    });
    return { version: 1 };
  });
}

/**
 * Gives a project another owner or last day, or closes it with what came of it.
 * @throws Refusal 'not-found', 'task-missing', 'matter-closed', 'changed-meanwhile', those of `checkMatter`
 */
export async function changeProject(
  deps: ContactsDeps,
  actor: StaffActor,
  projectId: Id<'quality-project'>,
  input: MatterChange,
): Promise<{ version: number }> {
  const seen = await readProject(deps.db, projectId);
  if (seen === undefined) throw new Refusal('not-found', { what: 'quality-project' });
  const ask = { act: 'extend-recording', queue: seen.queue, units: [projectId], categories } as const;
  const grant = await deps.access.authorize(actor, ask);
  if (!grant.categories.includes('notes')) return deps.access.refuse(actor, ask, 'task-missing');
  const isClosed = input.outcome !== undefined;
  return deps.db.transaction(async (tx) => {
    const row = await lockProject(tx, projectId);
    if (row === undefined) throw new Refusal('unit-erased');
    if (row.closed_at !== null) throw new Refusal('matter-closed');
    if (row.version !== input.version) throw new Refusal('changed-meanwhile', { version: row.version });
    const next = { ownerId: input.ownerId ?? row.owner_id, endsOn: input.endsOn ?? row.ends_on };
    if (!isClosed) await checkMatter(deps, 'quality-project', { ...next, queue: row.queue });
    const sealer = await deps.vault.change(tx, grant, 'change', {
      details: { change: isClosed ? 'project-closed' : 'project-changed' },
    });
    if (!sealer.holds(projectId)) throw new Refusal('unit-erased');
    const account = sealer.open(projectColumn, projectColumn.at(projectId, projectId, row.account_sealed));
    const version = await updateProject(tx, {
      ...row,
      owner_id: next.ownerId,
      ends_on: next.endsOn,
      closed_at: isClosed ? deps.clock.now() : null,
      closed_by: isClosed ? actor.staffId : null,
      account_sealed: sealer.seal(projectColumn, projectId, projectId, {
        ...account,
        ...(isClosed ? { outcome: withoutCodes(input.outcome) } : {}),
      }),
      ...(isClosed ? {} : projectTerm(deps, next.endsOn)),
    });
    await followMatter(deps, tx, actor, {
      id: row.id,
      ground: 'quality-project',
      endsOn: next.endsOn,
      isClosed,
    });
    return { version };
  });
}

export interface ListedProject {
  readonly row: ProjectRow;
  readonly account: ProjectAccount;
  /** Recordings that it keeps. */
  readonly recordings: number;
}

/** A page of projects of the queues that one's tasks reach, newest first, opened under one grant. */
export async function listProjects(
  deps: ContactsDeps,
  actor: StaffActor,
  query: { readonly open: boolean; readonly cursor?: string | undefined; readonly limit: number },
): Promise<{ projects: ListedProject[]; next: string | null }> {
  const queues = await deps.access.queuesFor(actor, 'extend-recording');
  const rows = await listProjectRows(deps.db, {
    queues,
    open: query.open,
    after: readPlace(query.cursor),
    limit: query.limit + 1,
  });
  const page = rows.slice(0, query.limit);
  const ask = { act: 'extend-recording', units: page.map(({ id }) => id), categories } as const;
  const grant = await deps.access.authorize(actor, ask);
  if (!grant.categories.includes('notes')) return deps.access.refuse(actor, ask, 'task-missing');
  const projects = await deps.vault.open(
    grant,
    'list',
    () => countKeptFor(deps.db, ask.units),
    (opener, kept) =>
      page
        .filter(({ id }) => opener.holds(id))
        .map((row) => ({
          row,
          account: opener.open(projectColumn, projectColumn.at(row.id, row.id, row.account_sealed)),
          recordings: kept.find(({ matter }) => matter === row.id)?.recordings ?? 0,
        })),
    { shown: page.length },
  );
  const last = page.at(-1);
  return { projects, next: rows.length > query.limit && last ? writePlace(last.opened_at, last.id) : null };
}
