import type { Language } from '../declaration/declaration.ts';
import type { PromiseWords } from './promise-text.ts';

/** P27 in words: how it is kept, what its probes count, and what is to be done. */
export const breachWords: Readonly<
  Record<Language, { promise: PromiseWords['promises'][number]; probes: PromiseWords['probes'] }>
> = {
  sv: {
    promise: {
      title: 'Inga personuppgiftsincidenter',
      how: 'Ett register över incidenter visar när myndigheten senast ska underrättas, vilka en incident berör, vad som har beslutats och varför. Ett meddelande som gick till fel person återkallas och antecknas.',
      gap: 'Det som händer utanför systemet måste någon anmäla. Chatten är ännu inte byggd, så ingen hittas genom den.',
    },
    probes: {
      'P27.authority-told': {
        counts:
          'Incidenter vars frist har gått ut utan att myndigheten har underrättats eller skälet till det har antecknats',
        mend: 'Öppna incidenten, anmäl den till myndigheten och ange varför det är sent, eller anteckna varför ingen risk finns.',
      },
      'P27.persons-told': {
        counts:
          'Incidenter med hög risk där de berörda varken har informerats eller omfattas av ett undantag',
        mend: 'Öppna incidenten och sänd breven, eller anteckna vilket undantag som gäller.',
      },
      'P27.recalls-registered': {
        counts: 'Återkallade meddelanden under 30 dagar som saknas i registret över incidenter',
        mend: 'Anmäl vart och ett som en incident för hand och meddela dem som underhåller systemet.',
      },
      'P27.decisions-documented': {
        counts: 'Beslut om incidenter som saknar en rad i historiken',
        mend: 'Databasen har ändrats för hand. Anteckna beslutet på nytt i incidenten och granska åtkomstloggen.',
      },
    },
  },
  fi: {
    promise: {
      title: 'Ei tietoturvaloukkauksia',
      how: 'Loukkausten luettelo näyttää, milloin viranomaiselle on viimeistään ilmoitettava, ketä loukkaus koskee, mitä on päätetty ja miksi. Väärälle henkilölle mennyt viesti perutaan ja kirjataan.',
      gap: 'Järjestelmän ulkopuolella tapahtuneesta jonkun on ilmoitettava. Chattia ei ole vielä rakennettu, joten sen kautta ei löydy ketään.',
    },
    probes: {
      'P27.authority-told': {
        counts:
          'Loukkaukset, joiden määräaika on kulunut ilman ilmoitusta viranomaiselle tai kirjattua syytä sen puuttumiseen',
        mend: 'Avaa loukkaus, ilmoita se viranomaiselle ja kerro viivästymisen syy, tai kirjaa, miksi riskiä ei ole.',
      },
      'P27.persons-told': {
        counts:
          'Korkean riskin loukkaukset, joista ei ole kerrottu rekisteröidyille eikä kirjattu poikkeusta',
        mend: 'Avaa loukkaus ja lähetä kirjeet, tai kirjaa, mitä poikkeusta sovelletaan.',
      },
      'P27.recalls-registered': {
        counts: 'Perutut viestit 30 päivän ajalta, joita ei ole loukkausten luettelossa',
        mend: 'Ilmoita kukin käsin loukkauksena ja kerro asiasta järjestelmän ylläpitäjille.',
      },
      'P27.decisions-documented': {
        counts: 'Loukkauksia koskevat päätökset, joista ei ole riviä historiassa',
        mend: 'Tietokantaa on muutettu käsin. Kirjaa päätös uudelleen loukkauksen tietoihin ja tarkasta käyttöloki.',
      },
    },
  },
  en: {
    promise: {
      title: 'No personal data breaches',
      how: 'A register of breaches shows until when the authority is to be told, whom a breach concerns, what was decided and why. A message that went to the wrong person is recalled and recorded.',
      gap: 'What happens outside the system somebody must report. Chat is not built yet, so nobody is found by it.',
    },
    probes: {
      'P27.authority-told': {
        counts:
          'Breaches past their time limit of which the authority was neither told nor the reason why not written down',
        mend: 'Open the incident, tell the authority and say why it is late, or write down why there is no risk.',
      },
      'P27.persons-told': {
        counts: 'Breaches of high risk whose people were neither told nor left out by an exception',
        mend: 'Open the incident and send the letters, or write down which exception applies.',
      },
      'P27.recalls-registered': {
        counts: 'Recalled messages of 30 days that are not in the register of breaches',
        mend: 'Report each as an incident by hand, and tell those who maintain the system.',
      },
      'P27.decisions-documented': {
        counts: 'Decisions on breaches without a line in their history',
        mend: 'The database was changed by hand. Write the decision down again in the incident, and look into the access log.',
      },
    },
  },
};
