/** Complaints, thanks and data protection: sheets in Finnish. The signs are explained in `../read-sheet.ts`. */
export const voicesFi = `
# unsubscribe
~ Uutiskirjeen peruutus
~ Poistakaa listalta
1 En halua enää [uutiskirjettänne|vinkkejänne ja uutisianne]. Osoite on {ownMail}.
1 Miksi saan teiltä mainoksia? [En ole tilannut niitä.|Viimeksi {date}.] Poistakaa minut.
+ Alareunan linkki [ei toimi|ei vie mihinkään].
? Milloin tämä loppuu?
= Sinut on nyt poistettu uutiskirjeen listalta, yksi matkalla ollut voi vielä tulla. Ilmoitukset omista kirjeistäsi jatkuvat, koska ne kuuluvat palveluun.
2 Silti tuli [yksi tänään|vielä {later} uusi].
! Se oli lähetys, joka oli jo jonossa. Tarkistin, ettei {ownMail} ole enää millään listalla.
* Poistettu uutiskirjeen listalta samana päivänä.
# call-complaint
~ Valitus puhelusta
~ Huonoa palvelua
1 Soitin teille {date} kello {time}, ja [minulle tiuskittiin|minua siirreltiin edestakaisin kaksikymmentä minuuttia]. Lopuksi [puhelu katkesi|luuri lyötiin korvaan].
1 Henkilö, jonka kanssa puhuin {date}, ei [kuunnellut mitä sanoin|vastannut yhteenkään kysymykseen], eikä tämä ole ensimmäinen kerta.
+ Asiani koski kirjettä: {doc}, {sender}.
+ Haluan, että kuuntelette tallenteen.
? Mitä aiotte tehdä asialle?
= Olen pahoillani siitä, miten puhelu sujui. Pyysin tiiminvetäjää kuuntelemaan tallenteen. Puhelut säilytetään kolme kuukautta, ja reklamaation vuoksi tallenne voidaan säilyttää pidempään. Saat vastauksen viimeistään {future}. Varsinaisen asiasi hoidan nyt.
2 Onko puhelu [nyt|jo] kuunneltu? Siitä on {days} päivää.
! Olemme kuunnelleet sen. Olit oikeassa: jouduit odottamaan liian kauan ja sait väärän tiedon. Asia on käyty läpi henkilön kanssa, ja muutimme ohjeitamme.
* Reklamaatio: tallenne {date} klo {time} käyty läpi tiiminvetäjän kanssa.
# no-answer
~ Ei vastausta
~ Muistutus asiasta {case}
1 Kirjoitin teille {days} päivää sitten, enkä ole saanut [mitään vastausta|minkäänlaista vastausta].
1 Kirjoitan nyt [toista|kolmatta] kertaa samasta asiasta: {doc}, {sender}. [Lukeeko siellä kukaan sähköposteja?|Onko ketään kotona?]
+ Puhelimessa olin jonossa sijalla {days}.
? Milloin saan vastauksen?
= Pahoittelen viivettä. Edellinen viestisi oli mennyt toisen asian alle. Kirje ({doc}) on nyt tullut ja ollut laatikossasi {day} alkaen.
2 Selvä, mutta [kirjeen päiväys on väärin|en kysynyt sitä]. Kysyin siis eräpäivää.
! Anteeksi, nyt ymmärrän. Eräpäivä on {future}, ja se lasketaan kirjeen saapumisesta.
* Kaksi ketjua samasta asiasta, yhdistetty ({case}).
# praise
~ Kiitos!
~ Kiitokset asiakaspalveluun
1 Halusin vain kiittää: {agent} auttoi minua {date}. [Niin ystävällistä palvelua saa harvoin.|Kaikki ratkesi viidessä minuutissa.]
1 Tämä ei ole valitus! {doc} tuli laatikkoon niin kätevästi, että [on pakko|halusin] kertoa.
+ Olen {age}-vuotias enkä uskonut oppivani tätä koskaan.
? Terveisiä, {agent}!
= Olipa mukava lukea! Välitin terveiset, ja {agent} ilahtui kovasti. Ole yhteydessä milloin vain.
2 Kiitos samoin. Niin, yksi pieni kysymys: [voiko kirjeet myös tulostaa|voiko laatikko olla kahdessa puhelimessa]?
! Kyllä onnistuu. Se löytyy oikean yläkulman kolmesta pisteestä.
* Kiitos, välitetty tiimille.
# identity-unasked
~ Tietoni
~ Tiedot rekisteröintiä varten
1 Haluan postilaatikon. Tässä tietoni, jotta voitte rekisteröidä: henkilötunnus {code}, osoite {home}, puhelin {phone}.
1 Tarvitsette varmaan henkilötunnukseni, jotta {doc} löytyy? Se on {code}. [Puhelin {phone}.|Lähettäjän pitäisi olla {sender}.]
+ Minulla ei ole tietokonetta, naapuri kirjoittaa tämän puolestani.
? Riittääkö tämä?
= Kiitos viestistäsi. Rekisteröityminen tehdään itse pankkitunnuksilla tai mobiilivarmenteella, emme voi tehdä sitä puolestasi sähköpostin perusteella.
2 En tiennyt, ettei [tunnusta|sellaista] saa lähettää sähköpostilla. [Voitteko poistaa sen?|Onko siitä nyt vaaraa?]
! Ei hätää: tunnus on peitetty, ja viesti poistetaan säilytysaikojemme mukaan. Älä kuitenkaan jatkossa lähetä sitä sähköpostilla.
* Asiakas lähetti henkilötunnuksen pyytämättä. Peitetty näkymässä, asiakkaalle kerrottu.
# spouse-share
~ Kirjeiden jakaminen [puolisolle|miehelle|vaimolle]
1 Voiko [mieheni|vaimoni|avopuolisoni] nähdä laskuni omassa laatikossaan? Meillä [hän|parempi puolisko] hoitaa maksut.
1 Haluaisimme yhteisen postilaatikon koko taloudelle, osoite on {home}.
+ Meillä on yhteinen tili, pankki on {bank}.
? Miten se tehdään?
= Laatikko on henkilökohtainen, mutta yksittäisiä kirjeitä voi jakaa: avaa kirje, valitse Jaa ja anna vastaanottajan sähköposti. Hän näkee vain sen kirjeen ja vain niin kauan kuin haluat. Laskut voi jakaa automaattisesti lähettäjittäin.
2 Jaoin kirjeen ({doc}), mutta [mitään ei tullut perille|toinen näkee vain tyhjän sivun].
! Vastaanottaja tarvitsee oman tilin avatakseen jaetut kirjeet. Kutsu on lähetetty uudelleen.
* Jakaminen neuvottu, vastaanottajalla ei ollut tiliä.
# tax-letter
~ Kirje: {authority}
1 Sain päätöksen {date}, lähettäjänä {authority}, enkä [ymmärrä sitä|usko, että se on oikein]. Siinä lukee {amount}.
1 {authorityFrom} tuli kirje, johon pitää vastata viimeistään {future}. [Voinko vastata teidän kauttanne?|Miten laatikosta vastataan?]
+ Heidän puhelinjononsa on pitkä.
? Voitteko auttaa?
= Emme näe kirjeidesi sisältöä emmekä voi vastata lähettäjän puolesta. Jos kirjeeseen voi vastata, yläreunassa on painike "Vastaa". Muuten yhteystiedot ovat viimeisellä sivulla. Määräaika lasketaan päivästä, jona kirje tuli laatikkoon.
2 "Vastaa"-painike [on harmaa|puuttuu].
! Silloin {authority} ottaa vastauksia vain omassa palvelussaan. Linkki sinne on kirjeessä.
* Ohjattu lähettäjälle, sisältö ei kuulu meille.
# access
~ Tietopyyntö
~ Mitä tietoja teillä on minusta?
1 Pyydän tietosuoja-asetuksen nojalla [jäljennöksen kaikista tiedoista|tiedon siitä], mitä teillä on minusta asiakaspalvelun rekisterissä. [Erityisesti puhelut {day} jälkeen.|Mieluiten sähköisenä.]
1 Mitä te oikeastaan olette tallentaneet minusta? Olen soittanut ja kirjoittanut [muutaman kerran|monta kertaa] tänä vuonna.
+ Käytän osoitetta {ownMail}.
? Milloin voin odottaa vastausta?
= Saimme pyyntösi {today} ja vastaamme viimeistään kuukauden kuluessa sen saapumisesta. Jotta tiedot menevät oikealle henkilölle, vahvista henkilöllisyytesi kirjautumalla laatikkoon. Jäljennös toimitetaan sinne maksutta.
2 Olen nyt tunnistautunut. Haluan tietää myös, [kuka on lukenut viestejäni|kauanko niitä säilytetään].
! Jäljennös on nyt laatikossasi. Siitä näkyvät myös säilytysajat ja se, mitä käyttöloki kattaa. Jos olet tyytymätön, voit kääntyä Tietosuojavaltuutetun toimiston puoleen.
* Tarkastuspyyntö, määräaika kuukausi. Henkilöllisyys vahvistettu kirjautumisella.
# erasure
~ Poistakaa tietoni
1 [Haluan|Vaadin], että poistatte kaiken minusta. Suljin laatikon {date}.
1 Hei hei, haluan tulla unohdetuksi. [Poistakaa puheluni ja viestini.|Kaikki pois, myös tallenteet.]
+ Varsinkin asia, joka koski kirjettä ({doc}, {sender}).
? Vahvistakaa, kun se on tehty.
= Poistamme ne asiakaspalveluasiat, joiden säilyttämiselle ei enää ole perustetta. Vireillä olevaan reklamaatioon liittyvät säilytetään ratkaisuun asti, ja silloin kerromme mitkä ja miksi. Vahvista ensin henkilöllisyytesi, niin aloitamme heti.
2 Vahvistettu. Miksi [säilytätte|pidätte] mitään?
! Asiat on nyt poistettu ja tallenteet niiden mukana. Jäljellä on vain tieto siitä, että poisto on tehty. Päätös perusteluineen on lähetetty sinulle.
* Poisto tehty, ei poistokieltoja. Päätös lähetetty.
# rectification
~ Väärä tieto minusta
1 Rekisterissänne on [väärä|vanha] puhelinnumero. Oikea on {phone}.
1 Kirjoitatte nimeni väärin, ja osoite on vanha. Oikea osoite on {home}.
+ Virhe näkyi vastauksessa, jonka sain {date}.
? Voitteko oikaista sen ja [vahvistaa|ilmoittaa niille, jotka ovat saaneet väärän tiedon]?
= Kiitos, tieto on oikaistu tänään. Tallennamme myös muutoksen syyn. Väärää tietoa ei ole luovutettu eteenpäin.
2 Viimeisimmässä viestissä oli yhä [vanha tieto|väärä numero].
! Se tuli vanhemman asian kopiosta, joka on nyt myös oikaistu.
* Oikaisu, artikla 16, ei ilmoitettavia vastaanottajia.
# objection
~ Vastustan käsittelyä
1 [Vastustan sitä|En hyväksy sitä], että puheluitani käytetään laadun kehittämiseen.
1 Selosteessanne vedotaan oikeutettuun etuun. Vastustan yhteydenottojeni käyttöä [tilastoihin ja koulutukseen|koulutukseen].
+ Syy on se, että puhelu {date} koski terveyttäni.
? Mitä teette sillä välin?
= Vastustuksesi on vastaanotettu. Kunnes asia on ratkaistu, puheluitasi ei käytetä siihen tarkoitukseen. Saat perustellun vastauksen kuukauden kuluessa.
2 Koskeeko se myös [vanhempia puheluita|chattia]?
! Koskee. Hyväksyimme vastustuksen, ja se kattaa kaikki yhteydenottosi, myös tulevat.
* Artikla 21: käsittely laatutarkoitukseen pysäytetty.
# recording-copy
~ Jäljennös puhelusta
1 Puhuin kanssanne {date} kello {time} ja haluan [tallenteen|jäljennöksen tallenteesta].
1 Olemme eri mieltä siitä, mitä puhelimessa sanottiin {date}. [Siksi pyydän tallennetta.|Lähettäkää tallenne minulle.]
+ Soitin numerosta {phone}.
? Miten saan sen?
= Sinulla on oikeus saada jäljennös omista tiedoistasi, myös tallenteesta. Puhelut säilytetään kolme kuukautta, ja sinun on tallella. Kun olet vahvistanut henkilöllisyytesi, äänitiedosto tulee laatikkoosi.
2 Tiedosto [ei soi|hiljenee minuutin jälkeen].
! Tässä se on toisessa muodossa, kuunneltuna alusta loppuun.
* Tallenne kopioitu asiakkaalle, ei sivullisia.
`;
