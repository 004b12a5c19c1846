import { createHmac } from 'node:crypto';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { startCustomerRegister } from '../../server/operations/demo/start-customer-register.ts';
import { normaliseAnswer } from '../../server/register/identification/normalise-answer.ts';
import { categoryKinds } from '../../server/safeguards/declaration/declaration.ts';
import { sufficesToIdentify } from '../../server/safeguards/declaration/suffices-to-identify.ts';

const secret = 'a secret of both';
const code = '010190-900P';
const sign = (text: string) => createHmac('sha256', secret).update(`answer.${text}`).digest('base64');

test('never one thing alone, never only name and identity code, never what cannot be compared', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...categoryKinds), { maxLength: 8 }), (kinds) => {
      const others = kinds.filter((kind) => kind !== 'name' && kind !== 'identity-code');
      if (others.length === 0 || new Set(kinds).size < 2) expect(sufficesToIdentify(kinds)).toBe(false);
      if (sufficesToIdentify(kinds)) expect(kinds).not.toContain('text');
      // More of the same proves no more.
      expect(sufficesToIdentify([...kinds, ...kinds])).toBe(sufficesToIdentify(kinds));
    }),
  );
  expect(sufficesToIdentify(['identity-code', 'postal-address'])).toBe(true);
  expect(sufficesToIdentify(['name', 'identity-code'])).toBe(false);
  expect(sufficesToIdentify([undefined, 'phone'])).toBe(false);
});

test.each([
  ['Karlavägen 9 C, 02150 Esbo', 'karlavägen9c 02150'],
  ['  KARLAVÄGEN 9c\n02150   Espoo', 'karlavägen9c 02150'],
  ['Storgatan 12345', 'storgatan 12345'],
  ['Byn 3', 'byn3'],
  ['02150 Esbo', undefined],
  ['9 C', undefined],
])('an address %j is compared as %j', (text, form) => {
  expect(normaliseAnswer('postal-address', text)).toBe(form);
});

test('no text breaks a comparison', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      for (const kind of ['identity-code', 'name', 'postal-address', 'phone', 'email-address'] as const) {
        const form = normaliseAnswer(kind, text);
        expect(form === undefined || form.length > 0).toBe(true);
      }
    }),
    { numRuns: 300 },
  );
});

test('the model of a register: signed by both, seen once, all of it or nothing', async () => {
  const model = await startCustomerRegister(
    secret,
    ({ identityCode, address }) => identityCode === code && address === 'karlavägen9c 02150',
  );
  const ask = (body: string, key = secret) =>
    fetch(model.url, {
      method: 'POST',
      body,
      headers: {
        'haltija-signature': createHmac('sha256', key).update(`ask.${body}`).digest('base64'),
      },
    });
  const question = (values: object, at = Date.now() / 1000) =>
    JSON.stringify({ id: crypto.randomUUID(), at, values });
  const whole = question({ identityCode: code, address: 'karlavägen9c 02150' });
  const answer = await ask(whole);
  const text = await answer.text();
  expect(JSON.parse(text)).toMatchObject({ match: true });
  expect(answer.headers.get('haltija-signature')).toBe(sign(text));
  expect((await ask(whole)).status).toBe(401);
  expect((await ask(question({}), 'another')).status).toBe(401);
  expect((await ask(question({}, Date.now() / 1000 - 90))).status).toBe(401);
  expect((await ask(' '.repeat(5000))).status).toBe(401);
  expect(await (await ask(question({ identityCode: code, address: 'x' }))).json()).toMatchObject({
    match: false,
  });
  await model.stop();
});
