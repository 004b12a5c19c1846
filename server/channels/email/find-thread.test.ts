import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { newId } from '../../base/new-id.ts';
import type { Id } from '../../base/new-id.ts';
import { findThread, makeReplyAddress, makeReplyToken, readReplyToken } from './find-thread.ts';

const key = Buffer.alloc(32, 7);
const contactId = newId<'contact'>();
const other = newId<'contact'>();
const address = 'service@example.fi';
const mail = (more: Partial<Parameters<typeof findThread>[1]>) => ({
  to: [],
  cc: [],
  deliveredTo: [],
  inReplyTo: [],
  references: [],
  ...more,
});
const deps = (known: Record<string, Id<'contact'>> = {}) => ({
  known: {
    findContactByMessageIds: async (ids: readonly string[]) =>
      new Map(Object.entries(known).filter(([id]) => ids.includes(id))),
  },
  tokenKeys: [key],
  mailboxAddresses: [address],
});

test('a token altered in any letter, cut, lengthened or made with another key opens nothing', () => {
  const token = makeReplyToken(contactId, key);
  fc.assert(
    fc.property(
      fc.nat(token.length - 1),
      fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz234567'),
      (place, letter) => {
        fc.pre(token[place] !== letter);
        expect(
          readReplyToken(token.slice(0, place) + letter + token.slice(place + 1), [key]),
        ).toBeUndefined();
      },
    ),
  );
  for (const forged of [
    '',
    token.slice(1),
    `${token}a`,
    token.slice(0, -1),
    'a'.repeat(45),
    `${token}\n`,
    token.replace(/./, 'é'),
  ]) {
    expect(readReplyToken(forged, [key])).toBeUndefined();
  }
  expect(readReplyToken(token, [Buffer.alloc(32, 8)])).toBeUndefined();
  expect(readReplyToken(token, [])).toBeUndefined();
  const swapped = makeReplyToken(other, key).slice(0, 20) + token.slice(20);
  expect(readReplyToken(swapped, [key])).toBeUndefined();
});

test('a token opens its contact, under an older key and in capitals too', () => {
  const token = makeReplyToken(contactId, key);
  expect(token).toMatch(/^[a-z2-7]{45}$/);
  expect(readReplyToken(token, [key])).toBe(contactId);
  expect(readReplyToken(token.toUpperCase(), [Buffer.alloc(32, 9), key])).toBe(contactId);
});

test('an address too long for a token is its own reply address: the thread is then found by its message ids', () => {
  const long = 'customer-service-of-all@example.fi';
  expect(makeReplyAddress(long, contactId, key)).toBe(long);
  expect(makeReplyAddress(address, contactId, key).length).toBeLessThanOrEqual(64 + 11);
});

test('the token goes first, then In-Reply-To, then References from last to first', async () => {
  const known = { '<a@x>': other, '<b@x>': contactId };
  const reply = makeReplyAddress(address, contactId, key);
  const refer = mail({ inReplyTo: ['<a@x>'], references: ['<b@x>'] });
  expect(await findThread(deps(known), refer, [reply.toUpperCase()])).toEqual({ contactId, by: 'token' });
  expect(await findThread(deps(), mail({ cc: [{ name: '', address: reply }] }), [])).toEqual({
    contactId,
    by: 'token',
  });
  expect(await findThread(deps(known), refer, [address])).toEqual({ contactId: other, by: 'in-reply-to' });
  expect(await findThread(deps(known), mail({ references: ['<b@x>', '<a@x>', '<no@x>'] }), [])).toEqual({
    contactId: other,
    by: 'references',
  });
});

test('nothing known, another mailbox or a forged token: a new contact', async () => {
  expect(
    await findThread(deps(), mail({ inReplyTo: ['<no@x>'] }), [address, 'service+c-@example.fi']),
  ).toBeUndefined();
  const elsewhere = makeReplyAddress('service@example.se', contactId, key);
  expect(await findThread(deps(), mail({}), [elsewhere])).toBeUndefined();
});
