import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemClock } from '../../server/base/clock.ts';
import { silentLogger } from '../../server/base/logger.ts';
import { readSettings } from '../../server/base/settings.ts';
import { restoreHere } from '../../server/compose-restore.ts';
import { enterQuarantine } from '../../server/operations/restore/quarantine.ts';
import { createDatabase, type Database } from '../../server/storage/database.ts';
import {
  type EmbeddedPostgres,
  startEmbeddedPostgres,
} from '../../server/storage/embedded/start-embedded-postgres.ts';
import { welcome } from '../promises/one-customer.ts';
import { registerFile } from '../support/start-house.ts';
import { close, type FirePlace, makeBackup, makeFirePlace } from './fire-place.ts';

// The witness saw lines that no backup has. A restore that is cut short once it has written lines of its own finds those where
// the lost ones stood: it must go on, and still tell of the lost ones.

const ownerPassword = 'one-long-invented-password';
let fire: FirePlace;
let server: EmbeddedPostgres;
let owner: Database;
let settings: ReturnType<typeof readSettings>;

beforeAll(async () => {
  fire = await makeFirePlace();
  const { the } = await fire.open();
  await welcome(the, { from: 'Åsa <asa@example.fi>', text: 'Hej' });
  await makeBackup(the);
  await welcome(the, { from: 'Pekka <pekka@example.fi>', text: 'Hei' });
  await close(the);
  await fire.burn();
  await mkdir(join(fire.folder, 'target'), { mode: 0o711 });
  server = await startEmbeddedPostgres({
    dataDir: join(fire.folder, 'target', 'postgres'),
    ownerPassword,
    databaseName: 'haltija',
    log: silentLogger,
  });
  owner = createDatabase({ ...server.connection, password: ownerPassword }, { max: 2 });
  settings = readSettings(
    {
      HALTIJA_DATA_DIR: join(fire.folder, 'data'),
      HALTIJA_SMTP_PORT: '0',
      HALTIJA_MAIL_DNS: 'off',
      HALTIJA_DATABASE_URL: `postgresql://haltija_owner:${ownerPassword}@localhost:5432/haltija?host=${encodeURIComponent(server.connection.host)}`,
    },
    { registerFile },
  );
}, 240_000);
afterAll(async () => {
  await owner?.end();
  await server?.stop();
  await fire?.end();
});

const restore = () =>
  restoreHere(settings, {
    from: fire.place,
    identities: [fire.identity],
    log: silentLogger,
    clock: systemClock,
    tell: () => undefined,
  });

test('lines-of-its-own: cut short after it has written to the log, as often as may be, a restore goes on and tells what is lost', async () => {
  // Its door: what notes that all is settled fails, after its lines have their place in the tree.
  await enterQuarantine(owner, { reason: 'behind-witness', step: 'found', details: {} });
  await owner.query('DELETE FROM public.haltija_quarantine');
  await owner.query(
    `CREATE FUNCTION public.cut() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'cut short'; END $$`,
  );
  await owner.query(
    `CREATE TRIGGER cut BEFORE UPDATE ON public.haltija_quarantine FOR EACH ROW WHEN (new.step = 'settled') EXECUTE FUNCTION public.cut()`,
  );
  const sizes: number[] = [];
  for (let times = 0; times < 4; times += 1) {
    await expect(restore()).rejects.toMatchObject({ code: 'P0001' });
    const [row] = await owner.query<{ size: number }>('SELECT max(size) AS size FROM log.checkpoint');
    sizes.push(row!.size);
  }
  await owner.query('DROP TRIGGER cut ON public.haltija_quarantine');
  const { statement } = await restore();
  expect(statement.log.missing).toBeGreaterThan(0);
  expect(statement.log).toMatchObject({ problems: 0 });
  // Its own lines are by now where all the lost ones stood.
  expect(sizes.at(-1)).toBeGreaterThanOrEqual(statement.log.lines + statement.log.missing);
  expect(statement.log.lines).toBeLessThan(sizes[0]!);
  expect(await owner.query('SELECT 1 FROM public.haltija_quarantine')).toEqual([]);
}, 240_000);
