import { randomBytes } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import { Refusal } from '../../base/errors.ts';
import { type Id, newId } from '../../base/new-id.ts';
import type { StaffActor } from '../../safeguards/access/authorize.ts';
import type { ContactsDeps } from '../contacts/contacts.ts';
import { retryDeadlocks } from '../contacts/retry-deadlocks.ts';
import { type DrawAsked, drawBlind, readList } from './draw-blind.ts';
import { type DrawRow, insertDraw, lockFree, readCandidates, readDraw } from './draws-store.ts';
import { extensionOf, keptUntil, lockOpen } from './extend-recording.ts';
import { insertExtension } from './extensions-store.ts';
import { leaveForProject } from './quality-projects.ts';
import { extensionColumn, populationColumn, projectColumn } from './recording-columns.ts';
import { endOfDay } from './recording-period.ts';
import { settleExtensions } from './recordings-store.ts';

export interface SampleDrawn {
  /** Recordings that the project keeps from now on; fewer than were asked for where there are no more. */
  readonly drawn: number;
  /** How many it was drawn from. */
  readonly size: number;
}

/** Nothing is recorded longer ago than a recording may be kept. */
const mostDays = 400;
const categories = ['recordings', 'notes'];

/**
 * Draws recordings for a project that is open, by chance among those that fit and may be used, and keeps each for it like
 * `extendRecording`: to the project's last day, never past the cap. Who called and who answered is not asked. The same `drawId`
 * again changes nothing.
 * @throws Refusal 'not-found', 'task-missing', 'matter-closed', 'extension-not-declared', 'invalid-input' (field toOn, toHour,
 *   mostSeconds)
 */
export async function drawSample(
  deps: ContactsDeps,
  actor: StaffActor,
  projectId: Id<'quality-project'>,
  input: DrawAsked & { readonly drawId: Id<'draw'> },
): Promise<SampleDrawn> {
  const { row: project } = await leaveForProject(deps, actor, projectId);
  const within = periodOf(deps, input);
  const before = await readDraw(deps.db, projectId, input.drawId);
  if (before !== undefined) return before;
  if (project.closed_at !== null) throw new Refusal('matter-closed');
  const matter = { ground: 'quality-project', id: projectId } as const;
  const found = await readCandidates(deps.db, input, {
    ...within,
    project: projectId,
    queue: project.queue,
    now: deps.clock.now(),
  });
  const fit = found.filter((row) => keptUntil(deps, row, matter.ground, project) !== undefined);
  const seed = randomBytes(32);
  const { ids, list, population } = drawBlind(
    fit.map(({ id }) => id),
    seed,
    input.count,
  );
  const { queue } = project;
  const ask = { act: 'extend-recording', queue, units: [projectId, ...ids], categories } as const;
  const grant = await deps.access.authorize(actor, ask);
  if (!categories.every((category) => grant.categories.includes(category)))
    return deps.access.refuse(actor, ask, 'task-missing');
  const work = () =>
    deps.db.transaction(async (tx): Promise<SampleDrawn> => {
      // The project before the recordings, as whoever closes it; and of the same draw twice the second finds the first.
      const open = await lockOpen(tx, matter);
      const done = await readDraw(tx, projectId, input.drawId);
      if (done !== undefined) return done;
      const now = deps.clock.now();
      const rows = await lockFree(tx, ids, projectId, queue, now);
      const sealer = await deps.vault.change(tx, grant, 'change', {
        details: {
          change: 'sample-drawn',
          item: input.drawId,
          from: input.fromOn,
          to: input.toOn,
          count: rows.length,
          found: fit.length,
        },
      });
      if (!sealer.holds(projectId)) throw new Refusal('unit-erased');
      const { name } = sealer.open(
        projectColumn,
        projectColumn.at(projectId, projectId, open.account_sealed),
      );
      const kept: Id<'recording'>[] = [];
      for (const row of rows) {
        const until = keptUntil(deps, row, matter.ground, open);
        if (until === undefined || !sealer.holds(row.id)) continue;
        const id = newId<'extension'>(now);
        await insertExtension(tx, {
          ...extensionOf(deps, actor, matter, until),
          recording_id: row.id,
          id,
          // The project is the reason.
          reason_sealed: sealer.seal(extensionColumn, row.id, id, name),
        });
        await deps.live.announce(tx, { kind: 'calls-changed', contactId: row.contact_id, queue });
        kept.push(row.id);
      }
      await settleExtensions(tx, kept);
      insertDraw(tx, {
        project_id: projectId,
        id: input.drawId,
        drawn_at: now,
        drawn_by: actor.staffId,
        direction: input.direction ?? null,
        from_on: input.fromOn,
        to_on: input.toOn,
        from_hour: input.fromHour,
        to_hour: input.toHour,
        weekdays: [...new Set(input.weekdays)].toSorted((one, other) => one - other),
        least_seconds: input.leastSeconds,
        most_seconds: input.mostSeconds ?? null,
        asked: input.count,
        size: fit.length,
        population,
        population_sealed: sealer.seal(populationColumn, projectId, input.drawId, list),
        seed,
        drawn: kept.length,
      });
      return { drawn: kept.length, size: fit.length };
    });
  return retryDeadlocks(work);
}

/** @throws Refusal 'invalid-input' */
function periodOf({ current }: ContactsDeps, { fromOn, toOn, fromHour, toHour, ...asked }: DrawAsked) {
  const days = Temporal.PlainDate.from(fromOn).until(Temporal.PlainDate.from(toOn)).days;
  if (days < 0 || days > mostDays) throw new Refusal('invalid-input', { field: 'toOn' });
  if (toHour <= fromHour) throw new Refusal('invalid-input', { field: 'toHour' });
  if (asked.mostSeconds !== undefined && asked.mostSeconds <= asked.leastSeconds)
    throw new Refusal('invalid-input', { field: 'mostSeconds' });
  const { timeZone } = current().declaration.register;
  const before = Temporal.PlainDate.from(fromOn).subtract({ days: 1 }).toString();
  return { from: endOfDay(before, timeZone), to: endOfDay(toOn, timeZone), timeZone };
}

export interface OpenedDraw {
  readonly row: DrawRow;
  /** What it was drawn from, sorted. */
  readonly among: readonly Id<'recording'>[];
  /** What list and seed give, in the order drawn. */
  readonly places: readonly Id<'recording'>[];
}

/** A drawing with its list, so that it can be done again. @throws Refusal 'not-found', 'task-missing' */
export async function openDraw(
  deps: ContactsDeps,
  actor: StaffActor,
  projectId: Id<'quality-project'>,
  drawId: Id<'draw'>,
): Promise<OpenedDraw> {
  const { row: project } = await leaveForProject(deps, actor, projectId);
  const ask = { act: 'extend-recording', queue: project.queue, units: [projectId], categories } as const;
  const grant = await deps.access.authorize(actor, ask);
  if (!categories.every((category) => grant.categories.includes(category)))
    return deps.access.refuse(actor, ask, 'task-missing');
  const row = await readDraw(deps.db, projectId, drawId);
  if (row === undefined) throw new Refusal('not-found', { what: 'draw' });
  return deps.vault.open(
    grant,
    'view',
    () => Promise.resolve(),
    (opener) => {
      if (!opener.holds(projectId)) throw new Refusal('unit-erased');
      const list = opener.open(
        populationColumn,
        populationColumn.at(projectId, drawId, row.population_sealed),
      );
      const among = readList(list);
      return { row, among, places: drawBlind(among, row.seed, row.asked).ids };
    },
    { item: drawId },
  );
}
