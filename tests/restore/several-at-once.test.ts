import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { silentLogger } from '../../server/base/logger.ts';
import { systemClock } from '../../server/base/clock.ts';
import { readSettings } from '../../server/base/settings.ts';
import { restoreHere } from '../../server/compose-restore.ts';
import { compose } from '../../server/compose.ts';
import { restoreLock } from '../../server/operations/restore/hold-for-restore.ts';
import {
  enterBehindWitness,
  enterQuarantine,
  liftQuarantine,
  readQuarantine,
} from '../../server/operations/restore/quarantine.ts';
import { createDatabase, type Database } from '../../server/storage/database.ts';
import {
  type EmbeddedPostgres,
  startEmbeddedPostgres,
} from '../../server/storage/embedded/start-embedded-postgres.ts';
import { welcome } from '../promises/one-customer.ts';
import { registerFile } from '../support/start-house.ts';
import { close, type FirePlace, makeBackup, makeFirePlace } from './fire-place.ts';

// Several processes at one database while it is restored: another restore, a start, a kill in the midst.

const ownerPassword = 'one-long-invented-password';
let fire: FirePlace;
let server: EmbeddedPostgres;
let owner: Database;
let other: pg.Client;
let settings: ReturnType<typeof readSettings>;

beforeAll(async () => {
  fire = await makeFirePlace();
  const { the } = await fire.open();
  await welcome(the, { from: 'Åsa <asa@example.fi>', text: 'Hej' });
  await makeBackup(the);
  await close(the);
  await fire.burn();
  await mkdir(join(fire.folder, 'target'), { mode: 0o711 });
  server = await startEmbeddedPostgres({
    dataDir: join(fire.folder, 'target', 'postgres'),
    ownerPassword,
    databaseName: 'haltija',
    log: silentLogger,
  });
  const connection = { ...server.connection, password: ownerPassword };
  owner = createDatabase(connection, { max: 2 });
  other = new pg.Client(connection);
  await other.connect();
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
  await other?.end().catch(() => undefined);
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

test('two-restores: beside one that is under way another is refused, and writes nothing', async () => {
  await other.query('SELECT pg_advisory_lock($1)', [restoreLock]);
  await expect(restore()).rejects.toMatchObject({ details: { reason: 'restore-running' } });
  expect(await readQuarantine(owner)).toBeUndefined();
  await other.query('SELECT pg_advisory_unlock($1)', [restoreLock]);
}, 120_000);

test('restoring-overwritten: a start that finds the database behind leaves a restore its steps', async () => {
  const details = { backup: 'one', late: 7 };
  await enterQuarantine(owner, { reason: 'restoring', step: 'loaded', details });
  await enterBehindWitness(owner, { 'log-rolled-back': 3 });
  expect(await readQuarantine(owner)).toMatchObject({ reason: 'restoring', step: 'loaded', details });
  await liftQuarantine(owner);
  await enterBehindWitness(owner, { 'log-rolled-back': 3 });
  expect(await readQuarantine(owner)).toMatchObject({ reason: 'behind-witness', step: 'found' });
  await owner.query('DROP TABLE public.haltija_quarantine');
}, 60_000);

test('half-removed: killed while it removes the tables of a service that came up empty, it begins again', async () => {
  await expect(compose(settings, { log: silentLogger })).rejects.toMatchObject({ code: 'quarantined' });
  await other.query('BEGIN');
  await other.query('LOCK TABLE team.rule');
  const cut = restore().then(
    () => 'restored',
    (error: { code?: string }) => error.code,
  );
  await expect
    .poll(
      () =>
        owner.query(
          "SELECT pid FROM pg_stat_activity WHERE application_name = 'haltija-restore' AND wait_event_type = 'Lock'",
        ),
      { timeout: 60_000, interval: 20 },
    )
    .not.toEqual([]);
  await owner.query(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'haltija-restore'",
  );
  expect(await cut).toBe('storage-unavailable');
  await other.query('ROLLBACK');
  await sleep(200);
  const { statement } = await restore();
  expect(statement.units['contact']).toMatchObject({ held: 1, alarms: 0 });
  expect(await readQuarantine(owner)).toBeUndefined();
}, 240_000);
