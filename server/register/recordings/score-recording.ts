import { randomUUID } from 'node:crypto';
import { Refusal } from '../../base/errors.ts';
import type { Id } from '../../base/new-id.ts';
import type { StaffActor } from '../../safeguards/access/authorize.ts';
import type { Grant } from '../../safeguards/vault/grant.ts';
import type { ContactsDeps } from '../contacts/contacts.ts';
import { withoutCodes } from '../contacts/incidents/make-incident.ts';
import { criteriaOf } from './criteria.ts';
import { lockOpen } from './extend-recording.ts';
import { readMatter } from './matters-store.ts';
import { leaveForRecording, mustBeFree, mustServe } from './reach-recording.ts';
import { remarkColumn, type Scores, scoresColumn } from './recording-columns.ts';
import { lockRecording, type PlainRecording } from './recordings-store.ts';
import {
  insertSheet,
  isInProject,
  readOwnSheet,
  readSheets,
  type SheetRow,
  updateSheet,
  wasOnCall,
} from './sheets-store.ts';

const categories = ['notes'];

/**
 * Sheets are for who has the task of quality projects and may listen: the one without the other reads none.
 * @throws Refusal 'not-found' (also of a recording that the project does not keep), 'task-missing', 'queues-differ'
 */
async function leaveForSheets(
  deps: ContactsDeps,
  actor: StaffActor,
  projectId: Id<'quality-project'>,
  recordingId: Id<'recording'>,
): Promise<{ row: PlainRecording; queue: string; grant: Grant; refuse(code: 'own-call'): Promise<never> }> {
  const { row, queue } = await leaveForRecording(deps, actor, recordingId, {
    act: 'play-recording',
    categories: ['recordings', 'notes'],
  });
  const ask = { act: 'extend-recording', queue, units: [recordingId, projectId], categories } as const;
  const grant = await deps.access.authorize(actor, ask);
  if (!grant.categories.includes('notes')) return deps.access.refuse(actor, ask, 'task-missing');
  const project = await readMatter(deps.db, 'quality-project', projectId);
  if (project === undefined) throw new Refusal('not-found', { what: 'quality-project' });
  if (project.queue !== queue) throw new Refusal('queues-differ');
  if (!(await isInProject(deps.db, recordingId, projectId)))
    throw new Refusal('not-found', { what: 'sample' });
  return { row, queue, grant, refuse: (code) => deps.access.refuse(actor, ask, code) };
}

export interface OpenedSheet {
  readonly row: Omit<SheetRow, 'remark_sealed'>;
  readonly scores: Scores;
  readonly remark: string;
}

/**
 * The sheets of a call in a project, of everybody who has scored it. @param input.version of what was changed; null for a new one
 * @throws Refusal those of `leaveForSheets` and `mustServe`
 */
export async function openSheets(
  deps: ContactsDeps,
  actor: StaffActor,
  projectId: Id<'quality-project'>,
  recordingId: Id<'recording'>,
): Promise<{ sheets: OpenedSheet[]; own: boolean }> {
  const { row, grant } = await leaveForSheets(deps, actor, projectId, recordingId);
  await mustServe(deps, actor, row, undefined);
  const own = await wasOnCall(deps.db, row.call_id, actor.staffId);
  return deps.vault.open(
    grant,
    'view',
    () => readSheets(deps.db, projectId, recordingId),
    (opener, rows) => {
      if (!opener.holds(recordingId) || !opener.holds(projectId)) throw new Refusal('unit-erased');
      const sheets = rows.map(({ remark_sealed, scores_sealed, ...sheet }) => ({
        row: sheet,
        scores: opener.open(scoresColumn, scoresColumn.at(projectId, sheet.figures_id, scores_sealed)),
        remark: opener.open(remarkColumn, remarkColumn.at(recordingId, sheet.id, remark_sealed)),
      }));
      return { sheets, own };
    },
  );
}

export interface SheetInput {
  readonly sheetId: Id<'sheet'>;
  /** Of what is changed; null for a new one. */
  readonly version: number | null;
  /** 1 to 5 by criterion; null: not applicable. */
  readonly scores: Scores;
  readonly remark: string;
}

/**
 * Scores the service in a call, by whoever was not on it: one sheet for each who scores, to be changed until the project is closed.
 * The same `sheetId` again, as new, changes nothing.
 * @throws Refusal those of `leaveForSheets`; 'own-call', 'matter-closed', 'unit-erased', 'unit-restricted', 'recording-held',
 *   'recording-not-kept', 'changed-meanwhile', 'already-done' (somebody who has a sheet makes another), 'invalid-input' (field scores)
 */
export async function saveSheet(
  deps: ContactsDeps,
  actor: StaffActor,
  projectId: Id<'quality-project'>,
  recordingId: Id<'recording'>,
  input: SheetInput,
): Promise<{ version: number }> {
  const { row: seen, queue, grant, refuse } = await leaveForSheets(deps, actor, projectId, recordingId);
  if (await wasOnCall(deps.db, seen.call_id, actor.staffId)) return refuse('own-call');
  return deps.db.transaction(async (tx) => {
    await lockOpen(tx, { ground: 'quality-project', id: projectId });
    const row = await lockRecording(tx, recordingId);
    if (row === undefined || row.delete_after <= deps.clock.now()) throw new Refusal('unit-erased');
    await mustBeFree(tx, row);
    if (row.state !== 'kept') throw new Refusal('recording-not-kept', { state: row.state });
    const sheet = await readOwnSheet(tx, projectId, recordingId, actor.staffId);
    if (sheet !== undefined && input.version === null) {
      if (sheet.id !== input.sheetId) throw new Refusal('already-done');
      return { version: sheet.version };
    }
    if (sheet?.id !== (input.version === null ? undefined : input.sheetId))
      throw new Refusal('not-found', { what: 'sheet' });
    if (sheet && sheet.version !== input.version)
      throw new Refusal('changed-meanwhile', { version: sheet.version });
    checkScores(deps, input.scores);
    const sealer = await deps.vault.change(tx, grant, 'change', {
      // Not the sheet: what stays of it when the call has gone is tied to nothing.
      details: { change: sheet ? 'sheet-changed' : 'sheet-made', item: projectId },
    });
    if (!sealer.holds(recordingId) || !sealer.holds(projectId)) throw new Refusal('unit-erased');
    const figuresId = sheet?.figures_id ?? randomUUID();
    const remark = sealer.seal(remarkColumn, recordingId, input.sheetId, withoutCodes(input.remark));
    const scores = sealer.seal(scoresColumn, projectId, figuresId, input.scores);
    const at = deps.clock.now();
    if (sheet) updateSheet(tx, sheet, { at, remark, scores });
    else
      insertSheet(tx, {
        recording_id: recordingId,
        id: input.sheetId,
        project_id: projectId,
        figures_id: figuresId,
        scorer_id: actor.staffId,
        scored_at: at,
        remark_sealed: remark,
        scores_sealed: scores,
      });
    await deps.live.announce(tx, { kind: 'calls-changed', contactId: row.contact_id, queue });
    return { version: (sheet?.version ?? 0) + 1 };
  });
}

/** Of criteria there are, retired ones too: a sheet may be older than that. At least one says something. @throws Refusal 'invalid-input' */
function checkScores({ team }: Pick<ContactsDeps, 'team'>, scores: Scores): void {
  const known = new Set(criteriaOf(team).map(({ key }) => key));
  const given = Object.entries(scores);
  if (!given.every(([key]) => known.has(key)) || !given.some(([, score]) => score !== null))
    throw new Refusal('invalid-input', { field: 'scores' });
}
