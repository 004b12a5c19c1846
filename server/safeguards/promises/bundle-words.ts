import type { Language } from '../declaration/declaration.ts';
import type { Statement } from './bundle.ts';

/** What the printed bundle says besides the promises themselves. */
export interface BundleWords {
  readonly title: string;
  readonly about: string;
  readonly checkIt: string;
  readonly source: string;
  readonly controller: string;
  readonly businessId: string;
  readonly version: string;
  readonly versionSince: (version: number, since: string) => string;
  readonly madeAt: string;
  readonly checkedAt: string;
  readonly notChecked: string;
  readonly json: string;
  readonly key: string;
  readonly log: string;
  readonly logLines: string;
  readonly logLast: string;
  readonly logRoot: string;
  readonly logAltered: string;
  readonly all: string;
  readonly allCaption: string;
  readonly allHead: readonly [string, string, string];
  readonly status: string;
  readonly statuses: Readonly<Record<Statement['promises'][number]['status'], string>>;
  readonly how: string;
  readonly notBuilt: string;
  readonly control: string;
  readonly tests: string;
  readonly probes: string;
  readonly probesHead: readonly [string, string, string, string, string];
  readonly noAnswer: (code: string) => string;
  readonly notAsked: string;
  readonly since: (at: string) => string;
  readonly broken: (at: string) => string;
  readonly attested: string;
  readonly attestedHead: readonly [string, string, string, string, string];
  readonly none: string;
}

const en: BundleWords = {
  title: 'The promises of the privacy notice, and what was found',
  about:
    'Each promise of the notice with the code that keeps it, the questions that were asked of the system, and their newest answers. It names no person.',
  checkIt:
    'Beside this document stand the bundle as data (.json), with every question word for word, the signature of this document (.sig) and the public key (.pem). Compare the fingerprint with the one that the controller gives you by another way.',
  source: 'What this is',
  controller: 'Controller',
  businessId: 'Business ID',
  version: 'Notice in force',
  versionSince: (version, since) => `version ${version}, ${since}`,
  madeAt: 'Made',
  checkedAt: 'Last checked',
  notChecked: 'not yet',
  json: 'SHA-256 of the bundle (.json)',
  key: 'Fingerprint of the key',
  log: 'The access log',
  logLines: 'Lines',
  logLast: 'Last line',
  logRoot: 'Root of the tree',
  logAltered: 'Lines that are not as they were written',
  all: 'All promises',
  allCaption: 'Each promise, and how it stands',
  allHead: ['Promise', 'What it is about', 'How it stands'],
  status: 'How it stands',
  statuses: {
    kept: 'Kept',
    'in-part': 'Kept in part',
    broken: 'Broken',
    unknown: 'Not known',
    attested: 'Attested',
    overdue: 'Review overdue',
    'not-attested': 'Nobody vouches for it yet',
    'not-yet': 'Not built yet',
    'not-in-use': 'Not in use',
  },
  how: 'How it is kept',
  notBuilt: 'Not built',
  control: 'Code that keeps it',
  tests: 'Tests that fail without it',
  probes: 'What was asked, and what was found',
  probesHead: ['What would be wrong', 'Found', 'Asked', 'Before', 'SHA-256 of the question'],
  noAnswer: (code) => `no answer (${code})`,
  notAsked: 'not asked yet',
  since: (at) => `asked since ${at}`,
  broken: (at) => `last broken ${at}`,
  attested: 'What people vouch for',
  attestedHead: ['Measure', 'How it stands', 'Reviewed', 'Next review', 'SHA-256 of the document'],
  none: '–',
};

const fi: BundleWords = {
  title: 'Tietosuojaselosteen lupaukset ja niistä saatu näyttö',
  about:
    'Jokainen selosteen lupaus, sen pitävä koodi, järjestelmälle esitetyt kysymykset ja uusimmat vastaukset. Yhtään henkilöä ei mainita.',
  checkIt:
    'Asiakirjan mukana ovat sama aineisto tietona (.json), jossa jokainen kysymys on sanasta sanaan, tämän asiakirjan allekirjoitus (.sig) ja julkinen avain (.pem). Verratkaa avaimen sormenjälkeä siihen, jonka rekisterinpitäjä antaa muuta tietä.',
  source: 'Mikä tämä on',
  controller: 'Rekisterinpitäjä',
  businessId: 'Y-tunnus',
  version: 'Voimassa oleva seloste',
  versionSince: (version, since) => `versio ${version}, ${since}`,
  madeAt: 'Laadittu',
  checkedAt: 'Viimeksi tarkistettu',
  notChecked: 'ei vielä',
  json: 'Aineiston (.json) SHA-256',
  key: 'Avaimen sormenjälki',
  log: 'Käyttöloki',
  logLines: 'Rivejä',
  logLast: 'Viimeinen rivi',
  logRoot: 'Puun juuri',
  logAltered: 'Rivejä, jotka eivät ole sellaisia kuin ne kirjoitettiin',
  all: 'Kaikki lupaukset',
  allCaption: 'Lupaukset ja niiden tila',
  allHead: ['Lupaus', 'Mitä se koskee', 'Tila'],
  status: 'Tila',
  statuses: {
    kept: 'Pitää',
    'in-part': 'Pitää osittain',
    broken: 'Ei pidä',
    unknown: 'Ei tiedossa',
    attested: 'Vahvistettu',
    overdue: 'Tarkistus myöhässä',
    'not-attested': 'Kukaan ei ole vielä vahvistanut',
    'not-yet': 'Ei vielä rakennettu',
    'not-in-use': 'Ei käytössä',
  },
  how: 'Miten se pidetään',
  notBuilt: 'Rakentamatta',
  control: 'Koodi, joka sen pitää',
  tests: 'Testit, jotka eivät mene läpi ilman sitä',
  probes: 'Mitä kysyttiin ja mitä löytyi',
  probesHead: ['Mikä olisi väärin', 'Löytyi', 'Kysytty', 'Aiemmin', 'Kysymyksen SHA-256'],
  noAnswer: (code) => `ei vastausta (${code})`,
  notAsked: 'ei vielä kysytty',
  since: (at) => `kysytty ${at} alkaen`,
  broken: (at) => `viimeksi rikkoutunut ${at}`,
  attested: 'Mitä ihmiset vahvistavat',
  attestedHead: ['Toimi', 'Tila', 'Tarkistettu', 'Seuraava tarkistus', 'Asiakirjan SHA-256'],
  none: '–',
};

const sv: BundleWords = {
  title: 'Dataskyddsbeskrivningens löften och vad som har hittats',
  about:
    'Varje löfte i beskrivningen med koden som håller det, frågorna som har ställts till systemet och de senaste svaren. Ingen person nämns.',
  checkIt:
    'Till handlingen hör samma underlag som data (.json), med varje fråga ord för ord, handlingens signatur (.sig) och den öppna nyckeln (.pem). Jämför nyckelns fingeravtryck med det som den personuppgiftsansvarige ger på annat sätt.',
  source: 'Vad detta är',
  controller: 'Personuppgiftsansvarig',
  businessId: 'FO-nummer',
  version: 'Gällande beskrivning',
  versionSince: (version, since) => `version ${version}, ${since}`,
  madeAt: 'Upprättad',
  checkedAt: 'Senast kontrollerat',
  notChecked: 'ännu inte',
  json: 'SHA-256 för underlaget (.json)',
  key: 'Nyckelns fingeravtryck',
  log: 'Åtkomstloggen',
  logLines: 'Rader',
  logLast: 'Sista raden',
  logRoot: 'Trädets rot',
  logAltered: 'Rader som inte är som de skrevs',
  all: 'Alla löften',
  allCaption: 'Löftena och hur det står till med dem',
  allHead: ['Löfte', 'Vad det gäller', 'Läge'],
  status: 'Läge',
  statuses: {
    kept: 'Hålls',
    'in-part': 'Hålls delvis',
    broken: 'Brutet',
    unknown: 'Okänt',
    attested: 'Intygat',
    overdue: 'Översynen är försenad',
    'not-attested': 'Ingen har intygat det ännu',
    'not-yet': 'Ännu inte byggt',
    'not-in-use': 'Används inte',
  },
  how: 'Så hålls det',
  notBuilt: 'Inte byggt',
  control: 'Koden som håller det',
  tests: 'Tester som inte går igenom utan den',
  probes: 'Vad som frågades och vad som hittades',
  probesHead: ['Vad som vore fel', 'Hittat', 'Frågat', 'Tidigare', 'SHA-256 för frågan'],
  noAnswer: (code) => `inget svar (${code})`,
  notAsked: 'ännu inte frågat',
  since: (at) => `frågat sedan ${at}`,
  broken: (at) => `senast brutet ${at}`,
  attested: 'Vad människor intygar',
  attestedHead: ['Åtgärd', 'Läge', 'Granskat', 'Nästa översyn', 'SHA-256 för dokumentet'],
  none: '–',
};

export const bundleWords: Readonly<Record<Language, BundleWords>> = { sv, fi, en };
