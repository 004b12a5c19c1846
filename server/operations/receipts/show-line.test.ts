import { expect, test } from 'vitest';
import type { Id } from '../../base/new-id.ts';
import type { ProvenLine, WrittenEntry } from '../../safeguards/access-log/tree/prove-lines.ts';
import { readerCode, showLine, type Viewer } from './show-line.ts';

const unit = '01890000-0000-7000-8000-000000000001' as Id;
const other = '01890000-0000-7000-8000-000000000002' as Id;
const subject = '11111111-1111-4111-8111-111111111111';
const stranger = '22222222-2222-4222-8222-222222222222';
const viewer: Viewer = {
  id: unit,
  key: Buffer.alloc(32, 1),
  units: new Set([unit]),
  subjects: new Set([subject]),
  isStaff: false,
};

function lineOf(entry: Partial<WrittenEntry>): ProvenLine {
  const whole = {
    action: 'view',
    actorKind: 'system',
    actor: 'sweep',
    act: 'sweep',
    task: null,
    purposes: [],
    categories: [],
    units: [unit],
    subjects: [subject],
    reason: null,
    refusal: null,
    details: {},
    at: '2026-04-07T06:00:00.000Z',
    ...entry,
  } as unknown as WrittenEntry;
  return { place: 1, leaf: Buffer.from('leaf'), hash: Buffer.from('hash'), entry: whole, path: [] };
}
const isWhole = (entry: Partial<WrittenEntry>) => 'leaf' in showLine(viewer, lineOf(entry));

test.each([
  ['a colleague', { actorKind: 'staff', actor: other }],
  ['an auditor', { actorKind: 'inspector', actor: other }],
  ['another unit', { units: [unit, other] }],
  ['another person', { subjects: [subject, stranger] }],
  ['another person as the one who acted', { actorKind: 'person', actor: stranger }],
  ['an id in what it adds', { details: { item: other } }],
] as const)('a line that names %s is given as its hash', (_name, entry) => {
  expect(isWhole(entry as Partial<WrittenEntry>)).toBe(false);
});

test('a line that names nobody but them is given whole', () => {
  expect(isWhole({})).toBe(true);
  expect(isWhole({ actorKind: 'person', actor: subject })).toBe(true);
  expect(isWhole({ actorKind: 'person', actor: 'erased' })).toBe(true);
});

test('a reader has one code with one person and another with the next', () => {
  expect(readerCode(viewer.key, unit, stranger)).toBe(readerCode(viewer.key, unit, stranger));
  expect(readerCode(viewer.key, unit, stranger)).not.toBe(readerCode(viewer.key, other, stranger));
  expect(readerCode(viewer.key, unit, stranger)).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/);
});
