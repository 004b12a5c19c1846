import type { PortalWords } from './portal-words.ts';

export const portalWordsFi: PortalWords = {
  languageName: 'Suomi',
  skip: 'Siirry sisältöön',
  languages: 'Kieli',
  more: 'Lisää sivuista',
  home: 'Etusivu',
  start: {
    title: 'Mitä haluat tehdä?',
    lead: 'Täällä tavoitat asiakaspalvelun ja saat tietää, miten tietojasi käsitellään.',
    doors: {
      write: {
        title: 'Kirjoita meille',
        text: 'Kerro asiasi sähköpostilla. Älä kirjoita viestiin henkilötunnustasi.',
      },
      data: {
        title: 'Omat tietoni',
        text: 'Pyydä jäljennös tiedoistasi, oikaise ne tai pyydä niiden poistamista. Kerro, mitä haluat, niin vastaamme.',
      },
      notice: {
        title: 'Tietosuojaseloste',
        text: 'Mitä tietoja meillä on, miksi ja kuinka kauan, ja mitä oikeuksia sinulla on.',
      },
      keeping: {
        title: 'Näin pidämme lupauksemme',
        text: 'Jokainen selosteen lupaus, miten se pidetään ja milloin se on viimeksi tarkistettu.',
      },
    },
    notYet: 'Toistaiseksi sähköpostilla:',
    readNotice: 'Lue seloste',
    readPromises: 'Katso, miten',
  },
  notice: {
    title: 'Tietosuojaseloste',
    contents: 'Sisällys',
    olderVersions: 'Kaikki versiot',
    permanent: 'Tämän version pysyvä osoite',
    superseded: (version) => `Tämä on vanha versio. Nyt on voimassa versio ${version}.`,
    toNewest: 'Lue voimassa oleva versio',
    asPdf: 'PDF',
    whatChanged: 'Mitä on muuttunut tämän version jälkeen',
  },
  versions: {
    title: 'Selosteen versiot',
    lead: 'Jokainen voimassa ollut versio on edelleen luettavissa.',
    version: (number) => `Versio ${number}`,
    since: (published) => `Voimassa ${published} alkaen`,
    stated: (date) => `päivätty ${date}`,
    inForce: 'Voimassa nyt',
    changes: (earlier) => `Muutokset version ${earlier} jälkeen`,
  },
  changes: {
    title: (version, earlier) => `Muutokset versiosta ${earlier} versioon ${version}`,
    rules: 'Muuttuneet säännöt',
    noRules: 'Käyttötarkoitukset, tietoryhmät, vastaanottajat ja säilytysajat ovat ennallaan.',
    text: 'Muutokset tekstissä',
    legend: 'Lisätty on alleviivattu, poistettu on yliviivattu.',
    marks: { added: 'Lisätty', removed: 'Poistettu', changed: 'Muutettu' },
    newSection: 'Uusi osa',
    goneSection: 'Osa on poistettu',
    same: 'Ennallaan olevat osat:',
    nothing: 'Versioissa on sama teksti.',
    compareWith: 'Vertaa toiseen versioon',
    versions: 'Kaikki versiot',
  },
  promises: {
    title: 'Näin pidämme lupauksemme',
    lead: 'Tietosuojaseloste koostuu lupauksista. Tässä on jokainen niistä, miten se pidetään ja pitikö se, kun se viimeksi tarkistettiin. Järjestelmä tarkistaa itsensä joka tunti.',
    checked: (date) => `Tarkistettu viimeksi ${date}`,
    notChecked: 'Ei vielä tarkistettu',
    toNotice: 'Lue koko seloste',
    inNotice: (section) => `Selosteessa: ${section}`,
    gap: 'Vielä rakentamatta:',
    status: {
      kept: 'Pitää, ja on tarkistettu',
      'in-part': 'Pitää osittain, ja on tarkistettu',
      'looked-into': 'Selvitetään',
      attested: 'Rekisterinpitäjä vastaa siitä',
      'not-yet': 'Ihmisten hoidossa, ei vielä järjestelmän',
      'not-in-use': 'Ei käytössä',
    },
  },
  errors: {
    notFound: { title: 'Sivua ei ole', text: 'Osoitteessa voi olla virhe, tai sivu on siirretty.' },
    tooMany: {
      title: 'Odota hetki',
      text: 'Pyyntöjä tuli paljon lyhyessä ajassa. Yritä uudelleen minuutin kuluttua.',
    },
    other: { title: 'Jokin meni vikaan', text: 'Vika on meidän. Yritä hetken kuluttua uudelleen.' },
    lost: 'Etusivulle',
  },
  accessibility: {
    title: 'Saavutettavuusseloste',
    sections: ({ controller, contact, made, checked }) => [
      {
        title: 'Mitä seloste koskee',
        texts: [
          `Seloste koskee näitä sivuja, joita ylläpitää ${controller}. Selosteen päiväys: ${made}. Sivut arvioitu viimeksi: ${checked}.`,
          'Vaatimukset ovat laissa digitaalisten palvelujen tarjoamisesta (306/2019).',
        ],
      },
      {
        title: 'Miten saavutettavia sivut ovat',
        texts: [
          'Sivut on tehty täyttämään WCAG 2.1:n AA-tason vaatimukset. Ne toimivat ilman skriptejä, pelkällä näppäimistöllä, ruudunlukijalla ja 200 prosentin suurennoksella, ja ne noudattavat selaimen tumman tilan ja vähennetyn liikkeen asetusta.',
          'Tiedossamme ei ole puutteita. Arvio on omamme ja tehty automaattisilla työkaluilla; ulkopuolinen ei ole tarkastanut sivuja.',
        ],
      },
      {
        title: 'Anna palautetta',
        texts: [
          `Huomasitko esteen tai tarvitsetko sisällön toisessa muodossa? Kirjoita osoitteeseen ${contact}. Vastaamme 14 päivässä.`,
        ],
      },
      {
        title: 'Valvonta',
        texts: [
          'Jos et ole tyytyväinen vastaukseen tai et saa sitä kahdessa viikossa, voit tehdä ilmoituksen Liikenne- ja viestintävirasto Traficomille, joka valvoo saavutettavuutta: www.saavutettavuusvaatimukset.fi.',
        ],
      },
    ],
  },
};
