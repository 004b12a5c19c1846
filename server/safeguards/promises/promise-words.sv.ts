import type { PromiseWords } from './promise-text.ts';

const altered =
  'Om ingen av er har gjort det, har databasen ändrats för hand: ta reda på vem som kommer åt den.';

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
      gap: 'Telefon och chatt är ännu inte anslutna till systemet. Personalen skriver in det som framkommer där.',
    },
    6: {
      title: 'Vad vi frågar efter',
      how: 'Deklarationen avgör vad som sparas av sig självt och vad som frågas efter. Där det krävs ett skäl för att fråga lagras ingenting utan skäl.',
      gap: 'Telefon och chatt är ännu inte anslutna till systemet.',
    },
    7: {
      title: 'Skydd',
      how: 'Uppgifterna lagras enbart krypterade. Varje läsning antecknas innan den sker, och systemet har ingen rätt att ändra anteckningen.',
      gap: 'Systemet gör ännu inga säkerhetskopior och kontrollerar inte hur förbindelserna är skyddade.',
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
      gap: 'Åtkomstloggen gallras ännu inte av sig själv, och en myndighets beslut kan ännu inte hejda en radering.',
    },
    11: {
      title: 'Inspelade samtal',
      how: 'Systemet spelar inte in några samtal.',
      gap: 'Inspelningen och dess förvaringstider är ännu inte byggda.',
    },
    12: {
      title: 'Säljs aldrig, lämnas inte vidare',
      how: 'Uppgifter går till andra system genom en enda port: till en deklarerad mottagare, för ett avtalat ändamål. Varje gång antecknas.',
      gap: 'Servrarna som förmedlar e-post står ännu inte bakom porten.',
    },
    13: {
      title: 'Bara de som behöver uppgifterna',
      how: 'Varje läsning görs för en arbetsuppgift, och en arbetsuppgift når bara sina egna uppgifter. Annat avvisas, och avvisandet antecknas.',
    },
    14: {
      title: 'Var uppgifterna behandlas',
      how: 'En mottagare utanför EU och EES avvisas om det inte finns en laglig grund.',
      gap: 'Systemet kontrollerar ännu inte var servrarna för e-post och databasen står.',
    },
    15: {
      title: 'Inga automatiserade beslut',
      how: 'Det som systemet gör av sig självt ser till kö, språk, tid, tekniska uppgifter om e-posten och ord i ärenderaden, aldrig till personen.',
    },
    16: {
      title: 'Personuppgiftsbiträden',
      how: 'Ingenting går till ett personuppgiftsbiträde utan ett avtal som gäller.',
      gap: 'Biträden som driver själva systemet är deklarerade, men systemet kan inte stoppa dem.',
    },
    17: {
      title: 'Rätt till information',
      how: 'Beskrivningen finns på tre språk i alla sina versioner. Till varje lagrad uppgift sparas vilken version som gällde när den samlades in.',
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
      how: 'Varje kontakt och person har en egen nyckel. Vid radering förstörs nyckeln, och det den låste kan inte läsas mer.',
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
    27: {
      title: 'Inga personuppgiftsincidenter',
      how: 'Ett meddelande som gått till fel person återkallas och antecknas.',
      gap: 'Ett register över alla slags incidenter, med tidsfrister, är ännu inte byggt.',
    },
    28: {
      title: 'Lagen går först',
      how: 'En deklaration som ger mindre än lagen kan inte publiceras.',
      gap: 'En myndighets beslut är ännu inte en egen grund.',
    },
  },
  probes: {
    'P1.controller-named': {
      counts: 'Uppgifter om den personuppgiftsansvarige som är fel eller saknas',
      mend: `Rätta uppgifterna i deklarationen och publicera den. ${altered}`,
    },
    'P2.versions-unaltered': {
      counts: 'Publicerade versioner som inte är som när de publicerades',
      mend: 'Texten i en publicerad version har ändrats i databasen. Hämta tillbaka den från en kopia och ta reda på vem som kommer åt databasen.',
    },
    'P3.fields-declared': {
      counts: 'Lagrade fält utan deklarerat ändamål',
      mend: 'Fälten har förlorat sin grund eller har aldrig haft någon. Radera dem, eller deklarera kategorin och ändamålet på nytt.',
    },
    'P4.values-sealed': {
      counts: 'Uppgifter som inte är krypterade',
      mend: `En uppgift står i klartext där det ska finnas en krypterad. Ta bort den och behandla saken som en personuppgiftsincident. ${altered}`,
    },
    'P4.columns-claimed': {
      counts: 'Platser för uppgifter som ingen del av systemet svarar för',
      mend: 'Databasen har en kolumn som denna version av systemet inte känner till. Kontrollera att databas och program är av samma version.',
    },
    'P5.sources-allowed': {
      counts: 'Lagrade fält som källan inte får samla in',
      mend: `Radera fälten, eller deklarera att kanalen får samla in dem innan fler lagras. ${altered}`,
    },
    'P6.asked-as-declared': {
      counts: 'Lagrade fält som har frågats efter utan det skäl som krävs',
      mend: `Se i åtkomstloggen vem som lagrade dem. Radera det som saknar grund. ${altered}`,
    },
    'P7.least-privilege': {
      counts: 'Rättigheter i databasen som systemet inte ska ha',
      mend: 'Ta tillbaka rättigheterna (REVOKE) och ta reda på vem som gav dem. Kontrollera åtkomstloggen: haltija log verify.',
    },
    'P7.log-unaltered': {
      counts: 'Rader i åtkomstloggen som inte är som när de skrevs',
      mend: 'Kör haltija log verify med den senast antecknade roten, och låt databasen vara som den är: den är ett bevis.',
    },
    'P9.bound-before-reading': {
      counts: 'Anställda som har läst uppgifter innan de godkände sekretessförbindelsen',
      mend: 'Låt dem godkänna den nu, och se i åtkomstloggen vad de har läst. Om ett godkännande har försvunnit har databasen ändrats för hand.',
    },
    'P9.tasks-given-by-others': {
      counts: 'Arbetsuppgifter som någon har gett sig själv eller för lång tid',
      mend: `Återkalla arbetsuppgiften och låt någon annan ge den. ${altered}`,
    },
    'P9.own-user-names': {
      counts: 'Konton utan eget användarnamn',
      mend: 'Stäng kontot och bjud in var och en med ett eget användarnamn.',
    },
    'P10.past-their-date': {
      counts: 'Kontakter, personer och e-post mer än ett dygn över sin tid',
      mend: 'Kör haltija sweep. Om de finns kvar, se i tjänstens logg: jobbet som körs varje timme går inte eller misslyckas.',
    },
    'P10.dated-by-a-rule': {
      counts: 'Slutdatum som ingen deklarerad förvaringstid har bestämt',
      mend: `Ta reda på hur datumet har uppkommit. ${altered}`,
    },
    'P10.erasing-logged': {
      counts: 'Raderingar som saknas i åtkomstloggen',
      mend: 'Kör haltija log verify med den senast antecknade roten. Något har raderats, eller loggen ändrats, för hand.',
    },
    'P12.disclosed-as-declared': {
      counts: 'Utlämnanden på 30 dagar till någon, eller av något, som inte var deklarerat',
      mend: 'Stoppa förbindelsen, meddela dataskyddsombudet och behandla saken som en personuppgiftsincident.',
    },
    'P13.read-within-task': {
      counts: 'Läsningar på 30 dagar utanför en arbetsuppgift',
      mend: 'Öppna raderna i åtkomstloggen och fråga den som har läst. Behandla saken som en personuppgiftsincident.',
    },
    'P14.disclosed-where-allowed': {
      counts: 'Utlämnanden på 30 dagar till ett land som inte var tillåtet',
      mend: 'Stoppa förbindelsen och behandla saken som en personuppgiftsincident.',
    },
    'P14.processors-where-allowed': {
      counts: 'Personuppgiftsbiträden i ett land som inte är tillåtet',
      mend: 'Deklarera grunden för överföringen, eller ta bort biträdet ur deklarationen.',
    },
    'P15.rules-know-nobody': {
      counts: 'Regler med ett villkor som ingen regel får ha',
      mend: 'Ta bort regeln. Den har inte gjorts i systemet.',
    },
    'P16.disclosed-under-agreement': {
      counts: 'Utlämnanden på 30 dagar utan gällande avtal',
      mend: 'Stoppa förbindelsen och behandla saken som en personuppgiftsincident.',
    },
    'P16.agreements-in-force': {
      counts: 'Personuppgiftsbiträden vars avtal inte gäller',
      mend: 'Förnya avtalet och publicera dess nya datum, eller ta bort biträdet och se till att uppgifterna raderas där.',
    },
    'P17.notices-readable': {
      counts: 'Dataskyddsbeskrivningar som inte går att läsa',
      mend: 'Texten i en publicerad version har ändrats i databasen. Hämta tillbaka den från en kopia.',
    },
    'P19.found-by-what-is-there': {
      counts: 'Spår av uppgifter som inte längre finns',
      mend: 'Meddela dem som underhåller systemet: en rättelse har lämnat något efter sig.',
    },
    'P20.keys-stay-destroyed': {
      counts: 'Förstörda nycklar som är tillbaka',
      mend: 'En gammal kopia av databasen har återställts. Förstör nycklarna på nytt innan någon arbetar.',
    },
    'P20.nothing-left': {
      counts: 'Raderade enheter som det finns något kvar av',
      mend: 'En gammal kopia av databasen har återställts, eller rader har lagts in för hand. Ta bort raderna: ingen kan läsa dem.',
    },
    'P25.complaint-named': {
      counts: 'Dataskyddsbeskrivningar som inte säger vart man kan klaga',
      mend: 'Rätta myndigheten och kontaktadressen i deklarationen och publicera den.',
    },
    'P26.newest-everywhere': {
      counts: 'Processer i drift som inte följer den nyaste versionen',
      mend: 'Starta om processen. Om den inte kommer i kapp når den inte databasen: se i dess logg.',
    },
    'P28.passes-todays-checks': {
      counts: 'Gällande deklarationer under lagens nivå',
      mend: 'Kör haltija register check på deklarationen, rätta den och publicera den.',
    },
  },
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
