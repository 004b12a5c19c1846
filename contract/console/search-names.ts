/** What a filter of the search box is called in each language; the first of each is the one that is offered. */
export const filterNames = {
  is: { en: ['is'], sv: ['är', 'status'], fi: ['tila'] },
  has: { en: ['has'], sv: ['har'], fi: ['sisältää'] },
  queue: { en: ['queue'], sv: ['kö'], fi: ['jono'] },
  tag: { en: ['tag', 'label'], sv: ['tagg', 'etikett'], fi: ['asiasana', 'tunniste', 'tagi'] },
  assignee: {
    en: ['assignee'],
    sv: ['handläggare', 'ansvarig', 'tilldelad'],
    fi: ['käsittelijä', 'vastuuhenkilö'],
  },
  channel: { en: ['channel'], sv: ['kanal'], fi: ['kanava'] },
  language: { en: ['language', 'lang'], sv: ['språk'], fi: ['kieli'] },
  priority: { en: ['priority'], sv: ['prioritet'], fi: ['kiireellisyys', 'prioriteetti'] },
  from: { en: ['from'], sv: ['från', 'avsändare'], fi: ['lähettäjä'] },
  name: { en: ['name'], sv: ['namn'], fi: ['nimi'] },
  email: { en: ['email', 'e-mail'], sv: ['e-post', 'epost'], fi: ['sähköposti'] },
  phone: { en: ['phone'], sv: ['telefon'], fi: ['puhelin'] },
  id: { en: ['id', 'number'], sv: ['nummer'], fi: ['numero'] },
  after: { en: ['after', 'since'], sv: ['efter', 'sedan'], fi: ['jälkeen', 'alkaen'] },
  before: { en: ['before', 'until'], sv: ['före', 'innan'], fi: ['ennen'] },
} as const;

export type FilterKey = keyof typeof filterNames;

/** The values of filters that take one of a list, in the same manner. */
export const filterValues = {
  is: {
    open: { en: ['open'], sv: ['öppen', 'öppna'], fi: ['avoin', 'avoimet'] },
    waiting: { en: ['waiting'], sv: ['väntar'], fi: ['odottaa'] },
    snoozed: { en: ['snoozed'], sv: ['uppskjuten', 'vilande'], fi: ['torkutettu'] },
    closed: {
      en: ['closed'],
      sv: ['avslutad', 'avslutade', 'stängd'],
      fi: ['päätetty', 'päätetyt', 'suljettu'],
    },
  },
  has: {
    file: { en: ['file', 'attachment'], sv: ['fil', 'bilaga'], fi: ['liite', 'tiedosto'] },
    recording: { en: ['recording'], sv: ['inspelning'], fi: ['tallenne'] },
  },
  channel: {
    email: { en: ['email', 'e-mail', 'mail'], sv: ['e-post', 'epost'], fi: ['sähköposti'] },
    phone: { en: ['phone', 'call'], sv: ['telefon', 'samtal'], fi: ['puhelin', 'puhelu'] },
    chat: { en: ['chat'], sv: ['chatt'], fi: ['chat'] },
  },
  language: {
    sv: { en: ['sv', 'swedish'], sv: ['svenska'], fi: ['ruotsi'] },
    fi: { en: ['fi', 'finnish'], sv: ['finska'], fi: ['suomi'] },
    en: { en: ['en', 'english'], sv: ['engelska'], fi: ['englanti'] },
  },
  priority: {
    low: { en: ['low'], sv: ['låg'], fi: ['matala'] },
    normal: { en: ['normal'], sv: ['normal', 'vanlig'], fi: ['tavallinen'] },
    high: { en: ['high'], sv: ['hög'], fi: ['korkea'] },
    urgent: { en: ['urgent'], sv: ['brådskande'], fi: ['kiireellinen'] },
  },
} as const;

export type ListedKey = keyof typeof filterValues;
export type ListedValue<Key extends ListedKey> = keyof (typeof filterValues)[Key] & string;

/** `me` and `nobody` beside the names of colleagues. */
export const assigneeNames = {
  me: { en: ['me'], sv: ['mig', 'jag'], fi: ['minä', 'minulla'] },
  nobody: { en: ['nobody', 'none'], sv: ['ingen'], fi: ['ei-kukaan', 'ei'] },
} as const;

/** Days that have a name. */
export const dayNames = {
  today: { en: ['today'], sv: ['idag', 'i-dag'], fi: ['tänään'] },
  yesterday: { en: ['yesterday'], sv: ['igår', 'i-går'], fi: ['eilen'] },
} as const;
