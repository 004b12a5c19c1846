import type { Language } from '../../../safeguards/declaration/declaration.ts';
import type { IncidentKind, Nature, Risk, TellDecision } from './incident-terms.ts';

/** What the notification to the authority says (GDPR Art. 33(3)), and the controller's register of breaches (33(5)). */
export interface AuthorityWords {
  readonly title: string;
  readonly number: (number: number) => string;
  readonly to: (authority: string) => string;
  readonly complete: string;
  readonly incomplete: string;
  readonly earlier: (dates: string) => string;
  readonly sections: Readonly<
    Record<'controller' | 'breach' | 'concerned' | 'consequences' | 'measures' | 'persons' | 'time', string>
  >;
  readonly terms: Readonly<
    Record<
      | 'name'
      | 'businessId'
      | 'address'
      | 'contact'
      | 'officer'
      | 'kind'
      | 'nature'
      | 'happened'
      | 'aware'
      | 'persons'
      | 'found'
      | 'erased'
      | 'records'
      | 'categories'
      | 'risk'
      | 'told'
      | 'due'
      | 'sent'
      | 'settled'
      | 'authority'
      | 'lessons',
      string
    >
  >;
  readonly about: (count: number) => string;
  readonly notStated: string;
  readonly noMeasures: string;
  readonly inTime: string;
  readonly late: (reason: string) => string;
  readonly lateWithout: string;
  readonly kinds: Readonly<Record<IncidentKind, string>>;
  readonly natures: Readonly<Record<Nature, string>>;
  readonly risks: Readonly<Record<Risk, string>>;
  readonly telling: Readonly<Record<TellDecision, string>>;
  readonly notDecided: string;
  readonly notNotified: string;
  readonly register: { readonly title: string; readonly none: string };
}

export const authorityWords: Readonly<Record<Language, AuthorityWords>> = {
  sv: {
    title: 'Anmälan om personuppgiftsincident',
    number: (number) => `Incident nr ${number} i den personuppgiftsansvariges register`,
    to: (authority) => `Till: ${authority}`,
    complete: 'Anmälan innehåller allt som artikel 33.3 i dataskyddsförordningen kräver.',
    incomplete:
      'Alla uppgifter är ännu inte kända. Anmälan kompletteras utan onödigt ytterligare dröjsmål (artikel 33.4).',
    earlier: (dates) => `Tidigare anmälningar om samma incident: ${dates}.`,
    sections: {
      controller: 'Personuppgiftsansvarig och kontaktpunkt',
      breach: 'Vad som har hänt',
      concerned: 'Registrerade och personuppgifter',
      consequences: 'Sannolika konsekvenser',
      measures: 'Åtgärder',
      persons: 'Information till de registrerade',
      time: 'Tidsfrist',
    },
    terms: {
      name: 'Namn',
      businessId: 'FO-nummer',
      address: 'Adress',
      contact: 'Kontakt i dataskyddsfrågor',
      officer: 'Dataskyddsombud',
      kind: 'Slag av incident',
      nature: 'Vad som har äventyrats',
      happened: 'Inträffade',
      aware: 'Kom till den personuppgiftsansvariges kännedom',
      persons: 'Registrerade som berörs',
      found: 'Av dem utredda hittills',
      erased: 'Berörda vars uppgifter har raderats sedan dess',
      records: 'Personuppgiftsposter som berörs',
      categories: 'Kategorier av personuppgifter',
      risk: 'Bedömd risk',
      told: 'Informerade hittills',
      due: 'Anmälan ska göras senast',
      sent: 'Anmäld',
      settled: 'Avslutad',
      authority: 'Anmälan till tillsynsmyndigheten',
      lessons: 'Lärdomar',
    },
    about: (count) => `ungefär ${count}`,
    notStated: 'Ännu inte känt',
    noMeasures: 'Inga åtgärder har ännu antecknats.',
    inTime: 'Anmälan görs inom 72 timmar från det att incidenten blev känd.',
    late: (reason) =>
      `Anmälan görs senare än 72 timmar efter det att incidenten blev känd. Skälet: ${reason}`,
    lateWithout: 'De 72 timmarna har gått. Skälet till dröjsmålet ska anges (artikel 33.1).',
    kinds: {
      'wrong-recipient': 'Ett meddelande gick till fel mottagare',
      'wrong-content': 'Ett meddelande hade fel innehåll',
      'wrong-attachment': 'Ett meddelande hade fel bilaga',
      'seen-without-right': 'Uppgifter har setts av någon som saknade rätt till det',
      taken: 'Uppgifter har kopierats eller förts bort',
      changed: 'Uppgifter har ändrats utan rätt',
      lost: 'Uppgifter har förstörts eller gått förlorade',
      unavailable: 'Uppgifter har inte varit tillgängliga',
      other: 'Annan incident',
    },
    natures: {
      confidentiality: 'Konfidentialitet',
      integrity: 'Integritet',
      availability: 'Tillgänglighet',
    },
    risks: {
      none: 'Osannolikt att incidenten medför en risk för fysiska personers rättigheter och friheter',
      risk: 'Risk för fysiska personers rättigheter och friheter',
      high: 'Hög risk för fysiska personers rättigheter och friheter',
    },
    telling: {
      tell: 'De registrerade informeras.',
      protected:
        'De registrerade informeras inte: uppgifterna var skyddade så att de var oläsliga för obehöriga (artikel 34.3 a).',
      averted:
        'De registrerade informeras inte: den höga risken är avvärjd genom senare åtgärder (artikel 34.3 b).',
      public:
        'Allmänheten informeras i stället för var och en, eftersom det annars skulle krävas en oproportionell ansträngning (artikel 34.3 c).',
      'not-high': 'De registrerade informeras inte: ingen hög risk.',
    },
    notDecided: 'Ännu inte avgjort.',
    notNotified: 'Anmäls inte',
    register: { title: 'Register över personuppgiftsincidenter', none: 'Inga incidenter under perioden.' },
  },
  fi: {
    title: 'Ilmoitus henkilötietojen tietoturvaloukkauksesta',
    number: (number) => `Tietoturvaloukkaus nro ${number} rekisterinpitäjän luettelossa`,
    to: (authority) => `Vastaanottaja: ${authority}`,
    complete: 'Ilmoitus sisältää kaiken, mitä yleisen tietosuoja-asetuksen 33 artiklan 3 kohta edellyttää.',
    incomplete:
      'Kaikki tiedot eivät ole vielä selvillä. Ilmoitusta täydennetään ilman aiheetonta viivytystä (33 artiklan 4 kohta).',
    earlier: (dates) => `Aiemmat ilmoitukset samasta loukkauksesta: ${dates}.`,
    sections: {
      controller: 'Rekisterinpitäjä ja yhteyspiste',
      breach: 'Mitä on tapahtunut',
      concerned: 'Rekisteröidyt ja henkilötiedot',
      consequences: 'Todennäköiset seuraukset',
      measures: 'Toimenpiteet',
      persons: 'Rekisteröidyille ilmoittaminen',
      time: 'Määräaika',
    },
    terms: {
      name: 'Nimi',
      businessId: 'Y-tunnus',
      address: 'Osoite',
      contact: 'Yhteystieto tietosuoja-asioissa',
      officer: 'Tietosuojavastaava',
      kind: 'Loukkauksen laji',
      nature: 'Mikä vaarantui',
      happened: 'Tapahtui',
      aware: 'Tuli rekisterinpitäjän tietoon',
      persons: 'Rekisteröityjä, joita loukkaus koskee',
      found: 'Heistä tähän mennessä selvitetty',
      erased: 'Rekisteröityjä, joiden tiedot on sittemmin poistettu',
      records: 'Henkilötietotietueita, joita loukkaus koskee',
      categories: 'Henkilötietojen ryhmät',
      risk: 'Arvioitu riski',
      told: 'Ilmoitettu tähän mennessä',
      due: 'Ilmoitettava viimeistään',
      sent: 'Ilmoitettu',
      settled: 'Päätetty',
      authority: 'Ilmoitus valvontaviranomaiselle',
      lessons: 'Mitä opittiin',
    },
    about: (count) => `arviolta ${count}`,
    notStated: 'Ei vielä tiedossa',
    noMeasures: 'Toimenpiteitä ei ole vielä kirjattu.',
    inTime: 'Ilmoitus tehdään 72 tunnin kuluessa siitä, kun loukkaus tuli ilmi.',
    late: (reason) =>
      `Ilmoitus tehdään myöhemmin kuin 72 tunnin kuluttua siitä, kun loukkaus tuli ilmi. Perustelu: ${reason}`,
    lateWithout: '72 tuntia on kulunut. Viivästymisen syy on ilmoitettava (33 artiklan 1 kohta).',
    kinds: {
      'wrong-recipient': 'Viesti lähetettiin väärälle vastaanottajalle',
      'wrong-content': 'Viestissä oli väärä sisältö',
      'wrong-attachment': 'Viestissä oli väärä liite',
      'seen-without-right': 'Tietoja on nähnyt henkilö, jolla ei ollut siihen oikeutta',
      taken: 'Tietoja on kopioitu tai viety',
      changed: 'Tietoja on muutettu oikeudettomasti',
      lost: 'Tietoja on tuhoutunut tai kadonnut',
      unavailable: 'Tiedot eivät ole olleet saatavilla',
      other: 'Muu tietoturvaloukkaus',
    },
    natures: { confidentiality: 'Luottamuksellisuus', integrity: 'Eheys', availability: 'Saatavuus' },
    risks: {
      none: 'Loukkauksesta ei todennäköisesti aiheudu luonnollisten henkilöiden oikeuksiin ja vapauksiin kohdistuvaa riskiä',
      risk: 'Luonnollisten henkilöiden oikeuksiin ja vapauksiin kohdistuva riski',
      high: 'Luonnollisten henkilöiden oikeuksiin ja vapauksiin kohdistuva korkea riski',
    },
    telling: {
      tell: 'Rekisteröidyille ilmoitetaan.',
      protected:
        'Rekisteröidyille ei ilmoiteta: tiedot oli suojattu niin, etteivät sivulliset voineet lukea niitä (34 artiklan 3 kohdan a alakohta).',
      averted:
        'Rekisteröidyille ei ilmoiteta: korkea riski on torjuttu jatkotoimenpitein (34 artiklan 3 kohdan b alakohta).',
      public:
        'Kullekin ilmoittamisen sijasta käytetään julkista tiedonantoa, koska ilmoittaminen vaatisi kohtuutonta vaivaa (34 artiklan 3 kohdan c alakohta).',
      'not-high': 'Rekisteröidyille ei ilmoiteta: riski ei ole korkea.',
    },
    notDecided: 'Ei vielä päätetty.',
    notNotified: 'Ei ilmoiteta',
    register: {
      title: 'Henkilötietojen tietoturvaloukkaukset',
      none: 'Ei tietoturvaloukkauksia tältä ajalta.',
    },
  },
  en: {
    title: 'Notification of a personal data breach',
    number: (number) => `Breach no. ${number} in the controller’s register`,
    to: (authority) => `To: ${authority}`,
    complete:
      'This notification contains all that Article 33(3) of the General Data Protection Regulation asks.',
    incomplete: 'Not everything is known yet. More follows without undue further delay (Article 33(4)).',
    earlier: (dates) => `Earlier notifications of the same breach: ${dates}.`,
    sections: {
      controller: 'Controller and contact point',
      breach: 'What happened',
      concerned: 'Data subjects and personal data',
      consequences: 'Likely consequences',
      measures: 'Measures',
      persons: 'Telling the data subjects',
      time: 'Time limit',
    },
    terms: {
      name: 'Name',
      businessId: 'Business ID',
      address: 'Address',
      contact: 'Data protection contact',
      officer: 'Data protection officer',
      kind: 'Kind of breach',
      nature: 'What was breached',
      happened: 'Happened',
      aware: 'The controller became aware',
      persons: 'Data subjects concerned',
      found: 'Of them found so far',
      erased: 'Concerned whose data have been erased since',
      records: 'Personal data records concerned',
      categories: 'Categories of personal data',
      risk: 'Risk as assessed',
      told: 'Told so far',
      due: 'To be notified by',
      sent: 'Notified',
      settled: 'Settled',
      authority: 'Notification to the authority',
      lessons: 'What was learnt',
    },
    about: (count) => `about ${count}`,
    notStated: 'Not known yet',
    noMeasures: 'No measures have been written down yet.',
    inTime: 'The notification is made within 72 hours of becoming aware of the breach.',
    late: (reason) =>
      `The notification is made later than 72 hours after becoming aware of the breach. The reason: ${reason}`,
    lateWithout: 'The 72 hours have passed. The reason for the delay must be given (Article 33(1)).',
    kinds: {
      'wrong-recipient': 'A message went to the wrong recipient',
      'wrong-content': 'A message had the wrong content',
      'wrong-attachment': 'A message had the wrong attachment',
      'seen-without-right': 'Data were seen by somebody who had no right to',
      taken: 'Data were copied or taken away',
      changed: 'Data were changed without right',
      lost: 'Data were destroyed or lost',
      unavailable: 'Data were not available',
      other: 'Another breach',
    },
    natures: {
      confidentiality: 'Confidentiality',
      integrity: 'Integrity',
      availability: 'Availability',
    },
    risks: {
      none: 'Unlikely to result in a risk to the rights and freedoms of natural persons',
      risk: 'A risk to the rights and freedoms of natural persons',
      high: 'A high risk to the rights and freedoms of natural persons',
    },
    telling: {
      tell: 'The data subjects are told.',
      protected:
        'The data subjects are not told: the data were protected so that nobody without right could read them (Article 34(3)(a)).',
      averted:
        'The data subjects are not told: measures taken since ensure that the high risk is no longer likely (Article 34(3)(b)).',
      public:
        'The public is told instead of each data subject, which would take a disproportionate effort (Article 34(3)(c)).',
      'not-high': 'The data subjects are not told: there is no high risk.',
    },
    notDecided: 'Not decided yet.',
    notNotified: 'Not notified',
    register: { title: 'Register of personal data breaches', none: 'No breaches in this time.' },
  },
};
