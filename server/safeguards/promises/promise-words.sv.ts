import { breachWords } from './breach-words.ts';
import { probeWordsSv } from './probe-words.sv.ts';
import type { PromiseWords } from './promise-text.ts';

export const promiseWordsSv: PromiseWords = {
  promises: {
    1: {
      title: 'Vem som är personuppgiftsansvarig',
      how: 'Uppgifterna står i den deklaration som styr systemet. Ett felaktigt FO-nummer avvisas, och varje dataskyddsbeskrivning anger den personuppgiftsansvarige.',
    },
    2: {
      title: 'Beskrivningens versioner',
      how: 'Varje publicerad version sparas med sitt datum och en kontrollsumma av texten. Den kan inte ändras i efterhand och går fortfarande att läsa.',
    },
    3: {
      title: 'Ändamål',
      how: 'Det som deklarationen inte nämner, med ändamål och rättslig grund, kan inte lagras.',
    },
    4: {
      title: 'Uppgifterna i registret',
      how: 'Varje uppgift om en person lagras enbart krypterad.',
    },
    5: {
      title: 'Varifrån uppgifterna kommer',
      how: 'Varje kanal kan lagra bara det som deklarationen låter den samla in.',
      gap: 'Chatten är ännu inte ansluten till systemet. Personalen skriver in det som framkommer där.',
    },
    6: {
      title: 'Vad vi frågar efter',
      how: 'Deklarationen avgör vad som sparas av sig självt och vad som frågas efter. Där det krävs ett skäl för att fråga lagras ingenting utan skäl. Den som ringer identifieras med minst två uppgifter, aldrig med bara namn och personbeteckning; det som uppges jämförs men lagras inte, och antalet försök är begränsat.',
      gap: 'Chatten är ännu inte ansluten till systemet.',
    },
    7: {
      title: 'Skydd',
      how: 'Uppgifterna lagras enbart krypterade. Varje läsning antecknas innan den sker, och systemet har ingen rätt att ändra anteckningen. Anteckningarna signeras med några sekunders mellanrum, så att en ändring syns.',
      gap: 'Säkerhetskopior tas, krypterade, där en plats är vald för dem. Hur förbindelserna är skyddade kontrolleras inte.',
    },
    8: {
      title: 'Lokaler och andra åtgärder',
      how: 'Detta kan ingen programvara sköta. Den personuppgiftsansvarige svarar för det och ser över det.',
    },
    9: {
      title: 'Rättigheterna följer arbetsuppgifterna',
      how: 'Var och en har ett eget användarnamn och når bara det som arbetsuppgifterna tillåter. Ingenting öppnas förrän sekretessförbindelsen är godkänd.',
    },
    10: {
      title: 'Radering i tid',
      how: 'Allt som lagras har ett slutdatum och den regel som bestämde det. Varje timme raderar systemet det vars tid är ute och antecknar det.',
      gap: 'En myndighets beslut kan ännu inte hejda en radering.',
    },
    11: {
      title: 'Inspelade samtal',
      how: 'En inspelning försvinner tre månader efter samtalet. Den bevaras längre bara för en öppen reklamation eller ett öppet kvalitetsprojekt, av någon vars arbetsuppgift det är och av ett angivet skäl, och ingen inspelning kan finnas i databasen efter tolv månader. Det som lagen spärrar räknas. Systemet avgör om ett samtal spelas in: bara efter att kunden har fått veta det, så som det är deklarerat.',
      gap: 'Invändningar mot inspelning sköts av personalen.',
    },
    12: {
      title: 'Säljs aldrig, lämnas inte vidare',
      how: 'Uppgifter går ut genom en enda port: till en deklarerad mottagares dator, för ett avtalat ändamål. Allt annat avvisas. Varje gång antecknas.',
      gap: 'Vad någon skriver i ett meddelande, och till vem, bestämmer människor.',
    },
    13: {
      title: 'Bara de som behöver uppgifterna',
      how: 'Varje läsning görs för en arbetsuppgift, och en arbetsuppgift når bara sina egna uppgifter. Annat avvisas, och avvisandet antecknas.',
    },
    14: {
      title: 'Var uppgifterna behandlas',
      how: 'En dator nås bara om deklarationen säger i vilket land den står. Utanför EU och EES avvisas den om det inte finns en laglig grund.',
      gap: 'Att datorn står där deklarationen säger svarar den personuppgiftsansvarige för.',
    },
    15: {
      title: 'Inga automatiserade beslut',
      how: 'Det som systemet gör av sig självt ser till kö, språk, tid, tekniska uppgifter om e-posten och ord i ärenderaden, aldrig till personen. Adresser och nummer avvisas bland orden; namn känns inte igen, utan den som skriver regeln utelämnar dem.',
    },
    16: {
      title: 'Personuppgiftsbiträden',
      how: 'Ingen förbindelse tas till ett personuppgiftsbiträde utan ett avtal som gäller: inte för e-post, webhookar, lagring eller inloggning.',
      gap: 'Vad ett biträde gör med uppgifterna kan systemet inte se.',
    },
    17: {
      title: 'Rätt till information',
      how: 'Beskrivningen finns på tre språk i alla sina versioner, och varje mejl från oss säger var. Till varje lagrad uppgift sparas vilken version som gällde när den samlades in.',
      gap: 'Det antecknas ännu inte att beskrivningen har lämnats.',
    },
    18: {
      title: 'Rätt till tillgång',
      how: 'Människor besvarar begäran.',
      gap: 'Systemet samlar ännu inte ihop kopian och bevakar inte tidsfristen.',
    },
    19: {
      title: 'Rätt till rättelse',
      how: 'En uppgift rättas med ett skäl. Den felaktiga försvinner med allt som den kunde hittas med.',
      gap: 'Begäranden och deras tidsfrister är ännu inte byggda, inte heller meddelanden till mottagarna.',
    },
    20: {
      title: 'Rätt till radering',
      how: 'Varje kontakt och person har en egen nyckel. Vid radering förstörs nyckeln, och det den låste kan inte läsas mer. Inom tidsgränsen förstörs även nyckeln ovanför, och då kan ingen gammal kopia ta tillbaka det. Det gör inte heller en återställd säkerhetskopia: det som har raderats efter kopian raderas i den innan den tas i bruk.',
      gap: 'Radering på begäran är ännu inte byggd.',
    },
    21: {
      title: 'Rätt till begränsning',
      how: 'Människor sköter begäran.',
      gap: 'Begränsning är ännu inte byggd.',
    },
    22: {
      title: 'Rätt till dataportabilitet',
      how: 'Människor sköter begäran.',
      gap: 'Uppgifter i maskinläsbar form är ännu inte byggda.',
    },
    23: {
      title: 'Rätt att göra invändningar',
      how: 'Människor sköter begäran.',
      gap: 'Att stoppa ett ändamål för en enskild person är ännu inte byggt.',
    },
    24: {
      title: 'Svar i tid',
      how: 'Människor besvarar begäran.',
      gap: 'Systemet bevakar ännu inte tidsfristerna.',
    },
    25: {
      title: 'Klagomål',
      how: 'Varje beskrivning säger vart man kan vända sig med klagomål.',
    },
    26: {
      title: 'Ändringar i beskrivningen',
      how: 'En version gäller i hela systemet genast när den har publicerats. En längre tid når inte uppgifter som redan finns.',
    },
    27: breachWords.sv.promise,
    28: {
      title: 'Lagen går först',
      how: 'En deklaration som ger mindre än lagen kan inte publiceras.',
      gap: 'En myndighets beslut är ännu inte en egen grund.',
    },
  },
  probes: probeWordsSv,
  figure: (numerator, denominator) => `${numerator} av ${denominator}`,
  letter: {
    subject: (promises) => `Ett löfte i dataskyddsbeskrivningen hålls inte (${promises})`,
    lead: (registerName) => `Systemet har kontrollerat löftena för ${registerName} och funnit följande.`,
    broken: (promise, title) => `Löfte ${promise}: ${title}`,
    since: (at) => `Upptäckt ${at}`,
    closing: (address) =>
      `Mer på sidan om löftena: ${address}\n\nMeddelandet skickas en gång. Det nämner ingen person.`,
  },
};
