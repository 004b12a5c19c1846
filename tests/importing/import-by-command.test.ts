import { spawn } from 'node:child_process';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openKeeper } from '../../server/safeguards/vault/keeper.ts';
import { findRunningPostgres } from '../../server/storage/embedded/find-running-postgres.ts';
import { createDatabase, type Database } from '../../server/storage/database.ts';
import { type Installation, makeInstallation, type Running } from '../cli/run-haltija.ts';
import { withImports } from './open-import-house.ts';
import { daysAgo, writeMbox, writeOldMail } from './write-old-mail.ts';
import { compiled } from '../support/compiled.ts';

const main = join(import.meta.dirname, '../../server/cli/main.ts');
let here: Installation;
let service: Running;
let db: Database;
let declared: string;

beforeAll(async () => {
  here = await makeInstallation();
  service = await here.start();
  declared = join(here.folder, 'declared.yaml');
  await writeFile(declared, withImports());
  const keeper = await openKeeper(`${here.dataDir}-keeper`, { create: false });
  const found = await findRunningPostgres(join(here.dataDir, 'postgres'));
  db = createDatabase(
    { ...found!.connection, password: keeper.derive('database/owner').toString('base64url') },
    { max: 1 },
  );
});
afterAll(async () => {
  await db.end();
  service.child.kill('SIGTERM');
  await service.ended;
  await here.remove();
});

async function file(name: string, mails: readonly string[]): Promise<string> {
  const path = join(here.folder, name);
  await writeFile(path, writeMbox(mails));
  return path;
}
const bring = (path: string, ...more: string[]) =>
  here.run(['import', 'mail', path, '--mailbox', 'service-sv', ...more]);
const count = async (from: string) =>
  (await db.query<{ n: number }>(`SELECT count(*) AS n FROM ${from}`))[0]!.n;

test('what is not declared, not there or not named is refused with what to do', async () => {
  const path = await file('one.mbox', [writeOldMail()]);
  const undeclared = await bring(path);
  expect(undeclared).toMatchObject({ code: 1, stdout: '' });
  expect(undeclared.stderr).toContain('kind: old-mail');
  expect((await here.run(['register', 'publish', declared])).code).toBe(0);
  expect((await here.run(['import', 'mail', path])).code).toBe(2);
  expect((await here.run(['import', 'mail', path, '--mailbox', 'nobody'])).stderr).toContain('mailboxes');
  const missing = await bring(join(here.folder, 'no-such'));
  expect(missing).toMatchObject({ code: 1 });
  expect(missing.stderr).toContain('is not there');
  expect(await count("mail.raw WHERE source = 'import'")).toBe(0);
});

test('beside the running service: a dry run, the import with its report, and the same again', async () => {
  const path = await file('mixed.mbox', [
    writeOldMail({ from: 'Salainen Henkilö <salainen@example.fi>', subject: 'Hyvin salainen' }),
    writeOldMail({ date: daysAgo(5000), from: 'liian.vanha@example.fi' }),
  ]);
  const dry = await bring(path, '--dry-run', '--json');
  expect(JSON.parse(dry.stdout)).toMatchObject({ imported: 1, 'too-old': 1, dryRun: true });
  expect(await count("mail.raw WHERE source = 'import'")).toBe(0);
  const report = join(here.folder, 'report.csv');
  const done = await bring(path, '--report', report);
  expect(done).toMatchObject({ code: 0 });
  expect(done.stdout).toMatch(/1 {2}imported\n +1 {2}older than/);
  expect(await readFile(report, 'utf8')).toMatch(/^file,number,offset,class,code\n1,2,\d+,too-old,\n$/);
  expect((await stat(report)).mode & 0o777).toBe(0o600);
  for (const secret of ['alainen', 'vanha@', here.folder])
    expect(done.stdout + done.stderr).not.toContain(secret);
  expect(JSON.parse((await bring(path, '--json')).stdout)).toMatchObject({ imported: 0, 'already-there': 1 });
});

test('killed in the middle, the same command goes on: each message once, and the report of the log is whole', async () => {
  const mails = Array.from({ length: 300 }, (_, index) =>
    writeOldMail({
      id: `<killed-${index}@example.fi>`,
      from: `k${index}@example.fi`,
      date: daysAgo(300 - index / 2),
    }),
  );
  const path = await file('killed.mbox', mails);
  const before = await count('register.contact');
  const child = spawn(process.execPath, [main, 'import', 'mail', path, '--mailbox', 'service-sv'], {
    cwd: here.folder,
    stdio: 'ignore',
    env: {
      PATH: process.env['PATH'] ?? '',
      ...compiled,
      HALTIJA_DATA_DIR: here.dataDir,
      HALTIJA_MAIL_DNS: 'off',
    },
  });
  for (let tries = 0; (await count('register.contact')) < before + 40 && tries < 2_000; tries += 1)
    await new Promise((resolve) => setTimeout(resolve, 5));
  child.kill('SIGKILL');
  await new Promise((resolve) => child.once('close', resolve));
  expect(await count('register.contact')).toBeLessThan(before + 300);
  const again = JSON.parse((await bring(path, '--json')).stdout) as Record<string, number>;
  expect(again['imported']! + again['already-there']!).toBe(300);
  expect(await count('register.contact')).toBe(before + 300);
  expect(await count("mail.raw WHERE source = 'import' AND state = 'kept'")).toBe(0);
  expect(await count("register.contact WHERE status <> 'closed'")).toBe(0);
  expect(await count("operations.import_run WHERE state = 'running'")).toBe(1);
  expect((await here.run(['log', 'verify'])).code).toBe(0);
});
