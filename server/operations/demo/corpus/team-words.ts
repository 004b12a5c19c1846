import type { Does, Rule } from '../../../register/team/rules/rule.ts';
import type { Priority, SomeWords, Tone } from '../../../register/team/team-settings.ts';

/** What the demo's team has agreed on: what it marks contacts with, and what it often writes. */
export const demoTags = {
  login: { tone: 'blue', name: { sv: 'Inloggning', fi: 'Kirjautuminen', en: 'Signing in' } },
  letters: { tone: 'teal', name: { sv: 'Brev saknas', fi: 'Kirje puuttuu', en: 'Missing letter' } },
  payments: { tone: 'amber', name: { sv: 'Betalning', fi: 'Maksaminen', en: 'Payment' } },
  estate: { tone: 'violet', name: { sv: 'Dödsbo', fi: 'Kuolinpesä', en: 'Estate' } },
  company: { tone: 'grey', name: { sv: 'Företag', fi: 'Yritys', en: 'Company' } },
  scam: { tone: 'red', name: { sv: 'Bedrägeriförsök', fi: 'Huijausyritys', en: 'Suspected scam' } },
  praise: { tone: 'green', name: { sv: 'Beröm', fi: 'Kiitos', en: 'Praise' } },
} as const satisfies Record<string, { tone: Tone; name: SomeWords }>;
export type DemoTag = keyof typeof demoTags;

/** The tag of a matter, by the key of its scenario. */
export const tagOfMatter: Readonly<Record<string, DemoTag>> = {
  'bank-codes': 'login',
  'mobile-certificate': 'login',
  'new-phone': 'login',
  'app-crash': 'login',
  'letter-missing': 'letters',
  'attachment-broken': 'letters',
  'deleted-letter': 'letters',
  'old-letters': 'letters',
  'wrong-recipient': 'letters',
  'invoice-payment': 'payments',
  'paid-twice': 'payments',
  reminder: 'payments',
  receipt: 'payments',
  'deceased-parent': 'estate',
  'acting-for': 'estate',
  'company-mailbox': 'company',
  'company-user': 'company',
  payslip: 'company',
  scam: 'scam',
  praise: 'praise',
};

export const demoCanned = [
  {
    title: 'Kvittens · Kuittaus · Receipt',
    shortcut: 'thanks',
    text: {
      sv: 'Hej {customer.name},\n\ntack för ditt meddelande. Vi undersöker saken och återkommer senast nästa vardag. Ärendets nummer är {contact.number}.',
      fi: 'Hei {customer.name},\n\nkiitos viestistäsi. Selvitämme asiaa ja palaamme siihen viimeistään seuraavana arkipäivänä. Asian numero on {contact.number}.',
      en: 'Dear {customer.name},\n\nThank you for your message. We are looking into it and will get back to you by the next working day. Your reference is {contact.number}.',
    },
  },
  {
    title: 'Brev saknas · Kirje puuttuu · Missing letter',
    shortcut: 'trace',
    text: {
      sv: 'Hej {customer.name},\n\nvi hittar tyvärr inget brev från den avsändaren hos oss. Be dem om försändelsens nummer, så kan vi spåra det.',
      fi: 'Hei {customer.name},\n\nemme valitettavasti löydä kyseisen lähettäjän kirjettä. Pyydä lähettäjältä lähetyksen numero, niin voimme jäljittää sen.',
      en: 'Dear {customer.name},\n\nWe cannot find a letter from that sender, I am afraid. Please ask them for the number of the delivery, and we can trace it.',
    },
  },
  {
    title: 'Nya bankkoder · Uudet pankkitunnukset · New bank codes',
    shortcut: 'codes',
    text: {
      sv: 'Hej {customer.name},\n\nnär du har bytt bank behöver du bara logga in med de nya koderna. Dina brev finns kvar, för de hör till dig och inte till banken.',
      fi: 'Hei {customer.name},\n\nkun olet vaihtanut pankkia, kirjaudu vain sisään uusilla tunnuksilla. Kirjeesi säilyvät, sillä ne kuuluvat sinulle eivätkä pankille.',
      en: 'Dear {customer.name},\n\nAfter changing banks, just sign in with your new codes. Your letters stay where they are: they belong to you, not to the bank.',
    },
  },
  {
    title: 'Ingen kod i e-post · Ei henkilötunnusta sähköpostiin · No codes by e-mail',
    shortcut: 'no-code',
    text: {
      sv: 'Hej {customer.name},\n\nskicka helst ingen personbeteckning med e-post. Vi har dolt den i ditt meddelande och behöver den inte för att hjälpa dig.',
      fi: 'Hei {customer.name},\n\nälä lähetä henkilötunnusta sähköpostitse. Olemme peittäneet sen viestistäsi emmekä tarvitse sitä auttaaksemme sinua.',
      en: 'Dear {customer.name},\n\nPlease do not send an identity code by e-mail. We have masked it in your message and do not need it to help you.',
    },
  },
  {
    title: 'Dödsbo · Kuolinpesä · Estate',
    shortcut: 'estate',
    text: {
      sv: 'Hej {customer.name},\n\nvi beklagar sorgen. Skicka bouppteckningen och en fullmakt från delägarna, så öppnar vi brevlådan för dödsboet.',
      fi: 'Hei {customer.name},\n\notamme osaa suruunne. Lähettäkää meille perukirja ja osakkaiden valtakirja, niin avaamme postilaatikon kuolinpesälle.',
      en: 'Dear {customer.name},\n\nWe are sorry for your loss. Please send us the estate inventory and a power of attorney from the heirs, and we will open the mailbox for the estate.',
    },
  },
  {
    title: 'Misstänkt bedrägeri · Huijausepäily · Suspected scam',
    shortcut: 'scam',
    text: {
      sv: 'Hej {customer.name},\n\nmeddelandet kommer inte från oss. Öppna inte länken. Har du redan uppgett dina koder ska du genast ringa din bank.',
      fi: 'Hei {customer.name},\n\nviesti ei ole meiltä. Älä avaa linkkiä. Jos ehdit antaa tunnuksesi, soita heti pankkiisi.',
      en: 'Dear {customer.name},\n\nThat message is not from us. Do not open the link. If you have already given your codes, call your bank at once.',
    },
  },
  {
    title: 'Vi har stängt · Olemme kiinni · We are closed',
    shortcut: 'closed',
    text: {
      sv: 'Hej,\n\nvi har stängt just nu och svarar när vi öppnar: vardagar kl. 8–17. Ärendets nummer är {contact.number}.',
      fi: 'Hei,\n\nolemme nyt kiinni ja vastaamme, kun avaamme: arkisin klo 8–17. Asian numero on {contact.number}.',
      en: 'Hello,\n\nWe are closed now and will answer when we open: weekdays 8–17. Your reference is {contact.number}.',
    },
  },
] as const satisfies readonly { title: string; shortcut: string; text: SomeWords }[];

export type DemoDoes = Pick<Does, 'priority' | 'snooze'> & { tag?: DemoTag; reply?: string };

/** Rules that act by themselves; tag and reply by what they are called here. */
export const demoRules = [
  {
    name: 'Bedrägeri · Huijaus · Scam',
    active: true,
    on: 'new-contact',
    when: { subject: ['bedräg', 'bluff', 'huija', 'scam', 'fraud'] },
    does: { tag: 'scam', priority: 'urgent' },
  },
  {
    name: 'Stängt · Kiinni · Closed',
    active: false,
    on: 'new-contact',
    when: { hours: 'closed' },
    does: { reply: 'closed', snooze: 'opening' },
  },
  {
    name: 'Frånvaro · Poissaolo · Out of office',
    active: true,
    on: 'every-message',
    when: { mail: ['automatic'] },
    does: { priority: 'low' },
  },
] as const satisfies readonly (Pick<Rule, 'name' | 'active' | 'on' | 'when'> & { does: DemoDoes })[];

export const demoSignature = {
  sv: 'Kivras kundtjänst\nVardagar kl. 8–17',
  fi: 'Kivran asiakaspalvelu\nArkisin klo 8–17',
  en: 'Kivra customer service\nWeekdays 8–17',
} as const satisfies SomeWords;

export const demoViews = [
  {
    name: 'Brådskande · Kiireelliset',
    icon: 'bolt',
    filter: { status: 'open', priority: 'urgent', order: 'due' },
  },
  {
    name: 'På svenska',
    icon: 'users',
    filter: { view: 'unassigned', status: 'open', language: 'sv', order: 'waiting' },
  },
  {
    name: 'Suomeksi',
    icon: 'users',
    filter: { view: 'unassigned', status: 'open', language: 'fi', order: 'waiting' },
  },
] as const;

/** Minutes of business hours. */
export const demoTargets: Readonly<Record<Priority, { firstAnswer: number; resolution: number }>> = {
  low: { firstAnswer: 2 * 540, resolution: 10 * 540 },
  normal: { firstAnswer: 540, resolution: 5 * 540 },
  high: { firstAnswer: 240, resolution: 2 * 540 },
  urgent: { firstAnswer: 60, resolution: 540 },
};

export const todosOf = {
  sv: [
    'Fråga avsändaren om brevets nummer',
    'Kontrollera att brevet har kommit fram',
    'Ring upp och berätta hur det gick',
  ],
  fi: [
    'Kysy lähettäjältä kirjeen numero',
    'Tarkista, että kirje on tullut perille',
    'Soita ja kerro, miten kävi',
  ],
  en: [
    'Ask the sender for the letter’s number',
    'Check that the letter has arrived',
    'Call back and tell how it went',
  ],
} as const;

export const callsOf = {
  sv: ['{name}, har du sett något liknande?', '{name}, kan du titta på det här innan jag svarar?'],
  fi: ['{name}, oletko nähnyt samanlaista?', '{name}, katsotko tämän ennen kuin vastaan?'],
  en: ['{name}, have you seen one like this?', '{name}, could you look at this before I answer?'],
} as const;
