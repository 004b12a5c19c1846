import { expect, test } from 'vitest';
import { makeNonce, nonceLength } from './make-nonce.ts';

test('no nonce comes twice, and none changes after it was handed out', () => {
  const nonces = Array.from({ length: 3_000 }, makeNonce);
  const asHanded = nonces.map((nonce) => nonce.toString('hex'));
  for (let more = 0; more < 2_000; more += 1) makeNonce();
  expect(new Set(asHanded).size).toBe(3_000);
  expect(nonces.map((nonce) => nonce.toString('hex'))).toEqual(asHanded);
  expect(nonces.every((nonce) => nonce.length === nonceLength)).toBe(true);
});
