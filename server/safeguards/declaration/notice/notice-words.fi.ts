import type { NoticeWords } from './notice-words.ts';

const months = (count: number) => (count === 1 ? '1 kuukausi' : `${count} kuukautta`);
const monthsOf = (count: number) => (count === 1 ? 'yhden (1) kuukauden' : `${count} kuukauden`);
const byMonths = (count: number) => (count === 1 ? '1 kuukaudella' : `${count} kuukaudella`);
const days = (count: number) => (count === 1 ? 'yhden päivän' : `${count} päivää`);

export const noticeWordsFi: NoticeWords = {
  title: 'Tietosuojaseloste',
  colon: (term, value) => `${term}: ${value}`,
  version: (number, published) => `Versio ${number}, voimassa ${published} alkaen`,
  sections: {
    controller: 'Rekisterinpitäjä',
    register: 'Rekisteri ja tämä seloste',
    personalData: 'Mitä henkilötiedot ovat',
    purposes: 'Miksi ja millä oikeusperusteella käsittelemme tietoja',
    categories: 'Mitä tietoja rekisterissä on',
    sources: 'Mistä tiedot saadaan',
    retention: 'Kuinka kauan tietoja säilytetään',
    protection: 'Miten tiedot suojataan',
    access: 'Kenellä on pääsy tietoihin',
    processors: 'Henkilötietojen käsittelijät',
    recipients: 'Muut, joille tietoja voidaan antaa',
    location: 'Missä tietoja käsitellään',
    automated: 'Automatisoidut päätökset',
    rights: 'Oikeutesi',
    answers: 'Näin vastaamme pyyntöön',
    complaint: 'Jos olet tyytymätön',
    changes: 'Selosteen muutokset',
  },
  controller: {
    name: 'Nimi',
    businessId: 'Y-tunnus',
    visitingAddress: 'Käyntiosoite',
    contact: 'Yhteydenotot rekisteriä koskevissa asioissa',
    officer: 'Tietosuojavastaava',
    website: 'Verkkosivusto',
  },
  register: {
    name: 'Rekisterin nimi',
    system: 'Järjestelmä, jossa sitä pidetään',
    subjects: 'Rekisteröidyt',
    changed: 'Selostetta muutettu viimeksi',
    version: 'Versio',
    law: 'Seloste noudattaa EU:n yleistä tietosuoja-asetusta (GDPR, 2016/679) ja tietosuojalakia (1050/2018).',
    scope:
      'Se koskee asiakastietoja, joita kerätään ja tallennetaan asiakaspalvelun yhteydenotoissa, jotta palvelu olisi korkealaatuista. Kerromme, mitä ohjeita noudatamme, miten tietoja käsitellään ja säilytetään ja mitä oikeuksia sinulla on.',
    floor:
      'Mikään selosteessa ei rajoita oikeuksia, jotka sinulla on tietosuoja-asetuksen tai muun lainvoimaisen päätöksen nojalla.',
  },
  personalData: [
    'Henkilötietoja ovat kaikki tiedot, jotka voidaan suoraan tai välillisesti yhdistää elävään luonnolliseen henkilöön. Esimerkkejä ovat nimi, sähköpostiosoite, puhelinnumero, postiosoite, henkilötunnus ja IP-osoite.',
    'Rekisteri koostuu henkilötiedoista.',
  ],
  purposes: {
    intro:
      'Tietoja kerätään käyttäjien tunnistamiseksi asiakaspalvelussa ja palvelujen tarjoamiseksi. Jokaisella tarkoituksella on oma oikeusperusteensa.',
    caption: 'Käsittelyn tarkoitukset ja oikeusperusteet',
    head: ['Tarkoitus', 'Mitä se merkitsee', 'Oikeusperuste', 'Oikeutettu etu'],
    noInterest: '–',
    weighed: 'Olemme punninneet jokaista näistä eduista sinun etujasi vasten:',
    consent: (purposes) => `Voit milloin tahansa peruuttaa suostumuksesi: ${purposes}.`,
  },
  bases: {
    consent: 'Suostumuksesi (tietosuoja-asetuksen 6 artiklan 1 kohdan a alakohta)',
    contract:
      'Sopimus kanssasi tai sitä edeltävät toimet pyynnöstäsi (tietosuoja-asetuksen 6 artiklan 1 kohdan b alakohta)',
    'legal-obligation': 'Lakisääteinen velvoitteemme (tietosuoja-asetuksen 6 artiklan 1 kohdan c alakohta)',
    'vital-interests':
      'Elintärkeiden etujen suojaaminen (tietosuoja-asetuksen 6 artiklan 1 kohdan d alakohta)',
    'public-task': 'Yleistä etua koskeva tehtävä (tietosuoja-asetuksen 6 artiklan 1 kohdan e alakohta)',
    'legitimate-interest': 'Oikeutettu etu (tietosuoja-asetuksen 6 artiklan 1 kohdan f alakohta)',
  },
  categories: {
    intro: 'Rekisterissä voi olla sinusta seuraavia tietoja.',
    caption: 'Rekisterin tiedot',
    head: ['Tieto', 'Miten se tulee rekisteriin', 'Tarkoitukset'],
    nothingElse: 'Muunlaisia tietoja rekisteriin ei voi tallentaa.',
  },
  sources: {
    intro: (channels) =>
      `Saamme tiedot sinulta, kun otat meihin yhteyttä. Tietoja kerätään näissä kanavissa: ${channels}.`,
    staff: (categories) => `Henkilöstömme kirjaa: ${categories}.`,
    system: (categories) => `Syntyy järjestelmässä, kun yhteydenottoa hoidetaan: ${categories}.`,
    other: 'Mitä muuten syntyy',
    otherIntro: 'Tietoja voidaan saada myös näistä lähteistä:',
    otherCaption: 'Muut tietolähteet',
    otherHead: ['Lähde', 'Miten tiedot saadaan sieltä', 'Tiedot'],
    kinds: {
      'old-mail': 'Aiempi järjestelmä',
      'identity-provider': 'Tunnistuspalvelu',
      'host-page': 'Sivu, jolla chat on',
      'other-controller': 'Toinen rekisterinpitäjä',
    },
    oldMail:
      'Aiemmasta järjestelmästä siirto ei pidennä vanhojen viestien säilytysaikaa: kaikki ajat lasketaan viestin päivästä.',
    nowhereElse: 'Emme kerää tietoja muista lähteistä.',
    times: {
      automatic: 'Tallennetaan, kun otat yhteyttä',
      'on-request': 'Pyydetään tarvittaessa',
      'on-request-with-reason': 'Pyydetään vain, jos asia edellyttää sitä; syy kirjataan',
    },
    alsoAsked: (category, purposes) => `Pyydetään myös: ${category} (${purposes})`,
    notCollected: 'Muita tietoja tässä kanavassa ei kerätä.',
    mustYou: 'Onko tietoja pakko antaa',
    voluntary: 'Mikään laki ei velvoita sinua antamaan meille tietoja.',
    needed: (categories) =>
      `Emme voi ottaa yhteydenottoa vastaan ja vastata siihen ilman sen mukana tallentuvia tietoja: ${categories}.`,
    onRequest: (categories) =>
      `Sinun ei tarvitse antaa tietoja, joita pyydämme niiden lisäksi: ${categories}. Ilman niitä emme ehkä voi tunnistaa sinua tai hoitaa asiaa.`,
  },
  retention: {
    principle: [
      'Tietoja säilytetään vain niin kauan kuin siihen on peruste eli kun tässä selosteessa kuvattu tarkoitus edellyttää niitä. Meillä on selkeät käytännöt tietojen poistamiseen: jokaisella tiedolla on päättymispäivä ja sen määrännyt sääntö, ja tieto poistetaan, kun päivä koittaa.',
      'Jotkin säilytysajat johtuvat lainsäädännöstä tai turvallisuussyistä.',
    ],
    caption: 'Säilytysajat',
    head: ['Mitä', 'Kuinka kauan', 'Mihin tarkoituksiin', 'Miksi niin kauan'],
    from: (length, from) =>
      `${length} ${
        {
          closing: 'asian päättämisestä',
          'last-contact': 'viimeisestä yhteydenotosta',
          call: 'puhelusta',
          arrival: 'saapumisesta',
          record: 'merkinnästä',
          leaving: 'työn päättymisestä',
        }[from]
      }`,
    length: months,
    lengthWithCap: (count, cap) => `${months(count)}, enintään ${months(cap)},`,
    recorded: (directions) =>
      directions.length === 2
        ? 'Tallennamme sekä asiakaspalveluun tulevat että sieltä soitetut puhelut.'
        : directions[0] === 'incoming'
          ? 'Tallennamme asiakaspalveluun tulevat puhelut.'
          : 'Tallennamme asiakaspalvelusta soitetut puhelut.',
    extension: (name, count, cap, grounds) =>
      `${name}: säilytysaika on ${months(count)}. Pidempi aika on mahdollinen vain jollakin näistä perusteista: ${grounds}. Silloinkin säilytysaika on enintään ${months(cap)}.`,
    holds:
      'Poistaminen odottaa, jos viranomainen tai tuomioistuin niin määrää, jos tietoja tarvitaan oikeudellista vaadetta varten tai jos olet pyytänyt meitä rajoittamaan käsittelyä poistamisen sijasta.',
    backupsTitle: 'Varmuuskopiot',
    backups: (count) =>
      `Poistettu tieto voi olla varmuuskopioissa enintään ${days(count)}. Tietoja ei käytetä sieltä.`,
  },
  protection: {
    intro: 'Tietosi suojataan niin, ettei kukaan voi oikeudettomasti nähdä, muuttaa tai poistaa niitä.',
    enforced: 'Järjestelmä itse huolehtii näistä:',
    attested: 'Lisäksi huolehdimme näistä ja tarkistamme ne säännöllisesti:',
    staff: [
      'Oikeus päästä tietoihin ja käsitellä niitä myönnetään työtehtävien perusteella. Järjestelmään kirjaudutaan vain henkilökohtaisilla käyttäjätunnuksilla.',
      'Kaikilla henkilötietoja käsittelevillä on vaitiolovelvollisuus, ja he ovat hyväksyneet salassapitositoumuksen.',
    ],
  },
  access: {
    intro:
      'Käsittelemme henkilötietoja erittäin huolellisesti ja kunnioitamme jokaisen oikeutta tietojensa suojaan. Emme altista tietoja tietoturvaloukkauksille.',
    never: {
      sale: 'Emme koskaan myy henkilötietoja kolmansille osapuolille.',
      'other-use': 'Emme luovuta emmekä käytä henkilötietoja muihin kuin edellä mainittuihin tarkoituksiin.',
      'automated-decisions': 'Tietojasi ei käytetä automatisoituihin päätöksiin.',
      profiling: 'Tietojasi ei käytetä profilointiin.',
    },
    need: 'Henkilötietoja käsittelevät vain ne, jotka tarvitsevat niitä työssään. Oikeus rajoittuu työtehtävän tietoihin ja tarkoituksiin:',
    caption: 'Työtehtävät ja tiedot, joihin ne antavat pääsyn',
    head: ['Työtehtävä', 'Tiedot', 'Tarkoitukset'],
    noData: 'Ei asiakastietoja',
    parties:
      'Teemme kaikki oikeudelliset, tekniset ja organisatoriset toimet, joita tarvitaan, jotta tietoja käsitellään turvallisesti ja ne on suojattu riittävästi. Tämä koskee sekä meitä että kolmansia osapuolia, joiden kanssa teemme yhteistyötä: myös siellä tietoihin pääsevät vain ne, joiden on käsiteltävä niitä edellä mainittuihin tarkoituksiin, ja heillä on vaitiolovelvollisuus.',
    authorities: 'Viranomaisille tietoja annetaan vain, kun laki sitä edellyttää.',
  },
  processors: {
    withGroup: 'Henkilötietojen käsittelijät ja konserniyhtiöt',
    group:
      'Voimme palveluja tarjotessamme käyttää henkilötietojen käsittelijöitä ja muita konserniimme kuuluvia yrityksiä. Ne käsittelevät henkilötietoja lukuumme.',
    services: (services) =>
      `Henkilötietojen käsittelijät tarjoavat meille muun muassa seuraavaa: ${services}.`,
    caption: 'Henkilötietojen käsittelijät, jotka saavat tietoja rekisteristä',
    head: ['Käsittelijä', 'Tehtävä', 'Tiedot', 'Tarkoitukset', 'Maat'],
    noCategories: 'Vain tieto siitä, että yhteydenotossa tapahtuu jotakin, ja yhteydenoton numero',
    terms: (group) => [
      `Henkilötietojen käsittelijä${group ? ' tai konserniyhtiö' : ''} saa tietoja vasta, kun se on sopinut kanssamme lainmukaisesta käsittelystä.`,
      'Varmistamme, että ne noudattavat tietosuojalainsäädäntöä ja käsittelevät tietoja vain tässä selosteessa mainittuihin tarkoituksiin.',
    ],
    groupCompany: (name) => `${name} (konserniyhtiö)`,
  },
  recipients: {
    intro:
      'Tietoja voidaan antaa myös näille vastaanottajille. Ne ovat itse saamiensa tietojen rekisterinpitäjiä, eivätkä ne saa muuta kuin tässä mainitut tiedot.',
    caption: 'Muut tietojen vastaanottajat',
    head: ['Vastaanottaja', 'Miksi ja millä perusteella', 'Tiedot', 'Tarkoitukset', 'Maat'],
    kinds: {
      authority: 'viranomainen',
      'group-company': 'konserniyhtiö',
      adviser: 'asiamies tai neuvonantaja',
    },
    until: (why, date) => `${why} Viimeinen päivä: ${date}.`,
    given: 'Vain tieto siitä, että yhteydenotossa tapahtuu jotakin, ja yhteydenoton numero',
  },
  transferGrounds: {
    'adequacy-decision': 'Euroopan komission päätös tietosuojan riittävyydestä',
    'standard-contractual-clauses': 'Euroopan komission vakiosopimuslausekkeet',
    'binding-corporate-rules': 'yritystä koskevat sitovat säännöt',
  },
  location: {
    main: 'Pääasiallinen käsittelymaa',
    eea: 'Muut EU- ja ETA-maat',
    eeaValue: 'Kun palvelujen tekninen toteuttaminen edellyttää sitä',
    own: 'Omat järjestelmämme',
    outside: 'EU:n ja ETA:n ulkopuolella',
    outsideAllowed:
      'Poikkeuksellisesti. Jos meidän on käytettävä siellä henkilötietojen käsittelijää, varmistamme käsittelyn lainmukaisuuden esimerkiksi sopimuksilla, jotka noudattavat Euroopan komission vakiosopimuslausekkeita. Voit pyytää meiltä jäljennöksen suojatoimista.',
    outsideRefused: 'Tietoja ei käsitellä siellä.',
  },
  rights: {
    intro: (contact) =>
      `Jos sinulla on kysyttävää tietojesi käsittelystä tai haluat käyttää oikeuksiasi, kirjoita osoitteeseen ${contact}.`,
    information: [
      'Oikeus saada tietoa',
      'Sinulla on oikeus tietää, miten tietojasi kerätään ja käsitellään. Käsittelyn on oltava läpinäkyvää, ja sitä varten tämä seloste on olemassa.',
    ],
    access: [
      'Oikeus saada pääsy tietoihin (tarkastusoikeus)',
      'Saat pyynnöstä tietää, käsittelemmekö sinua koskevia tietoja, ja sinulla on oikeus saada jäljennös keräämistämme tiedoista. Kerro pyynnössä selvästi, mitkä tiedot haluat.',
    ],
    accessTime: (answer, extension) =>
      `Tiedot ovat maksuttomia, ja ne lähetetään sinulle postitse tai digitaalisesti ilman aiheetonta viivytystä ${monthsOf(answer)} kuluessa. ${extension === 0 ? '' : `Jos pyyntöjä on paljon tai ne ovat monimutkaisia, aikaa voidaan jatkaa ${byMonths(extension)}; silloin perustelemme sen. `}Jos emme voi antaa pyytämiäsi tietoja, perustelemme sen.`,
    rectification: [
      'Oikeus tietojen oikaisemiseen',
      'On tärkeää, että sinua koskevat tiedot ovat virheettömiä. Sinulla on oikeus saada ne oikaistuksi, jos puhelinnumerosi, sähköpostiosoitteesi tai muut yhteystietosi muuttuvat tai jos huomaat tietojemme olevan epätarkkoja, virheellisiä tai puutteellisia.',
    ],
    erasure: [
      'Oikeus tietojen poistamiseen',
      'Tietyissä tilanteissa sinulla on oikeus saada tiedot poistetuksi ja tulla unohdetuksi ilman aiheetonta viivytystä, esimerkiksi kun niitä ei enää tarvita tarkoituksiin, joita varten ne kerättiin. Oikeutta ei ole, jos lakisääteinen velvoite estää meitä poistamasta tietoja.',
      'Jos pyydät poistamista, poistamme kaikki sinua koskevat tiedot, jotka voidaan poistaa. Poistamme tietoja myös oma-aloitteisesti, kun niiden säilyttämiselle ei enää ole lakisääteistä tai muuta perustetta.',
    ],
    restriction: [
      'Oikeus käsittelyn rajoittamiseen',
      'Tietyissä tilanteissa sinulla on oikeus saada käsittely rajoitetuksi, esimerkiksi kun olet pyytänyt oikaisua emmekä pysty tekemään sitä määräajassa. Silloin käsittely on rajoitettua, kunnes asia on korjattu.',
    ],
    portability: [
      'Oikeus siirtää tiedot järjestelmästä toiseen',
      'Tietyissä tapauksissa sinulla on oikeus saada tietosi jäsennellyssä, yleisesti käytetyssä ja koneellisesti luettavassa muodossa ja siirtää ne toiselle rekisterinpitäjälle. Ne siirretään meiltä suoraan toiselle rekisterinpitäjälle vain, jos se on teknisesti mahdollista.',
    ],
    portabilityPurposes: (purposes) =>
      `Oikeus koskee tietoja, jotka olet antanut meille näihin tarkoituksiin: ${purposes}.`,
    objection: [
      'Oikeus vastustaa käsittelyä',
      'Tietyissä tilanteissa sinulla on oikeus vastustaa käsittelyä eli pyytää, ettei tietojasi käsitellä lainkaan. Oikeus on, kun oikeusperuste on oikeutettu etu. Kerro pyynnössä, mitä käsittelyä vastustat.',
    ],
    objectionPurposes: (purposes) => `Oikeus koskee näitä tarkoituksia: ${purposes}.`,
    withdrawal: [
      'Oikeus peruuttaa suostumus',
      'Voit milloin tahansa peruuttaa suostumuksen. Sitä ennen tehty käsittely pysyy laillisena.',
    ],
  },
  answers: {
    time: (answer, extension) =>
      `Vastaamme ${monthsOf(answer)} kuluessa pyynnön vastaanottamisesta${extension === 0 ? '.' : `, jollei ole erityistä syytä jatkaa aikaa. Sitä voidaan jatkaa enintään ${byMonths(extension)}.`}`,
    rest: [
      'Tarvittaessa voimme pyytää sinua tunnistautumaan ja täsmentämään pyyntöä.',
      'Pyynnöstä johtuvat toimet tehdään viivytyksettä vastauksen jälkeen, jollemme ilmoita muuta.',
      'Voimme kieltäytyä pyynnöstä, jos laki sen sallii. Silloin kerromme syyn ja sen, minne voit valittaa.',
    ],
  },
  complaint: {
    us: (contact) =>
      `Jos katsot, että käsittelemme henkilötietoja tietosuojalainsäädännön vastaisesti, toivomme, että kerrot siitä meille: ${contact}.`,
    authority: (name, website) =>
      `Sinulla on myös oikeus tehdä valitus valvontaviranomaiselle: ${name}. Lisätietoja: ${website}.`,
  },
  changes: {
    why: 'Voimme muuttaa tätä selostetta milloin tahansa, koska kehitämme palvelua jatkuvasti. Myös lainsäädännön muutokset voivat edellyttää sitä.',
    effect:
      'Muutos tulee voimaan, kun muutettu seloste on julkaistu. Siksi pyydämme sinua lukemaan selosteen aika ajoin.',
    held: 'Pidempi säilytysaika tai uusi tarkoitus ei koske meillä jo olevia tietoja, ennen kuin siitä on kerrottu sinulle.',
    newest: (website) => `Uusin versio on aina verkkosivustollamme: ${website}.`,
  },
};
