import { asWritten, wording } from './wording.ts';

/** What to put in each place of a declaration, by the shape of the place. What stands after two spaces is YAML. */
export const write = {
  swedish: wording(
    'texten på svenska, till exempel  sv: …',
    'teksti ruotsiksi, esimerkiksi  sv: …',
    'the text in Swedish, as  sv: …',
  ),
  finnish: wording(
    'texten på finska, till exempel  fi: …',
    'teksti suomeksi, esimerkiksi  fi: …',
    'the text in Finnish, as  fi: …',
  ),
  english: wording(
    'texten på engelska, till exempel  en: …',
    'teksti englanniksi, esimerkiksi  en: …',
    'the text in English, as  en: …',
  ),
  words: wording(
    'texten på tre språk, till exempel  { sv: …, fi: …, en: … }',
    'teksti kolmella kielellä, esimerkiksi  { sv: …, fi: …, en: … }',
    'the text in three languages, as  { sv: …, fi: …, en: … }',
  ),
  keyOf: (group: string) =>
    wording(`en nyckel som finns i ${group}`, `jokin kohdan ${group} avaimista`, `a key of ${group}`),
  keysOf: (group: string) =>
    wording(
      `en lista med nycklar som finns i ${group}, till exempel  [first, second]`,
      `luettelo kohdan ${group} avaimista, esimerkiksi  [first, second]`,
      `a list of keys of ${group}, as  [first, second]`,
    ),
  document: asWritten(
    '{ kind: balancing-test, name: { sv: …, fi: …, en: … }, date: "2026-01-31", reference: … }',
  ),
  documents: wording(
    'en lista över dokument, vart och ett med kind, name, date och reference',
    'luettelo asiakirjoista, kussakin kind, name, date ja reference',
    'a list of documents, each with kind, name, date and reference',
  ),
  documentReference: wording(
    'var dokumentet finns, till exempel ett diarienummer',
    'missä asiakirja on, esimerkiksi diaarinumero',
    'where the document is kept, as a case number',
  ),
  trueOrFalse: wording('true eller false', 'true tai false', 'true or false'),
  rule: asWritten('{ category: …, when: automatic, purposes: [ … ] }'),
  collects: wording(
    'en lista över det som kanalen får samla in',
    'luettelo siitä, mitä tässä kanavassa saa kerätä',
    'a list of what this channel may collect',
  ),
  directions: asWritten('[incoming, outgoing]'),
  channel: wording('name och collects', 'name ja collects', 'name and collects'),
  address: (example: string) =>
    wording(
      `en e-postadress, till exempel  ${example}`,
      `sähköpostiosoite, esimerkiksi  ${example}`,
      `an e-mail address, as  ${example}`,
    ),
  acts: wording(
    'en lista över åtgärder, till exempel  [list-contacts, open-contact]',
    'luettelo toiminnoista, esimerkiksi  [list-contacts, open-contact]',
    'a list of acts, as  [list-contacts, open-contact]',
  ),
  months: wording(
    'ett helt antal månader, minst 1',
    'kokonainen määrä kuukausia, vähintään 1',
    'a whole number of months, 1 or more',
  ),
  capMonths: wording(
    'ett helt antal månader, fler än months',
    'kokonainen määrä kuukausia, enemmän kuin months',
    'a whole number of months, more than months',
  ),
  extensions: wording(
    'grunderna för att bevara längre, till exempel  complaint: { sv: …, fi: …, en: … }',
    'perusteet pidempään säilyttämiseen, esimerkiksi  complaint: { sv: …, fi: …, en: … }',
    'the grounds for keeping it longer, as  complaint: { sv: …, fi: …, en: … }',
  ),
  country: wording(
    'en landskod med två versaler, till exempel  FI',
    'maan koodi kahdella isolla kirjaimella, esimerkiksi  FI',
    'a country code of two capitals, as  FI',
  ),
  company: wording('företagets namn', 'yrityksen nimi', "the company's name"),
  agreementId: wording(
    'avtalets nummer eller namn',
    'sopimuksen numero tai nimi',
    'the number or name of the agreement',
  ),
  date: wording(
    'ett datum inom citattecken, till exempel  "2026-01-31"',
    'päivämäärä lainausmerkeissä, esimerkiksi  "2026-01-31"',
    'a date in quotes, as  "2026-01-31"',
  ),
  agreement: asWritten('{ id: …, date: "2026-01-31" }'),
  validUntil: wording(
    'avtalets sista dag inom citattecken, till exempel  "2027-12-31"',
    'sopimuksen viimeinen päivä lainausmerkeissä, esimerkiksi  "2027-12-31"',
    'the last day of the agreement in quotes, as  "2027-12-31"',
  ),
  countries: wording(
    'de länder där biträdet har uppgifterna, till exempel  [FI]',
    'maat, joissa tiedot ovat käsittelijällä, esimerkiksi  [FI]',
    'the countries where they have the data, as  [FI]',
  ),
  countriesOfRecipient: wording(
    'de länder där mottagaren har uppgifterna, till exempel  [FI]',
    'maat, joissa tiedot ovat vastaanottajalla, esimerkiksi  [FI]',
    'the countries where the recipient has the data, as  [FI]',
  ),
  lastDay: wording(
    'den sista dagen inom citattecken, till exempel  "2027-12-31"',
    'viimeinen päivä lainausmerkeissä, esimerkiksi  "2027-12-31"',
    'the last day in quotes, as  "2027-12-31"',
  ),
  website: wording(
    'en adress, till exempel  https://example.com',
    'osoite, esimerkiksi  https://example.com',
    'an address, as  https://example.com',
  ),
  timeZone: wording(
    'en tidszon, till exempel  Europe/Helsinki',
    'aikavyöhyke, esimerkiksi  Europe/Helsinki',
    'a time zone, as  Europe/Helsinki',
  ),
  languages: wording(
    '[sv, fi, en], eller de av dem som dataskyddsbeskrivningen publiceras på',
    '[sv, fi, en] tai ne niistä, joilla seloste julkaistaan',
    '[sv, fi, en], or those of them that the notice is published in',
  ),
  controllerName: wording(
    'den personuppgiftsansvariges namn',
    'rekisterinpitäjän nimi',
    "the controller's name",
  ),
  businessId: wording(
    'FO-numret, till exempel  1234567-1',
    'Y-tunnus, esimerkiksi  1234567-1',
    'the Finnish business ID, as  1234567-1',
  ),
  postalCode: wording(
    'fem siffror inom citattecken, till exempel  "00100"',
    'viisi numeroa lainausmerkeissä, esimerkiksi  "00100"',
    'five digits in quotes, as  "00100"',
  ),
  /** Keys of a group, as they stand in the file. */
  group: (...keys: readonly [string, ...string[]]) => {
    const all = keys.slice(0, -1).join(', ');
    const last = keys.at(-1)!;
    return wording(`${all} och ${last}`, `${all} ja ${last}`, `${all} and ${last}`);
  },
  entries: {
    purposes: wording(
      'varje ändamål under en egen nyckel',
      'kukin tarkoitus oman avaimensa alle',
      'each purpose under a key of its own',
    ),
    categories: wording(
      'varje kategori under en egen nyckel',
      'kukin tietoryhmä oman avaimensa alle',
      'each category under a key of its own',
    ),
    queues: wording(
      'varje kö under en egen nyckel',
      'kukin jono oman avaimensa alle',
      'each queue under a key of its own',
    ),
    mailboxes: wording(
      'varje e-postlåda under en egen nyckel, eller  {}',
      'kukin postilaatikko oman avaimensa alle tai  {}',
      'each mailbox under a key of its own, or  {}',
    ),
    tasks: wording(
      'varje arbetsuppgift under en egen nyckel',
      'kukin työtehtävä oman avaimensa alle',
      'each task under a key of its own',
    ),
    periods: wording(
      'varje förvaringstid under en egen nyckel',
      'kukin säilytysaika oman avaimensa alle',
      'each period under a key of its own',
    ),
    reasons: wording(
      'varje skäl under en egen nyckel, till exempel  complaint: { sv: …, fi: …, en: … }',
      'kukin syy oman avaimensa alle, esimerkiksi  complaint: { sv: …, fi: …, en: … }',
      'each reason under a key of its own, as  complaint: { sv: …, fi: …, en: … }',
    ),
    processors: wording(
      'varje personuppgiftsbiträde under en egen nyckel, eller  {}',
      'kukin henkilötietojen käsittelijä oman avaimensa alle tai  {}',
      'each processor under a key of its own, or  {}',
    ),
    recipients: wording(
      'varje mottagare under en egen nyckel, eller  {}',
      'kukin vastaanottaja oman avaimensa alle tai  {}',
      'each recipient under a key of its own, or  {}',
    ),
    sources: wording(
      'varje källa under en egen nyckel, eller  {}',
      'kukin tietolähde oman avaimensa alle tai  {}',
      'each source under a key of its own, or  {}',
    ),
    identificationWays: wording(
      'varje sätt att identifiera under en egen nyckel, med name och kind',
      'kukin tunnistamistapa oman avaimensa alle: name ja kind',
      'each way of identifying under a key of its own, with name and kind',
    ),
    systems: wording(
      'varje eget system under en egen nyckel, med name, countries och connections',
      'kukin oma järjestelmä oman avaimensa alle: name, countries ja connections',
      'each system of your own under a key of its own, with name, countries and connections',
    ),
  },
  channels: (keys: readonly string[]) =>
    wording(
      `ett eller flera av alternativen ${keys.join(', ')}`,
      `yksi tai useampi vaihtoehdoista ${keys.join(', ')}`,
      `one or more of: ${keys.join(', ')}`,
    ),
  undertakingVersion: wording(
    'ett heltal, 1 för den första texten',
    'kokonaisluku, ensimmäiselle tekstille 1',
    'a whole number, 1 for the first text',
  ),
  host: wording(
    'ett värdnamn med små bokstäver, till exempel  smtp.example.com  eller  *.example.com, eller en IP-adress, utan port',
    'koneen nimi pienin kirjaimin, esimerkiksi  smtp.example.com  tai  *.example.com, tai IP-osoite, ilman porttia',
    'a host name in small letters, as  smtp.example.com  or  *.example.com, or an IP address, without a port',
  ),
  hosts: asWritten('[smtp.example.com]'),
  connection: asWritten('{ way: mail-out, hosts: [smtp.example.com] }'),
  connections: wording(
    'en lista med förbindelser, till exempel  - { way: mail-out, hosts: [smtp.example.com] }',
    'luettelo yhteyksistä, esimerkiksi  - { way: mail-out, hosts: [smtp.example.com] }',
    'a list of connections, as  - { way: mail-out, hosts: [smtp.example.com] }',
  ),
  outsideEea: asWritten('{ allowed: false, transferGround: standard-contractual-clauses }'),
  services: wording(
    'en lista över slag av tjänster, vart och ett på tre språk',
    'luettelo palvelujen lajeista, kukin kolmella kielellä',
    'a list of kinds of service, each in three languages',
  ),
  validMinutes: wording(
    'ett helt antal minuter från 1 till 1440',
    'kokonainen määrä minuutteja, 1–1440',
    'a whole number of minutes from 1 to 1440',
  ),
  attempts: wording(
    'ett helt antal försök, minst 1',
    'kokonainen määrä yrityksiä, vähintään 1',
    'a whole number of tries, 1 or more',
  ),
  attemptMinutes: wording(
    'ett helt antal minuter, minst 5',
    'kokonainen määrä minuutteja, vähintään 5',
    'a whole number of minutes, 5 or more',
  ),
  horizonDays: wording(
    'ett helt antal dagar, minst 1',
    'kokonainen määrä päiviä, vähintään 1',
    'a whole number of days, 1 or more',
  ),
  backups: asWritten('{ horizonDays: 30 }'),
  never: (things: readonly string[]) => asWritten(`[${things.join(', ')}]`),
  answerMonths: wording(
    '1: lagen ger en månad (dataskyddsförordningen, artikel 12.3)',
    '1: laki antaa yhden kuukauden (tietosuoja-asetuksen 12 artiklan 3 kohta)',
    '1: the law gives one month (GDPR Art. 12(3))',
  ),
  extensionMonths: wording(
    '0, 1 eller 2: lagen ger högst två månader till (dataskyddsförordningen, artikel 12.3)',
    '0, 1 tai 2: laki antaa enintään kaksi kuukautta lisää (tietosuoja-asetuksen 12 artiklan 3 kohta)',
    '0, 1 or 2: the law gives two more months at most (GDPR Art. 12(3))',
  ),
  rights: asWritten('{ answerMonths: 1, extensionMonths: 2 }'),
  measures: wording(
    'en lista med  { kind: enforced, name: { sv: …, fi: …, en: … } }',
    'luettelo, jossa on  { kind: enforced, name: { sv: …, fi: …, en: … } }',
    'a list of { kind: enforced, name: { sv: …, fi: …, en: … } }',
  ),
  /** Where the shape says nothing of its own. */
  theForm: wording(
    'formen i register/blank.yaml',
    'tiedoston register/blank.yaml mallin mukainen kohta',
    'the form in register/blank.yaml',
  ),
};
