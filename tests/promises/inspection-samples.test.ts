import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkFile } from '../../verifier/verify-log.mjs';
import { handInMail } from '../support/hand-in-mail.ts';
import {
  auditor,
  base,
  codeOf,
  type InspectionHouse,
  type Opened,
  startInspectionHouse,
} from './inspection-house.ts';
import { openAsOwner } from './probes/plant.ts';

// What an auditor is given: what was agreed, nothing of customers, and samples by a seed of their own (P18, P24).

interface Listed {
  inspections: { inspectionId: string; auditor: typeof auditor; isOpen: boolean; linkWaits: boolean }[];
}

let the: InspectionHouse;
let officer: InspectionHouse['officer'];
let send: InspectionHouse['send'];
let open: InspectionHouse['open'];
let enter: InspectionHouse['enter'];
beforeAll(async () => {
  the = await startInspectionHouse();
  ({ officer, send, open, enter } = the);
});
afterAll(() => the?.stop());

describe('an inspection', () => {
  let opened: Opened;
  let cookie: string;
  beforeAll(async () => {
    opened = (await open()).body;
    cookie = await enter(opened.link);
  });
  const get = (path: string) => send('GET', `/api/inspection${path}`, cookie);

  test('shows what it is of, and of customers nothing; who inspects is sealed, and read by who may', async () => {
    expect((await get('')).json()).toMatchObject({
      inspectionId: opened.inspectionId,
      controller: 'Kivra Oy',
    });
    expect((await get('/declaration')).body).toContain('periods:');
    expect((await get('/promises?language=fi')).json<{ promises: unknown[] }>().promises).toHaveLength(28);
    expect((await get('/erasures')).statusCode).toBe(200);
    const log = await get('/log');
    expect(log.statusCode).toBe(200);
    const whole = await get('/log/export');
    for (const { body } of [log, whole])
      for (const word of ['Lindqvist', 'asa.', 'Brevet', 'Virtanen', 'Tarkkanen'])
        expect(body).not.toContain(word);
    const file = join(the.folder, 'log');
    await writeFile(file, whole.body);
    const { verifierKey } = (await get('')).json<{ verifierKey: string }>();
    expect(await checkFile(file, { key: verifierKey })).toMatchObject({ ok: true, kind: 'export' });
    const { body } = await officer.ask<Listed>('GET', base);
    expect(body.inspections.find(({ inspectionId }) => inspectionId === opened.inspectionId)).toMatchObject({
      auditor,
      isOpen: true,
      linkWaits: false,
    });
    const owner = openAsOwner(the);
    const [row] = await owner.query<{ found: string }>(
      'SELECT row_to_json(i)::text AS found FROM staff.inspection i WHERE id = $1',
      [opened.inspectionId],
    );
    await owner.end();
    expect(row!.found).not.toContain(Buffer.from('Tarkkanen').toString('hex'));
  });

  interface Sample {
    sampleId: string;
    size: number;
    commitment: string;
    seed: string | null;
  }
  const commit = async (population: string) =>
    (
      await send('POST', '/api/inspection/samples', cookie, {
        population,
        from: '2026-04-01',
        to: '2026-04-30',
      })
    ).json<Sample>();
  const draw = (id: string, seed: string, count: number) =>
    send('POST', `/api/inspection/samples/${id}/draw`, cookie, { seed, count });
  async function verify(body: string) {
    const file = join(the.folder, 'sample');
    await writeFile(file, body);
    return checkFile(file, { key: the.house.logTree.verifierKey });
  }

  test('a seed is typed after what is drawn from was signed, once, and is no sentence', async () => {
    const sample = await commit('log');
    expect(sample.commitment).toMatch(/^haltija-population-1\n/);
    expect((await get(`/samples/${sample.sampleId}/file`)).statusCode).toBe(404);
    for (const [seed, count] of [
      ['short', 5],
      ['Åsa Lindqvist', 5],
      ['12345678', 501],
      ['12345678', 0],
    ] as const)
      expect(codeOf(await draw(sample.sampleId, seed, count)), seed).toBe('invalid-input');
    expect((await draw(sample.sampleId, '8317-4402', 12)).json()).toEqual({ drawn: 12 });
    expect(codeOf(await draw(sample.sampleId, '8317-4403', 12))).toBe('already-done');
    const other = await enter((await open()).body.link);
    expect((await send('GET', `/api/inspection/samples/${sample.sampleId}/file`, other)).statusCode).toBe(
      404,
    );
  });

  test('lines drawn by the seed are proved; drawn otherwise, or changed, they are refused', async () => {
    const sample = await commit('log');
    await draw(sample.sampleId, '8317-4402', 20);
    const { body } = await get(`/samples/${sample.sampleId}/file`);
    const found = await verify(body);
    expect(found).toMatchObject({ ok: true, of: 'sample', lines: 20, whole: 20 });
    for (const word of ['Lindqvist', 'Virtanen', 'Tarkkanen']) expect(body).not.toContain(word);
    const problems = async (text: string) => (await verify(text)).problems.map(({ problem }) => problem);
    expect(await problems(body.replace('8317-4402', '8317-4403'))).toContain('not-drawn');
    const [header, first, second, ...rest] = body.split('\n');
    expect(await problems([header, second, first, ...rest].join('\n'))).toContain('not-drawn');
    expect(await problems([header, first, ...rest].join('\n'))).not.toEqual([]);
    // Again: the same lines.
    const again = await get(`/samples/${sample.sampleId}/file`);
    expect(again.body.split('\n').slice(1, 21)).toEqual(body.split('\n').slice(1, 21));
  });

  test('a line that somebody altered meanwhile, or took away, does not pass', async () => {
    const sample = await commit('log');
    await draw(sample.sampleId, '8317-4402', sample.size > 500 ? 500 : sample.size);
    const owner = openAsOwner(the);
    await owner.query(
      `UPDATE log.entry SET leaf = convert_to(replace(convert_from(leaf, 'UTF8'), 'answer-customers', 'audit-access'), 'UTF8')
       WHERE id = (SELECT entry_id FROM log.place WHERE index = 40)`,
    );
    const altered = await verify((await get(`/samples/${sample.sampleId}/file`)).body);
    expect(altered.problems.map(({ problem, place }) => [problem, place])).toEqual([['not-included', 40]]);
    await owner.query('DELETE FROM log.entry WHERE id = (SELECT entry_id FROM log.place WHERE index = 40)');
    const gone = await verify((await get(`/samples/${sample.sampleId}/file`)).body);
    expect(gone.ok).toBe(false);
    expect(gone.problems.map(({ problem, place }) => [problem, place])).toContainEqual(['dropped', 40]);
    await owner.end();
  });

  test('erasures are drawn with their certificates, disclosures and incidents as they are', async () => {
    const { db } = the.house.storage;
    const { vault, access } = the.house.contacts;
    const units: string[] = [];
    for (let at = 0; at < 9; at += 1)
      units.push((await handInMail(the.house, { from: `a${at}@example.fi` }))!);
    const grant = access.systemGrant('sweep', { units: units as never, categories: [] });
    await db.transaction((tx) => vault.destroy(tx, grant, 'contact'));
    // The database's own clock says when.
    the.clock.set(new Date(Date.now() + 1_000));
    const today = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
    const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
    const { body } = await open({ from: yesterday, to: today }, await the.officerNow());
    const at = await enter(body.link);
    const all = { population: 'erasures', from: '2026-01-01', to: today };
    // erased-while-it-is-counted: what is being written at this moment may be committed later, with an earlier moment.
    expect((await send('POST', '/api/inspection/samples', at, all)).json<Sample>().size).toBe(0);
    the.clock.set(new Date(Date.now() + 180_000));
    const sample = (await send('POST', '/api/inspection/samples', at, all)).json<Sample>();
    expect(sample.size).toBe(9);
    await send('POST', `/api/inspection/samples/${sample.sampleId}/draw`, at, { seed: '10010011', count: 4 });
    const file = await send('GET', `/api/inspection/samples/${sample.sampleId}/file`, at);
    expect(await verify(file.body)).toMatchObject({ ok: true, of: 'sample', lines: 4 });
    const line = JSON.parse(file.body.split('\n')[1]!) as {
      item: string;
      certificate: { format: string; statement: { units: unknown[] } };
    };
    expect(line.certificate).toMatchObject({ format: 'haltija-erasure-1' });
    expect(units).toContain((JSON.parse(line.item) as { unit: string }).unit);
    // What was signed is not there as it was: nothing else is passed off for it.
    const owner = openAsOwner(the);
    const again = () => send('GET', `/api/inspection/samples/${sample.sampleId}/file`, at);
    await owner.query("UPDATE ring.tombstone SET rule = 'person' WHERE unit_id = $1", [units[0]]);
    expect(codeOf(await again())).toBe('population-changed');
    await owner.query("UPDATE ring.tombstone SET rule = 'contact' WHERE unit_id = $1", [units[0]]);
    expect((await again()).statusCode).toBe(200);

    // incident-amended-after-it-was-counted: its kind, its conversation and its moment may change, and are shown as they are now.
    await owner.query(
      `INSERT INTO register.incident (id, queue, kind, persons, happened_at, aware_at, notify_by, reported_at, reported_by,
         account_sealed, delete_after, delete_rule, declaration_version)
       SELECT uuidv7(), 'service', 'other', 1, now(), now(), now(), now(), id, '\\x00', '2036-01-01', 'incident', 1
       FROM staff.member, generate_series(1, 300)`,
    );
    const incidents = (
      await send('POST', '/api/inspection/samples', at, { ...all, population: 'incidents' })
    ).json<Sample>();
    expect(incidents.size).toBeGreaterThan(300);
    await owner.query("UPDATE register.incident SET kind = 'lost', happened_at = now() - interval '1 day'");
    await send('POST', `/api/inspection/samples/${incidents.sampleId}/draw`, at, {
      seed: '10010011',
      count: 300,
    });
    const counted = await send('GET', `/api/inspection/samples/${incidents.sampleId}/file`, at);
    expect(await verify(counted.body)).toMatchObject({ ok: true, of: 'sample', lines: 300 });
    expect(counted.body).toContain('"kind":"lost"');
    await owner.end();
    const empty = (
      await send('POST', '/api/inspection/samples', at, { ...all, population: 'disclosures' })
    ).json<Sample>();
    expect(empty.size).toBe(0);
    const drawn = await send('POST', `/api/inspection/samples/${empty.sampleId}/draw`, at, {
      seed: '10010011',
      count: 1,
    });
    expect(codeOf(drawn)).toBe('invalid-input');
    the.clock.set('2026-04-07T07:00:00Z');
  });
});
