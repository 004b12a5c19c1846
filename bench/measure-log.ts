import crypto from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import type { House } from '../server/compose.ts';
import { newId } from '../server/base/new-id.ts';
import type { NewLogEntry } from '../server/safeguards/access-log/log-entry.ts';
import { checkFile } from '../verifier/verify-log.mjs';
import { ownerConnection } from './connect-as-owner.ts';
import { median, type Measurement } from './measurement.ts';
import { startBenchHouse } from './start-bench-house.ts';

/** Rows in a statement, as the appender's largest batch. */
const batch = 500;

/** B9: lines appended per second while the sequencer works, and lines verified per second by the verifier, which has only the file. */
export async function measureLog(options: {
  quick: boolean;
  log(line: string): void;
}): Promise<Measurement[]> {
  const { house, folder, stop } = await startBenchHouse();
  try {
    const appended = await measureAppending(house, options);
    while ((await house.logTree.sequence()) > 0);
    return [appended, await measureVerifying(house, join(folder, 'log.export'), options)];
  } finally {
    await stop();
  }
}

/** A list of fifty contacts is one line in ten; the others name one. */
function makeLines(count: number): NewLogEntry[] {
  return Array.from({ length: count }, (_, at) => ({
    action: at % 10 === 0 ? 'list' : 'view',
    actorKind: 'staff',
    actor: '01900000-0000-7000-8000-0000000000aa',
    act: 'open-contact',
    task: 'answer-customers',
    purposes: ['service'],
    categories: ['name', 'message'],
    units: Array.from({ length: at % 10 === 0 ? 50 : 1 }, () => newId()),
    subjects: Array.from({ length: at % 10 === 0 ? 50 : 1 }, () => crypto.randomUUID()),
    reason: null,
    refusal: null,
    declarationVersion: 1,
    details: { opened: 1 },
  }));
}

async function measureAppending(
  house: House,
  { quick, log }: { quick: boolean; log(line: string): void },
): Promise<Measurement> {
  const size = quick ? 5_000 : 20_000;
  const owner = new pg.Client(ownerConnection(house));
  await owner.connect();
  // The same columns and indexes, without the bytes that are hashed; and a second one with its primary key alone.
  await owner.query('CREATE SCHEMA bench');
  await owner.query('CREATE TABLE bench.entry (LIKE log.entry INCLUDING ALL)');
  await owner.query('ALTER TABLE bench.entry DROP COLUMN leaf');
  await owner.query('CREATE TABLE bench.bare (LIKE bench.entry)');
  await owner.query('ALTER TABLE bench.bare ADD PRIMARY KEY (id)');
  const insertInto = async (table: string, lines: readonly NewLogEntry[]) => {
    for (let from = 0; from < lines.length; from += batch) {
      const rows = lines.slice(from, from + batch).map((line) => ({
        ...line,
        id: newId(),
        at: new Date(),
        actor_kind: line.actorKind,
        declaration_version: line.declarationVersion,
      }));
      await owner.query({
        name: table,
        text: `INSERT INTO ${table} SELECT * FROM json_populate_recordset(NULL::${table}, $1)`,
        values: [JSON.stringify(rows)],
      });
    }
  };
  const rounds: { ours: number; baseline: number }[] = [];
  const bare: number[] = [];
  try {
    for (let round = 0; round <= (quick ? 2 : 5); round += 1) {
      const lines = makeLines(size);
      const time = { ours: 0, baseline: 0, bare: 0 };
      const run = {
        ours: async () => {
          time.ours = await seconds(() => Promise.all(lines.map((line) => house.accessLog.record(line))));
        },
        baseline: async () => (time.baseline = await seconds(() => insertInto('bench.entry', lines))),
      };
      for (const which of round % 2 === 0 ? (['baseline', 'ours'] as const) : (['ours', 'baseline'] as const))
        await run[which]();
      time.bare = await seconds(() => insertInto('bench.bare', lines));
      // The first round warms both.
      if (round === 0) continue;
      rounds.push({ ours: size / time.ours, baseline: size / time.baseline });
      bare.push(size / time.bare);
      log(
        `B9 round ${round}: ${Math.round(size / time.ours)} of ${Math.round(size / time.baseline)} lines/s appended (${Math.round(size / time.bare)} with a primary key alone)`,
      );
    }
  } finally {
    await owner.query('DROP SCHEMA bench CASCADE');
    await owner.end();
  }
  const ratio = median(rounds.map(({ ours, baseline }) => ours / baseline));
  return {
    id: 'B9',
    what: 'lines appended, durable, against a bare batched insert with the same columns and indexes',
    ours: median(rounds.map(({ ours }) => ours)),
    baseline: median(rounds.map(({ baseline }) => baseline)),
    unit: 'lines/s',
    ratio,
    aim: 'ratio ≥ 0.7',
    met: ratio >= 0.7,
    rounds,
    notes: { linesARound: size, batch, 'lines/s with a primary key alone': Math.round(median(bare)) },
  };
}

async function measureVerifying(
  house: House,
  file: string,
  { quick, log }: { quick: boolean; log(line: string): void },
): Promise<Measurement> {
  const stream = createWriteStream(file);
  for await (const part of house.logTree.export()) if (!stream.write(part)) await once(stream, 'drain');
  stream.end();
  await once(stream, 'close');
  const text = await readFile(file);
  const leaves: Buffer[] = [];
  for (let from = 0, end = text.indexOf(10); end >= 0; from = end + 1, end = text.indexOf(10, from))
    if (text.toString('latin1', from, from + 8) === '{"act":"')
      leaves.push(Buffer.concat([Buffer.from('haltija-log-1\n'), text.subarray(from, end)]));
  const bytes = leaves.reduce((sum, leaf) => sum + leaf.length, 0);
  const rounds: { ours: number; baseline: number }[] = [];
  for (let round = 0; round <= (quick ? 2 : 5); round += 1) {
    const baseline = await seconds(async () => {
      for (const leaf of leaves) crypto.hash('sha256', leaf, 'buffer');
    });
    let ok = false;
    const ours = await seconds(async () => {
      ({ ok } = await checkFile(file, { key: house.logTree.verifierKey }));
    });
    if (!ok) throw new Error('B9: the log does not verify');
    if (round === 0) continue;
    rounds.push({ ours: leaves.length / ours, baseline: leaves.length / baseline });
    log(
      `B9 round ${round}: ${Math.round(leaves.length / ours)} of ${Math.round(leaves.length / baseline)} lines/s verified`,
    );
  }
  const ratio = median(rounds.map(({ ours, baseline }) => ours / baseline));
  return {
    id: 'B9',
    what: 'lines verified from the file, with tree and signatures, against SHA-256 alone over the same lines in memory',
    ours: median(rounds.map(({ ours }) => ours)),
    baseline: median(rounds.map(({ baseline }) => baseline)),
    unit: 'lines/s',
    ratio,
    aim: 'ratio ≥ 0.5',
    met: ratio >= 0.5,
    rounds,
    notes: { lines: leaves.length, meanBytes: Math.round(bytes / leaves.length) },
  };
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return (performance.now() - begun) / 1000;
}
