import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../../server/storage/database.ts';
import { changeRegister, dropCategory, type Register } from '../promises/change-register.ts';
import { openAsOwner } from '../promises/probes/plant.ts';
import { handInMailWithFile } from '../promises/hand-in-raw.ts';
import { makeAdministrator, makeColleague, type Person } from '../support/sign-in.ts';
import { startHouse, type TestHouse } from '../support/start-house.ts';
import { addPurpose, removed, serveOnly } from './grounds-house.ts';

// What the simulator counts is what then happens, value by value, whatever the draft.

let the: TestHouse;
let owner: Database;
let lead: Person;
beforeAll(async () => {
  the = await startHouse();
  owner = openAsOwner(the);
  const administrator = await makeAdministrator(the.house, the.app);
  lead = await makeColleague(the.house, the.app, administrator, {
    userName: 'liisa.laine',
    displayName: 'Liisa Laine',
    tasks: ['lead-team'],
  });
});
afterAll(async () => {
  await owner.end();
  await the.stop();
});

const changeable = ['name', 'address', 'phone', 'emailAddress', 'messages', 'files', 'notes'] as const;
const purposes = ['service', 'identification', 'quality', 'rights', 'matching'];
let mails = 0;

/** Conversations with a file and a note, of people who were told of this or that. */
async function fill(told: readonly string[][]): Promise<void> {
  for (const [at, given] of told.entries()) {
    mails += 1;
    const contactId = await handInMailWithFile(the.house, {
      from: `"Asiakas Numero" <asiakas${mails}@example.fi>`,
      file: { name: 'liite.pdf', content: Buffer.from('%PDF-1.4 liite') },
    });
    const noted = await lead.ask('POST', `/api/console/contacts/${contactId}/notes`, {
      noteId: crypto.randomUUID(),
      text: 'Soitettu.',
      mentions: [],
    });
    expect(noted.status, JSON.stringify(noted.body)).toBe(200);
    await owner.query(
      'UPDATE register.person_field SET purposes = $2 WHERE person_id = (SELECT person_id FROM register.contact WHERE id = $1)',
      [contactId, given],
    );
    const table = ['contact', 'contact_file', 'contact_note'][at % 3]!;
    await owner.query(
      `UPDATE register.${table} SET purposes = $2 WHERE ${table === 'contact' ? 'id' : 'contact_id'} = $1`,
      [contactId, given],
    );
    if (at % 4 === 3)
      await owner.query(
        "UPDATE register.person SET state = 'restricted' WHERE id = (SELECT person_id FROM register.contact WHERE id = $1)",
        [contactId],
      );
  }
}

async function held(): Promise<Map<string, number>> {
  const rows = await the.house.storage.db.query<{ category: string; n: number }>(
    `SELECT category, count(*) AS n FROM (SELECT category FROM register.person_field
       UNION ALL SELECT 'messages' FROM register.contact_message UNION ALL SELECT 'files' FROM register.contact_file
       UNION ALL SELECT 'notes' FROM register.contact_note) each GROUP BY 1`,
  );
  return new Map(rows.map(({ category, n }) => [category, n]));
}

/** Null: the category goes altogether. */
type Draft = Partial<Record<(typeof changeable)[number], string[] | null>>;
const drafts = fc.record(
  Object.fromEntries(
    changeable.map((category) => [
      category,
      fc.option(fc.uniqueArray(fc.constantFrom(...purposes), { minLength: 1, maxLength: 3 }), { freq: 3 }),
    ]),
  ),
  { requiredKeys: [] },
) as fc.Arbitrary<Draft>;

function draftOf(draft: Draft): (register: Register) => void {
  return (register) => {
    addPurpose(register, 'matching');
    for (const [category, served] of Object.entries(draft))
      if (served === null) dropCategory(register, category);
      else serveOnly(register, category, served);
  };
}

test('the counts before publishing are what is removed after it, for any draft', async () => {
  const told = fc.array(fc.uniqueArray(fc.constantFrom(...purposes), { minLength: 1, maxLength: 2 }), {
    minLength: 1,
    maxLength: 5,
  });
  await fc.assert(
    fc.asyncProperty(drafts, told, async (draft, given) => {
      await the.house.publish(`# ${crypto.randomUUID()}\n${changeRegister(() => undefined)}`, null);
      await removed(the);
      await fill(given);
      const source = `# ${crypto.randomUUID()}\n${changeRegister(draftOf(draft))}`;
      const { status, body } = await lead.ask<{
        groundless: { category: { key: string }; values: number }[];
      }>('POST', '/api/console/register/simulate', { source });
      // A draft that is wrong for another reason is refused before anything is counted.
      fc.pre(status === 200);
      const before = await held();
      await the.house.publish(source, null);
      await removed(the);
      const after = await held();
      const gone = [...before].flatMap(([category, n]) => {
        const values = n - (after.get(category) ?? 0);
        return values > 0 ? [[category, values] as const] : [];
      });
      const simulated = body.groundless.map(({ category, values }) => [category.key, values] as const);
      expect(gone.toSorted()).toEqual(simulated.toSorted());
      const [progress] = await the.house.storage.db.query<{ foreseen: number; removed: number }>(
        'SELECT foreseen, removed FROM register.ground_removal ORDER BY version DESC LIMIT 1',
      );
      const total = simulated.reduce((sum, [, values]) => sum + values, 0);
      expect(progress).toEqual({ foreseen: total, removed: total });
    }),
    { numRuns: 15, interruptAfterTimeLimit: 90_000 },
  );
}, 120_000);
