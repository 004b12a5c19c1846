import type { CategoryKind, CategoryOrigin, Words } from '../declaration.ts';
import type { CategoryName, ExtensionName, PurposeName } from './language-clues.ts';

const w = (sv: string, fi: string, en: string): Words => ({ sv, fi, en });

/** Names and texts for what a draft declares, in our own words; the controller may write others. */
export const draftPurposes: Readonly<
  Record<PurposeName, { readonly name: Words; readonly description: Words }>
> = {
  service: {
    name: w('Kundtjänst', 'Asiakaspalvelu', 'Customer service'),
    description: w(
      'Att besvara kontakter och sköta de ärenden de gäller.',
      'Yhteydenottoihin vastaaminen ja niitä koskevien asioiden hoitaminen.',
      'Answering contacts and handling the matters they are about.',
    ),
  },
  identification: {
    name: w('Identifiering', 'Tunnistaminen', 'Identification'),
    description: w(
      'Att säkerställa vem kunden är innan uppgifter lämnas eller ändras.',
      'Asiakkaan henkilöllisyyden varmistaminen ennen kuin tietoja annetaan tai muutetaan.',
      'Making sure who the customer is before data are given or changed.',
    ),
  },
  quality: {
    name: w('Kvalitet och reklamationer', 'Laatu ja reklamaatiot', 'Quality and complaints'),
    description: w(
      'Att utveckla kundtjänstens kvalitet och utreda reklamationer.',
      'Asiakaspalvelun laadun kehittäminen ja reklamaatioiden selvittäminen.',
      'Developing the quality of customer service and looking into complaints.',
    ),
  },
  security: {
    name: w('Säkerhet', 'Turvallisuus', 'Security'),
    description: w(
      'Att förebygga och utreda missbruk och störningar.',
      'Väärinkäytösten ja häiriöiden ehkäiseminen ja selvittäminen.',
      'Preventing and looking into misuse and disturbances.',
    ),
  },
  rights: {
    name: w('De registrerades rättigheter', 'Rekisteröityjen oikeudet', 'Rights of data subjects'),
    description: w(
      'Att besvara begäranden enligt dataskyddslagstiftningen.',
      'Tietosuojalainsäädäntöön perustuviin pyyntöihin vastaaminen.',
      'Answering requests under data protection law.',
    ),
  },
};

export interface DraftCategory {
  readonly kind: CategoryKind;
  readonly origin?: CategoryOrigin;
  readonly name: Words;
  readonly explanation: Words;
}

export const draftCategories: Readonly<Record<Exclude<CategoryName, 'other'>, DraftCategory>> = {
  identityCode: {
    kind: 'identity-code',
    name: w('Personbeteckning', 'Henkilötunnus', 'Personal identity code'),
    explanation: w(
      'Kan begäras när ärendet kräver att du identifieras entydigt.',
      'Voidaan pyytää, kun asia edellyttää yksiselitteistä tunnistamista.',
      'May be asked for when the matter requires that you be identified unambiguously.',
    ),
  },
  name: {
    kind: 'name',
    name: w('Namn', 'Nimi', 'Name'),
    explanation: w(
      'Sparas när du kontaktar oss.',
      'Tallennetaan, kun otat yhteyttä.',
      'Saved when you contact us.',
    ),
  },
  address: {
    kind: 'postal-address',
    name: w('Postadress', 'Postiosoite', 'Postal address'),
    explanation: w(
      'Kan begäras om ärendet kräver det.',
      'Voidaan pyytää, jos asia sitä edellyttää.',
      'May be asked for if the matter requires it.',
    ),
  },
  phone: {
    kind: 'phone',
    name: w('Telefonnummer', 'Puhelinnumero', 'Telephone number'),
    explanation: w(
      'Behövs för att nå dig och för att känna igen dig.',
      'Tarvitaan, jotta tavoitamme ja tunnistamme sinut.',
      'Needed to reach you and to recognise you.',
    ),
  },
  emailAddress: {
    kind: 'email-address',
    name: w('E-postadress', 'Sähköpostiosoite', 'E-mail address'),
    explanation: w(
      'Sparas när du skickar ett meddelande.',
      'Tallennetaan, kun lähetät viestin.',
      'Saved when you send a message.',
    ),
  },
  messages: {
    kind: 'text',
    name: w('Meddelanden', 'Viestit', 'Messages'),
    explanation: w(
      'Det du skriver till oss och våra svar.',
      'Mitä kirjoitat meille ja mitä vastaamme.',
      'What you write to us and what we answer.',
    ),
  },
  files: {
    kind: 'file',
    name: w('Bilagor', 'Liitteet', 'Attachments'),
    explanation: w('Det du bifogar.', 'Mitä liität viestiisi.', 'What you attach.'),
  },
  notes: {
    kind: 'text',
    origin: 'staff',
    name: w('Anteckningar', 'Muistiinpanot', 'Notes'),
    explanation: w(
      'Det personalen antecknar om ärendet.',
      'Mitä henkilöstö kirjaa asiasta.',
      'What staff note about the matter.',
    ),
  },
  contactMetadata: {
    kind: 'metadata',
    origin: 'system',
    name: w('Tidpunkt och kanal', 'Ajankohta ja kanava', 'Time and channel'),
    explanation: w(
      'När och hur kontakten togs.',
      'Milloin ja miten yhteydenotto tapahtui.',
      'When and how the contact was made.',
    ),
  },
  recordings: {
    kind: 'recording',
    origin: 'system',
    name: w('Samtalsinspelningar', 'Puhelutallenteet', 'Call recordings'),
    explanation: w(
      'Du får veta att samtalet spelas in innan inspelningen börjar.',
      'Saat tiedon tallennuksesta ennen sen alkua.',
      'You are told before the recording begins.',
    ),
  },
  ipAddress: {
    kind: 'ip-address',
    origin: 'system',
    name: w('IP-adress', 'IP-osoite', 'IP address'),
    explanation: w(
      'Sparas när du kontaktar oss på nätet.',
      'Tallennetaan, kun otat yhteyttä verkossa.',
      'Saved when you contact us online.',
    ),
  },
};

export const draftChannels = {
  email: w('E-post', 'Sähköposti', 'E-mail'),
  phone: w('Telefon', 'Puhelin', 'Telephone'),
  chat: w('Chatt', 'Chat', 'Chat'),
} as const;

export const draftExtensions: Readonly<Record<ExtensionName, Words>> = {
  'quality-project': w(
    'ett kvalitetsutvecklingsprojekt',
    'laadunkehittämishanke',
    'a quality development project',
  ),
  complaint: w('en reklamation', 'reklamaatio', 'a complaint'),
};

export const draftPeriods = {
  recording: { from: 'call', name: w('Samtalsinspelning', 'Puhelutallenne', 'Call recording') },
  contact: { from: 'closing', name: w('Kontakt', 'Yhteydenotto', 'Contact') },
  person: {
    from: 'last-contact',
    name: w('Kundens kontaktuppgifter', 'Asiakkaan yhteystiedot', "Customer's contact details"),
  },
  request: {
    from: 'closing',
    name: w('Begäran om rättigheter', 'Oikeuksia koskeva pyyntö', 'Rights request'),
  },
  incident: {
    from: 'closing',
    name: w(
      'Anmälan om felskickat meddelande',
      'Ilmoitus väärin lähetetystä viestistä',
      'Report of a message that went wrong',
    ),
  },
  mail: {
    from: 'arrival',
    name: w(
      'E-post som inte har kunnat läsas',
      'Sähköposti, jota ei ole voitu lukea',
      'E-mail that could not be read',
    ),
  },
  staff: {
    from: 'leaving',
    name: w('Personalens användarnamn', 'Henkilöstön käyttäjätunnukset', 'Staff user names'),
  },
  'access-log': { from: 'record', name: w('Åtkomstlogg', 'Käyttöloki', 'Access log') },
} as const;

export const draftMeasures = {
  rights: w('Hantering av användarrättigheter', 'Käyttöoikeuksien hallinta', 'Management of user rights'),
  sealed: w(
    'Uppgifterna lagras endast krypterade',
    'Tiedot tallennetaan vain salattuina',
    'Data are stored only in encrypted form',
  ),
  log: w(
    'Åtkomstlogg över varje läsning och ändring',
    'Käyttöloki jokaisesta katselusta ja muutoksesta',
    'An access log of every reading and change',
  ),
  transport: w(
    'Skydd av datakommunikationen',
    'Tietoliikenteen suojaus',
    'Protection of data communications',
  ),
  backups: w('Säkerhetskopiering', 'Varmuuskopiointi', 'Backups'),
  premises: w(
    'Fysiskt skydd av lokaler och passerkontroll',
    'Toimitilojen suojaus ja kulunvalvonta',
    'Physical protection of premises and control of entry',
  ),
  organisation: w(
    'Utbildning och anvisningar för personalen',
    'Henkilöstön koulutus ja ohjeet',
    'Training and instructions for staff',
  ),
} as const;
