import type { Words } from './declaration.ts';
import { asWritten, wording } from './wording.ts';

/** What the fields of a declaration are called in a sentence. A test fails for a field without a name. */
const names: Readonly<Record<string, Words>> = {
  acts: wording('åtgärder', 'toiminnot', 'acts'),
  address: wording('adress', 'osoite', 'address'),
  agreement: wording('avtal', 'sopimus', 'agreement'),
  answerMonths: wording('svarstid', 'vastausaika', 'time to answer'),
  askedFor: wording('ändamål det frågas efter för', 'kysymisen tarkoitukset', 'purposes it is asked for'),
  basis: wording('rättslig grund', 'oikeusperuste', 'legal basis'),
  businessId: wording('FO-nummer', 'Y-tunnus', 'business ID'),
  capMonths: wording('längsta tid', 'enimmäisaika', 'cap'),
  categories: wording('kategorier', 'tietoryhmät', 'categories'),
  balancing: wording('intresseavvägning', 'tasapainotesti', 'balancing test'),
  city: wording('ort', 'paikkakunta', 'town'),
  collects: wording('det som samlas in', 'kerättävät tiedot', 'what is collected'),
  connections: wording('förbindelser', 'yhteydet', 'connections'),
  contactAddress: wording('kontaktadress', 'yhteysosoite', 'contact address'),
  countries: wording('länder', 'maat', 'countries'),
  decidedBy: wording('vem som har beslutat', 'kuka on päättänyt', 'who decided it'),
  description: wording('beskrivning', 'kuvaus', 'description'),
  documents: wording('dokument', 'asiakirjat', 'documents'),
  explanation: wording('förklaring', 'selitys', 'explanation'),
  extensionMonths: wording('förlängd svarstid', 'vastausajan pidennys', 'longer time to answer'),
  extensions: wording('grunder för förlängning', 'pidennyksen perusteet', 'grounds for extension'),
  from: wording('när tiden börjar', 'mistä aika alkaa', 'what it runs from'),
  groupCompany: wording('koncernbolag', 'konserniyhtiö', 'group company'),
  ground: wording('motivering', 'perustelu', 'ground'),
  groupCompanies: wording('koncernbolag', 'konserniyhtiöt', 'group companies'),
  horizonDays: wording('dagar i säkerhetskopior', 'päiviä varmuuskopioissa', 'days in backups'),
  identifies: wording('identifiering', 'tunnistaminen', 'identification'),
  interest: wording('berättigat intresse', 'oikeutettu etu', 'legitimate interest'),
  key: wording('nyckel', 'avain', 'key'),
  kind: wording('slag', 'laji', 'kind'),
  language: wording('språk', 'kieli', 'language'),
  languages: wording('språk', 'kielet', 'languages'),
  mainCountry: wording('huvudsakligt land', 'pääasiallinen maa', 'main country'),
  name: wording('namn', 'nimi', 'name'),
  never: wording('det som aldrig görs', 'mitä ei koskaan tehdä', 'what is never done'),
  officer: wording('dataskyddsombud', 'tietosuojavastaava', 'data protection officer'),
  origin: wording('varifrån uppgiften kommer', 'mistä tieto tulee', 'where it comes from'),
  otherCountries: wording('andra länder', 'muut maat', 'other countries'),
  outsideEea: wording(
    'behandling utanför EES',
    'käsittely ETA-alueen ulkopuolella',
    'processing outside the EEA',
  ),
  postalCode: wording('postnummer', 'postinumero', 'postal code'),
  purposes: wording('ändamål', 'tarkoitukset', 'purposes'),
  queue: wording('kö', 'jono', 'queue'),
  queues: wording('köer', 'jonot', 'queues'),
  records: wording('samtal som spelas in', 'tallennettavat puhelut', 'calls that are recorded'),
  reference: wording('förvaringsplats', 'säilytyspaikka', 'where it is kept'),
  service: wording('tjänst', 'palvelu', 'service'),
  services: wording('slag av tjänster', 'palvelujen lajit', 'kinds of service'),
  statedOn: wording('datum', 'päiväys', 'date'),
  street: wording('gatuadress', 'katuosoite', 'street address'),
  subjects: wording('de registrerade', 'rekisteröidyt', 'data subjects'),
  systemName: wording('systemets namn', 'järjestelmän nimi', 'name of the system'),
  systems: wording('egna system', 'omat järjestelmät', 'systems of its own'),
  text: wording('text', 'teksti', 'text'),
  timeZone: wording('tidszon', 'aikavyöhyke', 'time zone'),
  transferGround: wording('grund för överföring', 'siirtoperuste', 'transfer ground'),
  unannounced: wording(
    'samtal utan besked om inspelning',
    'puhelut ilman tietoa tallentamisesta',
    'calls without word of the recording',
  ),
  unit: wording('enhet', 'yksikkö', 'unit'),
  validUntil: wording('avtalets sista dag', 'sopimuksen viimeinen päivä', 'last day of the agreement'),
  version: wording('version', 'versio', 'version'),
  why: wording('varför', 'miksi', 'why'),
  website: wording('webbplats', 'verkkosivusto', 'website'),
  en: wording('texten på engelska', 'englanninkielinen teksti', 'the text in English'),
  fi: wording('texten på finska', 'suomenkielinen teksti', 'the text in Finnish'),
  sv: wording('texten på svenska', 'ruotsinkielinen teksti', 'the text in Swedish'),
};

/** A field that has no name is called by its key. */
export function nameOfField(field: string): Words {
  return Object.hasOwn(names, field) ? names[field]! : asWritten(field);
}

export function hasName(field: string): boolean {
  return Object.hasOwn(names, field);
}
