import { z } from 'zod';
import {
  acts,
  callDirections,
  categoryKinds,
  categoryOrigins,
  channelKeys,
  collectionTimes,
  importable,
  languages,
  legalBases,
  neverDone,
  transferGrounds,
  unitKinds,
} from './declaration.ts';
import type { Declaration } from './declaration.ts';

/*
 * The shape of `register/*.yaml`. Each leaf carries `write`: what a person should put there, shown
 * with every problem. What the shape cannot say (references, the law) is in `check-declaration.ts`.
 */

const longestText = 4000;

const text = (write: string) => z.string().trim().min(1).max(longestText).meta({ write });
const choice = <const Values extends readonly [string, ...string[]]>(values: Values) =>
  z.enum(values).meta({ write: `one of: ${values.join(', ')}` });
const whole = (write: string, lowest: number, highest: number) =>
  z.number().int().min(lowest).max(highest).meta({ write });
const words = z
  .strictObject({
    sv: text('the text in Swedish, as  sv: …'),
    fi: text('the text in Finnish, as  fi: …'),
    en: text('the text in English, as  en: …'),
  })
  .meta({ write: 'the text in three languages, as  { sv: …, fi: …, en: … }' });
const decidedBy = choice(['notice', 'controller']);

/** Keys name things across the file, in the database and in logs; names every object already has are refused. */
const key = z
  .string()
  .regex(/^[a-z][A-Za-z0-9-]{0,59}$/)
  .refine((name) => !(name in Object.prototype));
const map = <Value extends z.ZodType>(value: Value, write: string) => z.record(key, value).meta({ write });
const keys = (what: string) =>
  z
    .array(text(`a key of ${what}`))
    .max(100)
    .meta({ write: `a list of keys of ${what}, as  [first, second]` });

const purpose = z.strictObject({
  name: words,
  description: words,
  basis: choice(legalBases),
  decidedBy,
  interest: words.exactOptional(),
  identifies: z.boolean().meta({ write: 'true or false' }).exactOptional(),
});

const category = z.strictObject({
  name: words,
  kind: choice(categoryKinds),
  purposes: keys('purposes').min(1),
  explanation: words,
  origin: choice(categoryOrigins).exactOptional(),
  decidedBy: decidedBy.exactOptional(),
});

const collectionRule = z
  .strictObject({
    category: text('a key of categories'),
    when: choice(collectionTimes),
    purposes: keys('purposes').min(1),
    askedFor: keys('purposes').min(1).exactOptional(),
    decidedBy: decidedBy.exactOptional(),
  })
  .meta({ write: '{ category: …, when: automatic, purposes: [ … ] }' });

const channel = z
  .strictObject({
    name: words,
    collects: z
      .array(collectionRule)
      .min(1)
      .max(100)
      .meta({ write: 'a list of what this channel may collect' }),
    records: z
      .array(choice(callDirections))
      .min(1)
      .max(2)
      .meta({ write: '[incoming, outgoing]' })
      .exactOptional(),
  })
  .meta({ write: 'name and collects' });

const queue = z.strictObject({ name: words });

const mailbox = z.strictObject({
  address: z.email().max(254).meta({ write: 'an e-mail address, as  service@example.com' }),
  name: words,
  queue: text('a key of queues'),
  language: choice(languages),
});

const task = z.strictObject({
  name: words,
  acts: z
    .array(choice(acts))
    .min(1)
    .max(acts.length)
    .meta({ write: 'a list of acts, as  [list-contacts, open-contact]' }),
  queues: keys('queues'),
  categories: keys('categories'),
  collects: keys('categories').exactOptional(),
  purposes: keys('purposes'),
  decidedBy: decidedBy.exactOptional(),
});

/** A hundred years: a longer period is a slip of the finger. */
const mostMonths = 1200;

const period = z.strictObject({
  name: words,
  unit: choice([...unitKinds, 'access-log']),
  months: whole('a whole number of months, 1 or more', 1, mostMonths),
  from: choice(['closing', 'last-contact', 'call', 'arrival', 'record', 'leaving']),
  capMonths: whole('a whole number of months, more than months', 1, mostMonths).exactOptional(),
  extensions: map(
    words,
    'the grounds for keeping it longer, as  complaint: { sv: …, fi: …, en: … }',
  ).exactOptional(),
  decidedBy,
  ground: words,
});

const country = z
  .string()
  .regex(/^[A-Z]{2}$/)
  .meta({ write: 'a country code of two capitals, as  FI' });

const processor = z.strictObject({
  name: text("the company's name"),
  service: words,
  agreement: z
    .strictObject({
      id: text('the number or name of the agreement'),
      date: z.iso.date().meta({ write: 'a date in quotes, as  "2026-01-31"' }),
    })
    .meta({ write: '{ id: …, date: "2026-01-31" }' }),
  validUntil: z.iso.date().meta({ write: 'the last day of the agreement in quotes, as  "2027-12-31"' }),
  purposes: keys('purposes').min(1),
  categories: keys('categories'),
  countries: z
    .array(country)
    .min(1)
    .max(50)
    .meta({ write: 'the countries where they have the data, as  [FI]' }),
  transferGround: choice(transferGrounds).exactOptional(),
  decidedBy: decidedBy.exactOptional(),
});

const website = z
  .url({ protocol: /^https$/ })
  .max(500)
  .meta({ write: 'an address, as  https://example.com' });

export const declarationSchema = z.strictObject({
  register: z
    .strictObject({
      name: words,
      systemName: words,
      subjects: words,
      statedOn: z.iso.date().meta({ write: 'a date in quotes, as  "2026-01-31"' }),
      timeZone: z.string().refine(isTimeZone).meta({ write: 'a time zone, as  Europe/Helsinki' }),
      languages: z
        .array(choice(languages))
        .min(1)
        .max(languages.length)
        .meta({ write: '[sv, fi, en], or those of them that the notice is published in' }),
    })
    .meta({ write: 'name, systemName, subjects, statedOn, timeZone and languages' }),
  controller: z
    .strictObject({
      name: text("the controller's name"),
      businessId: text('the Finnish business ID, as  1234567-1'),
      street: words,
      postalCode: z
        .string()
        .regex(/^\d{5}$/)
        .meta({ write: 'five digits in quotes, as  "00100"' }),
      city: words,
      contactAddress: z.email().max(254).meta({ write: 'an e-mail address, as  privacy@example.com' }),
      website,
    })
    .meta({ write: 'name, businessId, street, postalCode, city, contactAddress and website' }),
  authority: z.strictObject({ name: words, website }).meta({ write: 'name and website' }),
  purposes: map(purpose, 'each purpose under a key of its own'),
  categories: map(category, 'each category under a key of its own'),
  channels: z
    .strictObject({
      email: channel.exactOptional(),
      phone: channel.exactOptional(),
      chat: channel.exactOptional(),
    } satisfies Record<(typeof channelKeys)[number], z.ZodType>)
    .meta({ write: `one or more of: ${channelKeys.join(', ')}` }),
  queues: map(queue, 'each queue under a key of its own'),
  mailboxes: map(mailbox, 'each mailbox under a key of its own, or  {}'),
  tasks: map(task, 'each task under a key of its own'),
  periods: map(period, 'each period under a key of its own'),
  reasons: map(words, 'each reason under a key of its own, as  complaint: { sv: …, fi: …, en: … }'),
  undertaking: z
    .strictObject({ version: whole('a whole number, 1 for the first text', 1, 100_000), text: words })
    .meta({ write: 'version and text' }),
  processing: z
    .strictObject({
      mainCountry: z
        .string()
        .regex(/^[A-Z]{2}$/)
        .meta({ write: 'a country code of two capitals, as  FI' }),
      otherCountries: choice(['eea']),
      outsideEea: z
        .strictObject({
          allowed: z.boolean().meta({ write: 'true or false' }),
          transferGround: choice(['standard-contractual-clauses']),
        })
        .meta({ write: '{ allowed: false, transferGround: standard-contractual-clauses }' }),
      services: z
        .array(words)
        .max(20)
        .meta({ write: 'a list of kinds of service, each in three languages' })
        .exactOptional(),
      groupCompanies: z.boolean().meta({ write: 'true or false' }).exactOptional(),
    })
    .meta({ write: 'mainCountry, otherCountries and outsideEea' }),
  processors: map(processor, 'each processor under a key of its own, or  {}').exactOptional(),
  imports: z
    .array(choice(importable))
    .min(1)
    .max(importable.length)
    .meta({ write: `[${importable.join(', ')}], or leave it out` })
    .exactOptional(),
  never: z
    .array(choice(neverDone))
    .length(neverDone.length)
    .meta({ write: `[${neverDone.join(', ')}]` })
    .exactOptional(),
  rights: z
    .strictObject({
      answerMonths: whole('1: the law gives one month (GDPR Art. 12(3))', 1, 1),
      extensionMonths: whole('0, 1 or 2: the law gives two more months at most (GDPR Art. 12(3))', 0, 2),
    })
    .meta({ write: '{ answerMonths: 1, extensionMonths: 2 }' })
    .exactOptional(),
  measures: z
    .array(z.strictObject({ name: words, kind: choice(['enforced', 'attested']) }))
    .min(1)
    .max(100)
    .meta({ write: 'a list of { kind: enforced, name: { sv: …, fi: …, en: … } }' }),
}) satisfies z.ZodType<Declaration>;

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
