import { z } from 'zod';
import {
  acts,
  callDirections,
  unannouncedChoices,
  categoryKinds,
  categoryOrigins,
  channelKeys,
  collectionTimes,
  documentKinds,
  languages,
  legalBases,
  neverDone,
  recipientKinds,
  sourceKinds,
  transferGrounds,
  unitKinds,
  ways,
} from './declaration.ts';
import type { Declaration } from './declaration.ts';
import { isHostPattern, longestHost } from '../../base/host-name.ts';
import { identification } from './identification-schema.ts';
import { choice, decidedBy, keyOf, keys, map, text, whole, words } from './schema-parts.ts';
import { write } from './write-words.ts';

/*
 * The shape of `register/*.yaml`. Each leaf carries `write`: what a person should put there, in
 * three languages, shown with every problem. What the shape cannot say (references, the law) is in `check-declaration.ts`.
 */

const purposeDocument = z
  .strictObject({
    kind: choice(documentKinds),
    name: words,
    date: z.iso.date().meta({ write: write.date }),
    reference: text(write.documentReference),
  })
  .meta({ write: write.document });

const purpose = z.strictObject({
  name: words,
  description: words,
  basis: choice(legalBases),
  decidedBy,
  interest: words.exactOptional(),
  balancing: words.exactOptional(),
  documents: z.array(purposeDocument).min(1).max(20).meta({ write: write.documents }).exactOptional(),
  identifies: z.boolean().meta({ write: write.trueOrFalse }).exactOptional(),
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
    category: keyOf('categories'),
    when: choice(collectionTimes),
    purposes: keys('purposes').min(1),
    askedFor: keys('purposes').min(1).exactOptional(),
    decidedBy: decidedBy.exactOptional(),
  })
  .meta({ write: write.rule });

const channel = z
  .strictObject({
    name: words,
    collects: z.array(collectionRule).min(1).max(100).meta({ write: write.collects }),
    records: z.array(choice(callDirections)).min(1).max(2).meta({ write: write.directions }).exactOptional(),
    unannounced: choice(unannouncedChoices).exactOptional(),
  })
  .meta({ write: write.channel });

const queue = z.strictObject({ name: words });

const mailbox = z.strictObject({
  address: z
    .email()
    .max(254)
    .meta({ write: write.address('service@example.com') }),
  name: words,
  queue: keyOf('queues'),
  language: choice(languages),
});

const task = z.strictObject({
  name: words,
  acts: z.array(choice(acts)).min(1).max(acts.length).meta({ write: write.acts }),
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
  purposes: keys('purposes').exactOptional(),
  months: whole(write.months, 1, mostMonths),
  from: choice(['closing', 'last-contact', 'call', 'arrival', 'record', 'leaving']),
  capMonths: whole(write.capMonths, 1, mostMonths).exactOptional(),
  extensions: map(words, write.extensions).exactOptional(),
  decidedBy,
  ground: words,
});

const country = z
  .string()
  .regex(/^[A-Z]{2}$/)
  .meta({ write: write.country });

const countries = z.array(country).min(1).max(50).meta({ write: write.countries });

const connection = z
  .strictObject({
    way: choice(ways),
    hosts: z
      .array(z.string().max(longestHost).refine(isHostPattern).meta({ write: write.host }))
      .min(1)
      .max(100)
      .meta({ write: write.hosts }),
  })
  .meta({ write: write.connection });
const connections = z.array(connection).min(1).max(50).meta({ write: write.connections });

const system = z.strictObject({ name: words, countries, connections });

const processor = z.strictObject({
  name: text(write.company),
  service: words,
  agreement: z
    .strictObject({
      id: text(write.agreementId),
      date: z.iso.date().meta({ write: write.date }),
    })
    .meta({ write: write.agreement }),
  validUntil: z.iso.date().meta({ write: write.validUntil }),
  purposes: keys('purposes').min(1),
  categories: keys('categories'),
  countries,
  transferGround: choice(transferGrounds).exactOptional(),
  groupCompany: z.boolean().meta({ write: write.trueOrFalse }).exactOptional(),
  connections: connections.exactOptional(),
  decidedBy: decidedBy.exactOptional(),
});

const recipient = z.strictObject({
  name: words,
  kind: choice(recipientKinds),
  why: words,
  basis: choice(legalBases),
  purposes: keys('purposes').min(1),
  categories: keys('categories'),
  countries: z.array(country).min(1).max(50).meta({ write: write.countriesOfRecipient }),
  transferGround: choice(transferGrounds).exactOptional(),
  connections: connections.exactOptional(),
  validUntil: z.iso.date().meta({ write: write.lastDay }).exactOptional(),
  decidedBy: decidedBy.exactOptional(),
});

const source = z.strictObject({
  name: words,
  kind: choice(sourceKinds),
  explanation: words,
  categories: keys('categories').min(1),
  decidedBy: decidedBy.exactOptional(),
});

/** Ten years: a backup that is kept longer is an archive. */
const mostDays = 3650;

const website = z
  .url({ protocol: /^https$/ })
  .max(500)
  .meta({ write: write.website });

export const declarationSchema = z.strictObject({
  register: z
    .strictObject({
      name: words,
      systemName: words,
      subjects: words,
      statedOn: z.iso.date().meta({ write: write.date }),
      timeZone: z.string().refine(isTimeZone).meta({ write: write.timeZone }),
      languages: z.array(choice(languages)).min(1).max(languages.length).meta({ write: write.languages }),
    })
    .meta({ write: write.group('name', 'systemName', 'subjects', 'statedOn', 'timeZone', 'languages') }),
  controller: z
    .strictObject({
      name: text(write.controllerName),
      businessId: text(write.businessId),
      street: words,
      postalCode: z
        .string()
        .regex(/^\d{5}$/)
        .meta({ write: write.postalCode }),
      city: words,
      contactAddress: z
        .email()
        .max(254)
        .meta({ write: write.address('privacy@example.com') }),
      website,
      officer: z
        .strictObject({
          name: words,
          contactAddress: z
            .email()
            .max(254)
            .meta({ write: write.address('dpo@example.com') }),
        })
        .meta({ write: write.group('name', 'contactAddress') })
        .exactOptional(),
      systems: map(system, write.entries.systems).exactOptional(),
    })
    .meta({
      write: write.group('name', 'businessId', 'street', 'postalCode', 'city', 'contactAddress', 'website'),
    }),
  authority: z.strictObject({ name: words, website }).meta({ write: write.group('name', 'website') }),
  purposes: map(purpose, write.entries.purposes),
  categories: map(category, write.entries.categories),
  channels: z
    .strictObject({
      email: channel.exactOptional(),
      phone: channel.exactOptional(),
      chat: channel.exactOptional(),
    } satisfies Record<(typeof channelKeys)[number], z.ZodType>)
    .meta({ write: write.channels(channelKeys) }),
  queues: map(queue, write.entries.queues),
  mailboxes: map(mailbox, write.entries.mailboxes),
  tasks: map(task, write.entries.tasks),
  periods: map(period, write.entries.periods),
  reasons: map(words, write.entries.reasons),
  undertaking: z
    .strictObject({ version: whole(write.undertakingVersion, 1, 100_000), text: words })
    .meta({ write: write.group('version', 'text') }),
  processing: z
    .strictObject({
      mainCountry: z
        .string()
        .regex(/^[A-Z]{2}$/)
        .meta({ write: write.country }),
      otherCountries: choice(['eea']),
      outsideEea: z
        .strictObject({
          allowed: z.boolean().meta({ write: write.trueOrFalse }),
          transferGround: choice(['standard-contractual-clauses']),
        })
        .meta({ write: write.outsideEea }),
      services: z.array(words).max(20).meta({ write: write.services }).exactOptional(),
      groupCompanies: z.boolean().meta({ write: write.trueOrFalse }).exactOptional(),
    })
    .meta({ write: write.group('mainCountry', 'otherCountries', 'outsideEea') }),
  processors: map(processor, write.entries.processors).exactOptional(),
  recipients: map(recipient, write.entries.recipients).exactOptional(),
  sources: map(source, write.entries.sources).exactOptional(),
  identification: identification.exactOptional(),
  backups: z
    .strictObject({
      horizonDays: whole(write.horizonDays, 1, mostDays),
      decidedBy: decidedBy.exactOptional(),
    })
    .meta({ write: write.backups })
    .exactOptional(),
  never: z
    .array(choice(neverDone))
    .length(neverDone.length)
    .meta({ write: write.never(neverDone) })
    .exactOptional(),
  rights: z
    .strictObject({
      answerMonths: whole(write.answerMonths, 1, 1),
      extensionMonths: whole(write.extensionMonths, 0, 2),
    })
    .meta({ write: write.rights })
    .exactOptional(),
  measures: z
    .array(z.strictObject({ name: words, kind: choice(['enforced', 'attested']) }))
    .min(1)
    .max(100)
    .meta({ write: write.measures }),
}) satisfies z.ZodType<Declaration>;

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
