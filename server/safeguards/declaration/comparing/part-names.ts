import type { DeclarationPart } from './declaration-change.ts';
import type { Words } from '../declaration.ts';
import { wording } from '../wording.ts';

/** How the entries of a part are spoken of; in Swedish an entry is new by its gender. */
export interface EntryNames {
  readonly one: Words;
  readonly isNew: Words;
  /** `the order of the purposes` */
  readonly order: Words;
}

const common = wording('är ny', 'on uusi', 'is new');
const neuter = wording('är nytt', 'on uusi', 'is new');

export const entryNames: Readonly<Partial<Record<DeclarationPart, EntryNames>>> = {
  purposes: {
    one: wording('Ändamålet', 'Tarkoitus', 'The purpose'),
    isNew: neuter,
    order: wording('Ändamålens ordning', 'Tarkoitusten järjestys', 'The order of the purposes'),
  },
  categories: {
    one: wording('Kategorin', 'Tietoryhmä', 'The category'),
    isNew: common,
    order: wording('Kategoriernas ordning', 'Tietoryhmien järjestys', 'The order of the categories'),
  },
  channels: {
    one: wording('Kanalen', 'Kanava', 'The channel'),
    isNew: common,
    order: wording('Kanalernas ordning', 'Kanavien järjestys', 'The order of the channels'),
  },
  queues: {
    one: wording('Kön', 'Jono', 'The queue'),
    isNew: common,
    order: wording('Köernas ordning', 'Jonojen järjestys', 'The order of the queues'),
  },
  mailboxes: {
    one: wording('E-postlådan', 'Postilaatikko', 'The mailbox'),
    isNew: common,
    order: wording('E-postlådornas ordning', 'Postilaatikoiden järjestys', 'The order of the mailboxes'),
  },
  tasks: {
    one: wording('Arbetsuppgiften', 'Työtehtävä', 'The task'),
    isNew: common,
    order: wording('Arbetsuppgifternas ordning', 'Työtehtävien järjestys', 'The order of the tasks'),
  },
  periods: {
    one: wording('Förvaringstiden', 'Säilytysaika', 'The period'),
    isNew: common,
    order: wording('Förvaringstidernas ordning', 'Säilytysaikojen järjestys', 'The order of the periods'),
  },
  reasons: {
    one: wording('Skälet', 'Syy', 'The reason'),
    isNew: neuter,
    order: wording('Skälens ordning', 'Syiden järjestys', 'The order of the reasons'),
  },
  processors: {
    one: wording('Personuppgiftsbiträdet', 'Henkilötietojen käsittelijä', 'The processor'),
    isNew: neuter,
    order: wording(
      'Personuppgiftsbiträdenas ordning',
      'Henkilötietojen käsittelijöiden järjestys',
      'The order of the processors',
    ),
  },
  recipients: {
    one: wording('Mottagaren', 'Vastaanottaja', 'The recipient'),
    isNew: common,
    order: wording('Mottagarnas ordning', 'Vastaanottajien järjestys', 'The order of the recipients'),
  },
  sources: {
    one: wording('Källan', 'Tietolähde', 'The source'),
    isNew: common,
    order: wording('Källornas ordning', 'Tietolähteiden järjestys', 'The order of the sources'),
  },
  measures: {
    one: wording('Skyddsåtgärden', 'Suojatoimi', 'The measure'),
    isNew: common,
    order: wording('Skyddsåtgärdernas ordning', 'Suojatoimien järjestys', 'The order of the measures'),
  },
};

const wholeNames: Readonly<Record<DeclarationPart, Words>> = {
  register: wording('registret', 'rekisteristä', 'the register'),
  controller: wording('den personuppgiftsansvarige', 'rekisterinpitäjästä', 'the controller'),
  authority: wording('tillsynsmyndigheten', 'valvontaviranomaisesta', 'the authority'),
  purposes: wording('ändamålen', 'tarkoituksista', 'the purposes'),
  categories: wording('kategorierna', 'tietoryhmistä', 'the categories'),
  channels: wording('kanalerna', 'kanavista', 'the channels'),
  queues: wording('köerna', 'jonoista', 'the queues'),
  mailboxes: wording('e-postlådorna', 'postilaatikoista', 'the mailboxes'),
  tasks: wording('arbetsuppgifterna', 'työtehtävistä', 'the tasks'),
  periods: wording('förvaringstiderna', 'säilytysajoista', 'the periods'),
  reasons: wording('skälen', 'syistä', 'the reasons'),
  undertaking: wording('sekretessförbindelsen', 'salassapitositoumuksesta', 'the undertaking'),
  processing: wording('var uppgifterna behandlas', 'käsittelypaikoista', 'where data are processed'),
  processors: wording('personuppgiftsbiträdena', 'henkilötietojen käsittelijöistä', 'the processors'),
  recipients: wording('andra mottagare', 'muista vastaanottajista', 'other recipients'),
  sources: wording('andra källor', 'muista tietolähteistä', 'other sources'),
  identification: wording('identifieringen', 'tunnistamisesta', 'identification'),
  backups: wording('säkerhetskopiorna', 'varmuuskopioista', 'backups'),
  never: wording(
    'det som aldrig görs med uppgifterna',
    'poissuljetuista käyttötavoista',
    'what is never done with the data',
  ),
  rights: wording(
    'tiderna för att svara på en begäran',
    'pyyntöjen vastausajoista',
    'the time to answer requests',
  ),
  measures: wording('skyddsåtgärderna', 'suojatoimista', 'the measures'),
};

/** `The part on the controller` */
export function nameOfPart(part: DeclarationPart): Words {
  // a part that a later version of the shape adds before it is named here
  const name: Words = Object.hasOwn(wholeNames, part) ? wholeNames[part] : wording(part, part, part);
  return wording(`Avsnittet om ${name.sv}`, `Kohta ${name.fi}`, `The part on ${name.en}`);
}
