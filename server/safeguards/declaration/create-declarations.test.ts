import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase } from '../../../tests/support/test-database.ts';
import type { TestDatabase } from '../../../tests/support/test-database.ts';
import { Refusal } from '../../base/errors.ts';
import { newId } from '../../base/new-id.ts';
import { createDeclarations } from './create-declarations.ts';
import { DeclarationInvalid } from './declaration-invalid.ts';
import { insertVersion } from './declaration-store.ts';

const source = readFileSync(
  join(import.meta.dirname, '../../../register/kivra-customer-service.yaml'),
  'utf8',
);
const variant = (mark: string | number) => `${source}\n# ${mark}\n`;

let database: TestDatabase;
let now = new Date('2026-11-22T10:00:00Z');
const clock = { now: () => now };
const open = () => createDeclarations({ db: database.service, clock });

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => {
  await database?.drop();
});
beforeEach(async () => {
  await database.owner.query('DELETE FROM declaration.version');
  now = new Date('2026-11-22T10:00:00Z');
});

const publish = (text: string, declarations = open()) =>
  database.service.transaction((tx) => declarations.publish(tx, text, null));

describe('createDeclarations', () => {
  it('refuses when nothing is published', async () => {
    const declarations = open();
    expect(() => declarations.current()).toThrow(expect.objectContaining({ code: 'declaration-missing' }));
    expect(await declarations.refresh()).toBe(false);
    expect(() => declarations.current()).toThrow(Refusal);
    await expect(declarations.version(1)).rejects.toMatchObject({ code: 'not-found' });
  });

  it.each([0, -1, 1.5, Number.NaN, 2 ** 40])('refuses the version %d', async (version) => {
    await expect(open().version(version)).rejects.toMatchObject({ code: 'not-found' });
    await expect(open().source(version)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('refuses an invalid source and keeps nothing of it', async () => {
    await expect(publish(source.replace('2918721-9', '2918721-8'))).rejects.toBeInstanceOf(
      DeclarationInvalid,
    );
    expect(await open().versions()).toEqual([]);
  });

  it('a refresh asked for after a publishing never ends with what one begun before it had seen', async () => {
    await publish(source);
    const { promise: released, resolve: release } = Promise.withResolvers<void>();
    let slow = true;
    const db = new Proxy(database.service, {
      get(target, name, receiver) {
        if (name !== 'query' || !slow) return Reflect.get(target, name, receiver) as unknown;
        slow = false;
        return async (...asked: Parameters<typeof target.query>) => {
          const rows = await target.query(...asked);
          await released;
          return rows;
        };
      },
    });
    const declarations = createDeclarations({ db, clock });
    const before = declarations.refresh();
    await publish(variant('newer'));
    const after = declarations.refresh();
    release();
    await Promise.all([before, after]);
    expect(declarations.current().version).toBe(2);
  });

  it('refuses the source in force, but takes an older one back', async () => {
    await publish(source);
    await expect(publish(source)).rejects.toMatchObject({ code: 'already-done', details: { version: 1 } });
    await publish(variant('b'));
    expect((await publish(source)).version).toBe(3);
  });

  it('is in force from the commit, never before', async () => {
    const declarations = open();
    await database.service
      .transaction(async (tx) => {
        await declarations.publish(tx, source, null);
        expect(await declarations.refresh()).toBe(false);
        throw new Error('undone');
      })
      .catch(() => undefined);
    expect(await declarations.refresh()).toBe(false);
    await publish(source, declarations);
    expect(await declarations.refresh()).toBe(true);
    expect(declarations.current()).toMatchObject({ version: 1, publishedAt: now });
  });

  it('takes over what another process published, once', async () => {
    const [here, there] = [open(), open()];
    await publish(source, here);
    await Promise.all([here.refresh(), there.refresh()]);
    await publish(source.replace('months: 24', 'months: 12'), there);
    expect(here.current().declaration.periods['contact']?.months).toBe(24);
    expect(await here.refresh()).toBe(true);
    expect(await here.refresh()).toBe(false);
    expect(here.current()).toMatchObject({
      version: 2,
      declaration: { periods: { contact: { months: 12 } } },
    });
    expect((await here.version(1)).declaration.periods['contact']?.months).toBe(24);
  });

  it('keeps in force what was published when less was asked, and takes no more of the kind', async () => {
    const older = source.replace('countries: [FI]', 'countries: [FI, FI]');
    await database.service.transaction((tx) =>
      insertVersion(tx, {
        version: 1,
        published_at: now,
        stated_on: null,
        source: older,
        digest: Buffer.alloc(32),
        published_by: null,
      }),
    );
    const declarations = open();
    expect(await declarations.refresh()).toBe(true);
    expect(declarations.current()).toMatchObject({ version: 1 });
    await expect(publish(older)).rejects.toBeInstanceOf(DeclarationInvalid);
  });

  it('numbers 1, 2, 3 … with ten publishing at once, in the order of time', async () => {
    await Promise.all(Array.from({ length: 10 }, (_, index) => publish(variant(index))));
    const versions = await open().versions();
    expect(versions.map(({ version }) => version)).toEqual([10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
    const times = versions.map(({ publishedAt }) => publishedAt.getTime());
    expect(times).toEqual(times.toSorted((a, b) => b - a));
    expect(new Set(times).size).toBe(10);
  });

  it('publishes one of ten alike', async () => {
    const results = await Promise.allSettled(Array.from({ length: 10 }, () => publish(source)));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('keeps number, date, digest and publisher; the service can neither change nor remove them', async () => {
    const by = newId<'staff'>();
    await database.service.transaction((tx) => open().publish(tx, source, by));
    const [version] = await open().versions();
    expect(version).toMatchObject({ version: 1, publishedAt: now, statedOn: '2019-10-23', publishedBy: by });
    expect(version?.digest).toMatch(/^[0-9a-f]{64}$/);
    expect(await open().source(1)).toBe(source);
    await expect(database.service.query('UPDATE declaration.version SET source = source')).rejects.toThrow();
    await expect(database.service.query('DELETE FROM declaration.version')).rejects.toThrow();
  });
});
