import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { languages } from '../../server/safeguards/declaration/declaration.ts';
import type { ChannelKey, Declaration } from '../../server/safeguards/declaration/declaration.ts';
import { heldFor } from '../../server/safeguards/declaration/held-for.ts';
import { anyDeclaration } from '../support/any-declaration.ts';
import { type Asks, type KeptHouse, openKeptHouse } from './open-kept-house.ts';

// Declarations of chance, published one after the other in one house: what they name is done, and nothing else is.

let kept: KeptHouse;
beforeAll(async () => {
  kept = await openKeptHouse();
});
afterAll(() => kept.stop());

test('what a declaration does not name is refused by the running system', async () => {
  await fc.assert(
    fc.asyncProperty(anyDeclaration, async (declaration) => {
      expect(await kept.publish(stringify(declaration, { aliasDuplicateObjects: false }))).toBe('published');
      const { asks } = kept;
      await asks.accept(declaration.undertaking.version);
      await askForFields(asks, declaration);
      await askByMail(asks, declaration);
      await askForRecipients(asks, declaration);
      await askForWork(asks, declaration);
    }),
    // What was found is shown as it is: making it smaller would take a house each time.
    { numRuns: 6, endOnFailure: true },
  );
}, 180_000);

/** A value of each kind that a person has, as it may be written. */
const values = { name: 'Asko Asiakas', address: 'Testvägen 1, Esbo', phone: '0457 900 0' } as const;
let count = 0;

async function askForFields(asks: Asks, { channels }: Declaration): Promise<void> {
  for (const unknown of ['shoeSize', 'constructor', 'messages', 'extra-category-0'])
    expect(await asks.collect(unknown, 'x'), unknown).toBe('422 category-not-declared');
  for (const channel of ['email', 'phone', 'chat'] as const satisfies readonly ChannelKey[]) {
    for (const [category, value] of Object.entries(values)) {
      count += 1;
      const answer = await asks.collect(
        category,
        category === 'phone' ? `${value}${count + 100}` : value,
        channel,
      );
      const rule = channels[channel]?.collects.find((each) => each.category === category);
      const where = `${category} by ${channel}`;
      if (rule === undefined) expect(answer, where).toBe('422 category-not-allowed-on-channel');
      else expect(answer, where).toEqual([expect.objectContaining({ source: channel })]);
    }
  }
}

async function askByMail(asks: Asks, declaration: Declaration): Promise<void> {
  const { mailboxes, sources = {} } = declaration;
  for (const { address } of Object.values(mailboxes))
    expect(await asks.mail(address), address).toMatchObject({ answer: 'taken', state: 'done' });
  expect(await asks.mail('ei-kukaan@posti.example')).toEqual({ answer: '550' });
  const brought = Object.values(sources).find(({ kind }) => kind === 'old-mail')?.categories;
  const imported = await asks.importOld();
  if (brought === undefined) expect(imported).toBe('import-not-declared');
  else {
    expect(imported).toMatchObject({ counts: { imported: 1 } });
    const { fields = {} } = imported as { fields?: object };
    expect(Object.keys(fields).filter((category) => !brought.includes(category))).toEqual([]);
  }
}

async function askForRecipients(asks: Asks, declaration: Declaration): Promise<void> {
  const { processors = {}, recipients = {}, purposes } = declaration;
  for (const nobody of ['nobody', 'work-reports', 'constructor', 'extra-recipient-9'])
    expect(await asks.give(nobody, 'service'), nobody).toBe('403 recipient-not-declared');
  for (const [key, each] of Object.entries({ ...processors, ...recipients })) {
    for (const purpose of Object.keys(purposes)) {
      const wanted = each.purposes.includes(purpose) ? 'done' : '403 recipient-purpose-not-declared';
      expect(await asks.give(key, purpose), `${key} for ${purpose}`).toBe(wanted);
    }
    const [purpose = ''] = each.purposes;
    for (const category of ['name', 'emailAddress', 'messages'])
      if (!each.categories.includes(category) || !heldFor(declaration, category).includes(purpose))
        expect(await asks.give(key, purpose, [category]), `${category} to ${key}`).toBe(
          '403 recipient-category-not-declared',
        );
    expect(await asks.give(key, purpose, [], 'no-such-queue')).toMatch(/^4/);
  }
}

async function askForWork(asks: Asks, { register, tasks }: Declaration): Promise<void> {
  expect(await asks.grant('no-such-task')).toMatch(/^4/);
  expect(Object.hasOwn(tasks, 'extra-task')).toBe(true);
  expect(await asks.grant('extra-task')).toBe('done');
  expect(await asks.collect('address', 'Testvägen 1, Esbo', 'email', 'no-such-reason')).toBe(
    '403 reason-needed',
  );
  for (const language of languages)
    expect(await asks.notice(language), language).toBe(register.languages.includes(language) ? 200 : 404);
}
