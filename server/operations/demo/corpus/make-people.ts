import type { DemoPerson, DemoStaff, Language } from './corpus.ts';
import { makeIdentityCode } from './make-identity-code.ts';
import { makePhoneNumber } from './make-phone-number.ts';
import { mailDomains, nameStock } from './names.ts';
import { cities, streetNames } from './places.ts';
import { createRandom } from './random.ts';
import type { Random } from './random.ts';

/** Invented customers: 35 % Swedish, 50 % Finnish, 15 % English; no two share a name, address, number or code. */
export function makePeople(seed: number, count: number): DemoPerson[] {
  const taken = new Set<string>();
  const people: DemoPerson[] = [];
  for (let index = 0; index < count; index += 1) {
    const random = createRandom(`${seed}/person/${index}`);
    let person = makePerson(random, index, languageOf(index));
    while (identifiers(person).some((value) => taken.has(value)))
      person = makePerson(random, index, languageOf(index));
    for (const value of identifiers(person)) taken.add(value);
    people.push(person);
  }
  return people;
}

/** The eight who work there; the same for every seed, so that a demo's sign-in names can be written down. */
export const staff: readonly DemoStaff[] = [
  { key: 'agent-1', userName: 'saga.lindroth', name: 'Saga Lindroth', language: 'sv', role: 'agent' },
  { key: 'agent-2', userName: 'petra.vainikka', name: 'Petra Vainikka', language: 'fi', role: 'agent' },
  { key: 'agent-3', userName: 'otso.hirvimaa', name: 'Otso Hirvimaa', language: 'fi', role: 'agent' },
  { key: 'agent-4', userName: 'imogen.castlebay', name: 'Imogen Castlebay', language: 'en', role: 'agent' },
  {
    key: 'team-lead',
    userName: 'marika.storgard',
    name: 'Marika Storgård',
    language: 'sv',
    role: 'team-lead',
  },
  {
    key: 'officer',
    userName: 'juho.kettuvaara',
    name: 'Juho Kettuvaara',
    language: 'fi',
    role: 'data-protection-officer',
  },
  {
    key: 'administrator',
    userName: 'ronja.tammelund',
    name: 'Ronja Tammelund',
    language: 'sv',
    role: 'administrator',
  },
  {
    key: 'auditor',
    userName: 'sylvi.kuusikallio',
    name: 'Sylvi Kuusikallio',
    language: 'fi',
    role: 'auditor',
  },
];

/** Of every twenty, seven write Swedish, ten Finnish and three English, in mixed order. */
function languageOf(index: number): Language {
  const turn = (index * 7) % 20;
  return turn < 7 ? 'sv' : turn < 17 ? 'fi' : 'en';
}

function identifiers(person: DemoPerson): string[] {
  return [person.name, person.emailAddress, person.phone, person.identityCode, person.address.street];
}

function makePerson(random: Random, index: number, language: Language): DemoPerson {
  const names = nameStock[language];
  const gender = random.pick(['woman', 'man'] as const);
  const givenName = random.pick(gender === 'woman' ? names.women : names.men);
  const familyName = random.pick(names.families);
  const city = random.weigh(
    cities.map((one) => [one, language === 'sv' ? one.weight.sv : one.weight.other] as const),
  );
  const swedish = language === 'sv' || (language === 'en' && random.chance(0.3));
  const door = random.chance(0.6) ? ` ${random.pick([...'ABCDE'])} ${random.whole(1, 64)}` : '';
  return {
    key: `person-${String(index + 1).padStart(4, '0')}`,
    givenName,
    familyName,
    name: `${givenName} ${familyName}`,
    emailAddress: makeAddress(random, givenName, familyName, language),
    phone: makePhoneNumber(random, language === 'sv' && random.chance(0.12) ? 'se' : 'fi'),
    identityCode: makeIdentityCode(random, {
      gender,
      bornFrom: random.chance(0.2) ? 1936 : 1962,
      bornTo: 2009,
    }),
    address: {
      street: `${random.pick(streetNames[swedish ? 'sv' : 'fi'])} ${random.whole(1, 96)}${door}`,
      postalCode: random.pick(city.postalCodes),
      city: language === 'sv' ? city.sv : city.fi,
    },
    language,
  };
}

function makeAddress(random: Random, givenName: string, familyName: string, language: Language): string {
  const given = fold(givenName);
  const family = fold(familyName);
  const local = random.weigh([
    [`${given}.${family}`, 6],
    [`${family}.${given}`, 1],
    [`${given.charAt(0)}.${family}`, 2],
    [`${given}${family}${random.whole(2, 99)}`, 1],
    [`${given}_${family}`, 1],
  ]);
  return `${local}@${random.weigh(mailDomains[language])}`;
}

function fold(name: string): string {
  return name
    .normalize('NFD')
    .replaceAll(/[^A-Za-z]/g, '')
    .toLowerCase();
}
