import { systemClock } from '../../base/clock.ts';
import { createDeclarations } from '../../safeguards/declaration/create-declarations.ts';
import { horizonOf } from '../../safeguards/declaration/horizon-of.ts';
import { turnsAfter } from '../../safeguards/vault/turn-epoch.ts';
import type { Db } from '../../storage/database.ts';
import { type Finding, ok, problem, warning } from './finding.ts';

const about = 'epochs';
const day = 86_400_000;

/** How old the keys' epoch is, and whether its turning is late. */
export async function checkEpochs(db: Db): Promise<Finding[]> {
  const live = await db.query<{ epoch: number; age: number }>(
    `SELECT epoch, (extract(epoch FROM now() - began_at) * 1000)::float8 AS age FROM ring.epoch
     WHERE ended_at IS NULL ORDER BY epoch`,
  );
  const [oldest] = live;
  if (oldest === undefined) return [];
  const declarations = createDeclarations({ db, clock: systemClock });
  if (!(await declarations.refresh())) return [];
  const horizon = horizonOf(declarations.current().declaration);
  const days = (milliseconds: number) => {
    const whole = Math.floor(milliseconds / day);
    return whole === 1 ? '1 day' : `${whole} days`;
  };
  const says = `epoch ${oldest.epoch} is ${days(oldest.age)} old; the horizon is ${days(horizon * day)}`;
  if (oldest.age > horizon * day)
    return [
      problem(
        about,
        `${says}: what was erased can still be brought back by an old copy`,
        'haltija key turn goes on with the turning, and says what is in the way',
      ),
    ];
  const index = await checkIndex(db, horizon, days);
  if (live.length > 1) return [ok(about, `${says}; it is being turned`), ...index];
  return [ok(about, `${says}; it turns in ${days(Math.max(0, turnsAfter(horizon) - oldest.age))}`), ...index];
}

/** How old the cover is that digests and search lie under, and whether they are being laid under the next. */
async function checkIndex(
  db: Db,
  horizon: number,
  days: (milliseconds: number) => string,
): Promise<Finding[]> {
  const covers = await db.query<{ generation: number; written: boolean; age: number }>(
    `SELECT generation, written_at IS NOT NULL AS written, (extract(epoch FROM now() - began_at) * 1000)::float8 AS age
     FROM ring.index_cover WHERE ended_at IS NULL ORDER BY generation`,
  );
  const [oldest, next] = covers;
  if (oldest === undefined) return [];
  if (oldest.generation === 0)
    return [
      warning(
        'index',
        'what is found by look-up lies under no cover yet: guesses can be tried on an older copy',
        'It is laid under one within the hour while the service runs; haltija key turn-index does it now',
      ),
    ];
  const says = `look-ups lie under cover ${oldest.generation}, ${days(oldest.age)} old`;
  if (oldest.age > horizon * day)
    return [
      problem(
        'index',
        `${says}; the horizon is ${days(horizon * day)}`,
        'haltija key turn says what is in the way',
      ),
    ];
  if (next === undefined) return [ok('index', `${says}; the next comes with the next epoch`)];
  return [
    ok('index', `${says}; ${next.written ? 'they are being laid under the next' : 'the next is known'}`),
  ];
}
