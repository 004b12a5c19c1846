import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

/** Invented data for looking at the console without a server. */
export const id = (kind: number, number: number) =>
  `0190${kind.toString(16).padStart(4, '0')}-0000-7000-8000-${number.toString(16).padStart(12, '0')}`;

// The example register's own words.
// oxlint-disable-next-line typescript/no-explicit-any
export const declared: any = parse(readFileSync('register/kivra-customer-service.yaml', 'utf8'));

export const now = Date.now();
export const ago = (minutes: number) => new Date(now - minutes * 60_000).toISOString();
export const ahead = (days: number) => new Date(now + days * 86_400_000).toISOString();
export const day = (days: number) => ahead(days).slice(0, 10);

export const staff = [
  ['mikael.sjoblom', 'Mikael Sjöblom'],
  ['aino.korhonen', 'Aino Korhonen'],
  ['linda.ekholm', 'Linda Ekholm'],
  ['pekka.nieminen', 'Pekka Nieminen'],
  ['sara.wikstrom', 'Sara Wikström'],
].map(([userName, displayName], index) => ({
  staffId: id(1, index),
  userName: userName!,
  displayName: displayName!,
}));

const subjects = [
  [
    'sv',
    'Åsa Lindqvist',
    'Brevet kom inte fram',
    'Hej! Min elräkning för oktober skulle ha kommit till er senast i fredags, men jag hittar den inte.',
  ],
  [
    'fi',
    'Juhani Mäkelä',
    'En pääse kirjautumaan',
    'Hei, vaihdoin puhelinta enkä pääse enää kirjautumaan palveluun. Miten saan tunnukset käyttöön?',
  ],
  [
    'en',
    'Oliver Bennett',
    'Change of e-mail address',
    'Hello, I would like to change the e-mail address of my account before the old one closes.',
  ],
  [
    'fi',
    'Tuulikki Hämäläinen',
    'Lasku tuli kahteen kertaan',
    'Sain saman laskun kahdesti. Kumpi minun pitää maksaa?',
  ],
  [
    'sv',
    'Karl-Gustav Öhman',
    'Ang. adressändring',
    'God dag, jag har flyttat till Ekenäs och undrar om ni behöver min nya adress.',
  ],
  ['fi', 'matti.v@example.fi', 'Postilaatikko täynnä?', 'Miksi en saa enää kirjeitä?'],
  [
    'sv',
    'Disa Nyholm',
    'Kan jag ge min mamma tillgång till min post?',
    'Mamma hjälper mig med räkningarna. Går det att ordna så att hon ser dem?',
  ],
  [
    'en',
    'Priya Raman',
    'Receipt missing',
    'The receipt from the pharmacy in September never appeared in my mailbox.',
  ],
  ['fi', 'Eero Salonen', 'Tilin sulkeminen', 'Haluan sulkea tilini ja tietää, mitä tietoja minusta jää.'],
  ['sv', 'Fredrika Backman', '', 'Ring mig gärna, det är enklare att förklara.'],
] as const;

export const cards = Array.from({ length: 240 }, (_, index) => {
  const [language, name, subject, preview] = subjects[index % subjects.length]!;
  const closed = index % 9 === 8;
  const waiting = index % 3 !== 2 && !closed;
  return {
    contactId: id(2, index),
    personId: id(3, index % 60),
    subject,
    name,
    preview,
    channel: 'email' as const,
    queue: index % 17 === 3 ? 'privacy' : 'service',
    status: closed ? ('closed' as const) : waiting ? ('open' as const) : ('waiting' as const),
    language,
    assigneeId: index % 3 === 1 ? staff[index % 2]!.staffId : null,
    messages: 1 + (index % 4),
    files: index % 5 === 0 ? 1 : 0,
    lastAt: ago(3 + index * index * 7),
    waitingSince: waiting ? ago(3 + index * index * 7) : null,
    version: 1,
  };
});
