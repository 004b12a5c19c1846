import { expect, test } from 'vitest';
import { generateCorpus } from './generate-corpus.ts';
import { secretsOf } from './secrets-of.ts';

const corpus = generateCorpus({ seed: 9, now: new Date('2026-11-22T12:00:00Z'), people: 40, contacts: 300 });
const secrets = secretsOf(corpus);
const known = new Set(secrets);

test('secrets name every person in every way a dump might show', () => {
  for (const person of corpus.people) {
    for (const value of [
      person.name,
      person.emailAddress,
      person.phone,
      person.identityCode,
      person.address.street,
    ]) {
      expect(known).toContain(value);
    }
    expect(
      secrets.filter((secret) => secret.replaceAll(/\D/g, '').endsWith(person.phone.slice(-8))).length,
    ).toBeGreaterThan(3);
  }
});

test('every letter, readable attachment and nearly every note holds a secret; none is short or empty', () => {
  const holds = (text: string): boolean => secrets.some((secret) => text.includes(secret));
  const letters = corpus.contacts.flatMap((contact) => contact.letters);
  const bare = letters.filter(({ text }) => !holds(text));
  expect(bare.length / letters.length).toBeLessThan(0.02);
  for (const { contentType, content } of letters.flatMap(({ attachments }) => attachments)) {
    if (contentType !== 'image/png')
      expect(holds(Buffer.from(content).toString('latin1')) || holds(Buffer.from(content).toString())).toBe(
        true,
      );
  }
  for (const secret of secrets) expect(secret.length).toBeGreaterThan(7);
  expect(known.size).toBe(secrets.length);
});
