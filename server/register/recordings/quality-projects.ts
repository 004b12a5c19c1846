import { Refusal } from '../../base/errors.ts';
import type { Id } from '../../base/new-id.ts';
import type { StaffActor } from '../../safeguards/access/authorize.ts';
import type { CalendarDay } from '../../safeguards/access/calendar-day.ts';
import type { Grant } from '../../safeguards/vault/grant.ts';
import type { ContactsDeps } from '../contacts/contacts.ts';
import { withoutCodes } from '../contacts/incidents/make-incident.ts';
import {
  changedMatter,
  checkMatter,
  followMatter,
  type ListedMatter,
  listMatters,
  type MatterChange,
  type MattersQuery,
  withOutcome,
} from './matters.ts';
import { insertMatter, lockMatter, type ProjectRow, readMatter, updateMatter } from './matters-store.ts';
import { type ProjectAccount, projectColumn } from './recording-columns.ts';
import { capOf, endOfDay, recordingPeriod } from './recording-period.ts';

const ground = 'quality-project';
const categories = ['notes'];

/** It goes when no recording could be kept for it any more: as long after its end as one of that moment could be. */
function projectTerm(deps: ContactsDeps, endsOn: CalendarDay) {
  const published = deps.current();
  const end = endOfDay(endsOn, published.declaration.register.timeZone);
  const { delete_rule, declaration_version } = recordingPeriod(published, end);
  return { delete_after: capOf(published.declaration, ground, end), delete_rule, declaration_version };
}

/** @throws Refusal 'task-missing' */
async function leaveFor(
  deps: ContactsDeps,
  actor: StaffActor,
  queue: string,
  units: readonly Id[],
): Promise<Grant> {
  const ask = { act: 'extend-recording', queue, units, categories } as const;
  const grant = await deps.access.authorize(actor, ask);
  if (!grant.categories.includes('notes')) return deps.access.refuse(actor, ask, 'task-missing');
  return grant;
}

/**
 * The leave for what is done in a project. @param units besides its own
 * @throws Refusal 'not-found', 'task-missing'
 */
export async function leaveForProject(
  deps: ContactsDeps,
  actor: StaffActor,
  projectId: Id<'quality-project'>,
  units: readonly Id[] = [],
): Promise<{ row: ProjectRow; grant: Grant }> {
  const row = await readMatter(deps.db, ground, projectId);
  if (row === undefined) throw new Refusal('not-found', { what: ground });
  return { row, grant: await leaveFor(deps, actor, row.queue, [projectId, ...units]) };
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
  const grant = await leaveFor(deps, actor, queue, [id]);
  await checkMatter(deps, ground, input);
  if ((await readMatter(deps.db, ground, id)) !== undefined) return { version: 1 };
  return deps.db.transaction(async (tx) => {
    const sealer = await deps.vault.change(tx, grant, 'make', {
      make: [{ id, kind: 'recording' }],
      details: { change: 'project-opened', queue },
    });
    await insertMatter(tx, ground, {
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
 * @throws Refusal 'not-found', 'task-missing', those of `changedMatter`
 */
export async function changeProject(
  deps: ContactsDeps,
  actor: StaffActor,
  projectId: Id<'quality-project'>,
  input: MatterChange,
): Promise<{ version: number }> {
  const { grant } = await leaveForProject(deps, actor, projectId);
  const isClosed = input.outcome !== undefined;
  return deps.db.transaction(async (tx) => {
    const next = await changedMatter(deps, actor, ground, await lockMatter(tx, ground, projectId), input);
    const sealer = await deps.vault.change(tx, grant, 'change', {
      details: { change: isClosed ? 'project-closed' : 'project-changed' },
    });
    if (!sealer.holds(projectId)) throw new Refusal('unit-erased');
    const account = sealer.open(projectColumn, projectColumn.at(projectId, projectId, next.account_sealed));
    const version = await updateMatter(tx, ground, {
      ...next,
      account_sealed: sealer.seal(projectColumn, projectId, projectId, withOutcome(account, input)),
      ...(isClosed ? {} : projectTerm(deps, next.ends_on)),
    });
    await followMatter(deps, tx, actor, { id: projectId, ground, endsOn: next.ends_on, isClosed });
    return { version };
  });
}

export type ListedProject = ListedMatter<ProjectRow, ProjectAccount>;

/** A page of projects of the queues that one's tasks reach, newest first, opened under one grant. */
export async function listProjects(
  deps: ContactsDeps,
  actor: StaffActor,
  query: MattersQuery,
): Promise<{ projects: ListedProject[]; next: string | null }> {
  const { matters, next } = await listMatters(deps, actor, ground, query, {
    unitOf: (row) => row.id,
    open: (opener, row) => opener.open(projectColumn, projectColumn.at(row.id, row.id, row.account_sealed)),
  });
  return { projects: matters, next };
}
