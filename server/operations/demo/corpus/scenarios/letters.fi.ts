/** Letters, other people's letters, money and companies: sheets in Finnish. The signs are explained in `../read-sheet.ts`. */
export const lettersFi = `
# letter-missing
~ Kirje ei ole tullut
~ Odotan kirjettä: {sender}
1 {senderFrom} sanottiin, että {doc} lähetettiin sähköiseen laatikkooni {date}, mutta [täällä ei ole mitään|en löydä sitä].
1 Odotan postia, lähettäjä on {sender} ja asiana {doc}. Sen piti lähteä {date}. [Laatikko on tyhjä.|Olen etsinyt joka kansiosta.]
+ Tietoni ovat heillä [oikein|ajan tasalla], tarkistin sen puhelimitse.
+ Tarvitsen sen viimeistään {future}.
? Näettekö, onko se tullut teille?
? Mihin se on [jäänyt|juuttunut]?
= Vastaanotossamme ei näy kirjettä, jonka lähettäjä olisi {sender}, {day} jälkeen. Se ei siis ole lähtenyt heidän järjestelmästään. Pyydä heiltä lähetyksen tunniste, sillä voimme jäljittää sen täällä.
= Kirje tuli meille {date}, mutta jäi tarkistukseen, koska tiedosto oli vioittunut. Lähettäjä on saanut tiedon ja lähettää uuden.
2 {senderFrom} sain tunnisteen {ref}. [Auttaako se?|Löytyykö sillä?]
! Tunnisteella löytyi: kirje oli osoitettu aiemmalle sukunimelle. Nyt se on laatikossasi päiväyksellä {day}.
* Jäljitys {ref}: lähettäjän virhe. Kirje toimitettu uudelleen.
# paper-still
~ Paperipostia tulee yhä
1 Liityin, jotta paperista pääsisi eroon, mutta {sender} [lähettää edelleen kaiken kuoressa|jatkaa paperikirjeillä].
1 Tänään tuli taas kirjekuori, lähettäjänä {sender}. [Luulin|Piti olla niin], että kaikki tulee sähköisenä.
+ Tienvarren postilaatikko on [rikki|aina täynnä lunta], joten se on hankalaa.
? Miksi [ne eivät tule teille|kirjeet eivät tule sähköisinä]?
= Jokainen lähettäjä päättää itse, milloin siirtyy sähköiseen. {sender} lähettää toistaiseksi vain laskut sähköisinä, muut kirjeet seuraavat vuoden mittaan. Tilanteen näet kohdasta Lähettäjät, ja siellä voit myös toivoa sähköisiä kirjeitä.
2 Heidän laskunsa tuli tällä kertaa [myös paperilla|molemmilla tavoilla].
! Se oli painettu ennen kuin vaihto tuli voimaan. Seuraavasta laskusta alkaen tulee vain sähköinen.
* Kaksinkertainen toimitus ({sender}), kumppanitiimi kysyy.
# moved
~ Uusi osoite
~ Muutto
1 Muutimme {date} {cityTo}, osoite on {street}. [Pitääkö teille ilmoittaa erikseen?|Vaihtuuko osoite teilläkin?]
1 Uusi osoitteeni on {street}, {city}. Postilaatikossa näkyy vielä vanha.
+ Muuttoilmoitus on tehty postiin ja maistraattiin, tai mikä sen nimi nykyään on.
? Mitä minun pitää tehdä?
= Onnea uuteen kotiin! Osoite tulee automaattisesti väestötietojärjestelmästä, kun muuttoilmoitus on käsitelty, yleensä muutamassa päivässä. Sinun ei tarvitse tehdä mitään. Sähköisiin kirjeisiin muutto ei vaikuta.
2 Nyt on kulunut [kaksi viikkoa|kymmenen päivää], ja vanha osoite [on yhä siellä|näkyy edelleen].
! Haimme tiedot uudelleen, ja nyt osoitteena on {street}. Päivitys oli jäänyt viikonlopun yli jonoon.
* Osoite haettu uudelleen väestötietojärjestelmästä.
# wrong-recipient
~ Jonkun toisen kirje
~ Sain kirjeen, joka ei ole minun
1 Laatikossani on kirje ({doc}, {sender}), joka [ei ole minulle|on osoitettu aivan toiselle ihmiselle]. Luin vain ensimmäisen rivin.
1 Taisin saada naapurin postia: {doc}, lähettäjä {sender}. [Nimi ei täsmää.|Minulla ei ole heidän kanssaan mitään tekemistä.]
+ En [avannut liitettä|lukenut pidemmälle].
? Mitä sille tehdään?
= Kiitos nopeasta ilmoituksesta. Anna kirjeen olla, olemme piilottaneet sen laatikostasi. Lähettäjä oli yhdistänyt väärän asiakkaan ja on saanut tiedon. Ilmoitimme asiasta sisäisesti tietosuojavastaavalle.
2 Nyt tuli [toinen|vielä yksi] samasta paikasta, {date}.
! Lähettäjä ei ollut ehtinyt korjata yhdistämistä. Jakelu heiltä sinulle on nyt pysäytetty, kunnes virhe on korjattu.
* Mahdollinen tietoturvaloukkaus lähettäjällä. Ilmoitettu tietosuojavastaavalle, viite {case}.
# sender-wanted
~ Toive uudesta lähettäjästä
1 Milloin {sender} tulee [mukaan palveluun|teille]? Kaikki tulee vielä paperilla.
1 Lähettäjäluettelosta puuttuu {sender}. [Eikö sen pitäisi olla mukana?|Olisi niin kätevää.]
+ Maksan heille joka kuukausi.
? Voisitteko kysyä heiltä?
= Kiitos vinkistä! Olemme jutelleet aiheesta ({sender}) ja toivomme heidät mukaan ensi vuonna. Lisäsin toiveesi tilastoon ilman nimeäsi. Kerro heillekin, asiakkaan ääni painaa eniten.
2 Sieltä vastattiin, että [te tässä viivyttelette|he odottavat teitä]. Kumpi on oikeassa?
! Sopimus on valmis, mutta heidän yhteytensä on vielä rakenteilla. Oman suunnitelmansa mukaan se on käytössä {future}.
* Lähettäjätoive kirjattu.
# attachment-broken
~ Liite ei aukea
1 {doc} ({sender}) [ei aukea|on pelkkä tyhjä sivu]. Virhekoodi {case}.
1 Kirje aukeaa mutta liite ei. [Tiedosto on kuulemma vioittunut.|Se vain pyörii.] Lähettäjä {sender}.
+ Muut liitteet toimivat.
+ Selaimena on {browser}.
? Voiko sen [lähettää|saada] muulla tavalla?
= Tiedosto oli muodossa, jota katselin ei osaa näyttää. Valitse "Lataa" eikä "Näytä", niin se aukeaa tietokoneen omassa ohjelmassa. Korjaamme katselimen tällä viikolla.
2 Latasin, mutta [kone kysyy salasanaa|tiedoston koko on nolla].
! Lähettäjä oli vahingossa suojannut tiedoston salasanalla. Uusi versio tuli tänään kello {time}.
* Vioittunut liite ({sender}), lähettäjään oltu yhteydessä.
# deleted-letter
~ Poistin väärän kirjeen
1 Poistin vahingossa kirjeen {date}: {doc}, {sender}. [Roskakorikin on tyhjennetty.|Roskakorissa sitä ei ole.]
1 Apua, siivosin liian innokkaasti ja nyt on {doc} poissa. [Tarvitsen sitä verotukseen.|Se on tärkeä.]
+ Se tuli joskus alkuvuodesta.
? Saako sen takaisin?
= Poistetut kirjeet ovat roskakorissa 30 päivää. Sen jälkeen emme mekään voi palauttaa niitä, ja se on tarkoituskin. Lähettäjällä ({sender}) on varmasti kopio, ja sen voi lähettää laatikkoosi uudelleen.
2 Nyt löysin sen [arkistoitujen|luettujen] joukosta! Ei se ollutkaan poistettu.
! Hienoa, että se löytyi. Vinkki: tähdellä voit merkitä tärkeimmät kirjeet.
* Ei palautusta 30 päivän jälkeen, ohjattu lähettäjälle.
# old-letters
~ Vanhat kirjeet
1 Kauanko kirjeet säilyvät? Etsin noin [kahden|kolmen|kuuden] vuoden takaista kirjettä: {doc}, {sender}.
1 En löydä vuotta vanhempia kirjeitä. [Katoavatko ne?|Oletteko poistaneet ne?] Haussa on {doc}.
+ Tarvitsen sitä veroilmoitukseen.
? Missä ne ovat?
= Kirjeet säilyvät niin kauan kuin sinulla on tili, ellet itse poista niitä. Luettelo näyttää ensin vain viimeiset 12 kuukautta: paina alareunasta "Näytä vanhemmat" tai hae lähettäjän nimellä.
2 "Näytä vanhemmat" [ei näy puhelimessa|puuttuu sovelluksesta].
! Sovelluksessa pyyhkäistään luetteloa ylöspäin, kunnes vuosiluvut tulevat näkyviin. Teemme painikkeesta selvemmän seuraavaan versioon.
* Neuvottu vanhempien kirjeiden näyttäminen.
# deceased-parent
~ Omaisen postilaatikko
~ Kuolemantapaus, miten postin kanssa tehdään
1 [Isäni {father}|Äitini {mother}] kuoli {date}. Hänellä oli teillä postilaatikko, ja nyt sinne tulee laskuja, joita emme näe.
1 Hoidan kuolinpesän asioita. Vainaja on {kin}, joka menehtyi {date}. Laatikkoon tulee vielä muun muassa {doc}, lähettäjänä {sender}.
+ Meitä on pesässä kolme sisarusta.
+ Perunkirjoitus on {future}.
? Miten saamme kirjeet nähtäväksi?
= Otan osaa. Lain ja kirjesalaisuuden vuoksi emme voi avata laatikkoa omaisille, mutta pysäytämme sähköisen jakelun, jolloin kirjeet tulevat paperilla kuolinpesälle. Siihen tarvitsemme virkatodistuksen ja kopion osakkaiden valtakirjasta postitse.
2 Paperit on postitettu {later}. [Tulevatko laskut sitten minun osoitteeseeni?|Minne posti sen jälkeen tulee?]
! Kiitos, saimme ne. Jakelu on pysäytetty, ja lähettäjät postittavat kuolinpesän osoitteeseen sinun kauttasi. Tili poistetaan kuuden kuukauden kuluttua, ellei muuta ilmene.
* Kuolinpesä: virkatodistus saatu, jakelu pysäytetty. Pääsyä ei annettu.
# acting-for
~ Valtuutus äidin asioihin
1 Äitini {mother} on [yli kahdeksankymppinen|hoivakodissa] eikä enää pysty hoitamaan postiaan. Minulla on edunvalvontavaltuutus.
1 Olen edunvalvoja {day} alkaen, päämieheni on {kin}. [Miten pääsen lukemaan kirjeet?|Kirjeitä kasaantuu, {authorityFrom} varsinkin.]
+ Kopio valtakirjasta [on liitteenä|löytyy tarvittaessa].
? Mitä tarvitaan, että voin hoitaa laatikkoa?
= Kun edunvalvonta on holhousasioiden rekisterissä, voit kirjautua omilla tunnuksillasi ja valita "Asioi toisen puolesta". Digi- ja väestötietoviraston pitää ensin vahvistaa valtuutus.
2 Se on vahvistettu {later}, mutta [nimeä ei näy kirjautuessa|ruudulla lukee, että oikeus puuttuu].
! Rekisteri päivittyy kerran vuorokaudessa. Nyt oikeus näkyy meillä, joten se tulee esiin, kun kirjaudut ulos ja sisään.
* Edunvalvoja, oikeus tarkistettu rekisteristä.
# scam
~ Onko tämä teiltä?
~ Epäilen huijausta
1 Sain {date} tekstiviestin, jonka mukaan minua odottaa {doc} ja pitäisi kirjautua linkistä. [Haiskahtaa.|En painanut.]
1 Tuli nimissänne sähköposti maksamattomasta maksusta, {amount}. [Kieli oli outoa.|Linkki ei näyttänyt teidän osoitteeltanne.]
+ Tuttavani sai samanlaisen.
+ Ehdin valitettavasti syöttää tunnukseni, pankki on {bank}.
? Onko tämä aito?
= Ei, viesti ei ole meiltä. Emme koskaan lähetä kirjautumislinkkejä tekstiviestillä. Jos annoit pankkitunnuksesi, soita heti pankkiin ja sulje ne, ja tee sitten rikosilmoitus. Kiitos, kun kerroit, varoitamme muita.
2 Pankkiin on soitettu ja tunnukset suljettu. [Onko joku käynyt laatikossani?|Näettekö, onko joku kirjautunut?]
! Kävimme kirjautumiset läpi {day} alkaen: kaikki ovat omilta laitteiltasi. Kukaan muu ei ole käynyt siellä.
* Huijauskampanja, ilmoitettu turvatiimille. Kirjautumiset tarkistettu, ei poikkeavaa.
# invoice-payment
~ Maksu ei onnistunut
1 Yritin maksaa laskun laatikossa ({sender}, {amount}), mutta [maksu keskeytyi|tuli virheilmoitus]. Viite {ref}.
1 Lasku ({amount}, {sender}) [näkyy yhä maksamattomana|on tilassa "käsittelyssä"], vaikka hyväksyin sen {date}.
+ Rahat [eivät ole lähteneet|ovat lähteneet] tililtä.
+ Eräpäivä on {future}.
? Onko se nyt maksettu vai ei?
= Pankki ei vahvistanut maksua, joten rahaa ei ole lähtenyt tililtä. Katevaraus poistuu kahdessa pankkipäivässä. Voit maksaa uudelleen laatikossa tai verkkopankissa viitteellä {ref}.
2 Katevaraus ({amount}) [on vieläkin tilillä|ei ole poistunut], ja nyt on jo {weekday}.
! Pankki vapautti varauksen. Soitin myös laskuttajalle ({sender}): muistutusmaksua ei peritä.
* Maksu {ref} keskeytynyt pankissa. Laskuttajalle ilmoitettu.
# paid-twice
~ Maksoin kahteen kertaan
1 Lasku, {amount} ja saajana {sender}, veloitettiin tililtäni kaksi kertaa [{date}|samana päivänä].
1 Maksoin saman laskun ({sender}, {amount}) sekä verkkopankissa että teillä. [Tyhmästi tehty.|Oma moka.]
+ Viite on {ref}.
? Miten saan [rahat takaisin|toisen maksun takaisin]?
= Molemmat maksut ovat menneet saajalle, joten palautuksen tekee {sender}. Ota yhteyttä heidän asiakaspalveluunsa viitteellä {ref}. Maksutiedot ovat tässä viestiketjussa, voit näyttää ne heille.
2 Heidän mukaansa [maksuja näkyy vain yksi|toista maksua ei löydy].
! Toisen maksun viitteessä oli välilyönti, ja se oli kohdistamattomissa. Nyt se löytyi, ja palautus tulee viikon sisällä.
* Kaksoismaksu {amount}, saaja palauttaa.
# reminder
~ Muistutus maksetusta laskusta
1 {senderFrom} tuli maksumuistutus kuluineen, vaikka maksoin laskun ({amount}) teidän kauttanne {date}.
1 Nyt tuli perintäkirje laskusta ({amount}), joka on [maksettu|maksettu ajallaan]! Kuitti on laatikossa. Laskuttaja on {sender}.
+ Viite {ref}.
? Kuka vastaa muistutusmaksusta?
= Maksu lähti meiltä {date} ennen eräpäivää. Laskuttaja ({sender}) kirjasi sen vasta myöhemmin. Lähetin heille vahvistuksen ja pyysin poistamaan maksun, sinun ei tarvitse maksaa sitä.
2 Nyt tuli vielä [toinen muistutus|yksi kirje], päivätty {laterDay}.
! Se ehti lähteä ennen vahvistustamme. {sender} ilmoitti, että asia on päätetty ja kulut poistettu.
* Maksuvahvistus lähetetty laskuttajalle ({sender}).
# receipt
~ Kuitti puuttuu
1 Ostin [pesukoneen|polkupyörän|kengät|kahvinkeittimen] {date}, kauppa oli {shop}, ja kuitin piti tulla laatikkoon. [Ei ole tullut.|Siellä ei ole mitään.]
1 Kuitti ({shop}, {amount}) ei näy. [Tarvitsen sen takuuta varten.|Tuote on rikki ja pitäisi vaihtaa.]
+ Maksoin kortilla.
? Löytyykö se jostain?
= Kauppa lähettää kuitin, jos kortti on liitetty laatikkoosi. Käyttämääsi korttia ei ole liitetty, joten kuitti ei ole tullut meille. {shop} voi tulostaa kopion päivämäärällä ja summalla, ja kohdassa Kuitit voit liittää kortin seuraavaa kertaa varten.
2 Liitin kortin {later}, mutta [vanha kuitti ei silti näy|eilinenkään ostos ei tullut].
! Liitos koskee ostoksia seuraavasta keskiyöstä alkaen. Vanhan kuitin kopio on luvattu lähettää laatikkoosi tänään.
* Kortti liittämättä. Kopio pyydetty, kauppa {shop}.
# payslip
~ Palkkalaskelma
1 Palkkalaskelmani [ei ole tullut|puuttuu]. Työnantaja on {company}, ja palkkapäivä oli {date}.
1 Lopetin työt {date} (työnantaja {company}), ja nyt [vanhat palkkalaskelmat eivät näy|mietin, katoavatko vanhat laskelmat].
+ Työkaverit ovat saaneet omansa.
? Missä sen pitäisi näkyä?
= Palkkalaskelma tuli meille {date}, mutta vanhalla henkilönumerolla. Palkanlaskenta on korjannut sen, ja sen pitäisi näkyä tänään. Aiemmat laskelmat säilyvät, vaikka työsuhde päättyisi.
2 Nyt se tuli, mutta siinä on [väärä kuukausi|luullakseni jonkun toisen summa].
! Työnantaja perui laskelman, ja uusi on tullut. Virheellinen on piilotettu.
* {company}: väärä henkilönumero, palkanlaskenta korjannut.
# company-mailbox
~ Yrityksen postilaatikko
1 Minulla on toiminimi {company}, ja [harkitsen|haluaisin avata] sille postilaatikon.
1 Osakeyhtiömme {company} haluaa [vastaanottaa|saada] postin sähköisenä. [Kuka voi avata laatikon?|Miten alkuun pääsee?]
+ Osakkaita on kaksi.
+ Kaupparekisterissä on vielä vanha hallitus.
? Mitä se maksaa?
= Vastaanottaminen ei maksa mitään. Henkilö, jolla on kaupparekisterin mukaan nimenkirjoitusoikeus, kirjautuu omilla tunnuksillaan, valitsee "Avaa yritykselle" ja antaa Y-tunnuksen. Oikeus tarkistetaan suoraan rekisteristä.
2 Ruudulla lukee, että [oikeus puuttuu|en saa edustaa yhtiötä], vaikka olen toimitusjohtaja.
! Rekisterin mukaan toimitusjohtaja ei voi yksin kirjoittaa yhtiönne nimeä. Hallituksen puheenjohtaja voi avata laatikon ja antaa sitten sinulle täydet oikeudet.
* Nimenkirjoitusoikeus puuttuu, odotetaan hallituksen puheenjohtajaa.
# company-user
~ Oikeudet kirjanpitäjälle
1 Miten annan kirjanpitäjälle pääsyn yrityksen laatikkoon? Yritys on {company}. [Vain laskut, ei muuta.|Kuitit pitäisi näkyä.]
1 Entinen kirjanpitäjämme [näkee yhä|pääsee edelleen] yrityksen ({company}) postit. Se pitää [lopettaa|katkaista] heti.
+ Kirjanpitäjä on tilitoimistossa.
? Voiko oikeutta rajata?
= Kohdassa Yritys – Käyttäjät lisäät henkilön sähköpostilla ja valitset, mitkä kansiot hän näkee. Voit antaa myös päättymispäivän. Poistettu käyttäjä menettää pääsyn heti.
2 Kutsu [ei tullut perille|meni väärään osoitteeseen]. Oikea on {mail}.
! Vanha kutsu on peruttu ja uusi lähetetty oikeaan osoitteeseen. Se on voimassa seitsemän päivää.
* Kutsu peruttu ja lähetetty uudelleen.
`;
