import { breachWords } from './breach-words.ts';
import { probeWordsFi } from './probe-words.fi.ts';
import type { PromiseWords } from './promise-text.ts';

export const promiseWordsFi: PromiseWords = {
  promises: {
    1: {
      title: 'Kuka on rekisterinpitäjä',
      how: 'Tiedot ovat selosteessa, jonka mukaan järjestelmä toimii. Väärä Y-tunnus hylätään, ja jokainen seloste kertoo rekisterinpitäjän.',
    },
    2: {
      title: 'Selosteen versiot',
      how: 'Jokainen julkaistu versio säilytetään päiväyksineen ja tekstin tarkistussummineen. Sitä ei voi muuttaa jälkikäteen, ja sen voi edelleen lukea.',
    },
    3: {
      title: 'Käsittelyn tarkoitukset',
      how: 'Tietoa, jolle selosteessa ei ole tarkoitusta ja oikeusperustetta, ei voi tallentaa.',
    },
    4: {
      title: 'Rekisterin tiedot',
      how: 'Jokainen henkilöä koskeva tieto tallennetaan vain salattuna.',
    },
    5: {
      title: 'Mistä tiedot tulevat',
      how: 'Kukin kanava voi tallentaa vain sen, mitä se selosteen mukaan saa kerätä.',
      gap: 'Chattia ei ole vielä liitetty järjestelmään. Henkilöstö kirjaa, mitä siinä tulee esiin.',
    },
    6: {
      title: 'Mitä kysymme',
      how: 'Seloste ratkaisee, mikä tallentuu itsestään ja mitä kysytään. Jos kysymiseen vaaditaan syy, mitään ei tallenneta ilman sitä. Soittaja tunnistetaan vähintään kahdella tiedolla, ei koskaan pelkällä nimellä ja henkilötunnuksella; hänen kertomiaan tietoja verrataan mutta ei tallenneta, ja yritysten määrä on rajattu.',
      gap: 'Chattia ei ole vielä liitetty järjestelmään.',
    },
    7: {
      title: 'Suojaus',
      how: 'Tiedot tallennetaan vain salattuina. Jokainen katselu kirjataan ennen kuin se tapahtuu, eikä järjestelmällä ole oikeutta muuttaa kirjausta. Kirjaukset allekirjoitetaan muutaman sekunnin välein, joten muutos näkyy.',
      gap: 'Varmuuskopiot otetaan salattuina siellä, missä niille on valittu paikka. Yhteyksien suojausta ei tarkisteta.',
    },
    8: {
      title: 'Toimitilat ja muut toimet',
      how: 'Tästä ei mikään ohjelmisto voi huolehtia. Rekisterinpitäjä vastaa siitä ja tarkistaa sen.',
    },
    9: {
      title: 'Oikeudet seuraavat työtehtäviä',
      how: 'Jokaisella on oma käyttäjätunnus, ja hän pääsee vain niihin tietoihin, jotka työtehtävä sallii. Mitään ei avaudu ennen kuin salassapitositoumus on hyväksytty.',
    },
    10: {
      title: 'Poistaminen ajallaan',
      how: 'Kaikella tallennetulla on päättymispäivä ja sääntö, joka sen määräsi. Järjestelmä poistaa joka tunti sen, minkä aika on täynnä, ja kirjaa poiston.',
      gap: 'Viranomaisen määräys ei vielä voi pysäyttää poistamista.',
    },
    11: {
      title: 'Puhelutallenteet',
      how: 'Tallenne poistuu kolmen kuukauden kuluttua puhelusta. Pidempään sitä säilytetään vain avoimen reklamaation tai laatuhankkeen vuoksi; sen tekee joku, jonka työtehtävä se on, ilmoitetusta syystä. Yksikään tallenne ei voi olla tietokannassa yli kahtatoista kuukautta. Lakiin perustuvat poistokiellot lasketaan. Järjestelmä päättää, tallennetaanko puhelu: vain kun asiakas on saanut siitä tiedon ilmoitetulla tavalla.',
      gap: 'Tallentamista koskevat vastustamiset hoitaa henkilöstö.',
    },
    12: {
      title: 'Ei myydä, ei luovuteta',
      how: 'Tietoja lähtee vain yhdestä portista: ilmoitetun vastaanottajan koneeseen, sovittuun tarkoitukseen. Kaikki muu torjutaan. Jokainen kerta kirjataan.',
      gap: 'Ihminen päättää, mitä viestiin kirjoitetaan ja kenelle se lähetetään.',
    },
    13: {
      title: 'Vain ne, jotka tietoja tarvitsevat',
      how: 'Jokainen katselu tehdään työtehtävää varten, ja työtehtävä ulottuu vain omiin tietoihinsa. Muu evätään, ja epääminen kirjataan.',
    },
    14: {
      title: 'Missä tietoja käsitellään',
      how: 'Koneeseen otetaan yhteys vain, jos seloste kertoo, missä maassa se on. EU:n ja ETA:n ulkopuolella yhteys torjutaan, ellei siirrolle ole laillista perustetta.',
      gap: 'Rekisterinpitäjä vastaa siitä, että kone on siellä, missä seloste sanoo.',
    },
    15: {
      title: 'Ei automaattisia päätöksiä',
      how: 'Se, mitä järjestelmä tekee itsestään, katsoo jonoa, kieltä, aikaa, viestin teknisiä tietoja ja otsikon sanoja, ei koskaan henkilöä. Osoitteet ja numerot hylätään näistä sanoista; nimiä ei tunnisteta, vaan säännön kirjoittaja jättää ne pois.',
    },
    16: {
      title: 'Henkilötietojen käsittelijät',
      how: 'Käsittelijään ei oteta yhteyttä ilman voimassa olevaa sopimusta: ei sähköpostia, webhookeja, tallennusta eikä kirjautumista varten.',
      gap: 'Järjestelmä ei näe, mitä käsittelijä tekee tiedoilla.',
    },
    17: {
      title: 'Oikeus saada tietoa',
      how: 'Seloste on luettavissa kolmella kielellä kaikkina versioinaan, ja jokainen lähettämämme viesti kertoo, missä. Jokaisesta tallennetusta tiedosta säilyy, mikä versio oli voimassa keräämisen aikaan.',
      gap: 'Selosteen antamista ei vielä kirjata.',
    },
    18: {
      title: 'Oikeus saada pääsy tietoihin',
      how: 'Pyyntöihin vastaavat ihmiset.',
      gap: 'Järjestelmä ei vielä kokoa jäljennöstä eikä seuraa määräaikaa.',
    },
    19: {
      title: 'Oikeus oikaisemiseen',
      how: 'Tieto oikaistaan syy mainiten. Väärä tieto poistuu, samoin kaikki, minkä avulla sen saattoi löytää.',
      gap: 'Pyyntöjä ja niiden määräaikoja ei ole vielä rakennettu, ei myöskään ilmoituksia vastaanottajille.',
    },
    20: {
      title: 'Oikeus poistamiseen',
      how: 'Jokaisella yhteydenotolla ja henkilöllä on oma avaimensa. Poistettaessa avain tuhotaan, eikä sen lukitsemaa voi enää lukea. Määräajassa tuhotaan myös sen yläpuolinen avain, eikä sen jälkeen mikään vanha kopio palauta tietoja. Ei myöskään palautettu varmuuskopio: kopion jälkeen poistetut tiedot poistetaan siitä ennen käyttöönottoa.',
      gap: 'Poistamista pyynnöstä ei ole vielä rakennettu.',
    },
    21: {
      title: 'Oikeus rajoittamiseen',
      how: 'Pyynnöt hoitavat ihmiset.',
      gap: 'Rajoittamista ei ole vielä rakennettu.',
    },
    22: {
      title: 'Oikeus siirtää tiedot järjestelmästä toiseen',
      how: 'Pyynnöt hoitavat ihmiset.',
      gap: 'Tietojen koneluettavaa muotoa ei ole vielä rakennettu.',
    },
    23: {
      title: 'Oikeus vastustaa',
      how: 'Pyynnöt hoitavat ihmiset.',
      gap: 'Tarkoituksen pysäyttämistä yhden henkilön osalta ei ole vielä rakennettu.',
    },
    24: {
      title: 'Vastaukset ajallaan',
      how: 'Pyyntöihin vastaavat ihmiset.',
      gap: 'Järjestelmä ei vielä seuraa määräaikoja.',
    },
    25: {
      title: 'Valitukset',
      how: 'Jokainen seloste kertoo, minne voi valittaa.',
    },
    26: {
      title: 'Selosteen muutokset',
      how: 'Versio on voimassa koko järjestelmässä heti, kun se on julkaistu. Pidempi aika ei ulotu tietoihin, jotka ovat jo rekisterissä.',
    },
    27: breachWords.fi.promise,
    28: {
      title: 'Laki menee edelle',
      how: 'Selostetta, joka antaa vähemmän kuin laki, ei voi julkaista.',
      gap: 'Viranomaisen määräys ei ole vielä oma perusteensa.',
    },
  },
  probes: probeWordsFi,
  figure: (numerator, denominator) => `${numerator} / ${denominator}`,
  letter: {
    subject: (promises) => `Tietosuojaselosteen lupaus ei pidä (${promises})`,
    lead: (registerName) => `Järjestelmä on tarkistanut lupaukset (${registerName}) ja havainnut seuraavaa.`,
    broken: (promise, title) => `Lupaus ${promise}: ${title}`,
    since: (at) => `Havaittu ${at}`,
    closing: (address) =>
      `Lisää lupausten sivulla: ${address}\n\nViesti lähetetään kerran. Siinä ei mainita ketään henkilöä.`,
  },
};
