import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as fc from 'fast-check';
import { newId } from '../../server/base/new-id.ts';
import { extensionEnd, recordingPeriod } from '../../server/register/recordings/recording-period.ts';
import type { Database } from '../../server/storage/database.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';
import { readExample } from './read-example.ts';

// P11: past twelve months from its call a recording cannot exist in the database, whoever writes there and whatever is altered
// for it; only a hold by law keeps what is there from being swept. Asked with the rights of the service, and as the owner.

let database: TestDatabase;
let service: Database;
let owner: Database;
const calledAt = new Date('2026-01-15T10:00:00.000Z');
const cap = '2027-01-15T10:00:00.000Z';
const past = '2027-01-15T10:00:00.001Z';

beforeAll(async () => {
  database = await createTestDatabase();
  ({ service, owner } = database);
});
afterAll(() => database.drop());

async function insert(
  db: Database,
  given: { baseAfter: string; extendedUntil?: string; callAt?: string; id?: string },
): Promise<string> {
  const id = given.id ?? newId<'recording'>(calledAt);
  await db.query(
    `INSERT INTO register.recording (id, call_id, queue, direction, call_at, state, began_at, announcement, base_after, extended_until, extended_for,
       delete_rule, declaration_version)
     VALUES ($1, $1, 'service', 'incoming', $2::timestamptz, 'recording', $2::timestamptz, 'attested', $3, $4,
       CASE WHEN $4::timestamptz IS NULL THEN NULL ELSE 'complaint' END, 'recording', 1)`,
    [id, given.callAt ?? calledAt.toISOString(), given.baseAfter, given.extendedUntil ?? null],
  );
  return id;
}
const refused = { code: '23514' };

describe.each(['the service', 'the owner'])('as %s', (who) => {
  const db = () => (who === 'the owner' ? owner : service);

  test('a row at the cap is taken, one past it by a millisecond is refused', async () => {
    await insert(db(), { baseAfter: '2026-04-15T00:00:00Z', extendedUntil: cap });
    await expect(insert(db(), { baseAfter: past })).rejects.toMatchObject(refused);
    await expect(
      insert(db(), { baseAfter: '2026-04-15T00:00:00Z', extendedUntil: past }),
    ).rejects.toMatchObject(refused);
  });

  test('nor is one moved past it', async () => {
    const id = await insert(db(), { baseAfter: '2026-04-15T00:00:00Z' });
    await expect(
      db().query('UPDATE register.recording SET base_after = $2 WHERE id = $1', [id, past]),
    ).rejects.toMatchObject(refused);
    await expect(
      db().query(
        "UPDATE register.recording SET extended_until = $2, extended_for = 'complaint' WHERE id = $1",
        [id, past],
      ),
    ).rejects.toMatchObject(refused);
  });

  test('the moment of the call is what the id says: a later one is refused', async () => {
    await expect(
      insert(db(), { baseAfter: '2026-09-15T00:00:00Z', callAt: '2026-06-15T10:00:00Z' }),
    ).rejects.toMatchObject(refused);
    const id = await insert(db(), { baseAfter: '2026-04-15T00:00:00Z' });
    // The service has no right to touch it at all.
    await expect(
      db().query(
        "UPDATE register.recording SET call_at = '2026-06-15T10:00:00Z', base_after = '2027-05-01' WHERE id = $1",
        [id],
      ),
    ).rejects.toMatchObject({ code: who === 'the owner' ? '23514' : '42501' });
  });

  test('no extension reaches past it', async () => {
    const id = await insert(db(), { baseAfter: '2026-04-15T00:00:00Z' });
    const extend = (until: string) =>
      db().query(
        `INSERT INTO register.recording_extension (recording_id, id, ground, complaint_id, made_at, made_by, reason_sealed, until)
         VALUES ($1, gen_random_uuid(), 'complaint', gen_random_uuid(), $2, gen_random_uuid(), '\\x00', $3)`,
        [id, calledAt, until],
      );
    await extend(cap);
    await expect(extend(past)).rejects.toMatchObject(refused);
    await expect(
      db().query('UPDATE register.recording_extension SET until = $2 WHERE recording_id = $1', [id, past]),
    ).rejects.toMatchObject(refused);
  });
});

test('what is computed, the database always takes: in every zone, on every day', async () => {
  const published = readExample();
  await fc.assert(
    fc.asyncProperty(
      fc.date({ min: new Date('2019-01-01'), max: new Date('2036-01-01'), noInvalidDate: true }),
      fc.constantFrom('Europe/Helsinki', 'Pacific/Kiritimati', 'Pacific/Pago_Pago', 'America/St_Johns'),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 0, max: 800 }),
      async (callAt, timeZone, months, days) => {
        const { declaration } = published;
        const period = { ...declaration.periods['recording']!, months };
        const zoned = {
          ...published,
          declaration: {
            ...declaration,
            register: { ...declaration.register, timeZone },
            periods: { ...declaration.periods, recording: period },
          },
        };
        const { base_after } = recordingPeriod(zoned, callAt);
        const endsOn = new Date(callAt.getTime() + days * 86_400_000).toISOString().slice(0, 10);
        const until = extensionEnd(zoned, 'complaint', callAt, endsOn);
        const [row] = await service.query<{ holds: boolean }>(
          `SELECT $2::timestamptz <= register.recording_cap($1) AND $3::timestamptz <= register.recording_cap($1) AS holds`,
          [newId<'recording'>(callAt), base_after, until],
        );
        expect(row).toEqual({ holds: true });
      },
    ),
    { numRuns: 300 },
  );
});

test('a declaration that would keep recordings longer is not published', async () => {
  const { changeRegister } = await import('./change-register.ts');
  const { parseDeclaration } = await import('../../server/safeguards/declaration/parse-declaration.ts');
  const declare = (months: number, capMonths: number) => () =>
    parseDeclaration(
      changeRegister((register) => Object.assign(register.periods['recording']!, { months, capMonths })),
    );
  expect(declare(3, 13)).toThrow(expect.objectContaining({ code: 'declaration-invalid' }));
  expect(declare(13, 14)).toThrow(expect.objectContaining({ code: 'declaration-invalid' }));
  expect(declare(6, 12)).not.toThrow();
});
