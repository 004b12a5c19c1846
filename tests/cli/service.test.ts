import { spawnSync } from 'node:child_process';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { openKeeper } from '../../server/safeguards/vault/keeper.ts';
import { findRunningPostgres } from '../../server/storage/embedded/find-running-postgres.ts';
import { createDatabase, type Database } from '../../server/storage/database.ts';
import { checkFile } from '../../verifier/verify-log.mjs';
import { type Installation, makeInstallation, portOf, type Running } from './run-haltija.ts';

const example = join(import.meta.dirname, '../../register/kivra-customer-service.yaml');
let here: Installation;
let service: Running;

async function openAsOwner(): Promise<Database> {
  const keeper = await openKeeper(`${here.dataDir}-keeper`, { create: false });
  const found = await findRunningPostgres(join(here.dataDir, 'postgres'));
  return createDatabase(
    { ...found!.connection, password: keeper.derive('database/owner').toString('base64url') },
    { max: 1 },
  );
}

/** The version on the notice's page. */
async function versionShown(): Promise<string | undefined> {
  const answer = await fetch(`http://127.0.0.1:${portOf(service)}/en/notice`);
  return /version\s(\d+)/i.exec(await answer.text())?.[1];
}

beforeAll(async () => {
  here = await makeInstallation();
  service = await here.start();
});
afterEach(async () => {
  // The next test finds it running, whatever this one did.
  if (service.child.exitCode !== null || service.child.signalCode !== null) service = await here.start();
});
afterAll(() => here.remove());

test('the first start prints a link for the first administrator, once, and never to the log', async () => {
  const { child, ended } = service;
  child.kill('SIGTERM');
  child.kill('SIGINT');
  const { code, stdout, stderr } = await ended;
  expect(code).toBe(0);
  expect(stderr).toMatch(/http:\/\/localhost:\d+\/console\/link#[\w-]{40,}/);
  expect(stdout).not.toContain('link#');
  for (const line of stdout.trim().split('\n')) expect(JSON.parse(line)).toHaveProperty('msg');
  service = await here.start();
  expect(service.printed()).not.toContain('link#');
});

test('a second owner is refused, naming the first', async () => {
  const { code, stderr } = await here.run(['start']);
  expect(code).toBe(1);
  expect(stderr).toContain(`pid ${service.child.pid}`);
  expect(stderr).toContain('HALTIJA_DATA_DIR');
});

test('a port in use is told with its setting, and what was started is put away', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const there = await makeInstallation();
  try {
    const { code, stderr } = await there.run(['start'], {
      HALTIJA_PORT: String((other.address() as AddressInfo).port),
    });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^haltija: HALTIJA_PORT: .*in use.*\.\n$/m);
    expect(await findRunningPostgres(join(there.dataDir, 'postgres'))).toBeUndefined();
  } finally {
    other.close();
    await there.remove();
  }
});

test('after kill -9 it starts again on the same data', async () => {
  service.child.kill('SIGKILL');
  await service.ended;
  service = await here.start();
  expect((await fetch(`http://127.0.0.1:${portOf(service)}/healthz`)).status).toBe(200);
});

test('a lost link is renewed beside the running service', async () => {
  const { code, stdout } = await here.run(['staff', 'invite-administrator']);
  expect(code).toBe(0);
  expect(stdout).toMatch(/\/console\/link#[\w-]{40,}/);
});

test('what publishing would change is told in the language asked for', async () => {
  const file = join(here.folder, 'longer.yaml');
  await writeFile(file, (await readFile(example, 'utf8')).replaceAll('months: 24', 'months: 36'));
  const { stdout } = await here.run(['register', 'diff', file, '--language', 'sv']);
  expect(stdout).toMatch(
    /Förvaringstiden ”.*” \(contact\) ändras från 24 till 36 månader\. Det gäller bara det som kommer in därefter\./,
  );
}, 60_000);

test('a declaration is compared and published beside the running service, which follows it', async () => {
  const file = join(here.folder, 'shorter.yaml');
  await writeFile(file, (await readFile(example, 'utf8')).replaceAll('months: 24', 'months: 12'));
  const diff = await here.run(['register', 'diff', file]);
  expect(diff.stdout).toMatch(
    /periods\.contact: The period “.*” \(contact\) changes from 24 to 12 months\. It reaches/,
  );
  const published = await here.run(['register', 'publish', file]);
  expect(published.stdout).toContain('Version 2 is in force.');
  expect((await here.run(['register', 'publish', file])).stdout).toContain('Nothing changed');
  await expect.poll(versionShown, { timeout: 5_000 }).toBe('2');
  for (const language of ['sv', 'fi', 'en']) {
    const { stdout, stderr } = await here.run(['notice', '--lang', language]);
    expect(stdout).toContain('2918721-9');
    expect(stderr).toBe('');
  }
  expect((await here.run(['notice', '--lang', 'en', '--version', '1'])).stdout).toMatch(/version\s1/i);
  expect((await here.run(['notice', '--lang', 'en', '--version', '9'])).stderr).toContain('no version 9');
}, 60_000);

test('the promises are printed for an auditor beside the running service, and openssl checks them', async () => {
  const file = join(here.folder, 'promises.pdf');
  const { stderr } = await here.run(['promises', '--pdf', file, '--lang', 'fi']);
  const fingerprint = /Fingerprint of the key: ([0-9a-f]{64})/.exec(stderr)![1]!;
  expect((await readFile(file)).subarray(0, 5).toString()).toBe('%PDF-');
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  const openssl = (command: string) =>
    spawnSync('openssl', command.split(' '), { cwd: here.folder }).stdout.toString();
  expect(
    openssl(
      'pkeyutl -verify -pubin -inkey promises.pdf.pem -rawin -in promises.pdf -sigfile promises.pdf.sig',
    ),
  ).toContain('Signature Verified Successfully');
  const verified = await here.run(['promises', 'verify', `${file}.json`, '--key', fingerprint]);
  expect(verified).toMatchObject({ code: 0 });
}, 60_000);

test('doctor is content with a running service', async () => {
  const port = String(portOf(service));
  const { code, stdout } = await here.run(['doctor'], { HALTIJA_PORT: port });
  expect(stdout).toContain(`in use by the service (pid ${service.child.pid})`);
  expect(stdout).toContain('no superusers');
  expect(stdout).not.toMatch(/^problem/m);
  expect(code).toBe(0);
});

test('doctor accuses a role that may too much, and one that can change the log', async () => {
  const owner = await openAsOwner();
  try {
    await owner.query('ALTER ROLE haltija_log_writer SUPERUSER');
    await owner.query('GRANT UPDATE ON log.entry TO haltija_service');
    const { code, stdout } = await here.run(['doctor']);
    expect(code).toBe(1);
    expect(stdout).toContain('haltija_log_writer may more than it should');
    expect(stdout).toContain('haltija_service can change the access log');
  } finally {
    await owner.query('ALTER ROLE haltija_log_writer NOSUPERUSER');
    await owner.query('REVOKE UPDATE ON log.entry FROM haltija_service');
    await owner.end();
  }
});

test('the log is exported, and the export is a line of it', async () => {
  const { code, stdout } = await here.run(['log', 'export', '--from', '2020-01-01']);
  expect(code).toBe(0);
  const lines = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { action: string; actor: string; details: unknown });
  expect(lines.at(-1)).toMatchObject({
    action: 'export',
    actor: 'export',
    details: { format: 'ndjson', from: '2020-01-01' },
  });
  const csv = await here.run(['log', 'export', '--format', 'csv', '--to', '2020-01-01']);
  expect(csv.stdout.split('\r\n')).toHaveLength(2);
  expect((await here.run(['log', 'export', '--from', '2026-02-30'])).code).toBe(2);
});

test('log verify: well; then a row altered, and a noted root that is no longer true', async () => {
  const well = JSON.parse((await here.run(['log', 'verify', '--json'])).stdout) as {
    ok: boolean;
    until: string;
    root: string;
    entries: number;
  };
  expect(well).toMatchObject({ ok: true });
  const noted = ['log', 'verify', '--until', well.until, '--root', well.root];
  expect((await here.run(noted)).code).toBe(0);
  const owner = await openAsOwner();
  try {
    await owner.query("UPDATE log.entry SET actor = 'sweep' WHERE id = $1", [well.until]);
    const altered = await here.run(['log', 'verify']);
    expect(altered.code).toBe(1);
    expect(altered.stdout).toContain(`${well.until}  columns-altered: actor`);
    await owner.query('DELETE FROM log.entry WHERE id = $1', [well.until]);
    const gone = await here.run(noted);
    expect(gone.code).toBe(1);
    expect(gone.stdout).toContain('NOT the one noted');
  } finally {
    await owner.end();
  }
}, 60_000);

test('the tree: a line proved and the whole exported, each checked by the verifier; what is wrong is named', async () => {
  const listed = (await here.run(['log', 'export'])).stdout.trim().split('\n');
  const { id } = JSON.parse(listed[0]!) as { id: string };
  expect((await here.run(['log', 'prove', 'nonsense'])).code).toBe(2);
  expect((await here.run(['log', 'export', '--format', 'tree', '--from', '2026-01-01'])).code).toBe(2);
  expect((await here.run(['log', 'prove', crypto.randomUUID()])).code).toBe(1);
  const file = join(here.dataDir, 'proof');
  await expect.poll(async () => (await here.run(['log', 'prove', id])).code, { timeout: 20_000 }).toBe(0);
  await writeFile(file, (await here.run(['log', 'prove', id])).stdout);
  const key = (await (await fetch(`http://127.0.0.1:${portOf(service)}/access-log/key`)).text()).trim();
  expect(await checkFile(file, { key })).toMatchObject({ ok: true, entry: { id } });
  await writeFile(file, (await here.run(['log', 'export', '--format', 'tree'])).stdout);
  // A test before this one rewrote a line and took it away.
  const found = await checkFile(file, { key });
  const { tree } = JSON.parse((await here.run(['log', 'verify', '--json'])).stdout) as {
    tree: { problems: { problem: string; place: number }[] };
  };
  expect(tree.problems.map(({ problem }) => problem)).toContain('dropped');
  expect(found.problems).toEqual(tree.problems);
  expect((await here.run(['log', 'verify', '--since', id])).code).toBe(1);
  expect((await here.run(['log', 'verifier'])).stdout).toContain('createExportCheck');
}, 120_000);

test('sweep, with the service stopped', async () => {
  service.child.kill('SIGTERM');
  await service.ended;
  const { code, stdout } = await here.run(['sweep']);
  expect(code).toBe(0);
  expect(stdout).toBe('Nothing was due.\n');
});

test("the demo's reset leaves alone what is not the demo's", async () => {
  service.child.kill('SIGTERM');
  await service.ended;
  const reset = await here.run(['demo', '--reset']);
  expect(reset.code).toBe(1);
  expect(reset.stderr).toContain('nothing was removed');
  const demo = await here.run(['demo']);
  expect(demo.code).toBe(1);
  expect(demo.stderr).toContain("not the demo's");
  expect((await stat(`${here.dataDir}-keeper`)).isDirectory()).toBe(true);
});
