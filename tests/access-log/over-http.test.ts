import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { leaf as leafOf, treeHead } from '@transmute/rfc9162/dist/RFC9162/index.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkFile, readNotes } from '../../verifier/verify-log.mjs';
import { openAsOwner } from '../promises/probes/plant.ts';
import { downloadAs } from '../support/download-as.ts';
import { makeAdministrator, makeColleague, type Person } from '../support/sign-in.ts';
import { startHouse, type TestHouse } from '../support/start-house.ts';
import { type MovableClock, movableClock } from '../promises/move-clock.ts';
import { othersReadCheckpoint } from './tree-oracles.ts';

let the: TestHouse;
let clock: MovableClock;
let anchors: string;
let auditor: Person;
let agent: Person;
beforeAll(async () => {
  anchors = await mkdtemp(join(tmpdir(), 'haltija-anchors-'));
  clock = movableClock('2026-04-07T06:10:00Z');
  the = await startHouse({ clock, start: false, settings: { HALTIJA_ANCHOR_DIR: anchors } });
  const administrator = await makeAdministrator(the.house, the.app);
  auditor = await makeColleague(the.house, the.app, administrator, {
    userName: 'tarmo.tamminen',
    displayName: 'Tarmo Tamminen',
    tasks: ['audit-access'],
  });
  agent = await makeColleague(the.house, the.app, administrator, {
    userName: 'eero.virtanen',
    displayName: 'Eero Virtanen',
    tasks: ['answer-customers'],
  });
  byAuditor = await downloadAs(the.app, 'tarmo.tamminen');
  byAgent = await downloadAs(the.app, 'eero.virtanen');
});
afterAll(async () => {
  await the?.stop();
  await rm(anchors, { recursive: true, force: true });
});

const base = '/api/console/access-log';
interface Tree {
  verifierKey: string;
  checkpoint: { size: number; at: string; note: string } | null;
  anchors: boolean;
  anchored: { size: number; code: string | null } | null;
}
const readState = async () => (await auditor.ask<Tree>('GET', `${base}/tree`)).body;
let byAuditor: Awaited<ReturnType<typeof downloadAs>>;
let byAgent: typeof byAuditor;
const bytesAt = (path: string, ask = byAuditor) => ask(`${base}/${path}`);
const lastAct = async () => {
  const { body } = await auditor.ask<{ entries: { act: string; action: string; details: object }[] }>(
    'GET',
    `${base}?action=export&limit=1`,
  );
  return body.entries[0];
};

describe('who may not', () => {
  it('is refused tiles, lines, proofs and the whole; an address that is none is not found', async () => {
    for (const path of [
      'tree',
      'tree/checkpoint',
      'tree/tile/0/000.p/1',
      'tree/tile/entries/000.p/1',
      'tree/export',
    ])
      expect((await bytesAt(path, byAgent)).statusCode, path).toBe(403);
    for (const path of [
      'tree/tile/0/1',
      'tree/tile/64/000',
      'tree/tile/0/000.p/300',
      'tree/tile/0/999',
      'tree/tile/entries/x',
    ])
      expect((await bytesAt(path)).statusCode, path).toBe(404);
    expect((await bytesAt('entries/nonsense/proof')).statusCode).toBe(400);
  });
});

describe('the tree over HTTP', () => {
  it('others read checkpoint, hashes and lines, and compute the same root', async () => {
    await the.house.logTree.sequence();
    const { verifierKey, checkpoint } = await readState();
    const note = (await bytesAt('tree/checkpoint')).body;
    expect(note).toBe(checkpoint!.note);
    const { size, root } = othersReadCheckpoint(note, verifierKey);
    expect(size).toBeGreaterThan(5);
    const lines = (await bytesAt(`tree/tile/entries/000.p/${size}`)).rawPayload;
    expect(await lastAct()).toMatchObject({ act: 'export-access-log', details: { format: 'tree', page: 0 } });
    const hashes = (await bytesAt(`tree/tile/0/000.p/${size}`)).rawPayload;
    // Lines do not come by the route of the hashes, which asks for less and notes nothing.
    for (const path of [`entries%2F000.p/${size}`, `entries%2F000.p%2F${size}`, `entries%2f000.p%2f${size}`])
      expect((await bytesAt(`tree/tile/${path}`)).statusCode, path).toBe(404);
    const data: Uint8Array[] = [];
    for (let from = 0; from < lines.length; from += 2 + lines.readUInt16BE(from))
      data.push(new Uint8Array(lines.subarray(from + 2, from + 2 + lines.readUInt16BE(from))));
    expect(data).toHaveLength(size);
    expect(Buffer.from(await treeHead(data))).toEqual(root);
    expect(Buffer.concat(await Promise.all(data.map(leafOf)))).toEqual(hashes);
  });

  it('a line is given with its proof, which is a line of the log; the whole is given to the verifier', async () => {
    const { body } = await auditor.ask<{ entries: { id: string }[] }>('GET', `${base}?limit=1`);
    const entry = body.entries[0]!.id;
    expect(await auditor.ask('GET', `${base}/entries/${entry}/proof`)).toMatchObject({
      status: 409,
      body: { code: 'not-in-tree-yet' },
    });
    await the.house.logTree.sequence();
    const proof = await bytesAt(`entries/${entry}/proof`);
    expect(proof.headers['content-disposition']).toContain(`${entry}.tlog-proof`);
    expect(await lastAct()).toMatchObject({ details: { format: 'proof', entry } });
    const file = join(anchors, 'given');
    await writeFile(file, proof.body);
    const { verifierKey } = await readState();
    expect(await checkFile(file, { key: verifierKey })).toMatchObject({ ok: true, entry: { id: entry } });
    await writeFile(file, (await bytesAt('tree/export')).body);
    expect(await lastAct()).toMatchObject({ details: { format: 'tree' } });
    expect(await checkFile(file, { key: verifierKey })).toMatchObject({ ok: true, kind: 'export' });
    await rm(file);
  });

  it('everybody reads the key, and the last checkpoint of an hour that is over', async () => {
    const open = (path: string) => the.app.inject({ method: 'GET', url: path });
    expect((await open('/access-log/checkpoint')).statusCode).toBe(404);
    await the.house.logTree.sequence();
    const { checkpoint, verifierKey } = await readState();
    clock.pass(52 * 60_000);
    await agent.ask('GET', '/api/console/contacts');
    await the.house.logTree.sequence();
    expect((await readState()).checkpoint!.size).toBeGreaterThan(checkpoint!.size);
    expect((await open('/access-log/checkpoint')).body).toBe(checkpoint!.note);
    expect((await open('/access-log/key')).body.trim()).toBe(verifierKey);
  });
});

describe('a checkpoint kept in another folder', () => {
  it('is told of; a database put back raises the alarm, and says since when', async () => {
    await the.house.logTree.sequence();
    expect(await the.house.logTree.anchor()).toBeNull();
    const { checkpoint, anchored } = await readState();
    expect(anchored).toEqual(expect.objectContaining({ size: checkpoint!.size, code: null }));
    expect(readNotes(anchors)).toEqual([checkpoint!.note]);

    const owner = openAsOwner(the);
    const back = checkpoint!.size - 2;
    await owner.query('DELETE FROM log.checkpoint WHERE size > $1', [back]);
    await owner.query(
      'DELETE FROM log.entry WHERE id IN (SELECT entry_id FROM log.place WHERE index >= $1)',
      [back],
    );
    await owner.query('DELETE FROM log.place WHERE index >= $1', [back]);
    await owner.end();
    expect(await the.house.logTree.anchor()).toBe('log-rolled-back');
    const ready = await the.app.inject({ method: 'GET', url: '/readyz' });
    expect(ready.statusCode).toBe(200);
    expect(ready.json()).toMatchObject({
      parts: expect.arrayContaining([
        expect.objectContaining({ part: 'access-log', ok: false, code: 'log-rolled-back' }),
      ]),
    });
    expect((await readState()).anchored).toMatchObject({ code: 'log-rolled-back' });
    expect(the.logLines.filter((line) => line.includes('log-rolled-back'))).toHaveLength(1);
  });
});
