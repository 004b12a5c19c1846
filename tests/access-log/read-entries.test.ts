import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Clock } from '../../server/base/clock.ts';
import { silentLogger } from '../../server/base/logger.ts';
import { type Id, newId } from '../../server/base/new-id.ts';
import { createAccessLog } from '../../server/safeguards/access-log/append-entries.ts';
import { leafPrefix } from '../../server/safeguards/access-log/canonical-leaf.ts';
import type { LogEntry, NewLogEntry } from '../../server/safeguards/access-log/log-entry.ts';
import { createMerkleRoot } from '../../server/safeguards/access-log/merkle-root.ts';
import {
  createLogReader,
  type LogFilter,
  type LogReader,
} from '../../server/safeguards/access-log/read-entries.ts';
import { verifyEntries } from '../../server/safeguards/access-log/verify-entries.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';
import { makeEntry, rejectionOf } from './make-entry.ts';

const start = new Date('2026-03-01T08:00:00Z').getTime();
let moment = start;
const later = new Date('2027-01-01T00:00:00Z');
const clock: Clock = { now: () => new Date(moment) };
const [anna, bo] = ['01900000-0000-7000-8000-0000000000aa', '01900000-0000-7000-8000-0000000000bb'];
const contact = newId();
const subject = '5f0c7f2e-9999-4222-8333-444455556666';

let test: TestDatabase;
let reader: LogReader;
const written: LogEntry[] = [];
let append: (entry: NewLogEntry) => Promise<void>;

beforeAll(async () => {
  test = await createTestDatabase();
  reader = createLogReader({ db: test.service });
  const accessLog = createAccessLog({ logDb: test.logWriter, clock, log: silentLogger });
  append = async (entry) => {
    const at = clock.now();
    written.push({ ...entry, id: await accessLog.record(entry), at });
  };
  for (let index = 0; index < 450; index += 1) {
    // Ten lines share a millisecond, so that pages end amid equals.
    moment = start + Math.floor(index / 10) * 1000;
    await append(
      makeEntry({
        actor: index % 3 === 0 ? bo : anna,
        action: index % 5 === 0 ? 'search' : 'view',
        act: index % 5 === 0 ? 'search-contacts' : 'open-contact',
        reason: index % 50 === 0 ? (index % 100 === 0 ? 'call-back' : 'quality-check') : null,
        refusal: index % 45 === 0 ? 'task-missing' : null,
        ...(index % 30 === 0 && { units: [newId(), contact] }),
        ...(index % 60 === 0 && { subjects: [subject] }),
      }),
    );
  }
  // Within a millisecond the order is that of the ids.
  written.sort((one, other) => (one.id < other.id ? -1 : 1));
});
afterAll(() => test.drop());

async function listAll(filter: LogFilter, limit = 200): Promise<LogEntry[]> {
  const all: LogEntry[] = [];
  let cursor: string | undefined;
  do {
    const page = await reader.list({ ...filter, limit, ...(cursor !== undefined && { cursor }) });
    expect(page.entries.length).toBeLessThanOrEqual(limit);
    all.push(...page.entries);
    cursor = page.next;
  } while (cursor !== undefined);
  return all;
}

async function read(parts: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const part of parts) text += part;
  return text;
}

describe('listing', () => {
  it.each([
    ['limit', { limit: 0 }],
    ['limit', { limit: 201 }],
    ['limit', { limit: 1.5 }],
    ['cursor', { cursor: 'nonsense' }],
    ['cursor', { cursor: '' }],
    ['cursor', { cursor: Buffer.from(`1e9.${newId()}`).toString('base64url') }],
    ['cursor', { cursor: Buffer.from('1700000000000000.1; DROP TABLE log.entry').toString('base64url') }],
    ['from', { from: new Date(Number.NaN) }],
    ['to', { to: new Date(8.64e15) }],
    ['from', { from: '2026-01-01' }],
    ['actor', { actor: 'aino.virtanen@example.fi' }],
    ['action', { action: 'peek' }],
    ['act', { act: "x' OR 1=1" }],
    ['unit', { unit: '1' }],
    ['subject', { subject: '010190-999X' }],
  ])('refuses a %s of nonsense: %j', async (field, filter) => {
    expect(await rejectionOf(reader.list(filter as never))).toMatchObject({
      code: 'invalid-input',
      details: { field },
    });
    if (field === 'limit' || field === 'cursor') return;
    expect(() => reader.export(filter as never, 'csv')).toThrow(
      expect.objectContaining({ code: 'invalid-input' }),
    );
  });

  it.each([1, 7, 10, 200])('gives every line once, newest first, %i a page', async (limit) => {
    const wanted = limit === 1 ? { from: new Date(start + 42_000) } : {};
    const expected = written.filter((entry) => limit !== 1 || entry.at.getTime() >= start + 42_000);
    expect(await listAll(wanted, limit)).toEqual(expected.toReversed());
  });

  it.each<[string, LogFilter, (entry: LogEntry) => boolean]>([
    ['from', { from: new Date(start + 5000) }, (entry) => entry.at.getTime() >= start + 5000],
    ['to', { to: new Date(start + 5000) }, (entry) => entry.at.getTime() < start + 5000],
    ['actor', { actor: bo }, (entry) => entry.actor === bo],
    ['action', { action: 'search' }, (entry) => entry.action === 'search'],
    ['act', { act: 'open-contact' }, (entry) => entry.act === 'open-contact'],
    ['unit', { unit: contact }, (entry) => entry.units.includes(contact)],
    ['subject', { subject }, (entry) => entry.subjects.includes(subject)],
    ['reason', { withReason: true }, (entry) => entry.reason !== null],
    ['refusal', { refusalsOnly: true }, (entry) => entry.refusal !== null],
    [
      'all at once',
      {
        from: new Date(start),
        to: new Date(start + 40_000),
        actor: bo,
        action: 'search',
        unit: contact,
        withReason: true,
      },
      (entry) =>
        entry.actor === bo &&
        entry.action === 'search' &&
        entry.units.includes(contact) &&
        entry.reason !== null &&
        entry.at.getTime() < start + 40_000,
    ],
    ['a unit nobody opened', { unit: newId() }, () => false],
  ])('filters by %s', async (_name, filter, keep) => {
    expect(await listAll(filter, 9)).toEqual(written.filter(keep).toReversed());
  });

  it('counts how often staff opened a unit, and nothing else', async () => {
    const unit = newId<'contact'>();
    // Lines that the other tests do not expect.
    const own = await createTestDatabase();
    const log = createAccessLog({ logDb: own.logWriter, clock, log: silentLogger });
    for (const entry of [
      makeEntry({ units: [unit] }),
      makeEntry({ units: [newId(), unit] }),
      makeEntry({ units: [unit], action: 'search' }),
      makeEntry({ units: [unit], actorKind: 'system', actor: 'send' }),
    ])
      await log.record(entry);
    await log.close();
    const views = createLogReader({ db: own.service });
    expect(await views.countViews(unit, later)).toBe(2);
    expect(await views.countViews(newId(), later)).toBe(0);
    await own.drop();
  });

  it('tells who opened a unit', async () => {
    const page = await reader.forUnit(contact, { limit: 4 });
    const expected = written.filter((entry) => entry.units.includes(contact)).toReversed();
    expect(page.entries).toEqual(expected.slice(0, 4));
    expect((await reader.forUnit(contact, { limit: 200, cursor: page.next! })).entries).toEqual(
      expected.slice(4),
    );
    expect(await reader.forUnit(newId())).toEqual({ entries: [] });
    expect(await reader.countViews(newId(), later)).toBe(0);
  });

  it('counts stated reasons', async () => {
    expect(await reader.countByReason(new Date(start), new Date(start + 100_000))).toEqual([
      { reason: 'call-back', entries: 5, actors: 2 },
      { reason: 'quality-check', entries: 4, actors: 2 },
    ]);
    expect(await reader.countByReason(new Date(start + 100_000), new Date(start + 200_000))).toEqual([]);
    expect(await rejectionOf(reader.countByReason(new Date('x'), new Date()))).toMatchObject({
      code: 'invalid-input',
    });
  });
});

describe('exporting', () => {
  it('gives NDJSON whose lines are the leaves: an outsider computes the same root from the file alone', async () => {
    const text = await read(reader.export({}, 'ndjson'));
    const lines = text.split('\n').slice(0, -1);
    expect(lines.map((line) => (JSON.parse(line) as { id: Id }).id)).toEqual(
      written.map((entry) => entry.id),
    );
    const tree = createMerkleRoot();
    for (const line of lines) tree.append(Buffer.from(leafPrefix + line));
    const verified = await verifyEntries({ db: test.service, clock });
    expect(tree.root().toString('hex')).toBe(verified.root);
  });

  it('gives CSV with a header, the filter kept', async () => {
    const lines = (await read(reader.export({ refusalsOnly: true }, 'csv'))).split('\r\n');
    expect(lines[0]).toBe(
      '"id","at","action","actor_kind","actor","act","task","purposes","categories","units","subjects","reason","refusal","declaration_version","details"',
    );
    expect(lines).toHaveLength(1 + 10 + 1);
    const first = written.find((entry) => entry.refusal !== null);
    expect(lines[1]).toBe(
      `"${first!.id}","2026-03-01T08:00:00.000Z","search","staff","${bo}","search-contacts","answering","customer-service","name message","${first!.units.join(' ')}","${subject}","call-back","task-missing","1","{""opened"":1}"`,
    );
    expect(await read(reader.export({ unit: newId() }, 'csv'))).toBe(`${lines[0]}\r\n`);
    expect(await read(reader.export({ unit: newId() }, 'ndjson'))).toBe('');
  });

  it('leaves out what is written after it began, over many pages', async () => {
    const many = createAccessLog({ logDb: test.logWriter, clock, log: silentLogger });
    moment = start + 100_000;
    await Promise.all(
      Array.from({ length: 2100 }, () => many.record(makeEntry({ actor: anna, act: 'note-contact' }))),
    );
    const ids: string[] = [];
    let pages = 0;
    for await (const page of reader.export({ act: 'note-contact' }, 'ndjson')) {
      pages += 1;
      ids.push(
        ...page
          .split('\n')
          .slice(0, -1)
          .map((line) => (JSON.parse(line) as { id: string }).id),
      );
      moment += 1000;
      await many.record(makeEntry({ act: 'note-contact' }));
    }
    expect(pages).toBe(3);
    expect(ids).toHaveLength(2100);
    expect(new Set(ids).size).toBe(2100);
    expect(ids).toEqual(ids.toSorted());
  });

  it('defuses formulas and shows a moment past all time, were a row altered by force', async () => {
    const id = newId();
    await test.owner.query(
      `INSERT INTO log.entry VALUES ($1, 'infinity', 'view', 'staff', '=HYPERLINK("x")', '@act', NULL, '{+1}', '{}', '{}', '{}', NULL, NULL, 1, '{}', '')`,
      [id],
    );
    await test.owner.query(
      `INSERT INTO log.entry VALUES ($1, '-infinity', 'view', 'staff', '-1', 'x', NULL, '{}', '{}', '{}', '{}', NULL, NULL, 1, '{}', '')`,
      [newId()],
    );
    const csv = await read(reader.export({}, 'csv'));
    expect(csv).toContain(`"'=HYPERLINK(""x"")","'@act","","'+1"`);
    expect(csv).toContain(`"'-1"`);
    const all = await listAll({});
    expect(all[0]!.id).toBe(id);
    expect(csv.split('\r\n')).toHaveLength(1 + all.length + 1);
    await test.owner.query('DELETE FROM log.entry WHERE NOT isfinite(at)');
  });
});
