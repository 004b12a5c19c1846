import type { Language } from '../../safeguards/declaration/declaration.ts';

interface OwnWords {
  readonly held: string;
  readonly userName: string;
  readonly displayName: string;
  readonly extension: string;
  readonly createdAt: string;
  readonly language: string;
  readonly attempts: string;
  readonly nameLine: string;
  readonly tasks: string;
  readonly task: string;
  readonly given: string;
  readonly by: string;
  readonly until: string;
  readonly takenBack: string;
  readonly undertakings: string;
  readonly version: string;
  readonly accepted: string;
  readonly sessions: string;
  readonly begun: string;
  readonly lastSeen: string;
  readonly tokens: string;
  readonly name: string;
  readonly sheets: string;
  readonly call: string;
  readonly project: string;
  readonly scores: string;
  readonly remark: string;
  readonly elsewhere: string;
  readonly where: string;
  readonly times: string;
  readonly none: string;
  readonly named: Readonly<Record<string, string>>;
}

/** What a paper says of what is held of a member of staff. */
export const ownWords: Readonly<Record<Language, OwnWords>> = {
  en: {
    held: 'What is held of you',
    userName: 'User name',
    displayName: 'Display name',
    extension: 'Telephone',
    createdAt: 'Account made',
    language: 'Language',
    attempts: 'Failed attempts to sign in, of the last day',
    nameLine: 'Name above the signature',
    tasks: 'Tasks, those taken back among them',
    task: 'Task',
    given: 'Given',
    by: 'By',
    until: 'Until',
    takenBack: 'Taken back',
    undertakings: 'Confidentiality undertakings',
    version: 'Version',
    accepted: 'Accepted',
    sessions: 'Sessions',
    begun: 'Begun',
    lastSeen: 'Last used',
    tokens: 'Access tokens',
    name: 'Name',
    sheets: 'Calls you were on, as colleagues have scored the service',
    call: 'Call',
    project: 'Quality project',
    scores: 'Scores',
    remark: 'Remark',
    elsewhere: 'Where else your id stands',
    where: 'Where',
    times: 'Times',
    none: '–',
    named: {
      contactsAssigned: 'contacts assigned to you',
      callsTaken: 'calls you were on',
      incidentsReported: 'incidents you reported',
      incidentsSettled: 'incidents you settled',
      attestations: 'measures you attest or review',
      tasksGiven: 'tasks you gave to others',
      webHooksMade: 'web hooks you made',
      inspectionsOpened: 'inspections you opened',
    },
  },
  sv: {
    held: 'Vad som finns om dig',
    userName: 'Användarnamn',
    displayName: 'Visningsnamn',
    extension: 'Telefon',
    createdAt: 'Kontot skapat',
    language: 'Språk',
    attempts: 'Misslyckade inloggningsförsök under det senaste dygnet',
    nameLine: 'Namn ovanför signaturen',
    tasks: 'Arbetsuppgifter, även de som har tagits tillbaka',
    task: 'Arbetsuppgift',
    given: 'Given',
    by: 'Av',
    until: 'Till',
    takenBack: 'Tagen tillbaka',
    undertakings: 'Sekretessförbindelser',
    version: 'Version',
    accepted: 'Godkänd',
    sessions: 'Sessioner',
    begun: 'Började',
    lastSeen: 'Senast använd',
    tokens: 'Åtkomstnycklar',
    name: 'Namn',
    sheets: 'Samtal som du har deltagit i, så som kollegor har bedömt servicen',
    call: 'Samtal',
    project: 'Kvalitetsprojekt',
    scores: 'Poäng',
    remark: 'Anmärkning',
    elsewhere: 'Var ditt id finns i övrigt',
    where: 'Var',
    times: 'Antal',
    none: '–',
    named: {
      contactsAssigned: 'kontakter som är tilldelade dig',
      callsTaken: 'samtal som du har deltagit i',
      incidentsReported: 'incidenter som du har anmält',
      incidentsSettled: 'incidenter som du har avslutat',
      attestations: 'åtgärder som du intygar eller granskar',
      tasksGiven: 'arbetsuppgifter som du har gett andra',
      webHooksMade: 'webhookar som du har skapat',
      inspectionsOpened: 'inspektioner som du har öppnat',
    },
  },
  fi: {
    held: 'Mitä sinusta on tallennettu',
    userName: 'Käyttäjätunnus',
    displayName: 'Näyttönimi',
    extension: 'Puhelin',
    createdAt: 'Käyttäjätili luotu',
    language: 'Kieli',
    attempts: 'Epäonnistuneita kirjautumisyrityksiä viime vuorokautena',
    nameLine: 'Nimi allekirjoituksen yllä',
    tasks: 'Työtehtävät, myös poistetut',
    task: 'Työtehtävä',
    given: 'Annettu',
    by: 'Antaja',
    until: 'Päättyy',
    takenBack: 'Poistettu',
    undertakings: 'Salassapitositoumukset',
    version: 'Versio',
    accepted: 'Hyväksytty',
    sessions: 'Istunnot',
    begun: 'Alkoi',
    lastSeen: 'Viimeksi käytetty',
    tokens: 'Käyttöavaimet',
    name: 'Nimi',
    sheets: 'Puhelut, joissa olit mukana: miten työtoverit ovat arvioineet palvelun',
    call: 'Puhelu',
    project: 'Laatuhanke',
    scores: 'Pisteet',
    remark: 'Huomautus',
    elsewhere: 'Missä muualla tunnisteesi on',
    where: 'Missä',
    times: 'Kertoja',
    none: '–',
    named: {
      contactsAssigned: 'sinulle osoitettuja yhteydenottoja',
      callsTaken: 'puheluita, joissa olit mukana',
      incidentsReported: 'ilmoittamiasi poikkeamia',
      incidentsSettled: 'päättämiäsi poikkeamia',
      attestations: 'toimia, jotka vahvistat tai tarkistat',
      tasksGiven: 'muille antamiasi työtehtäviä',
      webHooksMade: 'tekemiäsi webhookeja',
      inspectionsOpened: 'avaamiasi tarkastuksia',
    },
  },
};
