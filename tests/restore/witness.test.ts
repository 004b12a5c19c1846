import { cp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createQuarantineServer } from '../../server/api/quarantine-server.ts';
import { silentLogger } from '../../server/base/logger.ts';
import { systemClock } from '../../server/base/clock.ts';
import { compose } from '../../server/compose.ts';
import { replayHere, type RestoreOptions } from '../../server/compose-restore.ts';
import { isWell } from '../../server/operations/restore/report.ts';
import { removeEmbeddedPostgres } from '../../server/storage/embedded/remove-embedded-postgres.ts';
import { type Customer, welcome } from '../promises/one-customer.ts';
import { openAsOwner } from '../promises/probes/plant.ts';
import { signInAgain } from '../promises/visit.ts';
import type { TestHouse } from '../support/start-house.ts';
import { close, copy, type FirePlace, makeBackup, makeFirePlace } from './fire-place.ts';

// A database that was put back by other means than a restore, and is older than what was seen of it: nothing is served from it
// until what happened since is laid over it.

let fire: FirePlace;
let the: TestHouse;
let kept: Customer;
let erased: Customer;
beforeAll(async () => {
  fire = await makeFirePlace();
  ({ the } = await fire.open());
  kept = await welcome(the, { from: 'Åsa <asa@example.fi>', text: 'Hej, Kanelbulle ett' });
  erased = await welcome(the, { from: 'Pekka <pekka@example.fi>', text: 'Hei, Kanelbulle kaksi' });
  await makeBackup(the);
  const before = openAsOwner(the);
  await before.query(
    `INSERT INTO staff.link (token_digest, purpose, made_at, expires_at)
     VALUES (decode(repeat('ab', 32), 'hex'), 'first-administrator', now(), now() + interval '1 day')`,
  );
  await before.end();
  await close(the);
  await copy('cp', ['-a', join(fire.folder, 'data'), join(fire.folder, 'snapshot')]);
  the = await fire.reopen();
  const owner = openAsOwner(the);
  await owner.query("UPDATE register.contact SET delete_after = now() - interval '1 minute' WHERE id = $1", [
    erased.contactId,
  ]);
  await the.house.sweep();
  await owner.end();
  // The place has lines of the log that the snapshot has not.
  await the.house.backups.keep();
  await close(the);
}, 240_000);
afterAll(async () => {
  await the?.stop().catch(() => undefined);
  await fire?.end();
});

async function putBackSnapshot(): Promise<void> {
  await removeEmbeddedPostgres(join(fire.folder, 'data', 'postgres'));
  await rm(join(fire.folder, 'data'), { recursive: true, force: true });
  await copy('cp', ['-a', join(fire.folder, 'snapshot'), join(fire.folder, 'data')]);
}

const options = (more: Partial<RestoreOptions> = {}): RestoreOptions => ({
  identities: [],
  log: silentLogger,
  clock: systemClock,
  tell: () => undefined,
  ...more,
});
const start = () =>
  compose(fire.read(), { log: silentLogger }).then(
    async (house) => {
      await house.stop();
      return 'served';
    },
    (error: { code?: string; details?: Record<string, unknown> }) => [error.code, error.details?.['reason']],
  );

test('the register as it was left starts as ever', async () => {
  expect(await start()).toBe('served');
}, 240_000);

test('an older database is quarantined, at the next start too', async () => {
  await putBackSnapshot();
  expect(await start()).toEqual(['quarantined', 'behind-witness']);
  expect(await start()).toEqual(['quarantined', 'behind-witness']);
}, 240_000);

test('meanwhile HTTP says so, to people in three languages and to programs by code', async () => {
  const app = await createQuarantineServer({ tls: undefined }, silentLogger, {
    reason: 'behind-witness',
    since: new Date(),
  });
  try {
    for (const url of ['/', '/console', '/fi/notice']) {
      const page = await app.inject({ method: 'GET', url });
      expect(page.statusCode).toBe(503);
      expect(page.headers['content-type']).toContain('text/html');
      for (const language of ['fi', 'sv', 'en']) expect(page.body).toContain(`lang="${language}"`);
    }
    const call = await app.inject({ method: 'POST', url: '/api/console/sign-in', payload: {} });
    expect([call.statusCode, call.json()]).toMatchObject([503, { code: 'quarantined' }]);
    const ready = await app.inject({ method: 'GET', url: '/readyz' });
    expect([ready.statusCode, ready.json()]).toMatchObject([
      503,
      { ready: false, parts: [{ part: 'register', code: 'quarantined-behind-witness' }] },
    ]);
    expect((await app.inject({ method: 'GET', url: '/healthz' })).statusCode).toBe(200);
  } finally {
    await app.close();
  }
});

test('replayed from the witness alone, the erased are gone, and it is served', async () => {
  const { statement } = await replayHere(fire.read(), options());
  expect(statement).toMatchObject({ kind: 'replay', backup: null, late: null });
  expect(statement.replayed.erasures).toBeGreaterThan(0);
  expect(Object.values(statement.units['contact']!.erased)).toEqual([1]);
  expect(statement.log.missing).toBeGreaterThan(0);
  the = await fire.reopen();
  const agent = await signInAgain(the.app, 'eero.virtanen');
  expect((await agent('GET', `/api/console/contacts/${kept.contactId}`)).status).toBe(200);
  expect((await agent('GET', `/api/console/contacts/${erased.contactId}`)).status).toBe(404);
  // revived-link: one that was used after the snapshot would open once more.
  expect(
    await the.house.storage.db.query('SELECT 1 FROM staff.link WHERE expires_at > now() AND used_at IS NULL'),
  ).toEqual([]);
  await close(the);
  expect(await start()).toBe('served');
}, 240_000);

test('forked-log: after a replay backups go on, and what they hold can be restored', async () => {
  the = await fire.reopen();
  await makeBackup(the);
  await close(the);
  await fire.burn();
  const { statement } = await fire.restore();
  expect(isWell(statement)).toBe(true);
  expect(statement.log).toMatchObject({ missing: 0, problems: 0 });
  expect(await start()).toBe('served');
}, 240_000);

test('there is nothing to be replayed onto a register that is served', async () => {
  await expect(replayHere(fire.read(), options())).rejects.toMatchObject({
    details: { reason: 'not-quarantined' },
  });
}, 240_000);

test('a tombstone taken away is missed; so is a witness that was altered', async () => {
  the = await fire.reopen();
  const owner = openAsOwner(the);
  const [stone] = await owner.query('DELETE FROM ring.tombstone WHERE unit_id = $1 RETURNING *', [
    erased.contactId,
  ]);
  expect(stone).toBeDefined();
  // Its process looks no more: it would list what is there now.
  await owner.end();
  await close(the);
  expect(await start()).toEqual(['quarantined', 'behind-witness']);
  await replayHere(fire.read(), options());
  expect(await start()).toBe('served');
  const witness = join(fire.folder, 'data-keeper', 'witness');
  const list = (await readdir(witness)).find((name) => name.startsWith('erased-'))!;
  await cp(join(witness, list), join(fire.folder, 'list'));
  await rm(join(witness, list));
  expect(await start()).toBe('served');
  await putBackSnapshot();
  expect(await start()).toEqual(['quarantined', 'behind-witness']);
}, 240_000);
