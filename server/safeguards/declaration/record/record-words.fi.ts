import type { RecordWords } from './record-words.ts';

export const recordWordsFi: RecordWords = {
  title: 'Seloste käsittelytoimista',
  sections: {
    controller: 'Rekisterinpitäjä ja yhteystiedot – 30 artiklan 1 kohdan a alakohta',
    purposes: 'Käsittelyn tarkoitukset – 30 artiklan 1 kohdan b alakohta',
    categories: 'Rekisteröityjen ja henkilötietojen ryhmät – 30 artiklan 1 kohdan c alakohta',
    recipients: 'Vastaanottajien ryhmät – 30 artiklan 1 kohdan d alakohta',
    transfers: 'Siirrot kolmansiin maihin – 30 artiklan 1 kohdan e alakohta',
    periods: 'Tietojen poistamisen määräajat – 30 artiklan 1 kohdan f alakohta',
    measures: 'Turvatoimet yleisesti – 30 artiklan 1 kohdan g alakohta',
  },
  controller: {
    register: 'Rekisteri',
    system: 'Järjestelmä',
    address: 'Osoite',
    contact: 'Yhteydenotot tietosuoja-asioissa',
    stated: 'Selostetta muutettu viimeksi',
  },
  purposes: ['Tarkoitus', 'Mitä se merkitsee', 'Oikeusperuste', 'Tiedot', 'Henkilötietojen käsittelijät'],
  weighed: { caption: 'Oikeutettujen etujen tasapainotestit', head: ['Tarkoitus', 'Punninta'] },
  documents: {
    caption: 'Asiakirjat',
    head: ['Tarkoitus', 'Laji', 'Asiakirja', 'Päiväys', 'Säilytyspaikka'],
    kinds: { 'impact-assessment': 'Vaikutustenarviointi', 'balancing-test': 'Tasapainotesti', other: 'Muu' },
  },
  bases: {
    consent: 'Rekisteröidyn suostumus (tietosuoja-asetuksen 6 artiklan 1 kohdan a alakohta)',
    contract:
      'Sopimus rekisteröidyn kanssa tai sitä edeltävät toimet rekisteröidyn pyynnöstä (tietosuoja-asetuksen 6 artiklan 1 kohdan b alakohta)',
    'legal-obligation':
      'Rekisterinpitäjän lakisääteinen velvoite (tietosuoja-asetuksen 6 artiklan 1 kohdan c alakohta)',
    'vital-interests':
      'Elintärkeiden etujen suojaaminen (tietosuoja-asetuksen 6 artiklan 1 kohdan d alakohta)',
    'public-task': 'Yleistä etua koskeva tehtävä (tietosuoja-asetuksen 6 artiklan 1 kohdan e alakohta)',
    'legitimate-interest': 'Oikeutettu etu (tietosuoja-asetuksen 6 artiklan 1 kohdan f alakohta)',
  },
  subjects: 'Rekisteröityjen ryhmät',
  categories: ['Tietoryhmä', 'Lähde', 'Kanavat', 'Tarkoitukset', 'Säilytysaika'],
  origins: { person: 'Rekisteröity', staff: 'Henkilöstö', system: 'Syntyy järjestelmässä' },
  recipients: {
    services: (services) => `Henkilötietojen käsittelijät tarjoavat seuraavaa: ${services}.`,
    group: 'Rekisterinpitäjän konserniin kuuluvat yritykset voivat olla henkilötietojen käsittelijöitä.',
    caption: 'Henkilötietojen käsittelijät, joiden kaikkien kanssa on sopimus (28 artikla)',
    head: ['Käsittelijä', 'Tehtävä', 'Tiedot', 'Tarkoitukset', 'Sopimus', 'Maat'],
    agreement: (id, from, until) => `${id}, ${from} – ${until}`,
    none: 'Seloste ei mainitse yhtään henkilötietojen käsittelijää, joka saisi rekisteristä tietoja.',
  },
  transfers: {
    caption: 'Henkilötietojen käsittelijät ja muut vastaanottajat EU:n ja ETA:n ulkopuolella',
    head: ['Vastaanottaja', 'Maa', 'Siirron peruste'],
    none: 'Seloste ei mainitse yhtään henkilötietojen käsittelijää eikä muuta vastaanottajaa EU:n ja ETA:n ulkopuolella.',
    outsideAllowed:
      'Vain henkilötietojen käsittelijällä tai muulla vastaanottajalla, jonka kohdalla seloste mainitsee siirron perusteen.',
  },
  holds:
    'Poistaminen odottaa niin kauan kuin viranomaisen tai tuomioistuimen määräys, oikeudellinen vaade tai rekisteröidyn pyytämä käsittelyn rajoittaminen sitä edellyttää.',
  measures: {
    enforced: 'Järjestelmä huolehtii näistä:',
    attested: 'Rekisterinpitäjä huolehtii näistä ja tarkistaa ne säännöllisesti:',
  },
  periods: ['Mitä', 'Kuinka kauan', 'Mihin tarkoituksiin', 'Pidempään vain tällä perusteella', 'Miksi'],
  nothing: '–',
  csv: ['Osa', 'Kohde', 'Asia', 'Arvo'],
};
