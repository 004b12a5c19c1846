import type { RecordWords } from './record-words.ts';

export const recordWordsSv: RecordWords = {
  title: 'Register över behandling',
  sections: {
    controller: 'Personuppgiftsansvarig och kontakt – artikel 30.1 a',
    purposes: 'Ändamål med behandlingen – artikel 30.1 b',
    categories: 'Registrerade och kategorier av personuppgifter – artikel 30.1 c',
    recipients: 'Kategorier av mottagare – artikel 30.1 d',
    transfers: 'Överföringar till tredjeländer – artikel 30.1 e',
    periods: 'Tidsfrister för radering – artikel 30.1 f',
    measures: 'Säkerhetsåtgärder i allmänhet – artikel 30.1 g',
  },
  controller: {
    register: 'Register',
    system: 'System',
    address: 'Adress',
    contact: 'Kontakt i dataskyddsfrågor',
    stated: 'Beskrivningen senast ändrad',
  },
  purposes: ['Ändamål', 'Vad det innebär', 'Rättslig grund', 'Uppgifter', 'Personuppgiftsbiträden'],
  weighed: { caption: 'Avvägning av berättigade intressen', head: ['Ändamål', 'Avvägning'] },
  documents: {
    caption: 'Dokument',
    head: ['Ändamål', 'Slag', 'Dokument', 'Datum', 'Finns i'],
    kinds: {
      'impact-assessment': 'Konsekvensbedömning',
      'balancing-test': 'Intresseavvägning',
      other: 'Annat',
    },
  },
  bases: {
    consent: 'Den registrerades samtycke (dataskyddsförordningen, artikel 6.1 a)',
    contract:
      'Avtal med den registrerade, eller åtgärder på dennes begäran innan ett avtal ingås (dataskyddsförordningen, artikel 6.1 b)',
    'legal-obligation':
      'Den personuppgiftsansvariges rättsliga förpliktelse (dataskyddsförordningen, artikel 6.1 c)',
    'vital-interests': 'Skydd av grundläggande intressen (dataskyddsförordningen, artikel 6.1 d)',
    'public-task': 'Uppgift av allmänt intresse (dataskyddsförordningen, artikel 6.1 e)',
    'legitimate-interest': 'Berättigat intresse (dataskyddsförordningen, artikel 6.1 f)',
  },
  subjects: 'Kategorier av registrerade',
  categories: ['Kategori av uppgifter', 'Källa', 'Kanaler', 'Ändamål', 'Förvaras'],
  origins: { person: 'Den registrerade', staff: 'Personalen', system: 'Uppstår i systemet' },
  recipients: {
    services: (services) => `Personuppgiftsbiträden tillhandahåller: ${services}.`,
    group: 'Företag i den personuppgiftsansvariges koncern kan vara personuppgiftsbiträden.',
    caption: 'Personuppgiftsbiträden, alla med avtal (artikel 28)',
    head: ['Personuppgiftsbiträde', 'Uppdrag', 'Uppgifter', 'Ändamål', 'Avtal', 'Länder'],
    agreement: (id, from, until) => `${id}, ${from} – ${until}`,
    none: 'Deklarationen nämner inget personuppgiftsbiträde som får uppgifter från registret.',
  },
  transfers: {
    caption: 'Personuppgiftsbiträden och andra mottagare utanför EU och EES',
    head: ['Mottagare', 'Land', 'Grund för överföringen'],
    none: 'Deklarationen nämner inget personuppgiftsbiträde och ingen annan mottagare utanför EU och EES.',
    outsideAllowed:
      'Endast hos ett personuppgiftsbiträde eller en annan mottagare för vilken deklarationen anger grunden för överföringen.',
  },
  holds:
    'Raderingen får vänta så länge som ett beslut av en myndighet eller domstol, ett rättsligt anspråk eller en begränsning på den registrerades begäran kräver det.',
  measures: {
    enforced: 'Systemet ser självt till detta:',
    attested: 'Den personuppgiftsansvarige sörjer för detta och ser regelbundet över det:',
  },
  periods: ['Vad', 'Hur länge', 'För vilka ändamål', 'Längre endast på denna grund', 'Varför'],
  nothing: '–',
  csv: ['Avsnitt', 'Gäller', 'Uppgift', 'Värde'],
};
