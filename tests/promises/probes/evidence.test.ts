import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmod, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Promises } from '../../../contract/console/promises.ts';
import { type Bundle, makeBundle, verifyBundle } from '../../../server/safeguards/promises/bundle.ts';
import { promiseWords } from '../../../server/safeguards/promises/promise-words.ts';
import type { Database } from '../../../server/storage/database.ts';
import { jobQueue } from '../../../server/storage/job-queue.ts';
import { type SmtpSink, startSmtpSink } from '../../email/start-smtp-sink.ts';
import { downloadAs } from '../../support/download-as.ts';
import { readPdf, unspaced } from '../../support/read-pdf.ts';
import { readZip } from '../../support/read-zip.ts';
import { makeColleague, type Person } from '../../support/sign-in.ts';
import { type Desk, openDesk, welcome } from '../one-customer.ts';
import { readPage } from '../visit.ts';
import { openAsOwner, runAll } from './plant.ts';

// What the probes found is stored, shown to who may see it, told to the data protection contact, and signed for an auditor.

let sink: SmtpSink;
let desk: Desk;
let owner: Database;
let auditor: Person;
beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'haltija-evidence-'));
  await chmod(folder, 0o711);
  sink = await startSmtpSink();
  desk = await openDesk({
    folder,
    settings: { HALTIJA_OUTGOING_SMTP_URL: `smtp://127.0.0.1:${sink.port}` },
  });
  owner = openAsOwner(desk.the);
  auditor = await makeColleague(desk.the.house, desk.the.app, desk.administrator, {
    userName: 'tarja.laine',
    displayName: 'Tarja Laine',
    tasks: ['audit-access'],
  });
  await welcome(desk.the);
  // Nothing is asked before a test does.
  await desk.the.house.storage.db.query("SELECT graphile_worker.remove_job('check-promises')");
});
afterAll(async () => {
  await owner.end();
  await desk.the.stop();
  await sink.stop();
});

const read = (language = 'en') => auditor.ask<Promises>('GET', `/api/console/promises?language=${language}`);

test('an agent has no business here', async () => {
  for (const [method, url] of [
    ['GET', '/api/console/promises?language=en'],
    ['GET', '/api/console/promises/bundle?language=en'],
    ['POST', '/api/console/promises/check'],
  ] as const)
    expect(await desk.agent.ask(method, url)).toMatchObject({ status: 403, body: { code: 'task-missing' } });
});

test('before anything was checked nothing is green', async () => {
  const { body } = await read();
  expect(body.checkedAt).toBeNull();
  expect(body.promises.filter(({ status }) => status === 'kept' || status === 'in-part')).toEqual([]);
});

test('checked on demand it is stored, and who asks again at once is given the same', async () => {
  const first = await auditor.ask<{ checkedAt: string; broken: number }>(
    'POST',
    '/api/console/promises/check',
  );
  expect(first).toMatchObject({ status: 200, body: { broken: 0 } });
  expect(await auditor.ask('POST', '/api/console/promises/check')).toEqual(first);
  const { body } = await read();
  expect(body.checkedAt).toBe(first.body.checkedAt);
  const status = Object.fromEntries(body.promises.map((each) => [each.number, each.status]));
  expect(status).toMatchObject({
    2: 'kept',
    3: 'kept',
    10: 'in-part',
    11: 'in-part',
    18: 'not-yet',
    8: 'not-attested',
  });
  const [late] = body.promises.find(({ number }) => number === 10)!.probes;
  expect(late).toMatchObject({ probe: 'P10.past-their-date', newest: { state: 'kept', numerator: 0 } });
  expect(late!.newest!.denominator).toBeGreaterThan(1);
  expect(late!.asks.join()).toContain('delete_after');
});

test.each(['sv', 'fi', 'en'] as const)('the notice and its words come in %s', async (language) => {
  const { body } = await read(language);
  expect(body.title).toBe(
    { sv: 'Dataskyddsbeskrivning', fi: 'Tietosuojaseloste', en: 'Privacy notice' }[language],
  );
  expect(
    new Set(body.sections.flatMap(({ blocks }) => blocks.flatMap(({ promises }) => promises))).size,
  ).toBe(28);
});

test('the public reads how it is kept, and nothing of how it is made', async () => {
  for (const language of ['sv', 'fi', 'en']) {
    const page = await readPage(desk.the.app, `/${language}/promises`);
    expect(page).not.toMatch(/server\/|\.ts\b|SELECT|log\.entry|register\.|P\d+\.[a-z]/);
  }
  const page = await readPage(desk.the.app, '/en/promises');
  expect(page).toContain('Kept, and checked');
  expect(page).toContain('We never sell personal data to third parties.');
  expect((await readPage(desk.the.app, '/en')).toLowerCase()).toContain('see how');
});

test('a broken promise is told to the data protection contact once, with what to do and about nobody', async () => {
  await owner.query('GRANT DELETE ON log.entry TO haltija_service');
  await runAll(desk.the, ['P7.least-privilege']);
  await runAll(desk.the, ['P7.least-privilege']);
  expect(sink.mails).toHaveLength(1);
  const [mail] = sink.mails;
  expect(mail).toMatchObject({ sender: '', recipients: ['tietosuoja@kivra.fi'] });
  const letter = await PostalMime.parse(mail!.raw);
  expect(letter.subject).toBe('Tietosuojaselosteen lupaus ei pidä (7)');
  expect(letter.from?.address).toBe('asiakaspalvelu@posti.example');
  expect(letter.text).toContain('Lupaus 7: Suojaus');
  expect(letter.text).toContain('REVOKE');
  expect(letter.text).toContain('/console/promises');
  const shown = (await read()).body.promises[6]!;
  expect(shown).toMatchObject({ number: 7, status: 'broken' });
  expect(shown.probes.find(({ probe }) => probe === 'P7.least-privilege')!.mailedAt).not.toBeNull();
  // What the public may know of a weak place.
  const page = await desk.the.app.inject({ method: 'GET', url: '/sv/promises' });
  expect(page.body).not.toContain('GRANT');
  await owner.query('REVOKE DELETE ON log.entry FROM haltija_service');
  await runAll(desk.the, ['P7.least-privilege']);
  expect((await read()).body.promises[6]).toMatchObject({ status: 'in-part' });
  // Broken anew it is told anew.
  await owner.query('GRANT DELETE ON log.entry TO haltija_service');
  await runAll(desk.the, ['P7.least-privilege']);
  expect(sink.mails).toHaveLength(2);
  await owner.query('REVOKE DELETE ON log.entry FROM haltija_service');
  await runAll(desk.the, ['P7.least-privilege']);
});

test('a letter that could not be sent goes with the next run', async () => {
  const before = sink.mails.length;
  sink.refuse({ at: 'data', code: 451 });
  await owner.query('GRANT TRUNCATE ON log.entry TO haltija_service');
  await runAll(desk.the, ['P7.least-privilege']);
  expect(sink.mails).toHaveLength(before);
  sink.refuse(undefined);
  await runAll(desk.the, ['P7.least-privilege']);
  expect(sink.mails).toHaveLength(before + 1);
  await owner.query('REVOKE TRUNCATE ON log.entry FROM haltija_service');
  await runAll(desk.the, ['P7.least-privilege']);
});

test('the product can neither change nor remove what was found', async () => {
  const { db } = desk.the.house.storage;
  for (const statement of [
    "UPDATE promises.result SET state = 'kept'",
    'DELETE FROM promises.result',
    'TRUNCATE promises.result',
    'DELETE FROM promises.alert',
    'UPDATE promises.alert SET since = now()',
    'DELETE FROM promises.attestation',
  ])
    await expect(db.query(statement), statement).rejects.toMatchObject({ code: '42501' });
});

test('after a month one result a day is kept, the worst of it; after 400 days none', async () => {
  await owner.query('CREATE TABLE public.kept AS SELECT * FROM promises.result');
  await owner.query('DELETE FROM promises.result');
  const insert = (ago: string, state: string, numerator: number) =>
    owner.query(
      `INSERT INTO promises.result SELECT 'P2.versions-unaltered', date_trunc('day', now(), 'UTC') - $1::interval, 2, 1, sha256('x'), $2, $3, 1, '{}', NULL, 1`,
      [ago, state, numerator],
    );
  for (const hours of [1, 2, 3]) await insert(`40 days ${hours} hours`, 'kept', 0);
  await insert('40 days 4 hours', 'broken', 1);
  for (const hours of [1, 2]) await insert(`50 days ${hours} hours`, 'kept', 0);
  for (const hours of [1, 2, 3]) await insert(`3 days ${hours} hours`, 'kept', 0);
  await insert('401 days 1 hour', 'broken', 1);
  expect(await desk.the.house.storage.db.query('SELECT promises.thin_out() AS gone')).toEqual([{ gone: 5 }]);
  const left = await owner.query<{ state: string; days: number }>(
    'SELECT state, (extract(epoch FROM now() - at) / 86400)::int AS days FROM promises.result ORDER BY at',
  );
  expect(left.map(({ state }) => state)).toEqual(['kept', 'broken', 'kept', 'kept', 'kept']);
  await owner.query('DELETE FROM promises.result');
  await owner.query('INSERT INTO promises.result SELECT * FROM public.kept');
  await owner.query('DROP TABLE public.kept');
});

test('a bundle is checked by somebody else, and shows whatever was altered in it', async () => {
  const { house } = desk.the;
  const bundle = await makeBundle({
    db: house.storage.db,
    clock: house.clock,
    keeper: house.storage.keeper,
    current: () => house.declarations.current(),
  });
  const text = JSON.stringify(bundle, null, 2);
  const { ok, fingerprint } = verifyBundle(text);
  expect(ok).toBe(true);
  expect(verifyBundle(text, fingerprint)).toMatchObject({ ok: true });
  expect(verifyBundle(text, 'ab'.repeat(32))).toMatchObject({ ok: false, problem: 'other-key' });
  for (const [from, to] of [
    ['"numerator": 0', '"numerator": 1'],
    ['"status": "not-yet"', '"status": "kept"'],
    ['Kivra Oy', 'Toinen Oy'],
    ['delete_after < $1', 'delete_after < $2'],
    [bundle.signature.value.slice(0, 8), 'AAAAAAAA'],
  ] as const) {
    expect(text).toContain(from);
    expect(verifyBundle(text.replace(from, to)).ok, from).toBe(false);
  }
  expect(verifyBundle('{}')).toEqual({ ok: false, problem: 'not-a-bundle' });
  expect(verifyBundle('rubbish')).toEqual({ ok: false, problem: 'not-a-bundle' });
  expect(text).not.toMatch(/Åsa|asa\.lindqvist/);
});

test.each(['sv', 'fi', 'en'] as const)(
  'a printed bundle in %s says all of it, and openssl alone shows whatever was altered',
  async (language) => {
    const download = await downloadAs(desk.the.app, auditor.userName);
    const answer = await download(`/api/console/promises/bundle?language=${language}`);
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['content-type']).toBe('application/zip');
    const files = readZip(answer.rawPayload);
    const [pdf, sig, pem, json] = ['pdf', 'pdf.sig', 'pdf.pem', 'pdf.json'].map(
      (ending) =>
        files.find(({ name }) => /^promises-\d{4}-\d\d-\d\d\./.test(name) && name.endsWith(`.${ending}`))!
          .bytes,
    ) as [Buffer, Buffer, Buffer, Buffer];
    expect(files).toHaveLength(4);
    const { fingerprint } = verifyBundle(json.toString());
    expect(fingerprint).toMatch(/^[0-9a-f]{64}$/);

    // By the lines that docs/operate/promises.md gives.
    const folder = await mkdtemp(join(tmpdir(), 'haltija-auditor-'));
    const openssl = async (changed: Buffer) => {
      await Promise.all([
        writeFile(join(folder, 'a.pdf'), changed),
        writeFile(join(folder, 'a.sig'), sig),
        writeFile(join(folder, 'a.pem'), pem),
      ]);
      return spawnSync(
        'openssl',
        'pkeyutl -verify -pubin -inkey a.pem -rawin -in a.pdf -sigfile a.sig'.split(' '),
        {
          cwd: folder,
        },
      ).status;
    };
    expect(await openssl(pdf)).toBe(0);
    const altered = Buffer.from(pdf);
    altered[2000] = altered[2000]! ^ 1;
    expect(await openssl(altered)).not.toBe(0);
    const der = spawnSync('openssl', 'pkey -pubin -in a.pem -outform DER'.split(' '), { cwd: folder }).stdout;
    expect(createHash('sha256').update(der.subarray(-32)).digest('hex')).toBe(fingerprint);

    const { text, language: heard } = await readPdf(pdf);
    expect(heard).toMatch(new RegExp(`^${language}`));
    const { promises: titles, probes } = promiseWords(language);
    const { statement } = JSON.parse(json.toString()) as Bundle;
    for (const { promise, control, probes: asked } of statement.promises) {
      expect(text).toContain(unspaced(`P${promise} ${titles[promise]!.title}`));
      for (const path of control) expect(text).toContain(unspaced(path));
      for (const { probe, asksSha256 } of asked) {
        expect(text).toContain(unspaced(probes[probe]!.counts));
        expect(text).toContain(asksSha256);
      }
    }
    for (const said of [
      createHash('sha256').update(json).digest('hex'),
      fingerprint!,
      statement.accessLog.root,
      statement.controller.businessId,
    ])
      expect(text).toContain(said);
    expect(text).not.toMatch(/undefined|Åsa/);
  },
);

test('the hourly job asks them all', async () => {
  const { db } = desk.the.house.storage;
  const runs = async () =>
    (
      await db.query<{ runs: number }>(
        'SELECT count(DISTINCT at) AS runs FROM promises.result WHERE probe = $1',
        ['P28.passes-todays-checks'],
      )
    )[0]!.runs;
  const before = await runs();
  await jobQueue.enqueue(db, 'check-promises', {});
  for (let tries = 0; tries < 200 && (await runs()) === before; tries += 1)
    await new Promise((resolve) => setTimeout(resolve, 50));
  expect(await runs()).toBeGreaterThan(before);
});
