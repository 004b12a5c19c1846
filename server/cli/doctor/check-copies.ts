import type { Db } from '../../storage/database.ts';
import { type Finding, ok, warning } from './finding.ts';

const about = 'other copies';
const tooLate = 15 * 60;

/** Archived WAL and replicas: copies of the ring that the service does not make. What the database shows of them to its owner. */
export async function checkCopies(db: Db): Promise<Finding[]> {
  const [archive] = await db.query<{ mode: string }>("SELECT current_setting('archive_mode') AS mode");
  const [replicas] = await db.query<{ count: number; lag: number | null }>(
    `SELECT count(*) AS count, max(extract(epoch FROM replay_lag))::float8 AS lag FROM pg_stat_replication`,
  );
  const findings: Finding[] = [];
  if (archive!.mode !== 'off')
    findings.push(
      warning(
        about,
        'the database archives its WAL: with the keeper it brings erased units back until their epoch ends',
        'Keep the archive apart from the keeper, and put it back only with the newest late set: docs/operate/backups.md',
      ),
    );
  const { count, lag } = replicas!;
  if (count > 0)
    findings.push(
      lag !== null && lag > tooLate
        ? warning(
            about,
            `a replica lags by ${Math.round(lag / 60)} minutes`,
            'Half an hour is the most when an epoch ends: make it synchronous, or find out what slows it',
          )
        : ok(
            about,
            `${count === 1 ? 'a replica is' : `${count} replicas are`} attached${lag === null ? '; how far behind is not shown to this role' : ''}`,
          ),
    );
  return findings;
}
