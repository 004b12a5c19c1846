import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { comparePeriods } from './comparing/compare-periods.ts';
import { acts } from './declaration.ts';
import type { Declaration } from './declaration.ts';
import { categoryOfKind, isDeclaredCategory, mayCollect } from './may-collect.ts';
import { heldFor } from './held-for.ts';
import { mayHold, purposesFor, servesTask, tasksHolding } from './may-hold.ts';
import { parseDeclaration } from './parse-declaration.ts';
import { deleteAfter, neverAfter, periodFor } from './period-for.ts';

const source = readFileSync(
  join(import.meta.dirname, '../../../register/kivra-customer-service.yaml'),
  'utf8',
);
const declaration = parseDeclaration(source);
const zone = 'Europe/Helsinki';

const held = (task: string) => acts.filter((act) => mayHold(declaration, task, act));
const opens = (task: string) =>
  held(task).some(
    (act) =>
      act.endsWith('-contact') || act.endsWith('-contacts') || act === 'open-person' || act === 'open-tray',
  );
const local = (date: Date) => Temporal.Instant.fromEpochMilliseconds(date.getTime()).toZonedDateTimeISO(zone);
const at = (text: string) => new Date(Temporal.ZonedDateTime.from(`${text}[${zone}]`).epochMilliseconds);
const withContact = (change: object): Declaration => ({
  ...declaration,
  periods: { ...declaration.periods, contact: { ...declaration.periods['contact']!, ...change } },
});

describe('mayCollect (P5, P6)', () => {
  it.each([
    ['chat', 'phone'],
    ['email', 'phone'],
    ['phone', 'emailAddress'],
    ['email', 'ipAddress'],
    ['email', 'recordings'],
    ['email', 'shoeSize'],
    ['email', 'constructor'],
  ] as const)('%s never collects %s', (channel, category) => {
    expect(mayCollect(declaration, channel, category)).toBeUndefined();
  });

  it.each([
    ['email', 'emailAddress', 'automatic'],
    ['chat', 'emailAddress', 'automatic'],
    ['phone', 'phone', 'automatic'],
    ['email', 'name', 'automatic'],
    ['phone', 'name', 'automatic'],
    ['chat', 'name', 'automatic'],
    ['email', 'address', 'on-request-with-reason'],
    ['phone', 'identityCode', 'on-request-with-reason'],
    ['chat', 'ipAddress', 'automatic'],
  ] as const)('%s collects %s %s', (channel, category, when) => {
    expect(mayCollect(declaration, channel, category)?.when).toBe(when);
  });

  it('knows that the name is also asked for to identify', () => {
    expect(mayCollect(declaration, 'phone', 'name')?.askedFor).toEqual(['identification']);
  });

  it('finds a category by kind, where a channel is named only one that it collects', () => {
    expect(categoryOfKind(declaration, 'phone')?.key).toBe('phone');
    expect(categoryOfKind(declaration, 'phone', 'chat')).toBeUndefined();
    expect(isDeclaredCategory(declaration, 'toString')).toBe(false);
  });
});

describe('mayHold (P9)', () => {
  it('lets no task that is not declared do anything', () => {
    for (const task of ['', 'constructor', '__proto__', 'be-root']) expect(held(task)).toEqual([]);
  });

  it('keeps stored identity codes from all but a task of their own', () => {
    expect(tasksHolding(declaration, 'reveal-identity-code')).toEqual(['reveal-identity-codes']);
    expect(mayHold(declaration, 'answer-customers', 'open-person', { categories: ['identityCode'] })).toBe(
      false,
    );
    expect(
      mayHold(declaration, 'answer-customers', 'match-identity-code', { categories: ['identityCode'] }),
    ).toBe(true);
    expect(mayHold(declaration, 'answer-customers', 'collect-field', { categories: ['identityCode'] })).toBe(
      true,
    );
  });

  it('shows the privacy queue to the data protection task only', () => {
    const tasks = Object.keys(declaration.tasks).filter((task) =>
      mayHold(declaration, task, 'open-contact', { queue: 'privacy' }),
    );
    expect(tasks).toEqual(['handle-data-protection']);
  });

  it('opens no contact to auditor, administrator or keeper, and no log to those who open contacts', () => {
    expect(Object.keys(declaration.tasks).filter((task) => !opens(task))).toEqual([
      'administer-staff',
      'audit-access',
      'keep-register',
    ]);
    expect(tasksHolding(declaration, 'read-access-log')).toEqual(['audit-access']);
    expect(tasksHolding(declaration, 'grant-tasks')).toEqual(['administer-staff']);
  });

  it('opens for those of its purposes that what it opens is held for', () => {
    const task = declaration.tasks['answer-customers']!;
    expect(purposesFor(declaration, task, ['name', 'messages'])).toEqual(['service', 'identification']);
    expect(purposesFor(declaration, task, ['messages'])).toEqual(['service']);
    expect(purposesFor(declaration, task, ['ipAddress'])).toEqual([]);
    expect(purposesFor(declaration, task, [])).toEqual(['service', 'identification']);
    expect([servesTask(declaration, task, 'messages'), servesTask(declaration, task, 'ipAddress')]).toEqual([
      true,
      false,
    ]);
  });

  it('uses nothing for a purpose that its period does not have', () => {
    const task = declaration.tasks['lead-team']!;
    expect(purposesFor(declaration, task, ['notes'])).toEqual(['service', 'quality']);
    const shorter = withContact({ purposes: ['rights'] });
    expect(heldFor(shorter, 'notes')).toEqual(['rights']);
    expect(purposesFor(shorter, task, ['notes'])).toEqual([]);
    expect(servesTask(shorter, task, 'notes')).toBe(false);
    expect(heldFor(shorter, 'name')).toEqual(['service', 'identification', 'rights']);
    expect(heldFor(declaration, 'toString')).toEqual([]);
  });
});

describe('deleteAfter (P10, P11)', () => {
  it.each([
    ['2026-01-31T12:00', 1, '2026-02-28'],
    ['2028-01-31T12:00', 1, '2028-02-29'],
    ['2028-02-29T12:00', 12, '2029-02-28'],
    ['2026-11-30T23:59', 3, '2027-02-28'],
    ['2026-10-25T03:30', 1, '2026-11-25'], // the hour that comes twice
    ['2026-01-29T03:30', 2, '2026-03-29'], // the hour that never comes
    ['2026-12-31T23:59', 24, '2028-12-31'],
    ['2026-07-01T00:00', 3, '2026-10-01'],
  ])('%s + %i months is %s', (from, months, expected) => {
    const gone = local(deleteAfter({ months }, at(from), zone));
    expect(gone.toPlainDate().toString()).toBe(expected);
    expect(gone.toPlainTime().toString()).toBe('00:00:00');
  });

  it('counts the day of the register, not of the server', () => {
    const from = new Date('2026-01-31T22:30:00Z'); // already 1 February in Helsinki
    expect(
      local(deleteAfter({ months: 1 }, from, zone))
        .toPlainDate()
        .toString(),
    ).toBe('2026-03-01');
    expect(deleteAfter({ months: 1 }, from, 'UTC').toISOString()).toBe('2026-02-28T00:00:00.000Z');
  });

  it('starts the day where midnight does not exist', () => {
    const gone = deleteAfter({ months: 1 }, new Date('2018-10-04T15:00:00Z'), 'America/Sao_Paulo');
    expect(gone.toISOString()).toBe('2018-11-04T03:00:00.000Z');
  });

  const moment = fc.date({ min: new Date('2000-01-01'), max: new Date('2090-01-01'), noInvalidDate: true });
  const length = fc.integer({ min: 1, max: 240 });
  const zones = fc.constantFrom(
    'Europe/Helsinki',
    'UTC',
    'America/New_York',
    'Pacific/Apia',
    'Asia/Kathmandu',
  );

  it('never keeps longer than the same moment that many months later, nor a day less', () => {
    fc.assert(
      fc.property(moment, length, zones, (from, months, timeZone) => {
        const exact = Temporal.Instant.fromEpochMilliseconds(from.getTime())
          .toZonedDateTimeISO(timeZone)
          .add({ months });
        const gone = deleteAfter({ months }, from, timeZone).getTime();
        expect(gone).toBeLessThanOrEqual(exact.epochMilliseconds);
        expect(exact.epochMilliseconds - gone).toBeLessThanOrEqual(26 * 3_600_000);
      }),
    );
  });

  it('lets nothing that began earlier go later', () => {
    fc.assert(
      fc.property(moment, moment, length, zones, (one, other, months, timeZone) => {
        const [early, late] = one <= other ? [one, other] : [other, one];
        expect(deleteAfter({ months }, early, timeZone) <= deleteAfter({ months }, late, timeZone)).toBe(
          true,
        );
      }),
    );
  });

  it('keeps the same day number, or the month’s last day', () => {
    fc.assert(
      fc.property(moment, length, (from, months) => {
        const [start, gone] = [local(from), local(deleteAfter({ months }, from, zone))];
        expect(gone.day === start.day || (gone.day === gone.daysInMonth && gone.day < start.day)).toBe(true);
        expect((gone.year - start.year) * 12 + gone.month - start.month).toBe(months);
      }),
    );
  });

  it('has a cap for recordings and none for contacts', () => {
    const call = at('2026-01-15T10:00');
    const recording = periodFor(declaration, 'recording')!;
    expect(recording.rule).toBe('recording');
    expect(
      local(deleteAfter(recording.period, call, zone))
        .toPlainDate()
        .toString(),
    ).toBe('2026-04-15');
    expect(
      local(neverAfter(recording.period, call, zone)!)
        .toPlainDate()
        .toString(),
    ).toBe('2027-01-15');
    expect(neverAfter(periodFor(declaration, 'contact')!.period, call, zone)).toBeUndefined();
  });
});

describe('comparePeriods (P26)', () => {
  it('tells shorter from longer, and takes another starting moment for longer', () => {
    expect(comparePeriods(declaration, declaration)).toEqual([]);
    expect(comparePeriods(declaration, withContact({ months: 12 }))).toEqual([
      { unit: 'contact', change: 'shorter', before: 24, after: 12 },
    ]);
    expect(comparePeriods(declaration, withContact({ months: 36 }))).toMatchObject([{ change: 'longer' }]);
    expect(comparePeriods(declaration, withContact({ months: 12, from: 'arrival' }))).toMatchObject([
      { change: 'longer' },
    ]);
  });
});
