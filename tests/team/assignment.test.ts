import { afterAll, beforeAll, expect, test } from 'vitest';
import type { QueueSettings } from '../../contract/console/team.ts';
import { handInMail } from '../support/hand-in-mail.ts';
import type { Person } from '../support/sign-in.ts';
import type { TestHouse } from '../support/start-house.ts';
import { ask, type OpenTeam, openTeam } from './open-team.ts';

// Who gets what arrives: by the queue, the language, the hour and the load, never by who wrote.

const id = () => crypto.randomUUID();
let the: TestHouse;
let lead: Person;
let agents: readonly Person[];
let open: OpenTeam;

beforeAll(async () => {
  open = await openTeam();
  ({ the, lead, agents } = open);
});
afterAll(() => the?.stop());

const assigned = async (contacts: readonly (string | undefined)[]) => {
  const rows = await the.house.storage.db.query<{ staff: string | null; count: number }>(
    'SELECT assignee_id AS staff, count(*) AS count FROM register.contact WHERE id = ANY ($1) GROUP BY 1',
    [contacts],
  );
  return new Map(rows.map(({ staff, count }) => [staff, count]));
};
const handIn = (count: number, mail: { mailbox?: string } = {}) =>
  Promise.all(
    Array.from({ length: count }, () =>
      handInMail(the.house, { ...mail, from: `"Kund" <kund-${id().slice(0, 8)}@example.fi>` }),
    ),
  );
const always = { from: '00:00', to: '24:00' };
const rule = (assignment: Partial<QueueSettings['assignment']>) =>
  open.setQueue((settings) => ({
    ...settings,
    holidays: [],
    hours: Object.fromEntries(
      Object.keys(settings.hours).map((day) => [day, [always]]),
    ) as QueueSettings['hours'],
    assignment: { rule: 'in-turn', ceiling: null, inHoursOnly: true, ...assignment },
  }));

test('by hand nobody is given anything', async () => {
  expect(await assigned(await handIn(2))).toEqual(new Map([[null, 2]]));
});

test('in turn, fifty at once are shared evenly; nobody away, without the task or closed gets any', async () => {
  const [anna, bengt, carita, olli] = agents as [Person, Person, Person, Person];
  await ask(anna, 'POST', '/me/settings', { languages: [] });
  await ask(olli, 'POST', '/me/duty', { onDuty: false });
  expect((await open.readTeam(anna)).away).toEqual([olli.staffId]);
  await rule({});
  const shares = await assigned(await handIn(50));
  expect([...shares.keys()].toSorted()).toEqual(
    [anna, bengt, carita, lead].map(({ staffId }) => staffId).toSorted(),
  );
  expect([...shares.values()].toSorted()).toEqual([12, 12, 13, 13]);
});

test('whoever is given a contact as it arrives is told, alone', async () => {
  await rule({});
  const told: unknown[][] = [];
  const stopHearing = the.house.contacts.live.subscribe((event) => {
    if (event.kind === 'for-you') told.push([event.notice, event.contactId, event.staffId]);
  });
  const [contactId] = await handIn(1);
  const [[assignee] = []] = await assigned([contactId]);
  expect(assignee).not.toBeNull();
  const ofThis = () => told.filter(([, about]) => about === contactId);
  await expect.poll(ofThis, { timeout: 5_000 }).toEqual([['assigned', contactId, assignee]]);
  stopHearing();
});

test('in turn holds for transactions that overlap, also when some are given up', async () => {
  const { db } = the.house.storage;
  const picked: (string | null)[] = [];
  await Promise.all(
    Array.from({ length: 48 }, (_, index) =>
      db
        .transaction(async (tx) => {
          const staff = await the.house.team.pickAssignee(tx, 'service', 'sv');
          if (index % 6 === 5) throw new Error('given up');
          picked.push(staff);
        })
        .catch(() => undefined),
    ),
  );
  const shares = [...Map.groupBy(picked, (staff) => staff).values()].map(({ length }) => length);
  expect(picked).toHaveLength(40);
  expect(shares).toEqual([10, 10, 10, 10]);
});

test('only those who answer in the language of the contact', async () => {
  const [anna, bengt, carita] = agents as [Person, Person, Person];
  await ask(lead, 'POST', '/me/duty', { onDuty: false });
  await ask(anna, 'POST', '/me/settings', { languages: ['fi'] });
  await ask(bengt, 'POST', '/me/settings', { languages: ['fi', 'en'] });
  expect(await assigned(await handIn(3))).toEqual(new Map([[carita.staffId, 3]]));
  await ask(anna, 'POST', '/me/settings', { languages: [] });
  await ask(bengt, 'POST', '/me/settings', { languages: [] });
});

test('to whoever has fewest open, and to nobody above the ceiling', async () => {
  const [anna, bengt, carita] = agents as [Person, Person, Person];
  const open = async (who: Person) =>
    (
      await the.house.storage.db.query<{ open: number }>(
        `SELECT count(*) AS open FROM register.contact WHERE assignee_id = $1 AND status = 'open'`,
        [who.staffId],
      )
    )[0]!.open;
  await the.house.storage.db.query(
    `UPDATE register.contact SET status = 'waiting' WHERE assignee_id = $1 AND status = 'open'`,
    [bengt.staffId],
  );
  await rule({ rule: 'fewest-open' });
  expect(await assigned(await handIn(5))).toEqual(new Map([[bengt.staffId, 5]]));
  const least = Math.min(await open(anna), await open(carita));
  await rule({ rule: 'fewest-open', ceiling: 7 });
  expect(least).toBeGreaterThan(7);
  expect(await assigned(await handIn(4))).toEqual(
    new Map<string | null, number>([
      [bengt.staffId, 2],
      [null, 2],
    ]),
  );
});

test('outside business hours contacts wait unassigned', async () => {
  await rule({});
  await open.setQueue((settings) => ({
    ...settings,
    hours: { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] },
  }));
  expect(await assigned(await handIn(2))).toEqual(new Map([[null, 2]]));
});
