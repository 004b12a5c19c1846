import type { PortalWords } from './portal-words.ts';

export const portalWordsSv: PortalWords = {
  languageName: 'Svenska',
  skip: 'Gå till innehållet',
  languages: 'Språk',
  more: 'Mer om sidorna',
  home: 'Startsida',
  start: {
    title: 'Vad vill du göra?',
    lead: 'Här når du kundtjänsten och får veta hur dina uppgifter hanteras.',
    doors: {
      write: {
        title: 'Skriv till oss',
        text: 'Berätta om ditt ärende per e-post. Skriv inte din personbeteckning i meddelandet.',
      },
      data: {
        title: 'Mina uppgifter',
        text: 'Få en kopia av dina uppgifter, rätta dem eller be oss radera dem. Berätta vad du vill, så svarar vi.',
      },
      notice: {
        title: 'Dataskyddsbeskrivning',
        text: 'Vilka uppgifter vi har, varför, hur länge och vilka rättigheter du har.',
      },
      keeping: {
        title: 'Så håller vi våra löften',
        text: 'Varje löfte i beskrivningen, hur det hålls och när det senast kontrollerades.',
      },
    },
    notYet: 'Per e-post tills vidare:',
    readNotice: 'Läs beskrivningen',
    readPromises: 'Se hur',
  },
  notice: {
    title: 'Dataskyddsbeskrivning',
    contents: 'Innehåll',
    olderVersions: 'Alla versioner',
    permanent: 'Permanent adress till denna version',
    superseded: (version) => `Detta är en äldre version. Version ${version} gäller nu.`,
    toNewest: 'Läs den gällande versionen',
    asPdf: 'PDF',
    whatChanged: 'Vad som har ändrats sedan denna version',
  },
  versions: {
    title: 'Beskrivningens versioner',
    lead: 'Varje version som har gällt finns kvar att läsa.',
    version: (number) => `Version ${number}`,
    since: (published) => `I kraft från ${published}`,
    stated: (date) => `daterad ${date}`,
    inForce: 'Gäller nu',
    changes: (earlier) => `Ändringar sedan version ${earlier}`,
  },
  changes: {
    title: (version, earlier) => `Ändringar från version ${earlier} till version ${version}`,
    rules: 'Regler som har ändrats',
    noRules: 'Inget ändamål, ingen kategori, mottagare eller förvaringstid har ändrats.',
    text: 'Ändringar i texten',
    legend: 'Det som har tillkommit är understruket, det som har tagits bort är överstruket.',
    marks: { added: 'Tillagt', removed: 'Borttaget', changed: 'Ändrat' },
    newSection: 'Nytt avsnitt',
    goneSection: 'Avsnittet har tagits bort',
    same: 'Oförändrade avsnitt:',
    nothing: 'De två versionerna har samma text.',
    compareWith: 'Jämför med en annan version',
    versions: 'Alla versioner',
  },
  promises: {
    title: 'Så håller vi våra löften',
    lead: 'Dataskyddsbeskrivningen består av löften. Här står vart och ett av dem, hur det hålls och om det hölls när det senast kontrollerades. Systemet kontrollerar sig självt varje timme.',
    checked: (date) => `Senast kontrollerat ${date}`,
    notChecked: 'Ännu inte kontrollerat',
    toNotice: 'Läs hela beskrivningen',
    inNotice: (section) => `I beskrivningen: ${section}`,
    gap: 'Ännu inte byggt:',
    status: {
      kept: 'Hålls, och är kontrollerat',
      'in-part': 'Hålls delvis, och är kontrollerat',
      'looked-into': 'Utreds',
      attested: 'Den personuppgiftsansvarige svarar för det',
      'not-yet': 'Sköts av människor, ännu inte av systemet',
      'not-in-use': 'Används inte',
    },
  },
  errors: {
    notFound: {
      title: 'Sidan finns inte',
      text: 'Adressen kan vara felskriven, eller så har sidan flyttats.',
    },
    tooMany: {
      title: 'Vänta en stund',
      text: 'Det kom många förfrågningar på kort tid. Försök igen om en minut.',
    },
    other: { title: 'Något gick fel', text: 'Felet är vårt. Försök igen om en stund.' },
    lost: 'Till startsidan',
  },
  accessibility: {
    title: 'Tillgänglighetsutlåtande',
    sections: ({ controller, contact, made, checked }) => [
      {
        title: 'Vad utlåtandet gäller',
        texts: [
          `Utlåtandet gäller dessa sidor av ${controller}. Det har gjorts ${made} och sidorna bedömdes senast ${checked}.`,
          'Kraven finns i lagen om tillhandahållande av digitala tjänster (306/2019).',
        ],
      },
      {
        title: 'Hur tillgängliga sidorna är',
        texts: [
          'Sidorna är gjorda för att uppfylla WCAG 2.1 på nivå AA. De fungerar utan skript, med enbart tangentbord, med skärmläsare och i 200 procents förstoring, och de följer webbläsarens inställning för mörkt läge och minskad rörelse.',
          'Vi känner inte till några brister. Bedömningen är vår egen och gjord med automatiska verktyg; någon utomstående har inte granskat sidorna.',
        ],
      },
      {
        title: 'Ge respons',
        texts: [
          `Märkte du ett hinder, eller behöver du innehållet i en annan form? Skriv till ${contact}. Vi svarar inom 14 dagar.`,
        ],
      },
      {
        title: 'Tillsyn',
        texts: [
          'Om du inte är nöjd med svaret, eller inte får något inom två veckor, kan du anmäla saken till Transport- och kommunikationsverket Traficom, som utövar tillsyn över tillgängligheten: www.tillganglighetskrav.fi.',
        ],
      },
    ],
  },
};
