import { afterAll, beforeAll, expect, test } from 'vitest';
import { startHouse, type TestHouse } from '../support/start-house.ts';
import { changeRegister } from './change-register.ts';
import { readPage } from './visit.ts';

// P1: who the controller is stands in the declaration, is checked, and is on every notice.

let the: TestHouse;
beforeAll(async () => {
  the = await startHouse({ start: false });
});
afterAll(() => the.stop());

test.each([
  ['a wrong check digit', '2918721-8'],
  ['too few digits', '291872-9'],
  ['no digits at all', 'Kivra Oy'],
  ['an empty one', ''],
])('a business ID with %s is refused and the notice stays as it was', async (_what, businessId) => {
  const before = await readPage(the.app, '/en/notice');
  const source = changeRegister((register) => void (register.controller.businessId = businessId));
  await expect(the.house.publish(source, null)).rejects.toMatchObject({
    code: 'declaration-invalid',
    details: { path: 'controller.businessId' },
  });
  expect(await readPage(the.app, '/en/notice')).toBe(before);
  expect(await the.house.declarations.versions()).toHaveLength(1);
});

test.each(['name', 'street', 'postalCode', 'city', 'contactAddress'] as const)(
  'a controller without its %s is refused',
  async (field) => {
    const source = changeRegister(
      (register) => void delete (register.controller as Partial<typeof register.controller>)[field],
    );
    await expect(the.house.publish(source, null)).rejects.toMatchObject({ code: 'declaration-invalid' });
  },
);

const addresses = {
  sv: 'Karlavägen 9 C, 02150 Esbo',
  fi: 'Karlavägen 9 C, 02150 Espoo',
  en: 'Karlavägen 9 C, 02150 Espoo',
} as const;

test.each(['sv', 'fi', 'en'] as const)(
  'the notice in %s says who the controller is and how to reach it',
  async (language) => {
    for (const url of [`/${language}/notice`, `/${language}/notice/1`]) {
      const page = await readPage(the.app, url);
      expect(page).toContain('Kivra Oy');
      expect(page).toContain('2918721-9');
      expect(page).toContain(addresses[language]);
      expect(page).toContain('tietosuoja@kivra.fi');
    }
    const markdown = (await the.app.inject(`/${language}/notice.md`)).body
      .replaceAll('\\', '')
      .replace(/\s+/g, ' ');
    expect(markdown).toContain('2918721-9');
    expect(markdown).toContain(addresses[language]);
  },
);

test('another controller declared is another controller on the notice: the name stands nowhere else', async () => {
  const source = changeRegister((register) => {
    register.controller = {
      ...register.controller,
      name: 'Esimerkki Oy',
      businessId: '0201256-6',
      street: { sv: 'Provgatan 1', fi: 'Koekatu 1', en: 'Koekatu 1' },
      contactAddress: 'tietosuoja@esimerkki.example',
    };
  });
  await the.house.publish(source, null);
  for (const language of ['sv', 'fi', 'en']) {
    const page = await readPage(the.app, `/${language}/notice`);
    for (const fact of ['Esimerkki Oy', '0201256-6', 'tietosuoja@esimerkki.example'])
      expect(page).toContain(fact);
    for (const gone of ['2918721-9', 'Karlavägen', 'tietosuoja@kivra.fi']) expect(page).not.toContain(gone);
  }
});
