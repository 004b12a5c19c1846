import { breachWords } from './breach-words.ts';
import type { PromiseWords } from './promise-text.ts';

const altered =
  'Jos kukaan teistä ei ole tehnyt sitä, tietokantaa on muutettu käsin: selvittäkää, kuka siihen pääsee.';

/** What each probe counts, and what to do about what it finds. */
export const probeWordsFi: PromiseWords['probes'] = {
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
  'P6.identified-by-enough': {
    counts:
      'Tunnistusyritykset, joiden tapaa ei ole ilmoitettu, joissa kysyttiin liian vähän tai jotka olivat voimassa liian pitkään',
    mend: `Selvittäkää käyttölokista, kuka tunnistettiin näin ja mitä hänelle kerrottiin. ${altered}`,
  },
  'P6.tries-counted': {
    counts: 'Vertailut, joita ei laskettu tai joita oli yhdestä henkilöstä sallittua enemmän',
    mend: 'Katsokaa käyttölokista, kuka yritti. Jos se ei ollut kukaan teistä, järjestelmä on ohitettu: vaihtakaa salasanat ja ilmoittakaa tietoturvaloukkauksesta.',
  },
  'P6.said-is-stored-nowhere': {
    counts: 'Paikat, joissa jonkun sanoma tieto voisi olla',
    mend: `Poistakaa sarake tai selvittäkää, kuka kirjoitti rivin, ja käsitelkää siinä olevaa tietoturvaloukkauksena. ${altered}`,
  },
  'P7.least-privilege': {
    counts: 'Tietokannan oikeuksia, joita järjestelmällä ei pidä olla',
    mend: 'Ottakaa oikeudet takaisin (REVOKE) ja selvittäkää, kuka ne antoi. Tarkistakaa käyttöloki: haltija log verify.',
  },
  'P7.log-unaltered': {
    counts: 'Käyttölokin rivejä, jotka eivät ole kirjoitetussa muodossa',
    mend: 'Ajakaa haltija log verify viimeksi muistiin merkityllä juurella ja jättäkää tietokanta ennalleen: se on todiste.',
  },
  'P7.log-in-tree': {
    counts: 'Käyttölokin rivejä, joilla ei ole paikkaa lokin puussa',
    mend: 'Jos rivit odottavat, katsokaa palvelun omaa lokia: jokin estää puuta kasvamasta. Jos ne eivät odota, joku on lisännyt ne palvelun ohi: ajakaa haltija log verify.',
  },
  'P7.log-anchored': {
    counts: 'Muualla säilytettyjä tarkistuspisteitä, joista käyttöloki ei jatku',
    mend: 'Jos kukaan ei ole palauttanut vanhempaa tietokantaa, jättäkää kaikki ennalleen: se on todiste. Jos se on palautettu, siirtäkää tarkistuspisteiden kansio syrjään ja kirjatkaa syy. Muuten huolehtikaa, että kansioon voi kirjoittaa.',
  },
  'P7.backed-up': {
    counts: 'Vuorokausia ilman varmuuskopiota',
    mend: 'Katso sivulta Varmuuskopiot tai komennolla haltija backup, mikä on esteenä: paikka, tila vai palvelu.',
  },
  'P7.restored-lately': {
    counts: 'Kuukausia ilman palautettua varmuuskopiota',
    mend: 'Harjoitelkaa: haltija restore --rehearse --identity TIEDOSTO koneella, jolla on yksityinen avain. Jos harjoitus torjutaan tai kaikki ei ole kunnossa, varmuuskopioihin ei voi luottaa: raportti kertoo syyn.',
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
  'P10.log-pruned': {
    counts: 'Käyttölokin rivejä, joiden ilmoitettu säilytysaika on päättynyt',
    mend: 'Katsokaa palvelun lokia: öinen ajo, joka poistaa rivit, ei käynnisty tai epäonnistuu.',
  },
  'P11.recordings-past-their-period': {
    counts: 'Tallenteita yli vuorokauden yli määräaikansa',
    mend: 'Ajakaa haltija sweep. Jos ne jäävät, katsokaa palvelun lokia: tunneittainen ajo ei käynnisty tai epäonnistuu.',
  },
  'P11.past-twelve-months-by-law-only': {
    counts:
      'Yli kahdentoista kuukauden ikäisiä tallenteita, joilla ei ole lakiin perustuvaa poistokieltoa; suhteessa niihin, joilla on',
    mend: 'Ajakaa haltija sweep. Selvittäkää, miksi tallennetta on säilytetty: vain lakiin perustuva poistokielto ulottuu niin pitkälle.',
  },
  'P11.extended-for-open-matters': {
    counts:
      'Tallenteita, joita säilytetään pidempään ilman avointa reklamaatiota tai hanketta; suhteessa pidempään säilytettäviin',
    mend: `Ajakaa haltija sweep: se asettaa kunkin tallenteen ajan sen mukaan, mikä sitä säilyttää. ${altered}`,
  },
  'P11.holds-reviewed': {
    counts: 'Poistokieltoja, joiden tarkistuspäivä on ohitettu',
    mend: 'Kysykää kunkin poistokiellon vastuuhenkilöltä, tarvitaanko sitä yhä: tarkistakaa tai päättäkää se.',
  },
  'P11.recorded-as-declared': {
    counts: 'Tallenteita puheluista, joita ei pidä tallentaa tai joiden tallentamisesta ei ole kerrottu',
    mend: `Selvittäkää, mistä puhelinvaihteesta ne tulevat, ja pysäyttäkää tallentaminen. ${altered}`,
  },
  'P12.disclosed-as-declared': {
    counts: 'Luovutuksia 30 päivässä jollekin tai jotain, mitä ei ollut ilmoitettu',
    mend: 'Pysäyttäkää yhteys, ilmoittakaa tietosuojavastaavalle ja käsitelkää asia tietoturvaloukkauksena.',
  },
  'P12.connections-declared': {
    counts: 'Yhteyksiä, jotka on asetettu mutta joita ei ole ilmoitettu',
    mend: 'Lisätkää kone selosteeseen tai poistakaa asetus tai webhook. Siihen asti yhteys torjutaan ja posti odottaa.',
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
  'P14.connections-where-allowed': {
    counts: 'Asetettuja yhteyksiä maahan, joka ei ole sallittu',
    mend: 'Merkitkää selosteeseen siirron peruste tai käyttäkää konetta EU:ssa tai ETA-alueella. Siihen asti yhteys torjutaan ja posti odottaa.',
  },
  'P15.rules-know-nobody': {
    counts: 'Sääntöjä ja otosten arvontoja, joilla on ehto, jota niillä ei saa olla',
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
  'P16.connections-under-agreement': {
    counts: 'Asetettuja yhteyksiä käsittelijään, jonka sopimus ei ole voimassa',
    mend: 'Uusikaa sopimus ja julkaiskaa sen uusi päivä tai käyttäkää toista konetta. Siihen asti yhteys torjutaan ja posti odottaa.',
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
  'P20.unrecoverable-in-time': {
    counts: 'Poistettuja yksiköitä, jotka vanha kopio voisi palauttaa, vaikka määräaika on ohi',
    mend: 'Avainten jakso ei vaihdu. Varmistakaa, että palvelu on käynnissä; haltija key turn kertoo, mikä on esteenä. Siihen asti vanha kopio yhdessä avainkansion kanssa voi palauttaa ne.',
  },
  'P20.epochs-end': {
    counts: 'Avainten jaksoja ja hakuindeksin suojakerroksia, jotka ovat määräaikaa vanhempia',
    mend: 'Vaihto on juuttunut tai palvelu on ollut pysähdyksissä. haltija key turn jatkaa sitä ja kertoo, mikä on esteenä.',
  },
  'P25.complaint-named': {
    counts: 'Selosteita, jotka eivät kerro, minne voi valittaa',
    mend: 'Korjatkaa viranomainen ja yhteysosoite selosteeseen ja julkaiskaa se.',
  },
  'P26.newest-everywhere': {
    counts: 'Käynnissä olevia prosesseja, jotka eivät noudata uusinta versiota',
    mend: 'Käynnistäkää prosessi uudelleen. Jos se jää jälkeen, se ei tavoita tietokantaa: katsokaa sen lokia.',
  },
  'P26.held-as-informed': {
    counts: 'Tallenteita, joita säilytetään kauemmin kuin henkilölle on kerrottu',
    mend: 'Katsokaa, milloin henkilölle kerrottiin. Korjatkaa päivä tietokantaan ja selvittäkää, mikä sitä muutti.',
  },
  'P26.served-as-informed': {
    counts: 'Tietoja, joita käytetään tarkoituksiin, joista henkilölle ei ole kerrottu',
    mend: 'Katsokaa, milloin henkilölle kerrottiin. Poistakaa tarkoitus tiedolta ja selvittäkää, mikä sen lisäsi.',
  },
  ...breachWords.fi.probes,
  'P28.passes-todays-checks': {
    counts: 'Voimassa olevia selosteita, jotka alittavat lain tason',
    mend: 'Ajakaa selosteelle haltija register check, korjatkaa se ja julkaiskaa.',
  },
};
