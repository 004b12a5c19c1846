import type { ReceiptWords } from './receipt-words.ts';

export const receiptWordsSv: ReceiptWords = {
  titles: {
    person: 'Vem som har använt dina uppgifter',
    contact: 'Vem som har använt uppgifterna i din kontakt',
    staff: 'Vad som finns om dig, och vad loggen säger om ditt arbete',
  },
  about: {
    person:
      'Allt som åtkomstloggen innehåller om dina uppgifter: varje läsning, lista, sökning, ändring och radering, när den gjordes, för vilken arbetsuppgift och vilket ändamål och vilka uppgifter den gällde.',
    contact:
      'Allt som åtkomstloggen innehåller om den här kontakten: varje läsning, lista, sökning, ändring och radering, när den gjordes, för vilken arbetsuppgift och vilket ändamål och vilka uppgifter den gällde.',
    staff:
      'Allt som åtkomstloggen innehåller om dig som anställd: vad du har gjort i systemet och vad andra har gjort med ditt konto.',
  },
  readers:
    'De som har läst nämns inte vid namn. Var och en har en kod som är densamma i alla dina intyg, så att du kan se vad en och samma person har gjort och fråga om det. Du kan be den personuppgiftsansvarige om ett namn när du behöver det för att använda dina rättigheter; då vägs det mot den andras rätt till skydd (EU-domstolen, C-579/21).',
  proves:
    'Varje rad har ett bevis på att den finns i den signerade åtkomstloggen. Den som har loggens nyckel kan kontrollera det utan den personuppgiftsansvarige.',
  missing:
    'Ett bevis visar att en rad finns. Det visar inte att ingen rad saknas: det kräver någon som får läsa hela loggen, till exempel en revisor eller tillsynsmyndigheten. De kan ta fram intyget på nytt ur hela loggen och jämföra.',
  file: 'Filen som kan kontrolleras är den som slutar på .haltija-receipt. Det här papperet är till för att läsas.',
  sections: { what: 'Vad det här är', lines: 'Raderna', check: 'Hur det kan kontrolleras' },
  controller: 'Personuppgiftsansvarig',
  madeAt: 'Upprättat',
  lines: 'Rader',
  newest: (shown, all) => `De nyaste ${shown} av ${all} rader; alla finns i filen.`,
  pruned: 'Rader vars förvaringstid har gått ut tas bort ur loggen och finns inte här.',
  logSize: 'Rader i loggen',
  logRoot: 'Loggens rot',
  key: 'Loggens nyckel',
  head: {
    at: 'När',
    what: 'Vad',
    task: 'Arbetsuppgift',
    purposes: 'Ändamål',
    data: 'Uppgifter',
    reader: 'Av',
    units: 'Enheter',
  },
  system: 'systemet',
  self: 'du själv',
  inspector: 'en revisor',
  nobody: 'inte inloggad',
  refused: 'nekat',
  staffData: 'personaluppgifter',
  ownAccount: 'eget konto',
  none: '–',
  actions: {
    view: 'Öppnat',
    list: 'Visat i en lista',
    search: 'Sökt',
    export: 'Tagit ut',
    disclose: 'Lämnat ut',
    play: 'Lyssnat på',
    match: 'Jämfört',
    reveal: 'Visat dolt',
    change: 'Ändrat',
    make: 'Skapat',
    erase: 'Raderat',
    refuse: 'Nekat',
    'sign-in': 'Loggat in',
    'sign-out': 'Loggat ut',
    'sign-in-failed': 'Inloggning misslyckades',
    'grant-task': 'Gett arbetsuppgift',
    'revoke-task': 'Tagit tillbaka arbetsuppgift',
    publish: 'Publicerat',
    administer: 'Administrerat',
  },
};
