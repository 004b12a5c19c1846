import type { Restore } from '../../../contract/console/backups.ts';
import type { House } from '../../compose.ts';
import {
  countErased,
  countOf,
  isWell,
  readReports,
  type RestoreStatement,
} from '../../operations/restore/report.ts';
import type { Handlers } from './bind-routes.ts';

const shown = 30;
const restoresShown = 12;

export function createBackupHandlers(house: House): Pick<Handlers, 'listBackups'> {
  const { backups, storage } = house;
  return {
    async listBackups() {
      const { settings } = backups;
      const [standing, runs, restores] = await Promise.all([
        backups.standing(),
        backups.runs(shown),
        readReports(storage.db, restoresShown),
      ]);
      return {
        place: settings === undefined ? null : 'folder' in settings.place ? 'folder' : 'bucket',
        keepDays: settings?.keepDays ?? null,
        recipients: settings?.recipients.length ?? 0,
        lastGood: standing.lastGood?.toISOString() ?? null,
        isOverdue: standing.isOverdue,
        nextBy: standing.nextBy?.toISOString() ?? null,
        lateAt: standing.lateAt?.toISOString() ?? null,
        runs: runs.map(({ id: _id, kind: _kind, snapshotAt: _at, seenAt: _seen, ...run }) => ({
          ...run,
          startedAt: run.startedAt.toISOString(),
          endedAt: run.endedAt?.toISOString() ?? null,
          removedAt: run.removedAt?.toISOString() ?? null,
        })),
        restores: restores.map(presentRestore),
      };
    },
  };
}

function presentRestore(statement: RestoreStatement): Restore {
  const { units, heldBack } = statement;
  return {
    kind: statement.kind,
    at: statement.finishedAt,
    seconds: statement.seconds,
    ok: isWell(statement),
    dataOf: statement.backup?.snapshotAt ?? null,
    open: countOf(units, 'held'),
    erased: countErased(units),
    lost: countOf(units, 'made') + countOf(units, 'resealed'),
    alarms: countOf(units, 'alarms'),
    lossAccepted: statement.lossAccepted,
    linesMissing: statement.log.missing,
    ...heldBack,
  };
}
