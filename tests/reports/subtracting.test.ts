import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { divisionSchema, type Report, reportTables } from '../../contract/console/reports.ts';
import { boundsOf, bucketOf } from '../../server/register/figures/duration-buckets.ts';
import { movableClock } from '../promises/move-clock.ts';
import { send } from '../promises/visit.ts';
import { makeAdministrator, type Person } from '../support/sign-in.ts';
import { password, startHouse, type TestHouse } from '../support/start-house.ts';

// Somebody asks for reports of whatever periods and parts, and adds and subtracts all of them. For every figure of 1 to 4
// there is another world, with another figure there, in which every answer is the same to the letter: so nothing that is
// made of the answers tells it. What this does not cover stands in docs/operate/reports.md.

let the: TestHouse;
let administrator: Person;
beforeAll(async () => {
  // Not started: nothing is folded, so that each world can be taken away again.
  the = await startHouse({ clock: movableClock('2026-03-20T08:00:00Z'), start: false });
  administrator = await makeAdministrator(the.house, the.app);
});
beforeEach(signIn);
afterAll(() => the?.stop());

let cookie: { name: string; value: string };
let visits = 0;
/** A session of its own, from a place of its own: nobody asks so much that they are told to wait. */
async function signIn(): Promise<void> {
  visits += 1;
  const payload = { userName: administrator.userName, password };
  const answer = await send(the.app, 'POST', '/api/console/sign-in', { payload, remoteAddress: place() });
  cookie = answer.cookies[0]!;
}
const place = () => `127.9.${visits >> 8}.${visits & 255}`;

async function get<Answer>(address: string): Promise<Answer> {
  const { name, value } = cookie;
  const answer = await send(the.app, 'GET', `/api/console/reports${address}`, {
    cookies: { [name]: value },
    remoteAddress: place(),
  });
  expect(answer.statusCode, address).toBe(200);
  const isTable = answer.headers['content-type']?.toString().startsWith('text/csv') === true;
  return (isTable ? answer.body : answer.json()) as Answer;
}
const ask = (query: string) => get<Report>(`?${query}`);

const days = ['2026-03-02', '2026-03-03', '2026-03-04', '2026-03-05', '2026-03-06'] as const;
/** Morning and afternoon of each day, UTC. */
const hours = days.flatMap((day) => [`${day}T07:00:00Z`, `${day}T13:00:00Z`]);
const kinds = ['received', 'message-in', 'first-answer', 'within-target', 'outside-target'] as const;
const cells = [
  { queue: 'service', channel: 'email', language: 'sv' },
  { queue: 'service', channel: 'email', language: 'none' },
  { queue: 'privacy', channel: 'email', language: 'sv' },
] as const;
const rounded = 5;

/** What was counted, of one kind in one cell: one figure for each unit of time that is told apart. */
interface Series {
  readonly kind: (typeof kinds)[number];
  readonly cell: (typeof cells)[number];
  readonly figures: readonly number[];
}
type World = readonly Series[];

/** Messages are told by the hour, all else by the day. */
const unitsOf = (kind: string): readonly string[] =>
  kind === 'message-in' ? hours : hours.filter((_, index) => index % 2 === 0);

async function make(world: World): Promise<void> {
  const { db } = the.house.storage;
  await db.query('DELETE FROM figures.fact');
  for (const { kind, cell, figures } of world)
    for (const [index, times] of figures.entries())
      if (times > 0)
        await db.query('INSERT INTO figures.fact VALUES ($1, $2, $3, $4, $5, $6, $7)', [
          unitsOf(kind)[index],
          cell.queue,
          cell.channel,
          cell.language,
          kind,
          kind === 'first-answer' ? bucketOf(90) : -1,
          times,
        ]);
}

const parts = ['', '&only=queue.service', '&only=queue.privacy', '&only=channel.email', '&only=language.sv'];

/** Every answer that could be had: all periods of these days, some reaching back to the new year, each part, all tables. */
async function askAll(): Promise<unknown[]> {
  await signIn();
  const addresses: string[] = [];
  for (const [index, from] of days.entries())
    for (const to of days.slice(index)) addresses.push(`?period=own&from=${from}&to=${to}`);
  for (const to of days) addresses.push(`?period=own&from=2026-01-01&to=${to}&compare=none`);
  for (const part of parts.slice(1))
    for (const [from, to] of [
      [days[0], days[4]],
      [days[0], days[3]],
      [days[1], days[4]],
      [days[2], days[2]],
    ])
      addresses.push(`?period=own&from=${from}&to=${to}${part}`);
  for (const table of reportTables) addresses.push(`/csv?period=this-month&table=${table}`);
  const answers: unknown[] = [];
  for (const address of addresses) answers.push([address, await get(address)]);
  return answers;
}

/** The same answers with another figure between two moments: as the proof makes it. */
function otherwise(series: Series, first: number, last: number, figure: number): Series {
  let sum = 0;
  const rounds = series.figures.map((each) => Math.floor((sum += each) / rounded) * rounded);
  const before = first === 0 ? 0 : rounds[first - 1]!;
  const crosses = rounds[last]! > before;
  const sums: number[] = [];
  for (const [index, round] of rounds.entries()) {
    const own =
      index < first - 1
        ? round
        : index === first - 1
          ? before + (crosses ? rounded - 1 : 0)
          : index > last
            ? round
            : crosses
              ? before + rounded - 1 + (round > before ? figure : 0)
              : before + figure;
    sums.push(Math.max(own, sums.at(-1) ?? 0));
  }
  return { ...series, figures: sums.map((each, index) => each - (sums[index - 1] ?? 0)) };
}

const figureBetween = ({ figures }: Series, first: number, last: number) =>
  figures.slice(first, last + 1).reduce((sum, each) => sum + each, 0);

const world: fc.Arbitrary<World> = fc.tuple(
  ...cells.flatMap((cell) =>
    kinds.map((kind) =>
      fc
        .array(fc.oneof(fc.nat({ max: 5 }), fc.nat({ max: 14 })), {
          minLength: unitsOf(kind).length,
          maxLength: unitsOf(kind).length,
        })
        .map((figures): Series => ({ kind, cell, figures })),
    ),
  ),
);

test('whatever reports are asked for and subtracted, a figure of 1 to 4 could be any of 1 to 4', async () => {
  let tried = 0;
  await fc.assert(
    fc.asyncProperty(world, fc.nat(), fc.nat({ max: 3 }), async (truth, at, length) => {
      const candidates = truth.flatMap((series, which) =>
        series.figures.flatMap((_, first) => {
          const last = Math.min(series.figures.length - 1, first + length);
          const figure = figureBetween(series, first, last);
          return figure > 0 && figure < rounded ? [{ which, first, last, figure }] : [];
        }),
      );
      if (candidates.length === 0) return;
      const { which, first, last, figure } = candidates[at % candidates.length]!;
      await make(truth);
      const told = await askAll();
      for (let other = 1; other < rounded; other += 1) {
        if (other === figure) continue;
        const changed = otherwise(truth[which]!, first, last, other);
        expect(figureBetween(changed, first, last)).toBe(other);
        expect(Math.min(...changed.figures)).toBeGreaterThanOrEqual(0);
        await make(truth.map((series, index) => (index === which ? changed : series)));
        expect(await askAll()).toEqual(told);
        tried += 1;
      }
    }),
    { numRuns: 8, endOnFailure: true },
  );
  expect(tried).toBeGreaterThan(10);
}, 300_000);

test('two periods that differ by a day give, subtracted, what the day itself shows; and no sum is far off', async () => {
  const truth: World = cells.map((cell, index) => ({
    kind: 'received',
    cell,
    figures: [11 + index, 3, 8, 2, 21],
  }));
  await make(truth);
  const total = async (from: string, to: string, part = '') =>
    (await ask(`period=own&from=${from}&to=${to}${part}`)).now.counts.received;
  for (const [index, day] of days.entries()) {
    if (index === 0) continue;
    for (const part of parts) {
      const difference = (await total(days[0], day, part)) - (await total(days[0], days[index - 1]!, part));
      expect(difference).toBe(await total(day, day, part));
    }
  }
  for (const [index, from] of days.entries())
    for (const to of days.slice(index)) {
      const exact = truth.reduce((sum, series) => sum + figureBetween(series, index, days.indexOf(to)), 0);
      const shown = await total(from, to);
      expect(shown % rounded).toBe(0);
      expect(Math.abs(shown - exact)).toBeLessThanOrEqual((rounded - 1) * cells.length);
    }
});

test('parts, steps and hours add up to their whole, narrowed or not', async () => {
  await make(
    cells.flatMap((cell) =>
      kinds.map((kind) => ({
        kind,
        cell,
        figures: unitsOf(kind).map((_, index) => (index * 7 + cell.queue.length + kind.length) % 13),
      })),
    ),
  );
  const week = `period=own&from=2026-03-02&to=2026-03-08`;
  const whole = await ask(week);
  const sum = (numbers: readonly number[]) => numbers.reduce((all, each) => all + each, 0);
  for (const kind of ['received', 'messagesIn', 'firstAnswers'] as const) {
    const total = whole.now.counts[kind];
    expect(total).toBeGreaterThan(0);
    expect(sum(whole.steps.map(({ counts }) => counts[kind]))).toBe(total);
    for (const division of divisionSchema.options) {
      expect(sum(whole.by[division].map(({ counts }) => counts[kind]))).toBe(total);
      for (const { key, counts } of whole.by[division]) {
        const own = await ask(`${week}&only=${division}.${key}`);
        expect(own.now.counts[kind]).toBe(counts[kind]);
      }
    }
  }
  expect(sum(whole.hours!.flat())).toBe(whole.now.counts.messagesIn);
});

function bucketMiddle(minutes: number): number {
  const { from, to } = boundsOf(bucketOf(minutes));
  return (from + to) / 2;
}

test('lengths are shown by what is certain of the rounded figures, never by the true number', async () => {
  const answers = (figures: readonly number[]): World => [{ kind: 'first-answer', cell: cells[0], figures }];
  // Fifteen shown are eleven for certain; 10 might stand for six.
  const medianOf = async (figures: readonly number[]) => {
    await make(answers(figures));
    return (await ask('period=own&from=2026-03-02&to=2026-03-06')).now.firstAnswer;
  };
  expect(await medianOf([14, 0, 0, 0, 0])).toEqual({ median: null, p90: null });
  const middle = bucketMiddle(90);
  expect(await medianOf([15, 0, 0, 0, 0])).toEqual({ median: middle, p90: null });
  expect(await medianOf([54, 0, 0, 0, 0])).toEqual({ median: middle, p90: null });
  expect(await medianOf([55, 0, 0, 0, 0])).toEqual({ median: middle, p90: middle });
  // In three cells of five shown each there may be three in all.
  await make(cells.map((cell) => ({ kind: 'first-answer', cell, figures: [5, 0, 0, 0, 0] })));
  expect((await ask('period=own&from=2026-03-02&to=2026-03-06')).now).toMatchObject({
    counts: { firstAnswers: 15 },
    firstAnswer: { median: null, p90: null },
  });
});

test('a year begins anew, and what the one before left over is not told by the next', async () => {
  const { db } = the.house.storage;
  await db.query('DELETE FROM figures.fact');
  for (const [hour, times] of [
    ['2025-12-31T10:00:00Z', 3],
    ['2026-01-01T10:00:00Z', 4],
    ['2026-01-02T10:00:00Z', 4],
  ] as const)
    await db.query("INSERT INTO figures.fact VALUES ($1, 'service', 'email', 'sv', 'received', -1, $2)", [
      hour,
      times,
    ]);
  const steps = (await ask('period=own&from=2025-12-30&to=2026-01-03')).steps;
  expect(steps.map(({ counts }) => counts.received)).toEqual([0, 0, 0, 5, 0]);
});
