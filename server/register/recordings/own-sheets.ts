import type { Id } from '../../base/new-id.ts';
import type { Access, StaffActor } from '../../safeguards/access/authorize.ts';
import type { Vault } from '../../safeguards/vault/vault.ts';
import type { Db } from '../../storage/database.ts';
import { projectColumn, remarkColumn, type Scores, scoresColumn } from './recording-columns.ts';
import { readSheetsAbout } from './sheets-store.ts';

export interface OwnSheet {
  readonly callAt: Date;
  /** What the project is called. */
  readonly project: string;
  readonly scores: Scores;
  /** Null while the law holds the recording or its person is restricted. */
  readonly remark: string | null;
  readonly scorerId: Id<'staff'>;
  readonly scoredAt: Date;
}

/** The sheets of calls that one was on oneself: what is held of one (GDPR Art. 15). For nobody else, and for no program. */
export async function ownSheets(
  { db, access, vault }: { readonly db: Db; readonly access: Access; readonly vault: Vault },
  { staffId, ...actor }: StaffActor,
): Promise<OwnSheet[]> {
  const rows = await readSheetsAbout(db, staffId);
  // Most have none: then nothing is opened, and the log has no line of it.
  if (rows.length === 0) return [];
  const units = [...new Set(rows.flatMap((row) => [row.project_id, row.recording_id]))];
  const grant = access.ownGrant({ staffId, ...actor }, { units, categories: ['notes'] });
  return vault.open(
    grant,
    'view',
    () => Promise.resolve(),
    (opener) =>
      rows
        .filter((row) => opener.holds(row.project_id) && opener.holds(row.recording_id))
        .map((row) => {
          const { project_id, recording_id, id } = row;
          return {
            callAt: row.call_at,
            project: opener.open(projectColumn, projectColumn.at(project_id, project_id, row.account_sealed))
              .name,
            scores: opener.open(scoresColumn, scoresColumn.at(project_id, row.figures_id, row.scores_sealed)),
            remark: row.silent
              ? null
              : opener.open(remarkColumn, remarkColumn.at(recording_id, id, row.remark_sealed)),
            scorerId: row.scorer_id,
            scoredAt: row.scored_at,
          };
        }),
    { count: rows.length },
  );
}
