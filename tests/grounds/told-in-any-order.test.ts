import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type MovableClock, movableClock } from '../promises/move-clock.ts';
import { type Customer, type Desk, openDesk, type PersonAnswer, welcome } from '../promises/one-customer.ts';
import { signInAgain } from '../promises/visit.ts';
import { makeColleague } from '../support/sign-in.ts';
import { longer, monthsOf, publishChanged } from './grounds-house.ts';

// In whatever order versions are published, people told, contacts closed and records merged: nothing is held longer, and no
// value serves more, than its person was told.

let desk: Desk;
let clock: MovableClock;
beforeAll(async () => {
  clock = movableClock('2026-03-02T08:00:00Z');
  desk = await openDesk({ clock });
  await makeColleague(desk.the.house, desk.the.app, desk.administrator, {
    userName: 'liisa.laine',
    displayName: 'Liisa Laine',
    tasks: ['lead-team'],
  });
});
afterAll(() => desk.the.stop());

const agent = () => signInAgain(desk.the.app, 'eero.virtanen');
const publish = (change: Parameters<typeof publishChanged>[1]) => publishChanged(desk.the, change);
const months = (customer: Customer) => monthsOf(desk.the.house.storage.db, customer);

test('two records of one person, held by different periods: the shorter, for of the longer one of them was never told', async () => {
  await publish(longer(24));
  const one = await welcome(desk.the, { from: '"Kaksi Kerran" <kaksi1@example.fi>' });
  await publish(longer(36));
  const other = await welcome(desk.the, { from: '"Kaksi Kerran" <kaksi2@example.fi>' });
  expect(await months(other)).toEqual([36, 36]);
  const [eero, lead] = [await agent(), await signInAgain(desk.the.app, 'liisa.laine')];
  const open = async (id: string) => (await eero<PersonAnswer>('GET', `/api/console/people/${id}`)).body;
  const [a, b] = [await open(one.personId), await open(other.personId)];
  const merged = await lead('POST', `/api/console/people/${one.personId}/merge`, {
    version: a.version,
    otherId: other.personId,
    otherVersion: b.version,
    reason: 'earlier-matter',
    keep: [b.fields.find(({ category }) => category === 'name')!.fieldId],
  });
  expect(merged.status, JSON.stringify(merged.body)).toBe(200);
  expect(await months(one)).toEqual([24, 24]);
  // Their conversations too, once they are one.
  const contact = async ({ contactId }: Customer) =>
    (await lead<{ version: number }>('GET', `/api/console/contacts/${contactId}`)).body.version;
  const joined = await lead('POST', `/api/console/contacts/${other.contactId}/merge`, {
    version: await contact(other),
    others: [{ contactId: one.contactId, version: await contact(one) }],
  });
  expect(joined.status, JSON.stringify(joined.body)).toBe(200);
  expect(await months({ contactId: other.contactId, personId: one.personId })).toEqual([24, 24]);
});

test('whatever comes in which order, nothing is held longer or serves more than its person was told', async () => {
  const steps = fc.array(
    fc.oneof(
      fc.record({ act: fc.constant('publish' as const), months: fc.constantFrom(6, 12, 24, 36, 60) }),
      fc.record({ act: fc.constant('arrive' as const), who: fc.nat(3) }),
      fc.record({ act: fc.constant('tell' as const), who: fc.nat(3) }),
      fc.record({ act: fc.constant('write' as const), who: fc.nat(3) }),
      fc.record({ act: fc.constant('close' as const), who: fc.nat(3) }),
      fc.record({ act: fc.constant('reopen' as const), who: fc.nat(3) }),
      fc.record({ act: fc.constant('merge' as const), who: fc.nat(3), other: fc.nat(3) }),
    ),
    { minLength: 4, maxLength: 12 },
  );
  await publish(longer(24));
  clock.pass(60_000);
  const [eero, lead] = [await agent(), await signInAgain(desk.the.app, 'liisa.laine')];
  let round = 0;
  let merges = 0;
  await fc.assert(
    fc.asyncProperty(steps, async (acts) => {
      round += 1;
      const address = (who: number) => `jono${round}.${who}@example.fi`;
      const people: string[] = [];
      for (let who = 0; who < 4; who += 1)
        people.push((await welcome(desk.the, { from: `"Jono" <${address(who)}>` })).personId);
      const open = (id: string) =>
        eero<PersonAnswer & { contacts: { contactId: string; version: number; status: string }[] }>(
          'GET',
          `/api/console/people/${id}?reason=earlier-matter`,
        );
      for (const step of acts) {
        clock.pass(60_000);
        if (step.act === 'publish') await publish(longer(step.months));
        else if (step.act === 'arrive')
          people[step.who] = (
            await welcome(desk.the, { from: `"Jono" <${crypto.randomUUID()}@example.fi>` })
          ).personId;
        else if (step.act === 'write') await welcome(desk.the, { from: `"Jono" <${address(step.who)}>` });
        else if (step.act === 'merge') {
          const [one, other] = [people[step.who]!, people[step.other]!];
          if (one === other) continue;
          const [a, b] = [await open(one), await open(other)];
          if (a.status !== 200 || b.status !== 200) continue;
          const field = (b.body.fields.find(({ category }) => category === 'name') ?? { fieldId: '' })
            .fieldId;
          const merged = await lead('POST', `/api/console/people/${one}/merge`, {
            version: a.body.version,
            otherId: other,
            otherVersion: b.body.version,
            reason: 'earlier-matter',
            keep: field === '' ? [] : [field],
          });
          if (merged.status === 200) merges += 1;
        } else {
          const id = people[step.who]!;
          if (step.act === 'tell') {
            const { version } = desk.the.house.declarations.current();
            await eero('POST', `/api/console/people/${id}/told`, { version, way: 'letter' });
            continue;
          }
          const { status, body } = await open(id);
          if (status !== 200) continue;
          for (const contact of body.contacts)
            await eero('POST', `/api/console/contacts/${contact.contactId}/${step.act}`, {
              version: contact.version,
            });
        }
      }
      const { results } = await desk.the.house.promises.run({
        evenIfFresh: true,
        only: ['P26.held-as-informed', 'P26.served-as-informed'],
      });
      expect(results.map(({ state }) => state)).toEqual(['kept', 'kept']);
    }),
    { numRuns: 10, interruptAfterTimeLimit: 90_000 },
  );
  expect(merges).toBeGreaterThan(0);
}, 150_000);
