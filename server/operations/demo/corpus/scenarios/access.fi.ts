/** Getting in and being reached: sheets in Finnish. The signs are explained in `../read-sheet.ts`. */
export const accessFi = `
# bank-codes
~ Kirjautuminen ei onnistu
~ Pankkitunnuksilla ei pääse sisään
1 Yritän kirjautua pankkitunnuksilla ({bank}), mutta [vahvistuksen jälkeen palaan aina etusivulle|sivu jää valkoiseksi, kun olen hyväksynyt pankin sovelluksessa].
1 En pääse postilaatikkoon. Pankin mukaan tunnistautuminen onnistui, mutta teillä lukee "yritä myöhemmin uudelleen". [Viimeksi kokeilin {date}.|Tätä on jatkunut jo {days} päivää.]
+ Verkkopankissa [kaikki toimii normaalisti|ei ole mitään vikaa].
+ Olen kokeillut sekä puhelimella että tietokoneella, selaimena {browser}.
? Mitä [minun pitäisi tehdä|teen väärin]?
? Onko teillä [nyt|tänään] jokin häiriö?
= Tunnistautumisessa oli häiriö {date} kello 8 ja {time} välillä. Nyt sen pitäisi toimia. Sulje selain kokonaan, avaa se uudelleen ja kirjaudu suoraan etusivultamme, ei tallennetun linkin kautta.
= Tämä johtuu yleensä siitä, että selain estää paluun pankista. Kokeile yksityistä ikkunaa ja salli ponnahdusikkunat. Jos palaat yhä etusivulle, kerro suunnilleen mihin aikaan yritit, niin löydämme yrityksen.
2 Kokeilin nyt kello {time} ja [ihan sama juttu|sama virheruutu tuli taas]. Tyhjensin välimuistinkin.
! Löysimme yrityksesi kello {time}. Pankin vastaus ehti perille liian myöhään. Odotusaikaa on nyt pidennetty, [kokeile mielellään uudelleen|yritä uudelleen kun sinulle sopii].
* Katkennut vastaus pankista ({bank}) klo {time}, tekniikka tietää. Sama vika kuin asiassa {case}.
# new-phone
~ Uusi puhelin
~ Sovellus uudessa puhelimessa
1 [Ostin|Hankin] uuden puhelimen ({device}), ja [nyt sovellus kysyy aktivointikoodia, jota minulla ei ole|sovellus ei enää tunnista minua].
1 Vaihdoin puhelinta {date} ja siirsin kaiken, mutta teidän sovelluksenne [jumittaa ensimmäiseen ruutuun|sanoo, ettei laitetta ole rekisteröity].
+ Vanha puhelin on [jo kierrätyksessä|rikki, näyttö ihan musta].
+ Tietokoneella kirjeet kyllä näkyvät.
? Miten saan sen toimimaan?
? Pitääkö tehdä uusi tili, vai ovatko kirjeet tallella?
= Uutta tiliä ei tarvita, kaikki kirjeet ovat tallella. Poista sovellus, asenna se uudelleen ja valitse "Uusi laite". Sen jälkeen tunnistaudut pankkitunnuksilla tai mobiilivarmenteella. Vanha puhelin irrotetaan automaattisesti.
2 Nyt pääsin sisään, mutta [ilmoitukset eivät kuulu|vanha puhelin näkyy vielä laiteluettelossa].
! Vanha laite on nyt poistettu. Ilmoitukset saat päälle kohdasta Asetukset – Ilmoitukset. Tarkista samalla, että puhelin [sallii ne|ei ole äänettömällä].
* Vanha laite poistettu asiakkaan pyynnöstä.
# mobile-certificate
~ Mobiilivarmenne ei toimi
1 Kun valitsen mobiilivarmenteen, [puhelimeen ei tule mitään pyyntöä|mitään ei tapahdu]. Numeroni on {phone}.
1 Vaihdoin operaattoria {date}, eikä mobiilivarmenne ole sen jälkeen toiminut teillä. [Muualla toimii.|Muissa palveluissa ei ole ongelmaa.]
+ En käytä verkkopankkia, joten tämä on ainoa keinoni.
+ Operaattorin mukaan vika ei ole heillä.
? Voitteko katsoa, missä vika on?
= Kun operaattori vaihtuu, varmenne pitää avata uudelleen uudella operaattorilla, ja tieto näkyy kaikissa palveluissa [vuorokauden|kahden vuorokauden] kuluessa. Lisäksi sivumme muistaa vanhan operaattorin: valitse kirjautuessasi "Muu operaattori".
2 "Muu operaattori" [ei auttanut|puuttuu minun ruudultani]. Pyyntöä ei tule.
! Nollasimme numerosi kytkennän. Kokeile uudelleen [tunnin päästä|huomenaamulla], pyynnön pitäisi tulla muutamassa sekunnissa.
* Mobiilivarmenteen kytkentä nollattu. Asiakkaalla ei verkkopankkia.
# email-change
~ Sähköpostiosoite vaihtuu
~ Uusi sähköposti
1 [Vanha|Nykyinen] sähköpostini lakkaa toimimasta {future}. Uusi on {mail}.
1 Haluaisin vaihtaa osoitteen {ownMail} tilalle osoitteen {mail}. [Asetuksissa tulee vain virheilmoitus.|En löydä, mistä sen voi tehdä.]
+ Operaattori siis lopettaa nämä osoitteet.
+ En halua, että [ilmoitukset|viestit] katoavat sillä välin.
? Voitteko vaihtaa sen puolestani?
? Miten se tehdään?
= Turvallisuussyistä osoite vaihdetaan itse kirjautuneena: Asetukset – Yhteystiedot – Sähköposti. Lähetämme uuteen osoitteeseen vahvistuslinkin, joka on voimassa 24 tuntia. Myös vanhaan osoitteeseen tulee tieto vaihdosta.
2 Vahvistuslinkkiä [ei ole tullut, roskapostikin on katsottu|ehti vanhentua ennen kuin huomasin, siis se linkki].
! Lähetimme uuden linkin osoitteeseen {mail} kello {time}. Se tulee samalta lähettäjältä kuin ilmoituksetkin.
* Sähköpostin vaihto, linkki lähetetty uudelleen.
# phone-change
~ Puhelinnumero muuttunut
1 Sain uuden numeron, {phone}. Vanha [ei ole enää käytössä|on jo jollakin toisella], ja pelkään, että [tekstiviestit menevät sinne|joku muu saa ilmoitukseni].
1 Voisitteko päivittää numeroni? Uusi on {phone}. [Sovelluksessa näkyy vielä vanha.|Vaihtui {date}.]
+ Tekstiviestit ovat tärkeitä, koska avaan sähköpostin harvoin.
? Riittääkö tämä ilmoitus?
= Kiitos, kun kerroit. Numero vaihdetaan kohdassa Asetukset – Yhteystiedot ja vahvistetaan tekstiviestillä. Siihen asti suljimme tekstiviestit vanhaan numeroon, joten kukaan muu ei saa niitä. Ilmoitukset tulevat vielä sähköpostiisi.
2 Vahvistuskoodi [ei tullut koskaan|ei kelvannut, kun näppäilin sen].
! Operaattori oli estänyt yritysnumeroista tulevat koodit. Esto on nyt poistettu, pyydä uusi koodi, niin se tulee.
* Tekstiviestit vanhaan numeroon suljettu, odottaa vahvistusta.
# notifications-missing
~ Ilmoituksia ei tule
~ Kirje jäi huomaamatta
1 En saanut ilmoitusta kirjeestä: {doc}, lähettäjänä {sender}. [Nyt eräpäivä on jo mennyt.|Huomasin sen sattumalta {date}.]
1 En ole saanut uusista kirjeistä [yhtään viestiä|yhtään ilmoitusta] moneen viikkoon, vaikka laatikossa on useita lukemattomia.
+ Osoite {ownMail} on oikein, tarkistin sen.
+ Roskapostit on [myös käyty läpi|tyhjennetty ja katsottu].
? Miksi ilmoituksia ei tule?
= Näen, että ilmoitukset ovat palanneet takaisin {day} alkaen, koska sähköpostisi oli täynnä. Kolmen palautuksen jälkeen lähetys loppuu. Nyt se on taas päällä. Varmuuden vuoksi voit ottaa ilmoitukset käyttöön myös sovelluksessa.
2 Sähköposti on tyhjennetty. Tänään tuli kuitenkin kirje, lähettäjä {sender}, eikä [nytkään mitään ilmoitusta|puhelin inahtanutkaan].
! Se ilmoitus lähti kello {time} ja sähköpostipalvelusi otti sen vastaan. Lisää osoitteemme yhteystietoihisi, niin suodatin ei yleensä nappaa sitä.
* Palautuneet ilmoitukset {day} alkaen, estolista nollattu.
# notifications-many
~ Liikaa ilmoituksia
1 Saan samasta kirjeestä [kolme|neljä|viisi] ilmoitusta: sähköpostin, sovelluksen ja tekstiviestin, ja päälle vielä muistutukset.
1 Pitääkö muistutus tulla joka päivä kirjeestä, jonka olen jo lukenut? Lähettäjä on {sender}.
+ Puhelin piippaa [aamuviideltä|keskellä yötä].
? Millä nämä saa loppumaan?
= Ymmärrän, että se häiritsee. Kohdassa Asetukset – Ilmoitukset voit valita vain yhden tavan, ja sieltä löytyy myös hiljainen aika, esimerkiksi klo 21–8. Muistutukset loppuvat, kun kirje on avattu postilaatikossa. Pelkkä esikatselu ei valitettavasti riitä.
2 Valitsin pelkän sähköpostin, mutta [tekstiviestit jatkuvat|eilenkin tuli tekstiviesti].
! Muutos oli jäänyt järjestelmäämme jumiin. Se on voimassa tästä päivästä, pahoittelut vaivasta.
* Ilmoitusvalinta ei ollut päivittynyt, korjattu käsin.
# link-expired
~ Linkki on vanhentunut
1 Piti vahvistaa tilini, mutta linkki [on vanhentunut|ei enää kelpaa]. Viesti tuli {date}, ja ehdin [vasta nyt|katsoa sitä vasta tänään].
1 Vahvistuslinkistä aukeaa sivu, jonka mukaan linkki on jo käytetty, vaikka [en ole sitä edes avannut|painoin vain kerran].
+ Haluaisin [vain|jo vihdoin] päästä alkuun.
? Voitteko lähettää uuden?
= Uusi linkki on lähetetty osoitteeseen {ownMail}. Se on voimassa 24 tuntia. Jotkin sähköpostiohjelmat avaavat linkit tarkistusta varten, jolloin ne kuluvat. Kopioi siinä tapauksessa osoite ja liitä se selaimeen.
2 Uusi linkki [antoi saman vastauksen|ei toiminut sekään], kopioin sen niin kuin neuvoit.
! Tehdään toisin: kirjaudu pankkitunnuksilla, niin osoite vahvistetaan kuusinumeroisella koodilla.
* Vastaanottajan suodatin kuluttaa linkin. Koodi tilalle.
# abroad
~ Asun ulkomailla
~ Kirjautuminen ilman suomalaisia tunnuksia
1 Muutin [Ruotsiin|Norjaan|Saksaan|Espanjaan] {days} vuotta sitten, eikä minulla ole enää suomalaisia pankkitunnuksia. Silti {authority} lähettää kirjeet laatikkoon.
1 Pankki ({bank}) sulki tilin, kun muutin ulkomaille, ja nyt [olen lukkojen takana|en pääse kirjeisiini].
+ Suurlähetystöön on matkaa [300|450] kilometriä.
+ Numeroni on nykyään {phone}.
? Voiko tunnistautua jotenkin muuten?
= Voit kirjautua suomalaisella kansalaisvarmenteella (sirullinen henkilökortti) ja kortinlukijalla tai mobiilivarmenteella, jos sinulla on suomalainen liittymä. Jos kumpikaan ei käy, voimme päättää sähköisen jakelun, jolloin lähettäjät postittavat kirjeet väestötietojärjestelmän osoitteeseen.
2 Henkilökortti on vanhentunut, joten [mennään sitten paperilla|paperi olkoon]. Minne pyyntö lähetetään?
! Lomake tulee postissa väestötietojärjestelmän osoitteeseesi. Allekirjoita se ja palauta vastauskuoressa, sen jälkeen jakelu päättyy viikossa.
* Ei vahvan tunnistautumisen keinoa. Lomake postitse.
# close-account
~ Haluan lopettaa
~ Postilaatikon sulkeminen
1 Haluan [sulkea postilaatikkoni|lopettaa sähköisen postin] ja [saada kirjeet taas paperilla|palata paperipostiin].
1 Ei tämä sähköinen posti ollutkaan minun juttuni. [Miten tämän saa loppumaan?|Haluan lopettaa.]
+ Siellä on kuitenkin säilytettävää, muun muassa {doc}.
? Kauanko siinä menee?
= Lopetus löytyy kohdasta Asetukset – Oma tili – Lopeta. Lähettäjät saavat tiedon vuorokaudessa ja siirtyvät paperiin. Lataa säilytettävät kirjeet ensin: 30 päivän kuluttua ne poistetaan, eikä niitä voi palauttaa.
2 Latasin kaiken paitsi yhden: {doc} [antaa virheen|ei aukea millään].
! Nyt senkin voi ladata, tiedoston nimi oli lähettäjältä väärin. Lopetus odottaa, kunnes vahvistat sen itse.
* Asiakas lataa kirjeet ennen lopetusta. Päätös tehty, ei suostuttelua.
# teenager
~ Lapsen postilaatikko
1 [Tyttäreni|Poikani] täytti viisitoista {date}. Nyt tuli kirje, että hän voi saada oman postilaatikon.
1 Hoidin ennen lapseni postit, mutta nyt [ne eivät enää näy minulla|ne ovat hävinneet näkymästäni].
+ Omia pankkitunnuksia hänellä ei vielä ole.
? Miten tämä [käytännössä|oikein] menee?
= Kun lapsi täyttää 15, laatikosta tulee henkilökohtainen eikä huoltaja enää näe sitä. Nuori kirjautuu omilla pankkitunnuksilla tai henkilökortilla. Jos niitä ei ole, posti tulee toistaiseksi paperilla kotiin.
2 Hammaslääkäriaika meni kuitenkin [sähköisenä|jonnekin muualle], koska tänne ei tullut paperia.
! Se kirje ehti lähteä ennen vaihtoa. Pyysimme lähettäjää postittamaan sen myös paperilla, se on perillä muutamassa päivässä.
* Huoltaja kysyi sisällöstä, kerrottu ettemme voi näyttää.
# name-change
~ Sukunimi vaihtui
1 Menin naimisiin {date} ja sukunimeni vaihtui. Postilaatikossa lukee vielä {oldName}.
1 Nimeni on teillä väärin. En ole enää {oldName}.
+ [Passissa|Verkkopankissa] se on jo muutettu.
? Tarvitsetteko jonkin todistuksen?
= Onnea! Todistusta ei tarvita: nimi päivittyy väestötietojärjestelmästä yleensä viikossa rekisteröinnistä. Jos haluat sen heti, kirjaudu ulos ja uudelleen sisään, niin tiedot haetaan saman tien.
2 Kirjauduin uudelleen, mutta [yksi lähettäjä, {sender}, käyttää yhä vanhaa nimeä|vanha nimi näkyy yhdessä paikassa].
! Se nimi tulee lähettäjän omasta asiakasrekisteristä ({sender}). Ilmoita muutos myös sinne, me emme valitettavasti voi korjata heidän tietojaan.
* Nimi päivittyi uudella kirjautumisella.
# app-crash
~ Sovellus kaatuu
1 Päivityksen jälkeen ({date}) sovellus [sulkeutuu itsestään|sammuu] heti, kun avaan kirjeen. Puhelin on {device}.
1 Uusin versio ei toimi. Se [lataa ja lataa|ei avaa liitteitä] ja sitten ruutu pimenee.
+ Olen käynnistänyt [kaksi kertaa|puhelimenkin] uudelleen.
? Onko uutta versiota [pian|tällä viikolla] tulossa?
= Kiitos kuvauksesta. Vika koskee vanhempaa käyttöjärjestelmää laitteessa {device}. Korjaus on matkalla sovelluskauppaan, arvio on {future}. Sillä välin kirjeet voi lukea selaimessa.
2 Päivitys tuli, ja [ainakin se aukeaa|näyttää paremmalta]. Mutta {doc} ei vieläkään näy.
! Se kirje ei ollut ehtinyt synkronoitua. Vedä luetteloa kerran alaspäin, niin se hakeutuu.
* Tunnettu vika, liitetty vikailmoitukseen {case}.
# accessibility
~ Pieni teksti
~ Heikko näkö
1 Minulla on [kaihi|heikko näkö], ja kirjeiden teksti on niin pientä, että [en saa siitä selvää|tarvitsen suurennuslasin].
1 Käytän ruudunlukijaa, ja liitteen avauspainike [luetaan vain "painike painike"|ei löydy ollenkaan].
+ [Tyttäreni|Naapuri] auttaa nyt, mutta mieluummin tekisin itse.
? Saako kirjaimet suuremmiksi?
= Saa. Selaimessa pidä Ctrl pohjassa ja paina plussaa. Sovelluksessa teksti noudattaa puhelimen tekstikokoa. Itse kirje on lähettäjän tiedosto, mutta painikkeella "Näytä tekstinä" sen saa isona ja luettavana.
2 "Näytä tekstinä" toimi [kaikissa paitsi yhdessä|useimmissa], mutta se yksi ({sender}) on näköjään pelkkä kuva.
! Otimme yhteyttä lähettäjään ({sender}), jotta kirjeet olisivat saavutettavia. Sillä välin luemme sen mielellämme puhelimessa, kunhan olet tunnistautunut.
* Saavutettavuuspuute lähettäjällä, välitetty kumppanitiimille.
`;
