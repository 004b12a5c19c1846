import { afterAll, beforeAll, expect, test } from 'vitest';
import { createServer } from '../../server/api/create-server.ts';
import type { Id } from '../../server/base/new-id.ts';
import type { House } from '../../server/compose.ts';
import type { StaffActor } from '../../server/safeguards/access/authorize.ts';
import { findUnreadable } from '../support/read-sealed-values.ts';
import { makeAdministrator, makeColleague } from '../support/sign-in.ts';
import { startStepServer, type StepServer } from './kill-each-step.ts';
import { furnishStep } from './step-letters.ts';

let server: StepServer;
let house: House;
let actor: StaffActor;
beforeAll(async () => {
  server = await startStepServer();
  house = await server.openHouse();
  const app = await createServer(house);
  const administrator = await makeAdministrator(house, app);
  const { staffId } = await makeColleague(house, app, administrator, {
    userName: 'anna.aalto',
    displayName: 'Anna Aalto',
    tasks: ['answer-customers'],
  });
  actor = { kind: 'staff', staffId, sessionId: 'steps' };
  await app.close();
}, 60_000);
afterAll(async () => {
  await house?.stop();
  await server?.stop();
});

interface Held {
  readonly id: Id<'contact'>;
  readonly messages: number;
  readonly notes: number;
  readonly files: number;
  readonly event: string | null;
}

/** What the newest contacts hold; every sealed value of them has been opened. */
async function readNewest(most: number): Promise<Held[]> {
  const held = await server.owner.query<Held>(
    `SELECT c.id, (SELECT count(*) FROM register.contact_message m WHERE m.contact_id = c.id) AS messages,
       (SELECT count(*) FROM register.contact_note n WHERE n.contact_id = c.id) AS notes,
       (SELECT count(*) FROM register.contact_file f WHERE f.contact_id = c.id) AS files,
       (SELECT e.kind FROM register.contact_event e WHERE e.contact_id = c.id) AS event
     FROM register.contact c ORDER BY c.number DESC LIMIT $1`,
    [most],
  );
  const unreadable = await Promise.all(held.map(({ id }) => findUnreadable(house, id)));
  expect(unreadable.flat()).toEqual([]);
  return held;
}

test('killed at each step of a split: it is one contact with its key or two with theirs, and all of it is read', async () => {
  let committed = 0;
  const { steps } = await server.killAtEachStep(
    { act: 'split', actor },
    async (step) => {
      const [newest, older] = await readNewest(2);
      if (newest!.event === 'split-from') {
        committed += 1;
        expect(newest, `step ${step}`).toMatchObject({ messages: 1, notes: 0, files: 0 });
        expect(older).toMatchObject({ messages: 1, notes: 1, files: 3, event: 'split-into' });
      } else expect(newest, `step ${step}`).toMatchObject({ messages: 2, notes: 1, files: 3, event: null });
    },
    (step) => furnishStep(house, 'split', step, actor),
  );
  expect(steps).toBeGreaterThan(50);
  // Sent and not heard of, or come through: the last few at most.
  expect(committed).toBeGreaterThan(0);
  expect(committed).toBeLessThan(6);
}, 300_000);

test('killed at each step of a move to another person: it is the one’s or the other’s, and all of it is read', async () => {
  const { steps } = await server.killAtEachStep(
    { act: 'move', actor },
    async (step) => {
      const [theirs, moved] = await readNewest(2);
      expect(theirs).toMatchObject({ messages: 1, files: 3, event: null });
      expect(moved, `step ${step}`).toMatchObject({ messages: 2, notes: 1, files: 3 });
      const [row] = await server.owner.query<{ same: boolean }>(
        'SELECT (SELECT person_id FROM register.contact WHERE id = $1) = (SELECT person_id FROM register.contact WHERE id = $2) AS same',
        [theirs!.id, moved!.id],
      );
      expect(row!.same).toBe(moved!.event === 'moved-to-person');
    },
    (step) => furnishStep(house, 'move', step, actor),
  );
  expect(steps).toBeGreaterThan(35);
}, 300_000);
