import { randomInt } from 'node:crypto';
import type { DemoPerson } from '../demo/corpus/corpus.ts';
import { makeIdentityCode } from '../demo/corpus/make-identity-code.ts';
import { makePhoneNumber, writePhoneNumber } from '../demo/corpus/make-phone-number.ts';
import { createRandom } from '../demo/corpus/random.ts';
import type { Planted } from './planted.ts';

/** Somebody nobody knows, with words that stand nowhere else: each drill invents others. */
export interface Victim {
  readonly person: DemoPerson;
  readonly subject: string;
  readonly message: string;
  readonly fileName: string;
  readonly fileContent: string;
  readonly note: string;
  readonly draft: string;
  readonly todo: string;
  readonly reply: string;
  readonly planted: readonly Planted[];
}

const consonants = 'hjklmnprstv';
const vowels = 'aeiouyäö';

/** A word of 14 letters that can be said, and that is in no language. */
export function inventWord(): string {
  return Array.from(
    { length: 7 },
    () => consonants[randomInt(consonants.length)]! + vowels[randomInt(vowels.length)]!,
  ).join('');
}

const capital = (word: string) => word[0]!.toUpperCase() + word.slice(1);
const ascii = (word: string) => word.replaceAll('ä', 'a').replaceAll('ö', 'o');

export function inventVictim(): Victim {
  const random = createRandom(inventWord());
  const [givenName, familyName, street, local] = [
    capital(inventWord()),
    capital(inventWord()),
    capital(inventWord()),
    ascii(inventWord()),
  ];
  const person: DemoPerson = {
    key: local,
    givenName,
    familyName,
    name: `${givenName} ${familyName}`,
    emailAddress: `${local}.${ascii(familyName.toLowerCase())}@example.com`,
    phone: makePhoneNumber(random, 'fi'),
    identityCode: makeIdentityCode(random, { gender: 'woman', bornFrom: 1930, bornTo: 1999 }),
    address: { street: `${street}katu ${random.whole(1, 90)}`, postalCode: '99999', city: 'Korvatunturi' },
    language: 'fi',
  };
  const said = {
    subject: `Kysymys: ${inventWord()}`,
    message: `Kirjeeni ${inventWord()} katosi, ja siinä luki ${inventWord()}.`,
    fileName: `${ascii(inventWord())}.txt`,
    fileContent: `Liitteessä lukee ${inventWord()} ja ${inventWord()}.`,
    note: `Soitettu takaisin, ${inventWord()} asuu naapurissa.`,
    draft: `Hei, tarkistamme vielä ${inventWord()} asian.`,
    todo: `Pyydä ${inventWord()} takaisin`,
    reply: `Hei, ${inventWord()} löytyi hyllyltä.`,
  };
  return { person, ...said, planted: [...ofPerson(person), ...ofWords(said)] };
}

function ofPerson(person: DemoPerson): Planted[] {
  return [
    { category: 'name', secret: person.name },
    { category: 'name', secret: `${person.familyName}, ${person.givenName}` },
    { category: 'name', secret: person.familyName },
    { category: 'address', secret: person.address.street },
    { category: 'email', secret: person.emailAddress },
    { category: 'identity-code', secret: person.identityCode },
    ...[...writePhoneNumber(person.phone), person.phone.slice(1)].map((secret): Planted => ({
      category: 'phone',
      secret,
    })),
  ];
}

/** The sentences as they stand, and the words in them that stand nowhere else: an index holds words. */
function ofWords(said: Omit<Victim, 'person' | 'planted'>): Planted[] {
  const inCategory = {
    message: [said.subject, said.message, said.reply],
    file: [said.fileName, said.fileContent],
    note: [said.note, said.draft, said.todo],
  } as const;
  return Object.entries(inCategory).flatMap(([category, texts]) =>
    texts.flatMap((text) =>
      [text, ...(text.match(/\p{L}{14}/gu) ?? [])].map((secret): Planted => ({
        category: category as keyof typeof inCategory,
        secret,
      })),
    ),
  );
}
