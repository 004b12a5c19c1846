import type { NoticeWords } from './notice-words.ts';

const months = (count: number) => (count === 1 ? '1 månad' : `${count} månader`);
const spelledMonths = (count: number) => (count === 1 ? 'en (1) månad' : months(count));
const days = (count: number) => (count === 1 ? 'en dag' : `${count} dagar`);

export const noticeWordsSv: NoticeWords = {
  title: 'Dataskyddsbeskrivning',
  colon: (term, value) => `${term}: ${value}`,
  version: (number, published) => `Version ${number}, i kraft sedan ${published}`,
  sections: {
    controller: 'Personuppgiftsansvarig',
    register: 'Registret och denna beskrivning',
    personalData: 'Vad som är personuppgifter',
    purposes: 'Varför och på vilken rättslig grund vi behandlar uppgifter',
    categories: 'Vilka uppgifter registret innehåller',
    sources: 'Varifrån uppgifterna kommer',
    retention: 'Hur länge uppgifterna förvaras',
    protection: 'Hur uppgifterna skyddas',
    access: 'Vem som har tillgång till uppgifterna',
    processors: 'Personuppgiftsbiträden',
    recipients: 'Andra som kan få uppgifter',
    location: 'Var uppgifterna behandlas',
    automated: 'Automatiserade beslut',
    rights: 'Dina rättigheter',
    answers: 'Så besvarar vi en begäran',
    complaint: 'Om du är missnöjd',
    changes: 'Ändringar i beskrivningen',
  },
  controller: {
    name: 'Namn',
    businessId: 'FO-nummer',
    visitingAddress: 'Besöksadress',
    contact: 'Kontakt i frågor om registret',
    officer: 'Dataskyddsombud',
    website: 'Webbplats',
  },
  register: {
    name: 'Registrets namn',
    system: 'System där det förs',
    subjects: 'Registrerade',
    changed: 'Beskrivningen senast ändrad',
    version: 'Version',
    law: 'Beskrivningen följer EU:s allmänna dataskyddsförordning (GDPR, 2016/679) och dataskyddslagen (1050/2018).',
    scope:
      'Den gäller de kunduppgifter som samlas in och sparas när någon kontaktar kundtjänsten, så att servicen håller hög kvalitet. Här berättar vi vilka anvisningar vi följer, hur uppgifter behandlas och förvaras och vilka rättigheter du har.',
    floor:
      'Ingenting i den begränsar de rättigheter du har enligt dataskyddsförordningen eller något annat beslut som har vunnit laga kraft.',
  },
  personalData: [
    'Personuppgifter är alla uppgifter som direkt eller indirekt går att koppla till en levande fysisk person. Exempel är namn, e-postadress, telefonnummer, postadress, personbeteckning och IP-adress.',
    'Registret består av personuppgifter.',
  ],
  purposes: {
    intro:
      'Uppgifter samlas in för att identifiera användare i kundtjänsten och tillhandahålla tjänsterna. Varje ändamål har sin egen rättsliga grund.',
    caption: 'Ändamål och rättsliga grunder',
    head: ['Ändamål', 'Vad det innebär', 'Rättslig grund', 'Berättigat intresse'],
    noInterest: '–',
    weighed: 'Vi har vägt varje sådant intresse mot dina intressen:',
    consent: (purposes) => `Du kan när som helst återkalla ditt samtycke: ${purposes}.`,
  },
  bases: {
    consent: 'Ditt samtycke (dataskyddsförordningen, artikel 6.1 a)',
    contract:
      'Ett avtal med dig, eller åtgärder på din begäran innan ett avtal ingås (dataskyddsförordningen, artikel 6.1 b)',
    'legal-obligation': 'Vår rättsliga förpliktelse (dataskyddsförordningen, artikel 6.1 c)',
    'vital-interests': 'Skydd av grundläggande intressen (dataskyddsförordningen, artikel 6.1 d)',
    'public-task': 'En uppgift av allmänt intresse (dataskyddsförordningen, artikel 6.1 e)',
    'legitimate-interest': 'Berättigat intresse (dataskyddsförordningen, artikel 6.1 f)',
  },
  categories: {
    intro: 'Registret kan innehålla följande uppgifter om dig.',
    caption: 'Uppgifter i registret',
    head: ['Uppgift', 'Hur den kommer till registret', 'Ändamål'],
    nothingElse: 'Uppgifter av annat slag än dessa kan inte sparas i registret.',
  },
  sources: {
    intro: (channels) =>
      `Vi får uppgifterna av dig när du kontaktar oss. Uppgifter samlas in via dessa kanaler: ${channels}.`,
    staff: (categories) => `Skrivs av vår personal: ${categories}.`,
    system: (categories) => `Uppstår i systemet när kontakten sköts: ${categories}.`,
    other: 'Vad som annars uppstår',
    otherIntro: 'Uppgifter kan också komma från dessa källor:',
    otherCaption: 'Andra källor',
    otherHead: ['Källa', 'Hur uppgifterna kommer därifrån', 'Uppgifter'],
    kinds: {
      'old-mail': 'Tidigare system',
      'identity-provider': 'Identifieringstjänst',
      'host-page': 'Sidan där chatten finns',
      'other-controller': 'En annan personuppgiftsansvarig',
    },
    oldMail:
      'Äldre meddelanden sparas inte längre för att de förs över från ett tidigare system: alla tider räknas från meddelandets dag.',
    nowhereElse: 'Vi samlar inte in uppgifter från någon annan källa.',
    times: {
      automatic: 'Sparas när du kontaktar oss',
      'on-request': 'Begärs vid behov',
      'on-request-with-reason': 'Begärs endast om ärendet kräver det; skälet antecknas',
    },
    alsoAsked: (category, purposes) => `Begärs också: ${category} (${purposes})`,
    notCollected: 'Andra uppgifter samlas inte in i denna kanal.',
    mustYou: 'Om du måste lämna uppgifter',
    voluntary: 'Ingen lag förpliktar dig att lämna uppgifter till oss.',
    needed: (categories) =>
      `Utan de uppgifter som sparas med en kontakt kan vi inte ta emot och besvara den: ${categories}.`,
    onRequest: (categories) =>
      `Det vi frågar efter därutöver behöver du inte lämna: ${categories}. Utan uppgifterna kan det hända att vi inte kan identifiera dig eller sköta ärendet.`,
  },
  retention: {
    principle: [
      'Uppgifter förvaras endast så länge som det finns en grund för det, det vill säga så länge som ändamålet i denna beskrivning kräver dem. Vi har tydliga rutiner för radering: varje uppgift har ett slutdatum och en regel som har bestämt det, och uppgiften raderas när dagen är inne.',
      'Vissa förvaringstider följer av lagstiftning eller av säkerhetsskäl.',
    ],
    caption: 'Förvaringstider',
    head: ['Vad', 'Hur länge', 'För vilka ändamål', 'Varför så länge'],
    from: (length, from) =>
      `${length} ${
        {
          closing: 'från att ärendet har avslutats',
          'last-contact': 'från den senaste kontakten',
          call: 'från samtalet',
          arrival: 'från ankomsten',
          record: 'från anteckningen',
          leaving: 'från att arbetet har upphört',
        }[from]
      }`,
    length: months,
    lengthWithCap: (count, cap) => `${months(count)}, högst ${months(cap)},`,
    recorded: (directions) =>
      directions.length === 2
        ? 'Vi spelar in både inkommande och utgående samtal i kundtjänsten.'
        : directions[0] === 'incoming'
          ? 'Vi spelar in inkommande samtal i kundtjänsten.'
          : 'Vi spelar in utgående samtal i kundtjänsten.',
    extension: (name, count, cap, grounds) =>
      `${name}: förvaras i ${months(count)}. Längre tid är möjlig endast på någon av dessa grunder: ${grounds}. Även då är förvaringstiden högst ${months(cap)}.`,
    holds:
      'Raderingen får vänta om en myndighet eller domstol bestämmer det, om uppgifterna behövs för ett rättsligt anspråk eller om du har begärt att vi begränsar behandlingen i stället för att radera.',
    backupsTitle: 'Säkerhetskopior',
    backups: (count) =>
      `Det som har raderats kan finnas kvar i säkerhetskopior i högst ${days(count)}. Uppgifterna används inte därifrån.`,
  },
  protection: {
    intro: 'Dina uppgifter skyddas mot att obehöriga ser, ändrar eller raderar dem.',
    enforced: 'Systemet ser självt till detta:',
    attested: 'Vi sörjer också för detta och ser regelbundet över det:',
    staff: [
      'Rätten att nå och behandla uppgifter beviljas utifrån arbetsuppgifterna. Systemet öppnas endast med personliga användarnamn.',
      'Alla som behandlar personuppgifter har tystnadsplikt och har godkänt en sekretessförbindelse.',
    ],
  },
  access: {
    intro:
      'Vi hanterar personuppgifter med stor omsorg och respekterar allas rätt till skydd för sina uppgifter. Vi utsätter inte uppgifterna för personuppgiftsincidenter.',
    never: {
      sale: 'Vi säljer aldrig personuppgifter till tredje parter.',
      'other-use': 'Vi varken lämnar ut eller använder personuppgifter för andra ändamål än de ovan nämnda.',
      'automated-decisions': 'Dina uppgifter används inte för automatiserade beslut.',
      profiling: 'Dina uppgifter används inte för profilering.',
    },
    need: 'Personuppgifter behandlas endast av dem som behöver det i sitt arbete. En rättighet omfattar bara arbetsuppgiftens uppgifter och ändamål:',
    caption: 'Arbetsuppgifter och de uppgifter de ger tillgång till',
    head: ['Arbetsuppgift', 'Uppgifter', 'Ändamål'],
    noData: 'Inga kunduppgifter',
    parties:
      'Vi vidtar alla rättsliga, tekniska och organisatoriska åtgärder som behövs för att uppgifter ska behandlas säkert och ha tillräckligt skydd. Det gäller både oss och de tredje parter vi samarbetar med: också där når endast de som måste behandla uppgifterna för de ovan nämnda ändamålen dem, och de har tystnadsplikt.',
    authorities: 'Till myndigheter lämnas uppgifter endast när lagen kräver det.',
  },
  processors: {
    withGroup: 'Personuppgiftsbiträden och koncernbolag',
    group:
      'För att tillhandahålla tjänsterna kan vi anlita personuppgiftsbiträden och andra företag i vår koncern. De behandlar personuppgifter för vår räkning.',
    services: (services) => `Personuppgiftsbiträden tillhandahåller oss bland annat: ${services}.`,
    caption: 'Personuppgiftsbiträden som får uppgifter från registret',
    head: ['Personuppgiftsbiträde', 'Uppdrag', 'Uppgifter', 'Ändamål', 'Länder'],
    noCategories: 'Endast att något sker i en kontakt, och kontaktens nummer',
    terms: (group) => [
      `Ett personuppgiftsbiträde${group ? ' eller koncernbolag' : ''} får tillgång till uppgifter först när det har ingått ett avtal med oss om lagenlig behandling.`,
      'Vi ser till att de följer dataskyddslagstiftningen och behandlar uppgifter endast för de ändamål som anges i denna beskrivning.',
    ],
    groupCompany: (name) => `${name} (koncernbolag)`,
  },
  recipients: {
    intro:
      'Uppgifter kan också lämnas till dessa mottagare. De är själva personuppgiftsansvariga för det de får, och de får inget annat än det som nämns här.',
    caption: 'Andra mottagare av uppgifter',
    head: ['Mottagare', 'Varför och på vilken grund', 'Uppgifter', 'Ändamål', 'Länder'],
    kinds: {
      authority: 'myndighet',
      'group-company': 'koncernbolag',
      adviser: 'ombud eller rådgivare',
    },
    until: (why, date) => `${why} Till och med ${date}.`,
    given: 'Endast att något sker i en kontakt, och kontaktens nummer',
  },
  transferGrounds: {
    'adequacy-decision': 'Europeiska kommissionens beslut om adekvat skyddsnivå',
    'standard-contractual-clauses': 'Europeiska kommissionens standardavtalsklausuler',
    'binding-corporate-rules': 'bindande företagsbestämmelser',
  },
  location: {
    main: 'Huvudsakligt behandlingsland',
    eea: 'Andra EU- och EES-länder',
    eeaValue: 'När det tekniska tillhandahållandet av tjänsterna kräver det',
    own: 'Våra egna system',
    outside: 'Utanför EU och EES',
    outsideAllowed:
      'I undantagsfall. Om vi måste anlita ett personuppgiftsbiträde där säkerställer vi att behandlingen är laglig, till exempel genom avtal som följer Europeiska kommissionens standardavtalsklausuler. Du kan be oss om en kopia av skyddsåtgärderna.',
    outsideRefused: 'Uppgifter behandlas inte där.',
  },
  rights: {
    intro: (contact) =>
      `Har du frågor om hur dina uppgifter behandlas eller vill du använda dina rättigheter, skriv till ${contact}.`,
    information: [
      'Rätt till information',
      'Du har rätt att få veta hur dina uppgifter samlas in och behandlas. Behandlingen ska vara transparent, och därför finns denna beskrivning.',
    ],
    access: [
      'Rätt till tillgång',
      'På begäran får du veta om vi behandlar uppgifter om dig, och du har rätt till en kopia av de uppgifter som vi har samlat in. Ange tydligt i begäran vilka uppgifter du vill ha.',
    ],
    accessTime: (answer, extension) =>
      `Uppgifterna är avgiftsfria och sänds till dig per post eller digitalt utan oskäligt dröjsmål, inom ${spelledMonths(answer)}. ${extension === 0 ? '' : `Om begärandena är många eller komplicerade kan tiden förlängas med ${months(extension)}; då motiverar vi det. `}Om vi inte kan lämna ut uppgifter som du begär motiverar vi det.`,
    rectification: [
      'Rätt till rättelse',
      'Det är viktigt att de uppgifter vi har om dig är felfria. Du har rätt att få dem rättade om du får ett nytt telefonnummer, en ny e-postadress eller andra nya kontaktuppgifter, eller om du märker att våra uppgifter är inexakta, felaktiga eller bristfälliga.',
    ],
    erasure: [
      'Rätt till radering',
      'I vissa situationer har du rätt att få uppgifter raderade och bli bortglömd utan oskäligt dröjsmål, till exempel när de inte längre behövs för de ändamål som de samlades in för. Rätten gäller inte om en lagstadgad skyldighet hindrar oss från att radera.',
      'Om du begär radering raderar vi alla uppgifter om dig som kan raderas. Vi raderar också uppgifter på eget initiativ när det inte längre finns någon lagstadgad eller annan grund att spara dem.',
    ],
    restriction: [
      'Rätt till begränsning',
      'I vissa situationer har du rätt att få behandlingen begränsad, till exempel när du har begärt en rättelse som vi inte hinner göra i tid. Då är behandlingen begränsad tills saken har åtgärdats.',
    ],
    portability: [
      'Rätt till dataportabilitet',
      'I vissa fall har du rätt att få dina uppgifter i ett strukturerat, allmänt använt och maskinläsbart format och överföra dem till en annan personuppgiftsansvarig. De överförs direkt från oss till en annan personuppgiftsansvarig endast om det är tekniskt möjligt.',
    ],
    portabilityPurposes: (purposes) => `Rätten gäller uppgifter som du har lämnat oss för: ${purposes}.`,
    objection: [
      'Rätt att göra invändningar',
      'I vissa situationer har du rätt att invända mot behandlingen, det vill säga begära att dina uppgifter inte behandlas över huvud taget. Rätten finns när den rättsliga grunden är ett berättigat intresse. Ange i begäran vilken behandling du invänder mot.',
    ],
    objectionPurposes: (purposes) => `Rätten gäller dessa ändamål: ${purposes}.`,
    withdrawal: [
      'Rätt att återkalla samtycke',
      'Du kan när som helst återkalla ett samtycke. Det som har gjorts före det förblir lagligt.',
    ],
  },
  answers: {
    time: (answer, extension) =>
      `Vi svarar inom ${spelledMonths(answer)} från att vi tog emot begäran${extension === 0 ? '.' : `, om det inte finns särskilda skäl att förlänga tiden. Den kan förlängas med högst ${months(extension)}.`}`,
    rest: [
      'Vid behov kan vi be dig identifiera dig och precisera begäran.',
      'De åtgärder som begäran föranleder vidtas utan dröjsmål efter svaret, om vi inte meddelar något annat.',
      'Vi kan vägra uppfylla en begäran när lagen tillåter det. Då får du veta varför och var du kan klaga.',
    ],
  },
  complaint: {
    us: (contact) =>
      `Om du anser att vi behandlar personuppgifter i strid med dataskyddslagstiftningen hoppas vi att du hör av dig till oss: ${contact}.`,
    authority: (name, website) =>
      `Du har också rätt att lämna in ett klagomål till tillsynsmyndigheten: ${name}. Mer information: ${website}.`,
  },
  changes: {
    why: 'Vi kan ändra denna beskrivning när som helst, eftersom vi hela tiden utvecklar tjänsten. Också ändringar i lagstiftningen kan kräva det.',
    effect:
      'En ändring träder i kraft när den ändrade beskrivningen har publicerats. Läs därför beskrivningen regelbundet.',
    held: 'En längre förvaringstid eller ett nytt ändamål gäller inte uppgifter som vi redan har förrän du har informerats om det.',
    newest: (website) => `Den nyaste versionen finns alltid på vår webbplats: ${website}.`,
  },
};
