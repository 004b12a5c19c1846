import { rule } from './reverse-rule.ts';

/** How long, how kept, who sees it, who gets it, where. */
export const howRules = {
  period: rule(
    'enforced',
    'P10',
    ['förvaringstid', 'säilytysaika', 'retention period'],
    [
      'Allt som sparas får ett datum då det raderas. Raderingen sker av sig själv, och nycklarna förstörs.',
      'Kaikki tallennettu saa poistopäivän. Poisto tapahtuu itsestään, ja avaimet tuhotaan.',
      'Everything stored gets a date on which it is erased. That happens by itself, and the keys are destroyed.',
    ],
  ),
  'needed-only': rule(
    'enforced',
    'P10',
    ['bara så länge det finns en grund', 'vain niin kauan kuin on peruste', 'only while there is a ground'],
    [
      'Ingenting sparas utan slutdatum. Grunden för tiden står i deklarationen.',
      'Mitään ei tallenneta ilman päättymispäivää. Ajan peruste on selosteessa.',
      'Nothing is stored without an end. The ground for the time stands in the declaration.',
    ],
  ),
  'statutory-keeping': rule(
    'not-yet',
    'P10',
    ['lagstadgad förvaring', 'lakisääteinen säilytys', 'keeping by statute'],
    [
      'En längre tid kan deklareras. En raderingsspärr för ett enskilt fall finns inte ännu.',
      'Pidempi aika voidaan kirjata selosteeseen. Yksittäistapauksen poistokieltoa ei vielä ole.',
      'A longer period may be declared. A hold for a single case is not built yet.',
    ],
  ),
  recording: rule(
    'not-yet',
    'P11',
    ['inspelning av samtal', 'puhelujen tallennus', 'recording of calls'],
    [
      'Kan deklareras, med båda riktningarna. Inspelningar tas ännu inte emot.',
      'Voidaan kirjata selosteeseen molempiin suuntiin. Tallenteita ei vielä oteta vastaan.',
      'May be declared, in both directions. Recordings are not taken in yet.',
    ],
  ),
  'recording-period': rule(
    'not-yet',
    'P11',
    ['förvaringstid för inspelningar', 'tallenteiden säilytysaika', 'period of recordings'],
    [
      'Tiden, grunderna för en längre tid och taket deklareras. De gäller så fort inspelningar tas emot.',
      'Aika, pidennyksen perusteet ja enimmäisaika kirjataan. Ne pätevät, kun tallenteita otetaan vastaan.',
      'The period, the grounds for a longer one and the cap are declared. They hold once recordings are taken in.',
    ],
  ),
  protection: rule(
    'enforced',
    'P7',
    ['skydd av uppgifterna', 'tietojen suojaus', 'protection of the data'],
    [
      'Uppgifterna lagras endast krypterade, öppnas bara för den som får det, och varje läsning antecknas.',
      'Tiedot tallennetaan vain salattuina, avataan vain sille, jolla on oikeus, ja jokainen katselu kirjataan.',
      'Data are stored only in encrypted form, opened only for those who may, and every reading is logged.',
    ],
  ),
  'access-log': rule(
    'enforced',
    'P7',
    ['åtkomstlogg', 'käyttöloki', 'access log'],
    [
      'Varje läsning, sökning och ändring antecknas innan något öppnas.',
      'Jokainen katselu, haku ja muutos kirjataan ennen kuin mitään avataan.',
      'Every reading, search and change is logged before anything opens.',
    ],
  ),
  transport: rule(
    'attested',
    'P7',
    ['skydd av datakommunikation', 'tietoliikenteen suojaus', 'protection of traffic'],
    [
      'Trafiken skyddas av servern framför programvaran. Den som sköter den intygar det.',
      'Liikenteen suojaa ohjelmiston edessä oleva palvelin. Sen hoitaja vastaa siitä.',
      'The server in front of the software protects the traffic. Whoever runs it vouches for that.',
    ],
  ),
  backups: rule(
    'attested',
    'P7',
    ['säkerhetskopiering', 'varmuuskopiointi', 'backups'],
    [
      'Programvaran tar krypterade säkerhetskopior där en plats är vald för dem. Den som sköter driften intygar att så är fallet.',
      'Ohjelmisto ottaa salatut varmuuskopiot, kun niille on valittu paikka. Ylläpitäjä vastaa siitä, että on.',
      'The software makes encrypted backups where a place for them is set. Whoever runs it vouches that one is.',
    ],
  ),
  'backup-horizon': rule(
    'enforced',
    'P20',
    ['hur länge i säkerhetskopior', 'kuinka kauan varmuuskopioissa', 'how long in backups'],
    [
      'Tiden deklareras, och inom den förstörs nycklarna: det som har raderats kan därefter inte läsas i någon kopia. Kopior av nyckelmappen måste den som tar dem se till.',
      'Aika kirjataan selosteeseen, ja sen kuluessa avaimet tuhotaan: poistettua ei sen jälkeen voi lukea mistään kopiosta. Avainkansion kopioista huolehtii niiden ottaja.',
      'The time is declared, and within it the keys are destroyed: what was erased can then be read in no copy. Copies of the folder of keys are for whoever makes them to see to.',
    ],
  ),
  premises: rule(
    'attested',
    'P8',
    ['lokaler och passerkontroll', 'toimitilat ja kulunvalvonta', 'premises and entry control'],
    [
      'Ingen programvara kan låsa en dörr. Någon intygar det.',
      'Mikään ohjelmisto ei lukitse ovea. Joku vastaa siitä.',
      'No software locks a door. Somebody vouches for it.',
    ],
  ),
  organisation: rule(
    'attested',
    'P8',
    ['utbildning och anvisningar', 'koulutus ja ohjeet', 'training and instructions'],
    [
      'Hur personalen utbildas och vilka rutiner som gäller intygas av någon.',
      'Henkilöstön koulutuksesta ja ohjeista vastaa joku.',
      'How staff are trained and which instructions hold, somebody vouches for.',
    ],
  ),
  'work-tasks': rule(
    'enforced',
    'P9',
    ['rättigheter efter arbetsuppgift', 'oikeudet työtehtävien mukaan', 'rights follow work tasks'],
    [
      'Den som inte har en deklarerad arbetsuppgift ser ingenting.',
      'Se, jolla ei ole selosteen työtehtävää, ei näe mitään.',
      'Who holds no declared task sees nothing.',
    ],
  ),
  'user-names': rule(
    'enforced',
    'P9',
    ['personliga användarnamn', 'henkilökohtaiset käyttäjätunnukset', 'personal user names'],
    [
      'Konton är personliga. Namn som låter gemensamma tas inte emot.',
      'Tunnukset ovat henkilökohtaisia. Yhteiskäyttöiseltä näyttävää nimeä ei hyväksytä.',
      'Accounts are personal. A name that looks shared is refused.',
    ],
  ),
  secrecy: rule(
    'enforced',
    'P9',
    ['tystnadsplikt', 'vaitiolovelvollisuus', 'duty of secrecy'],
    [
      'Ingenting öppnas innan man har godkänt sekretessförbindelsen i dess gällande version.',
      'Mitään ei avata ennen kuin salassapitositoumuksen voimassa oleva versio on hyväksytty.',
      'Nothing opens before the undertaking in force has been accepted.',
    ],
  ),
  'need-to-know': rule(
    'enforced',
    'P13',
    ['bara de som behöver uppgifterna', 'vain ne, jotka tarvitsevat tietoja', 'only who needs the data'],
    [
      'Varje arbetsuppgift har sina köer, uppgifter och ändamål. Annat visas inte.',
      'Kullakin työtehtävällä on omat jononsa, tietonsa ja tarkoituksensa. Muuta ei näytetä.',
      'Each task has its queues, categories and purposes. Nothing else is shown.',
    ],
  ),
  'no-sale': rule(
    'enforced',
    'P12',
    ['säljs aldrig', 'tietoja ei myydä', 'never sold'],
    [
      'Uppgifter lämnar registret bara genom en grind, till deklarerade mottagare.',
      'Tiedot lähtevät rekisteristä vain yhtä reittiä selosteessa nimetyille vastaanottajille.',
      'Data leave the register by one gate only, to declared recipients.',
    ],
  ),
  'no-other-use': rule(
    'enforced',
    'P12',
    [
      'lämnas inte ut och används inte till annat',
      'ei luovuteta eikä käytetä muuhun',
      'not passed on, no other use',
    ],
    [
      'Den som inte är deklarerad som mottagare får ingenting. Varje utlämnande antecknas.',
      'Se, jota ei ole nimetty vastaanottajaksi, ei saa mitään. Jokainen luovutus kirjataan.',
      'Whoever is not a declared recipient is given nothing. Each disclosure is recorded.',
    ],
  ),
  processors: rule(
    'enforced',
    'P16',
    ['personuppgiftsbiträden', 'henkilötietojen käsittelijät', 'processors'],
    [
      'Biträden deklareras med avtal, ändamål och länder. När avtalet går ut stannar e-post, webbkrokar och inloggning; vad biträdet gör med uppgifterna intygar någon.',
      'Käsittelijät kirjataan sopimuksineen, tarkoituksineen ja maineen. Sopimuksen päättyessä sähköposti, webhookit ja kirjautuminen pysähtyvät; siitä, mitä käsittelijä tekee tiedoilla, vastaa joku.',
      'Processors are declared with agreement, purposes and countries. Mail, web hooks and sign-in stop when the agreement ends; what the processor does with the data, somebody vouches for.',
    ],
  ),
  'group-companies': rule(
    'attested',
    'P16',
    ['koncernbolag', 'konserniyhtiöt', 'group companies'],
    [
      'Deklareras som biträden. Vad de gör utanför programvaran intygar någon.',
      'Kirjataan käsittelijöiksi. Siitä, mitä ne tekevät ohjelmiston ulkopuolella, vastaa joku.',
      'Declared as processors. What they do outside the software, somebody vouches for.',
    ],
  ),
  authorities: rule(
    'not-yet',
    'P28',
    ['utlämnande till myndigheter', 'luovutus viranomaisille', 'disclosure to authorities'],
    [
      'En myndighets begäran är ännu ingen egen grund här. Utlämnandet sköts för hand.',
      'Viranomaisen pyyntö ei ole täällä vielä oma perusteensa. Luovutus hoidetaan käsin.',
      'An order of an authority is not yet a ground of its own here. It is handled by hand.',
    ],
  ),
  'main-country': rule(
    'attested',
    'P14',
    ['land där uppgifterna finns', 'maa, jossa tiedot ovat', 'country of the data'],
    [
      'Landet står i deklarationen. Var servrarna står kan programvaran inte se; någon intygar det.',
      'Maa kirjataan selosteeseen. Ohjelmisto ei näe, missä palvelimet ovat; joku vastaa siitä.',
      'The country stands in the declaration. Where the servers are, the software cannot see; somebody vouches.',
    ],
  ),
  eea: rule(
    'enforced',
    'P14',
    ['inom EU och EES', 'EU- ja ETA-alueella', 'within the EU and the EEA'],
    [
      'Varje biträde har sina länder. Ett land utanför EES tas inte emot utan grund.',
      'Jokaisella käsittelijällä on maansa. ETA-alueen ulkopuolista maata ei hyväksytä ilman perustetta.',
      'Each processor has its countries. One outside the EEA is refused without a ground.',
    ],
  ),
  'transfer-ground': rule(
    'enforced',
    'P14',
    [
      'grund för överföring till tredjeland',
      'peruste siirrolle kolmanteen maahan',
      'ground for third countries',
    ],
    [
      'En deklaration som skickar uppgifter utanför EES utan grund godtas inte.',
      'Selostetta, jonka mukaan tietoja siirretään ETA-alueen ulkopuolelle ilman perustetta, ei hyväksytä.',
      'A declaration that sends data outside the EEA without a ground is refused.',
    ],
  ),
  'no-automation': rule(
    'enforced',
    'P15',
    ['inga automatiserade beslut', 'ei automatisoituja päätöksiä', 'no automated decisions'],
    [
      'Det som sker automatiskt ser kö, språk och klockslag, aldrig vem personen är.',
      'Se, mikä tapahtuu itsestään, näkee jonon, kielen ja kellonajan, ei koskaan henkilöä.',
      'What is automatic sees queue, language and hour, never who the person is.',
    ],
  ),
} as const;
