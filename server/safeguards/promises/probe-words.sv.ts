import { breachWords } from './breach-words.ts';
import type { PromiseWords } from './promise-text.ts';

const altered =
  'Om ingen av er har gjort det, har databasen ändrats för hand: ta reda på vem som kommer åt den.';

/** What each probe counts, and what to do about what it finds. */
export const probeWordsSv: PromiseWords['probes'] = {
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
  'P6.identified-by-enough': {
    counts: 'Försök att identifiera som inte är deklarerade, som frågar för lite eller gällde för länge',
    mend: `Ta reda på i åtkomstloggen vem som identifierades så och vad de fick veta. ${altered}`,
  },
  'P6.tries-counted': {
    counts: 'Jämförelser som inte räknades, eller fler om en person än vad som är deklarerat',
    mend: 'Se i åtkomstloggen vem som försökte. Var det ingen av er, har någon gått förbi systemet: byt lösenorden och anmäl en personuppgiftsincident.',
  },
  'P6.said-is-stored-nowhere': {
    counts: 'Ställen där det som någon har uppgett kunde stå',
    mend: `Ta bort kolumnen eller ta reda på vem som skrev raden, och behandla det som står där som en personuppgiftsincident. ${altered}`,
  },
  'P7.least-privilege': {
    counts: 'Rättigheter i databasen som systemet inte ska ha',
    mend: 'Ta tillbaka rättigheterna (REVOKE) och ta reda på vem som gav dem. Kontrollera åtkomstloggen: haltija log verify.',
  },
  'P7.log-unaltered': {
    counts: 'Rader i åtkomstloggen som inte är som när de skrevs',
    mend: 'Kör haltija log verify med den senast antecknade roten, och låt databasen vara som den är: den är ett bevis.',
  },
  'P7.log-in-tree': {
    counts: 'Rader i åtkomstloggen som saknar plats i loggens träd',
    mend: 'Om raderna väntar, se i tjänstens egen logg: något hindrar trädet från att växa. Om de inte väntar har någon lagt in dem vid sidan av tjänsten: kör haltija log verify.',
  },
  'P7.log-anchored': {
    counts: 'Kontrollpunkter på annat håll som åtkomstloggen inte fortsätter från',
    mend: 'Om ingen har lagt tillbaka en äldre databas, låt allt vara som det är: det är ett bevis. Om någon har gjort det, lägg undan mappen med kontrollpunkter och anteckna varför. Se annars till att det går att skriva i mappen.',
  },
  'P7.backed-up': {
    counts: 'Dygn utan säkerhetskopia',
    mend: 'Se på sidan Säkerhetskopior, eller med haltija backup, vad som hindrar: platsen, utrymmet eller tjänsten.',
  },
  'P7.restored-lately': {
    counts: 'Månader utan en återställd säkerhetskopia',
    mend: 'Öva: haltija restore --rehearse --identity FIL, på en maskin där den privata nyckeln finns. Om övningen avvisas eller allt inte är som det ska går säkerhetskopiorna inte att lita på: rapporten säger varför.',
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
  'P10.log-pruned': {
    counts: 'Rader i åtkomstloggen vars deklarerade förvaringstid är slut',
    mend: 'Se i tjänstens logg: jobbet som tar bort dem varje natt går inte eller misslyckas.',
  },
  'P11.recordings-past-their-period': {
    counts: 'Inspelningar mer än ett dygn över sin tid',
    mend: 'Kör haltija sweep. Om de finns kvar, se i tjänstens logg: jobbet som körs varje timme går inte eller misslyckas.',
  },
  'P11.past-twelve-months-by-law-only': {
    counts: 'Inspelningar över tolv månader som ingen lag spärrar; räknat mot dem som är spärrade',
    mend: 'Kör haltija sweep. Ta reda på varför inspelningen har bevarats: bara en raderingsspärr enligt lag når så långt.',
  },
  'P11.extended-for-open-matters': {
    counts:
      'Inspelningar som bevaras längre utan öppen reklamation eller öppet projekt; räknat mot dem som bevaras längre',
    mend: `Kör haltija sweep: den ställer in varje inspelning efter det som bevarar den. ${altered}`,
  },
  'P11.holds-reviewed': {
    counts: 'Raderingsspärrar vars omprövningsdag har passerat',
    mend: 'Fråga den som ansvarar för spärren om den ännu behövs: ompröva den eller avsluta den.',
  },
  'P11.recorded-as-declared': {
    counts: 'Inspelningar av samtal som inte ska spelas in, eller som ingen fick veta om',
    mend: `Ta reda på vilken växel de kommer från och stoppa det. ${altered}`,
  },
  'P12.disclosed-as-declared': {
    counts: 'Utlämnanden på 30 dagar till någon, eller av något, som inte var deklarerat',
    mend: 'Stoppa förbindelsen, meddela dataskyddsombudet och behandla saken som en personuppgiftsincident.',
  },
  'P12.connections-declared': {
    counts: 'Förbindelser som är inställda men inte deklarerade',
    mend: 'Deklarera datorn, eller ta bort inställningen eller webhooken. Tills dess avvisas förbindelsen och posten väntar.',
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
  'P14.connections-where-allowed': {
    counts: 'Inställda förbindelser till ett land som inte är tillåtet',
    mend: 'Deklarera grunden för överföringen, eller använd en dator i EU eller EES. Tills dess avvisas förbindelsen och posten väntar.',
  },
  'P15.rules-know-nobody': {
    counts: 'Regler, och sätt att dra urval, med ett villkor som inget av dem får ha',
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
  'P16.connections-under-agreement': {
    counts: 'Inställda förbindelser till ett biträde utan gällande avtal',
    mend: 'Förnya avtalet och publicera dess nya datum, eller använd en annan dator. Tills dess avvisas förbindelsen och posten väntar.',
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
  'P20.unrecoverable-in-time': {
    counts: 'Raderade enheter som en gammal kopia kunde ta tillbaka fast tidsgränsen har gått ut',
    mend: 'Nycklarnas epok byts inte. Se till att tjänsten kör; haltija key turn säger vad som är i vägen. Till dess kan en gammal kopia tillsammans med nyckelmappen ta tillbaka dem.',
  },
  'P20.epochs-end': {
    counts: 'Nycklarnas epoker och sökindexets höljen som är äldre än tidsgränsen',
    mend: 'Bytet har fastnat eller tjänsten stod stilla. haltija key turn fortsätter det och säger vad som är i vägen.',
  },
  'P25.complaint-named': {
    counts: 'Dataskyddsbeskrivningar som inte säger vart man kan klaga',
    mend: 'Rätta myndigheten och kontaktadressen i deklarationen och publicera den.',
  },
  'P26.newest-everywhere': {
    counts: 'Processer i drift som inte följer den nyaste versionen',
    mend: 'Starta om processen. Om den inte kommer i kapp når den inte databasen: se i dess logg.',
  },
  'P26.held-as-informed': {
    counts: 'Enheter som förvaras längre än personen har fått veta',
    mend: 'Se när personen informerades. Rätta datumet i databasen och ta reda på vad som ändrade det.',
  },
  'P26.served-as-informed': {
    counts: 'Värden som används för ändamål som personen inte har fått veta om',
    mend: 'Se när personen informerades. Ta bort ändamålet från värdet och ta reda på vad som lade till det.',
  },
  ...breachWords.sv.probes,
  'P28.passes-todays-checks': {
    counts: 'Gällande deklarationer under lagens nivå',
    mend: 'Kör haltija register check på deklarationen, rätta den och publicera den.',
  },
};
