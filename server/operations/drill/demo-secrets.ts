import type { DemoCorpus } from '../demo/corpus/corpus.ts';
import { writePhoneNumber } from '../demo/corpus/make-phone-number.ts';
import { secretsOf } from '../demo/corpus/secrets-of.ts';
import type { Planted } from './planted.ts';
import type { Category } from './thieves.ts';

/**
 * What the demo's invented life holds, by category; sentences of letters, notes and files are all called messages. What a
 * letter says in the words of the published declaration is no secret.
 */
export function demoSecrets(corpus: DemoCorpus, declaration: string): Planted[] {
  const categoryOf = new Map<string, Category>();
  for (const person of corpus.people) {
    categoryOf.set(person.name, 'name').set(`${person.familyName}, ${person.givenName}`, 'name');
    categoryOf.set(person.emailAddress, 'email').set(person.identityCode, 'identity-code');
    categoryOf.set(person.address.street, 'address').set(person.phone.slice(1), 'phone');
    for (const written of writePhoneNumber(person.phone)) categoryOf.set(written, 'phone');
  }
  for (const { name, userName } of corpus.staff) categoryOf.set(name, 'staff').set(userName, 'staff');
  const plain = (text: string) => text.replace(/\s+/g, ' ');
  const published = plain(declaration);
  return secretsOf(corpus)
    .filter((secret) => !published.includes(plain(secret)))
    .map((secret) => ({ category: categoryOf.get(secret) ?? 'message', secret }));
}
