import type { PromiseWords } from './promise-text.ts';

const altered =
  'Jos kukaan teistä ei ole tehnyt sitä, tietokantaa on muutettu käsin: selvittäkää, kuka siihen pääsee.';

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
      gap: 'Puhelinta ja chattia ei ole vielä liitetty järjestelmään. Henkilöstö kirjaa, mitä niissä tulee esiin.',
    },
    6: {
      title: 'Mitä kysymme',
      how: 'Seloste ratkaisee, mikä tallentuu itsestään ja mitä kysytään. Jos kysymiseen vaaditaan syy, mitään ei tallenneta ilman sitä.',
      gap: 'Puhelinta ja chattia ei ole vielä liitetty järjestelmään.',
    },
    7: {
      title: 'Suojaus',
      how: 'Tiedot tallennetaan vain salattuina. Jokainen katselu kirjataan ennen kuin se tapahtuu, eikä järjestelmällä ole oikeutta muuttaa kirjausta.',
      gap: 'Järjestelmä ei vielä tee varmuuskopioita eikä tarkista, miten yhteydet on suojattu.',
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
      gap: 'Käyttöloki ei vielä lyhene itsestään, eikä viranomaisen määräys vielä voi pysäyttää poistamista.',
    },
    11: {
      title: 'Puhelutallenteet',
      how: 'Järjestelmä ei tallenna puheluja.',
      gap: 'Tallennusta ja sen säilytysaikoja ei ole vielä rakennettu.',
    },
    12: {
      title: 'Ei myydä, ei luovuteta',
      how: 'Tietoja lähtee muihin järjestelmiin vain yhdestä portista: ilmoitetulle vastaanottajalle, sovittuun tarkoitukseen. Jokainen kerta kirjataan.',
      gap: 'Sähköpostia välittävät palvelimet eivät ole vielä portin takana.',
    },
    13: {
      title: 'Vain ne, jotka tietoja tarvitsevat',
      how: 'Jokainen katselu tehdään työtehtävää varten, ja työtehtävä ulottuu vain omiin tietoihinsa. Muu evätään, ja epääminen kirjataan.',
    },
    14: {
      title: 'Missä tietoja käsitellään',
      how: 'EU:n ja ETA:n ulkopuolinen vastaanottaja evätään, ellei siirrolle ole laillista perustetta.',
      gap: 'Järjestelmä ei vielä tarkista, missä sähköpostin ja tietokannan palvelimet ovat.',
    },
    15: {
      title: 'Ei automaattisia päätöksiä',
      how: 'Se, mitä järjestelmä tekee itsestään, katsoo jonoa, kieltä, aikaa, viestin teknisiä tietoja ja otsikon sanoja, ei koskaan henkilöä.',
    },
    16: {
      title: 'Henkilötietojen käsittelijät',
      how: 'Käsittelijälle ei lähde mitään ilman voimassa olevaa sopimusta.',
      gap: 'Itse järjestelmää ylläpitävät käsittelijät on ilmoitettu, mutta järjestelmä ei voi pysäyttää niitä.',
    },
    17: {
      title: 'Oikeus saada tietoa',
      how: 'Seloste on luettavissa kolmella kielellä kaikkina versioinaan. Jokaisesta tallennetusta tiedosta säilyy, mikä versio oli voimassa keräämisen aikaan.',
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
      how: 'Jokaisella yhteydenotolla ja henkilöllä on oma avaimensa. Poistettaessa avain tuhotaan, eikä sen lukitsemaa voi enää lukea.',
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
    27: {
      title: 'Ei tietoturvaloukkauksia',
      how: 'Väärälle henkilölle lähtenyt viesti kutsutaan takaisin ja kirjataan.',
      gap: 'Kaikenlaisten loukkausten luetteloa määräaikoineen ei ole vielä rakennettu.',
    },
    28: {
      title: 'Laki menee edelle',
      how: 'Selostetta, joka antaa vähemmän kuin laki, ei voi julkaista.',
      gap: 'Viranomaisen määräys ei ole vielä oma perusteensa.',
    },
  },
  probes: {
    'P1.controller-named': {
      counts: 'Rekisterinpitäjän tietoja, jotka ovat väärin tai puuttuvat',
      mend: `Korjatkaa tiedot selosteeseen ja julkaiskaa se. ${altered}`,
    },
    'P2.versions-unaltered': {
      counts: 'Julkaistuja versioita, jotka eivät ole enää julkaistussa muodossa',
      mend: 'Julkaistun version tekstiä on muutettu tietokannassa. Palauttakaa se kopiosta ja selvittäkää, kuka tietokantaan pääsee.',
    },
    'P3.fields-declared': {
      counts: 'Tallennettuja kenttiä, joille selosteessa ei ole tarkoitusta',
      mend: 'Kentät ovat menettäneet perusteensa, tai sitä ei ole ollutkaan. Poistakaa ne tai lisätkää ryhmä ja tarkoitus selosteeseen uudelleen.',
    },
    'P4.values-sealed': {
      counts: 'Tietoja, joita ei ole salattu',
      mend: `Salatun tiedon paikalla on selväkielinen tieto. Poistakaa se ja käsitelkää asia tietoturvaloukkauksena. ${altered}`,
    },
    'P4.columns-claimed': {
      counts: 'Tietojen paikkoja, joista mikään järjestelmän osa ei vastaa',
      mend: 'Tietokannassa on sarake, jota tämä järjestelmän versio ei tunne. Tarkistakaa, että tietokanta ja ohjelma ovat samaa versiota.',
    },
    'P5.sources-allowed': {
      counts: 'Tallennettuja kenttiä, joita niiden lähde ei saa kerätä',
      mend: `Poistakaa kentät tai merkitkää selosteeseen, että kanava saa kerätä ne, ennen kuin niitä tallennetaan lisää. ${altered}`,
    },
    'P6.asked-as-declared': {
      counts: 'Tallennettuja kenttiä, joita on kysytty ilman vaadittua syytä',
      mend: `Katsokaa käyttölokista, kuka ne tallensi. Poistakaa se, mille ei ole perustetta. ${altered}`,
    },
    'P7.least-privilege': {
      counts: 'Tietokannan oikeuksia, joita järjestelmällä ei pidä olla',
      mend: 'Ottakaa oikeudet takaisin (REVOKE) ja selvittäkää, kuka ne antoi. Tarkistakaa käyttöloki: haltija log verify.',
    },
    'P7.log-unaltered': {
      counts: 'Käyttölokin rivejä, jotka eivät ole kirjoitetussa muodossa',
      mend: 'Ajakaa haltija log verify viimeksi muistiin merkityllä juurella ja jättäkää tietokanta ennalleen: se on todiste.',
    },
    'P9.bound-before-reading': {
      counts: 'Työntekijöitä, jotka ovat katselleet tietoja ennen sitoumuksen hyväksymistä',
      mend: 'Pyytäkää heitä hyväksymään se nyt ja katsokaa käyttölokista, mitä he ovat katselleet. Jos hyväksyntä on kadonnut, tietokantaa on muutettu käsin.',
    },
    'P9.tasks-given-by-others': {
      counts: 'Työtehtäviä, jotka joku on antanut itselleen tai liian pitkäksi ajaksi',
      mend: `Peruuttakaa työtehtävä ja antakaa jonkun muun myöntää se. ${altered}`,
    },
    'P9.own-user-names': {
      counts: 'Tilejä, joilla ei ole omaa käyttäjätunnusta',
      mend: 'Sulkekaa tili ja kutsukaa kukin omalla käyttäjätunnuksella.',
    },
    'P10.past-their-date': {
      counts: 'Yhteydenottoja, henkilöitä ja sähköposteja yli vuorokauden yli määräpäivänsä',
      mend: 'Ajakaa haltija sweep. Jos ne jäävät, katsokaa palvelun lokia: tunneittainen ajo ei käynnisty tai epäonnistuu.',
    },
    'P10.dated-by-a-rule': {
      counts: 'Päättymispäiviä, joita mikään selosteen säilytysaika ei ole asettanut',
      mend: `Selvittäkää, miten päivä on syntynyt. ${altered}`,
    },
    'P10.erasing-logged': {
      counts: 'Poistoja, jotka puuttuvat käyttölokista',
      mend: 'Ajakaa haltija log verify viimeksi muistiin merkityllä juurella. Jotain on poistettu tai lokia muutettu käsin.',
    },
    'P12.disclosed-as-declared': {
      counts: 'Luovutuksia 30 päivässä jollekin tai jotain, mitä ei ollut ilmoitettu',
      mend: 'Pysäyttäkää yhteys, ilmoittakaa tietosuojavastaavalle ja käsitelkää asia tietoturvaloukkauksena.',
    },
    'P13.read-within-task': {
      counts: 'Katseluja 30 päivässä työtehtävän ulkopuolella',
      mend: 'Avatkaa rivit käyttölokista ja kysykää katselijalta. Käsitelkää asia tietoturvaloukkauksena.',
    },
    'P14.disclosed-where-allowed': {
      counts: 'Luovutuksia 30 päivässä maahan, joka ei ollut sallittu',
      mend: 'Pysäyttäkää yhteys ja käsitelkää asia tietoturvaloukkauksena.',
    },
    'P14.processors-where-allowed': {
      counts: 'Käsittelijöitä maassa, joka ei ole sallittu',
      mend: 'Merkitkää selosteeseen siirron peruste tai poistakaa käsittelijä selosteesta.',
    },
    'P15.rules-know-nobody': {
      counts: 'Sääntöjä, joilla on ehto, jota millään säännöllä ei saa olla',
      mend: 'Poistakaa sääntö. Sitä ei ole tehty järjestelmässä.',
    },
    'P16.disclosed-under-agreement': {
      counts: 'Luovutuksia 30 päivässä ilman voimassa olevaa sopimusta',
      mend: 'Pysäyttäkää yhteys ja käsitelkää asia tietoturvaloukkauksena.',
    },
    'P16.agreements-in-force': {
      counts: 'Käsittelijöitä, joiden sopimus ei ole voimassa',
      mend: 'Uusikaa sopimus ja julkaiskaa sen uusi päivä tai poistakaa käsittelijä ja huolehtikaa, että tiedot poistetaan sieltä.',
    },
    'P17.notices-readable': {
      counts: 'Selosteita, joita ei voi lukea',
      mend: 'Julkaistun version tekstiä on muutettu tietokannassa. Palauttakaa se kopiosta.',
    },
    'P19.found-by-what-is-there': {
      counts: 'Jälkiä tiedoista, joita ei enää ole',
      mend: 'Ilmoittakaa järjestelmän ylläpitäjille: oikaisusta on jäänyt jotain jäljelle.',
    },
    'P20.keys-stay-destroyed': {
      counts: 'Tuhottuja avaimia, jotka ovat palanneet',
      mend: 'Tietokannasta on palautettu vanha kopio. Tuhotkaa avaimet uudelleen ennen kuin kukaan työskentelee.',
    },
    'P20.nothing-left': {
      counts: 'Poistettuja yksiköitä, joista on jotain jäljellä',
      mend: 'Tietokannasta on palautettu vanha kopio, tai rivejä on lisätty käsin. Poistakaa rivit: kukaan ei voi lukea niitä.',
    },
    'P25.complaint-named': {
      counts: 'Selosteita, jotka eivät kerro, minne voi valittaa',
      mend: 'Korjatkaa viranomainen ja yhteysosoite selosteeseen ja julkaiskaa se.',
    },
    'P26.newest-everywhere': {
      counts: 'Käynnissä olevia prosesseja, jotka eivät noudata uusinta versiota',
      mend: 'Käynnistäkää prosessi uudelleen. Jos se jää jälkeen, se ei tavoita tietokantaa: katsokaa sen lokia.',
    },
    'P28.passes-todays-checks': {
      counts: 'Voimassa olevia selosteita, jotka alittavat lain tason',
      mend: 'Ajakaa selosteelle haltija register check, korjatkaa se ja julkaiskaa.',
    },
  },
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
