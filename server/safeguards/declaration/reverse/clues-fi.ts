import type { LanguageClues } from './language-clues.ts';

export const cluesFi: LanguageClues = {
  lists: {
    not: 'emme|ei|eikä|eivät|koskaan|emmekä|eivätkä|älä',
    but: 'paitsi|lukuun_ottamatta|mutta',
    data: '*tieto*|*tiedo*|*tietoja*',
    keep: 'säily*|säilö*|tallen*|talletet*',
    right: 'oikeus|oikeutta|oikeutesi|oikeudet|voit|pyytää|vaatia',
  },
  rules: {
    controller: ['rekisterinpitäjä|rekisterinpitäjänä on|toimii|vastaa'],
    'contact-address': [
      'yhteyshenkilö*',
      'yhteyttä|yhteydenot*|yhteystiedot tietosuoja*|rekisteri*|henkilötie*|kysymyks*',
    ],
    'protection-officer': ['tietosuojavastaava*'],
    'register-name': ['rekisterin|rekisterimme|rekisteri nimi|nimeltään'],
    subjects: [
      'koskee|kuvaa|rekisteröity|rekisteröidyt|rekisterissä asiakka*|käyttäji*|jäseni*|henkilöi*|yhteydenottaj* !oikeu*|pyyn* !säily*',
    ],
    interest: ['etumme_on|etu_on|etuna_on|etunamme_on'],
    definition: [
      'henkilötie* tarkoite*|ovat|on kaikki|kaikkia|tietoja|tiedot !käsittelemme|säily*|kerä*',
      '*seloste*|rekisteri* perustu*|noudat*|täyttä*|laadittu tietosuoja-asetu*|asetu*|gdpr|lain|laki',
      'tällä|tässä tarkoitetaan|kerromme|kerrotaan|kuvaamme|kuvataan !oikeu*',
      'esimerk* henkilötie*',
    ],
    'collection-rule': [],
    source: [
      'saamme|saadaan|kerätään|keräämme|tulevat|kertyy|saatu $data asiakka*|sinulta|rekisteröidyltä|itseltään|henkilöltä|itse|käyttäjältä|jäseneltä',
      'annat|antaa $data itse|meille|yhteydenot*',
    ],
    'other-source': [
      'väestötieto*|luottotieto*|julkisista_lähteistä|julkisista_rekistereistä|kaupparekister*',
      'haemme|hankimme|saamme|täydenn*|päivit*|saadaan $data muilta|muista|viranomais*|julkisista|kolmansilta|kumppane*',
    ],
    obligation: [
      'pakollis*|vapaaehtois*|edellyty*|edellytys $data|anta*',
      'jos et|ilman anna|näitä|tietoja voi|pysty|emme',
    ],
    'needed-only': [
      '$keep|säilytetä|säilytämme niin_kauan|vain|kauemmin|pidempään|ainoastaan tarpe*|peruste*|tarkoit*|välttämät*',
      'poist*|hävit* $data tarpeet*|tarpe*|perustetta|enää',
      'käytännöt|käytäntö|menettely* poist*|hävit*',
    ],
    'statutory-keeping': [
      '$keep|säilytysaik*|poist* laki|lain|laissa|lakisäätei*|kirjanpitola*|lainsäädän* !oikeu*',
      'poist* lakisäätei*|velvoit* est*|vuoksi|takia',
    ],
    recording: ['nauhoit*|äänit*|tallen* puhelu*|puhelun|puhelut !säily*|kuukau*|vuo*|viik*|päiv*'],
    protection: [
      'suoja* $data|tietokan*|palvelim*|järjestelm*|asiattom*|tekni*|luvatto*',
      'salat*|salaus*|palomuur*',
      'asiattomilta|ulkopuolis*|luvattom* pääs*|katsel*|muut*|suoja*',
      'turvalli*|tietoturva* toimi*|huoleh*|varmist*|suojat* !siirr*|alue*|mallilausek*',
      'käyttöoikeu*|salasan* suoja*|järjestelm*|hallin*|rajat*',
    ],
    'access-log': [
      'lokia|loki|lokiin|kirjataan|lokitie*|käyttöloki* $data|katsel*|käsittel*|käyttö*|avaami*|merki*',
    ],
    transport: ['tietoliiken*|tls|https|yhteyd*|tiedonsiirto* suoja*|salat*|turva*'],
    backups: ['varmuuskopi*|varmist*_kopi*'],
    premises: ['toimitil*|kulunvalvon*|lukit*|lukkojen|valvot*|arkistokaap*'],
    organisation: ['koulut*|ohjei*|ohjeist*|perehdyt* henkilöst*|työntekij*'],
    'work-tasks': ['työtehtäv*|tehtävä*|rooli* käyttöoik*|oikeu*|pääsy*|perust*|mukaan !tarvits*'],
    'user-names': ['henkilökohtai*|omalla|omat käyttäjätunnu*|tunnu*|kirjaut* !yhtei*|jaet*'],
    secrecy: ['vaitiolo*|salassapito*'],
    'need-to-know': [
      'vain|ainoastaan ne|työntekij*|henkilö*|jotka tarvits*|työtehtäv*|työssään käsit*|pääs*|näke*|katsoa|tieto*',
    ],
    'no-sale': ['myy|myydä|myyty|myyntiin|myymme $not $data|niitä !$but'],
    'no-other-use': [
      'luovut*|anneta|käytetä|käytä|luovuteta|jaeta|jaa $not $data|niitä|muihin|ulkopuolis*|kolmansille|sivullis*|muuhun !$but !myy|myydä|automat*|profil*|anna|viranomais*',
    ],
    processors: [
      'alihankki*|palveluntarjoaj*|henkilötietojen_käsittelijä*|käsittelijö*|palveluntoimitt*|yhteistyökumppan*|toimittaj* !ulkopuolel*',
      'vastaanotta* $data|ovat|on',
    ],
    'group-companies': ['konserni*|tytäryhtiö*|emoyhtiö*|samaan_konserniin'],
    authorities: [
      'viranomais*|poliisi*|tuomioistui* luovut*|anta*|velvol*|pyyn* !valitt*|valvontaviranomai* !tietosuojavaltuut*',
    ],
    'transfer-ground': [
      'vakiosopimuslausek*|mallisopimuslausek*|vakiolausek*|mallilausek*|riittävyyspäätö*|yritystä_koskevat_sitovat',
      'tietosuojan_taso*',
    ],
    'no-automation': ['automat*|automaatti*|profilo*|profiloi* päätö*|profil* $not !$but'],
    'right-information': [
      '$right tietoa|tiedon|tieto|informoi* käsittely*|siitä|miten',
      'läpinäky* käsittely*',
    ],
    'right-access': [
      'oikeus|oikeutta|oikeutesi|voit|pyytää tarkasta*|pääsy|tarkastus*|nähdä|saada tieto*|tiedot|tietoihin|tietoihisi|jäljen*|kopio* !työ*|siirt*|käyttöoikeu*|läpinäky*|koneellise*|tietoa',
      'jäljennös|jäljennöksen|jäljennökset|kopio|kopion $data|pyyn*|saada|maksut*',
      'pyynnössä|pyyntö* yksilö*|ilmoita|kerro|mitä tiedot|tietoja !vastus*',
    ],
    'right-rectification': [
      'oikai*|korja* $data|virheel*|$right !poist*_tai',
      'virheel*|puutteel*|epätark* $data|korja*',
    ],
    'right-erasure': [
      'poistaa|poistamista|poistettavaksi|poistettua|poistetuksi|unohdetu*|unohdet* $right|pyyn*|pyyd*|vaati*|oikeu*',
      'tulla_unohdetuksi',
      'oma-aloittei* poist*',
    ],
    'right-restriction': ['rajoit* käsittely*|käsittelyä|käsittelyn !oikeuksiasi'],
    'right-portability': [
      'siirtää|siirret*|siirto* järjestelmä*|toiselle|koneellise*|$right !eu*|eta*|yhdysval*',
      'koneellises* muodo*|jäsenn*',
    ],
    'right-objection': ['vastusta* käsittely*|käsittelyä|$right'],
    'right-withdraw': ['peruut*|perua suostumu*'],
    'rights-request': [
      '*pyyn*|oikeuksi* lähet*|kirjallise*|sähköposti*|osoit*|ottamalla|yhteyttä|postitse|käyttää !kuukau*|päiv*|valtuut* !tunnist*',
    ],
    'answer-time': ['viivytyk*|vastausaik* pyyn*|vasta*|toteut*|tiedot'],
    'free-of-charge': ['maksut*|ilmais*|veloitukset* !enemmän'],
    'identify-asked': [
      'tunnist*|henkilöllisyy*|todista* pyyn*|pyytää|pyydä*|pyydetään tunnist*|henkilöllisyy*|täsmen*|pyyn*',
    ],
    'refusal-reasoned': ['kieltäy*|kieltäyd*|evät*|hylä* peruste*|pyyn*|laki|lain|syy*'],
    authority: ['tietosuojavaltuut*|valvontaviranomai*'],
    'complain-to-us': ['vastoin|rikkoo|tyytymät*|epäil* kerro|ota|ottamaan|ilmoit* meille|yhteyttä|ensin'],
    changes: [
      'muut*|päivit* *seloste*|ilmoitus* !henkilötie*_muut*',
      'uusin|ajantasai*|viimeisin *seloste*|versio*',
      'tutustu* *seloste* säännöllis*|aika_ajoin',
    ],
    breaches: ['tietoturvaloukk*|tietomurto*|tietovuo*|tietoturvapoikkeam*'],
    floor: ['rajoit*|kavenn* $not oikeuksi*'],
    sells: ['myydä|myymme|myy|myydään|myyn* $data|osoit* !$not'],
    'shares-freely': [
      'luovut*|jaamme|jakaa|annamme|antaa *kumppan*|mainost*|kolmansille|muille_yrityksille omiin|markkino*|vapaasti|kaupalli* !$not',
    ],
    marketing: ['markkino*|mainonta*|mainoksi*|uutiskir*|tarjouksi* !$not !vastus*'],
    'keeps-forever': [
      '$keep toistaiseksi|rajattoma*|ikuise*|pysyvä*|määräämättöm*|ilman_aikaraja* !$not',
      'poisteta|hävitetä ei|emme koskaan|lainkaan $data|niitä|nauhoit*|tallen*|viest*',
    ],
    charges: [
      'maksu|maksun|maksullis*|veloit*|euroa jäljen*|*pyyn*|kopio*|tarkast* !perusteet*|kohtuut*|maksut*',
    ],
    'automated-decisions': [
      'automaattis*|automatis*|profiloi* päätö*|profiloi*|pistey*|arvioi* !$not !oikeus',
    ],
    'implied-consent': ['käyttämällä|käyttäessäsi|soittamalla|asioimalla hyväksy*|suostu*'],
    'waives-rights': [
      'luovut|luopuu|luovutaan|luopuvat oikeu* !luovut_pois',
      'sinulla|asiakkaalla ei_ole oikeutta !jos|silloin|mutta|kun',
    ],
    'shared-accounts': ['yhtei*|yhteiskäyt*|jaettu*|jaetut tunnu*|salasan*|käyttäjätunnu*'],
  },
  topics: {
    controller: ['rekisterinpitäjä*|kuka_vastaa|kuka_käsittelee'],
    'register-name': ['rekisterin_nimi'],
    categories: [
      'tietosisältö|tietosisältö*|tietoryhmä*|mitä_tietoja|käsiteltävät|kerättävät|kerätyt',
      'seuraavia|seuraavat tietoja|tiedot|henkilötietoja !oikeu*',
      'rekisterin_tie*|rekisteröidyn_tie*|henkilötietoryhmä*',
    ],
    purposes: ['tarkoitu*|käyttötarkoitu*|miksi|mihin'],
    basis: ['oikeusperuste*|käsittelyperuste*|oikeudelli*_peruste*|laillinen_peruste'],
    source: ['tietoläh*|lähteet|lähde|mistä|yhteydenottokanav*|kanavat|kanavia'],
    periods: ['säilytys*|säilyt*|kuinka_kauan|poistaminen_ajallaan|säilytysaja*'],
    recipients: ['luovut*|vastaanotta*|kenelle|käsittelijät|alihankki*|kuka|ketkä|siirrot_kolmansille'],
    location: ['siirto*|siirrot|missä|sijainti|kolmansiin_maihin|ulkopuolel*'],
    protection: ['suoja*|tietoturva*|turvaam*|turvallisuu*'],
    rights: ['oikeudet|oikeutesi|oikeuksi*'],
    complaint: ['valit*|kantelu*|tyytymät*|valvonta*'],
    changes: ['muutok*|muutta*|päivit*'],
    automation: ['automat*|automaatti*|profil*'],
  },
  categories: {
    identityCode: 'henkilötunnu*|hetu',
    name: 'nimi|nimen|nimeä|nimesi|nimet|nimeäsi|etunimi|sukunimi|etu_ja_sukunimi',
    address:
      'osoite|osoitteen|osoitetta|osoitteesi|osoitetieto*|postiosoi*|kotiosoi*|toimitusosoi*|katuosoi*',
    phone: 'puhelinnumero*|matkapuhelinnumero*',
    emailAddress: 'sähköpostiosoi*',
    messages:
      'viesti|viestit|viestien|viestejä|viestinne|viestisi|keskustelu|keskustelut|viestintä|kirjeenvaihto|yhteydenoton_sisältö|viestihistoria',
    files: 'liite|liitteet|liitteitä|liitteiden|liitetiedost*',
    notes: 'muistiinpano*|merkinnät',
    contactMetadata: 'ajankohta|ajankohdat|ajankohdan|aikaleim*|metatie*|lokitie*|ajankohtaa',
    recordings: '*tallenne|*tallenteet|*tallenteita|*tallenteiden|nauhoite*|nauhoitukset|*äänitteet',
    ipAddress: 'ip-osoi*',
    other:
      'asiakasnumer*|syntymäaik*|tilau*|ostohistor*|maksutie*|tilinumer*|terveystie*|sijaintitie*|eväst*|jäsennumer*|sopimusnumer*|laskutustie*',
  },
  channels: {
    email: 'sähköposti|sähköpostin|sähköpostia|sähköpostitse|sähköpostilla|sähköposteja|sähköpostilla',
    phone:
      'puhelin|puhelimitse|puhelimella|puhelimessa|soitat|soittaa|soitto|puhelu|puhelun|puhelut|puheluissa|soitetaan',
    chat: 'chat|chatti|chatin|chatissa|chatissä|chatilla|chattia|verkkochat*|chatti*',
  },
  purposes: {
    service:
      'asiakaspalvelu*|palvella|palvelun_tarjoami*|vastata|vastaami*|hoita*_asia*|hoitaminen|yhteydenottoihin|palvelemi*|neuvon*',
    identification: 'tunnist*|henkilöllisyy*',
    quality: 'laatu|laadun|kehit*|reklamaatio*|koulutu*|parant*',
    security: 'turvallisuu*|väärinkäyt*|häiriö*|petos*',
    rights: 'rekisteröity*_oikeu*|rekisteröidyn_oikeu*',
  },
  bases: {
    consent: 'suostumu*',
    contract: 'sopimu*|asiakassuhte*|asiakassuhde|jäsenyys|jäsenyyt*',
    'legal-obligation': 'lakisäätei*_velvoit*|lakisäätei*_velvolli*|oikeudelli*_velvoit*',
    'vital-interests': 'elintärkeä*_et*|elintärkei*_et*',
    'public-task': 'yleinen_etu|yleistä_etua|yleisen_edun|julkisen_vallan',
    'legitimate-interest': 'oikeutet*_etu*|oikeutet*_edu*|oikeutet*_et*',
  },
  units: {
    recording: 'puhelut|puheluita|*tallenne*|*tallenteet|*tallenteita|nauhoit*|äänit*|nauhoja',
    'access-log': 'loki|lokit|lokia|lokeja|lokitie*|käyttöloki*|lokimerkin*',
    request: 'pyyntö|pyynnöt|pyyntöjä',
    staff: 'käyttäjätunnukset|henkilöstön',
    contact: 'viesti*|viestejä|yhteydenot*|chat*|sähköposti|sähköpostit|sähköposteja|keskustelu*|asiat|asiaa',
    person: 'asiakastie*|yhteystie*|nimi|henkilötie*|jäsentie*|profiili*|tiedot|tietoja|tietojasi|asiakkaan',
  },
  extensions: { 'quality-project': 'laatu*|laadun*', complaint: 'reklamaatio*|valitu*|riita*' },
  cues: {
    collects: [
      'kerä*|tallen*|käsittele*|käsitellään|rekisteröi*|sisält*|talleta*|pyydämme|pyydetään|kysymme|kysytään|pyytää !oikeu*|voit',
    ],
    contacts: ['kun|otat|ottaessasi|ottaa yhteyttä|yhteyden|yhteydenot*'],
    asks: ['pyydämme|pyydetään|kysymme|kysytään|pyytää|kysyä !oikeu*|voit|oikeus'],
    serves: ['*miseksi|*miseen|tarkoitu*|käyttötarkoitu*|varten|jotta|käytämme|käytetään|takia|vuoksi'],
    bases: ['perust*|oikeusperuste*|peruste|perusteella|nojalla'],
    keeps: ['$keep|poist*|hävit*|säilytys*|tuhot*'],
    longer: ['pidemp*|kauemmin|jatk*|poikkeu* !emme_pidemp*|eikä_kauemmin'],
    answers: [
      'vasta*|vastaus|vastaam*|toimit*|lähetä*|annetaan|annamme|lähetetään pyyn*|sinulle|tiedot|kuluessa !säily*|tallen*|poist*|hävit*',
    ],
    extends: ['jatkaa|jatket*|piden*|jatkoaik*|lisäaik*|jatkamme|jatkettu'],
    dated: ['päivit*|laadit*|muutet*|viimeksi|voimassa|päivätty|päivämäärä|versio|laatimispäiv*|muokat*'],
    controller: ['rekisterinpitäjä*'],
    email: ['yhtey*|sähköposti*|kysy*|tietosuoja*|ota'],
    officer: ['tietosuojavastaav*'],
    outside: ['ulkopuol* eu*|eta*|euroopan', 'kolman*_maa*|kolmansiin_maihin'],
  },
};
