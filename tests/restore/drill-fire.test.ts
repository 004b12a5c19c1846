import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { systemClock } from '../../server/base/clock.ts';
import { silentLogger } from '../../server/base/logger.ts';
import { drillFire } from '../../server/compose-drill-fire.ts';
import { generateCorpus } from '../../server/operations/demo/corpus/generate-corpus.ts';
import { fillBacklog } from '../../server/operations/demo/fill-backlog.ts';
import { fillRegister } from '../../server/operations/demo/fill-register.ts';
import { furnishTeam } from '../../server/operations/demo/furnish-team.ts';
import { makeStaff } from '../../server/operations/demo/make-staff.ts';
import { startHouse } from '../support/start-house.ts';
import { close, type FirePlace, makeFirePlace } from './fire-place.ts';

// `haltija drill fire`, on the demo's data: what is restored from a backup is what was there.

let fire: FirePlace;
afterAll(() => fire?.end());

test('the demo’s register after the fire is the one before it', async () => {
  fire = await makeFirePlace();
  // Its server's user cannot enter it, so that as root the cluster lies elsewhere: the fire must not reach it there.
  await chmod(join(fire.folder, 'data'), 0o700);
  const the = await startHouse({ folder: fire.folder });
  const { house } = the;
  const corpus = generateCorpus({ seed: 1, now: new Date(), people: 8, contacts: 25, months: 6 });
  await makeStaff(house, corpus.staff);
  await furnishTeam(house, corpus.staff);
  await fillBacklog(house, corpus, new Date());
  await fillRegister(house, corpus, 1).finished;
  await close(the);
  const { compared, report } = await drillFire(fire.read(), {
    keep: false,
    log: silentLogger,
    clock: systemClock,
    tell: () => undefined,
  });
  expect(compared.filter(({ same }) => !same)).toEqual([]);
  expect(compared.filter(({ before }) => before! > 0).length).toBeGreaterThan(25);
  expect(
    compared.find(({ what }) => what === 'values register.contact_message.body_sealed')!.before,
  ).toBeGreaterThan(25);
  expect(report.statement.log).toMatchObject({ missing: 0, problems: 0 });

  // The drill took nothing of the register itself.
  const again = await startHouse({ folder: fire.folder });
  const [row] = await again.house.storage.db.query<{ contacts: number }>(
    'SELECT count(*) AS contacts FROM register.contact',
  );
  expect(row!.contacts).toBe(compared.find(({ what }) => what === 'rows register.contact')!.before);
  await close(again);
}, 180_000);
