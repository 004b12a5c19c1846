import type { Language } from '../declaration.ts';

export interface StaffNoticeWords {
  readonly title: string;
  readonly who: {
    readonly title: string;
    readonly controller: (name: string, id: string, contact: string) => string;
    readonly officer: (name: string, contact: string) => string;
  };
  readonly what: { readonly title: string; readonly items: readonly string[]; readonly source: string };
  readonly why: {
    readonly title: string;
    readonly account: (purposes: string) => string;
    readonly log: (purposes: string) => string;
    readonly noFigures: string;
  };
  readonly long: {
    readonly title: string;
    readonly period: (name: string, length: string, ground: string) => string;
    readonly own: string;
  };
  readonly seen: {
    readonly title: string;
    readonly tasks: (tasks: string) => string;
    readonly persons: string;
    readonly outside: string;
  };
  readonly rights: {
    readonly title: string;
    readonly texts: readonly string[];
    readonly ask: (contact: string) => string;
    readonly complain: (authority: string, website: string) => string;
  };
}

export const staffNoticeWords: Readonly<Record<Language, StaffNoticeWords>> = {
  en: {
    title: 'For those who work here: how your own data are processed',
    who: {
      title: 'Who is responsible',
      controller: (name, id, contact) => `The controller is ${name} (${id}). Contact: ${contact}`,
      officer: (name, contact) => `Data protection: ${name}, ${contact}`,
    },
    what: {
      title: 'What is held of you',
      items: [
        'your user name and display name, and a hash of your password, all sealed; your language and the look you chose',
        'the tasks you were given: by whom, when, until when, and when they were taken back',
        'which confidentiality undertaking you accepted, when and in which language',
        'your sessions, your access tokens and your own settings',
        'the telephone that is yours, if it was given, sealed; which calls you were on, and when',
        'sheets on which a colleague has scored the service in a call you were on, in a quality project; scores and remark sealed',
        'failed attempts to sign in with your user name, for a day',
        'the access log: each time you open, list, search, change or take out data, with time, task, purpose and the data concerned',
      ],
      source:
        'Your name and tasks come from those who administer staff; scores of calls come from colleagues; the rest comes from your own use of the system.',
    },
    why: {
      title: 'Why',
      account: (purposes) =>
        `User names and rights: so that only those who need data for their work reach them (GDPR Art. 5(1)(f), 29 and 32). Declared purposes: ${purposes}.`,
      log: (purposes) =>
        `The access log: customers have the right to learn when and why their data were read (GDPR Art. 15), misuse must be open to investigation, and the controller must be able to show what was done (Art. 5(2) and 24). Declared purposes: ${purposes}.`,
      noFigures:
        'Figures and reports are counted without telling who did what: they are no means to measure your work. A quality project scores the service in calls drawn by chance: nothing is totalled or ranked by colleague.',
    },
    long: {
      title: 'How long',
      period: (name, length, ground) => `${name}: ${length}. ${ground}`,
      own: 'Your password, sessions, tasks and tokens end on the day your account is closed.',
    },
    seen: {
      title: 'Who sees it',
      tasks: (tasks) =>
        `Colleagues whose task needs it: ${tasks}. Each time they look stands in the log too.`,
      persons:
        'A customer who asks who read their data is given times, tasks, purposes and a code that is theirs alone, not your name. A name is released only by a reasoned decision of the controller (Court of Justice, C-579/21).',
      outside:
        'An auditor in an inspection sees the log with ids in place of names. Authorities are given what the law obliges the controller to give.',
    },
    rights: {
      title: 'Your rights',
      texts: [
        'You can see and save everything that is held of you on this page (access, Art. 15).',
        'A wrong name or a wrong task is put right by those who administer staff (rectification, Art. 16).',
        'Lines of the access log cannot be changed or erased before their period ends: the controller must be able to show what was done (Art. 17(3)(b) and (e)). You may add a statement about a line, and ask that its use be restricted while it is contested (Art. 18).',
        'You may object, on grounds relating to your situation, to processing that rests on a legitimate interest (Art. 21).',
      ],
      ask: (contact) => `Ask: ${contact}`,
      complain: (authority, website) =>
        `You may complain to the supervisory authority: ${authority}, ${website}`,
    },
  },
  sv: {
    title: 'För dig som arbetar här: så behandlas dina egna uppgifter',
    who: {
      title: 'Vem som ansvarar',
      controller: (name, id, contact) => `Personuppgiftsansvarig är ${name} (${id}). Kontakt: ${contact}`,
      officer: (name, contact) => `Dataskydd: ${name}, ${contact}`,
    },
    what: {
      title: 'Vad som finns om dig',
      items: [
        'ditt användarnamn och visningsnamn samt ett kondensat av ditt lösenord, allt förseglat; ditt språk och det utseende du har valt',
        'de arbetsuppgifter du har fått: av vem, när, till när och när de togs tillbaka',
        'vilken sekretessförbindelse du har godkänt, när och på vilket språk',
        'dina sessioner, dina åtkomstnycklar och dina egna inställningar',
        'din telefon, om den har angetts, förseglad; vilka samtal du har deltagit i och när',
        'formulär där en kollega i ett kvalitetsprojekt har bedömt servicen i ett samtal som du deltog i; poäng och anmärkning förseglade',
        'misslyckade försök att logga in med ditt användarnamn, i ett dygn',
        'åtkomstloggen: varje gång du öppnar, listar, söker, ändrar eller tar ut uppgifter, med tid, arbetsuppgift, ändamål och vilka uppgifter det gällde',
      ],
      source:
        'Ditt namn och dina arbetsuppgifter kommer från dem som administrerar personalen; bedömningar av samtal kommer från kollegor; resten kommer från din egen användning av systemet.',
    },
    why: {
      title: 'Varför',
      account: (purposes) =>
        `Användarnamn och rättigheter: för att bara den som behöver uppgifter i sitt arbete ska komma åt dem (dataskyddsförordningen art. 5.1 f, 29 och 32). Deklarerade ändamål: ${purposes}.`,
      log: (purposes) =>
        `Åtkomstloggen: kunderna har rätt att få veta när och varför deras uppgifter har lästs (art. 15), missbruk ska kunna utredas och den personuppgiftsansvarige ska kunna visa vad som har gjorts (art. 5.2 och 24). Deklarerade ändamål: ${purposes}.`,
      noFigures:
        'Siffror och rapporter räknas utan att det framgår vem som har gjort vad: de är inget sätt att mäta ditt arbete. I ett kvalitetsprojekt bedöms servicen i samtal som dras med lott: inget summeras eller rangordnas per kollega.',
    },
    long: {
      title: 'Hur länge',
      period: (name, length, ground) => `${name}: ${length}. ${ground}`,
      own: 'Ditt lösenord, dina sessioner, arbetsuppgifter och åtkomstnycklar upphör den dag ditt konto stängs.',
    },
    seen: {
      title: 'Vem som ser det',
      tasks: (tasks) =>
        `Kolleger vars arbetsuppgift kräver det: ${tasks}. Varje gång de tittar syns också i loggen.`,
      persons:
        'En kund som frågar vem som har läst uppgifterna får veta tider, arbetsuppgifter och ändamål och en kod som bara gäller den kunden, inte ditt namn. Ett namn lämnas ut endast genom ett motiverat beslut av den personuppgiftsansvarige (EU-domstolen, C-579/21).',
      outside:
        'En revisor vid en inspektion ser loggen med koder i stället för namn. Myndigheter får det som den personuppgiftsansvarige enligt lag måste lämna.',
    },
    rights: {
      title: 'Dina rättigheter',
      texts: [
        'På den här sidan kan du se och spara allt som finns om dig (rätt till tillgång, art. 15).',
        'Ett felaktigt namn eller en felaktig arbetsuppgift rättas av dem som administrerar personalen (rättelse, art. 16).',
        'Raderna i åtkomstloggen kan inte ändras eller raderas innan deras förvaringstid har gått ut: den personuppgiftsansvarige ska kunna visa vad som har gjorts (art. 17.3 b och e). Du kan foga ett yttrande till en rad och begära att användningen begränsas medan den bestrids (art. 18).',
        'Du kan av skäl som hänför sig till din situation göra invändningar mot behandling som grundar sig på ett berättigat intresse (art. 21).',
      ],
      ask: (contact) => `Fråga: ${contact}`,
      complain: (authority, website) => `Du kan klaga hos tillsynsmyndigheten: ${authority}, ${website}`,
    },
  },
  fi: {
    title: 'Täällä työskenteleville: miten omia tietojasi käsitellään',
    who: {
      title: 'Kuka vastaa',
      controller: (name, id, contact) => `Rekisterinpitäjä on ${name} (${id}). Yhteys: ${contact}`,
      officer: (name, contact) => `Tietosuoja: ${name}, ${contact}`,
    },
    what: {
      title: 'Mitä sinusta on tallennettu',
      items: [
        'käyttäjätunnuksesi ja näyttönimesi sekä salasanasi tiiviste, kaikki sinetöityinä; kielesi ja valitsemasi ulkoasu',
        'sinulle annetut työtehtävät: kuka antoi, milloin, mihin asti ja milloin ne poistettiin',
        'minkä salassapitositoumuksen olet hyväksynyt, milloin ja millä kielellä',
        'istuntosi, käyttöavaimesi ja omat asetuksesi',
        'puhelimesi, jos se on ilmoitettu, sinetöitynä; missä puheluissa olit mukana ja milloin',
        'lomakkeet, joilla työtoveri on laatuhankkeessa arvioinut palvelua puhelussa, jossa olit mukana; pisteet ja huomautus sinetöityinä',
        'epäonnistuneet kirjautumisyritykset käyttäjätunnuksellasi, vuorokauden ajan',
        'käyttöloki: jokainen kerta, kun avaat, luetteloit, haet, muutat tai viet tietoja, sekä aika, työtehtävä, tarkoitus ja se, mitä tietoja asia koski',
      ],
      source:
        'Nimesi ja työtehtäväsi tulevat henkilöstön hallinnasta; puheluiden arviot tulevat työtovereilta; muu syntyy, kun itse käytät järjestelmää.',
    },
    why: {
      title: 'Miksi',
      account: (purposes) =>
        `Käyttäjätunnukset ja käyttöoikeudet: jotta tietoihin pääsee vain se, joka tarvitsee niitä työssään (tietosuoja-asetuksen 5 artiklan 1 kohdan f alakohta, 29 ja 32 artikla). Ilmoitetut tarkoitukset: ${purposes}.`,
      log: (purposes) =>
        `Käyttöloki: asiakkailla on oikeus saada tietää, milloin ja miksi heidän tietojaan on katsottu (15 artikla), väärinkäytökset on voitava selvittää, ja rekisterinpitäjän on voitava osoittaa, mitä on tehty (5 artiklan 2 kohta ja 24 artikla). Ilmoitetut tarkoitukset: ${purposes}.`,
      noFigures:
        'Luvut ja raportit lasketaan niin, ettei niistä näy, kuka on tehnyt mitäkin: niillä ei mitata työtäsi. Laatuhankkeessa arvioidaan palvelua arvotuissa puheluissa: mitään ei lasketa yhteen eikä aseteta järjestykseen työtovereittain.',
    },
    long: {
      title: 'Kuinka kauan',
      period: (name, length, ground) => `${name}: ${length}. ${ground}`,
      own: 'Salasanasi, istuntosi, työtehtäväsi ja käyttöavaimesi päättyvät sinä päivänä, jona käyttäjätilisi suljetaan.',
    },
    seen: {
      title: 'Kuka sen näkee',
      tasks: (tasks) =>
        `Työtoverit, joiden työtehtävä sitä edellyttää: ${tasks}. Jokainen katselukerta näkyy myös lokissa.`,
      persons:
        'Asiakas, joka kysyy, kuka hänen tietojaan on katsonut, saa ajat, työtehtävät, tarkoitukset ja vain häntä varten tehdyn tunnuksen, ei nimeäsi. Nimi annetaan vain rekisterinpitäjän perustellulla päätöksellä (EU-tuomioistuin, C-579/21).',
      outside:
        'Tarkastaja näkee tarkastuksessa lokin, jossa nimien sijalla on tunnuksia. Viranomaisille annetaan se, mitä laki velvoittaa rekisterinpitäjän antamaan.',
    },
    rights: {
      title: 'Oikeutesi',
      texts: [
        'Tällä sivulla voit nähdä ja tallentaa kaiken, mitä sinusta on (oikeus saada pääsy tietoihin, 15 artikla).',
        'Väärän nimen tai työtehtävän oikaisee henkilöstön hallinta (oikaiseminen, 16 artikla).',
        'Käyttölokin rivejä ei voi muuttaa eikä poistaa ennen kuin niiden säilytysaika päättyy: rekisterinpitäjän on voitava osoittaa, mitä on tehty (17 artiklan 3 kohdan b ja e alakohta). Voit liittää riviin lausuman ja pyytää, että sen käyttöä rajoitetaan, kun rivi on kiistetty (18 artikla).',
        'Voit henkilökohtaiseen tilanteeseesi liittyvällä perusteella vastustaa käsittelyä, joka perustuu oikeutettuun etuun (21 artikla).',
      ],
      ask: (contact) => `Kysy: ${contact}`,
      complain: (authority, website) =>
        `Voit tehdä kantelun valvontaviranomaiselle: ${authority}, ${website}`,
    },
  },
};
