import type { DemoPerson, Language } from './corpus.ts';
import { browsers, devices, factsStock } from './facts-stock.ts';
import { toLocal } from './helsinki-time.ts';
import { writePhoneNumber } from './make-phone-number.ts';
import { mailDomains, nameStock } from './names.ts';
import { cities, streetNames } from './places.ts';
import type { Random } from './random.ts';

const dayLength = 86_400_000;

/** What a conversation is about, one value per slot, so that its letters agree with each other. */
export type Facts = Readonly<Record<string, string>>;

export function makeFacts(random: Random, about: { person: DemoPerson; at: number; agent: string }): Facts {
  const { person } = about;
  const language = person.language;
  const stock = factsStock[language];
  const today = toLocal(about.at).day;
  const past = today - random.whole(1, random.chance(0.5) ? 7 : 45);
  const later = past + Math.max(1, Math.floor((today - past) / 2));
  const future = today + random.whole(3, 24);
  const sender = random.pick(stock.senders);
  const authority = random.pick(stock.authorities);
  const city = random.pick(cities);
  const names = nameStock[language];
  const family = person.familyName;
  const amount = amountIn(
    language,
    random.chance(0.15) ? random.whole(200, 2400) : random.whole(9, 199),
    random,
  );
  return {
    sender: sender.name,
    senderFrom: sender.from,
    authority: authority[0],
    authorityFrom: authority[1],
    bank: random.pick(stock.banks),
    shop: random.pick(stock.shops),
    company: random.pick(stock.companies),
    doc: random.pick(sender.documents),
    device: random.pick(devices),
    browser: random.pick(browsers),
    date: pastDay(random, language, past, today),
    day: dayIn(language, past),
    today: dayIn(language, today),
    later: pastDay(random, language, later, today),
    laterDay: dayIn(language, later),
    future: language === 'en' ? `on ${dayIn(language, future)}` : dayIn(language, future),
    futureDay: dayIn(language, future),
    month: stock.months[new Date((today - random.whole(20, 120)) * dayLength).getUTCMonth()]!,
    weekday: stock.weekdays[random.whole(1, 5)]!,
    days: String(random.whole(3, 14)),
    time: timeIn(language, random.whole(8 * 60, 20 * 60)),
    amount,
    ref: referenceNumber(random),
    case: `${random.pick(['K', 'A', 'H'])}-${random.whole(10_000, 99_999)}`,
    street: `${random.pick(streetNames[language === 'sv' ? 'sv' : 'fi'])} ${random.whole(1, 88)}`,
    city: language === 'sv' ? city.sv : city.fi,
    cityTo: city.fiTo,
    home: `${person.address.street}, ${person.address.postalCode} ${person.address.city}`,
    father: `${random.pick(names.men)} ${family}`,
    mother: `${random.pick(names.women)} ${family}`,
    kin: `${random.pick([...names.women, ...names.men])} ${family}`,
    oldName: random.pick(names.families.filter((other) => other !== family)),
    ownMail: person.emailAddress,
    mail: `${person.emailAddress.split('@')[0]}.${random.whole(2, 98)}@${random.weigh(mailDomains[language])}`,
    phone: random.pick(writePhoneNumber(person.phone)),
    code: person.identityCode,
    age: String(random.whole(68, 91)),
    given: person.givenName,
    agent: about.agent,
  };
}

/** "den 14 mars", "14.3.", "14 March". */
export function dayIn(language: Language, dayNumber: number): string {
  const date = new Date(dayNumber * dayLength);
  const month = factsStock[language].months[date.getUTCMonth()]!;
  if (language === 'fi') return `${date.getUTCDate()}.${date.getUTCMonth() + 1}.`;
  return language === 'sv' ? `den ${date.getUTCDate()} ${month}` : `${date.getUTCDate()} ${month}`;
}

export function timeIn(language: Language, minute: number): string {
  const minutes = String(minute % 60).padStart(2, '0');
  return `${Math.floor(minute / 60)}${language === 'en' ? ':' : '.'}${minutes}`;
}

/** As a part of a sentence: "den 14 mars" or "i tisdags", "14.3." or "viime tiistaina", "on 14 March". */
function pastDay(random: Random, language: Language, dayNumber: number, today: number): string {
  const absolute = language === 'en' ? `on ${dayIn(language, dayNumber)}` : dayIn(language, dayNumber);
  if (today - dayNumber > 6 || random.chance(0.3)) return absolute;
  return factsStock[language].pastWeekdays[new Date(dayNumber * dayLength).getUTCDay()]!;
}

function amountIn(language: Language, euros: number, random: Random): string {
  const cents = String(random.pick([0, 0, 50, 90, 95, random.whole(1, 99)])).padStart(2, '0');
  return language === 'en' ? `€${euros}.${cents}` : `${euros},${cents} €`;
}

/** A Finnish reference number: digits with a check digit by weights 7, 3, 1. */
function referenceNumber(random: Random): string {
  const base = String(random.whole(10_000_000, 99_999_999));
  const weights = [7, 3, 1];
  const sum = [...base]
    .toReversed()
    .reduce((total, digit, at) => total + Number(digit) * weights[at % 3]!, 0);
  const whole = `${base}${(10 - (sum % 10)) % 10}`;
  return random.chance(0.5) ? whole : `${whole.slice(0, 4)} ${whole.slice(4)}`;
}
