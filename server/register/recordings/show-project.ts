import { Refusal } from '../../base/errors.ts';
import type { Id } from '../../base/new-id.ts';
import type { StaffActor } from '../../safeguards/access/authorize.ts';
import type { ContactsDeps } from '../contacts/contacts.ts';
import { type DrawRow, readDraws } from './draws-store.ts';
import { countKeptFor } from './extensions-store.ts';
import { readPlace, writePlace } from './places.ts';
import { leaveForProject, type ListedProject } from './quality-projects.ts';
import { type ProjectAccount, projectColumn, type Scores, scoresColumn } from './recording-columns.ts';
import { type PlainRecording, recordingColumns } from './recordings-store.ts';
import { readFigures } from './sheets-store.ts';

/** Fewer sheets are no figure of the service: they would be figures of somebody. */
export const fewestSheets = 5;

export interface CriterionFigure {
  readonly key: string;
  readonly sheets: number;
  readonly average: number;
}

/**
 * What sheets say together: of each criterion that enough of them score. @returns undefined while there are too few sheets in all
 */
export function averageScores(
  sheets: readonly Scores[],
): { readonly sheets: number; readonly criteria: readonly CriterionFigure[] } | undefined {
  if (sheets.length < fewestSheets) return undefined;
  const given = new Map<string, number[]>();
  for (const scores of sheets)
    for (const [key, score] of Object.entries(scores))
      if (score !== null) given.set(key, [...(given.get(key) ?? []), score]);
  const criteria = [...given]
    .filter(([, scores]) => scores.length >= fewestSheets)
    .map(([key, scores]) => ({
      key,
      sheets: scores.length,
      average: scores.reduce((sum, score) => sum + score, 0) / scores.length,
    }));
  return { sheets: sheets.length, criteria };
}

export interface OpenedProject extends ListedProject {
  readonly draws: readonly DrawRow[];
  readonly figures: ReturnType<typeof averageScores>;
}

/** A project with its drawings and what its sheets say together. @throws Refusal 'not-found', 'task-missing' */
export async function showProject(
  deps: ContactsDeps,
  actor: StaffActor,
  projectId: Id<'quality-project'>,
): Promise<OpenedProject> {
  const { row, grant } = await leaveForProject(deps, actor, projectId);
  return deps.vault.open(
    grant,
    'view',
    () =>
      Promise.all([
        countKeptFor(deps.db, [projectId]),
        readDraws(deps.db, projectId),
        readFigures(deps.db, projectId),
      ]),
    (opener, [kept, draws, figures]) => {
      if (!opener.holds(projectId)) throw new Refusal('unit-erased');
      const account: ProjectAccount = opener.open(
        projectColumn,
        projectColumn.at(projectId, projectId, row.account_sealed),
      );
      const scores = figures.map(({ id, scores_sealed }) =>
        opener.open(scoresColumn, scoresColumn.at(projectId, id, scores_sealed)),
      );
      return {
        row,
        account,
        recordings: kept[0]?.recordings ?? 0,
        draws,
        figures: averageScores(scores),
      };
    },
  );
}

export interface SampledRecording extends PlainRecording {
  /** Whether one has listened to it oneself, by the log. */
  listened: boolean;
  /** How many have scored it here; whether oneself is among them. */
  sheets: number;
  scored: boolean;
  /** One was on the call: somebody else scores it. */
  own: boolean;
  held: boolean;
}

/**
 * A page of the recordings that a project keeps, or kept when it was closed, by their moment: what has been done with each. Who
 * answered is not told.
 * @throws Refusal 'not-found', 'task-missing'
 */
export async function listSample(
  deps: ContactsDeps,
  actor: StaffActor,
  projectId: Id<'quality-project'>,
  query: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<{ recordings: SampledRecording[]; next: string | null }> {
  const { row: project } = await leaveForProject(deps, actor, projectId);
  const after = readPlace(query.cursor);
  const columns = recordingColumns.split(', ').map((column) => `r.${column}`);
  const rows = await deps.db.query<SampledRecording>(
    `SELECT ${columns.join(', ')},
       EXISTS (SELECT FROM log.entry e WHERE e.units @> ARRAY[r.id] AND e.action = 'play' AND e.actor_kind = 'staff' AND e.actor = $2::text) AS listened,
       (SELECT count(*)::integer FROM register.quality_sheet s WHERE s.recording_id = r.id AND s.project_id = $1) AS sheets,
       EXISTS (SELECT FROM register.quality_sheet s WHERE s.recording_id = r.id AND s.project_id = $1 AND s.scorer_id = $2::uuid) AS scored,
       EXISTS (SELECT FROM register.contact_call_leg l WHERE l.call_id = r.call_id AND l.staff_id = $2::uuid) AS own,
       EXISTS (SELECT FROM register.recording_hold h WHERE h.recording_id = r.id AND h.ended_at IS NULL) AS held
     FROM register.recording r
     WHERE EXISTS (SELECT FROM register.recording_extension x WHERE x.recording_id = r.id AND x.project_id = $1
         AND (x.ended_at IS NULL OR x.end_code = 'closed'))
       AND r.delete_after > $6 AND ($3::uuid IS NULL OR r.id > $3)
       AND coalesce((SELECT c.queue FROM register.contact c WHERE c.id = r.contact_id), r.queue) = $4
     ORDER BY r.id LIMIT $5`,
    [projectId, actor.staffId, after?.id ?? null, project.queue, query.limit + 1, deps.clock.now()],
  );
  const page = rows.slice(0, query.limit);
  const units = [projectId, ...page.map(({ id }) => id)];
  const ask = { act: 'extend-recording', queue: project.queue, units, categories: [] } as const;
  const grant = await deps.access.authorize(actor, ask);
  const last = page.at(-1);
  return deps.vault.open(
    grant,
    'list',
    () => Promise.resolve(),
    () => ({
      recordings: page,
      next: rows.length > query.limit && last ? writePlace(last.call_at, last.id) : null,
    }),
    { item: projectId, shown: page.length },
  );
}
